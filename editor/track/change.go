package track

import (
	"time"

	"galley/editor/model"
)

// Kind says what a change does.
type Kind uint8

// The kinds of change.
const (
	Insertion Kind = iota + 1
	Deletion
	Format    // marks of the same text
	Block     // kind or attributes of a block: paragraph to heading, alternative text of a picture
	Split     // one block became several
	Join      // several blocks became one
	Structure // lists and quotes put around blocks or taken away, rows and columns
	Move      // blocks that stand elsewhere now
)

var kindNames = [...]string{Insertion: "insertion", Deletion: "deletion", Format: "format", Block: "block", Split: "split", Join: "join",
	Structure: "structure", Move: "move"}

// String returns the name of a kind, as programs know it.
func (k Kind) String() string {
	if k < Insertion || k > Move {
		return "none"
	}
	return kindNames[k]
}

// Change is one thing that somebody did, to be decided on by itself. A change that makes sense only with another, as the beginning and
// the end of a list, is one with it.
type Change struct {
	Kind Kind
	By   Author
	At   time.Time // when it was last added to

	From, To         model.Pos // in Doc: around what was inserted, or where the deleted text stood
	BaseFrom, BaseTo model.Pos // in Base: around what was deleted, or where the inserted text would stand

	Old, New string // the words deleted and inserted, a line feed where a block ends

	pieces []piece
}

// piece is a part of a segment that one person made: deleted tokens of base, inserted tokens of doc, or as many tokens of both that
// differ in marks and attributes.
type piece struct {
	segment   int
	base, doc extent
	span
	depth int // how many nodes deeper doc is for it
}

func (p piece) isInsertion() bool { return p.base.size() == 0 }
func (p piece) isDeletion() bool  { return p.doc.size() == 0 }

// pieces returns the parts of all segments in order.
func (t Tracked) pieces() []piece {
	out := make([]piece, 0, len(t.segments))
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	for i, s := range t.segments {
		if s.base.size() == s.doc.size() && sameText(base.tokens(s.base), doc.tokens(s.doc)) {
			last := s.inserted[len(s.inserted)-1]
			last.size = s.doc.size()
			out = append(out, piece{segment: i, base: s.base, doc: s.doc, span: last})
			continue
		}
		at := s.base.from
		for _, d := range s.deleted {
			e := extent{at, at + model.Pos(d.size)}
			at = e.to
			out = append(out, piece{segment: i, base: e, doc: extent{s.doc.from, s.doc.from}, span: d, depth: -depthOf(base.tokens(e))})
		}
		at = s.doc.from
		for _, d := range s.inserted {
			e := extent{at, at + model.Pos(d.size)}
			at = e.to
			out = append(out, piece{segment: i, base: extent{s.base.to, s.base.to}, doc: e, span: d, depth: depthOf(doc.tokens(e))})
		}
	}
	return out
}

func depthOf(tokens []token) int {
	n := 0
	for _, t := range tokens {
		n += t.depth()
	}
	return n
}

// Changes returns what is open, in the order of the text. It is empty exactly when Base and Doc are equal.
func (t Tracked) Changes() []Change {
	pieces := t.pieces()
	group := make([]int, len(pieces)) // index of the change that a piece belongs to
	var groups [][]piece
	depth, open := 0, -1 // the change that still lacks a closing or opening edge
	for i, p := range pieces {
		switch {
		case p.depth == 0:
			group[i] = len(groups)
			groups = append(groups, nil)
		case depth == 0:
			open = len(groups)
			groups = append(groups, nil)
			fallthrough
		default:
			group[i] = open
			depth += p.depth
		}
	}
	t.pairMoves(pieces, group)
	for i, p := range pieces {
		groups[group[i]] = append(groups[group[i]], p)
	}
	var out []Change
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	for _, g := range groups {
		if len(g) > 0 {
			out = append(out, newChange(g, &base, &doc))
		}
	}
	return out
}

