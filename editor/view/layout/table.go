package layout

import (
	"galley/editor/model"
	"galley/editor/typeset"
)

// placedCell is a cell on the grid of its table.
type placedCell struct {
	node                       *model.Node
	pos                        model.Pos
	row, col, rowSpan, colSpan int
	content                    set // laid out from 0, 0
}

// table sets a table: columns as wide as their texts ask for, rows as high as their highest cell, a rule below each.
func (s *setter) table(n *model.Node, pos model.Pos) {
	o := &s.l.o
	cells, columns := grid(n, pos)
	lefts := s.columns(cells, columns)
	rows := len(n.Children())
	padX, padY := min(o.px(8), s.width/typeset.Length(4*columns)), o.px(5)
	heights := make([]typeset.Length, rows)
	for i := range cells {
		c := &cells[i]
		in := setter{l: s.l, out: &c.content, old: s.old, note: s.note, width: max(lefts[c.col+c.colSpan]-lefts[c.col]-2*padX, s.l.styles.em)}
		c.content.texts = s.out.texts
		in.cell(c.node, c.pos)
		s.note = in.note
		c.content.height = in.y + 2*padY
		if c.rowSpan == 1 {
			heights[c.row] = max(heights[c.row], c.content.height)
		}
	}
	for i := range cells {
		c := &cells[i]
		if c.rowSpan == 1 {
			continue
		}
		have := typeset.Length(0)
		for _, h := range heights[c.row : c.row+c.rowSpan] {
			have += h
		}
		heights[c.row+c.rowSpan-1] += max(0, c.content.height-have)
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
		x, y, end := s.x+lefts[c.col], tops[c.row], tops[c.row+c.rowSpan]
		width := lefts[c.col+c.colSpan] - lefts[c.col]
		if c.node.Attrs().Header {
			s.shape(Shape{X: x, Y: y, Width: width, Height: end - y, Ink: Wash})
		}
		first := len(s.out.rows)
		s.put(&c.content, x+padX, y+padY)
		s.out.cells = append(s.out.cells, cell{x: x, y: y, width: width, height: end - y, first: first, last: len(s.out.rows), table: table})
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

// grid gives the cells of a table their places. A cell goes to the first free place of its row, as in HTML; rows that a cell covers beyond the
// last one are cut.
func grid(n *model.Node, pos model.Pos) (cells []placedCell, columns int) {
	rows := n.Children()
	taken := make([][]bool, len(rows))
	free := func(r, c int) bool { return c >= len(taken[r]) || !taken[r][c] }
	pos++
	for r, row := range rows {
		at, col := pos+1, 0
		for _, c := range row.Children() {
			for !free(r, col) {
				col++
			}
			a := c.Attrs()
			p := placedCell{node: c, pos: at, row: r, col: col, rowSpan: min(int(a.RowSpan), len(rows)-r), colSpan: int(a.ColSpan)}
			for i := r; i < r+p.rowSpan; i++ {
				for len(taken[i]) < col+p.colSpan {
					taken[i] = append(taken[i], false)
				}
				for j := col; j < col+p.colSpan; j++ {
					taken[i][j] = true
				}
			}
			cells = append(cells, p)
			col += p.colSpan
			columns = max(columns, col)
			at += model.Pos(c.Size())
		}
		pos += model.Pos(row.Size())
	}
	return cells, columns
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
		if c.colSpan > 1 {
			continue
		}
		longest := 0
		c.node.Walk(func(n *model.Node, _ model.Pos) bool {
			if n.Kind().IsTextblock() {
				longest = max(longest, n.ContentSize())
			}
			return true
		})
		weights[c.col] = max(weights[c.col], min(most, longest))
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
