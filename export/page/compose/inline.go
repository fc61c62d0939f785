package compose

import (
	"strings"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/typeset"
)

// Dress is what a stretch of text wears besides its face.
type Dress struct {
	Link                        string // address, or "#" and the name of an anchor
	Quiet                       bool   // a link without a line under it
	Underline, Strike, Emphasis bool
	Title, Name                 bool // 书名号甲式, 专名号 (GB/T 15834-2011, 4.15 and 4.16)
}

// Inline is styled text.
type Inline struct {
	spans []typeset.Span
	dress []Dress // one for each span
}

// Add appends text in one face and size.
func (in *Inline) Add(text string, family *typeset.Family, size typeset.Length, d Dress) {
	if text != "" {
		in.spans = append(in.spans, typeset.Span{Text: text, Family: family, Size: size})
		in.dress = append(in.dress, d)
	}
}

// Append appends other styled text.
func (in *Inline) Append(other Inline) {
	in.spans, in.dress = append(in.spans, other.spans...), append(in.dress, other.dress...)
}

// kept are the stretches that do not part: the number of a note stays with the character before it, and the words of a headline of several lines
// stay whole.
func (in *Inline) kept(st Style, measure typeset.Length) []typeset.Range {
	var out []typeset.Range
	if st.Balance {
		var text strings.Builder
		var width typeset.Length
		for _, span := range in.spans {
			text.WriteString(span.Text)
			width += typeset.Length(utf8.RuneCountInString(span.Text)) * span.Size
		}
		if width > measure {
			out = Kept(text.String())
		}
	}
	at, before := 0, 0
	for i, span := range in.spans {
		if at > 0 && strings.HasPrefix(in.dress[i].Link, notePrefix) {
			out = append(out, typeset.Range{Start: at - before, End: at + len(span.Text)})
		}
		at += len(span.Text)
		_, before = utf8.DecodeLastRuneInString(span.Text)
	}
	return out
}

// Plain returns a text in a style.
func Plain(text string, st Style) Inline {
	var in Inline
	in.Add(text, st.Family, st.Size, Dress{})
	return in
}

// Inline turns the content of a textblock into styled text. Its notes are numbered and set.
func (s *Setter) Inline(nodes []*model.Node, st Style) (Inline, error) {
	var in Inline
	for _, n := range nodes {
		if n.Kind() == model.Footnote {
			if err := s.note(&in, n.Attrs().Note, st); err != nil {
				return Inline{}, err
			}
			continue
		}
		text := n.Text()
		if n.Kind() == model.Break {
			text = "\n"
		}
		if text == "" {
			continue
		}
		span := typeset.Span{Text: text, Family: st.Family, Size: st.Size}
		var d Dress
		for _, m := range n.Marks() {
			switch m.Kind {
			case model.Strong:
				span.Family = s.Fonts.Bold(span.Family)
			case model.Emphasis:
				d.Emphasis = true
			case model.Underline:
				d.Underline = true
			case model.Strike:
				d.Strike = true
			case model.Superscript:
				span.Rise, span.Size = st.Size*36/100, st.Size*62/100
			case model.Subscript:
				span.Rise, span.Size = -st.Size*14/100, st.Size*62/100
			case model.Link:
				if !strings.HasPrefix(m.Href, "#") { // places on a web page are none on paper
					d.Link = m.Href
				}
			case model.BookTitle:
				d.Title = true
			case model.ProperName:
				d.Name = true
			}
		}
		in.spans = append(in.spans, span)
		in.dress = append(in.dress, d)
	}
	return in, nil
}
