package state

import (
	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// cells is the part of a table that a selection touches, in rows and columns from first to last.
type cells struct {
	table              *model.Node
	at                 model.Pos // before the table
	row, lastRow       int
	column, lastColumn int
}

// cellsOf returns the cells that the selection touches in the innermost table around it.
func cellsOf(s State) (c cells, ok bool) {
	from, err := s.doc.Resolve(s.selection.From())
	if err != nil {
		return cells{}, false
	}
	to, err := s.doc.Resolve(s.selection.To())
	if err != nil {
		return cells{}, false
	}
	d := from.SharedDepth(to.Pos())
	for d > 0 && from.Node(d).Kind() != model.Table {
		d--
	}
	if d == 0 || from.Depth() < d+2 || to.Depth() < d+2 {
		return cells{}, false
	}
	c = cells{from.Node(d), from.Before(d), from.Index(d), to.Index(d), from.Index(d + 1), to.Index(d + 1)}
	c.column, c.lastColumn = min(c.column, c.lastColumn), max(c.column, c.lastColumn)
	return c, true
}

// columns returns the number of columns; ok is false for a table with merged cells or rows of different lengths.
func (c cells) columns() (n int, ok bool) {
	n = len(c.table.Child(0).Children())
	for _, row := range c.table.Children() {
		if len(row.Children()) != n {
			return 0, false
		}
		for _, cell := range row.Children() {
			if cell.Attrs().ColSpan != 1 || cell.Attrs().RowSpan != 1 {
				return 0, false
			}
		}
	}
	return n, true
}

// rowAt returns the position before a row, or after the last one.
func (c cells) rowAt(row int) model.Pos {
	at := c.at + 1
	for _, r := range c.table.Children()[:row] {
		at += model.Pos(r.Size())
	}
	return at
}

// cellAt returns the position before a cell, or after the last one of the row.
func (c cells) cellAt(row, column int) model.Pos {
	at := c.rowAt(row) + 1
	for _, cell := range c.table.Child(row).Children()[:column] {
		at += model.Pos(cell.Size())
	}
	return at
}

func (c cells) header(row, column int) bool { return c.table.Child(row).Child(column).Attrs().Header }

// headerRow reports whether all cells of a row are headers.
func (c cells) headerRow(row int) bool {
	for i := range c.table.Child(row).Children() {
		if !c.header(row, i) {
			return false
		}
	}
	return true
}

func newCell(header bool) *model.Node {
	return model.New(model.TableCell, model.Attrs{Header: header, ColSpan: 1, RowSpan: 1}, model.New(model.Paragraph, model.Attrs{}))
}

// newRow returns an empty row of n cells, of which header says which are headers.
func newRow(n int, header func(column int) bool) *model.Node {
	row := make([]*model.Node, n)
	for i := range row {
		row[i] = newCell(header(i))
	}
	return model.New(model.TableRow, model.Attrs{}, row...)
}

// editTable is the common part of the commands on rows and columns.
func editTable(edit func(tr *Transaction, c cells, columns int) error) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		c, ok := cellsOf(s)
		if !ok {
			return false
		}
		columns, ok := c.columns()
		return ok && attempt(s, dispatch, func(tr *Transaction) error { return edit(tr, c, columns) })
	}
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
				content[i] = newRow(columns, func(int) bool { return i == 0 && rows > 1 })
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
		sel, ok := s.selection.(TextSelection)
		if !ok {
			return false
		}
		from, to, ok := motion.NextCell(s.doc, sel.Head, dir)
		return ok && Select(TextSelection{Near(s.doc, from).Head, Near(s.doc, to).Head})(s, dispatch)
	}
}

// addRowAtEnd adds a row after the last one and goes there, when the selection ends in the last cell.
func addRowAtEnd(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, c cells, columns int) error {
		if c.lastRow+1 != len(c.table.Children()) || c.lastColumn+1 != columns {
			return model.ErrFit
		}
		at := c.rowAt(c.lastRow + 1)
		if err := tr.Insert(at, c.rowLike(c.lastRow)); err != nil {
			return err
		}
		return tr.Select(Near(tr.Doc(), at))
	})(s, dispatch)
}

