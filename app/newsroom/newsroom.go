package newsroom

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"galley/app/newsroom/seal"
	"galley/editor/model"
)

// Newsroom is the one way to a newsroom's articles. Its methods are safe for concurrent use. Every one that changes an article names the
// person who does it and refuses what that person may not do.
type Newsroom struct {
	store   Store
	now     func() time.Time
	process Process // see lease.go

	cost     seal.Cost // of passwords
	mu       sync.Mutex
	sessions map[StaffID]session // who signed in here; see account.go
	witness  Witness             // see witness.go

	renditions renditions
	shows      map[ArticleID]showing // which pictures articles show, as far as somebody asked; under mu
}

// New returns the newsroom that the store keeps. now is its clock.
func New(store Store, now func() time.Time) *Newsroom {
	return &Newsroom{store: store, now: now, cost: seal.Today(), sessions: map[StaffID]session{}}
}

// RunIn says which process uses the newsroom, before anything else is done with it. Without it leases of processes that have ended count until
// their time is over.
func (n *Newsroom) RunIn(p Process) { n.process = p }

// Close remembers the newsroom as it is for its witness, ends every session and closes the store.
func (n *Newsroom) Close() error {
	n.mu.Lock()
	clear(n.sessions)
	n.mu.Unlock()
	return errors.Join(n.testify(context.Background()), n.store.Close())
}

// Settings returns the newsroom's settings, those of [NewSettings] where none were saved yet.
func (n *Newsroom) Settings(ctx context.Context) (Settings, error) {
	s, err := n.store.Settings(ctx)
	if err == nil && len(s.Policies) == 0 {
		s = NewSettings()
	}
	return s, err
}

// SaveSettings replaces the settings but for whether people sign in, which is for [Newsroom.UseAccounts], and keeps the policies that they
// replace among the past ones. Forbidden: the person manages nothing here. Invalid: they contradict themselves, or the address pattern or the
// zone cannot be used.
func (n *Newsroom) SaveSettings(ctx context.Context, actor Staff, s Settings) error {
	hand, before, err := n.manage(ctx, actor, ManageSettings)
	if err != nil {
		return err
	}
	s.Accounts = before.Accounts
	if err := s.Check(); err != nil {
		return err
	}
	return n.store.SaveSettings(ctx, s.versioned(before), hand)
}

// Staff returns everyone in the order they were added, those who were removed too.
func (n *Newsroom) Staff(ctx context.Context) ([]Staff, error) { return n.store.FindStaff(ctx) }

// AddStaff adds a person of that name with those roles; see [Newsroom.AddPerson].
func (n *Newsroom) AddStaff(ctx context.Context, actor Staff, name string, roles ...Role) (Staff, error) {
	return n.AddPerson(ctx, actor, Staff{Name: name, Roles: slices.Clone(roles)})
}

// AddPerson adds a person, who gets an id of his own. Forbidden: the actor does not manage people. Conflict: the name is taken. Invalid: the
// name, the unit or a role cannot be used.
func (n *Newsroom) AddPerson(ctx context.Context, actor, s Staff) (Staff, error) {
	hand, _, err := n.manage(ctx, actor, ManagePeople)
	if err != nil {
		return Staff{}, err
	}
	s.ID = StaffID(newID())
	if err := s.check(); err != nil {
		return Staff{}, err
	}
	return s, n.store.CreateStaff(ctx, s, hand)
}

// EditStaff changes a person's name, unit and roles, and whether he works here. Forbidden: the actor does not manage people. Conflict: the name
// is taken. Invalid: the name or a role cannot be used, or nobody who can manage people would be left.
func (n *Newsroom) EditStaff(ctx context.Context, actor, s Staff) error {
	hand, settings, err := n.manage(ctx, actor, ManagePeople)
	if err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}
	all, err := n.store.FindStaff(ctx)
	if err != nil {
		return err
	}
	manages := func(p Staff) bool { return p.ID != s.ID && p.May(ManagePeople) }
	if settings.Accounts && !s.May(ManagePeople) && !slices.ContainsFunc(all, manages) {
		return Errorf(Invalid, nil, "error.last_admin", "Name", s.Name)
	}
	if err := n.store.UpdateStaff(ctx, s, hand); err != nil {
		return err
	}
	if s.Removed {
		n.SignOut(s)
	}
	return nil
}

// FindStaff returns the person of that name. NotFound.
func (n *Newsroom) FindStaff(ctx context.Context, name string) (Staff, error) {
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return Staff{}, err
	}
	for _, s := range staff {
		if s.Name == name {
			return s, nil
		}
	}
	return Staff{}, Errorf(NotFound, nil, "error.no_such_person", "Name", name)
}

