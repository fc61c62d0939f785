// Package glyph turns glyphs of faces into masks: how much of each pixel a glyph covers.
//
// A [Cache] keeps the masks that were asked for, by glyph, size and quarter of a pixel, within a number of bytes. Text of a page asks for the
// same few hundred glyphs again and again; a mask that is there costs a look into a map. Whoever draws text, on a screen or into a picture,
// draws it through here, so that both look alike.
package glyph

import (
	"fmt"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"

	"galley/editor/typeset"
)

// Key names a mask: one glyph at one size on a grid of quarter pixels.
type Key struct {
	Face    *typeset.Face
	ID      typeset.GlyphID
	Size    float32 // pixels an em
	Quarter uint8   // of a pixel to the right, 0 to 3
}

// Cache keeps masks. It is safe for concurrent use.
type Cache struct {
	most int // bytes

	mu       sync.Mutex
	used     int
	masks    map[Key]*Mask
	outlines map[*typeset.Face]*sfnt.Font
	buffer   sfnt.Buffer
	raster   vector.Rasterizer
}

// NewCache returns a cache that keeps at most so many bytes of masks. When they are used up it begins anew: a page that needs more than all
// of them is drawn all the same, only slower.
func NewCache(most int) *Cache {
	return &Cache{most: most, masks: map[Key]*Mask{}, outlines: map[*typeset.Face]*sfnt.Font{}}
}

// Open reads the tables of a face, which its first glyph would do otherwise. It returns an error for a face without outlines that can be
// read; the masks of such a face are empty.
func (c *Cache) Open(f *typeset.Face) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.outlinesOf(f)
	return err
}

func (c *Cache) outlinesOf(f *typeset.Face) (*sfnt.Font, error) {
	if o, ok := c.outlines[f]; ok {
		return o, nil
	}
	file, err := sfnt.ParseCollection(f.Data())
	if err != nil {
		return nil, fmt.Errorf("glyph: %s: %w", f.Name(), err)
	}
	o, err := file.Font(f.Index())
	if err != nil {
		return nil, fmt.Errorf("glyph: %s: %w", f.Name(), err)
	}
	c.outlines[f] = o
	return o, nil
}

// overhead is about what a mask costs besides its pixels.
const overhead = 160

// Mask returns the mask of a glyph, an empty one for a glyph without an outline. It must not be changed.
func (c *Cache) Mask(k Key) *Mask {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m, ok := c.masks[k]; ok {
		return m
	}
	m := c.rasterize(k)
	size := len(m.Alpha) + overhead
	if c.used+size > c.most {
		clear(c.masks)
		c.used = 0
	}
	c.used += size
	c.masks[k] = m
	return m
}

// Place splits the left position of a glyph in pixels into whole pixels and the quarters of a [Key].
func Place(x float64) (whole int, quarter uint8) {
	quarters := math.Floor(x*4 + 0.5)
	pixels := math.Floor(quarters / 4)
	return int(pixels), uint8(quarters - pixels*4)
}
