package layout

import (
	"galley/editor/grid"
	"galley/editor/model"
	"galley/editor/typeset"
)

// placedCell is a cell on the grid of its table.
type placedCell struct {
	grid.Cell
	content set // laid out from 0, 0
}

// table sets a table: columns as wide as their texts ask for, rows as high as their highest cell, a rule below each.
func (s *setter) table(n *model.Node, pos model.Pos) {
	o := &s.l.o
	g := grid.Of(n)
	cells := make([]placedCell, len(g.Cells))
	for i, c := range g.Cells {
		cells[i].Cell = c
	}
	rows, columns := g.Rows, g.Columns
	lefts := s.columns(cells, columns)
	padX, padY := min(o.px(8), s.width/typeset.Length(4*columns)), o.px(5)
	heights := make([]typeset.Length, rows)
	for i := range cells {
		c := &cells[i]
		in := setter{l: s.l, out: &c.content, old: s.old, note: s.note, width: max(lefts[c.Column+c.Columns]-lefts[c.Column]-2*padX, s.l.styles.em)}
		c.content.texts = s.out.texts
		in.cell(c.Node, pos+c.At)
		s.note = in.note
		c.content.height = in.y + 2*padY
		if c.Rows == 1 {
			heights[c.Row] = max(heights[c.Row], c.content.height)
		}
	}
	for i := range cells {
		c := &cells[i]
		if c.Rows == 1 {
			continue
		}
		have := typeset.Length(0)
		for _, h := range heights[c.Row : c.Row+c.Rows] {
			have += h
		}
		heights[c.Row+c.Rows-1] += max(0, c.content.height-have)
	}
	s.y += o.px(8)
	tops := make([]typeset.Length, rows+1)
	tops[0] = s.y
	for r, h := range heights {
		tops[r+1] = tops[r] + max(h, s.l.styles.cell.leading+2*padY)
	}
	table := len(s.out.cells)
	for i := range cells {
		c := &cells[i]
		x, y, end := s.x+lefts[c.Column], tops[c.Row], tops[c.Row+c.Rows]
		width := lefts[c.Column+c.Columns] - lefts[c.Column]
		if c.Node.Attrs().Header {
			s.shape(Shape{X: x, Y: y, Width: width, Height: end - y, Ink: Wash})
		}
		first := len(s.out.rows)
		s.put(&c.content, x+padX, y+padY)
		s.out.cells = append(s.out.cells, cell{pos: pos + c.At, x: x, y: y, width: width, height: end - y, first: first, last: len(s.out.rows), table: table})
		s.shape(Shape{X: x, Y: end - typeset.Point, Width: width, Height: typeset.Point, Ink: Line})
	}
	s.shape(Shape{X: s.x, Y: tops[0], Width: s.width, Height: typeset.Point, Ink: Line})
	s.y = tops[rows] + o.px(12)
}

// put adds what was laid out by itself to the block.
func (s *setter) put(c *set, x, y typeset.Length) {
	for _, r := range c.rows {
		r.X, r.Y = r.X+x, r.Y+y
		s.out.rows = append(s.out.rows, r)
	}
	for _, r := range c.signs {
		r.X, r.Y = r.X+x, r.Y+y
		s.out.signs = append(s.out.signs, r)
	}
	for _, sh := range c.shapes {
		sh.X, sh.Y = sh.X+x, sh.Y+y
		s.out.shapes = append(s.out.shapes, sh)
	}
}

// cell sets the content of a cell.
func (s *setter) cell(n *model.Node, pos model.Pos) {
	st := &s.l.styles.cell
	if n.Attrs().Header {
		st = &s.l.styles.head
	}
	pos++
	for _, c := range n.Children() {
		if c.Kind() == model.Paragraph {
			s.textblock(c, pos, st, "")
		} else {
			s.block(c, pos, 1)
		}
		pos += model.Pos(c.Size())
	}
}

// columns returns the left edges of the columns and the right edge of the last: in proportion to the longest text in each, held between
// bounds so that a short column keeps room and a long one leaves some.
func (s *setter) columns(cells []placedCell, columns int) []typeset.Length {
	const least, most = 4, 18 // characters
	weights := make([]int, columns)
	for i := range weights {
		weights[i] = least
	}
	for i := range cells {
		c := &cells[i]
		if c.Columns > 1 {
			continue
		}
		longest := 0
		c.Node.Walk(func(n *model.Node, _ model.Pos) bool {
			if n.Kind().IsTextblock() {
				longest = max(longest, n.ContentSize())
			}
			return true
		})
		weights[c.Column] = max(weights[c.Column], min(most, longest))
	}
	total := 0
	for _, w := range weights {
		total += w
	}
	lefts := make([]typeset.Length, columns+1)
	sum := 0
	for i, w := range weights {
		sum += w
		lefts[i+1] = s.width * typeset.Length(sum) / typeset.Length(total)
	}
	return lefts
}