// Create makes an article of the manuscript and returns it as a draft with its number. Forbidden: the person writes nothing here.
func (n *Newsroom) Create(ctx context.Context, actor Staff, m Manuscript) (Article, error) {
	return n.create(ctx, actor, m, nil)
}

// create makes an article and keeps the pictures that came with it, by their names; neither where it refuses.
func (n *Newsroom) create(ctx context.Context, actor Staff, m Manuscript, pictures map[string][]byte) (Article, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Article{}, err
	}
	if err := lacks(actor, WriteArticles); err != nil {
		return Article{}, err
	}
	if err := m.Check(); err != nil {
		return Article{}, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return Article{}, err
	}
	loc, err := s.Location()
	if err != nil {
		return Article{}, err
	}
	if err := n.hasPictures(ctx, m, pictures); err != nil {
		return Article{}, err
	}
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		_, err := n.takePicture(ctx, actor, "", pictures[name])
		if CodeOf(err) == Invalid { // the report of the intake says so; the article comes in all the same
			_, err = n.store.CreatePicture(ctx, pictures[name])
		}
		if err != nil {
			return Article{}, err
		}
	}
	now := n.now().In(loc)
	a := Article{
		ID: ArticleID(newID()), State: Draft, Creator: actor.ID, Contributors: []StaffID{actor.ID}, Policy: s.PolicyOf(m.Properties.Column),
		Created: now, Updated: now, Digest: digest(s, m, actor),
	}
	return n.store.CreateArticle(ctx, a, m, now.Year())
}

// hasPictures refuses a manuscript that shows a picture which the store does not keep and which is not among those to come.
func (n *Newsroom) hasPictures(ctx context.Context, m Manuscript, coming map[string][]byte) error {
	var missing error
	m.Doc.Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Figure && missing == nil && coming[c.Attrs().Picture] == nil {
			var kept bool
			if kept, missing = n.store.HasPicture(ctx, c.Attrs().Picture); missing == nil && !kept {
				missing = Errorf(NotFound, nil, "store.no_picture", "Hash", c.Attrs().Picture)
			}
		}
		return missing == nil
	})
	return missing
}

// digest returns what lists show of the manuscript.
func digest(s Settings, m Manuscript, creator Staff) Digest {
	d := Digest{Headline: m.Headline(), Column: m.Properties.Column, Kind: m.Properties.Kind, Characters: m.Characters()}
	if c, ok := s.Column(d.Column); ok {
		d.Column = c.Name
	}
	if d.Author = strings.Join(m.Properties.Authors, "、"); d.Author == "" {
		d.Author = creator.Name
	}
	return d
}

// Article returns the article of that number. NotFound.
func (n *Newsroom) Article(ctx context.Context, number Number) (Article, error) {
	return n.store.FindNumber(ctx, number)
}

// Articles returns the articles that the filter chooses, last updated first.
func (n *Newsroom) Articles(ctx context.Context, f Filter) ([]Article, error) {
	if s, err := n.Settings(ctx); err != nil {
		return nil, err
	} else if c, ok := s.Column(f.Column); ok {
		f.Column = c.Name
	}
	return n.store.FindArticles(ctx, f)
}

// MyTurn returns the articles that wait for the person: to review, to publish, or to mend after a return; last updated first.
func (n *Newsroom) MyTurn(ctx context.Context, actor Staff) ([]Article, error) {
	waiting, err := n.store.FindArticles(ctx, Filter{States: []State{InReview, Approved, Returned}})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(waiting, func(a Article) bool { return !IsTurnOf(a, actor) }), nil
}

// IsSent reports whether the person handed the article over and waits for what becomes of it.
func IsSent(a Article, actor Staff) bool {
	return a.Creator == actor.ID && (a.State == InReview || a.State == Approved)
}

// IsTurnOf reports whether the article waits for the person.
func IsTurnOf(a Article, actor Staff) bool {
	next := map[State]Action{InReview: Approve, Approved: Publish, Returned: Submit}
	action, ok := next[a.State]
	if !ok || a.State == Returned && a.Creator != actor.ID {
		return false
	}
	return mayTake(Facts{Article: a, Actor: actor, Do: Do{Action: action}})
}

// Counts says how many articles there are of each sort.
type Counts struct {
	Total   int
	MyTurn  int
	Mine    int
	Sent    int // of Mine, what was handed over and is not out yet
	States  map[State]int
	Columns map[string]int
}

// Counts counts the articles for the person.
func (n *Newsroom) Counts(ctx context.Context, actor Staff) (Counts, error) {
	articles, err := n.store.FindArticles(ctx, Filter{})
	if err != nil {
		return Counts{}, err
	}
	c := Counts{Total: len(articles), States: map[State]int{}, Columns: map[string]int{}}
	for _, a := range articles {
		c.States[a.State]++
		c.Columns[a.Digest.Column]++
		if a.Creator == actor.ID {
			c.Mine++
			if IsSent(a, actor) {
				c.Sent++
			}
		}
		if IsTurnOf(a, actor) {
			c.MyTurn++
		}
	}
	return c, nil
}

