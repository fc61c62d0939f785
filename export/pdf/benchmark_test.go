package pdf_test

import (
	"strings"
	"testing"

	"galley/editor/typeset"
	"galley/export/page"
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

// BenchmarkArticle72k writes 72,000 characters of a text with the vocabulary of a long article, on 45 pages.
func BenchmarkArticle72k(b *testing.B) {
	words := []rune(standard(b))[:2200]
	var text strings.Builder
	for i, at := 0, 0; i < 72_000; i++ {
		at = (at*31 + 17*i + 7) % len(words)
		text.WriteRune(words[at])
	}
	benchmark(b, article(b, text.String(), must(b, song), must(b, kai)))
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
