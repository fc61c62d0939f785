package state

import (
	"fmt"

	"galley/editor/grid"
	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// CellSelection is whole cells of a table: those of the smallest rectangle that holds the cell where it was begun, and the cell where it was
// extended to, and no part of another. [SelectCells] makes it.
type CellSelection struct {
	Anchor, Head model.Pos // before the cells
	from, to     model.Pos
}

// SelectCells returns the selection of the cells from one to another, which begin at the positions. It refuses positions that are not before
// cells of one table.
func SelectCells(doc *model.Node, anchor, head model.Pos) (CellSelection, error) {
	s := CellSelection{Anchor: anchor, Head: head}
	cells, at, ok := s.cells(doc)
	if !ok {
		return s, fmt.Errorf("state: no cells of one table at %d and %d", anchor, head)
	}
	s.from = at + cells[0].At
	last := cells[len(cells)-1]
	s.to = at + last.At + model.Pos(last.Node.Size())
	return s, nil
}

// Between returns the selection from one position in text to another: whole cells when they are in two cells of one table, or else the text.
func Between(doc *model.Node, anchor, head model.Pos) Selection {
	a, aok := cellAround(doc, anchor)
	h, hok := cellAround(doc, head)
	if aok && hok && a != h {
		if s, err := SelectCells(doc, a, h); err == nil {
			return s
		}
	}
	return TextSelection{anchor, head}
}

// cellAround returns the position before the cell that holds a position.
func cellAround(doc *model.Node, pos model.Pos) (model.Pos, bool) {
	r, err := doc.Resolve(pos)
	if err != nil {
		return 0, false
	}
	for d := r.Depth(); d > 0; d-- {
		if r.Node(d).Kind() == model.TableCell {
			return r.Before(d), true
		}
	}
	return 0, false
}

// From implements [Selection]. It is before the first cell.
func (s CellSelection) From() model.Pos { return s.from }

// To implements [Selection]. It is behind the last cell; cells between the two need not be selected.
func (s CellSelection) To() model.Pos { return s.to }

// cells returns the selected cells and the position before their table.
func (s CellSelection) cells(doc *model.Node) (cells []grid.Cell, at model.Pos, ok bool) {
	g, at, area, ok := s.area(doc)
	if !ok {
		return nil, 0, false
	}
	return g.In(area), at, true
}

// area returns the selected part of the table, and the table.
func (s CellSelection) area(doc *model.Node) (g grid.Grid, at model.Pos, a grid.Area, ok bool) {
	r, err := doc.Resolve(s.Anchor)
	if err != nil || r.Parent().Kind() != model.TableRow {
		return g, 0, a, false
	}
	d := r.Depth() - 1
	at = r.Before(d)
	g = grid.Of(r.Node(d))
	anchor, aok := g.Find(s.Anchor - at)
	head, hok := g.Find(s.Head - at)
	if !aok || !hok {
		return g, 0, a, false
	}
	return g, at, g.Between(anchor, head), true
}

func (s CellSelection) check(doc *model.Node) error {
	want, err := SelectCells(doc, s.Anchor, s.Head)
	if err == nil && s != want {
		err = fmt.Errorf("state: the cells are from %d to %d, not from %d to %d", want.from, want.to, s.from, s.to)
	}
	return err
}

// Map implements [Selection].
func (s CellSelection) Map(doc *model.Node, m transform.Mappable) Selection {
	anchor, head := m.MapResult(s.Anchor, transform.After), m.MapResult(s.Head, transform.After)
	if !anchor.DeletedAfter() && !head.DeletedAfter() {
		if cells, err := SelectCells(doc, anchor.Pos, head.Pos); err == nil {
			return cells
		}
	}
	return Near(doc, head.Pos)
}

// Part is a part of a document that is selected by itself.
type Part struct{ From, To model.Pos }

// Parts returns what is selected, in order: the content of each cell of a [CellSelection], and from start to end of any other selection.
func Parts(s State) []Part {
	sel, ok := s.selection.(CellSelection)
	if !ok {
		return []Part{{s.selection.From(), s.selection.To()}}
	}
	cells, at, _ := sel.cells(s.doc)
	parts := make([]Part, len(cells))
	for i, c := range cells {
		parts[i] = Part{at + c.At + 1, at + c.At + model.Pos(c.Node.Size()) - 1}
	}
	return parts
}

// SelectedCells returns the selected cells as a table of their own; ok is false when no cells are selected.
func SelectedCells(s State) (table *model.Node, ok bool) {
	sel, ok := s.selection.(CellSelection)
	if !ok {
		return nil, false
	}
	g, _, area, ok := sel.area(s.doc)
	if !ok {
		return nil, false
	}
	table, err := g.Cut(area)
	return table, err == nil
}

// ExtendCells moves the head of a selection of cells by rows and columns. It does not apply to another selection, nor at the edge of the table.
func ExtendCells(rows, columns int) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		sel, ok := s.selection.(CellSelection)
		if !ok {
			return false
		}
		g, at, _, ok := sel.area(s.doc)
		if !ok {
			return false
		}
		c, _ := g.Find(sel.Head - at)
		row, column := c.Row, c.Column
		if rows > 0 {
			row = c.Area().LastRow
		}
		if columns > 0 {
			column = c.Area().LastColumn
		}
		to, ok := g.At(row+rows, column+columns)
		if !ok {
			return false
		}
		next, err := SelectCells(s.doc, sel.Anchor, at+to.At)
		return err == nil && Select(next)(s, dispatch)
	}
}

