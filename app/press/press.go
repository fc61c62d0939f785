// Package press turns the newsroom's articles into finished files: it lets newsroom make a Piece, export/page/layout lay it out, export/pdf write
// it and export/qr make its share code, in the faces that app/typecase opens. Commands and windows both print
// through it, so that both print the same.
//
// A [Job] says how: the layout, its options, the fonts. [Press.Set] makes a [Print] of articles and a job, which is pages of frames and what a
// person must know about them; a window draws the frames, [Press.Write] makes the file. The layouts stand in a table (layout.go): a new
// one is a row. [Press.Batch] prints many articles into a folder.
package press

import (
	"cmp"
	"context"
	"slices"
	"time"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/assets/catalogue"
	"galley/editor/glyph"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
	"galley/export/pdf"
	"galley/export/qr"
	"galley/export/raster"
)

// DefaultCodePixels is the side of a share code's picture where nobody asks for another: 50 mm at 300 dpi.
const DefaultCodePixels = 600

// Press prints for one newsroom. It may be used by several goroutines.
type Press struct {
	room  *newsroom.Newsroom
	now   func() time.Time
	own   typecase.Case
	drawn *raster.Renderer // pages that codes are read from, and cards
	lines *glyph.Cache     // outlines of glyphs
}

// New returns the press of a newsroom. now is the clock for the dates that files carry.
func New(room *newsroom.Newsroom, now func() time.Time) *Press {
	return &Press{room: room, now: now, drawn: raster.New(), lines: glyph.NewCache(0)}
}

// Job says how articles are printed. The zero Job is the article layout in the faces of the house, without a share code.
type Job struct {
	Layout  Layout
	Options Options
	Fonts   typecase.Choice // a person's own fonts, which go before those of the house
	Strict  bool            // refuse where a character is missing or stands in another face than the layout asks for
	Finish  Finish          // of the file
}

// Print is articles laid out, ready to be shown and written.
type Print struct {
	Document page.Document
	Report   export.Report
	Faces    []Face   // that the pages are set in, those of most characters first
	Cast     []Cast   // what each category of type would be set in
	Record   []byte   // of a sign-off sheet: the record with its evidence, which the file carries
	Pictures []string // captions of the article's pictures, in their order, for who chooses one for a poster
}

// Set lays out articles as they are to be printed. A layout for readers has the version that they see, where they see one and the job does
// not ask for the newest; a proof and a sign-off sheet have the newest text, or the frozen version of an article that is out. A layout for one
// article takes one, a bulletin one or more. Invalid: the layout is not one, or does not take so many articles, a font of one's own cannot be
// read, or a strict job would have to use other faces; Corrupt: an article cannot be read; Internal: it cannot be printed.
func (p *Press) Set(ctx context.Context, articles []newsroom.Article, j Job) (Print, error) {
	subjects := make([]subject, len(articles))
	for i, a := range articles {
		piece, err := p.pieceFor(ctx, a, j)
		if err != nil {
			return Print{}, err
		}
		subjects[i] = subject{a, piece}
	}
	return p.set(ctx, subjects, j)
}

// SetManuscript lays out one article with a text that may not be stored yet. Errors are those of [Press.Set].
func (p *Press) SetManuscript(ctx context.Context, a newsroom.Article, m newsroom.Manuscript, j Job) (Print, error) {
	piece, err := p.room.Piece(ctx, a, m)
	if err != nil {
		return Print{}, err
	}
	return p.set(ctx, []subject{{a, piece}}, j)
}

func (p *Press) set(ctx context.Context, subjects []subject, j Job) (Print, error) {
	row, err := rowOf(j.Layout)
	if err != nil {
		return Print{}, err
	}
	if len(subjects) == 0 || len(subjects) > 1 && !row.many {
		return Print{}, newsroom.Errorf(newsroom.Invalid, nil, "press.one_article", "Layout", LayoutText(row.name))
	}
	fs, err := p.own.Fonts(j.Fonts)
	if err != nil {
		return Print{}, err
	}
	s := setting{ctx: ctx, press: p, subjects: subjects, fonts: fs, options: j.Options, strict: j.Strict}
	var record []byte
	if row.name == SignOff {
		if s.record, record, err = p.evidence(ctx, subjects[0].article); err != nil {
			return Print{}, err
		}
	}
	doc, report, err := row.set(s)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Print{}, printError(err)
	}
	if j.Strict {
		if err := strict(report); err != nil {
			return Print{}, err
		}
	}
	return Print{doc, report, facesOf(doc), castOf(fs), record, captions(subjects[0].piece)}, nil
}

// captions returns what is written under the pictures of a piece, or said in their place.
func captions(p export.Piece) (out []string) {
	p.Doc.Part(model.Body).Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			out = append(out, cmp.Or(n.PlainText(), n.Attrs().Alt))
		}
		return n.Kind() != model.Figure
	})
	return out
}

