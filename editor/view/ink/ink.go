// Package ink draws lines of text into pictures, glyph by glyph, where editor/typeset placed them.
//
// Fyne draws a string where the string begins and can move no glyph inside it, so that a justified line, or the half-cell of a mark beside
// another, could only be had by one object for each character. A [Line] is one picture: its glyphs come from masks that are kept by glyph,
// size and quarter of a pixel, and a line of 36 characters that were seen before costs some tens of microseconds.
package ink

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"galley/editor/typeset"
)

// maskKey is one glyph at one size on a grid of quarter pixels.
type maskKey struct {
	face    *typeset.Face
	id      typeset.GlyphID
	size    float32 // pixels per em
	quarter uint8   // of a pixel to the right
}

// mask is how much of each pixel a glyph covers; the origin is where the glyph's own origin lies in it.
type mask struct {
	alpha          []uint8
	width, height  int
	originX, origY int
}

// most masks that are kept, about 6 MB at the size of a body.
const most = 12288

// cache holds outlines and masks of the faces of the process.
var cache = struct {
	sync.Mutex
	outlines map[*typeset.Face]*sfnt.Font
	masks    map[maskKey]mask
	buffer   sfnt.Buffer
	raster   vector.Rasterizer
}{outlines: map[*typeset.Face]*sfnt.Font{}, masks: map[maskKey]mask{}}

// maskOf returns the mask of a glyph, an empty one for a glyph without an outline. The caller holds the cache.
func maskOf(k maskKey) mask {
	m, ok := cache.masks[k]
	if !ok {
		if len(cache.masks) >= most {
			clear(cache.masks)
		}
		m = rasterize(k)
		cache.masks[k] = m
	}
	return m
}

// Open reads the tables of a face, which the first text in it would do otherwise. It may run on any goroutine. It returns an error for a face
// without outlines that can be read; text in such a face is drawn as nothing.
func Open(f *typeset.Face) error {
	cache.Lock()
	defer cache.Unlock()
	_, err := outlines(f)
	return err
}

func outlines(f *typeset.Face) (*sfnt.Font, error) {
	if o, ok := cache.outlines[f]; ok {
		return o, nil
	}
	o, err := sfnt.Parse(f.Data())
	if err != nil {
		return nil, fmt.Errorf("ink: %s: %w", f.Name(), err)
	}
	cache.outlines[f] = o
	return o, nil
}

// rasterize fills a glyph's outline.
func rasterize(k maskKey) mask {
	o, err := outlines(k.face)
	if err != nil {
		return mask{}
	}
	upem := k.face.UnitsPerEm()
	segments, err := o.LoadGlyph(&cache.buffer, sfnt.GlyphIndex(k.id), fixed.I(upem), nil)
	if err != nil || len(segments) == 0 {
		return mask{}
	}
	scale := k.size / float32(upem) / 64
	shift := float32(k.quarter) / 4
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
	if w <= 0 || h <= 0 || w > 4096 || h > 4096 {
		return mask{}
	}
	r := &cache.raster
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
	return mask{alpha: a.Pix, width: w, height: h, originX: -left, origY: -top}
}

// points is how many points a segment has.
var points = [...]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}

// Look is what a run is drawn with.
type Look struct {
	Color                       color.NRGBA
	Underline, Strike, Emphasis bool
}

// Line draws a line onto dst, which it adds to: its left edge (that of its indent or centring, [typeset.Line.Left], not included) at x, its
// baseline at base, in pixels, at scale pixels a point. looks gives the look of each span.
func Line(dst *image.RGBA, line *typeset.Line, looks func(span int) Look, x, base, scale float64) {
	cache.Lock()
	defer cache.Unlock()
	base = math.Round(base)
	for i := range line.Runs {
		r := &line.Runs[i]
		look := looks(r.Span)
		left := x + (line.Left+r.X).Points()*scale
		size := float32(r.Size.Points() * scale)
		y := int(base - math.Round(r.Rise.Points()*scale))
		for j := range r.Glyphs {
			g := &r.Glyphs[j]
			gx := left + g.X.Points()*scale
			quarter := math.Floor(gx*4 + 0.5)
			whole := math.Floor(quarter / 4)
			m := maskOf(maskKey{r.Face, g.ID, size, uint8(quarter - whole*4)})
			blend(dst, &m, int(whole), y-int(math.Round(g.Y.Points()*scale)), look.Color)
		}
		right := left + r.Width.Points()*scale
		em := r.Size.Points() * scale
		stroke := max(1, math.Round(scale))
		if look.Underline {
			bar(dst, left, right, base+math.Round(0.17*em), stroke, look.Color)
		}
		if look.Strike {
			bar(dst, left, right, float64(y)-math.Round(0.34*em), stroke, look.Color)
		}
		if look.Emphasis {
			emphasise(dst, r, left, base, scale, look.Color)
		}
	}
}

