package notice

import (
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// title sets a title in 2号小标宋: one line, a trapezoid or a diamond, no word parted (7.3.1). Line breaks of the writer are kept. It returns
// nil for no title.
func (c *composer) title(n *model.Node, own bool) (*row, error) {
	return c.titleOf(n.PlainText(), own)
}

func (c *composer) titleOf(text string, own bool) (*row, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	s := style{family: c.faces.xiaoBiaoSong, size: size2, align: typeset.Centre, role: page.Title}
	if !own {
		s.role = page.H1
	}
	in := plain(text, s)
	best, err := c.shape(text, in, s)
	if err != nil {
		return nil, err
	}
	frames := c.frames(best, in, s, left)
	// Lines of 2号 are as far apart as clause 3.2 says; the block stands in the middle of the lines of the grid that come nearest to it.
	n := typeset.Length(len(frames))
	high := (n-1)*(size2+lead) + size2
	slots := max(1, (high+lead+pitch/2)/pitch)
	y := ((slots-1)*pitch + cell - high) / 2
	r := row{lines: int(slots), blank: 2, keep: !own} // the first page is the only place of its own title
	for i, f := range frames {
		r.frames = append(r.frames, f.Moved(0, y+typeset.Length(i)*(size2+lead)+size2*88/100-sit(size2)))
	}
	return &r, nil
}

// shape sets a title in each of its shapes and takes the best.
func (c *composer) shape(text string, in inline, s style) ([]typeset.Line, error) {
	var best []typeset.Line
	least := -1
	col := area().inset(size2, size2)
	keep := compose.Kept(text)
	for _, shape := range []typeset.Shape{typeset.Diamond, typeset.Trapezoid, typeset.Inverted} {
		o := typeset.Options{Balance: true, Shape: shape, Keep: keep}
		ls, err := c.set(in, s, col, o)
		if err != nil {
			return nil, err
		}
		if cost := misfit(text, ls, keep); least < 0 || cost < least {
			best, least = ls, cost
		}
	}
	for i := range best {
		best[i].Left += size2 // of the inset
	}
	return best, nil
}

// misfit says how far lines are from a good title: lines too many, parted words, a shape that is neither trapezoid nor diamond, a line of a
// word or two, and then unevenness.
func misfit(text string, ls []typeset.Line, keep []typeset.Range) int {
	cost := 10000 * len(ls)
	for _, l := range ls[:max(0, len(ls)-1)] {
		for _, k := range keep {
			if k.Start < l.End && l.End < k.End {
				cost += 4000
			}
		}
	}
	if !shapely(ls) {
		cost += 3000
	}
	var widest, narrowest typeset.Length
	for i, l := range ls {
		if widest = max(widest, l.Width); i == 0 || l.Width < narrowest {
			narrowest = l.Width
		}
	}
	if len(ls) > 1 && narrowest < 4*size2 {
		cost += 1500
	}
	return cost + int((widest-narrowest)/typeset.Point)
}

// shapely reports whether lines rise to their longest and fall from it: a trapezoid, a diamond or a rectangle.
func shapely(ls []typeset.Line) bool {
	const even = 2 * typeset.Point
	falling := false
	for i := 1; i < len(ls); i++ {
		switch d := ls[i].Width - ls[i-1].Width; {
		case d > even && falling:
			return false
		case d < -even:
			falling = true
		}
	}
	return true
}
