package model

import (
	"errors"
	"fmt"
)

// ErrFit is wrapped by the error for content that may not stand where it was to be put.
var ErrFit = errors.New("the content does not fit there")

func misfit(format string, args ...any) error {
	return fmt.Errorf("model: "+format+": %w", append(args, ErrFit)...)
}

// Replace returns the node with the content between from and to replaced by s. The open ends of s are joined with the nodes around from and
// to; where nothing is open and from and to are in different nodes, those nodes are joined. The left one of two joined nodes gives its kind
// and attributes.
//
// It returns an error that wraps [ErrFit] when the depths do not match or a node would hold what its kind does not allow. The result of
// replacing in a valid document is valid: what s brings is checked whole, what is joined is checked where it is joined, and the rest is
// shared.
func (n *Node) Replace(from, to Pos, s Slice) (*Node, error) {
	rf, rt, err := n.resolveRange(from, to)
	if err != nil {
		return nil, err
	}
	base := rf.Depth() - s.OpenStart // depth of the node into which the closed part of s goes
	if base < 0 || base != rt.Depth()-s.OpenEnd {
		return nil, misfit("a slice open %d and %d between depths %d and %d", s.OpenStart, s.OpenEnd, rf.Depth(), rt.Depth())
	}
	var p place
	for d := range base + 1 {
		p = p.inside(rf.Node(d))
	}
	if err := s.check(p); err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrFit)
	}

	top := 0 // depth of the deepest node that holds the whole change
	for top < base && rf.Index(top) == rt.Index(top) {
		top++
	}
	// Copies of the nodes around from make s as deep as from and to are below top, so that one rule joins all levels.
	mid := s.Content
	for d := base; d > top; d-- {
		mid = []*Node{(&Node{kind: rf.Node(d).kind, attrs: rf.Node(d).attrs, content: mid}).seal()}
	}
	node := rf.Node(top)
	extra := base - top
	out, err := meet(node, side{node, from - rf.Start(top)}, mid, s.OpenStart+extra, s.OpenEnd+extra, side{node, to - rf.Start(top)})
	if err != nil {
		return nil, err
	}
	for d := top - 1; d >= 0; d-- {
		out = rf.Node(d).withChild(rf.Index(d), out)
	}
	return out, nil
}

// side is a node and the offset in its content where it is cut.
type side struct {
	node *Node
	off  Pos
}

// index returns which child holds the cut, or follows it.
func (s side) index() int {
	i, _ := s.node.childAt(s.off)
	return i
}

// meet returns a node with the kind and attributes of main and with the content of left before its cut, mid, and the content of right after
// its cut. The nodes open on both sides of a seam are joined in the same way.
func meet(main *Node, left side, mid []*Node, openStart, openEnd int, right side) (*Node, error) {
	rc, tail, rest := cutAfter(right)
	l := newList(main, left.index()+len(mid)+len(right.node.content)-rest)
	lc, err := l.addBefore(left)
	if err != nil {
		return nil, err
	}
	if (lc.node != nil) != (openStart > 0) || (rc.node != nil) != (openEnd > 0) {
		return nil, misfit("open nodes meet closed ones in %v", main.kind)
	}
	switch last := len(mid) - 1; {
	case openStart > 0 && openEnd > 0 && last == 0:
		err = l.addMeeting(mid[0], lc, mid[0].content, openStart-1, openEnd-1, rc)
	default:
		if openStart > 0 {
			first := mid[0]
			mid = mid[1:]
			last--
			err = l.addSeam(lc, side{first, Pos(openStart - 1)})
		}
		for i := 0; i <= last && err == nil; i++ {
			if i == last && openEnd > 0 {
				err = l.addSeam(side{mid[i], Pos(mid[i].ContentSize() - (openEnd - 1))}, rc)
			} else {
				err = l.add(mid[i])
			}
		}
	}
	if err == nil && tail != nil {
		err = l.add(tail)
	}
	if err == nil {
		err = l.addRange(right.node, rest, len(right.node.content))
	}
	if err != nil {
		return nil, err
	}
	return l.close()
}

// addMeeting joins three nodes: left before its cut, the middle one, and right after its cut.
func (l *list) addMeeting(middle *Node, left side, mid []*Node, openStart, openEnd int, right side) error {
	if err := canJoin(left.node, middle); err != nil {
		return err
	}
	if err := canJoin(middle, right.node); err != nil {
		return err
	}
	c, err := meet(left.node, left, mid, openStart, openEnd, right)
	if err != nil {
		return err
	}
	return l.add(c)
}

// addSeam joins two nodes: left before its cut and right after its cut.
func (l *list) addSeam(left, right side) error {
	if err := canJoin(left.node, right.node); err != nil {
		return err
	}
	c, err := seam(left, right)
	if err != nil {
		return err
	}
	return l.add(c)
}

