package press

import (
	"context"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/export"
	"galley/export/page/notice"
)

// Notice lays an article out as an official document and returns its report, in which are the clauses of the standard. fonts are a person's own. Invalid: it is
// no official document, or the fonts cannot be read.
func (p *Press) Notice(ctx context.Context, a newsroom.Article, fonts typecase.Choice, o notice.Options) (export.Report, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return export.Report{}, err
	}
	if piece.Official == nil {
		return export.Report{}, newsroom.Errorf(newsroom.Invalid, nil, "error.not_official", "Number", a.Number)
	}
	fs, err := p.own.Fonts(fonts)
	if err != nil {
		return export.Report{}, err
	}
	_, report, err := notice.Layout(piece, fs, o)
	if err != nil {
		return report, printError(err)
	}
	return report, nil
}
