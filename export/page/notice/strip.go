package notice

import (
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// setter returns what sets figures and tables, in the sizes of a notice.
func (c *composer) newSetter() *compose.Setter {
	cellText := compose.Style{
		Family: c.faces.fangSong, Size: 12 * typeset.Point, Pitch: 18 * typeset.Point, Color: page.Black, Align: typeset.Start, Role: page.TableCell,
	}
	head := cellText
	head.Family, head.Align, head.Balance, head.Role = c.faces.hei, typeset.Centre, true, page.TableHead
	caption := cellText
	caption.Family, caption.Align, caption.Balance, caption.Role = c.faces.kai, typeset.Centre, true, page.Caption
	text := compose.Style{Family: c.faces.fangSong, Size: size3, Pitch: pitch, Color: page.Black, Indent: indent2, Role: page.P}
	s := compose.New(compose.Setup{
		Fonts:  c.fonts,
		Styles: compose.Styles{Text: text, Quote: text, Caption: caption, Cell: cellText, Head: head, Headings: [3]compose.Style{text, text, text}},
		Height: bottom - top - 2*pitch,
	})
	s.For(c.piece)
	return s
}

// strip sets a figure or a table. Its strips follow each other without room between them; together they take whole lines.
func (c *composer) strip(n *model.Node) error {
	col := compose.Column{X: left, Width: width}
	var strips []compose.Row
	var err error
	if n.Kind() == model.Table {
		strips, err = c.setter.Table(n, col)
	} else {
		strips, err = c.setter.Figure(n, col)
	}
	if err != nil {
		return err
	}
	for i, s := range strips {
		r := stripRow(s)
		if r.follows = i > 0; r.follows && n.Kind() == model.Figure {
			r.above = s.Before
		}
		for _, h := range s.Repeat {
			r.repeat = append(r.repeat, stripRow(h))
		}
		c.rows = append(c.rows, r)
	}
	return nil
}

func stripRow(s compose.Row) row {
	r := row{tall: s.Height, keep: s.Keep}
	for _, f := range s.Frames {
		r.frames = append(r.frames, inBlack(f))
	}
	return r
}

// inBlack draws the thin lines of a table in black and its heads without a ground (5.2.4).
func inBlack(f page.Frame) page.Frame {
	marks := f.Marks[:0:0]
	for _, m := range f.Marks {
		if b, ok := m.(page.Box); ok {
			if b.Fill == page.Wash {
				continue
			}
			b.Fill = page.Black
			m = b
		}
		marks = append(marks, m)
	}
	f.Marks = marks
	return f
}

// reported returns the composer's report with that of figures and tables.
func (c *composer) reported() export.Report {
	r, s := c.report, c.setter.Report()
	for _, g := range s.Missing {
		if !c.noted[g] {
			r.Missing = append(r.Missing, g)
		}
	}
	for _, g := range s.Replaced {
		if !c.noted[g] {
			r.Replaced = append(r.Replaced, g)
		}
	}
	r.Notes = append(r.Notes, s.Notes...)
	return r
}
