package picture

import (
	"image"
	"image/draw"
)

// Upright decodes a picture as it is to be seen: turned as its camera was held, and a GIF's first frame on its whole ground.
func Upright(b []byte) (*image.RGBA, error) {
	m, c, err := Decode(b)
	if err != nil {
		return nil, err
	}
	whole := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	draw.Draw(whole, m.Bounds(), m, m.Bounds().Min, draw.Src)
	return Turn(whole, Orientation(b)), nil
}

// Turn brings a stored picture upright; see [Orientation].
func Turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	from := [9]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, h - 1 - x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return w - 1 - y, x },
	}[orientation]
	size := image.Pt(w, h)
	if Sideways(orientation) {
		size = image.Pt(h, w)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			sx, sy := from(x, y)
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return out
}
