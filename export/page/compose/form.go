package compose

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// Words is a paragraph of a [FormCell].
type Words struct {
	Inline Inline
	Style  Style
}

// FormCell is a cell of a form.
type FormCell struct {
	Text []Words
	Cols int            // columns of the form that it takes; 0 is 1
	Head bool           // a label, on a ground
	Room typeset.Length // least height, to write in
}

// The lines of a form: it is to be filled in and signed, and its rules are dark.
const (
	formEdge = typeset.Point
	formLine = 2 * typeset.Point / 5
)

// Form sets a ruled form: lines of cells between the edges of its columns, from the left. Its lines go whole to the next page, where the first
// ones, as many as heads says, are shown again; only a line that is taller than a page is cut. Text stands in the middle of its cell.
func (s *Setter) Form(lines [][]FormCell, edges []typeset.Length, heads int) ([]Row, error) {
	s.tables++
	var rows []Row
	for y, line := range lines {
		r, err := s.formLine(line, edges, y, y == 0, y+1 == len(lines))
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	repeat := artifacts(rows[:heads])
	var height typeset.Length
	for i := range repeat {
		rows[i].Keep = true
		height += repeat[i].Height
	}
	out := rows[:heads:heads]
	for _, r := range rows[heads:] {
		for _, part := range cut(r, s.Height-height) {
			part.Repeat = repeat
			out = append(out, part)
		}
	}
	return out, nil
}

// formLine sets one line of a form.
func (s *Setter) formLine(line []FormCell, edges []typeset.Length, y int, first, last bool) (Row, error) {
	type set struct {
		from, to int // edges
		frames   []page.Frame
		height   typeset.Length
	}
	var r Row
	var cells []set
	at := 0
	for _, c := range line {
		b := set{from: at, to: at + max(1, c.Cols)}
		at = b.to
		x := edges[b.from]
		col := Column{x + cellSide, edges[b.to] - x - 2*cellSide}
		for _, w := range c.Text {
			frames, err := s.Lines(w.Inline, w.Style, col)
			if err != nil {
				return r, err
			}
			for _, f := range frames {
				f.Cell = page.Cell{Table: s.tables, Row: y, Column: b.from, RowSpan: 1, ColSpan: b.to - b.from}
				b.frames = append(b.frames, f.Moved(0, b.height))
				b.height += w.Style.Pitch
			}
		}
		r.Height = max(r.Height, b.height+2*cellTop, c.Room)
		cells = append(cells, b)
	}
	var ground, rules []page.Mark
	thick := func(edge bool) typeset.Length {
		if edge {
			return formEdge
		}
		return formLine
	}
	vertical := func(x typeset.Length, edge bool) {
		w := thick(edge)
		rules = append(rules, page.Box{X: x - w/2, Y: 0, W: w, H: r.Height, Fill: page.Ink})
	}
	horizontal := func(y typeset.Length, edge bool) {
		h, left, right := thick(edge), edges[0]-formEdge/2, edges[at]+formEdge/2
		rules = append(rules, page.Box{X: left, Y: y - h/2, W: right - left, H: h, Fill: page.Ink})
	}
	for i, b := range cells {
		if line[i].Head {
			ground = append(ground, page.Box{X: edges[b.from], Y: 0, W: edges[b.to] - edges[b.from], H: r.Height, Fill: page.Wash})
		}
		vertical(edges[b.from], i == 0)
	}
	vertical(edges[at], true)
	horizontal(0, first)
	horizontal(r.Height, last)
	r.Frames = append(r.Frames, page.Frame{Marks: append(ground, rules...)})
	for _, b := range cells {
		for _, f := range b.frames {
			r.Frames = append(r.Frames, f.Moved(0, (r.Height-b.height)/2))
		}
	}
	return r, nil
}