func seam(left, right side) (*Node, error) {
	rc, tail, rest := cutAfter(right)
	l := newList(left.node, left.index()+len(right.node.content)-rest)
	lc, err := l.addBefore(left)
	if err != nil {
		return nil, err
	}
	if (lc.node != nil) != (rc.node != nil) {
		return nil, misfit("open nodes meet closed ones in %v", left.node.kind)
	}
	if lc.node != nil {
		err = l.addSeam(lc, rc)
	}
	if err == nil && tail != nil {
		err = l.add(tail)
	}
	if err == nil {
		err = l.addRange(right.node, rest, len(right.node.content))
	}
	if err != nil {
		return nil, err
	}
	return l.close()
}

func canJoin(a, b *Node) error {
	if !a.kind.CanJoin(b.kind) {
		return misfit("%v joined with %v", a.kind, b.kind)
	}
	return nil
}

// cutAfter returns what follows the cut: the child that is cut open, or the rest of a text, and the index of the first whole child.
func cutAfter(s side) (open side, tail *Node, rest int) {
	i, start := s.node.childAt(s.off)
	if s.off == start {
		return side{}, nil, i
	}
	c := s.node.content[i]
	if c.kind == Text {
		return side{}, c.cutText(s.off-start, Pos(c.size)), i + 1
	}
	return side{c, s.off - start - 1}, nil, i + 1
}

// withChild returns the node with its i-th child replaced by one of the same kind.
func (n *Node) withChild(i int, c *Node) *Node {
	out := *n
	out.content = append([]*Node(nil), n.content...)
	out.content[i] = c
	delta := c.size - n.content[i].size
	out.size += delta
	if n.ends != nil && delta != 0 {
		out.ends = append([]int32(nil), n.ends...)
		for j := i; j < len(out.ends); j++ {
			out.ends[j] += int32(delta)
		}
	}
	return &out
}

// list builds the content of a node, copying runs of children without looking at them where they come from a node of the same kind.
type list struct {
	main  *Node
	nodes []*Node
	ends  []int32 // as in Node, when there may be many
	size  int
}

func newList(main *Node, most int) *list {
	l := &list{main: main, nodes: make([]*Node, 0, most+3)}
	if most >= manyChildren {
		l.ends = make([]int32, 0, most+3)
	}
	return l
}

// add appends a child, joined with the last one where both are texts with the same marks.
func (l *list) add(c *Node) error {
	if !l.main.kind.Allows(c.kind) {
		return misfit("%v inside %v", c.kind, l.main.kind)
	}
	l.size += c.size
	if last := len(l.nodes) - 1; last >= 0 && joinable(l.nodes[last], c) {
		l.nodes[last] = l.nodes[last].withText(l.nodes[last].text + c.text)
		if l.ends != nil {
			l.ends[last] = int32(l.size)
		}
		return nil
	}
	l.nodes = append(l.nodes, c)
	if l.ends != nil {
		l.ends = append(l.ends, int32(l.size))
	}
	return nil
}

// addRange appends the children i to j of src.
func (l *list) addRange(src *Node, i, j int) error {
	if i < j { // the first may join what is there
		if err := l.add(src.content[i]); err != nil {
			return err
		}
		i++
	}
	if src.kind != l.main.kind || src.ends == nil || l.ends == nil {
		for ; i < j; i++ {
			if err := l.add(src.content[i]); err != nil {
				return err
			}
		}
		return nil
	}
	if i >= j {
		return nil
	}
	l.nodes = append(l.nodes, src.content[i:j]...)
	delta := int32(l.size) - int32(src.childStart(i))
	for _, end := range src.ends[i:j] {
		l.ends = append(l.ends, end+delta)
	}
	l.size += int(src.childStart(j) - src.childStart(i))
	return nil
}

// addBefore appends what stands before the cut and returns the child that is cut open.
func (l *list) addBefore(s side) (open side, err error) {
	i, start := s.node.childAt(s.off)
	if err := l.addRange(s.node, 0, i); err != nil || s.off == start {
		return side{}, err
	}
	c := s.node.content[i]
	if c.kind == Text {
		return side{}, l.add(c.cutText(0, s.off-start))
	}
	return side{c, s.off - start - 1}, nil
}

// close returns the node, when its kind allows the content.
func (l *list) close() (*Node, error) {
	if err := l.main.checkCount(len(l.nodes)); err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrFit)
	}
	if l.main.kind == Doc {
		if len(l.nodes) != len(headParts) {
			return nil, misfit("%d parts of a document", len(l.nodes))
		}
		for i, c := range l.nodes {
			if c.kind != headParts[i] {
				return nil, misfit("%v as part %d of a document", c.kind, i)
			}
		}
	}
	if err := l.main.kind.CheckAttrs(l.main.attrs); err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrFit)
	}
	n := &Node{kind: l.main.kind, attrs: l.main.attrs, content: l.nodes, size: l.size + 2}
	if len(l.nodes) >= manyChildren {
		n.ends = l.ends
	}
	return n, nil
}
