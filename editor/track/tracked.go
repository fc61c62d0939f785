package track

import (
	"fmt"
	"slices"
	"time"

	"galley/editor/model"
	"galley/editor/transform"
)

// Tracked is a document with what became of it. It is an immutable value; the zero value is not one.
type Tracked struct {
	base, doc *model.Node
	segments  []segment // in order, apart from each other
}

// New returns a document without changes.
func New(doc *model.Node) Tracked { return Tracked{base: doc, doc: doc} }

// Base returns the document that the changes start from: what stays when all of them are rejected.
func (t Tracked) Base() *model.Node { return t.base }

// Doc returns the document as it stands, with all changes: what stays when all of them are accepted.
func (t Tracked) Doc() *model.Node { return t.doc }

// Settled reports whether no change is open.
func (t Tracked) Settled() bool { return len(t.segments) == 0 }

// efforts bound the search for differences: while somebody types, and when two documents are compared.
const (
	typingEffort = 100
	wholeEffort  = 200_000
)

// Apply returns the document after a step, which is a change of somebody's. It returns the step's error when it does not fit Doc.
//
// Whatever a step undoes is no change any more; what somebody inserted and is deleted again leaves no trace.
func (t Tracked) Apply(s transform.Step, by Author, at time.Time) (Tracked, error) {
	after, err := s.Apply(t.doc)
	if err != nil {
		return Tracked{}, fmt.Errorf("track: %w", err)
	}
	return t.changed(after, edited(s, t.doc, after), by, at), nil
}

// ApplyBase returns the document after a step of Base, which is a change of Doc's that somebody made: what the step takes away from Base,
// he inserted, and what it puts there, he deleted. It takes back an acceptance; see [Decision.Reopen].
func (t Tracked) ApplyBase(s transform.Step, by Author, at time.Time) (Tracked, error) {
	out, err := t.turned().Apply(s, by, at)
	if err != nil {
		return Tracked{}, err
	}
	return out.turned(), nil
}

// turned returns t with Base and Doc in each other's place.
func (t Tracked) turned() Tracked {
	out := Tracked{base: t.doc, doc: t.base, segments: make([]segment, len(t.segments))}
	for i, s := range t.segments {
		out.segments[i] = segment{base: s.doc, doc: s.base, deleted: s.inserted, inserted: s.deleted}
	}
	return out
}

// replacement is an extent of a document that became size tokens of the next.
type replacement struct {
	extent
	size int
}

// edited returns what a step replaces, in ascending order: only what is not the same afterwards.
func edited(s transform.Step, before, after *model.Node) []replacement {
	var coarse []replacement
	switch s := s.(type) {
	case transform.AddMarkStep:
		coarse = append(coarse, replacement{extent{s.From, s.To}, int(s.To - s.From)})
	case transform.RemoveMarkStep:
		coarse = append(coarse, replacement{extent{s.From, s.To}, int(s.To - s.From)})
	case transform.SetAttrsStep:
		coarse = append(coarse, replacement{extent{s.Pos, s.Pos + 1}, 1})
	default:
		for _, r := range s.StepMap().Ranges() {
			coarse = append(coarse, replacement{extent{r.Start, r.Start + model.Pos(r.OldSize)}, r.NewSize})
		}
	}
	var out []replacement
	shift := model.Pos(0)
	for _, c := range coarse {
		start := c.from + shift
		shift += model.Pos(c.size) - (c.to - c.from)
		if c.from == c.to || c.size == 0 {
			out = append(out, c)
			continue
		}
		old, now := tokensOf(before, c.from, c.to), tokensOf(after, start, start+model.Pos(c.size))
		if len(old) == len(now) && sameText(old, now) {
			out = append(out, redressed(c.from, old, now)...)
			continue
		}
		for _, h := range differences(old, now, typingEffort) {
			out = append(out, replacement{extent{c.from + model.Pos(h.aFrom), c.from + model.Pos(h.aTo)}, h.bTo - h.bFrom})
		}
	}
	return out
}

// sameText reports whether two lists of tokens of one length differ in marks and attributes at most.
func sameText(a, b []token) bool {
	for i := range a {
		if !a[i].alike(b[i]) {
			return false
		}
	}
	return true
}

// redressed returns the runs of tokens whose marks or attributes changed.
func redressed(start model.Pos, old, now []token) []replacement {
	var out []replacement
	for i := 0; i < len(old); i++ {
		j := i
		for j < len(old) && !old[j].equal(now[j]) {
			j++
		}
		if j > i {
			out = append(out, replacement{extent{start + model.Pos(i), start + model.Pos(j)}, j - i})
			i = j
		}
	}
	return out
}

// changed returns t with another doc, in which replacements were made.
func (t Tracked) changed(after *model.Node, edits []replacement, by Author, at time.Time) Tracked {
	out := Tracked{base: t.base, doc: after}
	segments := t.segments
	// From the last to the first, so that positions before an edit are those of t.doc; what stands behind it has moved already.
	for _, e := range slices.Backward(edits) {
		grow := model.Pos(e.size) - (e.to - e.from)
		from, to := touching(segments, e.extent)
		s := replaced(segments, from, to, e.extent, e.size, by, at)
		next := append(make([]segment, 0, len(segments)+2), segments[:from]...)
		if len(edits) == 1 { // the documents are those around this edit
			next = append(next, settle(s, t.base, after, typingEffort)...)
		} else {
			next = append(next, s)
		}
		moved := len(next)
		next = append(next, segments[to:]...)
		if grow != 0 {
			for i := moved; i < len(next); i++ {
				next[i].doc.from += grow
				next[i].doc.to += grow
			}
		}
		segments = next
	}
	if len(edits) < 2 {
		out.segments = segments
		return out
	}
	for _, s := range segments {
		if s.loose {
			out.segments = append(out.segments, settle(s, out.base, out.doc, typingEffort)...)
		} else {
			out.segments = append(out.segments, s)
		}
	}
	return out
}

// Part is a place where Base and Doc are not the same by what one person did: tokens of Base that are gone (From and To of Doc are equal),
// tokens of Doc that are new (BaseFrom and BaseTo are equal), or as many tokens of both that differ in marks and attributes only.
type Part struct {
	BaseFrom, BaseTo model.Pos
	From, To         model.Pos
	By               Author
	At               time.Time
}

// Parts returns what the changes are made of, in order: where Changes says what somebody did, Parts says of each token whether it stayed.
func (t Tracked) Parts() []Part {
	pieces := t.pieces()
	out := make([]Part, len(pieces))
	for i, p := range pieces {
		out[i] = Part{p.base.from, p.base.to, p.doc.from, p.doc.to, p.by, p.at}
	}
	return out
}
