package typeset

import (
	"encoding/binary"
	"os"
	"slices"
	"strings"
	"testing"
)

// small is a collection of two faces with PostScript outlines.
func small(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/small.ttc")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Every face of a collection is its own, and marks of PostScript outlines are measured like those of TrueType.
func TestCollection(t *testing.T) {
	data := small(t)
	if at, err := faceOffsets(data); len(at) != 2 || err != nil {
		t.Fatalf("faces at %v, %v", at, err)
	}
	if at, err := faceOffsets(open(t, 0).Data()); len(at) != 1 || err != nil {
		t.Errorf("a file of one face has them at %v, %v", at, err)
	}
	var edges []int
	for i := range 2 {
		f, err := OpenCollection("small", data, i)
		if err != nil {
			t.Fatal(err)
		}
		if f.Index() != i || f.NumGlyphs() != 20 || !f.Has('𠮷') || f.Has('乙') {
			t.Errorf("face %d: index %d, %d glyphs", i, f.Index(), f.NumGlyphs())
		}
		g, _ := f.Glyph('，')
		left, right, ok := f.ink(g)
		if !ok || left < 0 || right > 500 || left >= right {
			t.Errorf("face %d: the ink of the comma is from %d to %d, %v", i, left, right, ok)
		}
		dash, _ := f.Glyph('—')
		if y := f.middle(dash, em); y < em/5 || y > em/2 {
			t.Errorf("face %d: the dash is %g pt up", i, y.Points())
		}
		space, _ := f.Glyph(' ')
		if _, _, ok := f.ink(space); ok {
			t.Errorf("face %d: a space has ink", i)
		}
		person, _ := f.Glyph('人')
		l, r, _ := f.ink(person)
		edges = append(edges, l, r)
		p, err := Break([]Span{{Text: "中国人，“永”——AQ。", Family: &Family{Faces: []*Face{f}}, Size: em}}, Options{Measure: 20 * em})
		if err != nil || len(p.Lines) != 1 {
			t.Fatal(len(p.Lines), err)
		}
	}
	if slices.Equal(edges[:2], edges[2:]) {
		t.Error("the two faces have the same outlines")
	}
	if f, err := OpenFace("first", data); err != nil || f.Index() != 0 {
		t.Error("the first face is not opened", err)
	}
}

func TestOpenCollectionRefuses(t *testing.T) {
	whole := small(t)
	changed := func(at int, v uint32) []byte {
		b := slices.Clone(whole)
		binary.BigEndian.PutUint32(b[at:], v)
		return b
	}
	for _, c := range []struct {
		name  string
		data  []byte
		index int
		says  string
	}{
		{"past the last", whole, 2, "face 2 of a file with 2"},
		{"before the first", whole, -1, "face -1"},
		{"past a single face", open(t, 0).Data(), 1, "face 1 of a file with 1"},
		{"no faces", changed(8, 0), 0, "a collection of 0 faces"},
		{"too many faces", changed(8, 1<<31), 0, "a collection of"},
		{"a face outside", changed(16, 1<<30), 1, "outside the file"},
		{"the end missing", whole[:len(whole)-600], 1, "cut off"},
		{"compressed for the web", []byte("wOFF\x00\x01\x00\x00\x00\x00\x00\x00"), 0, "not a font"},
	} {
		if f, err := OpenCollection("x", c.data, c.index); err == nil || f != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.says)
		}
	}
}
