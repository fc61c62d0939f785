package qr

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// mostTried is the side in pixels of the largest print that is tried; larger ones are tried at this size, which is harder.
const mostTried = 1200

// Try reads the code as a camera would from a print of a side, without quiet zone, at a resolution in dots an inch: modules lie across
// dots there, whose ink is mixed. It fails with [ErrUnreadable] where that print does not read.
func (d Drawing) Try(side Millimetres, dpi int) error {
	dots := float64(side / inch * Millimetres(dpi))
	if d.size == 0 || !(dots >= 1) {
		return fmt.Errorf("qr: %w: %v mm at %d dots an inch are no print", ErrUnreadable, float64(side), dpi)
	}
	dots = min(dots, mostTried)
	module := dots / float64(d.size)
	return d.seen(d.print(dots), QuietZone*module, QuietZone*module, module)
}

// print paints the code so many dots wide in shades of grey: each dot as dark as the modules that it lies on cover it.
func (d Drawing) print(dots float64) *image.Gray {
	module := dots / float64(d.size)
	n := int(math.Ceil(dots + 2*QuietZone*module))
	m := image.NewGray(image.Rect(0, 0, n, n))
	ink, ground := float64(d.look.Dark.grey()), float64(d.look.Light.grey())
	type span struct {
		first int
		parts []float64 // of the dot on each module from the first on
	}
	spans := make([]span, n)
	for i := range spans {
		from, to := float64(i)/module-QuietZone, float64(i+1)/module-QuietZone
		s := span{first: int(math.Floor(from))}
		for k := s.first; float64(k) < to; k++ {
			s.parts = append(s.parts, (min(to, float64(k+1))-max(from, float64(k)))*module)
		}
		spans[i] = s
	}
	for y := range n {
		for x := range n {
			covered := 0.0
			for j, h := range spans[y].parts {
				for i, w := range spans[x].parts {
					if d.Dark(spans[x].first+i, spans[y].first+j) {
						covered += w * h
					}
				}
			}
			m.Pix[y*m.Stride+x] = uint8(math.Round(ground + (ink-ground)*min(1, covered)))
		}
	}
	if at, side := d.LogoBox(); side*module >= 1 {
		from := int(math.Round((at + QuietZone) * module))
		d.look.Logo.draw(greyed{m}, from, from, int(side*module))
	}
	return m
}

// greyed draws colours as a camera's grey.
type greyed struct{ *image.Gray }

func (g greyed) ColorModel() color.Model { return color.NRGBAModel }

func (g greyed) Set(x, y int, c color.Color) {
	v := color.NRGBAModel.Convert(c).(color.NRGBA)
	g.SetGray(x, y, color.Gray{Colour(uint32(v.R)<<16 | uint32(v.G)<<8 | uint32(v.B)).grey()})
}

var _ draw.Image = greyed{}

// Seen returns nil when a finished picture, with a caption or on a card, reads as the code's content. at is where in it the code stands,
// without its quiet zone. It fails with [ErrUnreadable].
func (d Drawing) Seen(m image.Image, at image.Rectangle) error {
	quiet := at.Dx() * QuietZone / max(1, d.size)
	part := at.Inset(-quiet).Intersect(m.Bounds())
	if d.size == 0 || at.Dx() < d.size || !at.In(m.Bounds()) {
		return fmt.Errorf("qr: %w: it stands at %v of a picture of %v", ErrUnreadable, at, m.Bounds())
	}
	grey := image.NewGray(image.Rectangle{Max: part.Size()})
	for y := range part.Dy() {
		for x := range part.Dx() {
			r, g, b, _ := m.At(part.Min.X+x, part.Min.Y+y).RGBA()
			grey.Pix[y*grey.Stride+x] = Colour(r>>8<<16 | g>>8<<8 | b>>8).grey()
		}
	}
	return d.seen(grey, float64(at.Min.X-part.Min.X), float64(at.Min.Y-part.Min.Y), float64(at.Dx())/float64(d.size))
}

// seen returns nil when a picture reads as the code's content: the way a camera looks for it or, because gozxing loses its way in dense
// codes that others read, by the middle of each module, the first of which stands at x and y.
func (d Drawing) seen(m *image.Gray, x, y, module float64) error {
	b := m.Bounds()
	source, err := gozxing.NewPlanarYUVLuminanceSource(m.Pix, m.Stride, b.Dy(), 0, 0, b.Dx(), b.Dy(), false)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	if text, err := looking(source); err == nil && text == d.content {
		return nil
	}
	side := d.size + 2*QuietZone
	picture, err := gozxing.NewSquareBitMatrix(side)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	middle := uint8((int(d.look.Dark.grey()) + int(d.look.Light.grey())) / 2)
	for j := range side {
		for i := range side {
			at := image.Pt(int(x+(float64(i-QuietZone)+0.5)*module), int(y+(float64(j-QuietZone)+0.5)*module))
			if at.In(b) && m.GrayAt(at.X, at.Y).Y < middle {
				picture.Set(i, j)
			}
		}
	}
	return d.prove(picture, scan)
}

// looking reads a code wherever it stands in a picture.
func looking(source gozxing.LuminanceSource) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(source))
	if err != nil {
		return "", err
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
