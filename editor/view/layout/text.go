package layout

import (
	"strconv"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"galley/editor/model"
	"galley/editor/typeset"
)

// text is one textblock in lines, or a sign of a list. It does not know where it stands. It is immutable but for stops, which are made when
// they are first asked for.
type text struct {
	style *style
	width typeset.Length
	para  typeset.Paragraph
	looks []Look // by span
	lines []textLine
	lead  int      // characters at its start that are not in the document: the label of the abstract
	notes [][2]int // where numbers of footnotes stand in para.Text, in bytes; each is one token of the document
	hint  bool
}

// textLine is a line of a text.
type textLine struct {
	line     int // in the paragraph, -1 for a line without glyphs
	from, to int // tokens of the textblock's content; a break at the end is behind to
	x        typeset.Length
	stops    []stop
}

// stop is a place for the caret: before the token at, or behind the last one.
type stop struct {
	at int
	x  typeset.Length
}

// setText sets the content of a textblock, its first footnote with a number. A damaged face gives the text without lines' glyphs rather than
// none: the caller still has a place for the caret.
func (l *Layout) setText(n *model.Node, st *style, width typeset.Length, label string, note int) *text {
	t := &text{style: st, width: width}
	var spans []typeset.Span
	if label != "" {
		spans = append(spans, typeset.Span{Text: label, Family: st.bold, Size: st.size})
		t.looks = append(t.looks, Look{Ink: st.ink})
		t.lead = utf8.RuneCountInString(label)
	}
	at := len(label)
	for _, c := range n.Children() {
		s, look := st.span(c)
		if c.Kind() == model.Footnote {
			s.Text, look.Ink = strconv.Itoa(note), Link
			s.Size, s.Rise = superior(st.size)
			t.notes = append(t.notes, [2]int{at, at + len(s.Text)})
			note++
		}
		at += len(s.Text)
		spans, t.looks = append(spans, s), append(t.looks, look)
	}
	size := n.ContentSize()
	if size == 0 {
		if hint := l.o.Hints[n.Kind()]; hint != "" && l.hinted(n) {
			t.hint = true
			spans = append(spans, typeset.Span{Text: hint, Family: st.regular, Size: st.size})
			t.looks = append(t.looks, Look{Ink: Faint})
		}
	}
	t.breakLines(spans, l.o.Region, size)
	return t
}

// setSign sets a text that is not part of the document.
func (l *Layout) setSign(s string, st *style, width typeset.Length) *text {
	t := &text{style: st, width: width, looks: []Look{{Ink: st.ink}}, hint: true}
	t.breakLines([]typeset.Span{{Text: s, Family: st.regular, Size: st.size}}, l.o.Region, 0)
	return t
}

func (st *style) span(c *model.Node) (typeset.Span, Look) {
	s := typeset.Span{Text: c.Text(), Family: st.regular, Size: st.size}
	if c.Kind() == model.Break {
		s.Text = "\n"
	}
	look := Look{Ink: st.ink}
	for _, m := range c.Marks() {
		switch m.Kind {
		case model.Strong:
			s.Family = st.bold
		case model.Emphasis:
			look.Emphasis = true
		case model.Underline:
			look.Underline = true
		case model.Strike:
			look.Strike = true
		case model.Link:
			look.Underline, look.Ink = true, Link
			if m.Href == Ghost {
				look.Underline, look.Ink = false, Soft
			}
		case model.BookTitle:
			look.Title = true
		case model.ProperName:
			look.Name = true
		case model.Superscript:
			s.Size, s.Rise = superior(st.size)
		case model.Subscript:
			s.Size, s.Rise = st.size*65/100, -st.size*12/100
		}
	}
	return s, look
}

// superior returns the size and the rise of raised figures.
func superior(size typeset.Length) (small, rise typeset.Length) {
	return size * 65 / 100, size * 38 / 100
}

// tokens returns how many tokens of the document a part of the text shows. A number that a line breaks is counted where it begins.
func (t *text) tokens(from, to int) int {
	n := utf8.RuneCountInString(t.para.Text[from:to])
	for _, note := range t.notes {
		if a, b := max(from, note[0]), min(to, note[1]); a < b {
			n -= b - a // figures are bytes
			if a == note[0] {
				n++
			}
		}
	}
	return n
}

// note returns the footnote whose number holds a byte of the text, nil where there is none.
func (t *text) note(at int) *[2]int {
	for i := range t.notes {
		if n := &t.notes[i]; n[0] <= at && at < n[1] {
			return n
		}
	}
	return nil
}

