// Package crop is the frame that a person draws over a picture to show a part of it.
//
// A [Frame] is a value: moving it, dragging a handle, choosing a ratio return another one, which lies within the picture, has the ratio asked for
// and is large enough to be taken hold of. The widget [Cutter] draws one and turns the pointer and the keys into these.
package crop

import (
	"math"

	"galley/editor/model"
)

// Frame is the part of a picture that is shown, in parts of its sides: 0 to 1 from the left and the top.
type Frame struct {
	Aspect     float64 // width of the picture by its height
	Ratio      float64 // width of the part by its height in pixels; 0 is free
	X, Y, W, H float64
}

// least is the smallest side of a frame.
const least = 0.03

// New returns the frame of a crop over a picture of an aspect.
func New(aspect float64, c model.Crop) Frame {
	f := Frame{Aspect: aspect, W: 1, H: 1}
	if c != (model.Crop{}) {
		f.X, f.Y, f.W, f.H = float64(c.X)/model.Whole, float64(c.Y)/model.Whole, float64(c.W)/model.Whole, float64(c.H)/model.Whole
	}
	return f
}

// Crop is the part as a figure keeps it; the zero value for the whole picture.
func (f Frame) Crop() model.Crop {
	at := func(v float64) int { return int(math.Round(max(0, min(v, 1)) * model.Whole)) }
	x0, y0, x1, y1 := at(f.X), at(f.Y), at(f.X+f.W), at(f.Y+f.H)
	c := model.Crop{X: uint16(x0), Y: uint16(y0), W: uint16(max(1, x1-x0)), H: uint16(max(1, y1-y0))}
	if c.W == model.Whole && c.H == model.Whole {
		return model.Crop{}
	}
	return c
}

// slope is the height of a frame of width 1 with the ratio, in parts of the picture's sides.
func (f Frame) slope() float64 { return f.Aspect / f.Ratio }

// With returns the largest frame of a ratio around the same middle; 0 frees the sides.
func (f Frame) With(ratio float64) Frame {
	f.Ratio = ratio
	if ratio == 0 {
		return f
	}
	cx, cy := f.X+f.W/2, f.Y+f.H/2
	f.W, f.H = 1, f.slope()
	if f.H > 1 {
		f.W, f.H = 1/f.H, 1
	}
	f.X, f.Y = cx-f.W/2, cy-f.H/2
	return f.within()
}

// within moves the frame into the picture.
func (f Frame) within() Frame {
	f.X, f.Y = max(0, min(f.X, 1-f.W)), max(0, min(f.Y, 1-f.H))
	return f
}

// Move moves the frame as far as the picture goes.
func (f Frame) Move(dx, dy float64) Frame {
	f.X, f.Y = f.X+dx, f.Y+dy
	return f.within()
}

// Grow makes the frame larger or smaller around its middle, by a part of its size.
func (f Frame) Grow(by float64) Frame {
	k := 1 + by
	k = min(k, 1/f.W, 1/f.H)
	k = max(k, min(1, least/min(f.W, f.H)))
	cx, cy := f.X+f.W/2, f.Y+f.H/2
	f.W, f.H = min(1, f.W*k), min(1, f.H*k)
	f.X, f.Y = cx-f.W/2, cy-f.H/2
	return f.within()
}

// Handle is what a person has hold of: sides of the frame.
type Handle uint8

// Handles. A corner is two sides.
const (
	Left Handle = 1 << iota
	Right
	Top
	Bottom
)

// Drag moves a handle to a place in the picture. The side or corner across stays where it is.
func (f Frame) Drag(h Handle, x, y float64) Frame {
	x, y = max(0, min(x, 1)), max(0, min(y, 1))
	x0, y0, x1, y1 := f.X, f.Y, f.X+f.W, f.Y+f.H
	switch {
	case h&Left != 0:
		x0 = max(0, min(x, x1-least))
	case h&Right != 0:
		x1 = min(1, max(x, x0+least))
	}
	switch {
	case h&Top != 0:
		y0 = max(0, min(y, y1-least))
	case h&Bottom != 0:
		y1 = min(1, max(y, y0+least))
	}
	if f.Ratio == 0 {
		f.X, f.Y, f.W, f.H = x0, y0, x1-x0, y1-y0
		return f
	}
	s := f.slope()
	w := x1 - x0
	if h&(Left|Right) == 0 {
		w = (y1 - y0) / s
	}
	// The room from what stays where it is.
	roomX, roomY := f.room(h&Left != 0, h&Right != 0, f.X, f.W), f.room(h&Top != 0, h&Bottom != 0, f.Y, f.H)
	w = max(w, least, least/s)
	w = min(w, roomX, roomY/s)
	f.X, f.Y = stay(h&Left != 0, h&Right != 0, f.X, f.W, w), stay(h&Top != 0, h&Bottom != 0, f.Y, f.H, w*s)
	f.W, f.H = w, w*s
	return f.within()
}

// room is how long a side may get: up to the edge, or to both sides of the middle where none of its ends is held.
func (f Frame) room(low, high bool, at, size float64) float64 {
	switch {
	case low:
		return at + size
	case high:
		return 1 - at
	}
	return 2 * min(at+size/2, 1-at-size/2)
}

// stay is where a side begins that got another length.
func stay(low, high bool, at, was, is float64) float64 {
	switch {
	case low:
		return at + was - is
	case high:
		return at
	}
	return at + (was-is)/2
}
