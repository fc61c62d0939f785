package pdf

import (
	"bytes"
	"math"
	"os"
	"testing"

	peer "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"galley/editor/typeset"
	"galley/editor/typeset/cff"
)

// smallCollection is the file of two faces with PostScript outlines.
func smallCollection(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("../../editor/typeset/testdata/small.ttc")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The small face of a PostScript one, read by golang.org/x/image, draws each glyph less than 1/1000 em from the outline that it was made of,
// where it was, and with its advance.
func TestConvertedOutlinesAreNear(t *testing.T) {
	data := smallCollection(t)
	for index := range 2 {
		from, err := parseSFNT(data, index)
		if err != nil {
			t.Fatal(err)
		}
		s := newSubset(from)
		var codes []uint16
		var glyphs []int
		for g := range from.glyphs {
			codes, glyphs = append(codes, uint16(firstCode+codeStride*g)), append(glyphs, s.take(g))
		}
		b, err := s.build("Converted", codes, glyphs)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := typeset.OpenFace("converted", b); err != nil {
			t.Fatal(err)
		}
		read, err := peer.Parse(b)
		if err != nil {
			t.Fatal(err)
		}
		var buffer peer.Buffer
		curves := 0
		for g := range from.glyphs {
			path, err := from.curves.Outline(g)
			if err != nil {
				t.Fatal(err)
			}
			segments, err := read.LoadGlyph(&buffer, peer.GlyphIndex(glyphs[g]), fixed.I(1000), nil)
			if err != nil {
				t.Fatal(err)
			}
			drawn := flatten(segments)
			if (len(path) == 0) != (len(drawn) == 0) {
				t.Errorf("face %d, glyph %d: one of the two is blank", index, g)
			}
			for _, c := range path {
				at := c.From
				for _, s := range c.Curves {
					curves++
					for i := range 9 {
						u := float64(i) / 8
						v := 1 - u
						p := cff.Point{
							X: v*v*v*at.X + 3*v*v*u*s.C1.X + 3*v*u*u*s.C2.X + u*u*u*s.To.X,
							Y: v*v*v*at.Y + 3*v*v*u*s.C1.Y + 3*v*u*u*s.C2.Y + u*u*u*s.To.Y,
						}
						if s.Line {
							p = cff.Point{X: v*at.X + u*s.To.X, Y: v*at.Y + u*s.To.Y}
						}
						if d := nearest(drawn, p); d > 1 {
							t.Fatalf("face %d, glyph %d: a point at %v is %.2f units off", index, g, p, d)
						}
					}
					at = s.To
				}
			}
			small, err := parseSFNT(b, 0)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := from.metric(g)
			if got, _ := small.metric(glyphs[g]); got != want {
				t.Errorf("face %d, glyph %d: advance %d, not %d", index, g, got, want)
			}
		}
		if curves < 200 {
			t.Errorf("face %d: only %d curves", index, curves)
		}
	}
}

// edge is a short straight piece of an outline.
type edge struct{ a, b cff.Point }

// flatten cuts an outline into short edges, upwards being positive.
func flatten(segments peer.Segments) []edge {
	var all []edge
	var at, start cff.Point
	point := func(p fixed.Point26_6) cff.Point { return cff.Point{X: float64(p.X) / 64, Y: -float64(p.Y) / 64} }
	to := func(p cff.Point) {
		all = append(all, edge{at, p})
		at = p
	}
	for _, s := range segments {
		switch s.Op {
		case peer.SegmentOpMoveTo:
			if at != start {
				to(start)
			}
			at = point(s.Args[0])
			start = at
		case peer.SegmentOpLineTo:
			to(point(s.Args[0]))
		case peer.SegmentOpQuadTo:
			from, c, end := at, point(s.Args[0]), point(s.Args[1])
			for i := 1; i <= 16; i++ {
				u := float64(i) / 16
				v := 1 - u
				to(cff.Point{X: v*v*from.X + 2*v*u*c.X + u*u*end.X, Y: v*v*from.Y + 2*v*u*c.Y + u*u*end.Y})
			}
		}
	}
	return all
}

// nearest is how far a point is from an outline.
func nearest(edges []edge, p cff.Point) float64 {
	least := math.Inf(1)
	for _, e := range edges {
		dx, dy := e.b.X-e.a.X, e.b.Y-e.a.Y
		u := 0.0
		if n := dx*dx + dy*dy; n > 0 {
			u = max(0, min(1, ((p.X-e.a.X)*dx+(p.Y-e.a.Y)*dy)/n))
		}
		least = min(least, math.Hypot(p.X-e.a.X-u*dx, p.Y-e.a.Y-u*dy))
	}
	return least
}

// A damaged PostScript face is an error that names the glyph.
func TestDamagedOutlines(t *testing.T) {
	data := bytes.Clone(smallCollection(t))
	f, err := parseSFNT(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	table := f.tables["CFF "]
	for i := len(table) / 2; i < len(table); i++ {
		table[i] = 2 // an operator that does not exist
	}
	if f, err = parseSFNT(data, 0); err != nil {
		return // refused as a whole
	}
	s := newSubset(f)
	for g := range f.glyphs {
		s.take(g)
	}
	if _, err := s.build("Damaged", nil, nil); err == nil {
		t.Error("a face of nonsense is accepted")
	}
}

func BenchmarkConvert(b *testing.B) {
	data := smallCollection(b)
	for b.Loop() {
		from, err := parseSFNT(data, 0)
		if err != nil {
			b.Fatal(err)
		}
		for g := range from.glyphs {
			if _, err := from.outline(g); err != nil {
				b.Fatal(err)
			}
		}
	}
}
