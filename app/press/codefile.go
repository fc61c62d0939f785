package press

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"path/filepath"
	"strings"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/label"
	"galley/export/pdf"
	"galley/export/qr"
	"galley/export/raster"
)

// CodeFormat is a kind of file that a share code is written as, by the ending of its name.
type CodeFormat string

// The formats.
const (
	PNG CodeFormat = "png"
	SVG CodeFormat = "svg"
	PDF CodeFormat = "pdf"
)

// CodeFormats are all of them, the usual one first.
func CodeFormats() []CodeFormat { return []CodeFormat{PNG, SVG, PDF} }

// CodeFormatOf returns the format that a file's name asks for. Invalid: there is none of that ending.
func CodeFormatOf(file string) (CodeFormat, error) {
	for _, f := range CodeFormats() {
		if strings.EqualFold(filepath.Ext(file), "."+string(f)) {
			return f, nil
		}
	}
	return "", newsroom.Errorf(newsroom.Invalid, nil, "error.code_format", "File", file)
}

// screenDPI is the resolution at which pixels have a size where nobody says one (CSS Values 4, 6.2).
const screenDPI = 96

// pixels are the width of the picture, quiet zone included, and its resolution in pixels a metre, 0 for none.
func (s Shared) pixels() (wide, perMetre int) {
	if s.job.Side > 0 {
		return s.Pixels(s.job.Side, s.job.DPI)
	}
	if s.job.Pixels > 0 {
		return s.job.Pixels, 0
	}
	return DefaultCodePixels, 0
}

// side is the code's side in print, without quiet zone; where nobody said one, that of its pixels on a screen.
func (s Shared) side() qr.Millimetres {
	if s.job.Side > 0 {
		return s.job.Side
	}
	wide, _ := s.pixels()
	whole := qr.Millimetres(float64(wide) / screenDPI * 25.4)
	return whole * qr.Millimetres(s.Size()) / qr.Millimetres(s.Size()+2*qr.QuietZone)
}

// captioned reports whether words stand under the code.
func (s Shared) captioned() bool { return s.label.Caption != "" || s.label.Address != "" }

// CodeFile makes the file of a share code, with its words, and reads the code in it again: from the bytes of a picture, and from what a PDF
// shows at the resolution of the print. Invalid: it would not be read there, or the picture is too small or too large.
func (p *Press) CodeFile(ctx context.Context, s Shared, f CodeFormat) ([]byte, error) {
	data, err := p.codeFile(ctx, s, f)
	if err != nil {
		return nil, codeError(err)
	}
	return data, nil
}

func (p *Press) codeFile(ctx context.Context, s Shared, f CodeFormat) ([]byte, error) {
	wide, perMetre := s.pixels()
	title := s.label.Caption
	if !s.captioned() {
		switch f {
		case PNG:
			return s.PNG(wide, perMetre)
		case SVG:
			return s.SVG(s.Whole(s.side()), title, qr.Caption{})
		}
	}
	fs, err := p.own.Fonts(typecase.Choice{})
	if err != nil {
		return nil, err
	}
	doc, _, err := s.label.Lay(typeset.Millimetres(float64(s.side())), s.lang, fs)
	if err != nil {
		return nil, err
	}
	switch f {
	case SVG:
		module := doc.Pages[0].Width / typeset.Length(s.Size()+2*qr.QuietZone)
		path, height, err := label.Outline(doc.Pages[0], doc.Pages[0].Width, module, p.lines)
		if err != nil {
			return nil, err
		}
		return s.SVG(s.Whole(s.side()), title, qr.Caption{Path: path, Height: height, Fill: s.Look().Dark})
	case PDF:
		if err := p.seen(ctx, doc, []qr.Drawing{s.Drawing}, cmp.Or(s.job.DPI, DefaultDPI), nil); err != nil {
			return nil, err
		}
		return pdf.Write(doc, pdf.Options{Created: p.now(), Creator: "Galley", Producer: "Galley"})
	}
	return p.codePicture(ctx, s, doc.Pages[0], wide, perMetre)
}

