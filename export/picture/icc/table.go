package icc

import (
	"errors"
	"fmt"
	"math"
)

// table is a profile by a table: curves, a grid of colours, curves (ICC.1:2010, 10.10 and 10.11).
type table struct {
	in, out [][]float64
	grid    int // points a channel
	clut    []float64
	lab     bool    // the colours of the grid are Lab, and XYZ otherwise
	scale   float64 // of Lab in 16 bits: version 2's 0xff00 is 100
}

// mostGrid is the number of values that a table may have: 4 channels of 33 points.
const mostGrid = 4 << 20

func parseTable(b []byte, channels int, pcs string) (*table, error) {
	if len(b) < 48 {
		return nil, errCut
	}
	kind := string(b[:4])
	t := &table{lab: pcs == "Lab ", grid: int(b[10]), scale: 1}
	if !t.lab && pcs != "XYZ " {
		return nil, fmt.Errorf("icc: a table into %q", pcs)
	}
	if int(b[8]) != channels || b[9] != 3 || t.grid < 2 {
		return nil, fmt.Errorf("icc: a table of %d to %d channels by %d points", b[8], b[9], t.grid)
	}
	width, ins, outs, at := 1, 256, 256, 48
	switch kind {
	case "mft1":
	case "mft2":
		if len(b) < 52 {
			return nil, errCut
		}
		width, ins, outs, at = 2, int(be.Uint16(b[48:])), int(be.Uint16(b[50:])), 52
		t.scale = 65535.0 / 65280
		if ins < 2 || ins > 4096 || outs < 2 || outs > 4096 {
			return nil, errors.New("icc: a curve without points")
		}
	default:
		return nil, fmt.Errorf("icc: a table of type %q", kind)
	}
	size := 3
	for range channels {
		if size *= t.grid; size > mostGrid {
			return nil, errors.New("icc: a table too large")
		}
	}
	if at+width*(channels*ins+size+3*outs) > len(b) {
		return nil, errCut
	}
	take := func(n int) []float64 {
		out := make([]float64, n)
		for i := range out {
			if width == 1 {
				out[i] = float64(b[at]) / 255
			} else {
				out[i] = float64(be.Uint16(b[at:])) / 65535
			}
			at += width
		}
		return out
	}
	for range channels {
		t.in = append(t.in, take(ins))
	}
	t.clut = take(size)
	for range 3 {
		t.out = append(t.out, take(outs))
	}
	return t, nil
}

// convert returns the linear sRGB of a colour, whose channels are 0 to 1.
func (t *table) convert(v []float64) [3]float64 {
	n := len(v)
	var low [4]int
	var part [4]float64
	for i, x := range v {
		at := between(t.in[i], x) * float64(t.grid-1)
		low[i] = max(0, min(int(at), t.grid-2))
		part[i] = at - float64(low[i])
	}
	var c [3]float64
	for corner := range 1 << n {
		weight, at := 1.0, 0
		for i := range n {
			at *= t.grid
			if corner>>i&1 == 1 {
				at += low[i] + 1
				weight *= part[i]
			} else {
				at += low[i]
				weight *= 1 - part[i]
			}
		}
		if weight != 0 {
			for k := range 3 {
				c[k] += weight * t.clut[3*at+k]
			}
		}
	}
	for k := range 3 {
		c[k] = between(t.out[k], c[k])
	}
	if t.lab {
		c = labToXYZ(100*c[0]*t.scale, 255*c[1]*t.scale-128, 255*c[2]*t.scale-128)
	} else {
		for k := range 3 {
			c[k] *= 1 + 32767.0/32768
		}
	}
	return multiply(toSRGB, c)
}

// labToXYZ returns XYZ of D50 (ICC.1:2010, annex A; CIE 15).
func labToXYZ(l, a, b float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 6.0/29 {
			return t * t * t
		}
		return 3 * (6.0 / 29) * (6.0 / 29) * (t - 4.0/29)
	}
	y := (l + 16) / 116
	return [3]float64{0.9642 * f(y+a/500), f(y), 0.8249 * f(y-b/200)}
}

func multiply(m [9]float64, v [3]float64) (out [3]float64) {
	for row := range 3 {
		out[row] = m[3*row]*v[0] + m[3*row+1]*v[1] + m[3*row+2]*v[2]
	}
	return out
}

// gamma is sRGB's curve from linear light in 4096 steps (IEC 61966-2-1, 5.2).
var gamma = func() (out [4097]uint8) {
	for i := range out {
		x := float64(i) / 4096
		if x <= 0.0031308 {
			x *= 12.92
		} else {
			x = 1.055*math.Pow(x, 1/2.4) - 0.055
		}
		out[i] = uint8(math.Round(255 * x))
	}
	return out
}()

func encoded(x float64) uint8 { return gamma[int(clamp(x)*4096+0.5)] }
