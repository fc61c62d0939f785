package compose

import (
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
)

// The room between a cell's border and its text.
const (
	cellSide = 6 * typeset.Point
	cellTop  = 4 * typeset.Point
)

// box is a cell in the grid of its table.
type box struct {
	row, col, rows, cols int
	header               bool
	node                 *model.Node
	lines                []Row // of the cell's text
	height               typeset.Length
}

// Table sets a table as wide as its column, with thin borders. Its rows go whole to the next page, where the head is shown again; only a row
// that is taller than a page is cut, between lines.
func (s *Setter) Table(n *model.Node, col Column) ([]Row, error) {
	boxes, cols := grid(n)
	if cols == 0 {
		return nil, nil
	}
	s.tables++
	edges, figures, err := s.columns(boxes, cols, col)
	if err != nil {
		return nil, err
	}
	for i := range boxes {
		if err := s.fill(&boxes[i], edges, figures); err != nil {
			return nil, err
		}
	}
	heights := rowHeights(boxes, len(n.Children()))
	var strips []Row
	heads := 0
	for first := 0; first < len(heights); {
		last := bandEnd(boxes, first)
		if heads == len(strips) && allHeads(boxes, first, last) {
			heads++
		}
		strips = append(strips, band(boxes, first, last, heights, edges, s.tables))
		first = last
	}
	var height typeset.Length
	for _, r := range strips[:heads] {
		height += r.Height
	}
	if heads == len(strips) || height > s.Height/3 {
		heads, height = 0, 0 // all head, or too much of it, is not repeated
	}
	repeat := artifacts(strips[:heads])
	var rows []Row
	for i, strip := range strips {
		if i < heads {
			strip.Keep = true
			rows = append(rows, strip)
			continue
		}
		for _, part := range cut(strip, s.Height-height-6*s.Styles.Text.Pitch) { // with room for a heading above
			part.Repeat = repeat
			rows = append(rows, part)
		}
	}
	Pad(rows, s.Styles.Text.Pitch/2)
	return rows, nil
}

// columns returns the edges of the table's columns: each is given its part of the width by the longest text in it, between 4 and 16
// characters of the body. For a column of figures it also returns the width of the longest, 0 for others.
func (s *Setter) columns(boxes []box, cols int, col Column) (edges, figures []typeset.Length, err error) {
	narrowest, widest := 4*s.Styles.Text.Size, 16*s.Styles.Text.Size
	asked := make([]typeset.Length, cols)
	figures = make([]typeset.Length, cols)
	for i := range asked {
		asked[i] = narrowest
	}
	for _, b := range boxes {
		if b.cols > 1 {
			continue
		}
		st := s.cellStyle(b.header)
		if !b.header && !isFigure(b.node.PlainText()) {
			figures[b.col] = -1
		}
		for _, n := range b.node.Children() {
			if !n.Kind().IsTextblock() {
				asked[b.col] = widest
				continue
			}
			one := st
			one.Align, one.Balance = typeset.Start, false
			lines, err := s.Measure(n.Children(), one, Column{Width: 1000 * st.Size})
			if err != nil {
				return nil, nil, err
			}
			for _, l := range lines {
				if !b.header && figures[b.col] >= 0 {
					figures[b.col] = max(figures[b.col], l.Width)
				}
				asked[b.col] = min(widest, max(asked[b.col], l.Width+2*cellSide))
			}
		}
	}
	var total, sum typeset.Length
	for _, a := range asked {
		total += a
	}
	edges = make([]typeset.Length, cols+1)
	edges[0] = col.X
	for i, a := range asked {
		sum += a
		edges[i+1] = col.X + typeset.Length(int64(col.Width)*int64(sum)/int64(total))
	}
	return edges, figures, nil
}

// isFigure reports whether a cell says a number, or nothing.
func isFigure(text string) bool {
	for _, r := range text {
		if (r < '0' || r > '9') && !strings.ContainsRune(" .,+-−–—%％‰±~～", r) {
			return false
		}
	}
	return true
}

func (s *Setter) cellStyle(header bool) Style {
	if header {
		return s.Styles.Head
	}
	return s.Styles.Cell
}

