package page

import (
	"fmt"

	"galley/editor/model"
	"galley/editor/typeset"
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
	lines                []row // rows of the cell's text
	height               typeset.Length
}

// table appends a table as wide as the column of text, with thin borders. Rows go whole to the next page, where the head is shown
// again; only a row taller than a page is cut, between lines.
func (c *composer) table(n *model.Node, col column) error {
	boxes, cols := grid(n)
	if cols == 0 {
		return nil
	}
	edges, err := c.columns(boxes, cols, col)
	if err != nil {
		return err
	}
	for i := range boxes {
		if err := c.fill(&boxes[i].box, boxes[i].node, edges); err != nil {
			return err
		}
	}
	heights := rowHeights(boxes, len(n.Children()))
	var strips []row
	heads := 0
	for first := 0; first < len(heights); {
		last := bandEnd(boxes, first)
		if heads == len(strips) && allHeads(boxes, first, last) {
			heads++
		}
		strips = append(strips, band(boxes, first, last, heights, edges))
		first = last
	}
	var height typeset.Length
	for _, r := range strips[:heads] {
		height += r.height
	}
	if heads == len(strips) || height > (bottom-top)/3 {
		heads, height = 0, 0 // all head, or too much of it, is not repeated
	}
	repeat := artifacts(strips[:heads])
	start := len(c.rows)
	for i, s := range strips {
		if i < heads {
			s.keep = true
			c.rows = append(c.rows, s)
			continue
		}
		for _, part := range cut(s, bottom-top-height-6*pitch) { // with room for a heading above
			part.repeat = repeat
			c.rows = append(c.rows, part)
		}
	}
	c.pad(start, pitch/2)
	return nil
}

// The widths that a column asks for at least and at most when it shares the table's width with others.
const (
	narrowest = 4 * body
	widest    = 16 * body
)

// columns returns the edges of the table's columns: each is given its part of the width by the longest text in it.
func (c *composer) columns(boxes []gridBox, cols int, col column) ([]typeset.Length, error) {
	asked := make([]typeset.Length, cols)
	for i := range asked {
		asked[i] = narrowest
	}
	for _, b := range boxes {
		if b.cols > 1 {
			continue
		}
		s := c.cellStyle(b.header)
		for _, n := range b.node.Children() {
			if !n.Kind().IsTextblock() {
				asked[b.col] = widest
				continue
			}
			p, err := typeset.Break(c.inlineOf(n.Children(), s).spans, typeset.Options{Measure: 1000 * body, Align: typeset.Start})
			if err != nil {
				return nil, fmt.Errorf("page: %w", err)
			}
			for _, l := range p.Lines {
				asked[b.col] = min(widest, max(asked[b.col], l.Width+2*cellSide))
			}
		}
	}
	var total, sum typeset.Length
	for _, a := range asked {
		total += a
	}
	edges := make([]typeset.Length, cols+1)
	edges[0] = col.x
	for i, a := range asked {
		sum += a
		edges[i+1] = col.x + typeset.Length(int64(col.width)*int64(sum)/int64(total))
	}
	return edges, nil
}

func (c *composer) cellStyle(header bool) style {
	if header {
		return c.styles.head
	}
	return c.styles.cell
}

// gridBox is a box with the node that it is made of.
type gridBox struct {
	box
	node *model.Node
}

