package typeset

import (
	"strings"
	"sync"
	"testing"

	ot "github.com/go-text/typesetting/font/opentype"

	"galley/assets/fonts"
)

func TestFace(t *testing.T) {
	f := open(t, fonts.Song)
	if f.Name() != "Noto Serif SC Regular" || f.UnitsPerEm() != 1000 || f.NumGlyphs() < 20000 {
		t.Errorf("%s, %d units, %d glyphs", f.Name(), f.UnitsPerEm(), f.NumGlyphs())
	}
	if got := f.Ascent(10 * Point); got < 8*Point || got > 13*Point {
		t.Errorf("ascent %v pt", got.Points())
	}
	if got := f.Descent(10 * Point); got < Point || got > 5*Point {
		t.Errorf("descent %v pt", got.Points())
	}
	for _, c := range []struct {
		r       rune
		has     bool
		advance int
	}{{'中', true, 1000}, {'，', true, 1000}, {'𬱖', true, 1000}, {'𠮷', false, 0}, {'😀', false, 0}, {-1, false, 0}, {0x7fffffff, false, 0}} {
		g, ok := f.Glyph(c.r)
		if ok != c.has || f.Has(c.r) != c.has || ok && f.Advance(g) != c.advance {
			t.Errorf("%q: glyph %d %v, advance %d", c.r, g, ok, f.Advance(g))
		}
	}
	if f.Advance(1<<31) != 0 {
		t.Error("a glyph that is not there has an advance")
	}
}

func TestInk(t *testing.T) {
	f := open(t, fonts.Song)
	g, _ := f.Glyph('，')
	if left, right, ok := f.ink(g); !ok || left < 0 || right > 500 || left >= right {
		t.Errorf("the ink of the comma is from %d to %d, %v", left, right, ok)
	}
	space, _ := f.Glyph(' ')
	if _, _, ok := f.ink(space); ok {
		t.Error("a space has ink")
	}
}

func TestOpenFaceRefuses(t *testing.T) {
	data := fonts.Kai.Data()
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"nothing", nil},
		{"text", []byte("this is no font, it is a sentence in English")},
		{"only the directory", data[:300]},
		{"half of it", data[:len(data)/2]},
		{"a table missing", without(t, data, "hmtx")},
	} {
		if f, err := OpenFace("x", c.data); err == nil || f != nil || !strings.Contains(err.Error(), "font x") {
			t.Errorf("%s: a face: %v, error: %v", c.name, f != nil, err)
		}
	}
}

// without returns the face without its outlines, and with any of its tables left out.
func without(t testing.TB, data []byte, tags ...string) []byte {
	t.Helper()
	f, err := OpenFace("x", data)
	if err != nil {
		t.Fatal(err)
	}
	var keep []ot.Table
tables:
	for _, name := range requiredTables {
		for _, tag := range tags {
			if name == tag {
				continue tables
			}
		}
		raw, err := f.loader.RawTable(ot.MustNewTag(name))
		if err != nil {
			t.Fatal(err)
		}
		keep = append(keep, ot.Table{Tag: ot.MustNewTag(name), Content: raw})
	}
	return ot.WriteTTF(keep)
}

// A face without TrueType outlines can still be measured and set.
func TestFaceWithoutOutlines(t *testing.T) {
	f, err := OpenFace("bare", without(t, fonts.Kai.Data()))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Break([]Span{{Text: "一、“二”——abc", Family: &Family{Faces: []*Face{f}}, Size: em}}, Options{Measure: 20 * em})
	if err != nil || len(p.Lines) != 1 {
		t.Fatal(len(p.Lines), err)
	}
}

func TestFaceIsSafeForConcurrentUse(t *testing.T) {
	f, err := OpenFace("x", fonts.Hei.Data())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if g, err := f.shape("AVATAR office"); err != nil || len(g) == 0 {
					t.Error(err)
				}
				f.Has('中')
			}
		})
	}
	wg.Wait()
}

// A damaged face is an error or a face that can be used; it never ends the program.
func FuzzOpenFace(f *testing.F) {
	small := without(f, fonts.Hei.Data())
	f.Add(small[:2000])
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00head\x00\x00\x00\x00\x00\x00\x00\x1c\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := OpenFace("fuzz", data)
		if err != nil {
			return
		}
		for _, r := range "中a“—" {
			g, _ := face.Glyph(r)
			face.Advance(g)
			face.ink(g)
		}
		if _, err := Break([]Span{{Text: "中a“—。", Family: &Family{Faces: []*Face{face}}, Size: em}}, Options{Measure: 5 * em}); err != nil {
			t.Log(err)
		}
	})
}

func BenchmarkOpenFace(b *testing.B) {
	data := fonts.Kai.Data()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := OpenFace("x", data); err != nil {
			b.Fatal(err)
		}
	}
}
