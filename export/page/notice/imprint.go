package notice

import (
	"strconv"
	"strings"

	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// band is the lines of the imprint between two rules, from the top.
type band struct {
	frames []page.Frame // each placed from the top of its strip
	strips []int        // the strip that each frame is in
	height int          // strips
}

// strip4 is a line of 4号: the height of its characters and ⅞ of 3号 (3.2).
const strip4 = size4 + lead4

const lead4 = size3 * 7 / 8

// bands sets the elements of the imprint (7.4): recipients that were moved and copies, then who prints it and when. A letter has only the first.
func (c *composer) bands() ([]band, error) {
	s := style{family: c.faces.fangSong, size: size4, color: page.Black, role: page.P, hang: 3 * size4}
	col := area().inset(size4, size4)
	var out []band
	var sent band
	for _, e := range []struct {
		label string
		list  []string
		there bool
	}{{"主送：", c.official.Recipients, c.try.moved}, {"抄送：", c.official.Copies, true}} {
		if !e.there || len(e.list) == 0 {
			continue
		}
		frames, err := c.lines(plain(e.label+strings.Join(e.list, "，")+"。", s), s, col)
		if err != nil {
			return nil, wrap("imprint", err)
		}
		for _, f := range frames {
			sent.frames, sent.strips = append(sent.frames, f), append(sent.strips, sent.height)
			sent.height++
		}
	}
	if sent.height > 0 {
		out = append(out, sent)
	}
	if c.official.Format == export.LetterFormat {
		return out, nil
	}
	var printed band
	s.hang = 0
	if c.official.PrintedBy != "" {
		f, _, err := c.line(c.official.PrintedBy, s, col.x)
		if err != nil {
			return nil, wrap("imprint", err)
		}
		printed.frames, printed.strips, printed.height = append(printed.frames, f), append(printed.strips, 0), 1
	}
	if !c.official.PrintedOn.IsZero() {
		f, w, err := c.line(c.official.PrintedOn.String()+"印发", s, 0)
		if err != nil {
			return nil, wrap("imprint", err)
		}
		at := 0
		if len(printed.frames) > 0 {
			if end := rightEdge(printed.frames[0]); end > col.x+col.width-w-size4 {
				at = 1 // both do not go into a line
			}
		}
		printed.frames, printed.strips, printed.height = append(printed.frames, f.Moved(col.x+col.width-w, 0)), append(printed.strips, at), at+1
	}
	if printed.height > 0 {
		out = append(out, printed)
	}
	return out, nil
}

// imprint puts the imprint at the foot of the last side (7.4.1). A document is printed on both sides, so that is an even page: the next one after
// an odd page, and one with an empty page before it where an even page has no room left; then neither is numbered (7.5). A letter, and what is
// printed on one side, has it on the last page with text. It returns which pages are numbered.
func (c *composer) imprint() ([]bool, error) {
	numbered := func() []bool {
		out := make([]bool, len(c.flow.pages))
		for i := range out {
			out[i] = c.official.Format != export.LetterFormat || i > 0 // 10.1
		}
		return out
	}
	bands, err := c.bands()
	if err != nil || len(bands) == 0 {
		return numbered(), err
	}
	ruled := c.official.Format != export.LetterFormat
	strips := 0
	for _, b := range bands {
		strips += b.height
	}
	// An imprint that is nearly a page is set closer; one that still does not go in is given up by whoever tries (see tries).
	c.strip4 = min(strip4, (bottom-top-3*outerRule)/typeset.Length(strips))
	c.crowded = c.strip4 < size4*6/5
	height := typeset.Length(strips) * c.strip4
	if ruled {
		height += 2*outerRule + typeset.Length(len(bands)-1)*innerRule
	}
	g := c.flow.grid()
	foot := g.at(g.count-1) + cell
	fits := c.flow.foot()+lead <= foot-height
	even := len(c.flow.pages)%2 == 0
	duplex := ruled && !c.options.OneSided
	switch {
	case fits && (even || !duplex):
	case duplex && even:
		c.flow.turn() // an empty side
		c.flow.turn()
		out := numbered()
		for i := len(out) - 2; i < len(out); i++ {
			out[i] = false
		}
		c.draw(bands, ruled, height)
		return out, nil
	default:
		c.flow.turn()
	}
	c.draw(bands, ruled, height)
	return numbered(), nil
}

// draw puts the bands at the foot of the last page, its lowest rule on the lower edge of the type area.
func (c *composer) draw(bands []band, ruled bool, height typeset.Length) {
	g := c.flow.grid()
	p := &c.flow.pages[len(c.flow.pages)-1]
	rule := func(y, high typeset.Length) {
		if ruled {
			p.Frames = append(p.Frames, page.Frame{Marks: []page.Mark{page.Box{X: left, Y: y, W: width, H: high, Fill: page.Black}}})
		}
	}
	foot := g.at(g.count-1) + cell
	y := foot - height
	c.imprintTop = y
	if ruled {
		rule(y, outerRule)
		y += outerRule
	}
	for i, b := range bands {
		if i > 0 && ruled {
			rule(y, innerRule)
			y += innerRule
		}
		for k, f := range b.frames {
			// A character's square stands in the middle of its strip.
			at := y + typeset.Length(b.strips[k])*c.strip4 + (c.strip4-cell)/2
			if !ruled { // or at its foot, so that the last line ends with the type area
				at = y + typeset.Length(b.strips[k]+1)*c.strip4 - (cell+size4)/2
			}
			p.Frames = append(p.Frames, f.Moved(0, at))
		}
		y += typeset.Length(b.height) * c.strip4
	}
	rule(foot-outerRule, outerRule)
}

// number puts the page numbers below the type area, on odd pages a character from the right and on even ones from the left, the upper edge of
// their dashes 7 mm below (7.5).
func (c *composer) number(numbered []bool) error {
	s := style{family: c.faces.song, size: size4, color: page.Black}
	for i := range c.flow.pages {
		if !numbered[i] {
			continue
		}
		f, w, err := c.line("— "+strconv.Itoa(i+1)+" —", s, 0)
		if err != nil {
			return wrap("number", err)
		}
		x := left + size4
		if i%2 == 0 {
			x = left + width - size4 - w
		}
		f.Role, f.Block = page.Artifact, 0
		y := bottom + numberBelow - dashTop(f)
		c.flow.pages[i].Frames = append(c.flow.pages[i].Frames, f.Moved(x, y))
	}
	return nil
}

// dashTop returns the upper edge of the dashes of a page number.
func dashTop(f page.Frame) typeset.Length {
	for _, m := range f.Marks {
		g, ok := m.(page.Glyphs)
		if !ok {
			continue
		}
		for _, gl := range g.Run.Glyphs {
			if gl.Text == "—" {
				if _, to, ok := g.Run.Face.Rise(gl.ID, g.Run.Size); ok {
					return g.Y - to
				}
			}
		}
	}
	high, low := ink(f)
	return (high + low) / 2
}

// rightEdge returns where the text of a frame ends.
func rightEdge(f page.Frame) (x typeset.Length) {
	for _, m := range f.Marks {
		if g, ok := m.(page.Glyphs); ok {
			x = max(x, g.X+g.Run.Width)
		}
	}
	return x
}