// grid places the cells of a table: each in the first place of its row that no cell above or before it covers.
func grid(n *model.Node) ([]box, int) {
	var boxes []box
	cols := 0
	taken := map[[2]int]bool{}
	total := len(n.Children())
	for y, tr := range n.Children() {
		x := 0
		for _, td := range tr.Children() {
			for taken[[2]int{y, x}] {
				x++
			}
			a := td.Attrs()
			b := box{row: y, col: x, rows: min(int(a.RowSpan), total-y), cols: int(a.ColSpan), header: a.Header, node: td}
			for dy := range b.rows {
				for dx := range b.cols {
					taken[[2]int{y + dy, x + dx}] = true
				}
			}
			boxes = append(boxes, b)
			x += b.cols
			cols = max(cols, x)
		}
	}
	return boxes, cols
}

// fill sets the text of a cell. The figures of a column end above each other, the longest of them in the middle of the column.
func (s *Setter) fill(b *box, edges, figures []typeset.Length) error {
	st := s.cellStyle(b.header)
	x := edges[b.col]
	width := edges[b.col+b.cols] - x
	side := min(cellSide, width/8)
	var err error
	col := Column{x + side, width - 2*side}
	if longest := figures[b.col]; !b.header && b.cols == 1 && longest > 0 && longest < col.Width {
		st.Align, col.Width = typeset.End, (col.Width+longest)/2
	}
	b.lines, err = s.Blocks(b.node.Children(), col, st)
	b.height = 2 * cellTop
	for _, l := range b.lines {
		b.height += l.Height
	}
	b.height = max(b.height, 2*cellTop+st.Pitch)
	return err
}

// rowHeights gives every row the height of its tallest cell; a cell over several rows makes the last of them taller where they fall short.
func rowHeights(boxes []box, n int) []typeset.Length {
	h := make([]typeset.Length, n)
	for i := range h {
		h[i] = 2 * cellTop
	}
	for _, b := range boxes {
		if b.rows == 1 {
			h[b.row] = max(h[b.row], b.height)
		}
	}
	for _, b := range boxes {
		var have typeset.Length
		for y := b.row; y < b.row+b.rows; y++ {
			have += h[y]
		}
		if have < b.height {
			h[b.row+b.rows-1] += b.height - have
		}
	}
	return h
}

// bandEnd returns the row after the rows that cells bind together, from first on.
func bandEnd(boxes []box, first int) int {
	end := first + 1
	for _, b := range boxes {
		if b.row >= first && b.row < end {
			end = max(end, b.row+b.rows)
		}
	}
	return end
}

func allHeads(boxes []box, first, last int) bool {
	for _, b := range boxes {
		if b.row >= first && b.row < last && !b.header {
			return false
		}
	}
	return true
}

// band draws the rows first to last of a table as one row of the page.
func band(boxes []box, first, last int, heights, edges []typeset.Length, table int) Row {
	tops := make([]typeset.Length, last-first+1)
	for i := range tops[1:] {
		tops[i+1] = tops[i] + heights[first+i]
	}
	r := Row{Height: tops[last-first]}
	var ground, text []page.Frame
	for _, b := range boxes {
		if b.row < first || b.row >= last {
			continue
		}
		y, end := tops[b.row-first], tops[b.row-first+b.rows]
		ground = append(ground, border(edges[b.col], y, edges[b.col+b.cols]-edges[b.col], end-y, b.header))
		y += (end - y - b.height) / 2 // text stands in the middle of its cell
		y += cellTop
		for _, l := range b.lines {
			for _, f := range l.Frames {
				f = f.Moved(0, y)
				if f.Role != page.Artifact {
					f.Cell = page.Cell{Table: table, Row: b.row, Column: b.col, RowSpan: b.rows, ColSpan: b.cols}
				}
				text = append(text, f)
			}
			y += l.Height
		}
	}
	r.Frames = append(ground, text...)
	return r
}

// border is the frame of a cell: its lines lie on the edges, so that neighbours share them.
func border(x, y, w, h typeset.Length, header bool) page.Frame {
	var marks []page.Mark
	if header {
		marks = append(marks, page.Box{X: x, Y: y, W: w, H: h, Fill: page.Wash})
	}
	line := func(x, y, w, h typeset.Length) {
		marks = append(marks, page.Box{X: x - Hair/2, Y: y - Hair/2, W: w + Hair, H: h + Hair, Fill: page.Hair})
	}
	line(x, y, w, 0)
	line(x, y+h, w, 0)
	line(x, y, 0, h)
	line(x+w, y, 0, h)
	return page.Frame{Marks: marks}
}
