package grid

import (
	"math"

	"galley/editor/model"
	"galley/editor/transform"
)

// slot is a cell of a sheet: one of the table, whose node may be exchanged, or a new one.
type slot struct {
	old  *model.Node // nil for a new cell
	node *model.Node
}

// row is a row of a sheet.
type row struct {
	old   int // its index in the table, -1 for a new one
	slots []*slot
}

// sheet is a table that is being changed: cells and rows are added, exchanged and taken away, and in the end what is different is written.
type sheet struct {
	at    model.Pos
	table *model.Node
	rows  []*row
	slots []*slot // in the order of the document
	grid  Grid    // of the rows as they are
}

// newSheet returns a regular sheet of the table at a position.
func newSheet(tr *transform.Transform, at model.Pos) (*sheet, error) {
	table := tr.Doc().NodeAt(at)
	if table == nil || table.Kind() != model.Table {
		return nil, model.ErrFit
	}
	s := &sheet{at: at, table: table}
	for i, r := range table.Children() {
		to := &row{old: i}
		for _, n := range r.Children() {
			to.slots = append(to.slots, &slot{n, n})
		}
		s.rows = append(s.rows, to)
	}
	s.lay()
	return s, s.straighten()
}

// lay finds the places of the cells anew.
func (s *sheet) lay() {
	s.slots = s.slots[:0]
	for _, r := range s.rows {
		s.slots = append(s.slots, r.slots...)
	}
	s.grid = Of(s.node())
}

// node returns the table as it is in the sheet.
func (s *sheet) node() *model.Node {
	rows := make([]*model.Node, len(s.rows))
	for i, r := range s.rows {
		rows[i] = r.node()
	}
	return model.New(model.Table, model.Attrs{}, rows...)
}

func (r *row) node() *model.Node {
	cells := make([]*model.Node, len(r.slots))
	for i, c := range r.slots {
		cells[i] = c.node
	}
	return model.New(model.TableRow, model.Attrs{}, cells...)
}

// straighten makes the sheet regular: cells that reach out of the table or over others become narrower, and holes get empty cells.
func (s *sheet) straighten() error {
	for i := 0; i < len(s.slots); i++ {
		c := s.grid.Cells[i]
		width := 0
		for width < c.Columns && s.covered(i, c.Row, c.Column+width, 1) {
			width++
		}
		height := 1
		for height < c.Rows && s.covered(i, c.Row+height, c.Column, width) {
			height++
		}
		if a := c.Node.Attrs(); width != int(a.ColSpan) || height != int(a.RowSpan) {
			if err := s.span(i, height, width); err != nil {
				return err
			}
			s.lay()
			i = -1 // what stood behind it may stand elsewhere
		}
	}
	for r := 0; r < s.grid.Rows; r++ {
		for c := 0; c < s.grid.Columns; c++ {
			if s.grid.index(r, c) < 0 {
				s.add(r, c, newCell(false))
				s.lay()
			}
		}
	}
	return nil
}

// covered reports whether places from a column on are covered by cell i first.
func (s *sheet) covered(i, row, column, n int) bool {
	for c := column; c < column+n; c++ {
		if s.grid.index(row, c) != i {
			return false
		}
	}
	return true
}

// span makes slot i cover so many rows and columns.
func (s *sheet) span(i, rows, columns int) error {
	if rows > math.MaxUint8 || columns > math.MaxUint8 {
		return model.ErrFit
	}
	a := s.slots[i].node.Attrs()
	a.RowSpan, a.ColSpan = uint8(rows), uint8(columns)
	s.slots[i].node = model.New(model.TableCell, a, s.slots[i].node.Children()...)
	return nil
}

// add puts a cell at a column of a row, before the first cell of the row that stands there or behind. The places are found by [sheet.lay] next.
func (s *sheet) add(r, column int, n *model.Node) {
	to, i := s.rows[r], 0
	for _, c := range s.grid.Cells {
		if c.Row == r && c.Column < column {
			i++
		}
	}
	to.slots = append(to.slots[:i:i], append([]*slot{{node: n}}, to.slots[i:]...)...)
}

