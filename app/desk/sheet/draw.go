package sheet

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"galley/app/desk/theme"
	"galley/editor/view/ink"
	pages "galley/editor/view/layout"
)

// tokens are the colours of the inks.
var tokens = map[pages.Ink]theme.Token{
	pages.Text: theme.Ink, pages.Soft: theme.Soft, pages.Faint: theme.Faint, pages.Link: theme.Blue, pages.Line: theme.Edge, pages.Wash: theme.Panel, pages.Red: theme.Red,
}

func colorOf(i pages.Ink) color.NRGBA {
	return color.NRGBAModel.Convert(theme.Color(tokens[i])).(color.NRGBA)
}

// draw returns the strip of the sheet that begins at top and is height high, as a transparent picture of w × h pixels.
func (p *placed) draw(w, h int, top, height float64) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	scale := float64(h) / height
	for _, f := range p.fills {
		if f.y+f.h < top || f.y > top+height {
			continue
		}
		x, y := int(math.Round(f.x*scale)), int(math.Round((f.y-top)*scale))
		r := image.Rect(x, y, x+max(1, int(math.Round(f.w*scale))), y+max(1, int(math.Round(f.h*scale))))
		draw.Draw(out, r, image.NewUniform(colorOf(f.ink)), image.Point{}, draw.Over)
	}
	for i := range p.rows {
		r := &p.rows[i]
		room := r.Size().Points() // what stands out of the line
		if r.y+r.Height.Points()+room < top || r.y-room > top+height {
			continue
		}
		looks := r.Looks()
		ink.Line(out, r.Line(), func(span int) ink.Look {
			l := looks[span]
			return ink.Look{Color: colorOf(l.Ink), Underline: l.Underline, Strike: l.Strike, Emphasis: l.Emphasis, Title: l.Title, Name: l.Name}
		}, (p.left+r.X.Points())*scale, (r.y+r.Base.Points()-top)*scale, scale)
	}
	return out
}
