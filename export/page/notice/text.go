package notice

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// style is how a piece of text is set.
type style struct {
	family *typeset.Family
	size   typeset.Length
	color  page.Color
	align  typeset.Align
	indent typeset.Length // of the first line, in the widths of the page
	hang   typeset.Length // of the others
	role   page.Role
}

// dress is what a span wears besides its face.
type dress struct {
	link                        string
	underline, strike, emphasis bool
	title                       bool // a wavy line
}

// inline is styled text with its dress, one for each span.
type inline struct {
	spans []typeset.Span
	dress []dress
}

func (in *inline) add(text string, s style) {
	if text != "" {
		in.spans = append(in.spans, typeset.Span{Text: text, Family: s.family, Size: s.size})
		in.dress = append(in.dress, dress{})
	}
}

func plain(text string, s style) inline {
	var in inline
	in.add(text, s)
	return in
}

// inlineOf turns the content of a textblock into styled text. Strong text is 黑体: the standard has no bold.
func (c *composer) inlineOf(nodes []*model.Node, s style) inline {
	var in inline
	for _, n := range nodes {
		text := n.Text()
		switch n.Kind() {
		case model.Break:
			text = "\n"
		case model.Footnote:
			in.spans = append(in.spans, typeset.Span{Text: c.footnote(n), Family: s.family, Size: s.size * 62 / 100, Rise: s.size * 36 / 100})
			in.dress = append(in.dress, dress{})
			continue
		}
		if text == "" {
			continue
		}
		span := typeset.Span{Text: text, Family: s.family, Size: s.size}
		var d dress
		for _, m := range n.Marks() {
			switch m.Kind {
			case model.Strong:
				span.Family = c.faces.hei
			case model.Emphasis:
				d.emphasis = true
			case model.Underline, model.ProperName:
				d.underline = true
			case model.BookTitle:
				d.title = true
			case model.Strike:
				d.strike = true
			case model.Superscript:
				span.Rise, span.Size = s.size*36/100, s.size*62/100
			case model.Subscript:
				span.Rise, span.Size = -s.size*14/100, s.size*62/100
			case model.Link:
				d.link = m.Href
			}
		}
		in.spans = append(in.spans, span)
		in.dress = append(in.dress, d)
	}
	return in
}

// column is where text stands across the sheet.
type column struct{ x, width typeset.Length }

// area is the width of the type area.
func area() column { return column{left, width} }

// inset returns the column made narrower by so many cells on each side.
func (c column) inset(l, r typeset.Length) column { return column{c.x + l, c.width - l - r} }

// onGrid widens a length of 3号 text to the grid: 28 characters of 15.75 pt become 156 mm.
func onGrid(l typeset.Length) typeset.Length { return l * cell / size3 }

// offGrid is the way back, a hair shorter where it does not come out even.
func offGrid(l typeset.Length) typeset.Length { return l * size3 / cell }

// set breaks text into lines in a column, on the grid if it is 3号, and notes what could not be shown as asked.
func (c *composer) set(in inline, s style, col column, o typeset.Options) ([]typeset.Line, error) {
	o.Measure, o.FirstIndent, o.Hang, o.Align, o.Style = col.width, s.indent, s.hang, s.align, typeset.FullWidth
	if s.size == size3 {
		o.Measure, o.FirstIndent, o.Hang = offGrid(o.Measure), offGrid(o.FirstIndent), offGrid(o.Hang)
	}
	p, err := typeset.Break(in.spans, o)
	if err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	c.note(p)
	if s.size == size3 {
		for i := range p.Lines {
			widen(&p.Lines[i])
		}
	}
	return p.Lines, nil
}

// widen puts the glyphs of a line on the grid.
func widen(l *typeset.Line) {
	l.Left, l.Width = onGrid(l.Left), onGrid(l.Width)
	for i := range l.Runs {
		r := &l.Runs[i]
		from, end := onGrid(r.X), onGrid(r.X+r.Width)
		glyphs := make([]typeset.Glyph, len(r.Glyphs))
		for k, g := range r.Glyphs {
			g.Advance = onGrid(g.Advance)
			g.X = onGrid(g.X)
			glyphs[k] = g
		}
		r.X, r.Width, r.Glyphs = from, end-from, glyphs
	}
}

