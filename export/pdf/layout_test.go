package pdf_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/pdf"
)

// options are the ones that tests write with.
var options = pdf.Options{
	Created:  time.Date(2026, 3, 5, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)),
	Creator:  "Galley",
	Producer: "Galley test",
}

const (
	width  = 595 * typeset.Point
	height = 842 * typeset.Point
	margin = 60 * typeset.Point
)

// run sets text by the character map alone: one glyph a character, from the first face that has it.
func run(t testing.TB, size typeset.Length, text string, faces ...*typeset.Face) []page.Glyphs {
	t.Helper()
	var runs []page.Glyphs
	var x typeset.Length
	for _, r := range text {
		var face *typeset.Face
		var id typeset.GlyphID
		for _, f := range faces {
			if g, ok := f.Glyph(r); ok {
				face, id = f, g
				break
			}
		}
		if face == nil {
			t.Fatalf("no face has %c (%U)", r, r)
		}
		if n := len(runs); n == 0 || runs[n-1].Run.Face != face {
			runs = append(runs, page.Glyphs{X: x, Run: typeset.Run{Face: face, Size: size}})
		}
		last := &runs[len(runs)-1].Run
		advance := typeset.Length(int64(face.Advance(id)) * int64(size) / int64(face.UnitsPerEm()))
		last.Glyphs = append(last.Glyphs, typeset.Glyph{ID: id, X: last.Width, Advance: advance, Text: string(r)})
		last.Width += advance
		x += advance
	}
	return runs
}

// frame is a line of text as a frame.
func frame(t testing.TB, role page.Role, block int, x, y, size typeset.Length, text string, faces ...*typeset.Face) page.Frame {
	t.Helper()
	f := page.Frame{Role: role, Block: block}
	for _, g := range run(t, size, text, faces...) {
		g.X += x
		g.Y = y
		f.Marks = append(f.Marks, g)
	}
	return f
}

// article sets text in lines of 40 characters, as many pages as it takes. Every 10 lines are a paragraph.
func article(t testing.TB, text string, faces ...*typeset.Face) page.Document {
	t.Helper()
	d := page.Document{Title: "校园新闻", Author: "𠮷田", Language: "zh-Hans"}
	runes := []rune(text)
	const perLine, perPage = 40, 40
	for n := 0; len(runes) > 0; n++ {
		k := min(perLine, len(runes))
		if n%perPage == 0 {
			d.Pages = append(d.Pages, page.Page{Width: width, Height: height})
		}
		p := &d.Pages[len(d.Pages)-1]
		y := margin + typeset.Length(n%perPage+1)*18*typeset.Point
		p.Frames = append(p.Frames, frame(t, page.P, 1+n/10, margin, y, 12*typeset.Point, string(runes[:k]), faces...))
		runes = runes[k:]
	}
	return d
}

// write writes a document or ends the test.
func write(t testing.TB, d page.Document) []byte {
	t.Helper()
	b, err := pdf.Write(d, options)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// standard returns the 8,105 characters of the table 通用规范汉字表 of 2013 in its order (Unihan, kTGH), 196 of them beyond the Basic Multilingual Plane.
func standard(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/standard.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\n", "")
}