// breakLines breaks the spans into lines; size is how many tokens of the document they show.
func (t *text) breakLines(spans []typeset.Span, region typeset.Region, size int) {
	st := t.style
	indent := min(st.indent, t.width-st.size)
	o := typeset.Options{Measure: t.width, FirstIndent: max(0, indent), Align: st.align, Balance: st.balance, Region: region}
	p, err := typeset.Break(spans, o)
	if err != nil {
		t.lines = []textLine{{line: -1, to: size}}
		return
	}
	t.para = p
	at := -t.lead
	for i := range p.Lines {
		line := &p.Lines[i]
		shown := p.Text[line.Start:line.End]
		end := at + t.tokens(line.Start, line.End)
		to := end
		if len(shown) > 0 && shown[len(shown)-1] == '\n' {
			to--
		}
		t.lines = append(t.lines, textLine{line: i, from: max(0, at), to: to})
		at = end
	}
	if t.hint {
		t.lines[0].to = 0
		for i := 1; i < len(t.lines); i++ {
			t.lines[i].from, t.lines[i].to = 0, 0
		}
		return
	}
	if n := len(p.Text); n == 0 || p.Text[n-1] == '\n' {
		x := typeset.Length(0)
		switch {
		case st.align == typeset.Centre:
			x = t.width / 2
		case st.align == typeset.End:
			x = t.width
		case n == 0:
			x = o.FirstIndent
		}
		t.lines = append(t.lines, textLine{line: -1, from: size, to: size, x: x})
	}
}

// carets returns the stops of a line in ascending order, the first at its start and the last at its end.
func (t *text) carets(n int) []stop {
	ln := &t.lines[n]
	if ln.stops == nil {
		ln.stops = t.makeStops(ln)
	}
	return ln.stops
}

func (t *text) makeStops(ln *textLine) []stop {
	if ln.line < 0 {
		return []stop{{ln.from, ln.x}}
	}
	line := &t.para.Lines[ln.line]
	at := -t.lead
	if ln.line > 0 {
		at = ln.from
	}
	if t.hint {
		return []stop{{0, max(0, line.Left)}}
	}
	stops := make([]stop, 0, ln.to-ln.from+1)
	rest := line.Start
	var least typeset.Length
	var last string // text of the glyph before
	add := func(at int, x typeset.Length) {
		least = max(least, x)
		if at >= ln.from && at <= ln.to {
			stops = append(stops, stop{at, least})
		}
	}
	for i := range line.Runs {
		r := &line.Runs[i]
		for j := range r.Glyphs {
			g := &r.Glyphs[j]
			if g.Text == "" {
				continue
			}
			x := line.Left + r.X + g.X
			from := rest
			rest += len(g.Text)
			if n := t.note(from); n != nil {
				if last = g.Text; from == n[0] {
					add(at, x)
					at++
				}
				continue
			}
			joined := joins(last, g.Text)
			last = g.Text
			if joined { // a face or a mark of the text may part a character from its accents; the caret does not
				at += utf8.RuneCountInString(g.Text)
				continue
			}
			_, first := utf8.DecodeRuneInString(g.Text)
			if first == len(g.Text) {
				add(at, x)
				at++
				continue
			}
			// Several characters of one glyph, such as the two dashes of ——, share its width.
			clusters := uniseg.GraphemeClusterCount(g.Text)
			for k, s := 0, g.Text; s != ""; k++ {
				c, after, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
				add(at, x+g.Advance*typeset.Length(k)/typeset.Length(clusters))
				at += utf8.RuneCountInString(c)
				s = after
			}
		}
	}
	x := line.Left + line.Width
	space := t.style.size / 4
	if f := t.style.regular.Faces[0]; f != nil {
		if g, ok := f.Glyph(' '); ok {
			space = typeset.Length(f.Advance(g)) * t.style.size / typeset.Length(f.UnitsPerEm())
		}
	}
	for _, r := range t.para.Text[rest:line.End] { // spaces at the end have no glyphs
		if r == '\n' {
			break
		}
		add(at, min(x, max(t.width, line.Left+line.Width)))
		at, x = at+1, x+space
	}
	add(ln.to, min(x, max(t.width, line.Left+line.Width)))
	return stops
}

// joins reports whether two texts meet inside a cluster.
func joins(a, b string) bool {
	r, _ := utf8.DecodeRuneInString(b)
	if a == "" || r < 0x300 || r >= 0x2010 && r < 0x2030 || r >= 0x3001 && r < 0x302a || r >= 0x3400 && r < 0xa000 || r >= 0xff01 && r < 0xff61 {
		return false // nearly everything
	}
	return uniseg.GraphemeClusterCount(a+b) < uniseg.GraphemeClusterCount(a)+uniseg.GraphemeClusterCount(b)
}

// caretX returns where the caret before token at stands in a line; a token inside a cluster has the caret of the cluster.
func (t *text) caretX(n, at int) typeset.Length {
	stops := t.carets(n)
	lo, hi := 0, len(stops)
	for lo+1 < hi {
		if m := (lo + hi) / 2; stops[m].at <= at {
			lo = m
		} else {
			hi = m
		}
	}
	return stops[lo].x
}

// tokenAt returns the caret of a line that is nearest to x.
func (t *text) tokenAt(n int, x typeset.Length) int {
	stops := t.carets(n)
	best := 0
	for i := range stops {
		if abs(stops[i].x-x) <= abs(stops[best].x-x) {
			best = i
		}
	}
	return stops[best].at
}

func abs(v typeset.Length) typeset.Length { return max(v, -v) }
