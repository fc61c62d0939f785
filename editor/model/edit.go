package model

import "fmt"

// MapMarks returns the node with the marks of every inline node between two positions replaced by what f gives for them; f sees a text
// that is only partly in the range cut to the range. Nodes outside of the range are shared. It refuses positions outside of the node and
// marks that are not valid.
func (n *Node) MapMarks(from, to Pos, f func(Marks) Marks) (*Node, error) {
	if from < 0 || from > to || to > Pos(n.ContentSize()) {
		return nil, fmt.Errorf("model: range from %d to %d is outside of 0 to %d", from, to, n.ContentSize())
	}
	if from == to {
		return n, nil
	}
	out := n.mapMarks(from, to, f)
	if out == n {
		return n, nil
	}
	var err error
	out.NodesBetween(from, to, func(c *Node, _ Pos) bool {
		if err == nil {
			err = c.marks.check()
		}
		return err == nil
	})
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	return out, nil
}

func (n *Node) mapMarks(from, to Pos, f func(Marks) Marks) *Node {
	i, at := n.childAt(max(from, 0))
	var out []*Node // nil as long as nothing changed
	put := func(i int, nodes ...*Node) {
		if out == nil {
			out = append(make([]*Node, 0, len(n.content)+2), n.content[:i]...)
		}
		out = append(out, nodes...)
	}
	for ; i < len(n.content) && at < to; i++ {
		c := n.content[i]
		switch {
		case c.kind.IsInline():
			if m := f(c.marks); !m.Equal(c.marks) {
				if c.kind == Text {
					put(i, c.cutText(0, from-at), c.cutText(from-at, to-at).WithMarks(m), c.cutText(to-at, Pos(c.size)))
				} else {
					put(i, c.WithMarks(m))
				}
			} else if out != nil {
				out = append(out, c)
			}
		default:
			if d := c.mapMarks(from-at-1, to-at-1, f); d != c {
				put(i, d)
			} else if out != nil {
				out = append(out, c)
			}
		}
		at += Pos(c.size)
	}
	if out == nil {
		return n
	}
	return n.With(append(out, n.content[i:]...)...)
}

// WithAttrsAt returns the node with other attributes on the node that begins at pos. It refuses a position where no node begins and
// attributes that the kind of that node does not have.
func (n *Node) WithAttrsAt(pos Pos, a Attrs) (*Node, error) {
	r, err := n.Resolve(pos)
	if err != nil {
		return nil, err
	}
	c := r.NodeAfter()
	if c == nil || r.TextOffset() > 0 {
		return nil, fmt.Errorf("model: no node begins at %d", pos)
	}
	if err := c.kind.CheckAttrs(a); err != nil {
		return nil, err
	}
	out := c.WithAttrs(a)
	for d := r.Depth(); d >= 0; d-- {
		out = r.Node(d).withChild(r.Index(d), out)
	}
	return out, nil
}
