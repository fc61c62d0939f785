package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	xdraw "golang.org/x/image/draw"

	"galley/export/picture/icc"
)

// quality of a photograph that had to be coded anew.
const quality = 92

// Part is the part of an upright picture that is wanted, by its size in pixels.
type Part func(w, h int) image.Rectangle

// Rendition returns a picture as it may leave the house: the part of it that is shown (all of it where part is nil), in sRGB, without what cameras
// and programs write beside it, save the orientation. A picture that is shown whole and is in sRGB keeps its samples. A JPEG stays one, everything
// else that is coded anew is a PNG. Errors are those of [Decode], and a part outside of the picture.
func Rendition(b []byte, part Part) ([]byte, error) {
	c, format, err := Config(b)
	if err != nil {
		return nil, err
	}
	p := profile(b, format)
	if p != nil && p.IsSRGB() {
		p = nil
	}
	if part == nil && p == nil {
		if c.ColorModel != color.CMYKModel { // few programs show inks well
			if out, err := lean(b, format, Orientation(b)); err == nil {
				return out, nil
			}
		}
	}
	m, err := shown(b, c, p, part)
	if err != nil {
		return nil, err
	}
	return encode(m, format)
}

// Reduced returns a picture as [Rendition] does, but upright and with at most so many pixels a side: for screens, cards and lists, which need
// no more of it.
func Reduced(b []byte, part Part, side int) ([]byte, error) {
	c, format, err := Config(b)
	if err != nil {
		return nil, err
	}
	if c.Width <= side && c.Height <= side && Orientation(b) == 1 {
		return Rendition(b, part)
	}
	p := profile(b, format)
	if p != nil && p.IsSRGB() {
		p = nil
	}
	m, err := shown(b, c, p, part)
	if err != nil {
		return nil, err
	}
	size := m.Bounds().Size()
	if size.X > side || size.Y > side {
		if size.X >= size.Y {
			size = image.Pt(side, max(1, size.Y*side/size.X))
		} else {
			size = image.Pt(max(1, size.X*side/size.Y), side)
		}
		small := image.NewNRGBA(image.Rectangle{Max: size})
		xdraw.BiLinear.Scale(small, small.Rect, m, m.Bounds(), draw.Src, nil)
		m = small
	}
	return encode(m, format)
}

// shown decodes a picture upright, in sRGB, and takes a part of it.
func shown(b []byte, c image.Config, p *icc.Profile, part Part) (image.Image, error) {
	m, _, err := Decode(b)
	if err != nil {
		return nil, err
	}
	if whole := image.Rect(0, 0, c.Width, c.Height); m.Bounds() != whole { // a GIF whose frame covers a part
		all := image.NewNRGBA(whole)
		draw.Draw(all, m.Bounds(), m, m.Bounds().Min, draw.Src)
		m = all
	}
	if p != nil {
		m = p.Convert(m)
	}
	if o := Orientation(b); o != 1 {
		flat, ok := m.(*image.NRGBA)
		if !ok {
			flat = image.NewNRGBA(m.Bounds())
			draw.Draw(flat, flat.Rect, m, m.Bounds().Min, draw.Src)
		}
		// Turn moves pixels and does not look at them: straight or premultiplied is one to it.
		turned := Turn(&image.RGBA{Pix: flat.Pix, Stride: flat.Stride, Rect: flat.Rect}, o)
		m = &image.NRGBA{Pix: turned.Pix, Stride: turned.Stride, Rect: turned.Rect}
	}
	if part == nil {
		return m, nil
	}
	r := part(m.Bounds().Dx(), m.Bounds().Dy())
	if r.Empty() || !r.In(m.Bounds()) {
		return nil, fmt.Errorf("a part %v of a picture of %v", r, m.Bounds().Size())
	}
	out := image.NewNRGBA(image.Rectangle{Max: r.Size()})
	draw.Draw(out, out.Rect, m, r.Min, draw.Src)
	return out, nil
}

func encode(m image.Image, format string) ([]byte, error) {
	var out bytes.Buffer
	var err error
	if format == "jpeg" {
		if n, ok := m.(*image.NRGBA); ok { // the encoder is fast for what has no transparency to look at
			m = &image.RGBA{Pix: n.Pix, Stride: n.Stride, Rect: n.Rect}
		}
		err = jpeg.Encode(&out, m, &jpeg.Options{Quality: quality})
	} else {
		e := png.Encoder{CompressionLevel: png.DefaultCompression}
		if size := m.Bounds().Size(); size.X*size.Y > 1<<20 {
			e.CompressionLevel = png.BestSpeed
		}
		err = e.Encode(&out, m)
	}
	return out.Bytes(), err
}
