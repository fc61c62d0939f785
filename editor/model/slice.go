package model

import (
	"errors"
	"fmt"
)

// Slice is a piece of a document that may begin and end in the middle of nodes: a list of siblings, of which the first nodes are cut open
// at the start and the last ones at the end. The zero value is the empty slice. Treat it as read-only.
type Slice struct {
	Content   []*Node
	OpenStart int // nodes open at the start: the first child, its first child, and so on
	OpenEnd   int // nodes open at the end
}

// NewSlice returns the closed slice of the given nodes, normalised as [New] does.
func NewSlice(nodes ...*Node) Slice { return Slice{Content: normal(nodes)} }

// Size returns the number of tokens that the slice inserts; the edges of open nodes do not count.
func (s Slice) Size() int {
	size := -s.OpenStart - s.OpenEnd
	for _, c := range s.Content {
		size += c.size
	}
	return size
}

// IsEmpty reports whether the slice is the empty slice.
func (s Slice) IsEmpty() bool { return len(s.Content) == 0 }

// Equal reports whether both slices are the same value.
func (s Slice) Equal(t Slice) bool {
	if s.OpenStart != t.OpenStart || s.OpenEnd != t.OpenEnd || len(s.Content) != len(t.Content) {
		return false
	}
	for i, c := range s.Content {
		if !c.Equal(t.Content[i]) {
			return false
		}
	}
	return true
}

// Check reports the first place where the slice is not valid: its closed nodes must pass [Node.Check], and an open node may have fewer
// children than its kind asks for.
func (s Slice) Check() error { return s.check(place{}) }

func (s Slice) check(p place) error {
	if s.OpenStart < 0 || s.OpenEnd < 0 {
		return fmt.Errorf("model: a slice open %d and %d", s.OpenStart, s.OpenEnd)
	}
	return checkOpen(s.Content, s.OpenStart, s.OpenEnd, p)
}

// checkOpen checks siblings of which the first is open to the depth start and the last to the depth end.
func checkOpen(nodes []*Node, start, end int, p place) error {
	if len(nodes) == 0 && start+end > 0 {
		return errors.New("model: a slice open deeper than its content")
	}
	for i, n := range nodes {
		if n == nil {
			return errors.New("model: nil in a slice")
		}
		if i > 0 && joinable(nodes[i-1], n) {
			return errors.New("model: two texts that should be one in a slice")
		}
		s, e := 0, 0
		if i == 0 {
			s = start
		}
		if i == len(nodes)-1 {
			e = end
		}
		if s+e == 0 {
			if err := n.check(p); err != nil {
				return err
			}
			continue
		}
		if n.kind.IsLeaf() {
			return fmt.Errorf("model: an open %v", n.kind)
		}
		if err := n.checkSelf(p); err != nil {
			return err
		}
		for _, c := range n.content {
			if !n.kind.Allows(c.kind) {
				return fmt.Errorf("model: %v inside %v", c.kind, n.kind)
			}
		}
		if err := checkOpen(n.content, max(0, s-1), max(0, e-1), p.inside(n)); err != nil {
			return err
		}
	}
	return nil
}

// InsertAt returns the slice with nodes inserted at pos, counted in the tokens of [Slice.Size]. It returns [ErrFit] when pos is outside or
// the nodes may not stand there.
func (s Slice) InsertAt(pos Pos, nodes []*Node) (Slice, error) {
	if pos < 0 || pos > Pos(s.Size()) {
		return Slice{}, fmt.Errorf("model: position %d outside of a slice: %w", pos, ErrFit)
	}
	content, err := insertInto(nil, s.Content, pos+Pos(s.OpenStart), nodes)
	return Slice{content, s.OpenStart, s.OpenEnd}, err
}

func insertInto(parent *Node, content []*Node, pos Pos, nodes []*Node) ([]*Node, error) {
	holder := (&Node{kind: Body, content: content}).seal()
	i, start := holder.childAt(pos)
	if pos > start && content[i].kind != Text {
		inner, err := insertInto(content[i], content[i].content, pos-start-1, nodes)
		if err != nil {
			return nil, err
		}
		out := append([]*Node(nil), content...)
		out[i] = content[i].withContent(inner)
		return out, nil
	}
	for _, n := range nodes {
		if parent != nil && !parent.kind.Allows(n.kind) {
			return nil, fmt.Errorf("model: %v inside %v: %w", n.kind, parent.kind, ErrFit)
		}
	}
	out := append([]*Node(nil), content[:i]...)
	if pos > start {
		out = append(out, content[i].cutText(0, pos-start))
	}
	out = append(out, nodes...)
	if pos > start {
		out = append(out, content[i].cutText(pos-start, Pos(content[i].size)))
		i++
	}
	return normal(append(out, content[i:]...)), nil
}

