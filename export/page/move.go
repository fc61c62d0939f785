package page

import "galley/editor/typeset"

// Moved returns the frame at another place on its page.
func (f Frame) Moved(dx, dy typeset.Length) Frame {
	marks := make([]Mark, len(f.Marks))
	for i, m := range f.Marks {
		switch m := m.(type) {
		case Glyphs:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		case Box:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		case Dot:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		case Wave:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		case Picture:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		case Cells:
			m.X, m.Y = m.X+dx, m.Y+dy
			marks[i] = m
		}
	}
	f.Marks = marks
	return f
}
