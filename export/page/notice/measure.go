package notice

import (
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
)

// ink returns the upper and lower edge of the ink of a frame's glyphs; the edges of the characters' squares where a face has no outlines to
// tell.
func ink(f page.Frame) (high, low typeset.Length) {
	first := true
	for _, m := range f.Marks {
		g, ok := m.(page.Glyphs)
		if !ok {
			continue
		}
		base := g.Y - g.Run.Rise
		for _, gl := range g.Run.Glyphs {
			from, to, ok := g.Run.Face.Rise(gl.ID, g.Run.Size)
			if !ok {
				if gl.Text == "" || strings.TrimSpace(gl.Text) == "" {
					continue
				}
				from, to = boxFoot(0, g.Run.Size)*-1, -boxTop(0, g.Run.Size)
			}
			a, b := base-gl.Y-to, base-gl.Y-from
			if first {
				high, low, first = a, b, false
			}
			high, low = min(high, a), max(low, b)
		}
	}
	return high, low
}

// upperBox returns the upper edge of the squares of a frame's characters.
func upperBox(f page.Frame) (typeset.Length, bool) {
	for _, m := range f.Marks {
		if g, ok := m.(page.Glyphs); ok {
			return boxTop(g.Y, g.Run.Size), true
		}
	}
	return 0, false
}
