package layout

import (
	"galley/editor/model"
	"galley/editor/typeset"
)

// estimate guesses the height of a block from the number of its characters, without looking at them.
func (l *Layout) estimate(n *model.Node, width typeset.Length, depth int) typeset.Length {
	st := &l.styles
	lines := func(s *style) typeset.Length {
		em := s.size
		if l.o.Western {
			em = em / 2
		}
		count := (em*typeset.Length(n.ContentSize())+s.indent)/max(width, em) + 1
		return count*s.leading + s.before + s.after
	}
	switch n.Kind() {
	case model.Kicker:
		return lines(&st.kicker)
	case model.Headline:
		return lines(&st.headline)
	case model.Subtitle:
		return lines(&st.subtitle)
	case model.Abstract:
		return lines(&st.abstract) + l.o.px(40)
	case model.Paragraph:
		if l.o.Western {
			return lines(&st.western)
		}
		return lines(&st.body)
	case model.Heading:
		return lines(&st.headings[min(3, max(1, n.Attrs().Level))])
	case model.Figure:
		return width*2/3 + lines(&st.caption)
	case model.Rule:
		return st.plain.leading
	case model.TableRow:
		var most typeset.Length
		for _, c := range n.Children() {
			most = max(most, l.estimate(c, width/typeset.Length(len(n.Children())), depth+1))
		}
		return most
	}
	var sum typeset.Length
	for _, c := range n.Children() {
		sum += l.estimate(c, max(width-st.em, 4*st.em), depth+1)
	}
	return sum
}
