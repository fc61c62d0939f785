package glyph

import (
	"image"
	"image/color"
	"math/rand"
	"testing"

	"galley/assets/fonts"
	"galley/editor/typeset"
)

func face(t testing.TB) *typeset.Face {
	t.Helper()
	f, err := typeset.OpenFace("song", fonts.Song.Data())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestCacheIsBounded asks for more masks than the cache may keep; what it keeps never costs more, and a mask drawn anew is the same.
func TestCacheIsBounded(t *testing.T) {
	const most = 200_000
	c, f := NewCache(most), face(t)
	first := *c.Mask(Key{Face: f, ID: 4000, Size: 20})
	for id := range 1000 {
		c.Mask(Key{Face: f, ID: typeset.GlyphID(4000 + id), Size: 20, Quarter: uint8(id % 4)})
		sum := 0
		for _, m := range c.masks {
			sum += len(m.Alpha) + overhead
		}
		if sum != c.used || sum > most {
			t.Fatalf("after %d glyphs %d bytes are kept, and the cache says %d", id, sum, c.used)
		}
	}
	again := *c.Mask(Key{Face: f, ID: 4000, Size: 20})
	if string(first.Alpha) != string(again.Alpha) || first.Left != again.Left || first.Top != again.Top {
		t.Error("a mask that was drawn anew differs")
	}
}

func TestMaskIsWhereTheGlyphIs(t *testing.T) {
	c, f := NewCache(1<<20), face(t)
	id, _ := f.Glyph('国')
	for _, size := range []float32{12, 40, 700} {
		m := c.Mask(Key{Face: f, ID: id, Size: size})
		left, right := float32(m.Left)/size, float32(m.Left+m.Width)/size
		top, bottom := float32(-m.Top)/size, float32(-m.Top-m.Height)/size
		if left < -0.1 || left > 0.2 || right < 0.8 || right > 1.1 || top < 0.75 || top > 1 || bottom > 0.05 || bottom < -0.2 {
			t.Errorf("at %v pixels 国 goes from %v to %v and from %v down to %v em", size, left, right, top, bottom)
		}
	}
	space, _ := f.Glyph(' ')
	if m := c.Mask(Key{Face: f, ID: space, Size: 20}); len(m.Alpha) != 0 {
		t.Errorf("a space has %d pixels", len(m.Alpha))
	}
	if m := c.Mask(Key{Face: f, ID: 1 << 20, Size: 20}); len(m.Alpha) != 0 {
		t.Errorf("a glyph that there is not has %d pixels", len(m.Alpha))
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		x       float64
		whole   int
		quarter uint8
	}{{0, 0, 0}, {0.1, 0, 0}, {0.2, 0, 1}, {0.9, 1, 0}, {7.5, 7, 2}, {-0.25, -1, 3}, {-3, -3, 0}} {
		if w, q := Place(c.x); w != c.whole || q != c.quarter {
			t.Errorf("Place(%v) = %d, %d", c.x, w, q)
		}
	}
}

// TestDrawStaysInside draws a mask over every edge of a picture that is part of a larger one.
func TestDrawStaysInside(t *testing.T) {
	c, f := NewCache(1<<20), face(t)
	id, _ := f.Glyph('国')
	m := c.Mask(Key{Face: f, ID: id, Size: 30})
	r := rand.New(rand.NewSource(1))
	for range 300 {
		whole := image.NewRGBA(image.Rect(0, 0, 60, 60))
		inner := image.Rect(20, 20, 40, 40)
		m.Draw(whole.SubImage(inner).(*image.RGBA), r.Intn(120)-30, r.Intn(120)-30, color.NRGBA{A: 255})
		for y := range 60 {
			for x := range 60 {
				if !image.Pt(x, y).In(inner) && whole.RGBAAt(x, y).A != 0 {
					t.Fatalf("ink at %d, %d", x, y)
				}
			}
		}
	}
}

func BenchmarkMask(b *testing.B) {
	c, f := NewCache(8<<20), face(b)
	for b.Loop() {
		clear(c.masks)
		c.used = 0
		for id := typeset.GlyphID(4000); id < 4100; id++ {
			c.Mask(Key{Face: f, ID: id, Size: 18})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100, "ns/glyph")
}
