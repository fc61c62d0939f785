package track

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"galley/editor/model"
	"galley/editor/transform"
)

// Verdict is what is decided on a change.
type Verdict string

// The verdicts.
const (
	Accept Verdict = "accept"
	Reject Verdict = "reject"
)

// ErrOther is wrapped by the error for a change or a decision that was made for another state of the document.
var ErrOther = errors.New("made for another state of the document")

// Decision is a verdict on some changes, carried out by [Tracked.Carry]. It is a value that can be stored: of an acceptance the steps of
// Base, of a rejection those of Doc.
type Decision struct {
	Verdict Verdict
	Steps   []transform.Step
	places  []place
}

// place names a piece by where it stands.
type place struct{ base, doc extent }

// Decide returns the decision on some of the open changes. Where a document without them would not be valid, as a table without the
// last of its rows, the changes beside them are decided with them. The error wraps ErrOther when one of the changes is not open.
func (t Tracked) Decide(v Verdict, changes ...Change) (Decision, error) {
	all := t.Changes()
	chosen := make([]bool, len(all))
	index := make(map[place]int, len(all))
	for i, c := range all {
		index[place{c.pieces[0].base, c.pieces[0].doc}] = i
	}
	for _, c := range changes {
		if len(c.pieces) == 0 {
			return Decision{}, fmt.Errorf("track: no change: %w", ErrOther)
		}
		i, ok := index[place{c.pieces[0].base, c.pieces[0].doc}]
		if !ok || !slices.Equal(all[i].pieces, c.pieces) {
			return Decision{}, fmt.Errorf("track: a change that is not open: %w", ErrOther)
		}
		chosen[i] = true
	}
	for {
		var places []place
		count := 0
		for i, c := range all {
			if chosen[i] {
				count++
				for _, p := range c.pieces {
					places = append(places, place{p.base, p.doc})
				}
			}
		}
		after, err := t.outcome(v, places, count == len(all))
		if err == nil {
			steps, err := t.steps(v, places, after)
			return Decision{v, steps, places}, err
		}
		if count == len(all) {
			return Decision{}, err
		}
		widen(chosen)
	}
}

// widen takes the changes beside the chosen ones in.
func widen(chosen []bool) {
	was := slices.Clone(chosen)
	for i := range chosen {
		chosen[i] = was[i] || i > 0 && was[i-1] || i+1 < len(was) && was[i+1]
	}
}

// outcome returns Base after an acceptance, Doc after a rejection.
func (t Tracked) outcome(v Verdict, places []place, all bool) (*model.Node, error) {
	if all && v == Accept {
		return t.doc, nil
	}
	if all {
		return t.base, nil
	}
	decided := map[place]bool{}
	for _, p := range places {
		decided[p] = true
	}
	var edits []edit
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	for _, p := range t.pieces() {
		if !decided[place{p.base, p.doc}] {
			continue
		}
		if v == Accept {
			edits = append(edits, edit{p.base.from, p.base.to, doc.tokens(p.doc)})
		} else {
			edits = append(edits, edit{p.doc.from, p.doc.to, base.tokens(p.base)})
		}
	}
	if v == Accept {
		return rebuild(t.base, edits)
	}
	return rebuild(t.doc, edits)
}

// maxSingly bounds the acceptances that are written down one by one: nothing is anchored in Base.
const maxSingly = 1000

// steps returns how the document that a verdict changes becomes what it is to be. The pieces are decided one by one where they can be, so
// that everything that is anchored in the text between them stays where it is, and each can be opened again in its author's name.
func (t Tracked) steps(v Verdict, places []place, after *model.Node) ([]transform.Step, error) {
	from, to := t.base, t.doc
	if v == Reject {
		from, to = t.doc, t.base
	}
	if v == Reject || len(places) <= maxSingly {
		if steps, ok := singly(v, from, to, places, after); ok {
			return steps, nil
		}
	}
	return transform.Compare(from, after)
}

// singly returns a step of from for each place, in reverse order, that puts there what to has.
func singly(v Verdict, from, to *model.Node, places []place, after *model.Node) ([]transform.Step, bool) {
	tr := transform.New(from)
	for _, p := range slices.Backward(places) {
		if v == Accept {
			p = place{p.doc, p.base}
		}
		s, err := to.Slice(p.base.from, p.base.to)
		if err != nil {
			return nil, false
		}
		if err := tr.Step(transform.ReplaceStep{From: p.doc.from, To: p.doc.to, Slice: s}); err != nil {
			return nil, false
		}
	}
	return tr.Steps(), tr.Doc().Equal(after)
}

// Authored is a step with the person in whose name it is applied.
type Authored struct {
	Step transform.Step
	By   Author
	At   time.Time
}