// emptyCells takes away what stands in the selected cells.
func emptyCells(tr *Transaction, sel CellSelection) error {
	cells, at, ok := sel.cells(tr.Doc())
	if !ok {
		return model.ErrFit
	}
	empty := model.New(model.Paragraph, model.Attrs{})
	for i := len(cells) - 1; i >= 0; i-- {
		n := cells[i].Node
		if len(n.Children()) == 1 && n.Child(0).Equal(empty) {
			continue
		}
		from := at + cells[i].At
		if err := tr.Step(transform.ReplaceStep{From: from + 1, To: from + model.Pos(n.Size()) - 1, Slice: model.NewSlice(empty)}); err != nil {
			return err
		}
	}
	return nil
}

// inCells returns a command that does in each of the selected cells what another does to a selected text. Cells where it is done already are passed
// over, unless it is done in all.
func inCells(c Command, done func(s State) bool) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		if _, ok := s.selection.(CellSelection); !ok {
			return c(s, dispatch)
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			parts := Parts(s)
			inside := func(p Part) State {
				return State{doc: tr.Doc(), selection: TextSelection{Near(tr.Doc(), p.From).Head, motion.Snap(tr.Doc(), lastIn(tr.Doc(), p.To), motion.Backward)}}
			}
			all := true
			for _, p := range parts {
				all = all && done(inside(p))
			}
			applied := false
			var err error
			for i := len(parts) - 1; i >= 0; i-- { // from the end: the parts before keep their places
				in := inside(parts[i])
				if !all && done(in) {
					continue
				}
				applied = c(in, func(one *Transaction) {
					for _, step := range one.Steps() {
						if err == nil {
							err = tr.Step(step)
						}
					}
				}) || applied
			}
			if err == nil && !applied {
				err = model.ErrFit
			}
			return err
		})
	}
}

// lastIn returns the end of the text that ends last before the end of a cell's content.
func lastIn(doc *model.Node, end model.Pos) model.Pos {
	r, err := doc.Resolve(end)
	if err != nil || r.NodeBefore() == nil {
		return end
	}
	off, _ := lastText(r.NodeBefore())
	return end - off
}

// fillCells puts a table into the cells from the first selected one on, and selects what was filled.
func fillCells(tr *Transaction, s State, table *model.Node) error {
	t, ok := tableOf(s)
	if !ok {
		return model.ErrFit
	}
	filled, err := grid.Fill(tr.Transform, t.at, t.area.Row, t.area.Column, table)
	if err != nil {
		return err
	}
	g := grid.Of(tr.Doc().NodeAt(t.at))
	first, _ := g.At(filled.Row, filled.Column)
	last, _ := g.At(filled.LastRow, filled.LastColumn)
	sel, err := SelectCells(tr.Doc(), t.at+first.At, t.at+last.At)
	if err != nil {
		return err
	}
	return tr.Select(sel)
}
