package model

import (
	"testing"

	"pgregory.net/rapid"
)

// TestCrop holds crops to their laws: what is named is read back, and its pixels lie within the picture whatever its size.
func TestCrop(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := func(name string, from, to int) uint16 { return uint16(rapid.IntRange(from, to).Draw(r, name)) }
		c := Crop{W: n("w", 1, Whole), H: n("h", 1, Whole)}
		c.X, c.Y = n("x", 0, Whole-int(c.W)), n("y", 0, Whole-int(c.H))
		if c.W == Whole && c.H == Whole {
			return
		}
		a := Attrs{Picture: "ab", Crop: c}
		if name, got, err := ParseShown(a.Shown()); err != nil || name != "ab" || got != c {
			r.Fatalf("%v came back as %s %v: %v", c, name, got, err)
		}
		w, h := rapid.IntRange(1, 9000).Draw(r, "width"), rapid.IntRange(1, 9000).Draw(r, "height")
		if x0, y0, x1, y1 := c.Pixels(w, h); x0 < 0 || y0 < 0 || x0 >= x1 || y0 >= y1 || x1 > w || y1 > h {
			r.Fatalf("%v of %d × %d is %d, %d to %d, %d", c, w, h, x0, y0, x1, y1)
		}
	})
	for _, bad := range []Crop{{W: Whole, H: Whole}, {X: 1, W: Whole, H: 5}, {W: 5}, {H: 5}, {X: 9000, Y: 0, W: 2000, H: 10}, {W: 65535, X: 65535, H: 1}} {
		if bad.check() == nil {
			t.Errorf("%v is taken", bad)
		}
		if _, _, err := ParseShown("ab-" + bad.String()); err == nil {
			t.Errorf("%v is read", bad)
		}
	}
}

func FuzzParseShown(f *testing.F) {
	f.Add("ab-00010002000a000b")
	f.Fuzz(func(t *testing.T, s string) {
		if picture, c, err := ParseShown(s); err == nil && c != (Crop{}) {
			if name, again, err := ParseShown((Attrs{Picture: picture, Crop: c}).Shown()); err != nil || name != picture || again != c {
				t.Fatalf("%q: %v %v", s, again, err)
			}
		}
	})
}