// lines sets text in a column and returns a frame for each line, placed from the top of its cell.
func (c *composer) lines(in inline, s style, col column) ([]page.Frame, error) {
	set, err := c.set(in, s, col, typeset.Options{})
	if err != nil || len(set) == 0 {
		return nil, err
	}
	return c.frames(set, in, s, col.x), nil
}

func (c *composer) frames(set []typeset.Line, in inline, s style, x typeset.Length) []page.Frame {
	block := c.setter.Block()
	out := make([]page.Frame, len(set))
	for i, l := range set {
		out[i] = page.Frame{Role: s.role, Block: block, Marks: marksOf(l, in.dress, s, x)}
	}
	return out
}

// line sets text on one line at its natural width, and returns the width.
func (c *composer) line(text string, s style, x typeset.Length) (page.Frame, typeset.Length, error) {
	in := plain(text, s)
	s.align, s.indent, s.hang = typeset.Start, 0, 0
	set, err := c.set(in, s, column{x, 100 * width}, typeset.Options{})
	if err != nil || len(set) == 0 {
		return page.Frame{}, 0, err
	}
	return c.frames(set, in, s, x)[0], set[0].Width, nil
}

// spread sets text on one line over a width: names of organs.
func (c *composer) spread(text string, s style, col column) (page.Frame, error) {
	in := plain(text, s)
	s.align, s.indent, s.hang = typeset.Distribute, 0, 0
	set, err := c.set(in, s, col, typeset.Options{})
	if err != nil || len(set) == 0 {
		return page.Frame{}, err
	}
	return c.frames(set, in, s, col.x)[0], nil
}

// note puts what a paragraph could not show as asked into the report, each thing once.
func (c *composer) note(p typeset.Paragraph) {
	c.wide += p.Overfull
	for _, s := range p.Substitutions {
		g := export.Glyph{Text: s.Text, Face: s.Asked.Name()}
		if s.Used != nil {
			g.Used = s.Used.Name()
		}
		if c.noted[g] {
			continue
		}
		c.noted[g] = true
		if s.Used == nil {
			c.report.Missing = append(c.report.Missing, g)
		} else {
			c.report.Replaced = append(c.report.Replaced, g)
		}
	}
}

// marksOf turns a line into marks: the rules first, the glyphs over them.
func marksOf(l typeset.Line, dresses []dress, s style, x typeset.Length) []page.Mark {
	baseline := sit(s.size)
	x += l.Left
	var marks []page.Mark
	under := func(worn func(dress) bool, draw func(x, w typeset.Length) page.Mark) {
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
	rule := func(y typeset.Length) func(x, w typeset.Length) page.Mark {
		return func(x, w typeset.Length) page.Mark { return page.Box{X: x, Y: y, W: w, H: innerRule, Fill: s.color} }
	}
	under(func(d dress) bool { return d.underline }, rule(baseline+s.size*17/100))
	under(func(d dress) bool { return d.strike }, rule(baseline-s.size*38/100))
	under(func(d dress) bool { return d.title }, func(x, w typeset.Length) page.Mark { // GB/T 15834-2011, 4.15
		return page.Wave{X: x, Y: baseline + s.size*18/100, W: w, Height: s.size * 8 / 100, Period: s.size / 3, Thick: innerRule, Fill: s.color}
	})
	for _, r := range l.Runs {
		d := dresses[r.Span]
		if d.emphasis {
			marks = append(marks, emphasise(r, s, x, baseline)...)
		}
		marks = append(marks, page.Glyphs{Run: r, X: x + r.X, Y: baseline, Color: s.color, Link: d.link})
	}
	return marks
}

// emphasise draws a dot under each Han character (着重号, GB/T 15834-2011, 4.9).
func emphasise(r typeset.Run, s style, x, baseline typeset.Length) []page.Mark {
	var out []page.Mark
	for _, g := range r.Glyphs {
		if ch, _ := utf8.DecodeRuneInString(g.Text); unicode.Is(unicode.Han, ch) {
			out = append(out, page.Dot{X: x + r.X + g.X + r.Size/2, Y: baseline + s.size*27/100, R: s.size * 6 / 100, Fill: s.color})
		}
	}
	return out
}

// joined returns one frame with the marks of several.
func joined(fs ...page.Frame) page.Frame {
	out := fs[0]
	for _, f := range fs[1:] {
		out.Marks = append(out.Marks[:len(out.Marks):len(out.Marks)], f.Marks...)
	}
	return out
}
