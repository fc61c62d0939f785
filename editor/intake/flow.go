package intake

import (
	"strings"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// flow gathers the text of one HTML block and gives it back as paragraphs. It does what a browser does with white space
// (CSS Text 3, 4.1.1 to 4.1.3) and nothing else to the text.
type flow struct {
	lines   []line
	current line
	last    rune // last rune of the current line, 0 at its start
	space   bool // a collapsed space waits for the next character
	feed    bool // it held a line feed
	spaceIn style
	pre     bool // white space is kept
}

// style is what the elements around a text say about it.
type style struct {
	marks model.Marks
	link  int
	away  bool
}

// line is what stands between two line breaks.
type line struct {
	spans    []span
	indented bool // began with blanks that lay it out as a paragraph
}

// span is a run of text with the same marks.
type span struct {
	text  string
	marks model.Marks
	link  int  // number of the link it stands in, from 1; 0 outside links
	away  bool // the link goes to another host
}

// write adds text, with HTML's white space collapsed.
func (f *flow) write(text string, in style) {
	var b strings.Builder
	for _, c := range text {
		switch {
		case f.pre && c == '\n':
			f.put(&b, in)
			f.brk()
			continue
		case !f.pre && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'):
			if !f.space {
				f.put(&b, in)
				f.space, f.feed, f.spaceIn = true, false, in
			}
			f.feed = f.feed || c == '\n'
			continue
		case !model.ValidRune(c):
			continue // from a numeric entity
		}
		if f.space {
			f.space = false
			if f.last != 0 && !(f.feed && han.IsWide(f.last) && han.IsWide(c)) {
				f.current.spans = append(f.current.spans, span{" ", f.spaceIn.marks, f.spaceIn.link, f.spaceIn.away})
			}
		}
		b.WriteRune(c)
		f.last = c
	}
	f.put(&b, in)
}

func (f *flow) put(b *strings.Builder, in style) {
	if b.Len() > 0 {
		f.current.spans = append(f.current.spans, span{b.String(), in.marks, in.link, in.away})
		b.Reset()
	}
}

// brk ends the line.
func (f *flow) brk() {
	f.lines = append(f.lines, f.current)
	f.current, f.last, f.space = line{}, 0, false
}

// paragraphs ends the flow and returns its paragraphs: an empty line parts two of them, and so does a line that is indented, and, if loose,
// the end of a line that ends a sentence. Loose are the blocks that are not paragraphs themselves.
func (f *flow) paragraphs(loose bool) [][]line {
	f.brk()
	var out [][]line
	var cur []line
	for _, l := range f.lines {
		l = l.trim()
		if l.blank() {
			if len(cur) > 0 {
				out, cur = append(out, cur), nil
			}
			continue
		}
		if len(cur) > 0 && (l.indented || loose && cur[len(cur)-1].endsSentence()) {
			out, cur = append(out, cur), nil
		}
		cur = append(cur, l)
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	f.lines = nil
	return out
}

// trim takes the blanks at both ends of a line away.
func (l line) trim() line {
	for len(l.spans) > 0 {
		t := strings.TrimLeftFunc(l.spans[0].text, han.IsIndent)
		if t != l.spans[0].text && l.spans[0].text != " " {
			l.indented = true
		}
		if t != "" {
			l.spans[0].text = t
			break
		}
		l.spans = l.spans[1:]
	}
	for n := len(l.spans); n > 0; n = len(l.spans) {
		t := strings.TrimRightFunc(l.spans[n-1].text, han.IsIndent)
		if t != "" {
			l.spans[n-1].text = t
			break
		}
		l.spans = l.spans[:n-1]
	}
	return l
}

func (l line) text() string {
	var b strings.Builder
	for _, s := range l.spans {
		b.WriteString(s.text)
	}
	return b.String()
}

// blank reports whether the line shows nothing.
func (l line) blank() bool {
	for _, s := range l.spans {
		if strings.TrimFunc(s.text, han.IsBlank) != "" {
			return false
		}
	}
	return true
}

func (l line) endsSentence() bool {
	t := strings.TrimRight(l.text(), "”」』\"’）)")
	return strings.HasSuffix(t, "。") || strings.HasSuffix(t, "！") || strings.HasSuffix(t, "？") || strings.HasSuffix(t, "…") || strings.HasSuffix(t, ".") ||
		strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?")
}

// inline returns the nodes of the lines, with a break between two.
func inline(lines []line) []*model.Node {
	var out []*model.Node
	for i, l := range lines {
		if i > 0 {
			out = append(out, model.NewBreak())
		}
		for len(l.spans) > 0 { // joined here: the model would copy the text again for every span
			marks, n := l.spans[0].marks, 1
			for n < len(l.spans) && l.spans[n].marks.Equal(marks) {
				n++
			}
			out = append(out, model.NewText(line{spans: l.spans[:n]}.text(), marks...))
			l.spans = l.spans[n:]
		}
	}
	return out
}
