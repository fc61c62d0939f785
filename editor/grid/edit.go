package grid

import (
	"slices"

	"galley/editor/model"
	"galley/editor/transform"
)

// edit makes a change to the table at a position.
func edit(tr *transform.Transform, at model.Pos, change func(s *sheet) error) error {
	s, err := newSheet(tr, at)
	if err != nil {
		return err
	}
	if err := change(s); err != nil {
		return err
	}
	if err := s.close(); err != nil {
		return err
	}
	if len(s.rows) == 0 {
		return model.ErrFit
	}
	return s.write(tr)
}

// headerRow reports whether all cells of a row are headers.
func (g Grid) headerRow(row int) bool {
	for c := range g.Columns {
		if cell, ok := g.At(row, c); ok && !cell.Node.Attrs().Header {
			return false
		}
	}
	return true
}

// HeaderRow reports whether all cells that stand in the first row are headers.
func (g Grid) HeaderRow() bool { return g.headerRow(0) }

// AddRow adds a row before a row, or behind the last: its header columns are those of the row like, and a row of headers is not continued. Cells that
// reach over the place grow. It does not apply where all of them do.
func AddRow(tr *transform.Transform, at model.Pos, before, like int) error {
	return edit(tr, at, func(s *sheet) error {
		g := s.grid
		if before < 0 || before > g.Rows || like < 0 || like >= g.Rows {
			return model.ErrFit
		}
		heads := g.headerRow(like)
		added := &row{old: -1}
		for c := 0; c < g.Columns; {
			if i := g.index(before-1, c); i >= 0 && i == g.index(before, c) {
				if err := s.span(i, g.Cells[i].Rows+1, g.Cells[i].Columns); err != nil {
					return err
				}
				c += g.Cells[i].Columns
				continue
			}
			above, _ := g.At(like, c)
			added.slots = append(added.slots, &slot{node: newCell(!heads && above.Node.Attrs().Header)})
			c++
		}
		if len(added.slots) == 0 {
			return model.ErrFit
		}
		s.rows = append(s.rows[:before:before], append([]*row{added}, s.rows[before:]...)...)
		return nil
	})
}

// AddColumn adds a column before a column, or behind the last, with headers in rows of headers. Cells that reach over the place grow.
func AddColumn(tr *transform.Transform, at model.Pos, before int) error {
	return edit(tr, at, func(s *sheet) error {
		g := s.grid
		if before < 0 || before > g.Columns {
			return model.ErrFit
		}
		for r := 0; r < g.Rows; {
			if i := g.index(r, before-1); i >= 0 && i == g.index(r, before) {
				if err := s.span(i, g.Cells[i].Rows, g.Cells[i].Columns+1); err != nil {
					return err
				}
				r += g.Cells[i].Rows
				continue
			}
			s.add(r, before, newCell(g.headerRow(r)))
			r++
		}
		return nil
	})
}

// DeleteRows deletes rows. A cell that reaches out of them below stays, with what is left of it. It does not apply to all rows.
func DeleteRows(tr *transform.Transform, at model.Pos, first, last int) error {
	return edit(tr, at, func(s *sheet) error {
		g := s.grid
		if first < 0 || last >= g.Rows || first > last || first == 0 && last+1 == g.Rows {
			return model.ErrFit
		}
		type move struct {
			column int
			node   *model.Node
		}
		var moved []move
		for i, c := range g.Cells {
			end := c.Row + c.Rows - 1
			switch {
			case c.Row < first && end >= first:
				if err := s.span(i, c.Rows-(min(end, last)-first+1), c.Columns); err != nil {
					return err
				}
			case c.Row >= first && c.Row <= last && end > last:
				if err := s.span(i, end-last, c.Columns); err != nil {
					return err
				}
				moved = append(moved, move{c.Column, s.slots[i].node})
			}
		}
		slices.SortFunc(moved, func(a, b move) int { return b.column - a.column }) // from the right: those that were added do not count
		for _, m := range moved {
			s.add(last+1, m.column, m.node)
		}
		s.rows = append(s.rows[:first:first], s.rows[last+1:]...)
		return nil
	})
}

