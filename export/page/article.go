package page

import (
	"fmt"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
)

// Options say what an article is laid out with besides its own parts.
type Options struct {
	Code *ShareCode // share code at the end; nil for none
}

// ShareCode is the pattern of a share code.
type ShareCode struct {
	Size    int      // cells on each side, without the quiet zone
	Rects   [][4]int // dark cells: x, y, width, height in cells
	Address string   // that it leads to, ASCII; empty for the permalink of the piece
	Shown   string   // the address as a person reads it; empty for the address itself
}

// composer turns a piece into rows.
type composer struct {
	piece   export.Piece
	words   *catalogue.Catalogue
	fonts   Fonts
	styles  styles
	region  typeset.Region
	options Options
	rows    []row
	block   int // last number given to a paragraph
	report  export.Report
	noted   map[export.Glyph]bool
	wide    int // lines that are wider than their column
}

// Article lays a piece out as a published article on A4: head, abstract, body, credits, share code. It returns an error for a document that
// breaks the schema, a picture that cannot be found or read, and a damaged font; characters that no face has are in the report.
func Article(p export.Piece, f Fonts, o Options) (Document, export.Report, error) {
	if err := p.Doc.Check(); err != nil {
		return Document{}, export.Report{}, err
	}
	c := &composer{
		piece: p, words: catalogue.For(p.Language), fonts: f, styles: newStyles(f), options: o, noted: map[export.Glyph]bool{},
	}
	if p.Language == catalogue.ZhHant {
		c.region = typeset.Taiwan
	}
	for _, part := range []func() error{c.head, c.abstract, c.body, c.credits, c.share} {
		if err := part(); err != nil {
			return Document{}, export.Report{}, err
		}
	}
	doc := Document{
		Title: oneLine(p.Doc.Part(model.Headline)), Author: strings.Join(p.Authors, "、"), Subject: oneLine(p.Doc.Part(model.Abstract)),
		Keywords: strings.Join(p.Keywords, "、"), Language: string(p.Language),
	}
	doc.Pages, doc.Outline = paginate(c.rows)
	if err := c.furnish(doc.Pages); err != nil {
		return Document{}, export.Report{}, err
	}
	c.report.Pages = len(doc.Pages)
	if c.wide > 0 {
		c.report.Notes = append(c.report.Notes, catalogue.T("page.overfull", "Lines", c.wide))
	}
	return doc, c.report, nil
}

// oneLine returns the words of a node with its line breaks as spaces.
func oneLine(n *model.Node) string { return strings.ReplaceAll(n.PlainText(), "\n", " ") }

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

var sheet = column{left, measure}

// head appends kicker, headline, subtitle and the line of source and time.
func (c *composer) head() error {
	doc := c.piece.Doc
	headline, err := c.headline(sheet.inset(body, body))
	if err != nil {
		return err
	}
	for _, part := range []struct {
		kind  model.Kind
		style style
	}{
		{model.Kicker, c.styles.kicker},
		{model.Headline, headline},
		{model.Subtitle, c.styles.subtitle},
	} {
		if err := c.paragraph(c.inlineOf(doc.Part(part.kind).Children(), part.style), part.style, sheet.inset(body, body)); err != nil {
			return err
		}
	}
	s := c.styles.meta
	var in inline
	in.add(strings.Join(c.meta(), "\u3000\u3000"), s.family, s.size)
	return c.paragraph(in, s, sheet)
}

// headline returns the largest style in which the headline takes two lines, and the middle one where it takes more in all.
func (c *composer) headline(col column) (style, error) {
	for _, size := range []typeset.Length{22, 20, 18} {
		s := c.styles.headline
		s.size, s.pitch = size*typeset.Point, size*typeset.Point*3/2
		p, err := typeset.Break(c.inlineOf(c.piece.Doc.Part(model.Headline).Children(), s).spans, typeset.Options{Measure: col.width, Align: s.align, Balance: true})
		if err != nil {
			return s, fmt.Errorf("page: %w", err)
		}
		if len(p.Lines) <= 2 {
			return s, nil
		}
	}
	s := c.styles.headline
	s.size, s.pitch = 20*typeset.Point, 30*typeset.Point
	return s, nil
}

