package layout

import (
	"strconv"

	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// contents returns the table of contents: each headline with dots to the number of its page, both leading there.
func (b *bulletin) contents(pages []int) ([]compose.Row, error) {
	if !b.Contents || len(b.pieces) == 0 {
		return nil, nil
	}
	head := b.styles.Headings[0]
	head.Align, head.Role, head.After, head.Color = typeset.Centre, page.P, 6*gap, page.Red
	rows, err := b.Paragraph(compose.Plain(b.Words().S("page.contents"), head), head, b.sheet.Text)
	if err != nil {
		return nil, err
	}
	for i, p := range b.pieces {
		title := headlineOf(p)
		if title == "" {
			continue
		}
		entry, err := b.entry(title, pages[i], "#"+anchorOf(i))
		if err != nil {
			return nil, err
		}
		rows = append(rows, entry...)
	}
	for i := range rows {
		rows[i].Span = true
	}
	rows[len(rows)-1].After = 18 * gap
	return rows, nil
}

// entry returns one entry. The number stands in a room of three figures, so that entries fall alike whatever it is.
func (b *bulletin) entry(title string, number int, link string) ([]compose.Row, error) {
	st := b.styles.Text
	st.Size, st.Pitch, st.Indent, st.Align, st.Role = body, pitch, 0, typeset.Start, page.Contents
	text := b.sheet.Text
	var in compose.Inline
	in.Add(title, st.Family, st.Size, compose.Dress{Link: link, Quiet: true})
	lines, err := b.Lines(in, st, compose.Column{X: text.X, Width: text.Width - 5*body})
	if err != nil || len(lines) == 0 {
		return nil, err
	}
	rows := compose.Rows(lines, st)
	for i := range rows {
		rows[i].Keep = i+1 < len(rows)
	}
	st.Align = typeset.End
	in = compose.Inline{}
	in.Add(strconv.Itoa(max(1, number)), st.Family, st.Size, compose.Dress{Link: link, Quiet: true})
	figures, err := b.Line(in, st, text)
	if err != nil {
		return nil, err
	}
	last := &rows[len(rows)-1]
	figures.Role, figures.Block = page.Contents, last.Frames[0].Block
	from, to := endOf(last.Frames[0])+body/2, min(startOf(figures), text.X+text.Width-body)-body/2
	last.Frames = append(last.Frames, leader(from, to, st.Pitch/2+compose.Middle(st.Size)-body/6, text.X), figures)
	return rows, nil
}

// leader is the dots between two places. They stand at whole steps from the edge, so that those of all entries lie below each other.
func leader(from, to, y, edge typeset.Length) page.Frame {
	const step = body / 2
	var f page.Frame
	for x := edge + (from-edge+step-1)/step*step; x <= to; x += step {
		f.Marks = append(f.Marks, page.Dot{X: x, Y: y, R: body * 5 / 100, Fill: page.Soft})
	}
	return f
}

func startOf(f page.Frame) typeset.Length {
	g, _ := f.Marks[0].(page.Glyphs)
	return g.X
}

func endOf(f page.Frame) typeset.Length {
	g, _ := f.Marks[len(f.Marks)-1].(page.Glyphs)
	return g.X + g.Run.Width
}
