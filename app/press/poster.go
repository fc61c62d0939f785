package press

import (
	"errors"

	"galley/app/newsroom"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
)

// poster lays an article out for boards and corridors. Invalid: its text does not go on one sheet.
func poster(s setting) (page.Document, export.Report, error) {
	of := s.subjects[0]
	code, err := s.shareCode(of)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	doc, report, err := layout.Poster{Code: code, A3: s.options.A3, Picture: s.options.Picture}.Lay(of.piece, s.fonts)
	if errors.Is(err, layout.ErrPosterFull) {
		err = newsroom.Errorf(newsroom.Invalid, err, "press.poster_full", "Number", string(of.article.Number))
	}
	return doc, report, err
}
