package qr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"

	xdraw "golang.org/x/image/draw"

	"galley/export/picture"
)

// LogoShare is the most that a logo with the light edge around it takes of a code's side. Codes of level H were read with up to 0.40 of
// theirs covered; half of that is left for dirt and folds.
const LogoShare = 0.22

// ErrLogoLevel says that a logo stands on a code that cannot spare the modules under it.
var ErrLogoLevel = errors.New("a logo needs level H")

// logoPixels is the longer side of a logo that is kept: sharp at 600 dots an inch in a code of 100 mm.
const logoPixels = 512

// Logo is a picture that stands in the middle of codes. It never changes.
type Logo struct {
	picture *image.NRGBA // upright, at most logoPixels on its longer side
	file    []byte       // the same as PNG
}

// NewLogo reads a PNG, JPEG or GIF. It is an error when the picture is damaged or too large to be decoded.
func NewLogo(data []byte) (*Logo, error) {
	m, err := picture.Upright(data)
	if err != nil {
		return nil, fmt.Errorf("qr: the logo: %w", err)
	}
	size := m.Bounds().Size()
	if longer := max(size.X, size.Y); longer > logoPixels {
		size = image.Pt(max(1, size.X*logoPixels/longer), max(1, size.Y*logoPixels/longer))
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	xdraw.CatmullRom.Scale(out, out.Rect, m, m.Bounds(), xdraw.Src, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, out); err != nil {
		return nil, fmt.Errorf("qr: the logo: %w", err)
	}
	return &Logo{out, b.Bytes()}, nil
}

// PNG is the logo as a file, upright and scaled down. It must not be changed.
func (l *Logo) PNG() []byte { return l.file }

// Size returns width and height in pixels of that file.
func (l *Logo) Size() (width, height int) { return l.picture.Rect.Dx(), l.picture.Rect.Dy() }

// draw puts the logo as large as it goes into a square whose top left pixel and side are given.
func (l *Logo) draw(dst draw.Image, x, y, side int) {
	w, h := l.Size()
	fit := image.Pt(side, max(1, side*h/w))
	if h > w {
		fit = image.Pt(max(1, side*w/h), side)
	}
	at := image.Pt(x+(side-fit.X)/2, y+(side-fit.Y)/2)
	xdraw.CatmullRom.Scale(dst, image.Rectangle{Min: at, Max: at.Add(fit)}, l.picture, l.picture.Rect, xdraw.Over, nil)
}

// logoModules is the side in modules of the square that a logo takes of a code: odd, as the code's own side is, so that it stands in the middle.
func (c Code) logoModules() int {
	n := int(LogoShare * float64(c.size))
	return n - 1 + n%2
}

// cleared returns the code with a square in its middle light, proved to read whatever is drawn into that square.
func (c Code) cleared(n int) (Code, error) {
	for _, ink := range []byte{dark, light} {
		modules := []byte(c.modules)
		from := (c.size - n) / 2
		for y := from; y < from+n; y++ {
			for x := from; x < from+n; x++ {
				modules[y*c.size+x] = ink
			}
		}
		c.modules = string(modules)
		if err := c.proveRects(c.Rects(), scan); err != nil {
			return Code{}, err
		}
	}
	return c, nil
}
