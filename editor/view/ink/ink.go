// Package ink draws lines of text into pictures, glyph by glyph, where editor/typeset placed them.
//
// Fyne draws a string where the string begins and can move no glyph inside it, so that a justified line, or the half-cell of a mark beside
// another, could only be had by one object for each character. A [Line] is one picture: its glyphs come from masks that are kept by glyph,
// size and quarter of a pixel, and a line of 36 characters that were seen before costs some tens of microseconds.
package ink

import (
	"image"
	"image/color"
	"math"
	"unicode"
	"unicode/utf8"

	"galley/editor/glyph"
	"galley/editor/typeset"
)

// masks are those of the process, about 8 MB: several thousand glyphs at the size of a body.
var masks = glyph.NewCache(8 << 20)

// Open reads the tables of a face, which the first text in it would do otherwise. It may run on any goroutine. It returns an error for a face
// without outlines that can be read; text in such a face is drawn as nothing.
func Open(f *typeset.Face) error { return masks.Open(f) }

// Look is what a run is drawn with.
type Look struct {
	Color                       color.NRGBA
	Underline, Strike, Emphasis bool
	Title, Name                 bool // 书名号甲式, a wavy line below; 专名号, a straight one (GB/T 15834-2011, 4.15 and 4.16)
}

// Line draws a line onto dst, which it adds to: its left edge (that of its indent or centring, [typeset.Line.Left], not included) at x, its
// baseline at base, in pixels, at scale pixels a point. looks gives the look of each span.
func Line(dst *image.RGBA, line *typeset.Line, looks func(span int) Look, x, base, scale float64) {
	base = math.Round(base)
	for i := range line.Runs {
		r := &line.Runs[i]
		look := looks(r.Span)
		left := x + (line.Left+r.X).Points()*scale
		size := float32(r.Size.Points() * scale)
		y := int(base - math.Round(r.Rise.Points()*scale))
		for j := range r.Glyphs {
			g := &r.Glyphs[j]
			px, quarter := glyph.Place(left + g.X.Points()*scale)
			m := masks.Mask(glyph.Key{Face: r.Face, ID: g.ID, Size: size, Quarter: quarter})
			m.Draw(dst, px, y-int(math.Round(g.Y.Points()*scale)), look.Color)
		}
		right := left + r.Width.Points()*scale
		em := r.Size.Points() * scale
		stroke := max(1, math.Round(scale))
		if look.Underline {
			bar(dst, left, right, base+math.Round(0.17*em), stroke, look.Color)
		}
		if look.Title || look.Name {
			// A line begins and ends a little inside of its words, so that it is seen where one name ends and the next begins.
			from, to := left, right
			if i == 0 || !alike(looks(line.Runs[i-1].Span), look) {
				from += 0.06 * em
			}
			if i+1 == len(line.Runs) || !alike(looks(line.Runs[i+1].Span), look) {
				to -= 0.06 * em
			}
			if look.Title {
				wavy(dst, from, to, base+0.24*em, em, scale, look.Color)
			} else {
				bar(dst, from, to, base+math.Round(0.19*em), stroke, look.Color)
			}
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

// alike reports whether two looks have the same line of a title or a name.
func alike(a, b Look) bool { return a.Title == b.Title && a.Name == b.Name }

// wavy draws the line under a title around a height: waves of half an em, which go on from one run to the next.
func wavy(dst *image.RGBA, left, right, y, em, scale float64, ink color.NRGBA) {
	length, height := em/2, 0.06*em
	thick := max(0.5*scale, 0.03*em)
	for px := int(math.Floor(left)); px < int(math.Ceil(right)); px++ {
		x := float64(px) + 0.5
		phase := 2 * math.Pi * x / length
		mid, slope := y+height*math.Sin(phase), 2*math.Pi*height/length*math.Cos(phase)
		half := thick * math.Sqrt(1+slope*slope) // how far the stroke reaches up and down where it is steep
		ends := min(1, x+0.5-left, right-(x-0.5))
		for py := int(math.Floor(mid - half - 1)); py <= int(math.Ceil(mid+half)); py++ {
			if !image.Pt(px, py).In(dst.Rect) {
				continue
			}
			covered := min(float64(py)+1, mid+half) - max(float64(py), mid-half)
			if a := min(1, max(0, covered)) * ends; a > 0 {
				at := dst.PixOffset(px, py)
				glyph.Over(dst.Pix[at:at+4:at+4], ink, uint8(a*255))
			}
		}
	}
}

// bar fills a stroke from left to right whose top is at y.
func bar(dst *image.RGBA, left, right, y, stroke float64, ink color.NRGBA) {
	r := image.Rect(int(math.Round(left)), int(y), int(math.Round(right)), int(y+stroke)).Intersect(dst.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		for px := r.Min.X; px < r.Max.X; px++ {
			at := dst.PixOffset(px, py)
			glyph.Over(dst.Pix[at:at+4:at+4], ink, 255)
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
				glyph.Over(dst.Pix[at:at+4:at+4], ink, uint8(a*255))
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
