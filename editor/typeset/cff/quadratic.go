package cff

import "math"

// Quad is a quadratic Bézier curve, or a line, from where the one before it ended.
type Quad struct {
	C, To Point
	Line  bool
}

// Quads is a closed line of quadratic curves.
type Quads struct {
	From   Point
	Curves []Quad // the last one leads back to From
}

// maxParts bounds the pieces of one curve, which only a curve far larger than an em would exceed.
const maxParts = 64

// Quadratic draws the path with quadratic curves that are nowhere further than tolerance, in font units, from the cubic ones.
//
// A cubic curve is cut into n equal parts of its parameter, each replaced by the quadratic curve with the same ends and the mean of the two
// extrapolated controls. That one is off by at most √3/36 of the length of the third difference of the controls, which falls with n³
// (Sederberg, Computer Aided Geometric Design, 2.7: degree reduction).
func (p Path) Quadratic(tolerance float64) []Quads {
	all := make([]Quads, 0, len(p))
	for _, c := range p {
		q := Quads{From: c.From}
		at := c.From
		for _, s := range c.Curves {
			if s.Line {
				q.Curves = append(q.Curves, Quad{To: s.To, Line: true})
			} else {
				q.Curves = s.split(at, tolerance, q.Curves)
			}
			at = s.To
		}
		all = append(all, q)
	}
	return all
}

func (s Curve) split(from Point, tolerance float64, to []Quad) []Quad {
	dx := s.To.X - 3*s.C2.X + 3*s.C1.X - from.X
	dy := s.To.Y - 3*s.C2.Y + 3*s.C1.Y - from.Y
	n := int(math.Ceil(math.Cbrt(math.Sqrt(3) / 36 * math.Hypot(dx, dy) / tolerance)))
	n = max(1, min(n, maxParts))
	// Within one part, from t to t+h, the controls follow from the ends and the slopes there; the mean of the two extrapolated controls is
	// the middle of the ends moved by a quarter of h times the difference of the slopes.
	h := 1 / float64(n)
	start, slope := from, s.slope(from, 0)
	for i := range n {
		t := float64(i+1) * h
		end, next := s.at(from, t), s.slope(from, t)
		if i == n-1 {
			end = s.To
		}
		to = append(to, Quad{C: Point{
			(start.X+end.X)/2 + h/4*(slope.X-next.X),
			(start.Y+end.Y)/2 + h/4*(slope.Y-next.Y),
		}, To: end})
		start, slope = end, next
	}
	return to
}

// at is the point of the curve at t, from 0 to 1.
func (s Curve) at(from Point, t float64) Point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{a*from.X + b*s.C1.X + c*s.C2.X + d*s.To.X, a*from.Y + b*s.C1.Y + c*s.C2.Y + d*s.To.Y}
}

// slope is the derivative of the curve at t.
func (s Curve) slope(from Point, t float64) Point {
	u := 1 - t
	a, b, c := 3*u*u, 6*u*t, 3*t*t
	return Point{
		a*(s.C1.X-from.X) + b*(s.C2.X-s.C1.X) + c*(s.To.X-s.C2.X),
		a*(s.C1.Y-from.Y) + b*(s.C2.Y-s.C1.Y) + c*(s.To.Y-s.C2.Y),
	}
}
