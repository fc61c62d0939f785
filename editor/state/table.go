package state

import (
	"galley/editor/grid"
	"galley/editor/model"
	"galley/editor/state/motion"
)

// selectedTable is the innermost table around a selection, and the part of it that the selection touches.
type selectedTable struct {
	at   model.Pos // before the table
	grid grid.Grid
	area grid.Area
}

// tableOf returns the table around the selection.
func tableOf(s State) (t selectedTable, ok bool) {
	if sel, ok := s.selection.(CellSelection); ok {
		t.grid, t.at, t.area, ok = sel.area(s.doc)
		return t, ok
	}
	from, err := s.doc.Resolve(s.selection.From())
	if err != nil {
		return t, false
	}
	to, err := s.doc.Resolve(s.selection.To())
	if err != nil {
		return t, false
	}
	d := from.SharedDepth(to.Pos())
	for d > 0 && from.Node(d).Kind() != model.Table {
		d--
	}
	if d == 0 || from.Depth() < d+2 || to.Depth() < d+2 {
		return t, false
	}
	t = selectedTable{at: from.Before(d), grid: grid.Of(from.Node(d))}
	a, aok := t.grid.Find(from.Before(d+2) - t.at)
	b, bok := t.grid.Find(to.Before(d+2) - t.at)
	t.area = t.grid.Between(a, b)
	return t, aok && bok
}

// selectAt puts the caret into the cell at a place of the table, or of the part of it that is left.
func (t selectedTable) selectAt(tr *Transaction, row, column int) error {
	g := grid.Of(tr.Doc().NodeAt(t.at))
	c, ok := g.At(min(row, g.Rows-1), min(column, g.Columns-1))
	if !ok {
		return model.ErrFit
	}
	return tr.Select(Near(tr.Doc(), t.at+c.At))
}

// editTable is the common part of the commands on tables.
func editTable(edit func(tr *Transaction, t selectedTable) error) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		t, ok := tableOf(s)
		return ok && attempt(s, dispatch, func(tr *Transaction) error { return edit(tr, t) })
	}
}

func newCell(header bool) *model.Node {
	return model.New(model.TableCell, model.Attrs{Header: header, ColSpan: 1, RowSpan: 1}, model.New(model.Paragraph, model.Attrs{}))
}

// newRow returns an empty row of n cells, which are headers or not.
func newRow(n int, header bool) *model.Node {
	row := make([]*model.Node, n)
	for i := range row {
		row[i] = newCell(header)
	}
	return model.New(model.TableRow, model.Attrs{}, row...)
}

// InsertTable puts a table of empty cells in place of the selection, its first row one of headers, with the caret in its first cell.
func InsertTable(rows, columns int) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		if rows < 1 || columns < 1 {
			return false
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			content := make([]*model.Node, rows)
			for i := range content {
				content[i] = newRow(columns, i == 0 && rows > 1)
			}
			at, n, err := insertBlock(tr, model.New(model.Table, model.Attrs{}, content...))
			if err != nil {
				return err
			}
			r, err := tr.Doc().Resolve(at + model.Pos(n.Size()))
			if err != nil {
				return err
			}
			if r.NodeAfter() == nil { // so that one can write on
				if err := tr.Insert(r.Pos(), model.New(model.Paragraph, model.Attrs{})); err != nil {
					return err
				}
			}
			return tr.Select(Near(tr.Doc(), at))
		})
	}
}

// MoveCell selects the content of the next cell of the table, or of the one before.
func MoveCell(dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		var head model.Pos
		switch sel := s.selection.(type) {
		case TextSelection:
			head = sel.Head
		case CellSelection:
			head = Near(s.doc, sel.Head).Head
		}
		from, to, ok := motion.NextCell(s.doc, head, dir)
		return ok && Select(TextSelection{Near(s.doc, from).Head, Near(s.doc, to).Head})(s, dispatch)
	}
}

