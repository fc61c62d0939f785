package model

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Whole is the side of a picture in the units of a [Crop].
const Whole = 10_000

// Crop is the part of a picture that a figure shows, in ten-thousandths of the sides of the picture as it stands upright. The zero value is
// the whole picture, and its only form: a crop from edge to edge is not valid.
type Crop struct{ X, Y, W, H uint16 }

func (c Crop) check() error {
	switch {
	case c == Crop{}:
		return nil
	case c.W == 0 || c.H == 0:
		return fmt.Errorf("crop %v has no area", c)
	case int(c.X)+int(c.W) > Whole || int(c.Y)+int(c.H) > Whole:
		return fmt.Errorf("crop %v is not within the picture", c)
	case c.W == Whole && c.H == Whole:
		return fmt.Errorf("crop %v is the whole picture", c)
	}
	return nil
}

// Pixels returns where the crop lies in an upright picture of w × h pixels. It has at least one pixel.
func (c Crop) Pixels(w, h int) (x0, y0, x1, y1 int) {
	if c == (Crop{}) {
		return 0, 0, w, h
	}
	edges := func(from, size uint16, side int) (int, int) {
		a := (int(from)*side + Whole/2) / Whole
		b := (int(from+size)*side + Whole/2) / Whole
		a = min(a, side-1)
		return a, max(a+1, b)
	}
	x0, x1 = edges(c.X, c.W, w)
	y0, y1 = edges(c.Y, c.H, h)
	return x0, y0, x1, y1
}

// MarshalJSON writes a crop as [x, y, w, h].
func (c Crop) MarshalJSON() ([]byte, error) { return json.Marshal([4]uint16{c.X, c.Y, c.W, c.H}) }

// UnmarshalJSON reads a crop.
func (c *Crop) UnmarshalJSON(data []byte) error {
	var v []uint16
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	if len(v) != 4 {
		return fmt.Errorf("model: a crop of %d numbers, not 4", len(v))
	}
	*c = Crop{v[0], v[1], v[2], v[3]}
	return nil
}

// String returns the crop as 16 hex digits, four for each of X, Y, W and H.
func (c Crop) String() string { return fmt.Sprintf("%04x%04x%04x%04x", c.X, c.Y, c.W, c.H) }

// ParseCrop reads what String wrote.
func ParseCrop(s string) (Crop, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 8 {
		return Crop{}, fmt.Errorf("model: crop %q is not 16 hex digits", s)
	}
	u := func(i int) uint16 { return uint16(b[i])<<8 | uint16(b[i+1]) }
	c := Crop{u(0), u(2), u(4), u(6)}
	if err := c.check(); err != nil {
		return Crop{}, fmt.Errorf("model: %w", err)
	}
	return c, nil
}

// Shown names what a figure shows: the picture, and with a dash after it the crop where there is one. It can stand in the name of a file.
func (a Attrs) Shown() string {
	if a.Crop == (Crop{}) {
		return a.Picture
	}
	return a.Picture + "-" + a.Crop.String()
}

// ParseShown takes apart what [Attrs.Shown] made.
func ParseShown(name string) (picture string, c Crop, err error) {
	picture, crop, ok := strings.Cut(name, "-")
	if ok {
		c, err = ParseCrop(crop)
	}
	return picture, c, err
}
