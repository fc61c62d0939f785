package track

import (
	"cmp"
	"slices"

	"galley/editor/model"
)

// Mark says how a stretch of text stands in both documents.
type Mark uint8

// The marks.
const (
	Same Mark = iota
	Inserted
	Deleted
	MovedAway // its block stood here before
	MovedHere // its block stands here now
)

// Run is a stretch of the text of both documents.
type Run struct {
	Mark   Mark
	Text   string // a line feed where a block ends
	Change int    // index in the list of changes, -1 where there is none
}

// Spot is a part of a change: where it stands in both documents, and the words there. A part that took nothing away has an empty range of Base,
// one that brought nothing an empty range of Doc.
type Spot struct {
	Change           int       // index in the list of changes
	From, To         model.Pos // in Doc
	BaseFrom, BaseTo model.Pos // in Base
	Old, New         string    // as in Change
}

// Spots returns where changes stand, in the order of the text. A change of several parts, as a move or a list put around paragraphs, stands
// in several places. The changes are some of those that Changes returns.
func (t Tracked) Spots(changes []Change) []Spot {
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	var out []Spot
	for i, c := range changes {
		for _, p := range c.pieces {
			out = append(out, Spot{Change: i, From: p.doc.from, To: p.doc.to, BaseFrom: p.base.from, BaseTo: p.base.to})
		}
	}
	slices.SortStableFunc(out, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.BaseFrom, b.BaseFrom))
	})
	for i, p := range out { // in order: a reader goes on from where it is
		out[i].Old, out[i].New = wordsOf(base.tokens(extent{p.BaseFrom, p.BaseTo})), wordsOf(doc.tokens(extent{p.From, p.To}))
	}
	return out
}

// Text returns the text of both documents in one: what is the same once, what was deleted before what was inserted in its place. Changes of
// marks and of kinds of blocks are the same text.
func (t Tracked) Text() []Run {
	var out []Run
	add := func(mark Mark, change int, text string) {
		if text == "" {
			return
		}
		if mark == Same {
			change = -1
		}
		if last := len(out) - 1; last >= 0 && out[last].Mark == mark && out[last].Change == change {
			out[last].Text += text
			return
		}
		out = append(out, Run{mark, text, change})
	}
	changes := t.Changes()
	doc := reader{doc: t.doc}
	at := model.Pos(0)
	for _, p := range t.Spots(changes) {
		add(Same, -1, wordsOf(doc.tokens(extent{at, p.From})))
		at = p.To
		switch changes[p.Change].Kind {
		case Format, Block:
			if p.From < p.To {
				add(Same, -1, p.New)
			}
		case Move:
			add(MovedAway, p.Change, p.Old)
			add(MovedHere, p.Change, p.New)
		default:
			add(Deleted, p.Change, p.Old)
			add(Inserted, p.Change, p.New)
		}
	}
	add(Same, -1, wordsOf(doc.tokens(extent{at, model.Pos(t.doc.ContentSize()) - 1}))) // without the end of the body
	return out
}
