package track

import (
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

// spot is a part of a change: where it stands in both documents.
type spot struct {
	Change           int       // index in the list of changes
	From, To         model.Pos // in Doc
	BaseFrom, BaseTo model.Pos // in Base
}

// spotsOf returns where changes stand, in the order of the text. A change of several parts, as a move or a list put around paragraphs, stands
// in several places.
func spotsOf(changes []Change) []spot {
	var out []spot
	for i, c := range changes {
		for _, p := range c.pieces {
			out = append(out, spot{Change: i, From: p.doc.from, To: p.doc.to, BaseFrom: p.base.from, BaseTo: p.base.to})
		}
	}
	slices.SortStableFunc(out, func(a, b spot) int {
		if a.From != b.From {
			return int(a.From - b.From)
		}
		return int(a.BaseFrom - b.BaseFrom)
	})
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
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	at := model.Pos(0)
	for _, p := range spotsOf(changes) {
		add(Same, -1, wordsOf(doc.tokens(extent{at, p.From})))
		at = p.To
		now := wordsOf(doc.tokens(extent{p.From, p.To}))
		switch changes[p.Change].Kind {
		case Format, Block:
			if p.From < p.To {
				add(Same, -1, now)
			}
		case Move:
			add(MovedAway, p.Change, wordsOf(base.tokens(extent{p.BaseFrom, p.BaseTo})))
			add(MovedHere, p.Change, now)
		default:
			add(Deleted, p.Change, wordsOf(base.tokens(extent{p.BaseFrom, p.BaseTo})))
			add(Inserted, p.Change, now)
		}
	}
	add(Same, -1, wordsOf(doc.tokens(extent{at, model.Pos(t.doc.ContentSize()) - 1}))) // without the end of the body
	return out
}
