package view

import (
	"image/color"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

// head returns where the caret is: the end of the selection that moves.
func (e *Editor) head() model.Pos {
	switch s := e.state.Selection().(type) {
	case state.TextSelection:
		return s.Head
	case state.CellSelection:
		return state.Near(e.state.Doc(), s.Head).Head
	}
	return e.state.Selection().To()
}

func (e *Editor) anchor() model.Pos {
	switch s := e.state.Selection().(type) {
	case state.TextSelection:
		return s.Anchor
	case state.CellSelection:
		return state.Near(e.state.Doc(), s.Anchor).Head
	}
	return e.state.Selection().From()
}

// empty reports whether the selection is a caret.
func (e *Editor) empty() bool {
	s, ok := e.state.Selection().(state.TextSelection)
	return ok && s.Empty()
}

// selectText selects from anchor to head, which stands at a side of a wrap: whole cells when they are in two cells of a table.
func (e *Editor) selectText(anchor, head model.Pos, side layout.Side) bool {
	if !e.do(state.Select(state.Between(e.state.Doc(), anchor, head))) {
		return false
	}
	e.setSide(side)
	return true
}

// setSide puts the caret at a side of the wrap that it is at.
func (e *Editor) setSide(side layout.Side) {
	if e.side != side {
		e.side = side
		e.reveal()
		e.sync()
	}
}

// selection shades what is selected.
func (r *renderer) selection(blocks []layout.Block) {
	e := r.e
	c := e.o.Colors.Selection
	if !e.focused {
		c = e.o.Colors.Idle
	}
	s := e.state.Selection()
	if n, ok := s.(state.NodeSelection); ok {
		r.node(blocks, e.shown(n.From(), true), c)
		return
	}
	if cells, ok := s.(state.CellSelection); ok {
		r.cells(blocks, cells, c)
		return
	}
	if s.From() < s.To() && e.composed.cut == 0 {
		r.span(blocks, e.shown(s.From(), true), e.shown(s.To(), false), func(row *layout.Row, x, y, w, h typeset.Length) { r.rect(&r.under, x, y, w, h, c) })
	}
}

// cells shades the selected cells.
func (r *renderer) cells(blocks []layout.Block, s state.CellSelection, c color.NRGBA) {
	selected := map[model.Pos]bool{}
	for _, p := range state.Parts(r.e.state) {
		selected[r.e.shown(p.From-1, true)] = true
	}
	for i := range blocks {
		b := &blocks[i]
		if r.e.shown(s.From(), true) >= b.Pos+model.Pos(b.Node.Size()) || r.e.shown(s.To(), false) <= b.Pos {
			continue
		}
		b.Cell(func(pos model.Pos, x, y, w, h typeset.Length) {
			if selected[pos] {
				r.rect(&r.under, x, b.Y+y, w, h, c)
			}
		})
	}
}

// span calls show for the part of each row that is seen and within a range: its place from the left of the column and the top of the layout.
// Where a row's end is selected, the part goes on for a quarter of an em, so that an empty paragraph in a selection is seen.
func (r *renderer) span(blocks []layout.Block, from, to model.Pos, show func(row *layout.Row, x, y, w, h typeset.Length)) {
	for i := range blocks {
		b := &blocks[i]
		if to <= b.Pos || from >= b.Pos+model.Pos(b.Node.Size()) {
			continue
		}
		for j := range b.Rows {
			row := &b.Rows[j]
			first, last := max(from-b.Pos, row.From), min(to-b.Pos, row.To)
			if first > last || row.Height == 0 || first == last && (row.From != row.To || to-b.Pos <= row.To) {
				continue
			}
			x := row.XOf(first)
			end := row.XOf(last)
			if line := row.Line(); last == row.To && line != nil {
				end = max(end, row.X+line.Left+line.Width)
			}
			if to-b.Pos > row.To && !row.Wraps {
				end += row.Size() / 4
			}
			if end > x {
				show(row, x, b.Y+row.Y, end-x, row.Height)
			}
		}
	}
}

// node shades a selected block: its picture, or all that it takes.
func (r *renderer) node(blocks []layout.Block, pos model.Pos, c color.NRGBA) {
	for i := range blocks {
		b := &blocks[i]
		for _, s := range b.Shapes {
			if s.Kind == layout.Picture && b.Pos+s.Pos == pos {
				edge := typeset.Points(3)
				r.rect(&r.under, s.X-edge, b.Y+s.Y-edge, s.Width+2*edge, s.Height+2*edge, c)
				return
			}
		}
		if b.Pos == pos {
			r.rect(&r.under, 0, b.Y, r.e.lay.Options().Measure, b.Height, c)
		}
	}
}
