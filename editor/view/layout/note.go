package layout

import "galley/editor/model"

// notesIn returns the number of footnotes in a node.
func notesIn(n *model.Node) int {
	notes := 0
	for _, c := range n.Children() {
		if c.Kind() == model.Footnote {
			notes++
		} else if len(c.Children()) > 0 {
			notes += notesIn(c)
		}
	}
	return notes
}

// number gives the footnotes their numbers through the document. A block whose notes got others is laid out again when it is at hand, and has an
// estimate for its height when it is far away: a number with one more figure may make one more line.
func (l *Layout) number() {
	l.renumber = false
	next := 1
	for i, b := range l.blocks {
		if b.notes == 0 || b.first == next {
			next += b.notes
			continue
		}
		b.first = next
		next += b.notes
		switch {
		case b.set != nil:
			l.lay(i, b.set)
		case b.exact:
			b.exact = false
			l.estimates++
			l.cursor = min(l.cursor, i)
		}
	}
}
