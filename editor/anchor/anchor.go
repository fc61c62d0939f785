// Package anchor keeps ranges of a document where they belong while the document is edited: what a comment is about, a search found, a
// proofreader marked.
//
// An [Anchor] is a value beside the document and not in it. It is mapped over every step, keeps the words that it was made for, and knows when
// they are gone; when they come back at the place, by an undo, it stands on them again. Text typed at either edge is outside.
//
//	a, err := anchor.New(doc, from, to)
//	a = a.Map(step.StepMap(), after)
package anchor

import (
	"fmt"
	"slices"
	"strings"

	"galley/editor/model"
	"galley/editor/transform"
)

// Anchor is a range of a document. The zero value is about nothing.
type Anchor struct {
	From  model.Pos `json:"from"`
	To    model.Pos `json:"to"`             // equal to From while the text is gone
	Quote string    `json:"quote"`          // the words when it was made; see [model.Node.TextBetween]
	Lost  bool      `json:"lost,omitempty"` // the text is gone; From is where it stood
}

// New returns an anchor on what is between two positions. It refuses a range that is empty, without words, or outside of the document.
func New(doc *model.Node, from, to model.Pos) (Anchor, error) {
	if from < 0 || from >= to || to > model.Pos(doc.ContentSize()) {
		return Anchor{}, fmt.Errorf("anchor: from %d to %d of %d", from, to, doc.ContentSize())
	}
	a := Anchor{From: from, To: to, Quote: doc.TextBetween(from, to)}
	if a.Quote == "" {
		return Anchor{}, fmt.Errorf("anchor: no words from %d to %d", from, to)
	}
	return a, nil
}

// Map returns the anchor in the document after a change.
func (a Anchor) Map(m transform.Mappable, after *model.Node) Anchor {
	if a.Lost {
		a.From = m.Map(a.From, transform.Before)
		a.To = a.From
		if back, ok := at(after, a.Quote, a.From); ok {
			return back
		}
		return a
	}
	from, to := m.Map(a.From, transform.After), m.Map(a.To, transform.Before)
	if to <= from {
		a.From = m.Map(a.From, transform.Before)
		a.To, a.Lost = a.From, true
		return a
	}
	a.From, a.To = from, to
	return a
}

// at returns the anchor on a quote that stands at a position, or begins the textblock after it.
func at(doc *model.Node, quote string, pos model.Pos) (Anchor, bool) {
	size := model.Pos(len([]rune(quote)))
	for _, from := range []model.Pos{pos, pos + 1} {
		// Edges between the blocks of a quote count as two positions and one character, so the end is looked for a little further on.
		for to := from + size; to <= min(from+2*size, model.Pos(doc.ContentSize())); to++ {
			switch text := doc.TextBetween(from, to); {
			case text == quote:
				for doc.TextBetween(from+1, to) == quote { // an edge before the words
					from++
				}
				return Anchor{From: from, To: to, Quote: quote}, true
			case len(text) >= len(quote):
				to = model.Pos(doc.ContentSize()) // another text
			}
		}
	}
	return Anchor{}, false
}

// Find returns the anchor on a quote in a document that it was not made for, such as another version: the place nearest to a position. A
// quote of several blocks is found by its first line. ok is false when there is none.
func Find(doc *model.Node, quote string, near model.Pos) (a Anchor, ok bool) {
	if a, ok = nearest(doc, []rune(quote), near); !ok {
		line, _, _ := strings.Cut(quote, "\n")
		a, ok = nearest(doc, []rune(line), near)
	}
	a.Quote = quote
	return a, ok
}

// nearest returns the place nearest to a position where a textblock has the words.
func nearest(doc *model.Node, words []rune, near model.Pos) (a Anchor, ok bool) {
	if len(words) == 0 {
		return Anchor{}, false
	}
	distance := func(p model.Pos) model.Pos { return max(p-near, near-p) }
	doc.Walk(func(n *model.Node, start model.Pos) bool {
		if !n.Kind().IsTextblock() {
			return true
		}
		positions, text := characters(n, start+1)
		for i := 0; i+len(words) <= len(text); i++ {
			if slices.Equal(text[i:i+len(words)], words) && (!ok || distance(positions[i]) < distance(a.From)) {
				a, ok = Anchor{From: positions[i], To: positions[i+len(words)-1] + 1}, true
			}
		}
		return false
	})
	return a, ok
}

// characters returns the characters of a textblock, a line feed for a line break, with the position before each.
func characters(n *model.Node, pos model.Pos) (positions []model.Pos, text []rune) {
	for _, c := range n.Children() {
		switch c.Kind() {
		case model.Text:
			for _, r := range c.Text() {
				positions, text = append(positions, pos), append(text, r)
				pos++
			}
			continue
		case model.Break:
			positions, text = append(positions, pos), append(text, '\n')
		}
		pos += model.Pos(c.Size())
	}
	return positions, text
}
