package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"testing"
	"time"

	"galley/editor/typeset"
	"galley/export/page"
)

// FuzzParseObjects feeds the parser of the finaliser files that gofpdf did not write. It never panics, and what it accepts is inside the file.
func FuzzParseObjects(f *testing.F) {
	whole, err := Write(page.Document{Pages: []page.Page{{Width: typeset.Millimetres(210), Height: typeset.Millimetres(297)}}}, Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("%PDF-1.3\n1 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<<>>\nstartxref\n62\n%%EOF"))
	f.Add([]byte("startxref\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		objects, err := parseObjects(b)
		if err != nil {
			return
		}
		for _, o := range objects[1:] {
			if !bytes.Contains(b, o.dict) || !bytes.Contains(b, o.stream) {
				t.Fatal("an object that is not in the file")
			}
		}
	})
}

// FuzzTakePicture feeds the intake of pictures. It never panics, and what it accepts has a size and an orientation.
func FuzzTakePicture(f *testing.F) {
	m := image.NewPaletted(image.Rect(0, 0, 9, 5), color.Palette{color.Black, color.Transparent, color.White})
	var b bytes.Buffer
	for _, encode := range []func() error{
		func() error { return png.Encode(&b, m) },
		func() error { return png.Encode(&b, image.NewNRGBA64(m.Rect)) },
		func() error { return png.Encode(&b, image.NewGray16(m.Rect)) },
		func() error { return jpeg.Encode(&b, m, nil) },
		func() error { return gif.Encode(&b, m, nil) },
	} {
		b.Reset()
		if err := encode(); err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.Clone(b.Bytes()))
	}
	for _, name := range []string{"interlaced.png", "progressive.jpg", "cmyk.jpg"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, _, err := pictureConfig(b); err == nil && c.Width*c.Height > 1<<20 {
			return // right, but slow
		}
		p, err := takePicture(b)
		if err != nil {
			return
		}
		if p.orientation < 1 || p.orientation > 8 || len(p.data) == 0 {
			t.Fatalf("accepted with orientation %d and %d bytes", p.orientation, len(p.data))
		}
	})
}

// FuzzSubset feeds the cutter of faces. It never panics, and a face that it makes can be cut again.
func FuzzSubset(f *testing.F) {
	for _, face := range testFaces(f) {
		from, err := parseSFNT(face.Data(), 0)
		if err != nil {
			f.Fatal(err)
		}
		s := newSubset(from)
		var codes []uint16
		var glyphs []int
		for i, r := range "aDé字" {
			if g, ok := face.Glyph(r); ok {
				codes, glyphs = append(codes, uint16(256+2*i)), append(glyphs, s.take(int(g)))
			}
		}
		b, err := s.build("Seed", codes, glyphs)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add(smallCollection(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		from, err := parseSFNT(b, 0)
		if err != nil {
			return
		}
		s := newSubset(from)
		n := min(from.glyphs, 200)
		codes, glyphs := make([]uint16, n), make([]int, n)
		for i := range n {
			codes[i], glyphs[i] = uint16(firstCode+codeStride*i), s.take(i)
		}
		small, err := s.build("Fuzz", codes, glyphs)
		if err != nil {
			return
		}
		if _, err := parseSFNT(small, 0); err != nil {
			t.Fatalf("a face of ours: %v", err)
		}
	})
}

// FuzzReadPrivate: whatever a file is, reading what it carries never fails but with an error, and gives what was put in.
func FuzzReadPrivate(f *testing.F) {
	page := page.Document{Pages: []page.Page{{Width: typeset.Millimetres(210), Height: typeset.Millimetres(297)}}}
	whole, err := Write(page, Options{Created: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC), Private: []byte("审稿单")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("xref\n0 1\n0000000000 65535 f \nstartxref\n0\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if data, err := ReadPrivate(b); err == nil && bytes.Equal(b, whole) && string(data) != "审稿单" {
			t.Errorf("it carries %q", data)
		}
	})
}
