package notice

import (
	"strconv"
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
)

// recipients sets 主送机关: a blank line below the title, flush left in all its lines, with a full-width colon (7.3.2).
func (c *composer) recipients() error {
	if len(c.official.Recipients) == 0 || c.try.moved {
		return nil
	}
	s := c.body3()
	frames, err := c.lines(plain(strings.Join(c.official.Recipients, "，")+"：", s), s, area())
	if err != nil {
		return wrap("recipients", err)
	}
	rows := textRows(frames)
	rows[0].blank = 1
	c.rows = append(c.rows, rows...)
	return nil
}

// body sets the text. Without recipients it stands a blank line below the title itself.
func (c *composer) body() error {
	first := len(c.rows)
	if err := c.blocks(c.piece.Doc.Part(model.Body).Children(), c.body3()); err != nil {
		return wrap("body", err)
	}
	for i := first; i < len(c.rows); i++ {
		c.rows[i].body = true
	}
	if len(c.rows) > first && (first == 0 || c.rows[first-1].lines > 1 || len(c.official.Recipients) == 0 || c.try.moved) {
		c.rows[first].blank = max(c.rows[first].blank, 1)
	}
	return nil
}

// indent2 is the indent of a paragraph's first line.
var indent2 = 2 * cell

func (c *composer) blocks(nodes []*model.Node, s style) error {
	for _, n := range nodes {
		if err := c.blockRows(n, s); err != nil {
			return err
		}
	}
	return nil
}

func (c *composer) blockRows(n *model.Node, s style) error {
	switch n.Kind() {
	case model.Heading:
		return c.heading(n)
	case model.Quote:
		s.family, s.role = c.faces.kai, page.BlockQuote
		return c.blocks(n.Children(), s)
	case model.BulletList, model.NumberedList:
		return c.list(n, s)
	case model.Figure, model.Table:
		return c.strip(n)
	case model.Rule:
		c.rows = append(c.rows, row{lines: 1, frames: []page.Frame{{Marks: []page.Mark{
			page.Box{X: left + width*3/8, Y: cell / 2, W: width / 4, H: innerRule, Fill: page.Black},
		}}}})
		return nil
	}
	return c.paragraph(c.inlineOf(n.Children(), s), n.PlainText(), s)
}

// paragraph sets a paragraph with an indent of two characters. One that begins with a number of the four levels has its heading in the face of
// the level (7.3.3).
func (c *composer) paragraph(in inline, text string, s style) error {
	if s.indent = indent2; strings.HasPrefix(text, "\u3000") || strings.HasPrefix(text, "\u2003") {
		s.indent = 0 // the writer has indented it by hand
	}
	level, end := headingOf(text)
	if level == 1 || level == 2 {
		in.dressUp(end, c.levelFace(level))
		if end == len(text) {
			s.role = levelRoles[level-1]
		}
	}
	frames, err := c.lines(in, s, area())
	if err != nil {
		return err
	}
	rows := textRows(frames)
	if len(rows) > 0 && (level == 1 || level == 2) {
		rows[0].bookmark = &page.Bookmark{Title: strings.TrimRight(strings.TrimSpace(text[:end]), "。"), Level: level}
		if end == len(text) {
			keepAll(rows)
		}
	}
	c.rows = append(c.rows, rows...)
	return nil
}

var levelRoles = [3]page.Role{page.H1, page.H2, page.H3}

// levelFace returns the face of a level: 黑体, 楷体, 仿宋, 仿宋.
func (c *composer) levelFace(level int) *typeset.Family {
	switch level {
	case 1:
		return c.faces.hei
	case 2:
		return c.faces.kai
	}
	return c.faces.fangSong
}

// heading sets a heading of the document, in the face of its level.
func (c *composer) heading(n *model.Node) error {
	level := int(n.Attrs().Level)
	s := c.body3()
	s.family, s.role, s.indent = c.levelFace(level), levelRoles[level-1], indent2
	frames, err := c.lines(c.inlineOf(n.Children(), s), s, area())
	if err != nil || len(frames) == 0 {
		return err
	}
	rows := textRows(frames)
	keepAll(rows)
	rows[0].bookmark = &page.Bookmark{Title: strings.ReplaceAll(n.PlainText(), "\n", " "), Level: level}
	c.rows = append(c.rows, rows...)
	return nil
}

func keepAll(rows []row) {
	for i := range rows {
		rows[i].keep = true
	}
}

// list sets the items of a list as paragraphs, each with its number or bullet in its first line, as the standard sets what is numbered.
func (c *composer) list(n *model.Node, s style) error {
	if s.role == page.P {
		s.role = page.ListItem
	}
	for i, item := range n.Children() {
		marker := "•"
		if n.Kind() == model.NumberedList {
			marker = strconv.Itoa(int(n.Attrs().Start)+i) + "."
		}
		for k, block := range item.Children() {
			if k > 0 || block.Kind() != model.Paragraph {
				if k == 0 {
					if err := c.paragraph(plain(marker, s), marker, s); err != nil {
						return err
					}
				}
				if err := c.blockRows(block, s); err != nil {
					return err
				}
				continue
			}
			in := plain(marker, s)
			if n.Kind() == model.BulletList {
				in.spans[0].Family = c.faces.hei
			}
			rest := c.inlineOf(block.Children(), s)
			in.spans, in.dress = append(in.spans, rest.spans...), append(in.dress, rest.dress...)
			if err := c.paragraph(in, marker+block.PlainText(), s); err != nil {
				return err
			}
		}
	}
	return nil
}

// footnote keeps what a footnote says for the end of the body, and returns its number.
func (c *composer) footnote(n *model.Node) string {
	c.notes = append(c.notes, n.Attrs().Note)
	return strconv.Itoa(len(c.notes))
}

// footnotes sets the footnotes below the body. The standard has no place for them; 注 at the end is what the trade does.
func (c *composer) footnotes() error {
	s := c.body3()
	s.role, s.indent = page.Note, indent2
	for i, note := range c.notes {
		text := "注" + strconv.Itoa(i+1) + "：" + note
		frames, err := c.lines(plain(text, s), s, area())
		if err != nil {
			return wrap("notes", err)
		}
		c.rows = append(c.rows, textRows(frames)...)
	}
	return nil
}
