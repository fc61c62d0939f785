package notice

import (
	"slices"
	"strconv"
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
)

// attachmentNote sets 附件说明: a blank line below the body, indented by two characters, later lines of a name under its first character, no
// mark behind a name (7.3.4).
func (c *composer) attachmentNote() error {
	list := c.official.Attachments
	if len(list) == 0 {
		return nil
	}
	s := c.body3()
	label, w, err := c.line("附件：", s, left+indent2)
	if err != nil {
		return wrap("attachments", err)
	}
	x := left + indent2 + w
	var room typeset.Length // of the number
	if len(list) > 1 {
		room = 3 * cell / 2
		if len(list) > 9 {
			room = 2 * cell
		}
	}
	for i, a := range list {
		frames, err := c.lines(plain(a.Name, s), s, column{x + room, left + width - x - room})
		if err != nil {
			return wrap("attachments", err)
		}
		if len(frames) == 0 {
			continue
		}
		if room > 0 {
			number, _, err := c.line(strconv.Itoa(i+1)+".", s, x)
			if err != nil {
				return wrap("attachments", err)
			}
			number.Block = frames[0].Block
			frames[0] = joined(number, frames[0])
		}
		if i == 0 {
			label.Block = frames[0].Block
			frames[0] = joined(label, frames[0])
		}
		rows := textRows(frames)
		if i == 0 {
			rows[0].blank = 1
		}
		c.rows = append(c.rows, rows...)
	}
	return nil
}

// signature sets the organs' names and the date (7.3.5). The last two lines of what stands above go with them, so that no page has a signature
// alone; one only where two are all of the body, which the first page must show (7.3.3).
func (c *composer) signature() error {
	if len(c.official.Signing()) == 0 && len(c.official.Posts) == 0 && c.official.Date.IsZero() {
		return nil
	}
	with := 2
	if bodies := slices.IndexFunc(c.rows, func(r row) bool { return r.body }); bodies >= 0 && len(c.rows)-bodies == with {
		with = 1
	}
	for i := len(c.rows) - 1; i >= max(0, len(c.rows)-with); i-- {
		c.rows[i].keep = true
	}
	var rows []row
	var err error
	switch {
	case len(c.official.Posts) > 0:
		rows, err = c.stamped()
	case c.official.Sealed:
		rows, err = c.sealed()
	default:
		rows, err = c.unsealed()
	}
	if err != nil {
		return wrap("signature", err)
	}
	for i := range rows[:len(rows)-1] {
		rows[i].keep = true
	}
	c.rows = append(c.rows, rows...)
	return nil
}

// date sets the date of the document and returns its width.
func (c *composer) date() (page.Frame, typeset.Length, error) {
	return c.line(c.official.Date.String(), c.body3(), 0)
}

// unsealed: a blank line below the text the organs one under the other, indented from the right by two characters, the date under them two
// characters right of their first one; a date that is longer than they are has the indent, and they go left (7.3.5.2).
func (c *composer) unsealed() ([]row, error) {
	s := c.body3()
	date, dateWidth, err := c.date()
	if err != nil {
		return nil, err
	}
	var names [][]page.Frame
	var widest typeset.Length
	for _, organ := range c.official.Signing() {
		f, w, err := c.line(organ, s, 0)
		if err != nil {
			return nil, err
		}
		one := []page.Frame{f}
		if w > width-2*indent2 { // too long for a line
			if one, err = c.lines(plain(organ, s), s, column{0, width - 2*indent2}); err != nil {
				return nil, err
			}
			w = width - 2*indent2
		}
		names, widest = append(names, one), max(widest, w)
	}
	x := left + width - indent2 - widest
	if len(names) == 0 {
		x = left + width - 2*indent2 - dateWidth
	} else if dateWidth > widest {
		x = left + width - 2*indent2 - dateWidth
	}
	var rows []row
	for _, one := range names {
		for _, f := range one {
			rows = append(rows, row{lines: 1, frames: []page.Frame{f.Moved(x, 0)}})
		}
	}
	if dateWidth > 0 {
		rows = append(rows, row{lines: 1, frames: []page.Frame{date.Moved(x+indent2, 0)}})
	}
	rows[0].blank = 1
	return rows, nil
}

// seal is the place of one seal: its column's middle and the row of organs that it is in.
const sealRows = 5 // lines from one row of seals to the next, so that they do not touch