// grid places the cells of a table: each in the first place of its row that no cell above or before it covers.
func grid(n *model.Node) ([]gridBox, int) {
	var boxes []gridBox
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
			b := gridBox{box{row: y, col: x, rows: min(int(a.RowSpan), total-y), cols: int(a.ColSpan), header: a.Header}, td}
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

// fill sets the text of a cell.
func (c *composer) fill(b *box, n *model.Node, edges []typeset.Length) error {
	s := c.cellStyle(b.header)
	x := edges[b.col]
	width := edges[b.col+b.cols] - x
	side := min(cellSide, width/8)
	outer := c.rows
	c.rows = nil
	err := c.blocks(n.Children(), column{x + side, width - 2*side}, s)
	b.lines, c.rows = c.rows, outer
	b.height = 2 * cellTop
	for _, l := range b.lines {
		b.height += l.height
	}
	b.height = max(b.height, 2*cellTop+s.pitch)
	return err
}

// rowHeights gives every row the height of its tallest cell; a cell over several rows makes the last of them taller where they fall short.
func rowHeights(boxes []gridBox, n int) []typeset.Length {
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
func bandEnd(boxes []gridBox, first int) int {
	end := first + 1
	for _, b := range boxes {
		if b.row >= first && b.row < end {
			end = max(end, b.row+b.rows)
		}
	}
	return end
}

func allHeads(boxes []gridBox, first, last int) bool {
	for _, b := range boxes {
		if b.row >= first && b.row < last && !b.header {
			return false
		}
	}
	return true
}

// band draws the rows first to last of a table as one row of the page.
func band(boxes []gridBox, first, last int, heights, edges []typeset.Length) row {
	tops := make([]typeset.Length, last-first+1)
	for i := range tops[1:] {
		tops[i+1] = tops[i] + heights[first+i]
	}
	r := row{height: tops[last-first]}
	var ground, text []Frame
	for _, b := range boxes {
		if b.row < first || b.row >= last {
			continue
		}
		y, end := tops[b.row-first], tops[b.row-first+b.rows]
		ground = append(ground, border(edges[b.col], y, edges[b.col+b.cols]-edges[b.col], end-y, b.header))
		y += (end - y - b.height) / 2 // text stands in the middle of its cell
		y += cellTop
		for _, l := range b.lines {
			for _, f := range l.frames {
				text = append(text, f.down(y))
			}
			y += l.height
		}
	}
	r.frames = append(ground, text...)
	return r
}

// border is the frame of a cell: its lines lie on the edges, so that neighbours share them.
func border(x, y, w, h typeset.Length, header bool) Frame {
	var marks []Mark
	if header {
		marks = append(marks, Box{X: x, Y: y, W: w, H: h, Fill: Wash})
	}
	line := func(x, y, w, h typeset.Length) {
		marks = append(marks, Box{X: x - hair/2, Y: y - hair/2, W: w + hair, H: h + hair, Fill: Hair})
	}
	line(x, y, w, 0)
	line(x, y+h, w, 0)
	line(x, y, 0, h)
	line(x+w, y, 0, h)
	return Frame{Marks: marks}
}

// artifacts returns the rows as the repeated head of a page, which is no part of the text.
func artifacts(rows []row) []row {
	out := make([]row, len(rows))
	for i, r := range rows {
		out[i] = row{height: r.height}
		for _, f := range r.frames {
			out[i].frames = append(out[i].frames, Frame{Marks: f.Marks})
		}
	}
	return out
}

// cut cuts a row that is taller than a page into rows that are not, between the lines of its text.
func cut(r row, most typeset.Length) []row {
	if r.height <= most {
		return []row{r}
	}
	var parts []row
	for y := typeset.Length(0); y < r.height; {
		end := r.height
		if end-y > most {
			end = between(r.frames, y, y+most)
		}
		part := row{height: end - y}
		for _, f := range r.frames {
			if piece, ok := clip(f, y, end); ok {
				part.frames = append(part.frames, piece.down(-y))
			}
		}
		parts = append(parts, part)
		y = end
	}
	return parts
}

// between returns the lowest height above end, and below start, that crosses no line of text; end itself where there is none.
func between(frames []Frame, start, end typeset.Length) typeset.Length {
	for at := end; at > start; {
		crossed := at
		for _, f := range frames {
			for _, m := range f.Marks {
				if g, ok := m.(Glyphs); ok && g.Y-g.Run.Size < at && g.Y+g.Run.Size/2 > at {
					crossed = min(crossed, g.Y-g.Run.Size)
				}
			}
		}
		if crossed == at {
			return at
		}
		at = crossed
	}
	return end
}

// clip returns what of a frame is between two heights: the part of a box, and text whose baseline is there.
func clip(f Frame, from, to typeset.Length) (Frame, bool) {
	out := Frame{Role: f.Role, Block: f.Block, Alt: f.Alt}
	for _, m := range f.Marks {
		var at typeset.Length
		switch m := m.(type) {
		case Box:
			lo, hi := max(m.Y, from), min(m.Y+m.H, to)
			if hi > lo {
				m.Y, m.H = lo, hi-lo
				out.Marks = append(out.Marks, m)
			}
			continue
		case Glyphs:
			at = m.Y
		case Dot:
			at = m.Y
		case Picture:
			at = m.Y
		case Cells:
			at = m.Y
		}
		if at >= from && at < to {
			out.Marks = append(out.Marks, m)
		}
	}
	return out, len(out.Marks) > 0
}
