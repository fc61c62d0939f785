// Package icc reads the colour profiles that cameras, scanners and printers put into pictures, and turns their colours into sRGB.
//
// [Parse] takes a profile of ICC.1:2010 (version 4) or ICC.1:2001 (version 2) for grey, RGB or CMYK: by a matrix and curves (Display P3, Adobe
// RGB, ProPhoto) or by a table (lut8Type, lut16Type), which every profile for CMYK has. A [Profile] converts colours by the relative
// colorimetric way without compensation of the black point. Profiles come from outside: sizes are held to bounds before anything is made.
package icc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// MaxBytes is the size that a profile may have.
const MaxBytes = 8 << 20

// Profile says what the colours of a picture are.
type Profile struct {
	channels int             // 1, 3 or 4
	curves   [3][256]float64 // of a profile with a matrix: linear light
	matrix   [9]float64      // linear light to linear sRGB
	table    *table          // in place of curves and matrix
}

// Channels returns how many numbers a colour has: 1 for grey, 3 for RGB, 4 for CMYK.
func (p *Profile) Channels() int { return p.channels }

var be = binary.BigEndian

var errCut = errors.New("icc: cut off")

// header is the size of a profile's header (ICC.1:2010, 7.2), with the count of tags after it.
const header = 128

// Parse reads a profile.
func Parse(b []byte) (*Profile, error) {
	if len(b) < header+4 {
		return nil, errCut
	}
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("icc: %d MiB are too many", len(b)>>20)
	}
	if string(b[36:40]) != "acsp" {
		return nil, errors.New("icc: no profile")
	}
	p := &Profile{}
	switch space := string(b[16:20]); space {
	case "GRAY":
		p.channels = 1
	case "RGB ":
		p.channels = 3
	case "CMYK":
		p.channels = 4
	default:
		return nil, fmt.Errorf("icc: colours of %q", space)
	}
	tags, err := tagsOf(b)
	if err != nil {
		return nil, err
	}
	pcs := string(b[20:24])
	if t, ok := tags["A2B0"]; ok && pcs != "" && (p.channels == 4 || tags["rXYZ"] == nil) {
		p.table, err = parseTable(t, p.channels, pcs)
		return p, err
	}
	switch p.channels {
	case 1:
		err = p.grey(tags)
	case 3:
		err = p.matrices(tags)
	default:
		err = errors.New("icc: CMYK without a table")
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// tagsOf returns the data of each tag (ICC.1:2010, 7.3).
func tagsOf(b []byte) (map[string][]byte, error) {
	n := int(be.Uint32(b[header:]))
	if n > 200 || header+4+12*n > len(b) {
		return nil, errCut
	}
	tags := make(map[string][]byte, n)
	for i := range n {
		entry := b[header+4+12*i:]
		at, size := uint64(be.Uint32(entry[4:])), uint64(be.Uint32(entry[8:]))
		if at+size > uint64(len(b)) {
			return nil, errCut
		}
		tags[string(entry[:4])] = b[at : at+size]
	}
	return tags, nil
}

// toSRGB takes XYZ of D50 to linear sRGB: the inverse of sRGB's matrix adapted by Bradford's (IEC 61966-2-1; ICC.1:2010, annex E).
var toSRGB = [9]float64{
	3.1338561, -1.6168667, -0.4906146,
	-0.9787684, 1.9161415, 0.0334540,
	0.0719453, -0.2289914, 1.4052427,
}

// matrices reads a profile of three components (ICC.1:2010, 8.3.3).
func (p *Profile) matrices(tags map[string][]byte) error {
	var columns [3][3]float64
	for i, c := range []string{"r", "g", "b"} {
		t := tags[c+"XYZ"]
		if len(t) < 20 || string(t[:4]) != "XYZ " {
			return fmt.Errorf("icc: no colour %sXYZ", c)
		}
		for k := range 3 {
			columns[i][k] = float64(int32(be.Uint32(t[8+4*k:]))) / 65536
		}
		curve, err := parseCurve(tags[c+"TRC"])
		if err != nil {
			return err
		}
		p.curves[i] = sampled(curve)
	}
	for row := range 3 {
		for col := range 3 {
			for k := range 3 {
				p.matrix[3*row+col] += toSRGB[3*row+k] * columns[col][k]
			}
		}
	}
	return nil
}

// grey reads a profile of one component, whose colours lie between black and white.
func (p *Profile) grey(tags map[string][]byte) error {
	curve, err := parseCurve(tags["kTRC"])
	if err != nil {
		return err
	}
	p.curves[0] = sampled(curve)
	return nil
}

func sampled(curve func(float64) float64) (out [256]float64) {
	for i := range out {
		out[i] = curve(float64(i) / 255)
	}
	return out
}

// parseCurve reads a curve (ICC.1:2010, 10.5 and 10.15).
func parseCurve(b []byte) (func(float64) float64, error) {
	if len(b) < 12 {
		return nil, errors.New("icc: no curve")
	}
	switch string(b[:4]) {
	case "curv":
		n := int(be.Uint32(b[8:]))
		if n > 65536 || 12+2*n > len(b) {
			return nil, errCut
		}
		switch n {
		case 0:
			return func(x float64) float64 { return x }, nil
		case 1:
			gamma := float64(be.Uint16(b[12:])) / 256
			return func(x float64) float64 { return math.Pow(x, gamma) }, nil
		}
		points := make([]float64, n)
		for i := range points {
			points[i] = float64(be.Uint16(b[12+2*i:])) / 65535
		}
		return func(x float64) float64 { return between(points, x) }, nil
	case "para":
		return parametric(b)
	}
	return nil, fmt.Errorf("icc: a curve of type %q", b[:4])
}

// parametric reads a curve by its parameters (ICC.1:2010, table 65).
func parametric(b []byte) (func(float64) float64, error) {
	counts := []int{1, 3, 4, 5, 7}
	kind := int(be.Uint16(b[8:]))
	if kind >= len(counts) || 12+4*counts[kind] > len(b) {
		return nil, errCut
	}
	var v [7]float64 // g a b c d e f
	for i := range counts[kind] {
		v[i] = float64(int32(be.Uint32(b[12+4*i:]))) / 65536
	}
	g, a, bb, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		return func(x float64) float64 { return math.Pow(x, g) }, nil
	case 1, 2:
		if a == 0 {
			return nil, errors.New("icc: a curve without slope")
		}
		d, e, f, c = -bb/a, c, c, 0
		if kind == 1 {
			e, f = 0, 0
		}
	}
	return func(x float64) float64 {
		if x >= d {
			return clamp(math.Pow(max(0, a*x+bb), g) + e)
		}
		return clamp(c*x + f)
	}, nil
}

// clamp returns x within 0 and 1; what is no number is 0.
func clamp(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return min(x, 1)
}

// between returns the value at x, 0 to 1, on the line through points.
func between(points []float64, x float64) float64 {
	at := clamp(x) * float64(len(points)-1)
	i := min(int(at), len(points)-2)
	return points[i] + (points[i+1]-points[i])*(at-float64(i))
}
