// Package press turns the newsroom's articles into finished files: it lets newsroom make a Piece, export/page/layout lay it out, export/pdf write
// it and export/qr make its share code, with the faces of assets/fonts. Commands and windows both print through it, so that both print the
// same.
package press

import (
	"context"
	"sync"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/pdf"
	"galley/export/qr"
)

// DefaultCodePixels is the side of a share code's picture where nobody asks for another: 50 mm at 300 dpi.
const DefaultCodePixels = 600

// Press prints for one newsroom.
type Press struct {
	room *newsroom.Newsroom
	now  func() time.Time
}

// New returns the press of a newsroom. now is the clock for the dates that files carry.
func New(room *newsroom.Newsroom, now func() time.Time) *Press { return &Press{room, now} }

// faces are opened once for the process and shared by all that it prints.
var faces = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

// PDF prints an article in the article layout. The text is the newest, or the frozen version of one that was published. Corrupt: the
// article cannot be read; Internal: it cannot be printed.
func (p *Press) PDF(ctx context.Context, a newsroom.Article) ([]byte, export.Report, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return nil, export.Report{}, err
	}
	fs, err := faces()
	if err != nil {
		return nil, export.Report{}, newsroom.Errorf(newsroom.Internal, err, "error.print", "Cause", err.Error())
	}
	var o layout.Options
	// A withdrawn article's address leads to no article: its print carries no code.
	if a.State != newsroom.Withdrawn {
		code, err := codeOf(piece)
		if err != nil {
			return nil, export.Report{}, err
		}
		o.Code = &layout.ShareCode{Size: code.Size(), Rects: cells(code), Address: code.Content(), Shown: qr.ReadableAddress(code.Content())}
	}
	doc, report, err := layout.Article(piece, fs, o)
	if err != nil {
		return nil, report, newsroom.Errorf(newsroom.Internal, err, "error.print", "Cause", err.Error())
	}
	data, err := pdf.Write(doc, pdf.Options{Created: p.now(), Creator: "Galley", Producer: "Galley"})
	if err != nil {
		return nil, report, newsroom.Errorf(newsroom.Internal, err, "error.print", "Cause", err.Error())
	}
	return data, report, nil
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

// piece returns the article as it is to be printed.
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

// ReportTexts says for a person what an export reports: characters that are missing or stand in another face, and the notes.
func ReportTexts(r export.Report) []catalogue.Text {
	var texts []catalogue.Text
	for _, g := range r.Missing {
		texts = append(texts, catalogue.T("press.missing", "Text", g.Text, "Face", g.Face))
	}
	for _, g := range r.Replaced {
		texts = append(texts, catalogue.T("press.replaced", "Text", g.Text, "Face", g.Face, "Used", g.Used))
	}
	return append(texts, r.Notes...)
}
