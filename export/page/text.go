package page

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/typeset"
)

// dress is what a span wears besides its face.
type dress struct {
	link                        string
	underline, strike, emphasis bool
	quiet                       bool // a link without a line under it
}

// inline is styled text with its dress, one for each span.
type inline struct {
	spans []typeset.Span
	dress []dress
}

func (in *inline) add(text string, family *typeset.Family, size typeset.Length) {
	if text != "" {
		in.spans = append(in.spans, typeset.Span{Text: text, Family: family, Size: size})
		in.dress = append(in.dress, dress{})
	}
}

// inlineOf turns the content of a textblock into styled text.
func (c *composer) inlineOf(nodes []*model.Node, s style) inline {
	var in inline
	for _, n := range nodes {
		text := n.Text()
		if n.Kind() == model.Break {
			text = "\n"
		}
		if text == "" {
			continue
		}
		span := typeset.Span{Text: text, Family: s.family, Size: s.size}
		var d dress
		for _, m := range n.Marks() {
			switch m.Kind {
			case model.Strong:
				span.Family = c.fonts.bold(span.Family)
			case model.Emphasis:
				d.emphasis = true
			case model.Underline:
				d.underline = true
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
type column struct {
	x, width typeset.Length
}

// inset returns the column made narrower on both sides, and the column itself where that would leave no room for a line of text.
func (c column) inset(left, right typeset.Length) column {
	if c.width-left-right < 4*body {
		return c
	}
	return column{c.x + left, c.width - left - right}
}

// lines sets styled text in a column and returns one frame for each line, its place from the top of the line's pitch.
func (c *composer) lines(in inline, s style, col column) ([]Frame, error) {
	p, err := typeset.Break(in.spans, typeset.Options{
		Measure: col.width, FirstIndent: min(s.indent, col.width/2), Align: s.align, Balance: s.balance, Region: c.region,
	})
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	c.note(p)
	if len(p.Lines) == 0 {
		return nil, nil
	}
	c.block++
	frames := make([]Frame, len(p.Lines))
	for i, l := range p.Lines {
		frames[i] = Frame{Role: s.role, Block: c.block, Marks: marksOf(l, in.dress, s, col.x)}
	}
	return frames, nil
}

// marksOf turns a line into marks: the grounds and rules first, the glyphs over them.
func marksOf(l typeset.Line, dresses []dress, s style, x typeset.Length) []Mark {
	baseline := s.pitch/2 + middle(s.size)
	x += l.Left
	var marks []Mark
	rule := func(worn func(dress) bool, y, thick typeset.Length) {
		for i := 0; i < len(l.Runs); {
			if !worn(dresses[l.Runs[i].Span]) {
				i++
				continue
			}
			from := l.Runs[i].X
			for i+1 < len(l.Runs) && worn(dresses[l.Runs[i+1].Span]) {
				i++
			}
			marks = append(marks, Box{X: x + from, Y: y, W: l.Runs[i].X + l.Runs[i].Width - from, H: thick, Fill: s.color})
			i++
		}
	}
	rule(func(d dress) bool { return d.underline }, baseline+s.size*17/100, hair)
	rule(func(d dress) bool { return d.link != "" && !d.underline && !d.quiet }, baseline+s.size*17/100, hair/2)
	rule(func(d dress) bool { return d.strike }, baseline-middle(s.size), hair)
	for _, r := range l.Runs {
		d := dresses[r.Span]
		if d.emphasis {
			marks = append(marks, emphasise(r, s, x, baseline)...)
		}
		marks = append(marks, Glyphs{Run: r, X: x + r.X, Y: baseline, Color: s.color, Link: d.link})
	}
	return marks
}

// emphasise draws a dot under each character and a thin line under Western words; marks get neither (CLREQ 3.3.2).
func emphasise(r typeset.Run, s style, x, baseline typeset.Length) []Mark {
	var out []Mark
	y := baseline + s.size*27/100
	for _, g := range r.Glyphs {
		ch, _ := utf8.DecodeRuneInString(g.Text)
		at := x + r.X + g.X
		switch {
		case unicode.In(ch, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul):
			out = append(out, Dot{X: at + r.Size/2, Y: y, R: s.size * 6 / 100, Fill: s.color})
		case unicode.IsLetter(ch) || unicode.IsDigit(ch):
			line := Box{X: at, Y: baseline + s.size*17/100, W: g.Advance, H: hair / 2, Fill: s.color}
			if n := len(out); n > 0 {
				if b, ok := out[n-1].(Box); ok && b.X+b.W == line.X {
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

// paragraph appends the rows of styled text: a row for each line, so kept together that no page begins with a last line or ends with a first one.
func (c *composer) paragraph(in inline, s style, col column) error {
	frames, err := c.lines(in, s, col)
	if err != nil {
		return err
	}
	c.rows = append(c.rows, rowsOf(frames, s)...)
	return nil
}

func rowsOf(frames []Frame, s style) []row {
	rows := make([]row, len(frames))
	last := len(frames) - 1
	for i := range frames {
		rows[i] = row{height: s.pitch, frames: frames[i : i+1 : i+1], keep: i == 0 && last > 0 || i+1 == last}
	}
	if last >= 0 {
		rows[0].before, rows[last].after = s.before, s.after
		rows[last].keep = s.keep
	}
	return rows
}
