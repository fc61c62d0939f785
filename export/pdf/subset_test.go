package pdf

import (
	"bytes"
	"strings"
	"testing"

	"galley/editor/typeset"
)

// A small face shows the same outlines as the face that it was cut from: the same metrics, contours and points, without instructions.
func TestSubsetKeepsOutlines(t *testing.T) {
	for _, face := range testFaces(t) {
		from, err := parseSFNT(face.Data())
		if err != nil {
			t.Fatal(err)
		}
		s := newSubset(from)
		var codes []uint16
		var glyphs, old []int
		for _, r := range "Aéﬁ字龘〇 —Ǻ" {
			g, ok := face.Glyph(r)
			if !ok {
				continue
			}
			codes = append(codes, uint16(firstCode+codeStride*len(codes)))
			glyphs, old = append(glyphs, s.take(int(g))), append(old, int(g))
		}
		b, err := s.build("Small-Face", codes, glyphs)
		if err != nil {
			t.Fatal(err)
		}
		if sum := checksum(b); sum != 0xB1B0AFBA {
			t.Errorf("the file adds up to %#x", sum)
		}
		small, err := parseSFNT(b)
		if err != nil {
			t.Fatal(err)
		}
		// A second opinion on cmap and directory.
		opened, err := typeset.OpenFace("small", b)
		if err != nil {
			t.Fatal(err)
		}
		for i, code := range codes {
			if g, ok := opened.Glyph(rune(code)); !ok || int(g) != glyphs[i] {
				t.Errorf("code %04X leads to glyph %d, not %d", code, g, glyphs[i])
			}
			a0, b0 := from.metric(old[i])
			a1, b1 := small.metric(glyphs[i])
			if a0 != a1 || b0 != b1 {
				t.Errorf("glyph %d: metrics %d %d, not %d %d", old[i], a1, b1, a0, b0)
			}
			sameOutline(t, from, small, old[i], glyphs[i])
		}
	}
}

// sameOutline compares a glyph of two faces, components and all.
func sameOutline(t *testing.T, a, b *sfnt, ga, gb int) {
	t.Helper()
	oa, err := a.outline(ga)
	if err != nil {
		t.Fatal(err)
	}
	ob, err := b.outline(gb)
	if err != nil {
		t.Fatal(err)
	}
	if len(oa) == 0 || len(ob) == 0 {
		if len(oa) != len(ob) {
			t.Errorf("glyph %d: one of the two is blank", ga)
		}
		return
	}
	if !bytes.Equal(oa[:10], ob[:10]) {
		t.Errorf("glyph %d: another box or number of contours", ga)
	}
	contours := int(int16(be.Uint16(oa)))
	if contours >= 0 {
		at := 10 + 2*contours
		points := oa[at+2+int(be.Uint16(oa[at:])):]
		if !bytes.Equal(oa[10:at], ob[10:at]) || be.Uint16(ob[at:]) != 0 || !bytes.HasPrefix(ob[at+2:], points) {
			t.Errorf("glyph %d: other points", ga)
		}
		return
	}
	var pa, pb []int
	parts := func(out *[]int, o []byte) func(int) {
		return func(at int) { *out = append(*out, int(be.Uint16(o[at+2:]))) }
	}
	if _, err := components(ga, oa, parts(&pa, oa)); err != nil {
		t.Fatal(err)
	}
	if _, err := components(gb, ob, parts(&pb, ob)); err != nil {
		t.Fatal(err)
	}
	if len(pa) != len(pb) {
		t.Fatalf("glyph %d has %d components, not %d", ga, len(pb), len(pa))
	}
	for i := range pa {
		sameOutline(t, a, b, pa[i], pb[i])
	}
}

// A face that gofpdf or a viewer would stumble over is refused, with the reason.
func TestBadFaces(t *testing.T) {
	whole := testFaces(t)[1].Data() // DejaVu: small, with composite glyphs
	changed := func(change func(b []byte) []byte) []byte { return change(bytes.Clone(whole)) }
	table := func(b []byte, tag string) []byte {
		f, err := parseSFNT(b)
		if err != nil {
			t.Fatal(err)
		}
		return f.tables[tag]
	}
	for _, c := range []struct {
		name string
		data []byte
		says string
	}{
		{"empty", nil, "too short"},
		{"text", []byte("not a font at all"), "not a TrueType face"},
		{"PostScript outlines", append([]byte("OTTO"), whole[4:]...), "PostScript outlines"},
		{"collection", append([]byte("ttcf"), whole[4:]...), "collection"},
		{"directory cut off", whole[:20], "directory is cut off"},
		{"cut off", whole[:len(whole)/2], "lies outside the file"},
		{"no glyf", changed(func(b []byte) []byte { return bytes.Replace(b, []byte("glyf"), []byte("GLYF"), 1) }), `"glyf" is missing`},
		{"variable", changed(func(b []byte) []byte { return bytes.Replace(b, []byte("kern"), []byte("fvar"), 1) }), "variable"},
		{"no units", changed(func(b []byte) []byte { be.PutUint16(table(b, "head")[18:], 0); return b }), "0 units per em"},
		{"no metrics", changed(func(b []byte) []byte { be.PutUint16(table(b, "hhea")[34:], 0); return b }), `"hmtx" is shorter`},
		{"too many glyphs", changed(func(b []byte) []byte { be.PutUint16(table(b, "maxp")[4:], 0xffff); return b }), `"loca" is shorter`},
		{"embedding forbidden", changed(func(b []byte) []byte { be.PutUint16(table(b, "OS/2")[8:], 2); return b }), "forbids embedding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := parseSFNT(c.data); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %q", err, c.says)
			}
		})
	}
}

// A glyph that contains itself would end the process inside gofpdf.
func TestGlyphInItself(t *testing.T) {
	face := testFaces(t)[1]
	b := bytes.Clone(face.Data())
	f, err := parseSFNT(b)
	if err != nil {
		t.Fatal(err)
	}
	g, ok := face.Glyph('é')
	if !ok {
		t.Fatal("no é")
	}
	outline, err := f.outline(int(g))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := components(int(g), outline, func(at int) { be.PutUint16(outline[at+2:], uint16(g)) }); err != nil {
		t.Fatal(err)
	}
	s := newSubset(f)
	s.take(int(g))
	if _, err := s.build("Loop", nil, nil); err == nil || !strings.Contains(err.Error(), "component of itself") {
		t.Errorf("error %v", err)
	}
}

// BenchmarkSubset cuts 500 glyphs from a face of 15 MB, parsing its directory first.
func BenchmarkSubset(b *testing.B) {
	data := testFaces(b)[0].Data()
	for b.Loop() {
		from, err := parseSFNT(data)
		if err != nil {
			b.Fatal(err)
		}
		s := newSubset(from)
		codes, glyphs := make([]uint16, 500), make([]int, 500)
		for i := range codes {
			codes[i], glyphs[i] = uint16(firstCode+codeStride*i), s.take(20*i)
		}
		if _, err := s.build("Small", codes, glyphs); err != nil {
			b.Fatal(err)
		}
	}
}