// addRowAtEnd adds a row after the last one and goes there, when the selection ends in the last cell.
func addRowAtEnd(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if t.area.LastRow+1 != t.grid.Rows || t.area.LastColumn+1 != t.grid.Columns {
			return model.ErrFit
		}
		if err := grid.AddRow(tr.Transform, t.at, t.grid.Rows, t.grid.Rows-1); err != nil {
			return err
		}
		return t.selectAt(tr, t.grid.Rows, 0)
	})(s, dispatch)
}

// AddRow adds a row after the selected ones, or before them. Cells that reach over the place grow.
func AddRow(dir motion.Direction) Command {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if dir == motion.Forward {
			return grid.AddRow(tr.Transform, t.at, t.area.LastRow+1, t.area.LastRow)
		}
		return grid.AddRow(tr.Transform, t.at, t.area.Row, t.area.Row)
	})
}

// AddColumn adds a column after the selected ones, or before them. Cells that reach over the place grow.
func AddColumn(dir motion.Direction) Command {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if dir == motion.Forward {
			return grid.AddColumn(tr.Transform, t.at, t.area.LastColumn+1)
		}
		return grid.AddColumn(tr.Transform, t.at, t.area.Column)
	})
}

// DeleteRow deletes the selected rows, and the table with the last of them.
func DeleteRow(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if t.area.Row == 0 && t.area.LastRow+1 == t.grid.Rows {
			return deleteTable(tr, t.at)
		}
		if err := grid.DeleteRows(tr.Transform, t.at, t.area.Row, t.area.LastRow); err != nil {
			return err
		}
		return t.selectAt(tr, t.area.Row, t.area.Column)
	})(s, dispatch)
}

// DeleteColumn deletes the selected columns, and the table with the last of them.
func DeleteColumn(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if t.area.Column == 0 && t.area.LastColumn+1 == t.grid.Columns {
			return deleteTable(tr, t.at)
		}
		if err := grid.DeleteColumns(tr.Transform, t.at, t.area.Column, t.area.LastColumn); err != nil {
			return err
		}
		return t.selectAt(tr, t.area.Row, t.area.Column)
	})(s, dispatch)
}

// MergeCells makes the selected cells one, with what stands in them below each other.
func MergeCells(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if err := grid.Merge(tr.Transform, t.at, t.area); err != nil {
			return err
		}
		return t.selectAt(tr, t.area.Row, t.area.Column)
	})(s, dispatch)
}

// SplitCell parts the selected merged cell into cells of one place each; what stands in it stays in the first.
func SplitCell(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		if len(t.grid.In(t.area)) != 1 {
			return model.ErrFit
		}
		if err := grid.Split(tr.Transform, t.at, t.area.Row, t.area.Column); err != nil {
			return err
		}
		return t.selectAt(tr, t.area.Row, t.area.Column)
	})(s, dispatch)
}

// DeleteTable deletes the table around the selection, or the selected one.
func DeleteTable(s State, dispatch func(*Transaction)) bool {
	if sel, ok := s.selection.(NodeSelection); ok {
		return s.doc.NodeAt(sel.from).Kind() == model.Table && DeleteSelection(s, dispatch)
	}
	return editTable(func(tr *Transaction, t selectedTable) error { return deleteTable(tr, t.at) })(s, dispatch)
}

func deleteTable(tr *Transaction, at model.Pos) error {
	if err := tr.Delete(at, at+model.Pos(tr.Doc().NodeAt(at).Size())); err != nil {
		return err
	}
	return tr.Select(Near(tr.Doc(), at))
}

// ToggleHeaderRow makes the cells of the first row headers, or ordinary cells when all of them are headers.
func ToggleHeaderRow(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, t selectedTable) error {
		header := !t.grid.HeaderRow()
		for _, c := range t.grid.Cells {
			if c.Row > 0 {
				break
			}
			a := c.Node.Attrs()
			a.Header = header
			if err := tr.SetAttrs(t.at+c.At, a); err != nil {
				return err
			}
		}
		return nil
	})(s, dispatch)
}
