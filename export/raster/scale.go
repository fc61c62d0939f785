package raster

import "image"

// Scale returns a picture of a piece upright at a size in pixels. Errors are those of the picture's format: unknown, damaged, too large.
func Scale(data []byte, size image.Point) (*image.RGBA, error) { return scale(data, size) }
