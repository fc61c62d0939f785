package crop

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"galley/editor/model"
)

// TestFrame holds frames to their laws, whatever a person does: within the picture, large enough to be seen, of the ratio asked for, and a crop that
// a figure can have.
func TestFrame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		aspect := rapid.Float64Range(0.3, 3).Draw(r, "aspect")
		f := New(aspect, model.Crop{})
		for range rapid.IntRange(1, 20).Draw(r, "moves") {
			a, b := rapid.Float64Range(-1.5, 1.5).Draw(r, "a"), rapid.Float64Range(-1.5, 1.5).Draw(r, "b")
			switch rapid.IntRange(0, 4).Draw(r, "what") {
			case 0:
				f = f.Move(a, b)
			case 1:
				f = f.Grow(a)
			case 2:
				f = f.With(rapid.SampledFrom([]float64{0, 16.0 / 9, 4.0 / 3, 1}).Draw(r, "ratio"))
			default:
				h := rapid.SampledFrom([]Handle{Left, Right, Top, Bottom, Left | Top, Left | Bottom, Right | Top, Right | Bottom}).Draw(r, "handle")
				f = f.Drag(h, a, b)
			}
			const tiny = 1e-9
			if f.X < -tiny || f.Y < -tiny || f.X+f.W > 1+tiny || f.Y+f.H > 1+tiny || f.W <= 0 || f.H <= 0 {
				r.Fatalf("%+v is not within the picture", f)
			}
			if f.Ratio != 0 && math.Abs(f.W*aspect/f.H-f.Ratio) > 1e-6 {
				r.Fatalf("%+v has the ratio %f", f, f.W*aspect/f.H)
			}
			c := f.Crop()
			if err := model.Figure.CheckAttrs(model.Attrs{Picture: "0000000000000000000000000000000000000000000000000000000000000000", Crop: c}); err != nil {
				r.Fatal(err)
			}
			if again := New(aspect, c).Crop(); again != c {
				r.Fatalf("%v came back as %v", c, again)
			}
		}
	})
}

func TestDrag(t *testing.T) {
	f := Frame{Aspect: 1, X: 0.2, Y: 0.2, W: 0.4, H: 0.4}
	for _, c := range []struct {
		name  string
		h     Handle
		ratio float64
		x, y  float64
		want  Frame
	}{
		{"a side", Left, 0, 0.1, 0.9, Frame{Aspect: 1, X: 0.1, Y: 0.2, W: 0.5, H: 0.4}},
		{"a corner", Right | Bottom, 0, 0.9, 0.8, Frame{Aspect: 1, X: 0.2, Y: 0.2, W: 0.7, H: 0.6}},
		{"past the other side", Left, 0, 0.9, 0, Frame{Aspect: 1, X: 0.57, Y: 0.2, W: 0.03, H: 0.4}},
		{"a corner with a ratio", Left | Top, 1, 0, 0.3, Frame{Aspect: 1, Ratio: 1, X: 0, Y: 0, W: 0.6, H: 0.6}},
		{"a side with a ratio grows both ways", Right, 1, 1, 0, Frame{Aspect: 1, Ratio: 1, X: 0.2, Y: 0, W: 0.8, H: 0.8}},
	} {
		g := f
		g.Ratio = c.ratio
		got := g.Drag(c.h, c.x, c.y)
		for _, d := range []float64{got.X - c.want.X, got.Y - c.want.Y, got.W - c.want.W, got.H - c.want.H} {
			if math.Abs(d) > 1e-9 {
				t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
				break
			}
		}
	}
}
