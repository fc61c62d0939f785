package pdf_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/layout"
	"galley/export/pdf"
)

// BenchmarkOnePage writes one full page of an article in three faces, with a code of 283 rectangles. The goal is 50 ms.
func BenchmarkOnePage(b *testing.B) {
	s, h, k := must(b, song), must(b, hei), must(b, kai)
	d := article(b, string([]rune(standard(b))[:36*40]), s)
	d.Pages[0].Frames = append(d.Pages[0].Frames,
		frame(b, page.Title, 9001, margin, 40*typeset.Point, 24*typeset.Point, "教务处关于期中考试安排的通知", h),
		frame(b, page.P, 9002, margin, 60*typeset.Point, 9*typeset.Point, "来源：教务处　时间：二〇二六年三月五日", k),
		page.Frame{Role: page.Code, Block: 9003, Alt: "二维码", Marks: []page.Mark{cells(283)}})
	d.Pages = d.Pages[:1]
	benchmark(b, d)
}

// BenchmarkArticle72k lays out and writes an article of 72,000 characters: total-fit lines, tags, subset faces, PDF/A. The goal is 0.25 s. Its
// vocabulary is that of a long article: 2,200 Han characters, marks, numbers and English words, a heading for every 1,500 characters.
func BenchmarkArticle72k(b *testing.B) {
	f := houseFonts(b)
	piece := long(b, 72_000)
	pages := 0
	once := func() []byte {
		d, r, err := layout.Article(piece, f, layout.Options{})
		if err != nil {
			b.Fatal(err)
		}
		pages = r.Pages
		file, err := pdf.Write(d, options)
		if err != nil {
			b.Fatal(err)
		}
		return file
	}
	size := len(once())
	b.ReportAllocs()
	for b.Loop() {
		once()
	}
	b.ReportMetric(float64(size), "file-B")
	b.ReportMetric(float64(pages), "pages")
}

// BenchmarkWrite72k is the part of the above that this package does.
func BenchmarkWrite72k(b *testing.B) {
	d, _, err := layout.Article(long(b, 72_000), houseFonts(b), layout.Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, d)
}

// BenchmarkOneArticle lays out and writes an article of one page. The goal is 20 ms.
func BenchmarkOneArticle(b *testing.B) {
	f := houseFonts(b)
	piece := long(b, 600)
	for b.Loop() {
		d, r, err := layout.Article(piece, f, layout.Options{})
		if err != nil || r.Pages != 1 {
			b.Fatalf("%d pages, %v", r.Pages, err)
		}
		if _, err := pdf.Write(d, options); err != nil {
			b.Fatal(err)
		}
	}
}

func houseFonts(t testing.TB) page.Fonts {
	t.Helper()
	f, err := page.OpenFonts(fonts.Face.Data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// long is an article of n characters, the same every time.
func long(t testing.TB, n int) export.Piece {
	t.Helper()
	words := []rune(standard(t))[:2200]
	r := rand.New(rand.NewPCG(72, 4))
	han := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			// Common characters come often: rank by a power law, as in any language.
			out[i] = words[int(math.Pow(r.Float64(), 3)*float64(len(words)))]
		}
		return string(out)
	}
	asides := []string{"“" + han(4) + "”", "《" + han(5) + "》", "GDP", "2026年", "（" + han(6) + "）", "98.6%", "Beijing University", "——", "……"}
	node := func(k model.Kind, a model.Attrs, content ...*model.Node) *model.Node {
		return model.New(k, a, content...)
	}
	line := func(k model.Kind, s string) *model.Node { return node(k, model.Attrs{}, model.NewText(s)) }
	var body []*model.Node
	for left, since := n, 0; left > 0; {
		if since > 1500 {
			body = append(body, node(model.Heading, model.Attrs{Level: 1}, model.NewText(han(12))))
			left, since = left-12, 0
		}
		var s strings.Builder
		count := 0
		for count < min(left, 220) {
			clause := han(5 + r.IntN(14))
			if r.IntN(6) == 0 {
				clause += asides[r.IntN(len(asides))]
			}
			clause += string([]rune("，，，，、；")[r.IntN(6)])
			count += utf8.RuneCountInString(clause)
			s.WriteString(clause)
		}
		s.WriteString(han(4) + "。")
		body = append(body, line(model.Paragraph, s.String()))
		left, since = left-count-5, since+count+5
	}
	doc := node(model.Doc, model.Attrs{}, line(model.Kicker, "要闻"), line(model.Headline, "学校"+han(14)), line(model.Subtitle, han(10)),
		line(model.Abstract, han(80)), node(model.Body, model.Attrs{}, body...))
	return export.Piece{Doc: doc, Language: catalogue.ZhHans, Site: "校园新闻网", Column: "要闻", Number: "2026-00001", Authors: []string{"记者"}}
}

func benchmark(b *testing.B, d page.Document) {
	if _, err := pdf.Write(d, options); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var size int
	for b.Loop() {
		file, err := pdf.Write(d, options)
		if err != nil {
			b.Fatal(err)
		}
		size = len(file)
	}
	b.ReportMetric(float64(size), "file-B")
}

// cells is a pattern of n rectangles.
func cells(n int) page.Cells {
	c := page.Cells{X: margin, Y: 760 * typeset.Point, Side: typeset.Point}
	for i := range n {
		c.Rects = append(c.Rects, [4]int{i * 7 % 33, i * 5 % 31, 1 + i%3, 1})
	}
	return c
}