// RemoveBetween returns the slice without the tokens between two positions, counted as in [Slice.InsertAt]. It returns [ErrFit] when the
// positions are outside or not in the same node.
func (s Slice) RemoveBetween(from, to Pos) (Slice, error) {
	if from < 0 || from > to || to > Pos(s.Size()) {
		return Slice{}, fmt.Errorf("model: range from %d to %d outside of a slice: %w", from, to, ErrFit)
	}
	content, err := removeFrom(s.Content, from+Pos(s.OpenStart), to+Pos(s.OpenStart))
	return Slice{content, s.OpenStart, s.OpenEnd}, err
}

func removeFrom(content []*Node, from, to Pos) ([]*Node, error) {
	holder := (&Node{kind: Body, content: content}).seal()
	i, start := holder.childAt(from)
	j, end := holder.childAt(to)
	flat := func(i int, start, pos Pos) bool { return pos == start || content[i].kind == Text }
	if flat(i, start, from) && flat(j, end, to) {
		out := append(holder.cutContent(0, from), holder.cutContent(to, Pos(holder.ContentSize()))...)
		return normal(out), nil
	}
	if i != j {
		return nil, fmt.Errorf("model: a gap across the nodes of a slice: %w", ErrFit)
	}
	inner, err := removeFrom(content[i].content, from-start-1, to-start-1)
	if err != nil {
		return nil, err
	}
	out := append([]*Node(nil), content...)
	out[i] = content[i].withContent(inner)
	return out, nil
}

// CheckGap reports the first place where the slice is not valid but for what is to be inserted at pos: nodes open there may have fewer
// children than their kind asks for.
func (s Slice) CheckGap(pos Pos) error {
	if s.OpenStart < 0 || s.OpenEnd < 0 || pos < 0 || pos > Pos(s.Size()) {
		return fmt.Errorf("model: position %d outside of a slice of %d tokens: %w", pos, s.Size(), ErrFit)
	}
	holder := (&Node{kind: Body, content: s.Content}).seal()
	at := pos + Pos(s.OpenStart)
	r, err := holder.Resolve(at)
	if err != nil {
		return err
	}
	left := Slice{holder.cutContent(0, at), s.OpenStart, r.Depth()}
	right := Slice{holder.cutContent(at, Pos(holder.ContentSize())), r.Depth(), s.OpenEnd}
	if err := left.Check(); err != nil {
		return err
	}
	return right.Check()
}

// Slice returns the content between two positions, open where it cuts nodes. It refuses positions outside of the node or in the wrong
// order.
func (n *Node) Slice(from, to Pos) (Slice, error) {
	rf, rt, err := n.resolveRange(from, to)
	if err != nil || from == to {
		return Slice{}, err
	}
	d := rf.SharedDepth(to)
	start := rf.Start(d)
	return Slice{rf.Node(d).cutContent(from-start, to-start), rf.Depth() - d, rt.Depth() - d}, nil
}

func (n *Node) resolveRange(from, to Pos) (rf, rt ResolvedPos, err error) {
	if from > to {
		return rf, rt, fmt.Errorf("model: range from %d to %d", from, to)
	}
	if rf, err = n.Resolve(from); err != nil {
		return rf, rt, err
	}
	rt, err = n.Resolve(to)
	return rf, rt, err
}

// Cut returns the node with only the content between two offsets, counted from the start of its content and held to its bounds. Nodes at
// the edges are cut too, and may be left with fewer children than their kind asks for.
func (n *Node) Cut(from, to Pos) *Node {
	from, to = max(from, 0), min(to, Pos(n.ContentSize()))
	if from == 0 && to == Pos(n.ContentSize()) {
		return n
	}
	return (&Node{kind: n.kind, attrs: n.attrs, marks: n.marks, content: n.cutContent(from, to)}).seal()
}

func (n *Node) cutContent(from, to Pos) []*Node {
	if from >= to {
		return nil
	}
	i, at := n.childAt(from)
	var out []*Node
	for ; i < len(n.content) && at < to; i++ {
		c := n.content[i]
		switch {
		case c.kind == Text:
			out = append(out, c.cutText(from-at, to-at))
		case from > at || to < at+Pos(c.size):
			out = append(out, c.Cut(from-at-1, to-at-1))
		default:
			out = append(out, c)
		}
		at += Pos(c.size)
	}
	return out
}

// cutText returns the runes from to to of a text node, held to its bounds; nil when there are none.
func (n *Node) cutText(from, to Pos) *Node {
	from, to = max(from, 0), min(to, Pos(n.size))
	if from == 0 && to == Pos(n.size) {
		return n
	}
	if from >= to {
		return nil
	}
	a := n.byteAt(from)
	b := len(n.text)
	if to < Pos(n.size) {
		b = n.byteAt(to)
	}
	return &Node{kind: Text, marks: n.marks, text: n.text[a:b], size: int(to - from)}
}

// byteAt returns the byte where the off-th rune of a text node begins.
func (n *Node) byteAt(off Pos) int {
	if len(n.text) == n.size { // one byte for each rune
		return int(off)
	}
	i := 0
	for ; off > 0; off-- {
		for i++; i < len(n.text) && n.text[i]&0xc0 == 0x80; i++ {
		}
	}
	return i
}
