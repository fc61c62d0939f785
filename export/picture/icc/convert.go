package icc

import (
	"image"
	"image/draw"
)

// Colour returns a colour of 8 bits a channel in sRGB. v has [Profile.Channels] values.
func (p *Profile) Colour(v ...uint8) [3]uint8 {
	var lin [3]float64
	switch {
	case p.table != nil:
		var in [4]float64
		for i := range p.channels {
			in[i] = float64(v[i]) / 255
		}
		lin = p.table.convert(in[:p.channels])
	case p.channels == 1:
		y := p.curves[0][v[0]]
		lin = [3]float64{y, y, y}
	default:
		lin = multiply(p.matrix, [3]float64{p.curves[0][v[0]], p.curves[1][v[1]], p.curves[2][v[2]]})
	}
	return [3]uint8{encoded(lin[0]), encoded(lin[1]), encoded(lin[2])}
}

// near is what a channel may differ from sRGB so that nobody sees it.
const near = 2

// IsSRGB reports whether the colours are those of sRGB, or of grey in it, but for what nobody sees.
func (p *Profile) IsSRGB() bool {
	switch p.channels {
	case 1:
		for i := range 256 {
			if c := p.Colour(uint8(i)); apart(c[0], uint8(i)) {
				return false
			}
		}
		return true
	case 3:
		for r := 0; r < 256; r += 51 {
			for g := 0; g < 256; g += 51 {
				for b := 0; b < 256; b += 51 {
					c := p.Colour(uint8(r), uint8(g), uint8(b))
					if apart(c[0], uint8(r)) || apart(c[1], uint8(g)) || apart(c[2], uint8(b)) {
						return false
					}
				}
			}
		}
		return true
	}
	return false
}

func apart(a, b uint8) bool { return max(a, b)-min(a, b) > near }

// Convert returns a picture in sRGB. A picture whose colours have another number of channels than the profile is returned as it is, in
// straight alpha.
func (p *Profile) Convert(m image.Image) *image.NRGBA {
	r := m.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	switch t := m.(type) {
	case *image.CMYK:
		if p.channels == 4 {
			p.inks(out, t)
			return out
		}
	case *image.Gray, *image.Gray16:
		if p.channels == 1 {
			var of [256]uint8
			for i := range of {
				of[i] = p.Colour(uint8(i))[0]
			}
			draw.Draw(out, out.Rect, m, r.Min, draw.Src)
			for i := 0; i < len(out.Pix); i += 4 {
				g := of[out.Pix[i]]
				out.Pix[i], out.Pix[i+1], out.Pix[i+2] = g, g, g
			}
			return out
		}
	}
	draw.Draw(out, out.Rect, m, r.Min, draw.Src)
	if p.channels != 3 {
		return out
	}
	if p.table != nil {
		p.light(out)
		return out
	}
	k := &p.matrix
	for i := 0; i < len(out.Pix); i += 4 {
		a, b, c := p.curves[0][out.Pix[i]], p.curves[1][out.Pix[i+1]], p.curves[2][out.Pix[i+2]]
		out.Pix[i] = encoded(k[0]*a + k[1]*b + k[2]*c)
		out.Pix[i+1] = encoded(k[3]*a + k[4]*b + k[5]*c)
		out.Pix[i+2] = encoded(k[6]*a + k[7]*b + k[8]*c)
	}
	return out
}

// light converts by a table, colour by colour; neighbours are often equal.
func (p *Profile) light(out *image.NRGBA) {
	var last, is [3]uint8
	is = p.Colour(last[:]...)
	for i := 0; i < len(out.Pix); i += 4 {
		if v := [3]uint8(out.Pix[i : i+3]); v != last {
			last, is = v, p.Colour(v[:]...)
		}
		copy(out.Pix[i:], is[:])
	}
}

// steps is the number of points a channel in the grid that a picture in CMYK is converted by: 15 levels apart.
const steps = 18

// inks converts CMYK by a grid of its colours in sRGB: the profile's own way takes too long for every pixel.
func (p *Profile) inks(out *image.NRGBA, m *image.CMYK) {
	grid := make([][3]int32, steps*steps*steps*steps)
	for i := range grid {
		v, at := [4]uint8{}, i
		for k := 3; k >= 0; k-- {
			v[k] = uint8(at % steps * 255 / (steps - 1))
			at /= steps
		}
		c := p.Colour(v[:]...)
		grid[i] = [3]int32{int32(c[0]), int32(c[1]), int32(c[2])}
	}
	strides := [4]int{steps * steps * steps, steps * steps, steps, 1}
	var last [4]uint8
	var is [3]uint8
	fresh := true
	for y := range out.Rect.Dy() {
		line := m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y+y):]
		for x := range out.Rect.Dx() {
			v := [4]uint8(line[4*x : 4*x+4])
			if fresh || v != last {
				last, fresh = v, false
				is = inkAt(grid, strides, v)
			}
			at := out.PixOffset(x, y)
			out.Pix[at], out.Pix[at+1], out.Pix[at+2], out.Pix[at+3] = is[0], is[1], is[2], 255
		}
	}
}

// inkAt returns the colour between the points of the grid: from corner to corner in the order of how far the channels are, which takes five
// points where all corners are sixteen.
func inkAt(grid [][3]int32, strides [4]int, v [4]uint8) [3]uint8 {
	var part [4]int32 // of 255
	order := [4]int{0, 1, 2, 3}
	at := 0
	for i, x := range v {
		scaled := int32(x) * (steps - 1)
		low := min(scaled/255, steps-2)
		part[i] = scaled - low*255
		at += int(low) * strides[i]
	}
	for i := 1; i < 4; i++ { // insertion sort, the farthest first
		for k := i; k > 0 && part[order[k]] > part[order[k-1]]; k-- {
			order[k], order[k-1] = order[k-1], order[k]
		}
	}
	weight := 255 - part[order[0]]
	var sum [3]int32
	for i := range 5 {
		for k := range 3 {
			sum[k] += weight * grid[at][k]
		}
		if i == 4 {
			break
		}
		at += strides[order[i]]
		weight = part[order[i]]
		if i < 3 {
			weight -= part[order[i+1]]
		}
	}
	return [3]uint8{uint8((sum[0] + 127) / 255), uint8((sum[1] + 127) / 255), uint8((sum[2] + 127) / 255)}
}
