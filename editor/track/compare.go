package track

import (
	"fmt"
	"time"

	"galley/editor/model"
)

// Compare returns what became of a document, as changes that one person made at one time: the differences between two versions, by
// characters in Chinese and by words in Latin script, about as few as there can be. Blocks that only stand elsewhere are moves.
//
// Both documents must be valid. They share what they have in common, so that comparing a document with an edited copy of it looks at
// the edited blocks only.
func Compare(before, after *model.Node, by Author, at time.Time) (Tracked, error) {
	t := Tracked{base: before, doc: after}
	if len(before.Children()) != len(after.Children()) {
		return Tracked{}, fmt.Errorf("track: comparing documents of %d and %d parts", len(before.Children()), len(after.Children()))
	}
	base, doc := model.Pos(0), model.Pos(0)
	for i, a := range before.Children() {
		b := after.Child(i)
		if !a.Equal(b) {
			t.comparePart(a, b, base+1, doc+1, by, at)
		}
		base, doc = base+model.Pos(a.Size()), doc+model.Pos(b.Size())
	}
	return t, nil
}

// comparePart appends the segments of one part of the documents, whose contents start at base and doc.
func (t *Tracked) comparePart(a, b *model.Node, base, doc model.Pos, by Author, at time.Time) {
	if a.Kind() != model.Body {
		t.compareTokens(tokensOf(a, 0, model.Pos(a.ContentSize())), tokensOf(b, 0, model.Pos(b.ContentSize())), base, doc, by, at)
		return
	}
	order := alignBlocks(a.Children(), b.Children())
	starts := func(n *model.Node, start model.Pos) []model.Pos {
		out := []model.Pos{start}
		for _, c := range n.Children() {
			start += model.Pos(c.Size())
			out = append(out, start)
		}
		return out
	}
	baseAt, docAt := starts(a, base), starts(b, doc)
	flush := func(i, i2, j, j2 int) {
		t.compareTokens(tokensOf(a, baseAt[i]-base, baseAt[i2]-base), tokensOf(b, docAt[j]-doc, docAt[j2]-doc), baseAt[i], docAt[j], by, at)
	}
	i, j := 0, 0
	for _, anchor := range append(order.anchors, [2]int{len(a.Children()), len(b.Children())}) {
		for i < anchor[0] || j < anchor[1] {
			// A moved block stands alone; what is between moved blocks is compared, each run with the one that it is aligned with.
			i2, j2 := next(order.gone, i, anchor[0]), next(order.come, j, anchor[1])
			iFor, jFor := order.limits(i2, j2, anchor)
			switch {
			case i2 < anchor[0] && jFor <= j2:
				flush(i, i2, j, jFor)
				t.add(segment{base: extent{baseAt[i2], baseAt[i2+1]}, doc: extent{docAt[jFor], docAt[jFor]}}, by, at)
				i, j = i2+1, jFor
			case j2 < anchor[1]:
				i2 = min(i2, iFor)
				flush(i, i2, j, j2)
				t.add(segment{base: extent{baseAt[i2], baseAt[i2]}, doc: extent{docAt[j2], docAt[j2+1]}}, by, at)
				i, j = i2, j2+1
			default:
				flush(i, i2, j, j2)
				i, j = i2, j2
			}
		}
		i, j = anchor[0]+1, anchor[1]+1
	}
}

// next returns the first index from i on that is in the set, or end.
func next(set map[int]bool, i, end int) int {
	for i < end && !set[i] {
		i++
	}
	return i
}

// compareTokens appends the segments between two lists of tokens, which start at base and doc.
func (t *Tracked) compareTokens(a, b []token, base, doc model.Pos, by Author, at time.Time) {
	for _, h := range differences(a, b, wholeEffort) {
		t.add(segment{
			base: extent{base + model.Pos(h.aFrom), base + model.Pos(h.aTo)}, doc: extent{doc + model.Pos(h.bFrom), doc + model.Pos(h.bTo)},
		}, by, at)
	}
}

func (t *Tracked) add(s segment, by Author, at time.Time) {
	s.deleted, s.inserted = join(nil, span{s.base.size(), by, at}), join(nil, span{s.doc.size(), by, at})
	t.segments = append(t.segments, s)
}
