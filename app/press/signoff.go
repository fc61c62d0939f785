package press

import (
	"bytes"
	"context"
	"time"

	"galley/app/newsroom"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/pdf"
	"galley/export/qr"
)

// Record returns the canonical bytes of an article's sign-off record with its evidence. Internal: they could not be read back.
func (p *Press) Record(ctx context.Context, a newsroom.Article) ([]byte, error) {
	_, data, err := p.evidence(ctx, a)
	return data, err
}

// evidence returns the record of an article with its evidence, and its canonical bytes.
func (p *Press) evidence(ctx context.Context, a newsroom.Article) (export.SignOff, []byte, error) {
	r, err := p.room.Evidence(ctx, a)
	if err != nil {
		return export.SignOff{}, nil, err
	}
	data, err := r.JSON()
	if err == nil {
		_, err = export.ParseSignOff(data)
	}
	if err != nil {
		return export.SignOff{}, nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	return r, data, nil
}

// ReadRecord returns the record that a file holds: a record by itself, or a sign-off sheet that Galley wrote. Invalid: it holds none.
func ReadRecord(file string, data []byte) (export.SignOff, error) {
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		var err error
		if data, err = pdf.ReadPrivate(data); err != nil {
			return export.SignOff{}, newsroom.Errorf(newsroom.Invalid, err, "error.verify_pdf", "File", file)
		}
	}
	r, err := export.ParseSignOff(data)
	if err != nil {
		return export.SignOff{}, newsroom.Errorf(newsroom.Corrupt, err, "error.not_record", "File", file)
	}
	return r, nil
}

// signOff lays out the sign-off sheet of an article, from what the newsroom keeps of it.
func signOff(s setting) (page.Document, export.Report, error) {
	at, _, err := s.printed()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	code, err := recordCode(s.record)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	return layout.SignOff{Code: code, Printed: at.Truncate(time.Minute)}.Lay(s.record, s.fonts)
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
