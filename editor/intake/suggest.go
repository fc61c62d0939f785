package intake

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"galley/editor/intake/word"
	"galley/editor/model"
	"galley/editor/track"
)

// FileAuthor begins the names of the authors of changes that a file tracks, so that they are not taken for people of the newsroom.
const FileAuthor = "file:"

// A file is read at most maxStages times to tell its changes apart, and fewer times from manyBytes on.
const (
	maxStages = 24
	fewStages = 4
	manyBytes = 2 << 20
)

func (r *reader) stages() int {
	if len(r.src.Data) > manyBytes {
		return fewStages
	}
	return maxStages
}

// stage is changes of one person's that are told from the others.
type stage struct {
	by        string
	at        time.Time
	revisions map[word.Revision]bool
}

// readOffice reads a Word file: as it is with its changes carried out, and what became of it from without them.
//
// The file is read once without any change, and once more for each person and time with the changes up to then. What differs between two
// readings is that person's. So every kind of change that the reader understands becomes one of the document, whatever it is made of in the file.
func (r *reader) readOffice() (Article, error) {
	if err := r.readWord(nil); err != nil {
		return Article{}, err
	}
	out, err := r.finish()
	if err != nil || len(r.revisions) == 0 {
		return out, err
	}
	t, err := r.tracked(out)
	switch {
	case r.ctx.Err() != nil:
		return Article{}, fmt.Errorf("intake: %w", r.ctx.Err())
	case err != nil || t.Settled(): // the report says that changes were carried out
		return out, nil
	}
	out.Doc, out.Tracked = t.Doc(), &t
	out.Report.Notes = slices.DeleteFunc(out.Report.Notes, func(n Note) bool { return n.Kind == Insertions || n.Kind == Deletions || n.Kind == Moves })
	out.Report.note(ChangesKept, "", len(t.Changes()))
	return out, nil
}

// tracked returns what became of the article by the changes of its file. An error means that the file cannot be read without them.
func (r *reader) tracked(out Article) (track.Tracked, error) {
	none := map[word.Revision]bool{}
	base, err := r.reading(none, out)
	if err != nil {
		return track.Tracked{}, err
	}
	t, carried := track.New(base), none
	stages := stagesOf(r.revisions, r.stages())
	for i, s := range stages {
		maps.Copy(carried, s.revisions)
		doc := out.Doc
		if i < len(stages)-1 {
			if doc, err = r.reading(carried, out); err != nil {
				return track.Tracked{}, err
			}
		}
		if t, err = suggested(t, doc, track.Author(FileAuthor+s.by), inZone(s.at, r.src.Location)); err != nil {
			return track.Tracked{}, fmt.Errorf("intake: telling the changes of %s apart: %w", r.src.Name, err)
		}
	}
	return t, nil
}

// reading returns the document with only some changes carried out, and keeps the pictures that it shows with those of the article.
func (r *reader) reading(carried map[word.Revision]bool, a Article) (*model.Node, error) {
	other := &reader{ctx: r.ctx, src: r.src, base: r.base}
	if err := other.readWord(func(v word.Revision) bool { return carried[v] }); err != nil {
		return nil, err
	}
	if len(other.body) == 0 {
		other.body = []*model.Node{model.New(model.Paragraph, model.Attrs{})} // everything was inserted
	}
	found, err := other.finish()
	if err != nil {
		return nil, err
	}
	maps.Copy(a.Pictures, found.Pictures)
	return found.Doc, nil
}

// inZone returns the time at which clocks of a zone say what t says; the zero time stays.
func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone).UTC()
}

// stagesOf groups revisions by person and time; by person alone where that makes too many, and all that is still too many as one.
func stagesOf(revisions []word.Revision, most int) []stage {
	var out []stage
	index := map[string]int{}
	for _, v := range revisions {
		key := v.By
		if len(revisions) <= most {
			key = fmt.Sprint(v.By, v.At.UnixNano())
		}
		i, ok := index[key]
		if !ok && len(out) == most {
			i, ok = most-1, true
		}
		if !ok {
			i = len(out)
			out = append(out, stage{by: v.By, revisions: map[word.Revision]bool{}})
		}
		index[key] = i
		out[i].revisions[v] = true
		if v.At.After(out[i].at) {
			out[i].at = v.At
		}
	}
	return out
}

// suggested returns t with what differs between its document and the next as changes of somebody's.
func suggested(t track.Tracked, next *model.Node, by track.Author, at time.Time) (track.Tracked, error) {
	diff, err := track.Compare(t.Doc(), next, by, at)
	if err != nil || diff.Settled() {
		return t, err
	}
	d, err := diff.Decide(track.Accept, diff.Changes()...)
	if err != nil {
		return t, err
	}
	for _, s := range d.Steps {
		if t, err = t.Apply(s, by, at); err != nil {
			return t, err
		}
	}
	return t, nil
}
