package notice

import (
	"errors"
	"fmt"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Options say how a notice is laid out.
type Options struct {
	Strict   bool // refuse to let a face of another category stand in
	OneSided bool // printed on one side of the paper: the imprint stands on the last page with text, and not on an even one
}

// Layout lays a piece out as an official document; its Official says what stands around the text. The report has the clauses of the standard
// as [Check] finds them on the finished pages. It returns an error for a piece without an Official, one whose fields are wrong, a document
// that breaks the schema, a damaged font and, asked to be strict, a [MissingFaces].
func Layout(p export.Piece, f page.Fonts, o Options) (page.Document, export.Report, error) {
	c, notes, err := arrange(p, f, o)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	title := oneLine(p.Doc.Part(model.Headline))
	doc := page.Document{
		Pages: c.flow.pages, Outline: c.flow.outline, Title: title, Author: strings.Join(p.Official.Issuing(), "、"), Subject: p.Official.Number.String(),
		Keywords: strings.Join(p.Keywords, "、"), Language: string(p.Language),
	}
	r := c.reported()
	r.Pages, r.Notes = len(doc.Pages), append(notes, r.Notes...)
	if c.wide > 0 {
		r.Notes = append(r.Notes, catalogue.T("page.overfull", "Lines", c.wide))
	}
	if missing := p.Official.Missing(); len(missing) > 0 {
		texts := make([]catalogue.Text, len(missing))
		for i, m := range missing {
			texts[i] = export.FieldText(m)
		}
		r.Notes = append(r.Notes, catalogue.T("notice.missing", "Fields", texts))
	}
	r.Clauses = append(faceClauses(f), Check(doc, p)...)
	return doc, r, nil
}

// arrange composes a piece in the first way that works, and in the first of all where none does.
func arrange(p export.Piece, f page.Fonts, o Options) (c *composer, notes []catalogue.Text, err error) {
	if p.Official == nil {
		return nil, nil, errors.New("notice: the piece is no official document")
	}
	if wrong := p.Official.Check(); len(wrong) > 0 {
		return nil, nil, wrong[0]
	}
	if err := p.Doc.Check(); err != nil {
		return nil, nil, err
	}
	faces, notes, err := newFaces(f, o.Strict)
	if err != nil {
		return nil, nil, err
	}
	for i, try := range tries(*p.Official) {
		next := &composer{piece: p, official: *p.Official, options: o, fonts: f, faces: faces, try: try, noted: map[export.Glyph]bool{}}
		next.setter = next.newSetter()
		if err := next.compose(); err != nil {
			return nil, nil, err
		}
		works := next.bodyPage == 0 && !next.crowded
		if i == 0 || works {
			c = next
		}
		if works {
			break
		}
	}
	return c, notes, nil
}

// Fit is how a notice falls on its pages.
type Fit struct {
	Pages int // with the imprint
	Lines int // of the grid that are taken on the last page with text, below the head
	Left  int // that are still free on it, above the imprint where it stands there
}

// Measure tells how a piece would fall. It fails where [Layout] does.
func Measure(p export.Piece, f page.Fonts, o Options) (Fit, error) {
	c, _, err := arrange(p, f, o)
	if err != nil {
		return Fit{}, err
	}
	return c.fit, nil
}

// try is one way to bring the body onto the first page.
type try struct {
	moved bool           // recipients stand in the imprint
	size  typeset.Length // of the red mark at most
}

// tries returns the ways in the order in which they are tried: first as usual, then with the recipients in the imprint (7.3.2), then with
// smaller and smaller red marks, whose size is the organ's own affair (7.2.4).
func tries(o export.Official) []try {
	var out []try
	for size := markTop; size >= markLow; size -= 4 * typeset.Point {
		out = append(out, try{false, size})
		if len(o.Recipients) > 0 {
			out = append(out, try{true, size})
		}
	}
	return out
}

// composer lays one notice out.
type composer struct {
	piece      export.Piece
	official   export.Official
	options    Options
	fonts      page.Fonts
	faces      faces
	try        try
	rows       []row
	flow       flow
	bodyPage   int             // that the body begins on; 0 too where there is none
	setter     *compose.Setter // of figures and tables; it numbers the paragraphs of all
	notes      []string        // footnotes
	report     export.Report
	noted      map[export.Glyph]bool
	wide       int            // lines that are wider than their column
	strip4     typeset.Length // from line to line of the imprint
	crowded    bool           // the imprint does not go on a page
	fit        Fit
	imprintTop typeset.Length // 0 without one
}

// compose makes rows of the text, puts them on pages and furnishes these.
func (c *composer) compose() error {
	title, err := c.title(c.piece.Doc.Part(model.Headline), true)
	if err != nil {
		return err
	}
	head, start, first, err := c.head(title)
	if err != nil {
		return err
	}
	if title != nil {
		c.rows = append(c.rows, *title)
	}
	for _, part := range []func() error{c.recipients, c.body, c.footnotes, c.attachmentNote, c.signature, c.remark, c.attachments} {
		if err := part(); err != nil {
			return err
		}
	}
	c.flow = newFlow(first, start)
	c.flow.pages[0].Frames = head
	for i := 0; i < len(c.rows); {
		j := i + 1
		for j < len(c.rows) && c.rows[j-1].keep {
			j++
		}
		c.flow.place(c.rows[i:j])
		i = j
	}
	c.bodyPage = c.flow.body
	last, end, foot := len(c.flow.pages), c.flow.grid().at(c.flow.grid().count-1)+cell, c.flow.foot()
	c.fit.Lines = c.flow.slot
	if last == 1 {
		c.fit.Lines -= start
	}
	numbered, err := c.imprint()
	if err != nil {
		return err
	}
	if c.fit.Pages = len(c.flow.pages); c.fit.Pages == last && c.imprintTop > 0 {
		end = c.imprintTop - lead
	}
	c.fit.Left = max(0, int((end-foot)/pitch))
	return c.number(numbered)
}

// oneLine returns the words of a node with its line breaks as nothing: a title is one.
func oneLine(n *model.Node) string { return strings.ReplaceAll(n.PlainText(), "\n", "") }

// wrap names the element that failed.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