// printError says of an error that has no sentence yet that printing failed.
func printError(err error) error {
	if e := new(newsroom.Error); asNewsroom(err, &e) || isCancelled(err) {
		return err
	}
	return newsroom.Errorf(newsroom.Internal, err, "error.print", "Cause", err.Error())
}

// strict refuses a print that is not set as its layout asks.
func strict(r export.Report) error {
	if len(r.Missing)+len(r.Replaced) == 0 {
		return nil
	}
	var texts []catalogue.Text
	for i, t := range glyphTexts(r) {
		if i == mostNamed {
			break
		}
		texts = append(texts, t)
	}
	return newsroom.Errorf(newsroom.Invalid, nil, "press.strict", "Glyphs", texts)
}

// mostNamed is how many characters a refusal names.
const mostNamed = 5

// Write makes the file of a print. Invalid: the finish is not one.
func (p *Press) Write(pr Print, f Finish) ([]byte, error) {
	data, err := pdf.Write(pr.Document, pdf.Options{Created: p.now(), Creator: "Galley", Producer: "Galley", Private: pr.Record})
	if err == nil {
		data, err = f.apply(data)
	}
	if err != nil {
		return nil, printError(err)
	}
	return data, nil
}

// PDF sets and writes. Errors are those of [Press.Set] and [Press.Write].
func (p *Press) PDF(ctx context.Context, articles []newsroom.Article, j Job) ([]byte, export.Report, error) {
	pr, err := p.Set(ctx, articles, j)
	if err != nil {
		return nil, export.Report{}, err
	}
	data, err := p.Write(pr, j.Finish)
	return data, pr.Report, err
}

// Code returns an article's share code at level M. Invalid: its address does not fit into a code.
func (p *Press) Code(ctx context.Context, a newsroom.Article) (qr.Code, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return qr.Code{}, err
	}
	return codeOf(piece)
}

func codeOf(piece export.Piece) (qr.Code, error) {
	code, err := qr.New(piece.Permalink, qr.M)
	if err != nil {
		return qr.Code{}, newsroom.Errorf(newsroom.Invalid, err, "error.code", "Cause", err.Error())
	}
	return code, nil
}

func cells(code qr.Code) [][4]int {
	rects := code.Rects()
	out := make([][4]int, len(rects))
	for i, r := range rects {
		out[i] = [4]int{r.X, r.Y, r.W, r.H}
	}
	return out
}

// pieceFor returns the article as the job prints it.
func (p *Press) pieceFor(ctx context.Context, a newsroom.Article, j Job) (export.Piece, error) {
	if !a.IsLive() || j.Options.Newest || !slices.Contains(OptionsOf(j.Layout), Newest) {
		return p.piece(ctx, a)
	}
	v, err := p.room.Live(ctx, a)
	if err != nil {
		return export.Piece{}, err
	}
	return p.room.Piece(ctx, a, v.Manuscript)
}

// piece returns the article as it stands: the newest text, or the version of one that is out.
func (p *Press) piece(ctx context.Context, a newsroom.Article) (export.Piece, error) {
	if a.State == newsroom.Published || a.State == newsroom.Withdrawn {
		v, err := p.room.Version(ctx, a.ID, a.Version)
		if err != nil {
			return export.Piece{}, err
		}
		return p.room.Piece(ctx, a, v.Manuscript)
	}
	m, _, err := p.room.Manuscript(ctx, a.ID)
	if err != nil {
		return export.Piece{}, err
	}
	return p.room.Piece(ctx, a, m)
}

// ReportTexts says for a person what an export reports: characters that are missing or stand in another face, the notes, and
// the clauses of a standard that are not met.
func ReportTexts(r export.Report) []catalogue.Text {
	texts := append(glyphTexts(r), r.Notes...)
	for _, c := range r.Clauses {
		if !c.Met {
			texts = append(texts, ClauseText(c))
		}
	}
	return texts
}

// ClauseText says of a clause of a standard what it asks for and what the pages have.
func ClauseText(c export.Clause) catalogue.Text {
	return catalogue.T("press.clause", "Number", c.Number, "What", c.What, "Wanted", c.Wanted, "Found", c.Found)
}

func glyphTexts(r export.Report) []catalogue.Text {
	var texts []catalogue.Text
	for _, g := range r.Missing {
		texts = append(texts, catalogue.T("press.missing", "Text", g.Text, "Face", g.Face))
	}
	for _, g := range r.Replaced {
		texts = append(texts, catalogue.T("press.replaced", "Text", g.Text, "Face", g.Face, "Used", g.Used))
	}
	return texts
}