// meta returns the words of the line under the headline.
func (c *composer) meta() []string {
	var out []string
	say := func(id, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, c.words.S(id, "Value", value))
		}
	}
	say("page.source", c.piece.Source)
	say("page.author", strings.Join(c.piece.Authors, c.words.S("page.and")))
	if !c.piece.Published.IsZero() {
		say("page.published", c.piece.Published.Format("2006-01-02 15:04"))
	}
	return out
}

// abstract appends the abstract in its panel: a ground with a red bar at its left, drawn row by row so that it can go over a page.
func (c *composer) abstract() error {
	nodes := c.piece.Doc.Part(model.Abstract).Children()
	if len(nodes) == 0 {
		return nil
	}
	s := c.styles.abstract
	var label, in inline
	label.add(c.words.S("page.abstract")+"\u3000", c.fonts.HeiBold, s.size)
	in = c.inlineOf(nodes, s)
	in.spans, in.dress = append(label.spans, in.spans...), append(label.dress, in.dress...)
	frames, err := c.lines(in, s, sheet.inset(panel, panel))
	if err != nil {
		return err
	}
	rows := rowsOf(frames, s)
	const pad = 8 * typeset.Point
	for i := range rows {
		r := &rows[i]
		var above typeset.Length
		if i == 0 {
			above = pad
		}
		r.height += above
		if i+1 == len(rows) {
			r.height += pad
		}
		ground := Frame{Marks: []Mark{
			Box{X: sheet.x, W: sheet.width, H: r.height, Fill: Wash},
			Box{X: sheet.x, W: 5 * gap / 2, H: r.height, Fill: Red},
		}}
		r.frames = []Frame{ground, r.frames[0].down(above)}
	}
	c.rows = append(c.rows, rows...)
	return nil
}

func (c *composer) body() error {
	return c.blocks(c.piece.Doc.Part(model.Body).Children(), sheet, c.styles.text)
}

// credits appends the names of the editor and the reviewer.
func (c *composer) credits() error {
	s := c.styles.credit
	s.before = pitch / 2
	s.keep = c.options.Code != nil
	for _, credit := range []struct{ id, name string }{{"page.editor", c.piece.Editor}, {"page.reviewer", c.piece.Reviewer}} {
		name := strings.TrimSpace(credit.name)
		if name == "" {
			continue
		}
		var in inline
		in.add(c.words.S(credit.id, "Value", name), s.family, s.size)
		if err := c.paragraph(in, s, sheet); err != nil {
			return err
		}
		s.before = 0
	}
	return nil
}

// share appends the share code with its caption and address, as one row.
func (c *composer) share() error {
	if c.options.Code == nil {
		return nil
	}
	code := *c.options.Code
	if code.Size < 1 {
		return fmt.Errorf("page: a share code of %d cells", code.Size)
	}
	if code.Address == "" {
		code.Address = c.piece.Permalink
	}
	if code.Shown == "" {
		code.Shown = code.Address
	}
	const rule = 12 * typeset.Point // from the rule to the code
	col := sheet.inset(codeSide+14*gap, 0)
	caption := c.styles.share
	var in inline
	in.add(c.words.S("page.scan"), caption.family, caption.size)
	words, err := c.lines(in, caption, col)
	if err != nil {
		return err
	}
	address := c.styles.address
	in = inline{}
	in.add(code.Shown, address.family, address.size)
	if len(in.dress) > 0 {
		in.dress[0] = dress{link: code.Address, quiet: true}
	}
	where, err := c.lines(in, address, col)
	if err != nil {
		return err
	}
	c.block++
	height := typeset.Length(len(words))*caption.pitch + typeset.Length(len(where))*address.pitch
	y := rule + max(0, codeSide-height)/2
	r := row{before: pitch, height: rule + max(codeSide, height), frames: []Frame{
		{Marks: []Mark{Box{X: sheet.x, W: sheet.width, H: hair, Fill: Hair}}},
		{Role: Code, Block: c.block, Alt: code.Shown, Marks: []Mark{
			Cells{X: sheet.x, Y: rule, Side: codeSide / typeset.Length(code.Size), Rects: code.Rects, Fill: Black, Link: code.Address},
		}},
	}}
	for _, f := range words {
		r.frames = append(r.frames, f.down(y))
		y += caption.pitch
	}
	for _, f := range where {
		r.frames = append(r.frames, f.down(y))
		y += address.pitch
	}
	c.rows = append(c.rows, r)
	return nil
}
