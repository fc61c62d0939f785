package typeset

import (
	"bytes"
	"encoding/binary"
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

// tiny returns a whole face of four glyphs in a few hundred bytes: 中 a “ and the sign for a missing one.
func tiny(t testing.TB) []byte {
	t.Helper()
	f := open(t, fonts.Hei)
	table := func(tag string) []byte {
		raw, err := f.loader.RawTable(ot.MustNewTag(tag))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	be := binary.BigEndian
	head, hhea, maxp := table("head"), table("hhea"), table("maxp")
	be.PutUint16(head[50:], 0) // short offsets
	be.PutUint16(hhea[34:], 4)
	be.PutUint16(maxp[4:], 4)
	var hmtx, loca, glyf []byte
	cmap := be.AppendUint32(be.AppendUint32(nil, 1), 3<<16|10) // one subtable: Windows, full Unicode
	cmap = be.AppendUint32(be.AppendUint32(cmap, 12), 12<<16)
	cmap = be.AppendUint32(be.AppendUint32(be.AppendUint32(cmap, 16+3*12), 0), 3)
	for i, r := range []rune{'a', '“', '中'} {
		cmap = be.AppendUint32(be.AppendUint32(be.AppendUint32(cmap, uint32(r)), uint32(r)), uint32(i+1))
	}
	for i := range 4 {
		hmtx = be.AppendUint32(hmtx, 1000<<16|50)
		loca = be.AppendUint16(loca, uint16(6*i))
		glyf = append(glyf, 0, 1, 0, 100, 0, 0, 1, 44, 2, 188, 0, 0)
	}
	loca = be.AppendUint16(loca, 24)
	var tables []ot.Table
	for _, c := range []struct {
		tag  string
		data []byte
	}{{"cmap", cmap}, {"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}} {
		tables = append(tables, ot.Table{Tag: ot.MustNewTag(c.tag), Content: c.data})
	}
	return ot.WriteTTF(tables)
}

// A map that claims more characters than there are does not keep the program busy.
func TestFaceWithEndlessMap(t *testing.T) {
	data := bytes.Clone(tiny(t))
	at := bytes.Index(data, []byte{0, 0, 0x4e, 0x2d, 0, 0, 0x4e, 0x2d})
	copy(data[at+4:], "\xff\xff\xff\xfe")
	f, err := OpenFace("endless", data)
	if err != nil || !f.Has('a') {
		t.Error(err)
	}
}

// A damaged face is an error or a face that can be used; it never ends the program.
func FuzzOpenFace(f *testing.F) {
	whole := tiny(f)
	face, err := OpenFace("tiny", whole)
	if err != nil || !face.Has('中') || face.Has('b') {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(small(f))
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
		if p, err := Break([]Span{{Text: "中a“—。", Family: &Family{Faces: []*Face{face}}, Size: em}}, Options{Measure: 5 * em}); err == nil && p.Text == "" {
			t.Error("the text is lost")
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
