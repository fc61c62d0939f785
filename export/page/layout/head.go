package layout

import (
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// head appends kicker, headline, subtitle and the line of source and time.
func (s *setting) head() error {
	doc, first := s.piece.Doc, len(s.rows)
	col := inset(s.sheet.Text, body, body)
	headline, err := s.headline(col)
	if err != nil {
		return err
	}
	for _, part := range []struct {
		kind  model.Kind
		style compose.Style
	}{
		{model.Kicker, s.styles.kicker},
		{model.Headline, headline},
		{model.Subtitle, s.styles.subtitle},
	} {
		rows, err := s.Textblock(doc.Part(part.kind).Children(), part.style, col)
		if err != nil {
			return err
		}
		s.span(rows...)
	}
	if err := s.paragraph(compose.Plain(strings.Join(s.meta(), "\u3000\u3000"), s.styles.meta), s.styles.meta, s.sheet.Text); err != nil {
		return err
	}
	if last := len(s.rows) - 1; last >= first {
		s.rows[last].After = max(s.rows[last].After, s.styles.meta.After) // where nothing is known of source and time, too
	}
	return nil
}

// headline returns the largest style in which the headline takes two lines, and the middle one where it takes more in all.
func (s *setting) headline(col compose.Column) (compose.Style, error) {
	st := s.styles.headline
	for _, size := range []typeset.Length{22, 20, 18} {
		st.Size, st.Pitch = size*typeset.Point, size*typeset.Point*3/2
		lines, err := s.Measure(s.piece.Doc.Part(model.Headline).Children(), st, col)
		if err != nil {
			return st, err
		}
		if len(lines) <= 2 {
			return st, nil
		}
	}
	st.Size, st.Pitch = 20*typeset.Point, 30*typeset.Point
	return st, nil
}

// meta returns the words of the line under the headline.
func (s *setting) meta() []string {
	var out []string
	say := func(id, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, s.Words().S(id, "Value", value))
		}
	}
	say("page.source", s.piece.Source)
	say("page.author", strings.Join(s.piece.Authors, s.Words().S("page.and")))
	if !s.piece.Published.IsZero() {
		say("page.published", s.piece.Published.Format("2006-01-02 15:04"))
	}
	return out
}

// particulars appends what the article's kind tells, a line each: the labels in a column as wide as the widest, what they say beside it.
func (s *setting) particulars() error {
	list := s.piece.Particulars
	if len(list) == 0 {
		return nil
	}
	st := s.styles.Text
	st.Indent, st.Size, st.Pitch = 0, s.styles.abstract.Size, s.styles.abstract.Pitch
	label := st
	label.Family, label.Align = s.Fonts.Hei, typeset.Start
	labels := make([]page.Frame, len(list))
	var room typeset.Length
	for i, p := range list {
		f, err := s.Line(compose.Plain(s.Words().Say(p.Label), label), label, compose.Column{X: s.sheet.Text.X, Width: s.sheet.Text.Width / 3})
		if err != nil {
			return err
		}
		labels[i], room = f, max(room, compose.Width(f))
	}
	col := inset(s.sheet.Text, room+st.Size*3/2, 0)
	var rows []compose.Row
	for i, p := range list {
		var in compose.Inline
		in.Add(p.Text, st.Family, st.Size, compose.Dress{Link: p.Address})
		more, err := s.Paragraph(in, st, col)
		if err != nil {
			return err
		}
		if len(more) == 0 {
			continue
		}
		labels[i].Role, labels[i].Block = page.P, s.Block()
		more[0].Frames = append([]page.Frame{labels[i]}, more[0].Frames...)
		rows = append(rows, more...)
	}
	compose.Pad(rows, pitch/2)
	s.span(rows...)
	return nil
}

// abstract appends the abstract in its panel: a ground with a red bar at its left, drawn row by row so that it can go over a page.
func (s *setting) abstract() error {
	nodes := s.piece.Doc.Part(model.Abstract).Children()
	if len(nodes) == 0 {
		return nil
	}
	st := s.styles.abstract
	var in compose.Inline
	in.Add(s.Words().S("page.abstract")+"\u3000", s.Fonts.HeiBold, st.Size, compose.Dress{})
	words, err := s.Inline(nodes, st)
	if err != nil {
		return err
	}
	in.Append(words)
	rows, err := s.Paragraph(in, st, inset(s.sheet.Text, panel, panel))
	if err != nil {
		return err
	}
	const pad = 8 * typeset.Point
	for i := range rows {
		r := &rows[i]
		var above typeset.Length
		if i == 0 {
			above = pad
		}
		r.Height += above
		if i+1 == len(rows) {
			r.Height += pad
		}
		ground := page.Frame{Marks: []page.Mark{
			page.Box{X: s.sheet.Text.X, W: s.sheet.Text.Width, H: r.Height, Fill: page.Wash},
			page.Box{X: s.sheet.Text.X, W: 5 * gap / 2, H: r.Height, Fill: page.Red},
		}}
		r.Frames = []page.Frame{ground, r.Frames[0].Moved(0, above)}
	}
	s.span(rows...)
	return nil
}
