package raster

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"galley/editor/typeset"
	"galley/export/page"
)

// point is a place on the sheet in pixels.
type point struct{ x, y float64 }

// dot fills a disc. It is never much smaller than a pixel and a half, or it would be lost.
func (s *sheet) dot(d page.Dot) {
	if d.R <= 0 {
		return
	}
	r := max(0.7, s.px(d.R))
	cx, cy := s.px(d.X), s.px(d.Y)
	n := 16 + int(r)
	outline := make([]point, n)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		outline[i] = point{cx + r*cos, cy + r*sin}
	}
	s.polygon(d.Fill, outline)
}

// wave strokes a sine from end to end: its upper side forth and its lower side back are one outline.
func (s *sheet) wave(w page.Wave) {
	if w.W <= 0 || w.Period <= 0 {
		return
	}
	waves := max(1, math.Round(float64(w.W)/float64(w.Period)))
	x, y, width, swing := s.px(w.X), s.px(w.Y), s.px(w.W), s.px(w.Height)/2
	thick := max(0.8, s.px(w.Thick)) / 2
	steps := int(waves) * 16
	outline := make([]point, 2*steps+2)
	for i := range steps + 1 {
		t := float64(i) / float64(steps)
		sin, cos := math.Sincos(2 * math.Pi * waves * t)
		slope := -swing * cos * 2 * math.Pi * waves / width
		n := thick / math.Hypot(1, slope)
		px, py := x+width*t, y-swing*sin
		outline[i] = point{px + slope*n, py - n}
		outline[len(outline)-1-i] = point{px - slope*n, py + n}
	}
	s.polygon(w.Fill, outline)
}

// grey fills small cells with soft edges.
func (s *sheet) grey(c page.Cells) {
	var outlines [][]point
	for _, r := range c.Rects {
		x0, y0 := s.px(c.X+typeset.Length(r[0])*c.Side), s.px(c.Y+typeset.Length(r[1])*c.Side)
		x1, y1 := s.px(c.X+typeset.Length(r[0]+r[2])*c.Side), s.px(c.Y+typeset.Length(r[1]+r[3])*c.Side)
		outlines = append(outlines, []point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}})
	}
	s.polygon(c.Fill, outlines...)
}

// polygon fills outlines, with soft edges.
func (s *sheet) polygon(fill page.Color, outlines ...[]point) {
	if len(outlines) == 0 {
		return
	}
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, outline := range outlines {
		for _, p := range outline {
			left, top, right, bottom = min(left, p.x), min(top, p.y), max(right, p.x), max(bottom, p.y)
		}
	}
	r := image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom)))
	if !r.Overlaps(s.Rect) || r.Dx() > 2*s.Rect.Dx()+64 || r.Dy() > 2*s.Rect.Dy()+64 {
		return // off the sheet
	}
	v := vector.NewRasterizer(r.Dx(), r.Dy())
	v.DrawOp = draw.Src
	for _, outline := range outlines {
		for i, p := range outline {
			x, y := float32(p.x-float64(r.Min.X)), float32(p.y-float64(r.Min.Y))
			if i == 0 {
				v.MoveTo(x, y)
			} else {
				v.LineTo(x, y)
			}
		}
		v.ClosePath()
	}
	mask := image.NewAlpha(image.Rectangle{Max: r.Size()})
	v.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	draw.DrawMask(s.RGBA, r, image.NewUniform(inkOf(fill)), image.Point{}, mask, image.Point{}, draw.Over)
}
