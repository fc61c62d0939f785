package sheet

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // pictures come as GIF,
	_ "image/jpeg" // as JPEG
	_ "image/png"  // and as PNG
	"strconv"

	"galley/editor/model"
	"galley/editor/typeset"
	pages "galley/editor/view/layout"
)

// placed is everything on a sheet in its place, in device-independent pixels from the sheet's top left.
type placed struct {
	height   float32
	left     float64 // of the column
	rows     []row
	fills    []fill
	pictures []picture
}

// row is a line of text; y is the top of its room.
type row struct {
	pages.Row
	y float64
}

type fill struct {
	x, y, w, h float64
	ink        pages.Ink
}

type picture struct {
	x, y, w, h float32
	image      image.Image
}

// Room above the text and below it.
const (
	marginTop    = 34
	marginBottom = 40
)

// layOut sets the content on a sheet of the given width. Pictures that were read for another width are in images.
func layOut(c Content, width float64, images map[string]image.Image) placed {
	measure := min(mostMeasure, width-2*min(76, max(24, width*0.095)))
	out := placed{left: float64(int((width - measure) / 2))}
	if c.Doc == nil {
		return out
	}
	l := pages.New(c.Doc, pages.Options{
		Faces: Faces(), Measure: typeset.Points(measure), Em: typeset.Points(bodySize), Western: c.Western, Region: c.Region, Label: c.Abstract,
		Hints: map[model.Kind]string{model.Headline: c.Untitled, model.Paragraph: c.Empty},
		Picture: func(hash string) (pages.PictureInfo, bool) {
			img := images[hash]
			if img == nil {
				return pages.PictureInfo{Said: c.NoImage}, true
			}
			return pages.PictureInfo{Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}, true
		},
	})
	l.Settle(c.Doc.Size())
	y := typeset.Points(marginTop)
	moved := y // of the layout's top
	aside := func(text string, kind pages.AsideKind) {
		before := y
		var rows []pages.Row
		rows, y = l.Aside(text, kind, y)
		out.add(rows, 0)
		moved += y - before
	}
	var notes []string
	for b := range l.Blocks(0, l.Height()+1) {
		if b.Node.Kind() == model.Abstract && len(c.Meta) > 0 {
			aside(joined(c.Meta), pages.Meta)
		}
		top := moved + b.Y
		out.add(b.Rows, top)
		out.add(b.Signs, top)
		for _, s := range b.Shapes {
			out.shape(s, top, images)
		}
		y = top + b.Height
		if b.Node.Kind() == model.Abstract {
			for _, p := range c.Particulars {
				aside(p, pages.Remark)
			}
			if len(c.Particulars) > 0 {
				y += typeset.Points(12)
				moved += typeset.Points(12)
			}
		}
		notes = append(notes, notesIn(b.Node)...)
	}
	if body := c.Doc.Part(model.Body); body.PlainText() != "" || len(body.Children()) > 1 {
		if c.Note != "" {
			aside(c.Note, pages.Remark)
		}
		if c.Credits != "" {
			aside(c.Credits, pages.Credit)
		}
	}
	if len(notes) > 0 {
		y += typeset.Points(18)
		out.fills = append(out.fills, fill{out.left, y.Points(), measure / 4, 1, pages.Line})
		y += typeset.Points(8)
		for i, n := range notes {
			aside(strconv.Itoa(i+1)+"\u3000"+n, pages.Remark)
		}
	}
	out.height = float32(y.Points()) + marginBottom
	return out
}

// joined puts the parts of the line below the headline beside each other, with room between them.
func joined(parts []string) string {
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += "\u3000\u3000"
		}
		text += p
	}
	return text
}

// notesIn returns what the footnotes of a block say.
func notesIn(n *model.Node) []string {
	var out []string
	n.Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Footnote {
			out = append(out, c.Attrs().Note)
		}
		return true
	})
	return out
}

// add places rows whose block begins at a height.
func (p *placed) add(rows []pages.Row, top typeset.Length) {
	for _, r := range rows {
		if r.Height > 0 && r.Line() != nil {
			p.rows = append(p.rows, row{r, (top + r.Y).Points()})
		}
	}
}

func (p *placed) shape(s pages.Shape, top typeset.Length, images map[string]image.Image) {
	x, y, w, h := p.left+s.X.Points(), (top + s.Y).Points(), s.Width.Points(), s.Height.Points()
	if img := images[s.Hash]; s.Kind == pages.Picture && img != nil {
		p.pictures = append(p.pictures, picture{float32(x), float32(y), float32(w), float32(h), img})
		return
	}
	p.fills = append(p.fills, fill{x, y, w, h, s.Ink})
}

// decodeAll reads the pictures of a document that are not read yet. One that cannot be shown is nil.
func decodeAll(c Content, images map[string]image.Image) {
	if c.Doc == nil {
		return
	}
	c.Doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			hash := n.Attrs().Shown()
			if _, known := images[hash]; !known {
				img, err := decode(c, hash)
				if err != nil {
					img = nil // the sheet says so in its place
				}
				images[hash] = img
			}
		}
		return true
	})
}

func decode(c Content, hash string) (image.Image, error) {
	if c.Pictures == nil {
		return nil, fmt.Errorf("sheet: no pictures")
	}
	data, err := c.Pictures(hash)
	if err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	return img, err
}
