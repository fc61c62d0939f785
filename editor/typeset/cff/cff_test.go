package cff

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// tables returns the tables "CFF " of the two faces in testdata/small.ttc, 20 glyphs each of Noto Serif CJK and Noto Sans CJK, and the collection.
func tables(t testing.TB) ([][]byte, []byte) {
	t.Helper()
	b, err := os.ReadFile("../testdata/small.ttc")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	be := binary.BigEndian
	for i := range be.Uint32(b[8:]) {
		at := be.Uint32(b[12+4*i:])
		for k := range uint32(be.Uint16(b[at+4:])) {
			if e := b[at+12+16*k:]; string(e[:4]) == "CFF " {
				all = append(all, b[be.Uint32(e[8:]):][:be.Uint32(e[12:])])
			}
		}
	}
	if len(all) != 2 {
		t.Fatalf("%d tables", len(all))
	}
	return all, b
}

// Outlines are those that golang.org/x/image reads, which shares no code.
func TestOutlines(t *testing.T) {
	all, file := tables(t)
	collection, err := sfnt.ParseCollection(file)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	for i, table := range all {
		f, err := Parse(table)
		if err != nil {
			t.Fatal(err)
		}
		other, err := collection.Font(i)
		if err != nil {
			t.Fatal(err)
		}
		if f.NumGlyphs() != other.NumGlyphs() || f.NumGlyphs() != 20 {
			t.Fatalf("%d glyphs, not %d", f.NumGlyphs(), other.NumGlyphs())
		}
		drawn := 0
		for g := range f.NumGlyphs() {
			path, err := f.Outline(g)
			if err != nil {
				t.Fatal(err)
			}
			want, err := other.LoadGlyph(&buffer, sfnt.GlyphIndex(g), fixed.I(1000), nil)
			if err != nil {
				t.Fatal(err)
			}
			var points []Point
			for _, c := range path {
				points = append(points, c.From)
				for _, s := range c.Curves {
					if s.Line {
						points = append(points, s.To)
					} else {
						points = append(points, s.C1, s.C2, s.To)
					}
				}
				drawn++
			}
			var wanted []Point
			for _, s := range want {
				for _, a := range s.Args[:map[sfnt.SegmentOp]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpCubeTo: 3}[s.Op]] {
					wanted = append(wanted, Point{float64(a.X) / 64, -float64(a.Y) / 64})
				}
			}
			if len(points) != len(wanted) {
				t.Errorf("face %d, glyph %d: %d points, not %d", i, g, len(points), len(wanted))
				continue
			}
			for k := range points {
				if points[k] != wanted[k] {
					t.Errorf("face %d, glyph %d, point %d: %v, not %v", i, g, k, points[k], wanted[k])
					break
				}
			}
		}
		if drawn < 30 {
			t.Errorf("face %d: only %d contours", i, drawn)
		}
	}
}

// Quadratic curves stay within the tolerance of the cubic ones that they stand for, and meet.
func TestQuadraticIsNear(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		point := func() Point { return Point{r.Float64()*2000 - 500, r.Float64()*2000 - 500} }
		from, s := point(), Curve{C1: point(), C2: point(), To: point()}
		tolerance := 0.1 + r.Float64()
		quads := Path{{From: from, Curves: []Curve{s}}}.Quadratic(tolerance)[0].Curves
		at := from
		for i, q := range quads {
			for k := range 33 {
				u := float64(k) / 32
				v := 1 - u
				got := Point{v*v*at.X + 2*v*u*q.C.X + u*u*q.To.X, v*v*at.Y + 2*v*u*q.C.Y + u*u*q.To.Y}
				want := s.at(from, (float64(i)+u)/float64(len(quads)))
				if d := math.Hypot(got.X-want.X, got.Y-want.Y); d > tolerance*1.0001 {
					t.Fatalf("seed %d: part %d of %d is %g units off, more than %g", seed, i, len(quads), d, tolerance)
				}
			}
			at = q.To
		}
		if at != s.To {
			t.Fatalf("seed %d: ends at %v, not %v", seed, at, s.To)
		}
	}
}

