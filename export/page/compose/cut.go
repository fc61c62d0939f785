package compose

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// artifacts returns the rows as the repeated head of a page, which is no part of the text and leads nowhere.
func artifacts(rows []Row) []Row {
	out := make([]Row, len(rows))
	for i, r := range rows {
		out[i] = Row{Height: r.Height}
		for _, f := range r.Frames {
			marks := make([]page.Mark, len(f.Marks))
			for j, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok {
					g.Link = ""
					m = g
				}
				marks[j] = m
			}
			out[i].Frames = append(out[i].Frames, page.Frame{Marks: marks})
		}
	}
	return out
}

// cut cuts a row that is taller than a page into rows that are not, between the lines of its text.
func cut(r Row, most typeset.Length) []Row {
	if r.Height <= most {
		return []Row{r}
	}
	var parts []Row
	for y := typeset.Length(0); y < r.Height; {
		end := r.Height
		if end-y > most {
			end = between(r.Frames, y, y+most)
		}
		part := Row{Height: end - y}
		for _, f := range r.Frames {
			if piece, ok := clip(f, y, end); ok {
				part.Frames = append(part.Frames, piece.Moved(0, -y))
			}
		}
		parts = append(parts, part)
		y = end
	}
	return parts
}

// between returns the lowest height above end, and below start, that crosses no line of text; end itself where there is none.
func between(frames []page.Frame, start, end typeset.Length) typeset.Length {
	for at := end; at > start; {
		crossed := at
		for _, f := range frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok && g.Y-g.Run.Size < at && g.Y+g.Run.Size/2 > at {
					crossed = min(crossed, g.Y-g.Run.Size)
				}
			}
		}
		if crossed == at {
			return at
		}
		at = crossed
	}
	return end
}

// clip returns what of a frame is between two heights: the part of a box, and text whose baseline is there.
func clip(f page.Frame, from, to typeset.Length) (page.Frame, bool) {
	out := page.Frame{Role: f.Role, Block: f.Block, Alt: f.Alt, Cell: f.Cell}
	for _, m := range f.Marks {
		var at typeset.Length
		switch m := m.(type) {
		case page.Box:
			lo, hi := max(m.Y, from), min(m.Y+m.H, to)
			if hi > lo {
				m.Y, m.H = lo, hi-lo
				out.Marks = append(out.Marks, m)
			}
			continue
		case page.Glyphs:
			at = m.Y
		case page.Dot:
			at = m.Y
		case page.Wave:
			at = m.Y - m.Height
		case page.Picture:
			at = m.Y
		case page.Cells:
			at = m.Y
		}
		if at >= from && at < to {
			out.Marks = append(out.Marks, m)
		}
	}
	return out, len(out.Marks) > 0
}
