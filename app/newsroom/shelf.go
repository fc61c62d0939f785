package newsroom

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"galley/editor/model"
	"galley/export/picture"
)

// Picture is what is known of a picture beside its bytes. Alt, Credit and Rights are what a figure that shows it begins with: what the
// photographer wrote into the file.
type Picture struct {
	Hash   string
	Bytes  int64
	Name   string // of the file that it came from; empty for none
	By     StaffID
	At     time.Time // when it was taken in; zero for a picture of before there was a shelf
	Alt    string
	Credit string
	Rights string
	Away   bool // put away from the shelf; articles and versions that show it still do
}

// Figure returns the attributes of a new figure with the picture.
func (p Picture) Figure() model.Attrs {
	return model.Attrs{Picture: p.Hash, Alt: p.Alt, Credit: p.Credit, Rights: p.Rights}
}

// Use is an article that shows a picture.
type Use struct {
	Article ArticleID
	Number  Number
	Title   string
	State   State
	Times   int
}

// Shelved is a picture on the shelf with the articles that show it as they are now, the last changed first.
type Shelved struct {
	Picture
	Uses []Use
}

// Matches reports whether each word of the query is part of the picture's name, words or uses, without regard to case.
func (s Shelved) Matches(query string) bool {
	text := []string{s.Name, s.Alt, s.Credit, s.Rights, s.Hash}
	for _, u := range s.Uses {
		text = append(text, string(u.Number), u.Title)
	}
	all := strings.ToLower(strings.Join(text, "\n"))
	for _, w := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}

// TakePicture keeps a picture from a file and puts it on the shelf, with the credit, rights and alternative text that are written in it. One that
// is there already keeps what is known of it, and comes back when it was put away. Invalid: as for [Newsroom.CreatePicture]. Forbidden: who does not work
// here, or is not signed in where accounts are on.
func (n *Newsroom) TakePicture(ctx context.Context, actor Staff, name string, data []byte) (Picture, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Picture{}, err
	}
	return n.takePicture(ctx, actor, name, data)
}

func (n *Newsroom) takePicture(ctx context.Context, actor Staff, name string, data []byte) (Picture, error) {
	hash, err := n.CreatePicture(ctx, data)
	if err != nil {
		return Picture{}, err
	}
	p, err := n.shelved(ctx, hash)
	if err != nil {
		return Picture{}, err
	}
	if !p.At.IsZero() && !p.Away {
		return p, nil
	}
	if p.At.IsZero() {
		said := picture.Note(data)
		p.Name, p.By, p.At = path.Base(strings.ReplaceAll(name, `\`, "/")), actor.ID, n.now()
		p.Alt, p.Credit, p.Rights = said.Alt, said.Line(), said.Rights
		if p.Rights == "" {
			p.Rights = said.Terms
		}
		if name == "" {
			p.Name = ""
		}
	}
	p.Away = false
	return p, n.store.SavePicture(ctx, p)
}

// shelved returns what is known of a picture. NotFound.
func (n *Newsroom) shelved(ctx context.Context, hash string) (Picture, error) {
	all, err := n.store.FindShelf(ctx)
	if err != nil {
		return Picture{}, err
	}
	if i := slices.IndexFunc(all, func(p Picture) bool { return p.Hash == hash }); i >= 0 {
		return all[i], nil
	}
	return Picture{}, Errorf(NotFound, nil, "store.no_picture", "Hash", hash)
}

// Shelf returns the pictures of the newsroom with where they are used, the last one taken in first. The first call reads every article; later ones
// read those that changed since.
func (n *Newsroom) Shelf(ctx context.Context) ([]Shelved, error) {
	all, err := n.store.FindShelf(ctx)
	if err != nil {
		return nil, err
	}
	uses, err := n.uses(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Shelved, len(all))
	for i, p := range all {
		out[i] = Shelved{p, uses[p.Hash]}
	}
	return out, nil
}

// showing is which pictures an article shows at a revision, and how often.
type showing struct {
	revision Revision
	times    map[string]int
}

// uses returns by picture the articles that show it.
func (n *Newsroom) uses(ctx context.Context) (map[string][]Use, error) {
	articles, err := n.store.FindArticles(ctx, Filter{})
	if err != nil {
		return nil, err
	}
	out := map[string][]Use{}
	for _, a := range articles {
		times, err := n.showing(ctx, a)
		if err != nil {
			return nil, err
		}
		for hash, count := range times {
			out[hash] = append(out[hash], Use{a.ID, a.Number, a.Digest.Headline, a.State, count})
		}
	}
	return out, nil
}

func (n *Newsroom) showing(ctx context.Context, a Article) (map[string]int, error) {
	n.mu.Lock()
	known, ok := n.shows[a.ID]
	n.mu.Unlock()
	if ok && known.revision == a.Revision {
		return known.times, nil
	}
	m, revision, err := n.store.FindManuscript(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	times := map[string]int{}
	m.Doc.Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Figure {
			times[c.Attrs().Picture]++
		}
		return true
	})
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.shows == nil {
		n.shows = map[ArticleID]showing{}
	}
	n.shows[a.ID] = showing{revision, times}
	return times, nil
}

// PutAway takes a picture off the shelf or puts it back. Its bytes are kept for ever: versions name them. Conflict: an article shows it. Forbidden: who
// did not take it in himself and may not edit everybody's articles.
func (n *Newsroom) PutAway(ctx context.Context, actor Staff, hash string, away bool) error {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return err
	}
	p, err := n.shelved(ctx, hash)
	if err != nil {
		return err
	}
	if p.By == "" || p.By != actor.ID {
		if err := lacks(actor, EditAll); err != nil {
			return err
		}
	}
	if away {
		uses, err := n.uses(ctx)
		if err != nil {
			return err
		}
		if used := uses[hash]; len(used) > 0 {
			return Errorf(Conflict, nil, "error.picture_used", "Number", string(used[0].Number), "Count", len(used))
		}
	}
	if p.Away == away {
		return nil
	}
	if p.Away = away; p.At.IsZero() {
		p.At = n.now()
	}
	return n.store.SavePicture(ctx, p)
}

// leastPrefix is how many digits of a picture's name have to be given.
const leastPrefix = 4

// ShelvedNamed returns the picture whose name begins with the digits. NotFound; Invalid: several begin so, or the digits are too few.
func (n *Newsroom) ShelvedNamed(ctx context.Context, digits string) (Shelved, error) {
	digits = strings.ToLower(digits)
	if len(digits) < leastPrefix {
		return Shelved{}, Errorf(Invalid, nil, "error.picture_short", "Hash", digits, "Least", leastPrefix)
	}
	all, err := n.Shelf(ctx)
	if err != nil {
		return Shelved{}, err
	}
	all = slices.DeleteFunc(all, func(s Shelved) bool { return !strings.HasPrefix(s.Hash, digits) })
	switch len(all) {
	case 0:
		return Shelved{}, Errorf(NotFound, nil, "store.no_picture", "Hash", digits)
	case 1:
		return all[0], nil
	}
	return Shelved{}, Errorf(Invalid, nil, "error.picture_several", "Hash", digits, "Count", len(all))
}
