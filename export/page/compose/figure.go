package compose

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/picture"
)

const (
	screenDots = 144 // dots per inch of a picture in its own size
	coarse     = 200 // fewer dots per inch than this show in print
)

// Coarse returns the note that a figure has only so many dots per inch. It is called by its alternative text, or else its caption.
func Coarse(figure *model.Node, dots int64) catalogue.Text {
	name := cmp.Or(strings.TrimSpace(figure.Attrs().Alt), strings.TrimSpace(figure.PlainText()))
	if name == "" {
		return catalogue.T("page.coarse.nameless", "Dots", dots)
	}
	return catalogue.T("page.coarse", "Picture", name, "Dots", dots)
}

// Figure sets a picture, its caption and credit in a column, kept together.
func (s *Setter) Figure(n *model.Node, col Column) ([]Row, error) {
	a := n.Attrs()
	if s.pictures == nil {
		return nil, fmt.Errorf("page: picture %s: %w", a.Picture, errors.New("the piece has no pictures"))
	}
	data, err := s.pictures(a.Shown())
	if err != nil {
		return nil, fmt.Errorf("page: picture %s: %w", a.Picture, err)
	}
	wide, high, err := pixels(data)
	if err != nil {
		return nil, fmt.Errorf("page: picture %s: %w", a.Picture, err)
	}
	w := typeset.Length(wide) * 72 * typeset.Point / screenDots
	if a.Width > 0 {
		w = col.Width * typeset.Length(a.Width) / 1000
	}
	w = min(w, col.Width)
	h := w * typeset.Length(high) / typeset.Length(wide)
	if most := s.Height * 3 / 5; h > most {
		w, h = w*most/h, most
	}
	w, h = max(w, typeset.Point), max(h, typeset.Point)
	if dots := int64(wide) * 72 * int64(typeset.Point) / int64(w); dots < coarse {
		s.report.Notes = append(s.report.Notes, Coarse(n, dots))
	}
	rows := []Row{{Height: h, Frames: []page.Frame{{Role: page.FigureRole, Block: s.Block(), Alt: a.Alt, Marks: []page.Mark{
		page.Picture{X: col.X + (col.Width-w)/2, W: w, H: h, Hash: a.Shown(), Data: data},
	}}}}}
	caption := s.Styles.Caption
	caption.Before = 5 * typeset.Point
	in, err := s.Inline(n.Children(), caption)
	if err != nil {
		return nil, err
	}
	if credit := export.Credit(s.words, a); credit != "" {
		if len(in.spans) > 0 {
			credit = "\u3000" + credit
		}
		in.Append(Plain(credit, caption))
	}
	under, err := s.Paragraph(in, caption, col.Inset(2*s.Styles.Text.Size, 2*s.Styles.Text.Size, s.least()))
	if err != nil {
		return nil, err
	}
	rows = append(rows, under...)
	keepAll(rows)
	Pad(rows, s.Styles.Text.Pitch/2)
	return rows, nil
}

// pixels returns the width and height of a picture as it is to be seen.
func pixels(data []byte) (w, h int, err error) {
	conf, _, err := picture.Config(data)
	if err != nil {
		return 0, 0, err
	}
	if picture.Sideways(picture.Orientation(data)) {
		return conf.Height, conf.Width, nil
	}
	return conf.Width, conf.Height, nil
}
