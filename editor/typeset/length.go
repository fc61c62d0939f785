package typeset

// Length is a distance in 1/1024 pt. Integers keep layouts equal on every machine.
type Length int64

// The units of the trade as lengths.
const (
	Point Length = 1024
)

// Points returns a length of v points, rounded to the nearest 1/1024.
func Points(v float64) Length {
	if v < 0 {
		return -Points(-v)
	}
	return Length(v*float64(Point) + 0.5)
}

// Millimetres returns a length of v millimetres.
func Millimetres(v float64) Length { return Points(v * 72 / 25.4) }

// Points returns the length in points.
func (l Length) Points() float64 { return float64(l) / float64(Point) }
