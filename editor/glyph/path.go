package glyph

import (
	"fmt"
	"math"
	"strconv"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"galley/editor/typeset"
)

// AppendPath appends a glyph's outline as path data (SVG 2, 9.3) of the commands M, L, Q, C and Z with absolute numbers to three decimals:
// its origin at x and y, y growing downwards, an em so large. A glyph without an outline appends nothing. It returns an error for a face
// whose outlines cannot be read.
func (c *Cache) AppendPath(path []byte, f *typeset.Face, id typeset.GlyphID, em, x, y float64) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	o, err := c.outlinesOf(f)
	if err != nil {
		return path, err
	}
	if id > math.MaxUint16 {
		return path, fmt.Errorf("glyph: %s has no glyph %d", f.Name(), id)
	}
	upem := f.UnitsPerEm()
	segments, err := o.LoadGlyph(&c.buffer, sfnt.GlyphIndex(id), fixed.I(upem), nil)
	if err != nil {
		return path, fmt.Errorf("glyph: %s, glyph %d: %w", f.Name(), id, err)
	}
	scale := em / float64(upem) / 64
	number := func(v float64) { path = strconv.AppendFloat(path, math.Round(v*1000)/1000, 'f', -1, 64) }
	for i := range segments {
		s := &segments[i]
		if s.Op == sfnt.SegmentOpMoveTo && i > 0 {
			path = append(path, 'Z')
		}
		path = append(path, "MLQC"[s.Op])
		for k, p := range s.Args[:points[s.Op]] {
			if k > 0 {
				path = append(path, ' ')
			}
			number(x + float64(p.X)*scale)
			path = append(path, ' ')
			number(y + float64(p.Y)*scale)
		}
	}
	if len(segments) > 0 {
		path = append(path, 'Z')
	}
	return path, nil
}