// pairMoves puts whole blocks that were deleted in one place and inserted in another into one group.
func (t Tracked) pairMoves(pieces []piece, group []int) {
	gone := map[string][]int{}
	base, doc := reader{doc: t.base}, reader{doc: t.doc}
	for i, p := range pieces {
		if p.isDeletion() {
			if key, ok := blockKey(base.tokens(p.base)); ok {
				gone[key] = append(gone[key], i)
			}
		}
	}
	if len(gone) == 0 {
		return
	}
	for i, p := range pieces {
		if !p.isInsertion() {
			continue
		}
		key, ok := blockKey(doc.tokens(p.doc))
		if !ok || len(gone[key]) == 0 {
			continue
		}
		from := gone[key][0]
		gone[key] = gone[key][1:]
		first, second := min(group[i], group[from]), max(group[i], group[from])
		for j, g := range group {
			if g == second {
				group[j] = first
			}
		}
	}
}

// blockKey returns a text that is the same for the same whole blocks with words in them; ok is false for anything else.
func blockKey(tokens []token) (key string, ok bool) {
	depth, words := 0, 0
	var out []rune
	for _, t := range tokens {
		if depth == 0 && t.depth() != 1 {
			return "", false
		}
		depth += t.depth()
		if t.kind == model.Text {
			words++
		}
		out = append(out, rune(t.kind), t.char)
	}
	return string(out), depth == 0 && words > 1
}

// newChange makes a change of its pieces, of which there is at least one.
func newChange(pieces []piece, base, doc *reader) Change {
	c := Change{pieces: pieces, From: pieces[0].doc.from, To: pieces[0].doc.to, BaseFrom: pieces[0].base.from, BaseTo: pieces[0].base.to}
	var old, now []token
	insertions, deletions := 0, 0
	for _, p := range pieces {
		c.From, c.To = min(c.From, p.doc.from), max(c.To, p.doc.to)
		c.BaseFrom, c.BaseTo = min(c.BaseFrom, p.base.from), max(c.BaseTo, p.base.to)
		if !p.at.Before(c.At) {
			c.By, c.At = p.by, p.at
		}
		old, now = append(old, base.tokens(p.base)...), append(now, doc.tokens(p.doc)...)
		switch {
		case p.isInsertion():
			insertions++
		case p.isDeletion():
			deletions++
		}
	}
	c.Old, c.New = wordsOf(old), wordsOf(now)
	c.Kind = kindOf(pieces, old, now, insertions, deletions)
	return c
}

func kindOf(pieces []piece, old, now []token, insertions, deletions int) Kind {
	switch {
	case insertions+deletions == 0:
		for i := range old {
			if old[i].kind != now[i].kind || old[i].attrs != now[i].attrs {
				return Block
			}
		}
		return Format
	case len(pieces) == 1 && insertions == 1:
		switch {
		case hasText(now):
			return Insertion
		case isSeam(now):
			return Split
		case now[0].depth() == 1 || now[0].kind.IsLeaf():
			return Insertion
		}
	case len(pieces) == 1 && deletions == 1:
		switch {
		case hasText(old):
			return Deletion
		case isSeam(old):
			return Join
		case old[0].depth() == 1 || old[0].kind.IsLeaf():
			return Deletion
		}
	case len(pieces) == 2 && insertions == 1 && deletions == 1:
		a, ok := blockKey(old)
		if b, also := blockKey(now); ok && also && a == b {
			return Move
		}
		if len(old) == 1 && len(now) == 1 {
			return Block
		}
	}
	return Structure
}

func hasText(tokens []token) bool {
	for _, t := range tokens {
		if t.kind == model.Text {
			return true
		}
	}
	return false
}

// isSeam reports whether tokens close blocks and open as many.
func isSeam(tokens []token) bool {
	return len(tokens) > 1 && tokens[0].kind == closing && tokens[len(tokens)-1].depth() == 1
}
