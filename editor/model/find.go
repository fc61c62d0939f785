package model

import "strings"

// NodeAt returns the node that begins at pos or the text that holds it, nil when there is none.
func (n *Node) NodeAt(pos Pos) *Node {
	r, err := n.Resolve(pos)
	if err != nil {
		return nil
	}
	l := r.path[len(r.path)-1]
	if l.index == len(l.node.content) {
		return nil
	}
	return l.node.content[l.index]
}

// NodesBetween calls visit for every node below n that shares a token with the range, in document order with the position before it,
// until visit returns false for a node, whose content is then passed over. It looks only at the range.
func (n *Node) NodesBetween(from, to Pos, visit func(c *Node, at Pos) bool) {
	if from < to {
		n.nodesBetween(0, max(from, 0), to, visit)
	}
}

func (n *Node) nodesBetween(start, from, to Pos, visit func(*Node, Pos) bool) {
	i, off := n.childAt(max(from-start, 0))
	for at := start + off; i < len(n.content) && at < to; i++ {
		c := n.content[i]
		if visit(c, at) && len(c.content) > 0 {
			c.nodesBetween(at+1, from, to, visit)
		}
		at += Pos(c.size)
	}
}

// TextBetween returns the words between two positions, as [Node.PlainText] does: a line feed between textblocks and for a line break, nothing
// for a footnote.
func (n *Node) TextBetween(from, to Pos) string {
	var b strings.Builder
	started := false
	n.NodesBetween(from, to, func(c *Node, at Pos) bool {
		switch {
		case c.kind == Text:
			b.WriteString(c.cutText(from-at, to-at).text)
		case c.kind == Break:
			b.WriteByte('\n')
		case c.kind.IsTextblock():
			if started {
				b.WriteByte('\n')
			}
			started = true
		}
		return true
	})
	return b.String()
}

// RangeHasMark reports whether any text between two positions has the mark m, its address included.
func (n *Node) RangeHasMark(from, to Pos, m Mark) bool {
	found := false
	n.NodesBetween(from, to, func(c *Node, _ Pos) bool {
		found = found || c.marks.Has(m)
		return !found
	})
	return found
}
