package pdf

import (
	"fmt"
	"math"
	"slices"

	"galley/editor/typeset/cff"
)

// tolerance is how far, in font units, a quadratic curve may be from the cubic one that it stands for. With the rounding of its points, at
// most half a unit each way, an outline is less than one unit off: 1/1000 em in a PostScript face.
const tolerance = 0.25

// Flags of a point in a simple glyph (OpenType 1.9, glyf).
const (
	onCurve = 0x01
	xShort  = 0x02
	yShort  = 0x04
	xSame   = 0x10 // or, for a short one, positive
	ySame   = 0x20
)

// convert draws a PostScript outline as a simple glyph of table glyf.
func (f *sfnt) convert(gid int) ([]byte, error) {
	if b, ok := f.converted[gid]; ok {
		return b, nil
	}
	path, err := f.curves.Outline(gid)
	if err != nil {
		return nil, err
	}
	b, err := glyfOf(path)
	if err != nil {
		return nil, fmt.Errorf("glyph %d: %w", gid, err)
	}
	f.converted[gid] = b
	return b, nil
}

// node is a point of a TrueType contour.
type node struct {
	x, y int
	on   bool
}

// glyfOf writes a path as a simple glyph; nothing for a blank.
func glyfOf(path cff.Path) ([]byte, error) {
	var nodes []node
	var ends []int
	for _, c := range path.Quadratic(tolerance) {
		first := len(nodes)
		at := func(p cff.Point, on bool) {
			nodes = append(nodes, node{int(math.Round(p.X)), int(math.Round(p.Y)), on})
		}
		at(c.From, true)
		for _, q := range c.Curves {
			if !q.Line {
				at(q.C, false)
			}
			at(q.To, true)
		}
		nodes = nodes[:len(nodes)-1] // the last point is the first again
		if len(nodes)-first < 2 {
			nodes = nodes[:first]
			continue
		}
		// PostScript fills to the left of a contour, TrueType to the right of it.
		slices.Reverse(nodes[first+1:])
		ends = append(ends, len(nodes)-1)
	}
	if len(nodes) == 0 {
		return nil, nil
	}
	if len(nodes) > math.MaxUint16 {
		return nil, fmt.Errorf("%d points", len(nodes))
	}
	left, bottom, right, top := nodes[0].x, nodes[0].y, nodes[0].x, nodes[0].y
	for _, n := range nodes {
		left, bottom, right, top = min(left, n.x), min(bottom, n.y), max(right, n.x), max(top, n.y)
	}
	if left < math.MinInt16/2 || bottom < math.MinInt16/2 || right > math.MaxInt16/2 || top > math.MaxInt16/2 {
		return nil, fmt.Errorf("it reaches from %d, %d to %d, %d", left, bottom, right, top)
	}
	b := make([]byte, 0, 12+2*len(ends)+4*len(nodes))
	for _, v := range append([]int{len(ends), left, bottom, right, top}, ends...) {
		b = be.AppendUint16(b, uint16(v))
	}
	b = be.AppendUint16(b, 0) // no instructions
	var xs, ys []byte
	var x, y int
	for _, n := range nodes {
		var flag byte
		if n.on {
			flag = onCurve
		}
		xs, flag = appendDelta(xs, n.x-x, flag, xShort, xSame)
		ys, flag = appendDelta(ys, n.y-y, flag, yShort, ySame)
		b = append(b, flag)
		x, y = n.x, n.y
	}
	return append(append(b, xs...), ys...), nil
}

// appendDelta writes the step from one coordinate to the next in the shortest form, and says in the flags which.
func appendDelta(to []byte, d int, flag, short, same byte) ([]byte, byte) {
	switch {
	case d == 0:
		return to, flag | same
	case d > 0 && d < 256:
		return append(to, byte(d)), flag | short | same
	case d < 0 && d > -256:
		return append(to, byte(-d)), flag | short
	}
	return be.AppendUint16(to, uint16(d)), flag
}