// codePicture draws a code with words. Its modules are whole pixels; the picture is exactly so wide.
func (p *Press) codePicture(ctx context.Context, s Shared, pg page.Page, wide, perMetre int) ([]byte, error) {
	units := s.Size() + 2*qr.QuietZone
	scale := wide / units
	if scale < 1 || wide > mostCodePixels {
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "error.code_pixels", "Least", units, "Most", mostCodePixels)
	}
	m, err := p.drawn.Page(ctx, pg, float64(scale*units)/pg.Width.Points())
	if err != nil {
		return nil, err
	}
	edge := (wide - scale*units) / 2
	out := image.NewNRGBA(image.Rect(0, 0, wide, m.Rect.Dy()+edge))
	look := s.Look()
	ground := color.NRGBA{uint8(look.Light >> 16), uint8(look.Light >> 8), uint8(look.Light), 0xff}
	draw.Draw(out, out.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	draw.Draw(out, m.Rect.Add(image.Pt(edge, edge)), m, image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, out); err != nil {
		return nil, err
	}
	written, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		return nil, err
	}
	at := image.Rect(0, 0, scale*s.Size(), scale*s.Size()).Add(image.Pt(edge+scale*qr.QuietZone, edge+scale*qr.QuietZone))
	if err := s.Seen(written, at); err != nil {
		return nil, err
	}
	return qr.WithDensity(b.Bytes(), perMetre), nil
}

// mostCodePixels is the width of the largest picture, as in export/qr.
const mostCodePixels = 8192

// CodePreview draws a share code as its file will look, as many pixels wide as go into a width, and reads it.
func (p *Press) CodePreview(ctx context.Context, s Shared, wide int) (image.Image, error) {
	fs, err := p.own.Fonts(typecase.Choice{})
	if err != nil {
		return nil, err
	}
	doc, _, err := s.label.Lay(typeset.Millimetres(float64(s.side())), s.lang, fs)
	if err != nil {
		return nil, codeError(err)
	}
	units := s.Size() + 2*qr.QuietZone
	data, err := p.codePicture(ctx, s, doc.Pages[0], max(1, wide/units)*units, 0)
	if err != nil {
		return nil, codeError(err)
	}
	return png.Decode(bytes.NewReader(data))
}

// mostSeen is the longer side in pixels of a page that codes are read from.
const mostSeen = 5000

// seen reads every code on pages as a camera does from their print. There are as many codes, in that order. done hears after each page how
// many codes were read.
func (p *Press) seen(ctx context.Context, doc page.Document, codes []qr.Drawing, dpi int, done func(int)) error {
	next := 0
	for _, pg := range doc.Pages {
		// A large print is read from afar: so many dots of it are all that a camera has.
		scale := min(raster.Dots(float64(dpi)), mostSeen/max(pg.Width, pg.Height).Points())
		m, err := p.drawn.Page(ctx, pg, scale)
		if err != nil {
			return err
		}
		for _, f := range pg.Frames {
			for _, mark := range f.Marks {
				c, ok := mark.(page.Cells)
				if !ok {
					continue
				}
				if err := codes[next].Seen(m, cellsRect(c, codes[next].Size(), scale)); err != nil {
					return err
				}
				next++
			}
		}
		if done != nil {
			done(next)
		}
	}
	return nil
}

// cellsRect is where a code stands in a picture of its page.
func cellsRect(c page.Cells, size int, scale float64) image.Rectangle {
	at := func(l typeset.Length) int { return int(l.Points()*scale + 0.5) }
	side := c.Side * typeset.Length(size)
	return image.Rect(at(c.X), at(c.Y), at(c.X+side), at(c.Y+side))
}

func pageColor(c qr.Colour) page.Color { return page.Color(c) }

// logoOf is the logo of a drawing as pages of labels have it.
func logoOf(d qr.Drawing) label.Logo {
	l := d.Look().Logo
	sum := sha256.Sum256(l.PNG())
	out := label.Logo{Data: l.PNG(), Hash: hex.EncodeToString(sum[:])}
	out.Width, out.Height = l.Size()
	out.At, out.Side = d.LogoBox()
	return out
}