// emphasise draws a dot under each character and a thin line under Western words, as on paper; marks get neither (CLREQ 3.3.2).
func emphasise(dst *image.RGBA, r *typeset.Run, left, base, scale float64, ink color.NRGBA) {
	em := r.Size.Points() * scale
	for j := range r.Glyphs {
		g := &r.Glyphs[j]
		ch, _ := utf8.DecodeRuneInString(g.Text)
		x := left + g.X.Points()*scale
		switch {
		case unicode.In(ch, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul):
			dot(dst, x+em/2, base+0.32*em, max(1.1, 0.085*em), ink)
		case unicode.IsLetter(ch) || unicode.IsDigit(ch):
			bar(dst, x, x+g.Advance.Points()*scale, base+math.Round(0.2*em), max(1, math.Round(scale)), ink)
		}
	}
}

// blend puts ink through a mask whose origin is at x, y, onto premultiplied pixels.
func blend(dst *image.RGBA, m *mask, x, y int, ink color.NRGBA) {
	x, y = x-m.originX, y-m.origY
	x0, x1 := max(0, dst.Rect.Min.X-x), min(m.width, dst.Rect.Max.X-x)
	y0, y1 := max(0, dst.Rect.Min.Y-y), min(m.height, dst.Rect.Max.Y-y)
	if x0 >= x1 {
		return
	}
	for my := y0; my < y1; my++ {
		src := m.alpha[my*m.width+x0 : my*m.width+x1]
		at := dst.PixOffset(x+x0, y+my)
		row := dst.Pix[at : at+4*len(src)]
		for i, a := range src {
			if a != 0 {
				over(row[4*i:4*i+4:4*i+4], ink, a)
			}
		}
	}
}

// over puts ink of coverage a over a premultiplied pixel.
func over(p []uint8, ink color.NRGBA, a uint8) {
	alpha := uint32(a) * uint32(ink.A) / 255
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

// bar fills a stroke from left to right whose top is at y.
func bar(dst *image.RGBA, left, right, y, stroke float64, ink color.NRGBA) {
	r := image.Rect(int(math.Round(left)), int(y), int(math.Round(right)), int(y+stroke)).Intersect(dst.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		for px := r.Min.X; px < r.Max.X; px++ {
			at := dst.PixOffset(px, py)
			over(dst.Pix[at:at+4:at+4], ink, 255)
		}
	}
}

// dot fills a disc, its edge as soft as a pixel.
func dot(dst *image.RGBA, cx, cy, radius float64, ink color.NRGBA) {
	for y := int(cy - radius - 1); y <= int(cy+radius+1); y++ {
		for x := int(cx - radius - 1); x <= int(cx+radius+1); x++ {
			d := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			if a := min(1, max(0, radius-d+0.5)); a > 0 && image.Pt(x, y).In(dst.Rect) {
				at := dst.PixOffset(x, y)
				over(dst.Pix[at:at+4:at+4], ink, uint8(a*255))
			}
		}
	}
}

// Wave draws the line under a doubtful text over the whole of dst.
func Wave(dst *image.RGBA, ink color.NRGBA, scale float64) {
	w, h := float64(dst.Rect.Dx()), float64(dst.Rect.Dy())
	height := h/2 - 0.6*scale
	for x := 0.0; x < w; x += 0.25 {
		y := h/2 + height*math.Sin(x/scale*2*math.Pi/5)
		dot(dst, x, y, 0.55*scale, color.NRGBA{ink.R, ink.G, ink.B, 90})
	}
}
