package layout

import (
	"fmt"
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
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

// article turns a piece into rows.
type article struct {
	*compose.Setter
	piece   export.Piece
	styles  styles
	options Options
	rows    []compose.Row
}

// Article lays a piece out as a published article on A4: head, abstract, body, credits, share code. It returns an error for a document that
// breaks the schema, a picture that cannot be found or read, and a damaged font; characters that no face has are in the report.
func Article(p export.Piece, f page.Fonts, o Options) (page.Document, export.Report, error) {
	if err := p.Doc.Check(); err != nil {
		return page.Document{}, export.Report{}, err
	}
	st := newStyles(f)
	a := &article{
		Setter: compose.New(compose.Setup{Fonts: f, Styles: st.Styles, Height: bottom - top}),
		piece:  p, styles: st, options: o,
	}
	a.For(p)
	for _, part := range []func() error{a.head, a.abstract, a.body, a.credits, a.share} {
		if err := part(); err != nil {
			return page.Document{}, export.Report{}, err
		}
	}
	book := compose.Paginate(a.rows, compose.Sheet{Width: sheetWidth, Height: sheetHeight, Top: top, Bottom: bottom})
	if err := a.furnish(book.Pages); err != nil {
		return page.Document{}, export.Report{}, err
	}
	report := a.Report()
	report.Pages = len(book.Pages)
	return page.Document{
		Title: oneLine(p.Doc.Part(model.Headline)), Author: strings.Join(p.Authors, "、"), Subject: oneLine(p.Doc.Part(model.Abstract)),
		Keywords: strings.Join(p.Keywords, "、"), Language: string(p.Language), Pages: book.Pages, Outline: book.Outline,
	}, report, nil
}

// oneLine returns the words of a node with its line breaks as spaces.
func oneLine(n *model.Node) string { return strings.ReplaceAll(n.PlainText(), "\n", " ") }

// paragraph appends styled text in a column.
func (a *article) paragraph(in compose.Inline, st compose.Style, col compose.Column) error {
	rows, err := a.Paragraph(in, st, col)
	a.rows = append(a.rows, rows...)
	return err
}

func (a *article) body() error {
	rows, err := a.Blocks(a.piece.Doc.Part(model.Body).Children(), sheet, a.styles.Text)
	a.rows = append(a.rows, rows...)
	return err
}

// credits appends the names of the editor and the reviewer.
func (a *article) credits() error {
	st := a.styles.credit
	st.Before = pitch / 2
	st.Keep = a.options.Code != nil
	for _, credit := range []struct{ id, name string }{{"page.editor", a.piece.Editor}, {"page.reviewer", a.piece.Reviewer}} {
		name := strings.TrimSpace(credit.name)
		if name == "" {
			continue
		}
		if err := a.paragraph(compose.Plain(a.Words().S(credit.id, "Value", name), st), st, sheet); err != nil {
			return err
		}
		st.Before = 0
	}
	return nil
}

// share appends the share code with its caption and address, as one row.
func (a *article) share() error {
	if a.options.Code == nil {
		return nil
	}
	code := *a.options.Code
	if code.Size < 1 {
		return fmt.Errorf("page: a share code of %d cells", code.Size)
	}
	if code.Address == "" {
		code.Address = a.piece.Permalink
	}
	if code.Shown == "" {
		code.Shown = code.Address
	}
	const rule = 12 * typeset.Point // from the rule to the code
	col := inset(sheet, codeSide+14*gap, 0)
	caption := a.styles.share
	words, err := a.Lines(compose.Plain(a.Words().S("page.scan"), caption), caption, col)
	if err != nil {
		return err
	}
	address := a.styles.address
	var in compose.Inline
	in.Add(code.Shown, address.Family, address.Size, compose.Dress{Link: code.Address, Quiet: true})
	where, err := a.Lines(in, address, col)
	if err != nil {
		return err
	}
	height := typeset.Length(len(words))*caption.Pitch + typeset.Length(len(where))*address.Pitch
	y := rule + max(0, codeSide-height)/2
	r := compose.Row{Before: pitch, Height: rule + max(codeSide, height), Frames: []page.Frame{
		{Marks: []page.Mark{page.Box{X: sheet.X, W: sheet.Width, H: compose.Hair, Fill: page.Hair}}},
		{Role: page.Code, Block: a.Block(), Alt: code.Shown, Marks: []page.Mark{
			page.Cells{X: sheet.X, Y: rule, Side: codeSide / typeset.Length(code.Size), Rects: code.Rects, Fill: page.Black, Link: code.Address},
		}},
	}}
	for _, f := range words {
		r.Frames = append(r.Frames, f.Moved(0, y))
		y += caption.Pitch
	}
	for _, f := range where {
		r.Frames = append(r.Frames, f.Moved(0, y))
		y += address.Pitch
	}
	a.rows = append(a.rows, r)
	return nil
}

// inset returns the column made narrower, where that leaves room for a line.
func inset(c compose.Column, left, right typeset.Length) compose.Column {
	return c.Inset(left, right, 4*body)
}
