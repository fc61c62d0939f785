package compose

import (
	"strconv"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
)

// least is the width below which a column is not made narrower.
func (s *Setter) least() typeset.Length { return 4 * s.Styles.Text.Size }

// Blocks sets a list of blocks in a column. Paragraphs are set in the given style; nested blocks keep its face.
func (s *Setter) Blocks(nodes []*model.Node, col Column, st Style) ([]Row, error) {
	var rows []Row
	for i, n := range nodes {
		more, err := s.blockRows(n, col, s.indented(nodes, i, st))
		if err != nil {
			return nil, err
		}
		rows = join(rows, more)
	}
	return rows, nil
}

func (s *Setter) blockRows(n *model.Node, col Column, st Style) ([]Row, error) {
	text := s.Styles.Text
	switch n.Kind() {
	case model.Heading:
		return s.heading(n, col)
	case model.Quote:
		rows, err := s.Blocks(n.Children(), col.Inset(2*text.Size, 2*text.Size, s.least()), s.Styles.Quote)
		Pad(rows, text.Pitch/3)
		return rows, err
	case model.BulletList, model.NumberedList:
		return s.list(n, col, st)
	case model.Figure:
		return s.Figure(n, col)
	case model.Table:
		return s.Table(n, col)
	case model.Rule:
		w := col.Width / 4
		return []Row{{Before: text.Pitch * 4 / 5, After: text.Pitch * 4 / 5, Height: Hair, Frames: []page.Frame{
			{Marks: []page.Mark{page.Box{X: col.X + (col.Width-w)/2, W: w, H: Hair, Fill: page.Soft}}},
		}}}, nil
	}
	if strings.HasPrefix(n.PlainText(), "\u3000") || strings.HasPrefix(n.PlainText(), "\u2003") {
		st.Indent = 0 // the writer has indented it by hand
	}
	return s.Textblock(n.Children(), st, col)
}

func (s *Setter) heading(n *model.Node, col Column) ([]Row, error) {
	level := int(n.Attrs().Level)
	st := s.Styles.Headings[level-1]
	rows, err := s.Textblock(n.Children(), st, col)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	for i := range rows {
		rows[i].Keep = true
	}
	rows[0].Bookmark = &page.Bookmark{Title: n.PlainText(), Level: level}
	return rows, nil
}

// list sets the items of a list. The numbers or bullets hang in a column of their own, wide enough for the widest.
func (s *Setter) list(n *model.Node, col Column, st Style) ([]Row, error) {
	item := st
	item.Indent = 0
	if st.Role != page.TableCell && st.Role != page.TableHead {
		item.Role = page.ListItem
	}
	markers := make([]typeset.Line, len(n.Children()))
	hang := 2 * item.Size
	for i := range markers {
		in := Plain(strconv.Itoa(int(n.Attrs().Start)+i)+".", item)
		if n.Kind() == model.BulletList {
			in = Inline{}
			in.Add("•", s.Fonts.Hei, item.Size, Dress{}) // the one of Song is too faint
		}
		p, err := s.set(in, typeset.Options{Measure: 1000 * item.Size, Align: typeset.Start})
		if err != nil {
			return nil, err
		}
		markers[i] = p.Lines[0]
		hang = max(hang, markers[i].Width+item.Size)
	}
	s.lists++
	list := s.lists
	var rows []Row
	inner := col.Inset(hang, 0, s.least())
	for i, node := range n.Children() {
		more, err := s.Blocks(node.Children(), inner, item)
		if err != nil {
			return nil, err
		}
		marks := marksOf(markers[i], []Dress{{}}, item, col.X+hang-item.Size/2-markers[i].Width)
		hung := s.hangMarker(more, inner == col, marks, item)
		if item.Role == page.ListItem {
			number(hung, page.Item{List: list, Place: i, Numbered: n.Kind() == model.NumberedList}, len(marks))
		}
		rows = append(rows, hung...)
	}
	Pad(rows, s.Styles.Text.Pitch/6)
	return rows, nil
}

// number says of the frames of an item where they stand. Those of a list in it have their place already, and learn whose item they are in.
func number(rows []Row, at page.Item, label int) {
	for i := range rows {
		for k := range rows[i].Frames {
			switch f := &rows[i].Frames[k]; {
			case f.Role == page.Artifact || f.Cell.Table > 0:
			case f.Item.List == 0:
				f.Item = at
				if i == 0 && k == 0 {
					f.Item.Label = label
				}
			case f.Item.Parent == 0:
				f.Item.Parent, f.Item.Outside = at.List, at.Place
			}
		}
	}
}

// hangMarker puts the marks of a number or bullet before the first line of an item. It gets a row of its own in an item whose first block is
// no text, in an empty one, and where the column is too narrow to hang anything.
func (s *Setter) hangMarker(item []Row, alone bool, marks []page.Mark, st Style) []Row {
	if len(item) > 0 && !alone {
		if f := item[0].Frames; len(f) == 1 && f[0].Role == st.Role {
			f[0].Marks = append(marks, f[0].Marks...)
			return item
		}
	}
	r := Row{Height: st.Pitch, Keep: len(item) > 0, Frames: []page.Frame{{Role: st.Role, Block: s.Block(), Marks: marks}}}
	return append([]Row{r}, item...)
}

// indented returns the style of a block with the indent that its language gives it: English indents a paragraph by one character and a half
// where it follows another, and no other paragraph.
func (s *Setter) indented(nodes []*model.Node, i int, st Style) Style {
	switch {
	case s.language != catalogue.En || st.Indent == 0:
	case i == 0 || nodes[i].Kind() != model.Paragraph || nodes[i-1].Kind() != model.Paragraph:
		if nodes[i].Kind() == model.Paragraph {
			st.Indent = 0
		}
	default:
		st.Indent = st.Size * 3 / 2
	}
	return st
}