// sealed: the date is indented from the right by four characters, the organ above it in the middle of it; of several organs each has its
// place in rows of columns, the last above the date (7.3.5.1). Two blank lines above leave a seal's upper edge within a line of the text,
// and its middle a little above the middle of name and date. Nothing is drawn: a seal is the organ's own.
func (c *composer) sealed() ([]row, error) {
	s := c.body3()
	date, dateWidth, err := c.date()
	if err != nil {
		return nil, err
	}
	organs := c.official.Signing()
	names := make([][]page.Frame, len(organs))
	widths := make([]typeset.Length, len(organs))
	step := sealSide + typeset.Millimetres(2)
	for i, organ := range organs {
		f, w, err := c.line(organ, s, 0)
		if err != nil {
			return nil, err
		}
		names[i], widths[i] = []page.Frame{f}, w
		if w > width {
			if names[i], err = c.lines(plain(organ, s), s, column{0, width}); err != nil {
				return nil, err
			}
			widths[i] = width
		}
		step = max(step, widths[i]+cell)
	}
	centre := width - 4*cell - dateWidth/2
	if n := len(widths); n > 0 {
		centre = min(centre, width-widths[n-1]/2)
		centre = max(centre, widths[n-1]/2)
	}
	per := 1
	for centre-typeset.Length(per)*step-step/2 >= 0 {
		per++
	}
	var rows []row
	for first := 0; first < len(organs); first += per {
		last := min(first+per, len(organs))
		r := row{lines: 1}
		if last < len(organs) {
			r.lines = sealRows
		}
		for i := first; i < last; i++ {
			middle := left + centre - typeset.Length(last-1-i)*step
			for k, f := range names[i] {
				r.frames = append(r.frames, f.Moved(middle-widths[i]/2, typeset.Length(k)*pitch))
				r.lines = max(r.lines, k+1)
			}
		}
		rows = append(rows, r)
	}
	if dateWidth > 0 {
		rows = append(rows, row{lines: 1, frames: []page.Frame{date.Moved(left+centre-dateWidth/2, 0)}})
	}
	rows[0].blank = 2
	if c.official.Remark == "" {
		rows[len(rows)-1].lines++ // the seal's lower edge
	}
	return rows, nil
}

// stamped: two blank lines below the text the place of the stamp, indented from the right by four characters, the signer's post two
// characters left of it, in the middle of its height; of several organs one below the other; an empty line below the last stamp the date,
// indented from the right by four characters (7.3.5.3). Nothing is drawn: a stamp is the signer's own.
func (c *composer) stamped() ([]row, error) {
	s := c.body3()
	room := width - stampIndent - stampWide - indent2 // of a post
	var rows []row
	for _, post := range c.official.Posts {
		f, w, err := c.line(post, s, 0)
		if err != nil {
			return nil, err
		}
		frames := []page.Frame{f}
		if w > room {
			if frames, err = c.lines(plain(post, s), s, column{0, room}); err != nil {
				return nil, err
			}
			w = room
		}
		over := overPost(len(frames))
		r := row{lines: 2*over + len(frames)}
		for k, f := range frames {
			r.frames = append(r.frames, f.Moved(left+room-w, typeset.Length(over+k)*pitch))
		}
		rows = append(rows, r)
	}
	rows[0].blank = 2
	if c.official.Date.IsZero() {
		return rows, nil
	}
	date, w, err := c.date()
	if err != nil {
		return nil, err
	}
	return append(rows, row{lines: 1, blank: 1, frames: []page.Frame{date.Moved(left+width-stampIndent-w, 0)}}), nil
}

// overPost returns how many lines of a stamp's place are above a post of so many lines, and as many below it.
func overPost(lines int) int { return max(0, stampLines-lines+1) / 2 }

// remark sets 附注 on the line below the date, indented by two characters, in round brackets (7.3.6).
func (c *composer) remark() error {
	if c.official.Remark == "" {
		return nil
	}
	s := c.body3()
	s.indent = indent2
	frames, err := c.lines(plain("（"+c.official.Remark+"）", s), s, area())
	if err != nil {
		return wrap("remark", err)
	}
	if len(c.rows) > 0 {
		c.rows[len(c.rows)-1].keep = true
	}
	c.rows = append(c.rows, textRows(frames)...)
	return nil
}

// attachments sets the papers whose text is given, each on a page of its own: 附件 and its number in 黑体 on the first line, the title on the
// third (7.3.7).
func (c *composer) attachments() error {
	for i, a := range c.official.Attachments {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		s := c.body3()
		s.family = c.faces.hei
		text := "附件"
		if len(c.official.Attachments) > 1 {
			text += strconv.Itoa(i + 1)
		}
		label, _, err := c.line(text, s, left)
		if err != nil {
			return wrap("attachment", err)
		}
		c.rows = append(c.rows, row{lines: 1, fresh: true, keep: true, frames: []page.Frame{label}})
		title, err := c.titleOf(a.Name, false)
		if err != nil {
			return wrap("attachment", err)
		}
		if title != nil {
			title.blank = 1
			title.bookmark = &page.Bookmark{Title: text + "　" + a.Name, Level: 1}
			c.rows = append(c.rows, *title)
		}
		first := len(c.rows)
		for _, line := range strings.Split(a.Text, "\n") {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if err := c.paragraph(plain(line, c.body3()), line, c.body3()); err != nil {
				return wrap("attachment", err)
			}
		}
		if first < len(c.rows) {
			c.rows[first].blank = 1
		}
	}
	return nil
}
