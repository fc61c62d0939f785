package layout

import (
	"galley/editor/model"
	"galley/editor/typeset"
)

// LineStart returns the first position of the line of a caret.
func (l *Layout) LineStart(pos model.Pos, side Side) (model.Pos, Side) {
	p, ok := l.find(pos, side)
	if !ok {
		return pos, side
	}
	return l.posOf(p.block) + l.row(p).From, After
}

// LineEnd returns the last position of the line of a caret.
func (l *Layout) LineEnd(pos model.Pos, side Side) (model.Pos, Side) {
	p, ok := l.find(pos, side)
	if !ok {
		return pos, side
	}
	r := l.row(p)
	if r.Wraps {
		return l.posOf(p.block) + r.To, Before
	}
	return l.posOf(p.block) + r.To, After
}

// Up returns the position in the line above a caret that is nearest to x, and false in the first line.
func (l *Layout) Up(pos model.Pos, side Side, x typeset.Length) (model.Pos, Side, bool) {
	return l.vertical(pos, side, x, -1)
}

// Down returns the position in the line below a caret that is nearest to x, and false in the last line.
func (l *Layout) Down(pos model.Pos, side Side, x typeset.Length) (model.Pos, Side, bool) {
	return l.vertical(pos, side, x, 1)
}

// Page returns the position nearest to x that is by lower, or higher where by is negative, than a caret. ok is false when the caret is in the
// first or last line already; else the first or last line is where it ends.
func (l *Layout) Page(pos model.Pos, side Side, x, by typeset.Length) (to model.Pos, toSide Side, ok bool) {
	c, found := l.Caret(pos, side)
	if !found {
		return pos, side, false
	}
	to, toSide = l.PosAt(x, c.RowTop+(c.RowBottom-c.RowTop)/2+by)
	return to, toSide, to != pos || toSide != side
}

func (l *Layout) vertical(pos model.Pos, side Side, x typeset.Length, by int) (model.Pos, Side, bool) {
	p, ok := l.find(pos, side)
	if !ok {
		p.row = -1
		if by < 0 {
			p.row = 0
		}
	}
	q, ok := l.nextRow(p, x, by)
	if !ok {
		return pos, side, false
	}
	to, toSide := l.inRow(q, x)
	return to, toSide, true
}

// nextRow returns the row above or below another. In a table it stays in its column.
func (l *Layout) nextRow(p place, x typeset.Length, by int) (place, bool) {
	s := l.at(p.block).set
	if c, ok := s.cellOf(p.row); ok {
		if next := p.row + by; next >= s.cells[c].first && next < s.cells[c].last {
			return place{p.block, next}, true
		}
		if q, ok := s.cellBeside(c, x, by); ok {
			return place{p.block, q}, true
		}
		p.row = s.cellEdge(c, by)
	}
	for {
		p.row += by
		rows := l.at(p.block).set.rows
		for p.row < 0 || p.row >= len(rows) {
			p.block += by
			if p.block < 0 || p.block >= len(l.blocks) {
				return p, false
			}
			rows = l.at(p.block).set.rows
			p.row = 0
			if by < 0 {
				p.row = len(rows) - 1
			}
			if len(rows) > 0 {
				break
			}
		}
		if rows[p.row].Height == 0 {
			continue
		}
		return l.intoColumn(p, x, by), true
	}
}

// intoColumn moves from the first or last row of a table to the one in the column at x.
func (l *Layout) intoColumn(p place, x typeset.Length, by int) place {
	s := l.blocks[p.block].set
	c, ok := s.cellOf(p.row)
	if !ok {
		return p
	}
	y := s.cells[c].y
	if by < 0 {
		y += s.cells[c].height - typeset.Point
	}
	if d, ok := s.cellAt(x, y); ok && s.cells[d].first < s.cells[d].last {
		p.row = s.cells[d].first
		if by < 0 {
			p.row = s.cells[d].last - 1
		}
	}
	return p
}

// cellBeside returns the row that is entered from cell c downwards or upwards in the same table.
func (s *set) cellBeside(c int, x typeset.Length, by int) (int, bool) {
	y := s.cells[c].y - typeset.Point
	if by > 0 {
		y = s.cells[c].y + s.cells[c].height + typeset.Point
	}
	d, ok := s.cellAt(x, y)
	if !ok || s.cells[d].first == s.cells[d].last {
		return 0, false
	}
	if by > 0 {
		return s.cells[d].first, true
	}
	return s.cells[d].last - 1, true
}

// cellEdge returns the last row in the order of the document, or the first, of the table that cell c is in.
func (s *set) cellEdge(c, by int) int {
	row := s.cells[c].first
	for i := range s.cells {
		if d := &s.cells[i]; d.table == s.cells[c].table && d.first < d.last {
			if by > 0 {
				row = max(row, d.last-1)
			} else {
				row = min(row, d.first)
			}
		}
	}
	return row
}
