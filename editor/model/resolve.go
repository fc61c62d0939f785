package model

import (
	"fmt"
	"sort"
)

// ResolvedPos is a position with the path of nodes around it. Depth 0 is the node that resolved it, usually the document.
type ResolvedPos struct {
	pos  Pos
	path []level
}

// level is one node on the way down to a position.
type level struct {
	node  *Node
	start Pos // position of the start of its content
	index int // child that holds the position, or that follows it
	off   Pos // where that child begins, from start
}

// Resolve finds the nodes around pos. It refuses a position outside of the node's content. It costs a search per level.
func (n *Node) Resolve(pos Pos) (ResolvedPos, error) {
	if pos < 0 || pos > Pos(n.ContentSize()) {
		return ResolvedPos{}, fmt.Errorf("model: position %d is outside of 0 to %d", pos, n.ContentSize())
	}
	r := ResolvedPos{pos, make([]level, 0, 8)}
	for start := Pos(0); ; {
		i, off := n.childAt(pos - start)
		r.path = append(r.path, level{n, start, i, off})
		if off == pos-start || n.content[i].kind.IsLeaf() {
			return r, nil
		}
		n, start = n.content[i], start+off+1
	}
}

// childAt returns the child that holds the offset, or that follows it when it is between two, and where that child begins. At the end of
// the content the index is the number of children.
func (n *Node) childAt(off Pos) (index int, start Pos) {
	if n.ends != nil {
		i := sort.Search(len(n.ends), func(i int) bool { return Pos(n.ends[i]) > off })
		return i, n.childStart(i)
	}
	for i, c := range n.content {
		end := start + Pos(c.size)
		if end > off {
			return i, start
		}
		start = end
	}
	return len(n.content), start
}

// childStart returns where the i-th child of a node with an index begins, from the start of the content.
func (n *Node) childStart(i int) Pos {
	if i == 0 {
		return 0
	}
	return Pos(n.ends[i-1])
}

// Pos returns the position itself.
func (r ResolvedPos) Pos() Pos { return r.pos }

// Depth returns the number of ancestors of the parent: 0 for a position directly in the node that resolved it.
func (r ResolvedPos) Depth() int { return len(r.path) - 1 }

// Node returns the node at depth d on the path.
func (r ResolvedPos) Node(d int) *Node { return r.path[d].node }

// Parent returns the innermost node on the path; never a text.
func (r ResolvedPos) Parent() *Node { return r.path[len(r.path)-1].node }

// Index returns which child of the node at depth d holds the position, or follows it.
func (r ResolvedPos) Index(d int) int { return r.path[d].index }

// IndexAfter returns which child of the node at depth d follows the position and everything that holds it.
func (r ResolvedPos) IndexAfter(d int) int {
	if d == r.Depth() && r.TextOffset() == 0 {
		return r.path[d].index
	}
	return r.path[d].index + 1
}

// Start returns the position of the start of the content of the node at depth d.
func (r ResolvedPos) Start(d int) Pos { return r.path[d].start }

// End returns the position of the end of the content of the node at depth d.
func (r ResolvedPos) End(d int) Pos { return r.path[d].start + Pos(r.path[d].node.ContentSize()) }

// Before returns the position before the node at depth d, which is 1 or more.
func (r ResolvedPos) Before(d int) Pos { return r.path[d].start - 1 }

// After returns the position after the node at depth d, which is 1 or more.
func (r ResolvedPos) After(d int) Pos { return r.End(d) + 1 }

// ParentOffset returns the position counted from the start of the parent's content.
func (r ResolvedPos) ParentOffset() Pos { return r.pos - r.path[len(r.path)-1].start }

// TextOffset returns how far the position is inside a text node, 0 when it is between nodes.
func (r ResolvedPos) TextOffset() Pos { return r.ParentOffset() - r.path[len(r.path)-1].off }

// NodeAfter returns the node after the position, the rest of a text when the position is inside one, nil at the end of the parent.
func (r ResolvedPos) NodeAfter() *Node {
	l := r.path[len(r.path)-1]
	if l.index == len(l.node.content) {
		return nil
	}
	c := l.node.content[l.index]
	if off := r.TextOffset(); off > 0 {
		return c.cutText(off, Pos(c.size))
	}
	return c
}

// NodeBefore returns the node before the position, the first part of a text when the position is inside one, nil at the start of the
// parent.
func (r ResolvedPos) NodeBefore() *Node {
	l := r.path[len(r.path)-1]
	if off := r.TextOffset(); off > 0 {
		return l.node.content[l.index].cutText(0, off)
	}
	if l.index == 0 {
		return nil
	}
	return l.node.content[l.index-1]
}

// SharedDepth returns the depth of the innermost node that holds both the position and pos.
func (r ResolvedPos) SharedDepth(pos Pos) int {
	d := r.Depth()
	for d > 0 && (r.Start(d) > pos || r.End(d) < pos) {
		d--
	}
	return d
}

// Marks returns the marks that text typed at the position gets: those of the text before it, or at the start of a block those of the text
// after it. A link ends where its text ends, so it is not continued unless the position is inside of it.
func (r ResolvedPos) Marks() Marks {
	before, after := r.NodeBefore(), r.NodeAfter()
	main, other := before, after
	if main == nil || !main.kind.IsInline() {
		main, other = after, nil
	}
	if main == nil {
		return nil
	}
	if link, ok := main.marks.Find(Link); ok && (other == nil || !other.marks.Has(link)) {
		return main.marks.Without(link)
	}
	return main.marks
}
