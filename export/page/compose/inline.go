package compose

import (
	"galley/editor/model"
	"galley/editor/typeset"
)

// Dress is what a stretch of text wears besides its face.
type Dress struct {
	Link                        string // address, or "#" and the name of an anchor
	Quiet                       bool   // a link without a line under it
	Underline, Strike, Emphasis bool
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

// Plain returns a text in a style.
func Plain(text string, st Style) Inline {
	var in Inline
	in.Add(text, st.Family, st.Size, Dress{})
	return in
}

// Inline turns the content of a textblock into styled text.
func (s *Setter) Inline(nodes []*model.Node, st Style) Inline {
	var in Inline
	for _, n := range nodes {
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
				d.Link = m.Href
			}
		}
		in.spans = append(in.spans, span)
		in.dress = append(in.dress, d)
	}
	return in
}