// rowLike returns a new row after or before one: its header columns are headers, and a row of headers is not continued.
func (c cells) rowLike(row int) *model.Node {
	heads := c.headerRow(row)
	return newRow(len(c.table.Child(row).Children()), func(column int) bool { return !heads && c.header(row, column) })
}

// AddRow adds a row after the selected ones, or before them. It does not apply to a table with merged cells; neither do the other commands on
// rows and columns.
func AddRow(dir motion.Direction) Command {
	return editTable(func(tr *Transaction, c cells, _ int) error {
		row, like := c.row, c.row
		if dir == motion.Forward {
			row, like = c.lastRow+1, c.lastRow
		}
		return tr.Insert(c.rowAt(row), c.rowLike(like))
	})
}

// AddColumn adds a column after the selected ones, or before them.
func AddColumn(dir motion.Direction) Command {
	return editTable(func(tr *Transaction, c cells, _ int) error {
		column := c.column
		if dir == motion.Forward {
			column = c.lastColumn + 1
		}
		for row := len(c.table.Children()) - 1; row >= 0; row-- {
			if err := tr.Insert(c.cellAt(row, column), newCell(c.headerRow(row))); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteRow deletes the selected rows, and the table with the last of them.
func DeleteRow(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, c cells, _ int) error {
		if c.row == 0 && c.lastRow+1 == len(c.table.Children()) {
			return deleteTable(tr, c)
		}
		at := c.rowAt(c.row)
		if err := tr.Step(transform.ReplaceStep{From: at, To: c.rowAt(c.lastRow + 1)}); err != nil {
			return err
		}
		left := len(c.table.Children()) - 1 - (c.lastRow - c.row)
		row := min(c.row, left-1)
		c.table = tr.Doc().NodeAt(c.at)
		return tr.Select(Near(tr.Doc(), c.cellAt(row, min(c.column, len(c.table.Child(row).Children())-1))))
	})(s, dispatch)
}

// DeleteColumn deletes the selected columns, and the table with the last of them.
func DeleteColumn(s State, dispatch func(*Transaction)) bool {
	return editTable(func(tr *Transaction, c cells, columns int) error {
		if c.column == 0 && c.lastColumn+1 == columns {
			return deleteTable(tr, c)
		}
		for row := len(c.table.Children()) - 1; row >= 0; row-- {
			if err := tr.Step(transform.ReplaceStep{From: c.cellAt(row, c.column), To: c.cellAt(row, c.lastColumn+1)}); err != nil {
				return err
			}
		}
		left := columns - 1 - (c.lastColumn - c.column)
		c.table = tr.Doc().NodeAt(c.at)
		return tr.Select(Near(tr.Doc(), c.cellAt(c.row, min(c.column, left-1))))
	})(s, dispatch)
}

// DeleteTable deletes the table around the selection, or the selected one.
func DeleteTable(s State, dispatch func(*Transaction)) bool {
	if sel, ok := s.selection.(NodeSelection); ok {
		return s.doc.NodeAt(sel.from).Kind() == model.Table && DeleteSelection(s, dispatch)
	}
	c, ok := cellsOf(s)
	return ok && attempt(s, dispatch, func(tr *Transaction) error { return deleteTable(tr, c) })
}

func deleteTable(tr *Transaction, c cells) error {
	if err := tr.Delete(c.at, c.at+model.Pos(c.table.Size())); err != nil {
		return err
	}
	return tr.Select(Near(tr.Doc(), c.at))
}

// ToggleHeaderRow makes the cells of the first row headers, or ordinary cells when all of them are headers.
func ToggleHeaderRow(s State, dispatch func(*Transaction)) bool {
	c, ok := cellsOf(s)
	return ok && attempt(s, dispatch, func(tr *Transaction) error {
		header := !c.headerRow(0)
		for i, cell := range c.table.Child(0).Children() {
			a := cell.Attrs()
			a.Header = header
			if err := tr.SetAttrs(c.cellAt(0, i), a); err != nil {
				return err
			}
		}
		return nil
	})
}
