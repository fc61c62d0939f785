package press

import (
	"context"
	"time"

	"galley/app/newsroom"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/qr"
)

// Record returns the canonical bytes of an article's sign-off record with its evidence. Internal: they could not be read back.
func (p *Press) Record(ctx context.Context, a newsroom.Article) ([]byte, error) {
	r, err := p.room.Evidence(ctx, a)
	if err != nil {
		return nil, err
	}
	data, err := r.JSON()
	if err == nil {
		_, err = export.ParseSignOff(data)
	}
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	return data, nil
}

// signOff lays out the sign-off sheet of an article, from what the newsroom keeps of it.
func signOff(s setting) (page.Document, export.Report, error) {
	at, _, err := s.printed()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	r, err := s.press.room.SignOff(s.ctx, s.subjects[0].article)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	code, err := recordCode(r)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	return layout.SignOff{Code: code, Printed: at.Truncate(time.Minute)}.Lay(r, s.fonts)
}

// recordCode returns the code of a sign-off sheet. Invalid: the address is too long for one.
func recordCode(r export.SignOff) (*layout.ShareCode, error) {
	text, err := r.CodeText()
	if err != nil {
		return nil, err
	}
	code, err := qr.New(text, qr.M)
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Invalid, err, "error.code", "Cause", err.Error())
	}
	shown := text
	if r.Public() {
		shown = qr.ReadableAddress(text)
	}
	return &layout.ShareCode{Size: code.Size(), Rects: cells(code), Address: text, Shown: shown}, nil
}
