package compose

import (
	"unicode"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
)

// Lines sets styled text in a column and returns one frame for each line, its place from the top of the line's pitch.
func (s *Setter) Lines(in Inline, st Style, col Column) ([]page.Frame, error) {
	p, err := s.set(in, typeset.Options{
		Measure: col.Width, FirstIndent: min(st.Indent, col.Width/2), Align: st.Align, Balance: st.Balance, Shape: st.Shape, Region: s.region, Level: s.Marks.Level, Style: s.Marks.Style, Hanging: s.Marks.Hanging, FirstFit: s.Marks.LineByLine, Hyphens: s.hyphens, Keep: in.kept(st, col.Width),
	})
	if err != nil || len(p.Lines) == 0 {
		return nil, err
	}
	block := s.Block()
	frames := make([]page.Frame, len(p.Lines))
	for i, l := range p.Lines {
		frames[i] = page.Frame{Role: st.Role, Block: block, Marks: marksOf(l, in.dress, st, col.X)}
	}
	return frames, nil
}

// Line sets text on one line, as an artifact. Nothing breaks it: it may go past the column. No text gives a frame without marks.
func (s *Setter) Line(in Inline, st Style, col Column) (page.Frame, error) {
	p, err := s.set(in, typeset.Options{Measure: col.Width, Align: st.Align})
	if err != nil || len(p.Lines) == 0 {
		return page.Frame{}, err
	}
	return page.Frame{Marks: marksOf(p.Lines[0], in.dress, st, col.X)}, nil
}

// Textblock sets the content of a textblock in a column.
func (s *Setter) Textblock(nodes []*model.Node, st Style, col Column) ([]Row, error) {
	in, err := s.Inline(nodes, st)
	if err != nil {
		return nil, err
	}
	return s.Paragraph(in, st, col)
}

// Paragraph sets styled text in a column.
func (s *Setter) Paragraph(in Inline, st Style, col Column) ([]Row, error) {
	lines, err := s.Lines(in, st, col)
	if err != nil {
		return nil, err
	}
	return Rows(lines, st), nil
}

// marksOf turns a line into marks: the grounds and rules first, the glyphs over them.
func marksOf(l typeset.Line, dresses []Dress, st Style, x typeset.Length) []page.Mark {
	baseline := st.Pitch/2 + Middle(st.Size)
	x += l.Left
	var marks []page.Mark
	rule := func(worn func(Dress) bool, draw func(x, w typeset.Length) page.Mark) {
		for i := 0; i < len(l.Runs); {
			if !worn(dresses[l.Runs[i].Span]) {
				i++
				continue
			}
			from := l.Runs[i].X
			for i+1 < len(l.Runs) && worn(dresses[l.Runs[i+1].Span]) {
				i++
			}
			marks = append(marks, draw(x+from, l.Runs[i].X+l.Runs[i].Width-from))
			i++
		}
	}
	straight := func(y, thick typeset.Length) func(x, w typeset.Length) page.Mark {
		return func(x, w typeset.Length) page.Mark { return page.Box{X: x, Y: y, W: w, H: thick, Fill: st.Color} }
	}
	under := baseline + st.Size*17/100
	rule(func(d Dress) bool { return d.Underline }, straight(under, Hair))
	rule(func(d Dress) bool { return d.Link != "" && !d.Underline && !d.Quiet }, straight(under, Hair/2))
	rule(func(d Dress) bool { return d.Strike }, straight(baseline-Middle(st.Size), Hair))
	inset := st.Size / 16 // so that the lines of two names beside each other do not touch
	rule(func(d Dress) bool { return d.Name }, func(x, w typeset.Length) page.Mark {
		return page.Box{X: x + inset, Y: under + Hair, W: max(Hair, w-2*inset), H: Hair, Fill: st.Color}
	})
	rule(func(d Dress) bool { return d.Title }, func(x, w typeset.Length) page.Mark {
		return page.Wave{X: x + inset, Y: under + st.Size*7/100, W: max(Hair, w-2*inset), Height: st.Size * 11 / 100, Period: st.Size * 36 / 100, Thick: Hair, Fill: st.Color}
	})
	for _, r := range l.Runs {
		d := dresses[r.Span]
		if d.Emphasis {
			marks = append(marks, emphasise(r, st, x, baseline)...)
		}
		marks = append(marks, page.Glyphs{Run: r, X: x + r.X, Y: baseline, Color: st.Color, Link: d.Link})
	}
	return marks
}

// emphasise draws a dot under each character and a thin line under Western words; marks get neither (CLREQ 3.3.2).
func emphasise(r typeset.Run, st Style, x, baseline typeset.Length) []page.Mark {
	var out []page.Mark
	y := baseline + st.Size*27/100
	for _, g := range r.Glyphs {
		ch, _ := utf8.DecodeRuneInString(g.Text)
		at := x + r.X + g.X
		switch {
		case unicode.In(ch, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul):
			out = append(out, page.Dot{X: at + r.Size/2, Y: y, R: st.Size * 6 / 100, Fill: st.Color})
		case unicode.IsLetter(ch) || unicode.IsDigit(ch):
			line := page.Box{X: at, Y: baseline + st.Size*17/100, W: g.Advance, H: Hair / 2, Fill: st.Color}
			if n := len(out); n > 0 {
				if b, ok := out[n-1].(page.Box); ok && b.X+b.W == line.X {
					b.W += line.W
					out[n-1] = b
					continue
				}
			}
			out = append(out, line)
		}
	}
	return out
}

// Width is the width of the text in a frame of one line.
func Width(f page.Frame) typeset.Length {
	var from, to typeset.Length
	for i, m := range f.Marks {
		g, ok := m.(page.Glyphs)
		if !ok {
			continue
		}
		if i == 0 {
			from = g.X
		}
		to = g.X + g.Run.Width
	}
	return to - from
}
