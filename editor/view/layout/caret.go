package layout

import (
	"slices"

	"galley/editor/model"
	"galley/editor/typeset"
)

// Side says at which of two places a position stands where a line wraps.
type Side int8

// The sides of a wrap.
const (
	After  Side = iota // at the start of the second line
	Before             // at the end of the first
)

// Caret is a position in its place.
type Caret struct {
	Pos                 model.Pos
	Side                Side
	X, Y                typeset.Length // top of the caret
	Height              typeset.Length
	RowTop, RowBottom   typeset.Length // of its line
	ColumnX, ColumnWide typeset.Length // of its column
}

// place is a row of a block.
type place struct{ block, row int }

func (l *Layout) row(p place) *Row { return &l.blocks[p.block].set.rows[p.row] }

// find returns the row of a position. A position between textblocks goes to the next row, or else to the last one before it; ok is false in a
// block without rows.
func (l *Layout) find(pos model.Pos, side Side) (place, bool) {
	i := l.blockOf(pos)
	rows := l.at(i).set.rows
	if len(rows) == 0 {
		return place{i, 0}, false
	}
	rel := pos - l.posOf(i)
	n, _ := slices.BinarySearchFunc(rows, rel, func(r Row, p model.Pos) int {
		if r.To < p {
			return -1
		}
		return 1
	})
	if n == len(rows) {
		return place{i, n - 1}, true
	}
	if side == After && rows[n].Wraps && rows[n].To == rel && n+1 < len(rows) {
		n++
	}
	return place{i, n}, true
}

// Caret returns where a position stands. ok is false where there is no line of text, as in a rule.
func (l *Layout) Caret(pos model.Pos, side Side) (Caret, bool) {
	p, ok := l.find(pos, side)
	if !ok {
		return Caret{}, false
	}
	return l.caret(p, pos, side), true
}

func (l *Layout) caret(p place, pos model.Pos, side Side) Caret {
	r := l.row(p)
	top, start := l.top(p.block), l.posOf(p.block)
	rel := min(max(pos-start, r.From), r.To)
	size := r.Size()
	return Caret{
		Pos: start + rel, Side: side, X: r.XOf(rel), Y: top + r.Y + r.Base - size, Height: size * 124 / 100,
		RowTop: top + r.Y, RowBottom: top + r.Y + r.Height, ColumnX: r.X, ColumnWide: r.Width,
	}
}

// inRow returns the position of a row that is nearest to x.
func (l *Layout) inRow(p place, x typeset.Length) (model.Pos, Side) {
	r := l.row(p)
	at := r.text.tokenAt(r.line, x-r.X)
	pos := l.posOf(p.block) + r.start() + model.Pos(at)
	if r.Wraps && at == r.text.lines[r.line].to {
		return pos, Before
	}
	return pos, After
}

// PosAt returns the position nearest to a point: in the line at its height, or the nearest line of the nearest block.
func (l *Layout) PosAt(x, y typeset.Length) (model.Pos, Side) {
	i, _ := l.heights.find(int64(max(0, y)))
	l.at(i)
	i, _ = l.heights.find(int64(max(0, y))) // laying out may have moved the end of the block over y
	if len(l.at(i).set.rows) == 0 || l.hidden(i) {
		i = l.textNear(i)
	}
	p, ok := l.nearest(i, x, y-l.top(i))
	if !ok {
		return l.posOf(i), After
	}
	return l.inRow(p, x)
}

// hidden reports whether all rows of a block have no height.
func (l *Layout) hidden(i int) bool {
	for _, r := range l.at(i).set.rows {
		if r.Height > 0 {
			return false
		}
	}
	return true
}

// textNear returns the block with rows that are seen nearest to block i, the next before the previous.
func (l *Layout) textNear(i int) int {
	for d := 1; d < len(l.blocks); d++ {
		if j := i + d; j < len(l.blocks) && !l.hidden(j) {
			return j
		}
		if j := i - d; j >= 0 && !l.hidden(j) {
			return j
		}
	}
	return i
}

// nearest returns the row of block i that is nearest to a point: in the cell there, the one at its height.
func (l *Layout) nearest(i int, x, y typeset.Length) (place, bool) {
	s := l.at(i).set
	if len(s.rows) == 0 {
		return place{i, 0}, false
	}
	first, last := 0, len(s.rows)
	if c, ok := s.cellAt(x, y); ok && s.cells[c].first < s.cells[c].last {
		first, last = s.cells[c].first, s.cells[c].last
	}
	best := first
	distance := func(r *Row) typeset.Length { return max(r.Y-y, y-(r.Y+r.Height), 0) }
	for j := first; j < last; j++ {
		if s.rows[j].Height > 0 && (distance(&s.rows[j]) < distance(&s.rows[best]) || distance(&s.rows[j]) == 0 && y >= s.rows[j].Y) {
			best = j
			if y < s.rows[j].Y+s.rows[j].Height && y >= s.rows[j].Y {
				break
			}
		}
	}
	return place{i, best}, true
}

// cellAt returns the cell whose rows of the table are at y and whose columns are nearest to x.
func (s *set) cellAt(x, y typeset.Length) (int, bool) {
	best := -1
	distance := func(c *cell) typeset.Length { return max(c.x-x, x-(c.x+c.width), 0) }
	for i := range s.cells {
		c := &s.cells[i]
		if y < c.y || y >= c.y+c.height {
			continue
		}
		if best < 0 || distance(c) < distance(&s.cells[best]) {
			best = i
		}
	}
	return best, best >= 0
}

// cellOf returns the cell that a row is in.
func (s *set) cellOf(row int) (int, bool) {
	for i := range s.cells {
		if s.cells[i].first <= row && row < s.cells[i].last {
			return i, true
		}
	}
	return 0, false
}
