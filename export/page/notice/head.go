package notice

import (
	"strings"
	"unicode/utf8"

	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// body3 is the style of all that has none of its own: 3号仿宋, black (5.2.2).
func (c *composer) body3() style {
	return style{family: c.faces.fangSong, size: size3, color: page.Black, role: page.P}
}

// head sets what stands above the title. It returns its frames, the line of the grid below it, and the grid of the first page.
func (c *composer) head(title *row) ([]page.Frame, int, grid, error) {
	if c.official.Format == export.LetterFormat {
		frames, g, err := c.letterHead(title)
		return frames, 0, g, wrap("letter", err)
	}
	frames, start, err := c.documentHead()
	return frames, start, pageGrid(), err
}

// corner sets the elements of the upper left corner, one under the other from line 0: 份号 on the first line, 密级 on the second even where there
// is no 份号, 紧急程度 under them (7.2.1–7.2.3).
func (c *composer) corner(high bool) ([]page.Frame, int, error) {
	o := c.official
	grade := o.Secrecy
	if o.Term != "" {
		grade += "★" + o.Term
	}
	s := c.body3()
	bold := s
	bold.family = c.faces.hei
	var out []page.Frame
	k := 0
	for _, e := range []struct {
		text string
		s    style
		low  bool // keeps the second line
	}{{o.Copy, s, false}, {grade, bold, true}, {o.Urgency, bold, false}} {
		if e.text == "" {
			continue
		}
		if e.low && !high {
			k = max(k, 1)
		}
		f, _, err := c.line(e.text, e.s, left)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, f.Moved(0, typeset.Length(k)*pitch))
		k++
	}
	return out, k, nil
}

// documentHead is the head of the general format: corner, red mark, number, signers, red line (7.2).
func (c *composer) documentHead() ([]page.Frame, int, error) {
	g := pageGrid()
	frames, used, err := c.corner(false)
	if err != nil {
		return nil, 0, wrap("corner", err)
	}
	for i := range frames {
		frames[i] = frames[i].Moved(0, g.first)
	}
	if len(c.official.Organs) == 0 && c.official.Number == (export.NoticeNumber{}) {
		return frames, max(used, 1), nil
	}
	slot := used
	mark, foot, err := c.mark(column{left, width}, top+markBelow)
	if err != nil {
		return nil, 0, wrap("mark", err)
	}
	frames = append(frames, mark...)
	// Two blank lines below the mark: the first line whose cell is clear of it is the first of the two.
	for slot < g.count-4 && g.at(slot) < foot {
		slot++
	}
	slot += 2
	number, taken, err := c.numberLine()
	if err != nil {
		return nil, 0, wrap("number", err)
	}
	for _, f := range number {
		frames = append(frames, f.Moved(0, g.at(slot)))
	}
	slot += taken - 1
	if len(c.official.Organs) > 0 {
		y := boxFoot(g.at(slot)+sit(size3), size3) + underNumber
		frames = append(frames, page.Frame{Marks: []page.Mark{page.Box{X: left, Y: y, W: width, H: redLine, Fill: Red}}})
	}
	return frames, slot + 1, nil
}

// numberLine sets the number, centred, or in a document with signers indented by one character, with the signers at the right on the same
// line (7.2.5, 7.2.6). Frames are placed from the first of the lines that they take.
func (c *composer) numberLine() ([]page.Frame, int, error) {
	s := c.body3()
	number := c.official.Number.String()
	if len(c.official.Signers) == 0 {
		s.align = typeset.Centre
		f, err := c.lines(plain(number, s), s, area())
		return f, 1, err
	}
	var numberWidth typeset.Length
	var frames []page.Frame
	if number != "" {
		f, w, err := c.line(number, s, left+cell)
		if err != nil {
			return nil, 0, err
		}
		frames, numberWidth = append(frames, f), w
	}
	signers, taken, err := c.signers(width - numberWidth - 3*cell)
	if err != nil {
		return nil, 0, err
	}
	for i := range frames {
		frames[i] = frames[i].Moved(0, typeset.Length(taken-1)*pitch) // beside the last signer
	}
	return append(frames, signers...), taken, nil
}

