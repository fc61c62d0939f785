package pdf

import (
	"bytes"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"galley/editor/typeset"
	"galley/export/page"
)

// A small face shows the same outlines as the face that it was cut from: the same metrics, contours and points, without instructions.
func TestSubsetKeepsOutlines(t *testing.T) {
	for _, face := range testFaces(t) {
		from, err := parseSFNT(face.Data(), 0)
		if err != nil {
			t.Fatal(err)
		}
		s := newSubset(from)
		var codes []uint16
		var glyphs, old []int
		for _, r := range "ABCDéﬁ字龘〇 —Ǻ" {
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
		small, err := parseSFNT(b, 0)
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

// What ends up in the file, behind gofpdf's own cutting, is still the outline that each use asked for, with the advance that the file states.
func TestFileHoldsTheOutlines(t *testing.T) {
	faces := testFaces(t)
	var d page.Document
	const em = 12 * typeset.Point
	p := page.Page{Width: 595 * typeset.Point, Height: 842 * typeset.Point}
	for i, f := range faces {
		r := typeset.Run{Face: f, Size: em}
		for _, c := range "DCBAé—字龘王ABCD" {
			if g, ok := f.Glyph(c); ok {
				r.Glyphs = append(r.Glyphs, typeset.Glyph{ID: g, X: r.Width, Advance: em, Text: string(c)})
				r.Width += em
			}
		}
		p.Frames = append(p.Frames, page.Frame{Role: page.P, Block: 1 + i, Marks: []page.Mark{page.Glyphs{X: em, Y: typeset.Length(i+2) * em, Run: r}}})
	}
	d.Pages = []page.Page{p}
	b, err := Write(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	objects, err := parseObjects(b)
	if err != nil {
		t.Fatal(err)
	}
	uses, err := collect(d)
	if err != nil {
		t.Fatal(err)
	}
	follow := func(from int, key string) int {
		n, ok := integer(objects[from].dict, key)
		if !ok {
			t.Fatalf("object %d has no %s", from, key)
		}
		return n
	}
	fonts := regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`).FindAllSubmatch(objects[2].dict, -1)
	if len(fonts) != len(uses.list) {
		t.Fatalf("%d fonts, not %d", len(fonts), len(uses.list))
	}
	for _, m := range fonts {
		n, _ := strconv.Atoi(string(m[2]))
		cid := follow(n, "/DescendantFonts [")
		embedded, err := parseSFNT(inflate(t, objects[follow(follow(cid, "/FontDescriptor "), "/FontFile2 ")].stream), 0)
		if err != nil {
			t.Fatal(err)
		}
		toGlyph := inflate(t, objects[follow(cid, "/CIDToGIDMap ")].stream)
		// The font is the one whose units match: the two faces differ in them.
		for _, f := range uses.list {
			if f.cut.from.unitsPerEm != embedded.unitsPerEm {
				continue
			}
			for i, u := range f.uses {
				g := int(be.Uint16(toGlyph[2*int(f.code(i)):]))
				if g == 0 {
					t.Errorf("%q has no glyph in the file", u.text)
					continue
				}
				sameOutline(t, f.cut.from, embedded, u.gid, g)
				want, _ := f.cut.from.metric(u.gid)
				if got, _ := embedded.metric(g); got != want {
					t.Errorf("%q has the advance %d, not %d", u.text, got, want)
				}
			}
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
	// What is left of a record once the glyph id and the flag for instructions are out: flags, offsets, matrix.
	parts := func(out *[]int, o []byte) func(int) {
		return func(at int) {
			*out = append(*out, int(be.Uint16(o[at+2:])))
			be.PutUint16(o[at:], be.Uint16(o[at:])&^componentInstructions)
			be.PutUint16(o[at+2:], 0)
		}
	}
	oa, ob = bytes.Clone(oa), bytes.Clone(ob)
	end, err := components(ga, oa, parts(&pa, oa))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := components(gb, ob, parts(&pb, ob)); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(ob, oa[:end]) {
		t.Errorf("glyph %d: its components stand elsewhere", ga)
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
	whole := testFaces(t)[1].Data() // small, with composite glyphs
	changed := func(change func(b []byte) []byte) []byte { return change(bytes.Clone(whole)) }
	table := func(b []byte, tag string) []byte {
		f, err := parseSFNT(b, 0)
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
		{"text", []byte("not a font at all"), "not a font: it starts with"},
		{"compressed for the web", append([]byte("wOFF"), whole[4:]...), "not a font: it starts with"},
		{"collection without faces", append([]byte("ttcf"), make([]byte, 12)...), "face 0 of a collection of 0"},
		{"PostScript outlines cut off", changed(func(b []byte) []byte { return bytes.Replace(b, []byte("gasp"), []byte("CFF "), 1) }), "table CFF"},
		{"directory cut off", whole[:20], "directory is cut off"},
		{"cut off", whole[:len(whole)/2], "lies outside the file"},
		{"no glyf", changed(func(b []byte) []byte { return bytes.Replace(b, []byte("glyf"), []byte("GLYF"), 1) }), `"glyf" is missing`},
		{"variable", changed(func(b []byte) []byte { return bytes.Replace(b, []byte("fpgm"), []byte("fvar"), 1) }), "variable"},
		{"no units", changed(func(b []byte) []byte { be.PutUint16(table(b, "head")[18:], 0); return b }), "0 units per em"},
		{"no metrics", changed(func(b []byte) []byte { be.PutUint16(table(b, "hhea")[34:], 0); return b }), `"hmtx" is shorter`},
		{"too many glyphs", changed(func(b []byte) []byte { be.PutUint16(table(b, "maxp")[4:], 0xffff); return b }), `"loca" is shorter`},
		{"embedding forbidden", changed(func(b []byte) []byte { be.PutUint16(table(b, "OS/2")[8:], 2); return b }), "forbids embedding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := parseSFNT(c.data, 0); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %q", err, c.says)
			}
		})
	}
}

// A glyph that contains itself would end the process inside gofpdf, and one of glyphs of glyphs would keep it busy for ever.
func TestEndlessGlyphs(t *testing.T) {
	from, err := parseSFNT(goregular.TTF, 0)
	if err != nil {
		t.Fatal(err)
	}
	loop := map[int][]byte{40: composite(component{glyph: 41}), 41: composite(component{glyph: 40})}
	doubling := map[int][]byte{}
	for g := 40; g < 80; g++ {
		doubling[g] = composite(component{glyph: g + 1}, component{glyph: g + 1})
	}
	for _, c := range []struct {
		name     string
		outlines map[int][]byte
		says     string
	}{
		{"contains itself", loop, "component of itself"},
		{"doubles", doubling, "too many components"},
		{"cut off", map[int][]byte{40: composite(component{glyph: 41})[:14]}, "cut off"},
		{"outside the face", map[int][]byte{40: composite(component{glyph: 60000})}, "glyph 60000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := parseSFNT(withOutlines(from, c.outlines), 0)
			if err != nil {
				t.Fatal(err)
			}
			s := newSubset(f)
			s.take(40)
			if _, err := s.build("Loop", nil, nil); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %q", err, c.says)
			}
		})
	}
}

// component is a part of a composite glyph, moved by dx and dy, in one of the four forms of a matrix.
type component struct {
	glyph  int
	dx, dy int16
	form   uint16 // componentScale, componentXY, componentMatrix or 0
}

// composite is the outline of a glyph made of others, with instructions after them.
func composite(parts ...component) []byte {
	b := []byte{0xff, 0xff, 0, 0, 0, 0, 4, 0, 4, 0}
	for i, p := range parts {
		flags := componentWords | 0x0002 /* offsets, not points */ | p.form
		if i < len(parts)-1 {
			flags |= componentMore
		} else {
			flags |= componentInstructions
		}
		for _, v := range []uint16{flags, uint16(p.glyph), uint16(p.dx), uint16(p.dy)} {
			b = be.AppendUint16(b, v)
		}
		for range map[uint16]int{0: 0, componentScale: 1, componentXY: 2, componentMatrix: 4}[p.form] {
			b = be.AppendUint16(b, 0x2000) // ½ in F2DOT14
		}
	}
	return append(b, 0, 3, 0xb0, 1, 0x2d)
}

// withOutlines is a face with some outlines replaced.
func withOutlines(from *sfnt, outlines map[int][]byte) []byte {
	tables := maps.Clone(from.tables)
	var glyf, loca []byte
	for g := range from.glyphs {
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		o, ok := outlines[g]
		if !ok {
			o, _ = from.outline(g)
		}
		glyf = append(glyf, o...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	tables["glyf"], tables["loca"] = glyf, be.AppendUint32(loca, uint32(len(glyf)))
	tables["head"] = bytes.Clone(tables["head"])
	be.PutUint32(tables["head"][8:], 0)
	be.PutUint16(tables["head"][50:], 1)
	return assemble(tables)
}

// BenchmarkSubset cuts 500 glyphs from a face of 15 MB, parsing its directory first.
func BenchmarkSubset(b *testing.B) {
	data := testFaces(b)[0].Data()
	for b.Loop() {
		from, err := parseSFNT(data, 0)
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
