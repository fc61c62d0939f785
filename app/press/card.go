package press

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"slices"
	"strings"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/assets/catalogue"
	"galley/export"
	"galley/export/page"
	"galley/export/page/card"
	"galley/export/qr"
)

// CardJob says what share card an article gets.
type CardJob struct {
	Design  card.Design
	Picture int // which of the article's, from 1; 0 is the first, and below 0 none
	Level   qr.Level
	Source  string // where the card is to stand, which the address in its code then says
	Fonts   typecase.Choice
}

// ParseDesign returns the design of a name, the usual one for "". Invalid: there is none.
func ParseDesign(name string) (card.Design, error) {
	all := card.Designs()
	if name == "" {
		return all[0], nil
	}
	if i := slices.Index(all, card.Design(strings.ToLower(name))); i >= 0 {
		return all[i], nil
	}
	return "", newsroom.Errorf(newsroom.Invalid, nil, "error.card_design", "Name", name)
}

// DesignText names a design.
func DesignText(d card.Design) catalogue.Text { return catalogue.T("press.card." + string(d)) }

// ShareCard is a share card, drawn and its code read.
type ShareCard struct {
	Image    *image.RGBA
	Report   export.Report
	Address  string   // in the code
	Pictures []string // captions of the article's pictures, in their order, for who chooses one
	drawing  qr.Drawing
	at       image.Rectangle // of the code
}

// Card sets and draws an article's share card, in the text that readers see where they see one, and reads its code. Invalid: the article is withdrawn, its address
// does not fit into a code, or there is no such design.
func (p *Press) Card(ctx context.Context, a newsroom.Article, j CardJob) (ShareCard, error) {
	if a.State == newsroom.Withdrawn {
		return ShareCard{}, newsroom.Errorf(newsroom.Invalid, nil, "error.card_withdrawn", "Number", string(a.Number))
	}
	design, err := ParseDesign(string(j.Design))
	if err != nil {
		return ShareCard{}, err
	}
	piece, err := p.pieceFor(ctx, a, Job{})
	if err != nil {
		return ShareCard{}, err
	}
	address := piece.Permalink
	if j.Source != "" {
		address = qr.Track(address, j.Source)
	}
	code, err := qr.New(address, j.Level)
	if err != nil {
		return ShareCard{}, codeError(err)
	}
	drawing, err := code.Dress(qr.Plain)
	if err != nil {
		return ShareCard{}, codeError(err)
	}
	fs, err := p.own.Fonts(j.Fonts)
	if err != nil {
		return ShareCard{}, err
	}
	c := card.Card{Design: design, Code: labelCode(drawing), Shown: qr.ReadableAddress(address), Picture: j.Picture}
	doc, report, err := c.Lay(piece, fs)
	if err != nil {
		return ShareCard{}, printError(err)
	}
	out := ShareCard{Report: report, Address: address, Pictures: captions(piece), drawing: drawing}
	if out.Image, err = p.drawn.Page(ctx, doc.Pages[0], 1); err != nil {
		return ShareCard{}, printError(err)
	}
	for _, f := range doc.Pages[0].Frames {
		for _, m := range f.Marks {
			if c, ok := m.(page.Cells); ok {
				out.at = cellsRect(c, drawing.Size(), 1)
			}
		}
	}
	if err := drawing.Seen(out.Image, out.at); err != nil {
		return ShareCard{}, codeError(err)
	}
	return out, nil
}

// cardQuality is the quality of a JPEG: letters keep their edges.
const cardQuality = 92

// CardFile makes the file of a card, PNG or JPEG as the ending of its name says, and reads the code in a JPEG again. Invalid: another ending.
func CardFile(c ShareCard, name string) ([]byte, error) {
	var b bytes.Buffer
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
		e := png.Encoder{CompressionLevel: png.BestSpeed}
		if err := e.Encode(&b, c.Image); err != nil {
			return nil, printError(err)
		}
	case ".jpg", ".jpeg":
		if err := jpeg.Encode(&b, c.Image, &jpeg.Options{Quality: cardQuality}); err != nil {
			return nil, printError(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(b.Bytes()))
		if err == nil {
			err = c.drawing.Seen(m, c.at)
		}
		if err != nil {
			return nil, codeError(err)
		}
	default:
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "error.card_format", "File", name)
	}
	return b.Bytes(), nil
}
