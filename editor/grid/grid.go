// Package grid is a table by rows and columns: where its cells stand when some of them are merged, and how rows, columns and cells come and go.
//
//	g := grid.Of(table)
//	area := g.Around(grid.Area{Row: 0, Column: 1, LastRow: 2, LastColumn: 1})
//	err := grid.Merge(tr, at, area)       // at is the position before the table in tr.Doc()
//
// A cell stands in the first place of its row that no cell above it or before it covers, as in HTML (HTML, 4.9.12.1). A table that came from
// elsewhere may have rows of different lengths and cells that reach over others or out of the table; before it is changed it is made
// regular: every place is covered by one cell and no cell stands out. A change is made of small steps, a row or a cell each, so that what stands in
// the other cells keeps its position.
package grid

import "galley/editor/model"

// Cell is a cell in its place.
type Cell struct {
	Node          *model.Node
	At            model.Pos // before the cell, from the position before the table
	Row, Column   int
	Rows, Columns int // how many it covers; rows beyond the last of the table are cut
}

// Area is a rectangle of a table, both ends included.
type Area struct{ Row, Column, LastRow, LastColumn int }

// Area returns the places that a cell covers.
func (c Cell) Area() Area { return Area{c.Row, c.Column, c.Row + c.Rows - 1, c.Column + c.Columns - 1} }

// join returns the smallest area that holds both.
func (a Area) join(b Area) Area {
	return Area{min(a.Row, b.Row), min(a.Column, b.Column), max(a.LastRow, b.LastRow), max(a.LastColumn, b.LastColumn)}
}

func (a Area) meets(b Area) bool {
	return a.Row <= b.LastRow && b.Row <= a.LastRow && a.Column <= b.LastColumn && b.Column <= a.LastColumn
}

// Grid is a table with its cells in their places. It is a value.
type Grid struct {
	Rows, Columns int
	Cells         []Cell // in the order of the document
	taken         []int  // for each place, by rows, 1 + the index of the cell that covers it first; 0 for a hole
}

// Of returns the grid of a table.
func Of(table *model.Node) Grid {
	rows := table.Children()
	g := Grid{Rows: len(rows)}
	taken := make([][]int, len(rows))
	free := func(r, c int) bool { return c >= len(taken[r]) || taken[r][c] == 0 }
	at := model.Pos(1)
	for r, row := range rows {
		pos, column := at+1, 0
		for _, n := range row.Children() {
			for !free(r, column) {
				column++
			}
			a := n.Attrs()
			c := Cell{n, pos, r, column, min(int(a.RowSpan), len(rows)-r), int(a.ColSpan)}
			g.Cells = append(g.Cells, c)
			for i := r; i < r+c.Rows; i++ {
				for len(taken[i]) < column+c.Columns {
					taken[i] = append(taken[i], 0)
				}
				for j := column; j < column+c.Columns; j++ {
					if taken[i][j] == 0 {
						taken[i][j] = len(g.Cells)
					}
				}
			}
			column += c.Columns
			g.Columns = max(g.Columns, column)
			pos += model.Pos(n.Size())
		}
		at += model.Pos(row.Size())
	}
	g.taken = make([]int, g.Rows*g.Columns)
	for r, row := range taken {
		copy(g.taken[r*g.Columns:], row)
	}
	return g
}

// At returns the cell that covers a place; ok is false outside of the table and where no cell is.
func (g Grid) At(row, column int) (c Cell, ok bool) {
	i := g.index(row, column)
	if i < 0 {
		return Cell{}, false
	}
	return g.Cells[i], true
}

// index returns the index of the cell that covers a place, -1 where there is none.
func (g Grid) index(row, column int) int {
	if row < 0 || row >= g.Rows || column < 0 || column >= g.Columns {
		return -1
	}
	return g.taken[row*g.Columns+column] - 1
}

// Find returns the cell that begins at a position, counted from the position before the table.
func (g Grid) Find(at model.Pos) (c Cell, ok bool) {
	for _, c := range g.Cells {
		if c.At == at {
			return c, true
		}
	}
	return Cell{}, false
}

// Around returns the smallest area that holds an area and no part of a cell.
func (g Grid) Around(a Area) Area {
	for {
		wider := a
		for _, c := range g.Cells {
			if c.Area().meets(wider) {
				wider = wider.join(c.Area())
			}
		}
		if wider == a {
			return a
		}
		a = wider
	}
}

// Between returns the smallest area that holds two cells and no part of another.
func (g Grid) Between(a, b Cell) Area { return g.Around(a.Area().join(b.Area())) }

// In returns the cells of an area in the order of the document.
func (g Grid) In(a Area) []Cell {
	var out []Cell
	for _, c := range g.Cells {
		if c.Area().meets(a) {
			out = append(out, c)
		}
	}
	return out
}

// regular reports whether every place is covered by one cell and no cell stands out of the table.
func (g Grid) regular() bool {
	places := 0
	for _, c := range g.Cells {
		if c.Rows != int(c.Node.Attrs().RowSpan) {
			return false
		}
		places += c.Rows * c.Columns
	}
	for _, i := range g.taken {
		if i == 0 {
			return false
		}
	}
	return places == len(g.taken)
}

// Cut returns the cells of an area, which holds no part of a cell, as a table of their own.
func (g Grid) Cut(a Area) (*model.Node, error) {
	s := &sheet{}
	for r := a.Row; r <= a.LastRow; r++ {
		to := &row{old: -1}
		for _, c := range g.In(a) {
			if c.Row == r {
				to.slots = append(to.slots, &slot{node: c.Node})
			}
		}
		s.rows = append(s.rows, to)
	}
	if err := s.close(); err != nil {
		return nil, err
	}
	return s.node(), nil
}
