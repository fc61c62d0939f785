package press

import (
	"context"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/page/notice"
)

// Fitter tells while an article is written how it will fall on its pages: one that is an official document as a notice, any other as an article
// (see [layout.Fitter]). It is not for concurrent use.
type Fitter struct {
	press    *Press
	fonts    page.Fonts
	oneSided bool
	fitter   *layout.Fitter
}

// Fit is how an article falls on its pages.
type Fit struct {
	Pages int
	Over  int // lines on the last page, where they are so few that one would rather have them on the page before; otherwise 0
	Left  int // lines that could still be added to the last page
}

// fewLines is how many lines on a last page one would rather save.
const fewLines = 8

// NewFitter returns a fitter with the options of a print, in fonts of one's own. Invalid and NotFound: these cannot be read.
func (p *Press) NewFitter(o Options, fonts typecase.Choice) (*Fitter, error) {
	fs, err := p.own.Fonts(fonts)
	if err != nil {
		return nil, err
	}
	lo := articleOptions(o, nil)
	if o.Code {
		// Every code takes the same room.
		lo.Code = &layout.ShareCode{Size: 1}
	}
	return &Fitter{p, fs, o.OneSided, layout.NewFitter(fs, lo)}, nil
}

// Fit lays out an article with a text that may not be stored yet. Errors are those of [Press.Set].
func (f *Fitter) Fit(ctx context.Context, a newsroom.Article, m newsroom.Manuscript) (Fit, error) {
	piece, err := f.press.room.Piece(ctx, a, m)
	if err != nil {
		return Fit{}, err
	}
	if piece.Official != nil {
		return f.notice(piece)
	}
	whole, err := f.fitter.Fit(piece, 1)
	if err != nil {
		return Fit{}, printError(err)
	}
	if whole.Pages > 1 && whole.Lines <= fewLines {
		return Fit{Pages: whole.Pages, Over: whole.Lines}, nil
	}
	last, err := f.fitter.Fit(piece, whole.Pages)
	if err != nil {
		return Fit{}, printError(err)
	}
	return Fit{Pages: whole.Pages, Left: max(0, -last.Over)}, nil
}

// notice tells how an official document falls. What stands in for a face that is not there has its widths: every face of a grid has.
func (f *Fitter) notice(p export.Piece) (Fit, error) {
	fit, err := notice.Measure(p, f.fonts, notice.Options{OneSided: f.oneSided})
	switch {
	case err != nil:
		return Fit{}, printError(err)
	case fit.Pages > 1 && fit.Lines <= fewLines:
		return Fit{Pages: fit.Pages, Over: fit.Lines}, nil
	}
	return Fit{Pages: fit.Pages, Left: fit.Left}, nil
}
