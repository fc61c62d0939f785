package icons

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// half is half the width of a line.
const half = 1.75 / 2

type point struct{ x, y float64 }

func (p point) plus(q point, times float64) point { return point{p.x + q.x*times, p.y + q.y*times} }

func (p point) to(q point) point { return point{q.x - p.x, q.y - p.y} }

func (p point) unit() point {
	n := math.Hypot(p.x, p.y)
	return point{p.x / n, p.y / n}
}

// left is the direction to the left of p, with y growing downwards.
func (p point) left() point { return point{p.y, -p.x} }

func cross(p, q point) float64 { return p.x*q.y - p.y*q.x }

func dot(p, q point) float64 { return p.x*q.x + p.y*q.y }

// stroke is a line of points, its curves flattened; a closed one does not repeat its first point.
type stroke struct {
	points []point
	closed bool
}

// strokes reads the strokes of a line drawing.
func strokes(t *testing.T, svg []byte) []stroke {
	t.Helper()
	icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(svg), "#000000")
	if err != nil {
		t.Fatal(err)
	}
	var out []stroke
	for _, shape := range icon.SVGPaths {
		for path := shape.Path; len(path) > 0; {
			s := &stroke{}
			if n := len(out); n > 0 {
				s = &out[n-1]
			}
			at := func(i int) point { return unfixed(path[i], path[i+1]) }
			switch rasterx.PathCommand(path[0]) {
			case rasterx.PathMoveTo:
				out = append(out, stroke{points: []point{at(1)}})
				path = path[3:]
			case rasterx.PathLineTo:
				s.add(at(1))
				path = path[3:]
			case rasterx.PathCubicTo:
				a, b, c, d := s.points[len(s.points)-1], at(1), at(3), at(5)
				for i := 1; i <= curveSteps; i++ {
					u := float64(i) / curveSteps
					v := 1 - u
					s.add(point{}.plus(a, v*v*v).plus(b, 3*v*v*u).plus(c, 3*v*u*u).plus(d, u*u*u))
				}
				path = path[7:]
			case rasterx.PathClose:
				s.closed = true
				if last := len(s.points) - 1; near(s.points[0], s.points[last]) {
					s.points = s.points[:last]
				}
				path = path[1:]
			default:
				t.Fatalf("the drawings have no command %d", path[0])
			}
		}
	}
	return out
}

// curveSteps is how many lines stand for one curve, which is a quarter of a circle at most.
const curveSteps = 8

func unfixed(x, y fixed.Int26_6) point { return point{float64(x) / 64, float64(y) / 64} }

func near(p, q point) bool { return math.Hypot(p.x-q.x, p.y-q.y) < 0.02 }

func (s *stroke) add(p point) {
	if !near(p, s.points[len(s.points)-1]) {
		s.points = append(s.points, p)
	}
}

// outline writes the rings around a stroke: one around an open one, there and back, and two of opposite directions around a closed one.
func (s stroke) outline(path *strings.Builder) {
	back := make([]point, len(s.points))
	for i, p := range s.points {
		back[len(back)-1-i] = p
	}
	switch {
	case len(s.points) == 1: // a dot
		p := s.points[0]
		fmt.Fprintf(path, "M%s", text(p.plus(point{-1, 0}, half)))
		arc(path, p.plus(point{1, 0}, half))
		arc(path, p.plus(point{-1, 0}, half))
		path.WriteString("Z")
	case s.closed:
		ring(path, s.points)
		ring(path, back)
	default:
		ring(path, append(s.points[:len(s.points):len(s.points)], back[1:len(back)-1]...))
	}
}

// ring writes the line at the left of a closed tour: round where the tour turns away from it, sharp where it turns towards it.
func ring(path *strings.Builder, tour []point) {
	n := len(tour)
	verb := "M"
	for i, p := range tour {
		in, out := tour[(i+n-1)%n].to(p).unit(), p.to(tour[(i+1)%n]).unit()
		from, to := p.plus(in.left(), half), p.plus(out.left(), half)
		turn := math.Atan2(cross(in, out), dot(in, out))
		corner := p.plus(point{}.plus(in.left(), 1).plus(out.left(), 1), half/(1+dot(in.left(), out.left())))
		switch {
		case math.Abs(turn) < 0.3, turn < 0 && turn > -2.8:
			fmt.Fprintf(path, "%s%s", verb, text(corner))
		default:
			fmt.Fprintf(path, "%s%s", verb, text(from))
			arc(path, to)
		}
		verb = "L"
	}
	path.WriteString("Z")
}

func arc(path *strings.Builder, to point) { fmt.Fprintf(path, "A.875 .875 0 0 1 %s", text(to)) }

func text(p point) string {
	return fmt.Sprintf("%g %g", math.Round(p.x*100)/100, math.Round(p.y*100)/100)
}

func TestOutlinesAreThoseOfTheLines(t *testing.T) {
	for _, i := range constants(t) {
		line, err := os.ReadFile("line/" + string(i) + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		var path strings.Builder
		for _, s := range strokes(t, line) {
			s.outline(&path)
		}
		want := fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="currentColor" d="%s"/></svg>`+"\n", path.String())
		if *update {
			if err := os.WriteFile(string(i)+".svg", want, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if !bytes.Equal(want, i.Data()) {
			t.Errorf("%s.svg is not the outline of line/%s.svg; go test -run Outlines -update makes it again", i, i)
		}
	}
}
