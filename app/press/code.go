package press

import (
	"context"
	"errors"
	"strings"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/export/qr"
)

// CodeJob says what share code an article gets.
type CodeJob struct {
	Level  qr.Level
	Look   qr.Look
	Source string         // where the code is to stand, such as poster, which its address then says; empty for the permalink as it is
	Side   qr.Millimetres // of the code in print, without its quiet zone; 0 where nobody knows
	DPI    int            // of that print
}

// ParseLevel reads the letter of an error level. Invalid.
func ParseLevel(s string) (qr.Level, error) {
	for _, l := range []qr.Level{qr.L, qr.M, qr.Q, qr.H} {
		if strings.EqualFold(s, l.String()) {
			return l, nil
		}
	}
	return 0, newsroom.Errorf(newsroom.Invalid, nil, "error.code_level", "Given", s)
}

// Share makes an article's share code, reads it as a camera does from its print where the job says how large that is, and returns what is to
// be known of that print. Invalid: the address does not fit into a code, or the code would not be read.
func (p *Press) Share(ctx context.Context, a newsroom.Article, j CodeJob) (qr.Drawing, []catalogue.Text, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return qr.Drawing{}, nil, err
	}
	address := piece.Permalink
	if j.Source != "" {
		address = qr.Track(address, j.Source)
	}
	code, err := qr.New(address, j.Level)
	if err != nil {
		return qr.Drawing{}, nil, codeError(err)
	}
	drawing, err := code.Dress(j.Look)
	if err != nil {
		return qr.Drawing{}, nil, codeError(err)
	}
	if j.Side == 0 {
		return drawing, nil, nil
	}
	if err := drawing.Try(j.Side, j.DPI); err != nil {
		return qr.Drawing{}, nil, codeError(err)
	}
	notes := []catalogue.Text{catalogue.T("press.code_reach", "Distance", int(qr.Distance(j.Side)/10), "Smallest", int(code.Smallest(j.DPI)+0.5))}
	if code.Fine(j.Side) || j.Side < code.Smallest(j.DPI) {
		notes = append(notes, catalogue.T("press.code_fine", "Side", float64(j.Side), "Smallest", int(code.Smallest(j.DPI)+0.5)))
	}
	return drawing, notes, nil
}

// codeError says for a person why there is no code.
func codeError(err error) error {
	id := "error.code"
	switch {
	case errors.Is(err, qr.ErrContrast):
		id = "error.code_contrast"
	case errors.Is(err, qr.ErrLogoLevel):
		id = "error.code_logo"
	}
	return newsroom.Errorf(newsroom.Invalid, err, id, "Cause", err.Error())
}