// signers sets 签发人 in 仿宋 and the names in 楷体, two to a line where the room allows it, the later lines under the first name.
func (c *composer) signers(room typeset.Length) ([]page.Frame, int, error) {
	s := c.body3()
	kai := s
	kai.family = c.faces.kai
	longest := 3
	for _, n := range c.official.Signers {
		longest = max(longest, utf8.RuneCountInString(n))
	}
	name := typeset.Length(longest) * cell
	per := 1
	if len(c.official.Signers) > 1 && 4*cell+2*name+cell <= room {
		per = 2
	}
	x := left + width - cell - typeset.Length(per)*name - typeset.Length(per-1)*cell
	label, w, err := c.line("签发人：", s, 0)
	if err != nil {
		return nil, 0, err
	}
	out := []page.Frame{label.Moved(x-w, 0)}
	taken := 0
	for i, n := range c.official.Signers {
		at := x + typeset.Length(i%per)*(name+cell)
		taken = i/per + 1
		var f page.Frame
		if k := utf8.RuneCountInString(n); k == 2 {
			f, err = c.spread(n, kai, column{at, 3 * cell}) // a name of two characters is as wide as one of three
		} else {
			f, _, err = c.line(n, kai, at)
		}
		if err != nil {
			return nil, 0, err
		}
		out = append(out, f.Moved(0, typeset.Length(taken-1)*pitch))
	}
	return out, taken, nil
}

// mark sets the red mark: the organs' names, the lead first, and 文件 at their right in the middle of their height (7.2.4). Its upper edge, that of
// the ink, is at the given height; the lower edge is returned.
func (c *composer) mark(col column, upper typeset.Length) ([]page.Frame, typeset.Length, error) {
	names := c.official.Organs
	if len(names) == 0 {
		return nil, upper, nil
	}
	suffix := "文件"
	if c.official.Bare || c.official.Format == export.LetterFormat {
		suffix = ""
	}
	s := style{family: c.faces.xiaoBiaoSong, color: Red, role: page.P}
	if len(names) == 1 {
		n := typeset.Length(utf8.RuneCountInString(names[0] + suffix))
		if s.size = min(c.try.size, half(col.width/n)); s.size >= markLow {
			return c.single(names[0]+suffix, s, col, upper)
		}
		names = halves(names[0])
	}
	longest := 2
	for _, name := range names {
		longest = max(longest, utf8.RuneCountInString(name))
	}
	n := typeset.Length(longest)
	s.size = min(c.try.size, 30*typeset.Point, half(col.width*2/(2*n+5)))
	if suffix == "" {
		s.size = min(c.try.size, 30*typeset.Point, half(col.width/n))
	}
	s.size = max(s.size, 8*typeset.Point)
	return c.joint(names, suffix, s, col, upper)
}

// single is a mark on one line, spread by up to a third of a character between two.
func (c *composer) single(text string, s style, col column, upper typeset.Length) ([]page.Frame, typeset.Length, error) {
	n := typeset.Length(utf8.RuneCountInString(text))
	w := min(col.width, n*s.size+(n-1)*s.size/3)
	f, err := c.spread(text, s, column{col.x + (col.width-w)/2, w})
	if err != nil {
		return nil, 0, err
	}
	high, low := ink(f)
	return []page.Frame{f.Moved(0, upper-high)}, upper + low - high, nil
}

// joint is a mark of several lines, all as wide as the longest.
func (c *composer) joint(names []string, suffix string, s style, col column, upper typeset.Length) ([]page.Frame, typeset.Length, error) {
	longest := 0
	for _, name := range names {
		longest = max(longest, utf8.RuneCountInString(name))
	}
	n := typeset.Length(longest)
	gap, tail := s.size/2, typeset.Length(0)
	if suffix != "" {
		tail = 2*s.size + gap
	}
	w := min(col.width-tail, n*s.size+(n-1)*s.size/4)
	x := col.x + (col.width-w-tail)/2
	var out []page.Frame
	var foot typeset.Length
	step := s.size * 5 / 4
	y := upper
	for i, name := range names {
		f, err := c.spread(name, s, column{x, w})
		if err != nil {
			return nil, 0, err
		}
		high, low := ink(f)
		if i == 0 {
			y = upper - high
		}
		out = append(out, f.Moved(0, y+typeset.Length(i)*step))
		foot = y + typeset.Length(i)*step + low
	}
	if suffix != "" {
		f, _, err := c.line(suffix, s, x+w+gap)
		if err != nil {
			return nil, 0, err
		}
		high, low := ink(f)
		out = append(out, f.Moved(0, (upper+foot)/2-(high+low)/2))
	}
	return out, foot, nil
}

// half rounds a size down to half points.
func half(l typeset.Length) typeset.Length { return l / (typeset.Point / 2) * (typeset.Point / 2) }

// halves cuts a name that is too long for a line between two of its words, near its middle.
func halves(name string) []string {
	best := 0
	for _, r := range compose.Kept(name) {
		if abs(2*r.End-len(name)) < abs(2*best-len(name)) {
			best = r.End
		}
	}
	if best == 0 || best == len(name) {
		return []string{name}
	}
	return []string{strings.TrimSpace(name[:best]), strings.TrimSpace(name[best:])}
}

func abs(n int) int { return max(n, -n) }