// remove takes slots away. The places are found by [sheet.lay] next.
func (s *sheet) remove(gone map[*slot]bool) {
	for _, r := range s.rows {
		var left []*slot
		for _, c := range r.slots {
			if !gone[c] {
				left = append(left, c)
			}
		}
		r.slots = left
	}
}

// close takes rows without cells of their own away: what covers them from above covers a row less.
func (s *sheet) close() error {
	s.lay()
	for r := len(s.rows) - 1; r >= 0; r-- {
		if len(s.rows[r].slots) > 0 {
			continue
		}
		for i, c := range s.grid.Cells {
			if c.Row < r && c.Row+c.Rows > r {
				if err := s.span(i, c.Rows-1, c.Columns); err != nil {
					return err
				}
			}
		}
		s.rows = append(s.rows[:r:r], s.rows[r+1:]...)
		s.lay()
	}
	return nil
}

// write makes the table what the sheet is, from the end on, so that positions in the table hold until they are reached.
func (s *sheet) write(tr *transform.Transform) error {
	old := s.table.Children()
	ends := make([]model.Pos, len(old)+1) // before each row, and behind the last
	ends[0] = s.at + 1
	for i, r := range old {
		ends[i+1] = ends[i] + model.Pos(r.Size())
	}
	next := len(old) // the first row of the table that is dealt with
	for i := len(s.rows) - 1; i >= 0; i-- {
		r := s.rows[i]
		if r.old < 0 {
			if err := insert(tr, ends[next], r.node()); err != nil {
				return err
			}
			continue
		}
		if err := remove(tr, ends[r.old+1], ends[next]); err != nil {
			return err
		}
		if err := r.write(tr, ends[r.old]+1, old[r.old].Children()); err != nil {
			return err
		}
		next = r.old
	}
	return remove(tr, ends[0], ends[next])
}

// write makes the row, whose content begins at a position and whose cells are old, what it is in the sheet.
func (r *row) write(tr *transform.Transform, at model.Pos, old []*model.Node) error {
	ends := make([]model.Pos, len(old)+1)
	ends[0] = at
	for i, n := range old {
		ends[i+1] = ends[i] + model.Pos(n.Size())
	}
	from, next := len(old), len(old)
	for i := len(r.slots) - 1; i >= 0; i-- {
		c := r.slots[i]
		if c.old == nil {
			if err := insert(tr, ends[next], c.node); err != nil {
				return err
			}
			continue
		}
		for from--; old[from] != c.old; from-- {
		}
		if err := remove(tr, ends[from+1], ends[next]); err != nil {
			return err
		}
		if err := c.write(tr, ends[from]); err != nil {
			return err
		}
		next = from
	}
	return remove(tr, ends[0], ends[next])
}

// write makes the cell at a position what it is in the sheet. Content that stays in front is left alone.
func (c *slot) write(tr *transform.Transform, at model.Pos) error {
	was, now := c.old.Children(), c.node.Children()
	from, same := at+1, 0
	for same < len(was) && same < len(now) && was[same] == now[same] {
		from += model.Pos(was[same].Size())
		same++
	}
	if same < len(was) || same < len(now) {
		step := transform.ReplaceStep{From: from, To: at + model.Pos(c.old.Size()) - 1, Slice: model.NewSlice(now[same:]...)}
		if err := tr.Step(step); err != nil {
			return err
		}
	}
	if c.node.Attrs() == c.old.Attrs() {
		return nil
	}
	return tr.SetAttrs(at, c.node.Attrs())
}

func insert(tr *transform.Transform, at model.Pos, n *model.Node) error {
	return tr.Step(transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(n)})
}

func remove(tr *transform.Transform, from, to model.Pos) error {
	if from >= to {
		return nil
	}
	return tr.Step(transform.ReplaceStep{From: from, To: to})
}

func newCell(header bool) *model.Node {
	return model.New(model.TableCell, model.Attrs{Header: header, ColSpan: 1, RowSpan: 1}, model.New(model.Paragraph, model.Attrs{}))
}
