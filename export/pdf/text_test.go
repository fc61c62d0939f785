package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
)

// Text extracted from a file equals the text put in, whole character sets of it. Neighbouring codes of one width are in there too:
// GBK has 20,902 characters in a row, on which a plain use of gofpdf would take hours.
func TestExtractedTextIsTheTextPutIn(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"rare names", "王𬱖、㙍野、𠮷田、𫓧先生，張三丰（𠮷）。𬱖𠮷"},
		{"marks and Western", "“引文”——‘内’……《书名》·中-dot fi ffl AVATAR 3.14%，“quote” ‘single’"},
		{"standard table", standard(t)},
		{"GB 2312", decoded(t, simplifiedchinese.GBK, 0xB0, 0xF7, 0xA1, 0xFE)},
		{"GBK", decoded(t, simplifiedchinese.GBK, 0x81, 0xFE, 0x40, 0xFE)},
		{"Big5", decoded(t, traditionalchinese.Big5, 0xA4, 0xF9, 0x40, 0xFE)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := article(t, covered(t, c.text), must(t, song), must(t, kai), must(t, hei))
			for who, got := range extracted(t, write(t, d)) {
				sameText(t, who, got, squeeze(covered(t, c.text)))
			}
		})
	}
}

// decoded returns the Han characters of a part of a double-byte encoding.
func decoded(t testing.TB, e encoding.Encoding, row0, row1, cell0, cell1 int) string {
	t.Helper()
	var b strings.Builder
	for row := row0; row <= row1; row++ {
		for cell := cell0; cell <= cell1; cell++ {
			s, err := e.NewDecoder().Bytes([]byte{byte(row), byte(cell)})
			if r := []rune(string(s)); err == nil && len(r) == 1 && (r[0] >= 0x4E00 && r[0] <= 0x9FA5 || r[0] >= 0x20000) {
				b.WriteRune(r[0])
			}
		}
	}
	if b.Len() < 6763*3 {
		t.Fatalf("only %d bytes of a character set", b.Len())
	}
	return b.String()
}

// covered leaves out the few characters of a set that no test face has, and fails when they are not few.
func covered(t testing.TB, text string) string {
	t.Helper()
	missing := 0
	s := strings.Map(func(r rune) rune {
		if must(t, song).Has(r) || must(t, kai).Has(r) || must(t, hei).Has(r) {
			return r
		}
		missing++
		return -1
	}, text)
	if missing > 5 {
		t.Fatalf("the faces lack %d characters", missing)
	}
	return s
}

// What a glyph stands for is part of its use: one glyph under two texts, several characters under one glyph, several glyphs under one text.
func TestTextOfGlyphs(t *testing.T) {
	face := must(t, song)
	glyph := func(r rune) typeset.GlyphID {
		g, ok := face.Glyph(r)
		if !ok {
			t.Fatalf("no glyph for %c", r)
		}
		return g
	}
	const em = 12 * typeset.Point
	for _, c := range []struct {
		name   string
		glyphs []typeset.Glyph
		want   string
		alone  bool // only poppler reads it right: mutool 1.21 splits pairs of surrogates in such entries, and makes U+FFFD of no text
	}{
		{"one glyph, two texts", []typeset.Glyph{{ID: glyph('—'), Text: "—"}, {ID: glyph('—'), Text: "―"}, {ID: glyph('—'), Text: "—"}}, "—―—", false},
		{"a ligature", []typeset.Glyph{{ID: glyph('f'), Text: "ffi"}, {ID: glyph('好'), Text: "好"}}, "ffi好", false},
		{"characters beyond the BMP in a cluster", []typeset.Glyph{{ID: glyph('好'), Text: "𠮷\U000E0100"}, {ID: glyph('人'), Text: "人"}}, "𠮷\U000E0100人", true},
		{"second glyph of a cluster", []typeset.Glyph{{ID: glyph('e'), Text: "é"}, {ID: glyph('´'), Text: ""}, {ID: glyph('人'), Text: "人"}}, "é人", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.glyphs {
				c.glyphs[i].X, c.glyphs[i].Advance = typeset.Length(i)*em, em
			}
			d := page.Document{Pages: []page.Page{{Width: width, Height: height, Frames: []page.Frame{{Role: page.P, Block: 1, Marks: []page.Mark{
				page.Glyphs{X: margin, Y: margin, Run: typeset.Run{Face: face, Size: em, Glyphs: c.glyphs, Width: typeset.Length(len(c.glyphs)) * em}},
			}}}}}}
			for who, got := range extracted(t, write(t, d)) {
				if who == "pdftotext" || !c.alone {
					sameText(t, who, got, c.want)
				}
			}
		})
	}
}

// An article with characters that no face has, rare names, marks of every kind and variation selectors is written whole: what cannot be shown
// is reported, drawn as 〓 and extracted as what it is.
func TestWhatNoFaceHas(t *testing.T) {
	const body = "会上🎉宣读了𠮷田、王𬱖、㙍野先生的来信👨‍👩‍👧，葛\U000E0100城区，A\u0301B，😀。"
	line := func(k model.Kind, s string) *model.Node { return model.New(k, model.Attrs{}, model.NewText(s)) }
	doc := model.New(model.Doc, model.Attrs{}, line(model.Kicker, "要闻"), line(model.Headline, "喜报🎉"), line(model.Subtitle, "副题"),
		line(model.Abstract, "摘要"), model.New(model.Body, model.Attrs{}, line(model.Paragraph, body)))
	d, report, err := layout.Article(export.Piece{Doc: doc, Language: catalogue.ZhHans}, houseFonts(t), layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"🎉", "👨‍👩‍👧", "😀"} {
		if !slices.ContainsFunc(report.Missing, func(g export.Glyph) bool { return g.Text == want }) {
			t.Errorf("%s is not reported: %v", want, report.Missing)
		}
	}
	// Poppler alone, because mutool 1.21 splits surrogates where one glyph stands for several characters.
	if got := extracted(t, write(t, d))["pdftotext"]; !strings.Contains(got, squeeze(body)) || !strings.Contains(got, "喜报🎉") {
		t.Errorf("%q is not in %q", body, got)
	}
}