// Manuscript returns the manuscript at its newest revision. NotFound; Corrupt.
func (n *Newsroom) Manuscript(ctx context.Context, id ArticleID) (Manuscript, Revision, error) {
	return n.store.FindManuscript(ctx, id)
}

// Append makes changes on top of revision base. Conflict: somebody else changed the article since, and nothing is stored. Forbidden: the
// article is in review or out, is not the person's to edit, or another holds it ([IsHeld]). Invalid: a change does not fit.
func (n *Newsroom) Append(ctx context.Context, actor Staff, id ArticleID, base Revision, changes []Change) (Article, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Article{}, err
	}
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return Article{}, err
	}
	now := n.now()
	if _, err := Decide(Facts{Article: a, Actor: actor, Do: Do{Action: actionOf(changes)}, Now: now}); err != nil {
		return Article{}, err
	}
	if err := n.unheld(ctx, actor, a); err != nil {
		return Article{}, err
	}
	m, head, err := n.store.FindManuscript(ctx, id)
	if err != nil {
		return Article{}, err
	}
	if head != base {
		return Article{}, Errorf(Conflict, nil, "error.stale", "Number", string(a.Number))
	}
	if len(changes) == 0 {
		return a, nil
	}
	if slices.ContainsFunc(changes, func(c Change) bool { return c.Reopened != nil }) {
		first, err := n.store.FindFirst(ctx, id)
		if err != nil {
			return Article{}, err
		}
		if by, ok := strangers(a, changes, first, m); ok {
			return Article{}, Errorf(Invalid, nil, "error.reopened_name", "Number", string(a.Number), "Name", abridged(string(by)))
		}
	}
	for _, c := range changes {
		if m, err = c.Apply(m, actor.ID, now); err != nil {
			if CodeOf(err) == Forbidden {
				return Article{}, err
			}
			return Article{}, Errorf(Invalid, err, "error.change_does_not_fit", "Number", string(a.Number))
		}
	}
	if err := m.Check(); err != nil {
		return Article{}, err
	}
	if err := n.hasPictures(ctx, m, nil); err != nil {
		return Article{}, err
	}
	s, err := n.Settings(ctx)
	if err != nil {
		return Article{}, err
	}
	creator, err := n.known(ctx, Staff{ID: a.Creator, Name: string(a.Creator)})
	if err != nil {
		return Article{}, err
	}
	if slices.ContainsFunc(changes, Change.Writes) && !slices.Contains(a.Contributors, actor.ID) {
		a.Contributors = append(slices.Clone(a.Contributors), actor.ID)
		slices.Sort(a.Contributors)
	}
	a.Updated, a.Digest = now, digest(s, m, creator)
	return n.store.AppendChanges(ctx, a, base, changes, actor.ID, m)
}

// Changes returns the changes of an article from the one after revision from on, with who made each and when: what somebody who has the
// manuscript of that revision does not know yet. NotFound; Corrupt.
func (n *Newsroom) Changes(ctx context.Context, id ArticleID, from Revision) ([]StoredChange, error) {
	return n.store.FindChanges(ctx, id, from)
}

// follow switches the following of changes on, which an article gets with its first submission. The person has written nothing by it.
func (n *Newsroom) follow(ctx context.Context, a Article, m Manuscript, actor Staff) (Article, Manuscript, error) {
	on := true
	after, err := m.switched(on)
	if err != nil {
		return a, m, err
	}
	a, err = n.store.AppendChanges(ctx, a, a.Revision, []Change{{Tracking: &on}}, actor.ID, after)
	return a, after, err
}

// History returns an article's decisions in order.
func (n *Newsroom) History(ctx context.Context, id ArticleID) ([]Decision, error) {
	return n.store.FindDecisions(ctx, id)
}

// Version returns one frozen version. NotFound.
func (n *Newsroom) Version(ctx context.Context, id ArticleID, seq VersionSeq) (Version, error) {
	return n.store.FindVersion(ctx, id, seq)
}

// Stamp changes with every write to the newsroom, whichever process made it.
func (n *Newsroom) Stamp(ctx context.Context) (int64, error) { return n.store.Stamp(ctx) }

// Backup writes a verified copy of the newsroom to a new file. Conflict: the file exists.
func (n *Newsroom) Backup(ctx context.Context, file string) error { return n.store.Backup(ctx, file) }

// newID returns 128 random bits in hex.
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails; see crypto/rand.Read
	return hex.EncodeToString(b[:])
}
