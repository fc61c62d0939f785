package notice_test

import (
	"testing"

	"galley/editor/model"
	"galley/export"
	"galley/export/page/notice"
)

// TestMeasure adds lines to a notice one at a time: each takes one of those that are said to be left, a page begins when none is, and the figures
// are those of the pages that are laid out.
func TestMeasure(t *testing.T) {
	o := sampleOfficial()
	o.Attachments, o.PrintedOn, o.PrintedBy, o.Copies = nil, export.Day{}, "", nil
	body := []*model.Node{para("正文。")}
	before, err := notice.Measure(piece(o, "通知", body...), testFonts(t), notice.Options{OneSided: true})
	must(t, err)
	turned := false
	for range 30 {
		body = append(body, para("一行。"))
		p := piece(o, "通知", body...)
		fit, err := notice.Measure(p, testFonts(t), notice.Options{OneSided: true})
		must(t, err)
		d, _ := lay(t, p, notice.Options{OneSided: true})
		if len(d.Pages) != fit.Pages {
			t.Fatalf("%d pages are said to be %d", len(d.Pages), fit.Pages)
		}
		switch {
		case fit == before && fit.Pages > 1: // the line went on the page before, which had room: two lines stay with the signature
		case fit.Pages == before.Pages && (fit.Lines != before.Lines+1 || fit.Left != before.Left-1):
			t.Fatalf("%+v after %+v", fit, before)
		case fit.Pages != before.Pages && before.Left > 0:
			t.Fatalf("a page begins after %+v", before)
		case fit.Pages != before.Pages:
			turned = true
		}
		before = fit
	}
	if !turned {
		t.Error("no page was begun")
	}
}

// BenchmarkMeasure is what a key costs while a notice of four pages is being written.
func BenchmarkMeasure(b *testing.B) {
	p := piece(sampleOfficial(), sampleTitle, sampleBody(b)...)
	f := testFonts(b)
	for b.Loop() {
		if _, err := notice.Measure(p, f, notice.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