// made is a table of one glyph with global subroutines.
func made(glyph []byte, subrs ...[]byte) []byte {
	index := func(items ...[]byte) []byte {
		b := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
		if len(items) == 0 {
			return b
		}
		b = append(b, 4)
		at := uint32(1)
		for _, i := range items {
			b = binary.BigEndian.AppendUint32(b, at)
			at += uint32(len(i))
		}
		b = binary.BigEndian.AppendUint32(b, at)
		for _, i := range items {
			b = append(b, i...)
		}
		return b
	}
	b := []byte{1, 0, 4, 4}
	b = append(b, index([]byte("Made"))...)
	tail := append(index(), index(subrs...)...)
	at := len(b) + len(index(make([]byte, 6))) + len(tail)
	top := append(binary.BigEndian.AppendUint32([]byte{29}, uint32(at)), opCharStrings)
	b = append(append(b, index(top)...), tail...)
	return append(b, index(glyph)...)
}

// A damaged table is an error that says what is wrong, and never keeps the program busy.
func TestDamage(t *testing.T) {
	const call, back = 29, 11
	// Subroutine i, as the operand i − 107, calls the next one a hundred times.
	var bomb [][]byte
	for i := range 9 {
		var b []byte
		for range 100 {
			b = append(b, byte(139+i+1-107), call)
		}
		bomb = append(bomb, append(b, back))
	}
	bomb = append(bomb, []byte{139, 139, 5, back})
	if f, err := Parse(made([]byte{139, 149, 21, 149, 149, 5, 14})); err != nil {
		t.Fatal(err)
	} else if p, err := f.Outline(0); err != nil || len(p) != 1 {
		t.Fatalf("%v %v", p, err)
	}
	for _, c := range []struct {
		name  string
		table []byte
		says  string
	}{
		{"empty", nil, "cut off"},
		{"version 2", []byte{2, 0, 5, 0, 0}, "version 2"},
		{"cut off", made([]byte{14})[:20], "cut off"},
		{"calls itself", made([]byte{139 - 107, call}, []byte{139 - 107, call}), "call stack"},
		{"a hundred to the tenth", made([]byte{139 - 107, call}, bomb...), "without end"},
		{"no such operator", made([]byte{2}), "operator 0x2"},
		{"no operands", made([]byte{21}), "rmoveto"},
		{"two glyphs in one", made([]byte{139, 139, 139, 139, 14}), "Type 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse(c.table)
			if err == nil {
				_, err = f.Outline(0)
			}
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %q", err, c.says)
			}
		})
	}
	if f, err := Parse(made([]byte{14})); err != nil {
		t.Error(err)
	} else if _, err := f.Outline(1); err == nil {
		t.Error("a glyph that is not there has an outline")
	}
}

// FuzzOutline feeds tables of any shape. They give errors or outlines, and never end or stop the program.
func FuzzOutline(f *testing.F) {
	all, _ := tables(f)
	for _, t := range all {
		f.Add(t)
	}
	f.Add(made([]byte{139, 149, 21, 149, 149, 5, 14}, []byte{11}))
	f.Fuzz(func(t *testing.T, b []byte) {
		font, err := Parse(b)
		if err != nil {
			return
		}
		for g := range min(font.NumGlyphs(), 20) {
			if p, err := font.Outline(g); err == nil {
				p.Box()
				p.Quadratic(0.25)
			}
		}
	})
}

func BenchmarkOutline(b *testing.B) {
	all, _ := tables(b)
	f, err := Parse(all[0])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p, err := f.Outline(f.NumGlyphs() - 1)
		if err != nil {
			b.Fatal(err)
		}
		p.Quadratic(0.25)
	}
}
