package layout

import (
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// head appends kicker, headline, subtitle and the line of source and time.
func (a *article) head() error {
	doc := a.piece.Doc
	col := inset(sheet, body, body)
	headline, err := a.headline(col)
	if err != nil {
		return err
	}
	for _, part := range []struct {
		kind  model.Kind
		style compose.Style
	}{
		{model.Kicker, a.styles.kicker},
		{model.Headline, headline},
		{model.Subtitle, a.styles.subtitle},
	} {
		if err := a.paragraph(a.Inline(doc.Part(part.kind).Children(), part.style), part.style, col); err != nil {
			return err
		}
	}
	return a.paragraph(compose.Plain(strings.Join(a.meta(), "\u3000\u3000"), a.styles.meta), a.styles.meta, sheet)
}

// headline returns the largest style in which the headline takes two lines, and the middle one where it takes more in all.
func (a *article) headline(col compose.Column) (compose.Style, error) {
	st := a.styles.headline
	for _, size := range []typeset.Length{22, 20, 18} {
		st.Size, st.Pitch = size*typeset.Point, size*typeset.Point*3/2
		lines, err := a.Measure(a.Inline(a.piece.Doc.Part(model.Headline).Children(), st), st, col)
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
func (a *article) meta() []string {
	var out []string
	say := func(id, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, a.Words().S(id, "Value", value))
		}
	}
	say("page.source", a.piece.Source)
	say("page.author", strings.Join(a.piece.Authors, a.Words().S("page.and")))
	if !a.piece.Published.IsZero() {
		say("page.published", a.piece.Published.Format("2006-01-02 15:04"))
	}
	return out
}

// abstract appends the abstract in its panel: a ground with a red bar at its left, drawn row by row so that it can go over a page.
func (a *article) abstract() error {
	nodes := a.piece.Doc.Part(model.Abstract).Children()
	if len(nodes) == 0 {
		return nil
	}
	st := a.styles.abstract
	var in compose.Inline
	in.Add(a.Words().S("page.abstract")+"\u3000", a.Fonts.HeiBold, st.Size, compose.Dress{})
	in.Append(a.Inline(nodes, st))
	rows, err := a.Paragraph(in, st, inset(sheet, panel, panel))
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
			page.Box{X: sheet.X, W: sheet.Width, H: r.Height, Fill: page.Wash},
			page.Box{X: sheet.X, W: 5 * gap / 2, H: r.Height, Fill: page.Red},
		}}
		r.Frames = []page.Frame{ground, r.Frames[0].Moved(0, above)}
	}
	a.rows = append(a.rows, rows...)
	return nil
}
