package notice

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// letterHead is the head of the letter format (10.1): the mark 30 mm from the sheet's top, a red double line 4 mm below it and another 20 mm from
// the sheet's foot, corner and number under the first. The title stands two lines below the last of them. The lines from the title
// to the one ⅞ of a character above the second double line are set as near to the pitch of the grid as makes both come out.
func (c *composer) letterHead(title *row) ([]page.Frame, grid, error) {
	rules := column{(sheetWidth - letterWidth) / 2, letterWidth}
	frames, foot, err := c.mark(rules, letterMark)
	if err != nil {
		return nil, grid{}, err
	}
	y := foot + underNumber
	frames = append(frames, double(rules, y, thick, thin))
	y += thick + between + thin
	last := y
	first := y + lead
	corner, taken, err := c.corner(true)
	if err != nil {
		return nil, grid{}, err
	}
	low := func(k int) typeset.Length { return first + typeset.Length(k)*pitch + boxFoot(sit(size3), size3) }
	// The squares of the characters, not their cells, are ⅞ from the line.
	first -= boxTop(sit(size3), size3)
	for _, f := range corner {
		frames = append(frames, f.Moved(0, first))
	}
	if taken > 0 {
		last = low(taken - 1)
	}
	if number := c.official.Number.String(); number != "" {
		s := c.body3()
		s.align = typeset.End
		f, err := c.lines(plain(number, s), s, area())
		if err != nil {
			return nil, grid{}, err
		}
		for _, l := range f {
			frames = append(frames, l.Moved(0, first))
		}
		last = max(last, low(0))
	}
	frames = append(frames, double(rules, letterFoot-thick-between-thin, thin, thick))
	g := grid{first: last + 2*pitch, last: letterFoot - thick - between - thin - lead - boxFoot(sit(size3), size3)}
	if title != nil {
		if high, ok := upperBox(title.frames[0]); ok {
			g.first -= high
		}
	}
	g.count = max(2, int((g.last-g.first+pitch/2)/pitch)+1)
	return frames, g, nil
}

// double is a double line: one rule over another.
func double(col column, y, upper, lower typeset.Length) page.Frame {
	return page.Frame{Marks: []page.Mark{
		page.Box{X: col.x, Y: y, W: col.width, H: upper, Fill: Red},
		page.Box{X: col.x, Y: y + upper + between, W: col.width, H: lower, Fill: Red},
	}}
}
