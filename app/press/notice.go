package press

import (
	"context"

	"galley/app/newsroom"
	"galley/export"
	"galley/export/page/notice"
)

// Notice lays an article out as an official document and returns its report, in which are the clauses of the standard. Invalid: it is none.
func (p *Press) Notice(ctx context.Context, a newsroom.Article, o notice.Options) (export.Report, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return export.Report{}, err
	}
	if piece.Official == nil {
		return export.Report{}, newsroom.Errorf(newsroom.Invalid, nil, "error.not_official", "Number", a.Number)
	}
	fs, err := faces()
	if err != nil {
		return export.Report{}, printError(err)
	}
	_, report, err := notice.Layout(piece, fs, o)
	if err != nil {
		return report, printError(err)
	}
	return report, nil
}
