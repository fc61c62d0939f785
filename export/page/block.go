package page

import (
	"strconv"
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
)

// blocks appends the rows of a list of blocks in a column. Paragraphs are set in the given style; nested blocks keep its face.
func (c *composer) blocks(nodes []*model.Node, col column, s style) error {
	for _, n := range nodes {
		if err := c.blockRows(n, col, s); err != nil {
			return err
		}
	}
	return nil
}

func (c *composer) blockRows(n *model.Node, col column, s style) error {
	switch n.Kind() {
	case model.Heading:
		return c.heading(n, col)
	case model.Quote:
		q := c.styles.quote
		first := len(c.rows)
		if err := c.blocks(n.Children(), col.inset(2*body, 2*body), q); err != nil {
			return err
		}
		c.pad(first, pitch/3)
	case model.BulletList, model.NumberedList:
		return c.list(n, col, s)
	case model.Figure:
		return c.figure(n, col)
	case model.Table:
		return c.table(n, col)
	case model.Rule:
		w := col.width / 4
		c.rows = append(c.rows, row{before: pitch * 4 / 5, after: pitch * 4 / 5, height: hair, frames: []Frame{
			{Marks: []Mark{Box{X: col.x + (col.width-w)/2, W: w, H: hair, Fill: Soft}}},
		}})
	default:
		if strings.HasPrefix(n.PlainText(), "\u3000") || strings.HasPrefix(n.PlainText(), "\u2003") {
			s.indent = 0 // the writer has indented it by hand
		}
		return c.paragraph(c.inlineOf(n.Children(), s), s, col)
	}
	return nil
}

// pad asks for room above and below the rows from first on.
func (c *composer) pad(first int, room typeset.Length) {
	if first < len(c.rows) {
		c.rows[first].before = max(c.rows[first].before, room)
		last := &c.rows[len(c.rows)-1]
		last.after = max(last.after, room)
	}
}

func (c *composer) heading(n *model.Node, col column) error {
	level := int(n.Attrs().Level)
	s := c.styles.headings[level-1]
	first := len(c.rows)
	if err := c.paragraph(c.inlineOf(n.Children(), s), s, col); err != nil {
		return err
	}
	if first < len(c.rows) {
		for i := first; i < len(c.rows); i++ {
			c.rows[i].keep = true
		}
		c.rows[first].bookmark = &Bookmark{Title: n.PlainText(), Level: level}
	}
	return nil
}

// list appends the items of a list. The numbers or bullets hang in a column of their own, wide enough for the widest.
func (c *composer) list(n *model.Node, col column, s style) error {
	item := s
	item.indent = 0
	if s.role != TableCell && s.role != TableHead {
		item.role = ListItem
	}
	markers := make([]typeset.Line, len(n.Children()))
	hang := 2 * item.size
	for i := range markers {
		var in inline
		if n.Kind() == model.NumberedList {
			in.add(strconv.Itoa(int(n.Attrs().Start)+i)+".", item.family, item.size)
		} else {
			in.add("•", c.fonts.Hei, item.size) // the one of Song is too faint
		}
		p, err := typeset.Break(in.spans, typeset.Options{Measure: measure, Align: typeset.Start})
		if err != nil {
			return err
		}
		c.note(p)
		markers[i] = p.Lines[0]
		hang = max(hang, markers[i].Width+item.size)
	}
	outer := len(c.rows)
	for i, node := range n.Children() {
		first := len(c.rows)
		inner := col.inset(hang, 0)
		if err := c.blocks(node.Children(), inner, item); err != nil {
			return err
		}
		c.hangMarker(first, inner == col, marksOf(markers[i], []dress{{}}, item, col.x+hang-item.size/2-markers[i].Width), item)
	}
	c.pad(outer, pitch/6)
	return nil
}

// hangMarker puts the marks of a number or bullet before the first line of an item. It gets a row of its own in
// an item whose first block is no text, in an empty one, and where the column is too narrow to hang anything.
func (c *composer) hangMarker(first int, alone bool, marks []Mark, s style) {
	if first < len(c.rows) && !alone {
		if f := c.rows[first].frames; len(f) == 1 && f[0].Role == s.role {
			f[0].Marks = append(marks, f[0].Marks...)
			return
		}
	}
	c.block++
	r := row{height: s.pitch, keep: first < len(c.rows), frames: []Frame{{Role: s.role, Block: c.block, Marks: marks}}}
	c.rows = append(c.rows, row{})
	copy(c.rows[first+1:], c.rows[first:])
	c.rows[first] = r
}
