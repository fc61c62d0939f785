package sheet

import (
	"image"
	"image/draw"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"

	"galley/editor/typeset"
)

// maskKey is one glyph at one size on a grid of quarter pixels.
type maskKey struct {
	face    *font.Face
	id      typeset.GlyphID
	size    float32 // pixels per em
	quarter uint8   // of a pixel to the right
}

// mask is how much of each pixel a glyph covers; the origin is where the glyph's own origin lies in it.
type mask struct {
	alpha  *image.Alpha
	origin image.Point
}

// masks are kept while there are not too many. They are used on the goroutine of the windows alone.
var masks = map[maskKey]mask{}

const mostMasks = 8192 // about 4 MB at the size of a body

func maskOf(k maskKey) mask {
	m, ok := masks[k]
	if !ok {
		if len(masks) >= mostMasks {
			clear(masks)
		}
		m = rasterize(k)
		masks[k] = m
	}
	return m
}

// rasterize fills a glyph's outline. A glyph without one, such as a space, has an empty mask.
func rasterize(k maskKey) mask {
	outline, ok := k.face.GlyphData(font.GID(k.id)).(font.GlyphOutline)
	if !ok || len(outline.Segments) == 0 {
		return mask{}
	}
	scale := k.size / float32(k.face.Upem())
	shift := float32(k.quarter) / 4
	at := func(p opentype.SegmentPoint) (x, y float32) { return p.X*scale + shift, -p.Y * scale }
	minX, minY, maxX, maxY := float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, s := range outline.Segments {
		for _, p := range s.ArgsSlice() {
			x, y := at(p)
			minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
		}
	}
	left, top := int(math.Floor(float64(minX))), int(math.Floor(float64(minY)))
	w, h := int(math.Ceil(float64(maxX)))-left, int(math.Ceil(float64(maxY)))-top
	if w <= 0 || h <= 0 || w > 4096 || h > 4096 {
		return mask{}
	}
	r := vector.NewRasterizer(w, h)
	local := func(p opentype.SegmentPoint) (float32, float32) {
		x, y := at(p)
		return x - float32(left), y - float32(top)
	}
	for i, s := range outline.Segments {
		ax, ay := local(s.Args[0])
		bx, by := local(s.Args[1])
		cx, cy := local(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				r.ClosePath()
			}
			r.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			r.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			r.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	a := image.NewAlpha(image.Rect(0, 0, w, h))
	r.DrawOp = draw.Src
	r.Draw(a, a.Bounds(), image.Opaque, image.Point{})
	return mask{a, image.Pt(-left, -top)}
}