// DeleteColumns deletes columns. Cells that reach out of them become narrower. It does not apply to all columns.
func DeleteColumns(tr *transform.Transform, at model.Pos, first, last int) error {
	return edit(tr, at, func(s *sheet) error {
		g := s.grid
		if first < 0 || last >= g.Columns || first > last || first == 0 && last+1 == g.Columns {
			return model.ErrFit
		}
		gone := map[*slot]bool{}
		for i, c := range g.Cells {
			end := c.Column + c.Columns - 1
			lost := min(end, last) - max(c.Column, first) + 1
			switch {
			case lost <= 0:
			case lost == c.Columns:
				gone[s.slots[i]] = true
			default:
				if err := s.span(i, c.Rows, c.Columns-lost); err != nil {
					return err
				}
			}
		}
		s.remove(gone)
		return nil
	})
}

// blank reports whether a cell has nothing in it.
func blank(n *model.Node) bool {
	return len(n.Children()) == 1 && n.Child(0).Kind() == model.Paragraph && n.Child(0).ContentSize() == 0
}

// Merge makes the cells of an area one cell, with what stands in them below each other. It does not apply to a single cell.
func Merge(tr *transform.Transform, at model.Pos, a Area) error {
	return edit(tr, at, func(s *sheet) error {
		a = s.grid.Around(a)
		cells := s.grid.In(a)
		if len(cells) < 2 {
			return model.ErrFit
		}
		var content []*model.Node
		gone := map[*slot]bool{}
		first := -1
		for i, c := range s.grid.Cells {
			if !c.Area().meets(a) {
				continue
			}
			if first < 0 {
				first = i
			} else {
				gone[s.slots[i]] = true
			}
			if !blank(c.Node) {
				content = append(content, c.Node.Children()...)
			}
		}
		into := s.slots[first]
		if len(content) > 0 {
			into.node = into.node.With(content...)
		}
		if err := s.span(first, a.LastRow-a.Row+1, a.LastColumn-a.Column+1); err != nil {
			return err
		}
		s.remove(gone)
		return nil
	})
}

// Split parts a merged cell into cells of one place each; what stands in it stays in the first. It does not apply to a cell of one place.
func Split(tr *transform.Transform, at model.Pos, row, column int) error {
	return edit(tr, at, func(s *sheet) error {
		i := s.grid.index(row, column)
		if i < 0 {
			return model.ErrFit
		}
		c := s.grid.Cells[i]
		if c.Rows == 1 && c.Columns == 1 {
			return model.ErrFit
		}
		header := c.Node.Attrs().Header
		if err := s.span(i, 1, 1); err != nil {
			return err
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			from := c.Column
			if r == c.Row {
				from++
			}
			for range c.Column + c.Columns - from {
				s.add(r, from, newCell(header))
			}
		}
		return nil
	})
}

// Fill puts what stands in the cells of a table into the cells from a place on, each into the one that covers its place, in place of what
// stands there. The table at the position grows where it is too small. It returns the area that was filled.
func Fill(tr *transform.Transform, at model.Pos, row, column int, from *model.Node) (Area, error) {
	block := Of(from)
	filled := Area{row, column, row + block.Rows - 1, column + block.Columns - 1}
	for {
		s, err := newSheet(tr, at)
		switch {
		case err != nil:
			return Area{}, err
		case s.grid.Rows <= filled.LastRow:
			err = AddRow(tr, at, s.grid.Rows, s.grid.Rows-1)
		case s.grid.Columns <= filled.LastColumn:
			err = AddColumn(tr, at, s.grid.Columns)
		default:
			err = edit(tr, at, func(s *sheet) error { return s.fill(&filled, block) })
			return filled, err
		}
		if err != nil {
			return Area{}, err
		}
	}
}

// fill puts the content of the cells of a block into the cells of an area, and widens the area to whole cells.
func (s *sheet) fill(a *Area, block Grid) error {
	content := map[*slot][]*model.Node{}
	for _, c := range block.Cells {
		i := s.grid.index(a.Row+c.Row, a.Column+c.Column)
		if i < 0 {
			return model.ErrFit
		}
		to := s.slots[i]
		switch {
		case len(content[to]) == 0 || blank(to.node.With(content[to]...)):
			content[to] = c.Node.Children()
		case !blank(c.Node):
			content[to] = append(content[to][:len(content[to]):len(content[to])], c.Node.Children()...)
		}
	}
	for to, nodes := range content {
		to.node = to.node.With(nodes...)
	}
	*a = s.grid.Around(*a)
	return nil
}