// Reopen returns the steps that take a decision back when they are applied to the document that it was carried out on, in order: by
// [Tracked.ApplyBase] after an acceptance, by [Tracked.Apply] after a rejection. t is the document before the decision.
func (t Tracked) Reopen(d Decision) ([]Authored, error) {
	names := map[place]span{}
	for _, p := range t.pieces() {
		names[place{p.base, p.doc}] = p.span
	}
	doc := t.base
	if d.Verdict == Reject {
		doc = t.doc
	}
	out := make([]Authored, len(d.Steps))
	for i, s := range d.Steps {
		inverse, err := s.Invert(doc)
		if err == nil {
			doc, err = s.Apply(doc)
		}
		if err != nil || len(d.places) == 0 {
			return nil, fmt.Errorf("track: %w: %w", ErrOther, err)
		}
		// A step for each place from the last to the first, or one for several, which goes by the name of one.
		who := names[d.places[max(0, len(d.places)-1-i)]]
		out[len(out)-1-i] = Authored{inverse, who.by, who.at}
	}
	return out, nil
}

// Carry returns the document with a decision carried out. The error wraps ErrOther when the decision was made for another state.
func (t Tracked) Carry(d Decision) (Tracked, error) {
	out := t
	side := &out.base
	if d.Verdict == Reject {
		side = &out.doc
	}
	for _, s := range d.Steps {
		var err error
		if *side, err = s.Apply(*side); err != nil {
			return Tracked{}, fmt.Errorf("track: %w: %w", ErrOther, err)
		}
	}
	decided := make(map[place]bool, len(d.places))
	for _, p := range d.places {
		decided[p] = true
	}
	all := t.pieces()
	if want, err := t.outcome(d.Verdict, d.places, len(decided) == len(all)); err != nil || !want.Equal(*side) {
		return Tracked{}, fmt.Errorf("track: the steps of a decision do not do what it says: %w", ErrOther)
	}
	pieces := make([][]piece, len(t.segments))
	for _, p := range all {
		pieces[p.segment] = append(pieces[p.segment], p)
	}
	c := carrier{verdict: d.Verdict, decided: decided}
	for i, s := range t.segments {
		c.segment(s, pieces[i])
	}
	if c.found != len(decided) {
		return Tracked{}, fmt.Errorf("track: %d of %d decided places are not there: %w", len(decided)-c.found, len(decided), ErrOther)
	}
	out.segments = nil
	for _, s := range c.out {
		if s.loose {
			out.segments = append(out.segments, settle(s, out.base, out.doc, wholeEffort)...)
		} else {
			out.segments = append(out.segments, s)
		}
	}
	return out, nil
}

// carrier takes what was decided out of segments. What was accepted or rejected is the same in both documents then, so that it stands
// between segments.
type carrier struct {
	verdict  Verdict
	decided  map[place]bool
	found    int
	out      []segment
	baseMove model.Pos // how far the places that follow have moved
	docMove  model.Pos
}

func (c *carrier) segment(s segment, pieces []piece) {
	var hit int
	for _, p := range pieces {
		if c.decided[place{p.base, p.doc}] {
			hit++
		}
	}
	s.base = extent{s.base.from + c.baseMove, s.base.to + c.baseMove}
	s.doc = extent{s.doc.from + c.docMove, s.doc.to + c.docMove}
	if hit == 0 {
		c.out = append(c.out, s)
		return
	}
	c.found += hit
	rest := segment{base: extent{s.base.from, s.base.from}, doc: extent{s.doc.from, s.doc.from}, loose: true}
	// common ends the segment at hand: size tokens follow that are the same in both.
	common := func(size int) {
		c.emit(rest)
		base, doc := rest.base.to+model.Pos(size), rest.doc.to+model.Pos(size)
		rest = segment{base: extent{base, base}, doc: extent{doc, doc}, loose: true}
	}
	for _, p := range pieces {
		decided := c.decided[place{p.base, p.doc}]
		switch {
		case !p.isInsertion() && !p.isDeletion():
			common(p.size) // a redressed text is decided whole, and keeps its length
		case p.isDeletion() && !decided:
			rest.deleted = join(rest.deleted, p.span)
			rest.base.to += model.Pos(p.size)
		case p.isDeletion() && c.verdict == Reject:
			common(p.size)
			c.docMove += model.Pos(p.size)
		case p.isDeletion():
			c.baseMove -= model.Pos(p.size)
		case !decided:
			rest.inserted = join(rest.inserted, p.span)
			rest.doc.to += model.Pos(p.size)
		case c.verdict == Accept:
			common(p.size)
			c.baseMove += model.Pos(p.size)
		default:
			c.docMove -= model.Pos(p.size)
		}
	}
	c.emit(rest)
}

func (c *carrier) emit(s segment) {
	if s.base.size() > 0 || s.doc.size() > 0 {
		c.out = append(c.out, s)
	}
}
