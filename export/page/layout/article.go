package layout

import (
	"strings"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Options say what an article is laid out with besides its own parts.
type Options struct {
	Code    *ShareCode              // share code at the end; nil for none
	Columns int                     // of the body, 1 or 2; 0 is 1
	Hyphens func(word string) []int // how English words part, as in [galley/editor/typeset.Options]; nil parts none
	Marks   compose.Marks           // how punctuation is set
	Cache   *compose.Cache          // of the blocks of the last layout with the same fonts and columns; nil for none
}

// ShareCode is the pattern of a share code.
type ShareCode struct {
	Size    int      // cells on each side, without the quiet zone
	Rects   [][4]int // dark cells: x, y, width, height in cells
	Address string   // that it leads to, ASCII; empty for the permalink of the piece
	Shown   string   // the address as a person reads it; empty for the address itself
}

// setting is a document in the making.
type setting struct {
	*compose.Setter
	sheet  compose.Sheet
	styles styles
	code   *ShareCode
	piece  export.Piece // that is set now
	rows   []compose.Row
}

// newSetting begins a document on a sheet.
func newSetting(sheet compose.Sheet, st styles, f page.Fonts, o Options) *setting {
	return &setting{sheet: sheet, styles: st, code: o.Code, Setter: compose.New(compose.Setup{
		Fonts: f, Styles: st.Styles, Height: sheet.Bottom - sheet.Top, Foot: sheet.Text, Hyphens: o.Hyphens, Marks: o.Marks, Cache: o.Cache,
	})}
}

// Article lays a piece out as a published article on A4: head, abstract, body in one column or two, credits, share code. It returns an error for
// a document that breaks the schema, a picture that cannot be found or read, and a damaged font; characters that no face has are in the report.
func Article(p export.Piece, f page.Fonts, o Options) (page.Document, export.Report, error) {
	s, book, err := arrange(p, f, o)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	if err := s.furnish(book.Pages); err != nil {
		return page.Document{}, export.Report{}, err
	}
	d, r := s.finish(book)
	return d, r, nil
}

// arrange puts an article on pages without furniture.
func arrange(p export.Piece, f page.Fonts, o Options) (*setting, compose.Book, error) {
	st := newStyles(f)
	if o.Columns > 1 {
		st = st.narrowed()
	}
	s := newSetting(sheet(min(o.Columns, 2)), st, f, o)
	err := s.article(p)
	if err != nil {
		return nil, compose.Book{}, err
	}
	return s, s.Paginate(s.rows, s.sheet), nil
}

// finish makes the document of a book, with the properties of the piece that was set last.
func (s *setting) finish(book compose.Book) (page.Document, export.Report) {
	p := s.piece
	report := s.Report()
	report.Pages = len(book.Pages)
	return page.Document{
		Title: oneLine(p.Doc.Part(model.Headline)), Author: strings.Join(p.Authors, "、"), Subject: oneLine(p.Doc.Part(model.Abstract)),
		Keywords: strings.Join(p.Keywords, "、"), Language: string(p.Language), Pages: book.Pages, Outline: book.Outline, Anchors: book.Anchors,
	}, report
}

// article appends a whole article.
func (s *setting) article(p export.Piece) error {
	if err := p.Doc.Check(); err != nil {
		return err
	}
	s.piece = p
	s.For(p)
	for _, part := range []func() error{s.head, s.abstract, s.particulars, s.body, s.correction, s.credits, s.share} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// oneLine returns the words of a node with its line breaks as spaces.
func oneLine(n *model.Node) string { return strings.ReplaceAll(n.PlainText(), "\n", " ") }

// span appends rows that stand over all columns.
func (s *setting) span(rows ...compose.Row) {
	for _, r := range rows {
		r.Span = true
		s.rows = append(s.rows, r)
	}
}

// paragraph appends styled text over all columns.
func (s *setting) paragraph(in compose.Inline, st compose.Style, col compose.Column) error {
	rows, err := s.Paragraph(in, st, col)
	s.span(rows...)
	return err
}

// body appends the body. In two columns, what is too wide for one stands over both, with the heading above it.
func (s *setting) body() error {
	blocks := s.piece.Doc.Part(model.Body).Children()
	for i := 0; i < len(blocks); {
		wide := s.wide(blocks[i:])
		j := i + 1
		for j < len(blocks) && s.wide(blocks[j:]) == wide {
			j++
		}
		if wide {
			rows, err := s.Body(blocks[i:j], s.sheet.Text, s.styles.Text)
			if err != nil {
				return err
			}
			s.span(rows...)
		} else {
			rows, err := s.Body(blocks[i:j], s.sheet.Column(), s.styles.Text)
			if err != nil {
				return err
			}
			s.rows = append(s.rows, rows...)
		}
		i = j
	}
	return nil
}

// wide reports whether the first of the blocks is to stand over both columns: a table of more than three columns, a figure of more than
// two thirds of the measure, and the headings over them.
func (s *setting) wide(blocks []*model.Node) bool {
	if s.sheet.Columns < 2 {
		return false
	}
	switch n := blocks[0]; n.Kind() {
	case model.Heading:
		return len(blocks) > 1 && s.wide(blocks[1:])
	case model.Table:
		return len(n.Children()[0].Children()) > 3
	case model.Figure:
		return n.Attrs().Width > 667
	}
	return false
}

// inset returns the column made narrower, where that leaves room for a line.
func inset(c compose.Column, left, right typeset.Length) compose.Column {
	return c.Inset(left, right, 4*body)
}
