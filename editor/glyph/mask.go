package glyph

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Mask is how much of each pixel a glyph covers, row by row.
type Mask struct {
	Alpha         []uint8
	Width, Height int
	Left, Top     int // of the first pixel, from the pixel of the glyph's origin
}

// largest is the side in pixels of the largest glyph that is drawn.
const largest = 8192

// rasterize fills a glyph's outline.
func (c *Cache) rasterize(k Key) *Mask {
	o, err := c.outlinesOf(k.Face)
	if err != nil || k.ID > math.MaxUint16 {
		return &Mask{}
	}
	upem := k.Face.UnitsPerEm()
	segments, err := o.LoadGlyph(&c.buffer, sfnt.GlyphIndex(k.ID), fixed.I(upem), nil)
	if err != nil || len(segments) == 0 {
		return &Mask{}
	}
	scale := k.Size / float32(upem) / 64
	shift := float32(k.Quarter) / 4
	at := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)*scale + shift, float32(p.Y) * scale }
	minX, minY, maxX, maxY := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for i := range segments {
		for _, p := range segments[i].Args[:points[segments[i].Op]] {
			x, y := at(p)
			minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
		}
	}
	left, top := int(math.Floor(float64(minX))), int(math.Floor(float64(minY)))
	w, h := int(math.Ceil(float64(maxX)))-left, int(math.Ceil(float64(maxY)))-top
	if w <= 0 || h <= 0 || w > largest || h > largest {
		return &Mask{}
	}
	r := &c.raster
	r.Reset(w, h)
	r.DrawOp = draw.Src
	local := func(p fixed.Point26_6) (float32, float32) {
		x, y := at(p)
		return x - float32(left), y - float32(top)
	}
	for i := range segments {
		s := &segments[i]
		ax, ay := local(s.Args[0])
		bx, by := local(s.Args[1])
		cx, cy := local(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				r.ClosePath()
			}
			r.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			r.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			r.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	a := image.NewAlpha(image.Rect(0, 0, w, h))
	r.Draw(a, a.Bounds(), image.Opaque, image.Point{})
	return &Mask{Alpha: a.Pix, Width: w, Height: h, Left: left, Top: top}
}

// points is how many points a segment has.
var points = [...]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}

// Draw puts ink through a mask whose glyph has its origin in the pixel x, y. What lies outside dst is left out.
func (m *Mask) Draw(dst *image.RGBA, x, y int, ink color.NRGBA) {
	x, y = x+m.Left, y+m.Top
	x0, x1 := max(0, dst.Rect.Min.X-x), min(m.Width, dst.Rect.Max.X-x)
	y0, y1 := max(0, dst.Rect.Min.Y-y), min(m.Height, dst.Rect.Max.Y-y)
	if x0 >= x1 {
		return
	}
	for my := y0; my < y1; my++ {
		src := m.Alpha[my*m.Width+x0 : my*m.Width+x1]
		at := dst.PixOffset(x+x0, y+my)
		row := dst.Pix[at : at+4*len(src)]
		for i, a := range src {
			if a != 0 {
				Over(row[4*i:4*i+4:4*i+4], ink, a)
			}
		}
	}
}

// Over puts ink that covers coverage/255 of a pixel over that premultiplied pixel.
func Over(p []uint8, ink color.NRGBA, coverage uint8) {
	alpha := uint32(coverage) * uint32(ink.A) / 255
	if alpha == 255 || p[3] == 0 && alpha > 0 {
		p[0], p[1], p[2], p[3] = uint8(uint32(ink.R)*alpha/255), uint8(uint32(ink.G)*alpha/255), uint8(uint32(ink.B)*alpha/255), uint8(alpha)
		return
	}
	rest := 255 - alpha
	p[0] = uint8((uint32(ink.R)*alpha + uint32(p[0])*rest) / 255)
	p[1] = uint8((uint32(ink.G)*alpha + uint32(p[1])*rest) / 255)
	p[2] = uint8((uint32(ink.B)*alpha + uint32(p[2])*rest) / 255)
	p[3] = uint8(alpha + uint32(p[3])*rest/255)
}
