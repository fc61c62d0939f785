package sheet

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"galley/app/desk/theme"
)

// draw returns the strip of the sheet that begins at top and is height high, as a transparent picture of w × h pixels.
func (l *layout) draw(w, h int, top, height float64) image.Image {
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	scale := float64(h) / height
	for _, b := range l.boxes {
		if b.y+b.h < top || b.y > top+height {
			continue
		}
		x, y := int(math.Round(b.x*scale)), int(math.Round((b.y-top)*scale))
		r := image.Rect(x, y, x+max(1, int(math.Round(b.w*scale))), y+max(1, int(math.Round(b.h*scale))))
		draw.Draw(out, r, image.NewUniform(theme.Color(b.ink)), image.Point{}, draw.Over)
	}
	for _, d := range l.dots {
		if d.y+d.r >= top && d.y-d.r <= top+height {
			drawDot(out, d.x*scale, (d.y-top)*scale, d.r*scale, rgba(d.ink))
		}
	}
	for _, g := range l.glyphs {
		em := g.run.Size.Points()
		if g.y+em < top || g.y-1.2*em > top+height {
			continue
		}
		face := outlines(g.run.Face)
		if face == nil {
			continue
		}
		ink := rgba(g.ink)
		for _, p := range g.run.Glyphs {
			x := (g.x + p.X.Points()) * scale
			y := (g.y - p.Y.Points() - top) * scale
			whole := math.Floor(x)
			k := maskKey{face, p.ID, float32(em * scale), uint8((x - whole) * 4)}
			if m := maskOf(k); m.alpha != nil {
				blend(out, m, int(whole), int(math.Round(y)), ink)
			}
		}
	}
	return out
}

func rgba(t theme.Token) color.NRGBA {
	return color.NRGBAModel.Convert(theme.Color(t)).(color.NRGBA)
}

// blend puts ink through a mask whose origin is at x, y. Where masks overlap the stronger one holds: the ink is one colour.
func blend(out *image.NRGBA, m mask, x, y int, ink color.NRGBA) {
	b := m.alpha.Bounds()
	to := b.Add(image.Pt(x, y).Sub(m.origin)).Intersect(out.Bounds())
	for py := to.Min.Y; py < to.Max.Y; py++ {
		src := m.alpha.PixOffset(to.Min.X-x+m.origin.X, py-y+m.origin.Y)
		dst := out.PixOffset(to.Min.X, py)
		for range to.Dx() {
			if a := m.alpha.Pix[src]; a > 0 {
				mix(out.Pix[dst:dst+4:dst+4], ink, a)
			}
			src, dst = src+1, dst+4
		}
	}
}

// mix puts ink of coverage a over a pixel that is transparent, a ground, or ink already.
func mix(p []uint8, ink color.NRGBA, a uint8) {
	if p[3] == 0 {
		p[0], p[1], p[2], p[3] = ink.R, ink.G, ink.B, a
		return
	}
	if p[3] < 255 { // ink of a neighbour: the two share the pixel
		p[0], p[1], p[2], p[3] = ink.R, ink.G, ink.B, uint8(min(255, int(p[3])+int(a)))
		return
	}
	over := func(under, ink uint8) uint8 { return uint8((int(under)*(255-int(a)) + int(ink)*int(a)) / 255) }
	p[0], p[1], p[2] = over(p[0], ink.R), over(p[1], ink.G), over(p[2], ink.B)
}

// drawDot fills a disc, its edge as soft as a pixel.
func drawDot(out *image.NRGBA, cx, cy, r float64, ink color.NRGBA) {
	for y := int(cy - r - 1); y <= int(cy+r+1); y++ {
		for x := int(cx - r - 1); x <= int(cx+r+1); x++ {
			d := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			a := min(1, max(0, r-d+0.5))
			if a > 0 && image.Pt(x, y).In(out.Bounds()) {
				mix(out.Pix[out.PixOffset(x, y):][:4:4], ink, uint8(a*255))
			}
		}
	}
}
