package page

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the formats that a figure may have
	_ "image/jpeg"
	_ "image/png"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
)

const (
	screenDots = 144 // dots per inch of a picture in its own size
	coarse     = 150 // fewer dots per inch than this show in print
)

// figure appends a picture, its caption and credit, kept together.
func (c *composer) figure(n *model.Node, col column) error {
	a := n.Attrs()
	if c.piece.Pictures == nil {
		return fmt.Errorf("page: picture %s: %w", a.Picture, errors.New("the piece has no pictures"))
	}
	data, err := c.piece.Pictures(a.Picture)
	if err != nil {
		return fmt.Errorf("page: picture %s: %w", a.Picture, err)
	}
	wide, high, err := pixels(data)
	if err != nil {
		return fmt.Errorf("page: picture %s: %w", a.Picture, err)
	}
	w := typeset.Length(wide) * 72 * typeset.Point / screenDots
	if a.Width > 0 {
		w = col.width * typeset.Length(a.Width) / 1000
	}
	w = min(w, col.width)
	h := w * typeset.Length(high) / typeset.Length(wide)
	if most := (bottom - top) * 3 / 5; h > most {
		w, h = w*most/h, most
	}
	w, h = max(w, gap), max(h, gap)
	if dots := int64(wide) * 72 * int64(typeset.Point) / int64(w); dots < coarse {
		c.report.Notes = append(c.report.Notes, catalogue.T("page.coarse", "Picture", a.Alt, "Dots", dots))
	}
	caption := c.styles.caption
	in := c.inlineOf(n.Children(), caption)
	if a.Credit != "" {
		credit := c.words.S("page.picture", "Value", a.Credit)
		if len(in.spans) > 0 {
			credit = "\u3000" + credit
		}
		in.add(credit, caption.family, caption.size)
	}
	first := len(c.rows)
	c.block++
	c.rows = append(c.rows, row{height: h, frames: []Frame{{Role: FigureRole, Block: c.block, Alt: a.Alt, Marks: []Mark{
		Picture{X: col.x + (col.width-w)/2, W: w, H: h, Hash: a.Picture, Data: data},
	}}}})
	caption.before = 5 * typeset.Point
	if err := c.paragraph(in, caption, col.inset(2*body, 2*body)); err != nil {
		return err
	}
	for i := first; i+1 < len(c.rows); i++ {
		c.rows[i].keep = true
	}
	c.pad(first, pitch/2)
	return nil
}

// pixels returns the width and height of a picture as it is to be seen.
func pixels(data []byte) (w, h int, err error) {
	conf, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, err
	}
	if conf.Width < 1 || conf.Height < 1 {
		return 0, 0, fmt.Errorf("%d × %d pixels", conf.Width, conf.Height)
	}
	if sideways(data) {
		return conf.Height, conf.Width, nil
	}
	return conf.Width, conf.Height, nil
}
