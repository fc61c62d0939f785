// Package card lays an article out as a share card (分享海报): a picture 1080 pixels wide for chats and screens, with picture, headline, abstract,
// site, date and code.
//
//	doc, report, err := card.Card{Design: card.Paper, Code: code}.Lay(piece, fonts)
//	m, err := raster.New().Page(ctx, doc.Pages[0], 1)      // 1080 pixels wide
//
// A card is one page of frames like every other, set by the same setter; a point of it is a pixel, so that it is drawn at scale 1. It is as high as its
// words need: nothing of them is ever cut, only a picture may be. The designs stand in a table ([Designs]); what differs between them is colours,
// faces and where the picture goes, and one function walks through the parts of all of them.
package card

import (
	"fmt"
	"slices"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
	"galley/export/page/label"
)

// Card says how an article is laid out as a card.
type Card struct {
	Design  Design
	Code    label.Code // with black or dark modules on a light ground; a code of no modules is left out
	Shown   string     // its address as a person reads it
	Picture int        // which of the body's figures, from 1; 0 is the first, and below 0 none is shown
}

// Design names a design.
type Design string

// The designs.
const (
	Paper  Design = "paper"  // a white sheet on warm paper, a red line above the headline
	Photo  Design = "photo"  // the picture over the whole width
	Bright Design = "bright" // a red ground, the words on a white sheet
	Night  Design = "night"  // light words on ink
)

// Designs returns all designs, the usual one first.
func Designs() []Design {
	out := make([]Design, len(looks))
	for i, l := range looks {
		out[i] = l.name
	}
	return out
}

// Width is the width of a card in pixels. LeastHeight is the least height: four to five, what chats show whole.
const (
	Width       = 1080
	LeastHeight = 1350
)

// px is a length in pixels.
func px(n float64) typeset.Length { return typeset.Points(n) }

// card is a card in the making.
type card struct {
	*compose.Setter
	Card
	look
	piece  export.Piece
	figure figure
	frames []page.Frame
	y      typeset.Length
	column compose.Column
}

// Lay lays a piece out as a card. It returns an error for a design that is none, for a document that breaks the schema, a picture that
// cannot be found or read, and a damaged font; characters that no face has are in the report.
func (c Card) Lay(p export.Piece, f page.Fonts) (page.Document, export.Report, error) {
	i := slices.IndexFunc(looks, func(l look) bool { return l.name == c.Design })
	if i < 0 {
		return page.Document{}, export.Report{}, fmt.Errorf("card: no design %q", c.Design)
	}
	if err := p.Doc.Check(); err != nil {
		return page.Document{}, export.Report{}, err
	}
	fig, err := findFigure(p, c.Picture)
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	var k *card
	free := typeset.Length(0)
	for range 2 { // a card that is too low is laid again with the room that is left
		k = &card{Setter: compose.New(compose.Setup{Fonts: f}), Card: c, look: looks[i], piece: p, figure: fig}
		k.For(p)
		if err := k.lay(free); err != nil {
			return page.Document{}, export.Report{}, err
		}
		if free = px(LeastHeight) - k.y; free <= 0 {
			break
		}
	}
	report := k.Report()
	report.Pages = 1
	return page.Document{Title: p.Doc.Part(model.Headline).PlainText(), Language: string(p.Language), Pages: []page.Page{{Width: px(Width), Height: k.y, Frames: k.frames}}}, report, nil
}

// box draws a rectangle.
func (k *card) box(x, y, w, h typeset.Length, fill page.Color) {
	k.frames = append(k.frames, page.Frame{Marks: []page.Mark{page.Box{X: x, Y: y, W: w, H: h, Fill: fill}}})
}

// words sets styled text in the column from the height on that the card has reached.
func (k *card) words(in compose.Inline, st compose.Style) error {
	lines, err := k.Lines(in, st, k.column)
	for _, l := range lines {
		k.frames = append(k.frames, l.Moved(0, k.y))
		k.y += st.Pitch
	}
	return err
}

// part sets a part of the head; it reports whether there is one. Notes have no place on a card.
func (k *card) part(kind model.Kind, st compose.Style) (there bool, err error) {
	nodes := k.nodes(kind)
	if len(nodes) == 0 {
		return false, nil
	}
	in, err := k.Inline(nodes, st)
	if err != nil {
		return false, err
	}
	return true, k.words(in, st)
}

func (k *card) nodes(kind model.Kind) (out []*model.Node) {
	for _, n := range k.piece.Doc.Part(kind).Children() {
		if n.Kind() != model.Footnote {
			out = append(out, n)
		}
	}
	return out
}

// headlineSizes are the sizes of a headline, the largest that takes three lines first; the last one takes as many as it needs.
var headlineSizes = []float64{92, 84, 76, 70, 64, 58, 52, 46}

const (
	headlineLines = 3
	mostPictured  = 70 // the largest size under or over a picture
)

// headline is the style that the headline has on this card.
func (k *card) headline() (compose.Style, error) {
	st := k.style(k.head(k.Fonts), 0, 0, k.ink, page.Title)
	st.Align, st.Balance = k.align, true
	if k.align == typeset.Centre {
		st.Shape = typeset.Trapezoid
	}
	for _, size := range headlineSizes {
		if k.figure.there() && size > mostPictured {
			continue
		}
		st.Size, st.Pitch = px(size), px(size*1.34)
		lines, err := k.Measure(k.nodes(model.Headline), st, k.column)
		if err != nil {
			return st, err
		}
		fits := len(lines) <= headlineLines
		for _, l := range lines {
			fits = fits && l.Width <= k.column.Width
		}
		if fits {
			break
		}
	}
	return st, nil
}

// style is text of a size and a pitch in pixels.
func (k *card) style(family *typeset.Family, size, pitch float64, color page.Color, role page.Role) compose.Style {
	return compose.Style{Family: family, Size: px(size), Pitch: px(pitch), Color: color, Align: typeset.Start, Role: role}
}
