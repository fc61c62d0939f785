package press

import (
	"context"
	"errors"
	"strings"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/export/page/label"
	"galley/export/qr"
)

// CodeJob says what share code an article gets.
type CodeJob struct {
	Level   qr.Level
	Look    qr.Look
	Source  string         // where the code is to stand, such as poster, which its address then says; empty for the permalink as it is
	Side    qr.Millimetres // of the code in print, without its quiet zone; 0 where nobody knows
	DPI     int            // of that print
	Pixels  int            // width of a picture where Side is 0
	Caption string         // under the code; empty for none
	Scan    bool           // where Caption is empty, the words that ask to scan stand there, in the language of the article
	Address bool           // under the code, too
}

// DefaultDPI is the resolution of a print where nobody asks for another: what an office printer has.
const DefaultDPI = 300

// ParseLevel reads the letter of an error level. Invalid.
func ParseLevel(s string) (qr.Level, error) {
	for _, l := range []qr.Level{qr.L, qr.M, qr.Q, qr.H} {
		if strings.EqualFold(s, l.String()) {
			return l, nil
		}
	}
	return 0, newsroom.Errorf(newsroom.Invalid, nil, "error.code_level", "Given", s)
}

// Shared is an article's share code, read back and ready to be written by [Press.CodeFile].
type Shared struct {
	qr.Drawing
	Shown string           // the address as a person reads it
	Scan  string           // the words that ask to scan, in the article's language
	Notes []catalogue.Text // what is to be known of the print that the job says
	label label.Label
	lang  catalogue.Lang
	job   CodeJob
}

// Share makes an article's share code, and reads it as a camera does from its print where the job says how large that is. Invalid: the address
// does not fit into a code, or the code would not be read.
func (p *Press) Share(ctx context.Context, a newsroom.Article, j CodeJob) (Shared, error) {
	s, err := p.draw(ctx, a, j)
	if err != nil || j.Side == 0 {
		return s, err
	}
	return s, s.try(j.Side, j.DPI)
}

// draw makes a share code, which is not tried in print yet.
func (p *Press) draw(ctx context.Context, a newsroom.Article, j CodeJob) (Shared, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return Shared{}, err
	}
	address := piece.Permalink
	if j.Source != "" {
		address = qr.Track(address, j.Source)
	}
	code, err := qr.New(address, j.Level)
	if err != nil {
		return Shared{}, codeError(err)
	}
	s := Shared{Shown: qr.ReadableAddress(address), Scan: catalogue.For(piece.Language).S("page.scan"), lang: piece.Language, job: j}
	if s.Drawing, err = code.Dress(j.Look); err != nil {
		return Shared{}, codeError(err)
	}
	if j.Scan && j.Caption == "" {
		j.Caption = s.Scan
	}
	s.label = label.Label{Code: labelCode(s.Drawing), Caption: j.Caption, Headline: a.Digest.Headline, Number: string(a.Number)}
	if j.Address {
		s.label.Address = s.Shown
	}
	return s, nil
}

// try reads the code as a camera does from a print, and notes what is to be known of that print.
func (s *Shared) try(side qr.Millimetres, dpi int) error {
	if err := s.Try(side, dpi); err != nil {
		return codeError(err)
	}
	smallest := int(s.Smallest(dpi) + 0.5)
	s.Notes = []catalogue.Text{catalogue.T("press.code_reach", "Distance", int(qr.Distance(side)/10), "Smallest", smallest)}
	if s.Fine(side) || side < s.Smallest(dpi) {
		s.Notes = append(s.Notes, catalogue.T("press.code_fine", "Side", float64(int(side*10+0.5))/10, "Smallest", smallest))
	}
	return nil
}

// labelCode is a drawing as pages of labels have it.
func labelCode(d qr.Drawing) label.Code {
	look := d.Look()
	c := label.Code{Size: d.Size(), Rects: cells(d.Code), Dark: pageColor(look.Dark), Light: pageColor(look.Light), Address: d.Content()}
	if look.Logo != nil {
		c.Logo = logoOf(d)
	}
	return c
}

// codeError says for a person why there is no code.
func codeError(err error) error {
	if e := new(newsroom.Error); asNewsroom(err, &e) || isCancelled(err) {
		return err
	}
	id := "error.code"
	switch {
	case errors.Is(err, qr.ErrContrast):
		id = "error.code_contrast"
	case errors.Is(err, qr.ErrLogoLevel):
		id = "error.code_logo"
	}
	return newsroom.Errorf(newsroom.Invalid, err, id, "Cause", err.Error())
}
