package qr

import (
	"errors"
	"fmt"

	qrcode "github.com/skip2/go-qrcode"
)

// QuietZone is how many light modules must surround a code on every side (ISO/IEC 18004:2015, 6.3.8).
const QuietZone = 4

// Code is one QR code: a square of dark and light modules without its quiet zone. It is a value and never changes; equal
// codes compare equal. The zero Code has no modules and gives no picture.
type Code struct {
	content string
	level   Level
	size    int
	modules string // row by row from the top left, one byte each: dark or light
}

const dark, light = '1', '0'

// New makes the smallest code that holds an address at a level. The address must be printable ASCII, as [ASCIIAddress] gives
// it. It is an error when the address is empty or has other characters, when no version holds it, and [ErrUnreadable] when
// the code does not read back.
func New(address string, level Level) (Code, error) {
	if int(level) >= len(levels) {
		return Code{}, fmt.Errorf("qr: %v is not an error level", level)
	}
	if address == "" {
		return Code{}, errors.New("qr: there is no address to encode")
	}
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c > '~' {
			return Code{}, fmt.Errorf("qr: byte %d of the address, %#02x, is not printable ASCII", i, c)
		}
	}
	symbol, err := qrcode.New(address, levels[level].recovery)
	if err != nil {
		return Code{}, fmt.Errorf("qr: %d bytes at level %v (which holds at most %d bytes): %w",
			len(address), level, levels[level].bytes, err)
	}
	symbol.DisableBorder = true
	rows := symbol.Bitmap()
	modules := make([]byte, 0, len(rows)*len(rows))
	for _, row := range rows {
		for _, on := range row {
			if on {
				modules = append(modules, dark)
			} else {
				modules = append(modules, light)
			}
		}
	}
	c := Code{address, level, len(rows), string(modules)}
	if err := c.proveRects(c.Rects(), scan); err != nil {
		return Code{}, err
	}
	return c, nil
}

// Content is the address in the code.
func (c Code) Content() string { return c.content }

// Level is the error level that the code was made with.
func (c Code) Level() Level { return c.level }

// Version is the code's size class, 1 to 40 (ISO/IEC 18004:2015, 5.3.2); 0 for the zero Code.
func (c Code) Version() int { return max(0, c.size-17) / 4 }

// Size is the number of modules along each side, 21 to 177, without the quiet zone.
func (c Code) Size() int { return c.size }

// Dark reports whether the module in column x and row y, counted from 0 at the top left, is dark. Everything around the code
// is light.
func (c Code) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.size && y < c.size && c.modules[y*c.size+x] == dark
}

// Rect is a rectangle of dark modules. Units are modules, from the code's top left corner without the quiet zone.
type Rect struct{ X, Y, W, H int }

// Rects covers the dark modules with rectangles that do not overlap: runs along each row, joined with equal runs below. They
// come ordered by top and then left edge.
func (c Code) Rects() []Rect {
	rects := make([]Rect, 0, len(c.modules)/6)
	var above, row []int // the rectangles that reach the row before and this one, from left to right
	for y := range c.size {
		row = row[:0]
		for x, next := 0, 0; x < c.size; x++ {
			if !c.Dark(x, y) {
				continue
			}
			w := 1
			for c.Dark(x+w, y) {
				w++
			}
			for next < len(above) && rects[above[next]].X < x {
				next++
			}
			if next < len(above) && rects[above[next]].X == x && rects[above[next]].W == w {
				rects[above[next]].H++
				row = append(row, above[next])
			} else {
				row = append(row, len(rects))
				rects = append(rects, Rect{x, y, w, 1})
			}
			x += w
		}
		above, row = row, above
	}
	return rects
}
