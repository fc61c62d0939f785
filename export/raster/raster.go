// Package raster turns pages of frames into pictures, for previews on a screen and for share cards.
//
// A [Renderer] draws what export/pdf writes, from the same frames: nothing is measured or broken anew, so the preview is the print. It
// keeps the masks of glyphs and the pictures that it has scaled, each within a bound; a page that was drawn before is drawn again in a few
// milliseconds. It may be used by several goroutines.
//
// Rules and the cells of a share code lie on whole pixels: a rule of a quarter of a point is never lost, and neighbours never leave a gap.
package raster

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"galley/editor/glyph"
	"galley/editor/typeset"
	"galley/export/page"
)

// Renderer draws pages.
type Renderer struct {
	glyphs   *glyph.Cache
	pictures pictures
}

// The bytes that a renderer keeps.
const (
	glyphBytes   = 16 << 20
	pictureBytes = 64 << 20
)

// New returns a renderer that keeps nothing yet.
func New() *Renderer { return &Renderer{glyphs: glyph.NewCache(glyphBytes)} }

// MaxPixels is the size of the largest picture that is drawn: an A3 sheet at 600 dots an inch has 70 million.
const MaxPixels = 100_000_000

// Dots returns the scale of a resolution in dots an inch: pixels a point.
func Dots(perInch float64) float64 { return perInch / 72 }

// Size returns width and height in pixels of a page at a scale of pixels a point.
func Size(p page.Page, scale float64) image.Point {
	return image.Pt(max(1, int(math.Round(p.Width.Points()*scale))), max(1, int(math.Round(p.Height.Points()*scale))))
}

// Page draws a page on white at a scale of pixels a point. It returns an error for a scale that makes no picture or too large a one, for a
// picture that cannot be decoded, and when the context ends.
func (r *Renderer) Page(ctx context.Context, p page.Page, scale float64) (*image.RGBA, error) {
	m, _, err := r.draw(ctx, p, scale, false)
	return m, err
}

// Sketch draws a page like [Renderer.Page] at once: a picture that was not scaled to this size before, which takes a tenth of a second where it is
// a photograph, is left as a grey ground. It reports whether the page is whole.
func (r *Renderer) Sketch(ctx context.Context, p page.Page, scale float64) (m *image.RGBA, whole bool, err error) {
	return r.draw(ctx, p, scale, true)
}

func (r *Renderer) draw(ctx context.Context, p page.Page, scale float64, sketch bool) (*image.RGBA, bool, error) {
	if !(scale > 0) || math.Max(p.Width.Points(), 1)*math.Max(p.Height.Points(), 1)*scale*scale > MaxPixels {
		return nil, false, fmt.Errorf("raster: a page of %.0f × %.0f pt at scale %g", p.Width.Points(), p.Height.Points(), scale)
	}
	s := sheet{Renderer: r, ctx: ctx, scale: scale, sketch: sketch, RGBA: image.NewRGBA(image.Rectangle{Max: Size(p, scale)})}
	for i := range s.Pix {
		s.Pix[i] = 0xff
	}
	for _, f := range p.Frames {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		for _, m := range f.Marks {
			if err := s.mark(m); err != nil {
				return nil, false, fmt.Errorf("raster: %w", err)
			}
		}
	}
	return s.RGBA, !s.lacking, nil
}

// sheet is a page being drawn.
type sheet struct {
	*Renderer
	*image.RGBA
	ctx     context.Context
	scale   float64
	sketch  bool // leaves pictures out that are not kept
	lacking bool // one was left out
}

// mark draws one mark.
func (s *sheet) mark(m page.Mark) error {
	switch m := m.(type) {
	case page.Glyphs:
		s.glyphRun(m)
	case page.Box:
		s.box(m)
	case page.Dot:
		s.dot(m)
	case page.Wave:
		s.wave(m)
	case page.Cells:
		s.cells(m)
	case page.Picture:
		return s.picture(m)
	default:
		return fmt.Errorf("a mark of type %T cannot be drawn", m)
	}
	return nil
}

// px is a length in pixels.
func (s *sheet) px(l typeset.Length) float64 { return l.Points() * s.scale }

// glyphRun draws a run. Its baseline lies on a whole pixel, so that all its strokes are equally sharp; glyphs lie on quarters.
func (s *sheet) glyphRun(m page.Glyphs) {
	size := float32(s.px(m.Run.Size))
	ink := inkOf(m.Color)
	for i := range m.Run.Glyphs {
		g := &m.Run.Glyphs[i]
		x, quarter := glyph.Place(s.px(m.X + g.X))
		mask := s.glyphs.Mask(glyph.Key{Face: m.Run.Face, ID: g.ID, Size: size, Quarter: quarter})
		mask.Draw(s.RGBA, x, int(math.Round(s.px(m.Y-m.Run.Rise-g.Y))), ink)
	}
}

func inkOf(c page.Color) color.NRGBA {
	return color.NRGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff}
}

// edges returns the pixels from a to b, at least one.
func (s *sheet) edges(a, b typeset.Length) (from, to int) {
	from, to = int(math.Round(s.px(a))), int(math.Round(s.px(b)))
	return from, max(to, from+1)
}

// faintest is how much of its colour a rule keeps that is much thinner than a pixel.
const faintest = 0.4

// box fills a rectangle of whole pixels. One that is thinner than a pixel takes a pixel and is so much paler.
func (s *sheet) box(b page.Box) {
	if b.W <= 0 || b.H <= 0 {
		return
	}
	ink := inkOf(b.Fill)
	ink.A = uint8(math.Round(255 * max(faintest, min(1, s.px(b.W))*min(1, s.px(b.H)))))
	x0, x1 := s.edges(b.X, b.X+b.W)
	y0, y1 := s.edges(b.Y, b.Y+b.H)
	s.fill(image.Rect(x0, y0, x1, y1), ink)
}

func (s *sheet) fill(r image.Rectangle, ink color.NRGBA) {
	draw.Draw(s.RGBA, r.Intersect(s.Rect), image.NewUniform(ink), image.Point{}, draw.Over)
}

// cells fills the cells of a pattern. Every edge between cells is rounded once, so that cells that touch leave nothing between them. Cells
// of about a pixel cannot be told apart: they are grey, as they are from afar.
func (s *sheet) cells(c page.Cells) {
	if c.Side <= 0 {
		return
	}
	if s.px(c.Side) < 1.5 {
		s.grey(c)
		return
	}
	ink := inkOf(c.Fill)
	for _, r := range c.Rects {
		x0, x1 := s.edges(c.X+typeset.Length(r[0])*c.Side, c.X+typeset.Length(r[0]+r[2])*c.Side)
		y0, y1 := s.edges(c.Y+typeset.Length(r[1])*c.Side, c.Y+typeset.Length(r[1]+r[3])*c.Side)
		s.fill(image.Rect(x0, y0, x1, y1), ink)
	}
}
