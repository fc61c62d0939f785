package layout

import (
	"math/rand/v2"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/export/page"
)

// What a fitter says after any number of changes is what a new one says, and the pages are those of the article.
func TestFitIsThatOfTheArticle(t *testing.T) {
	hash, data := picture(t, 640, 480)
	for _, columns := range []int{1, 2} {
		r := rand.New(rand.NewPCG(7, uint64(columns)))
		o := Options{Columns: columns}
		f := NewFitter(testFonts(t), o)
		body := randomBody(r, hash, 0)
		for step := range 40 {
			if r.IntN(3) == 0 || len(body) == 0 {
				body = append(body, randomBody(r, hash, 0)...)
			} else {
				body[r.IntN(len(body))] = p(text(strings.Repeat("改动，", 1+r.IntN(80))), model.NewFootnote("注"))
			}
			if len(body) > 25 {
				body = body[20:]
			}
			piece := campus(body...)
			piece.Pictures = func(string) ([]byte, error) { return data, nil }
			got, err := f.Fit(piece, 3)
			if err != nil {
				t.Fatal(err)
			}
			want, err := NewFitter(testFonts(t), o).Fit(piece, 3)
			if err != nil {
				t.Fatal(err)
			}
			d, _ := lay(t, piece, o)
			if got != want || got.Pages != len(d.Pages) {
				t.Fatalf("%d columns, step %d: %+v, want %+v, on %d pages", columns, step, got, want, len(d.Pages))
			}
			if (got.Over > 0) != (got.Pages > 3) {
				t.Fatalf("%d columns, step %d: %+v", columns, step, got)
			}
			kept := o
			kept.Cache = f.options.Cache
			if again, _ := lay(t, piece, kept); page.Dump(again) != page.Dump(d) {
				t.Fatalf("%d columns, step %d: the cache gives other pages", columns, step)
			}
		}
	}
}

// While the pages stay the same, one line more changes the fit by one; at a turn the credits go over together.
func TestFitCountsLines(t *testing.T) {
	line := strings.Repeat("字", 37)
	f := NewFitter(testFonts(t), Options{})
	var last Fit
	for n := range 80 {
		var body []*model.Node
		for range n + 1 {
			body = append(body, p(text("\u3000"+line[:35*3])))
		}
		got, err := f.Fit(campus(body...), 2)
		if err != nil {
			t.Fatal(err)
		}
		if last.Pages == got.Pages && last.Lines > 4 && got.Over-last.Over != 1 || n > 0 && got.Over < last.Over {
			t.Errorf("%d lines: %+v after %+v", n+1, got, last)
		}
		last = got
	}
	if last.Over < 20 {
		t.Errorf("80 lines on two pages: %+v", last)
	}
}

// BenchmarkCopyfit is the fit after one key in an article of 20,000 characters.
func BenchmarkCopyfit(b *testing.B) {
	const characters, paragraph = 20_000, 200
	var body []*model.Node
	sentence := "会议指出，2026年以来学校师生“流动”性大。"
	long := []rune(strings.Repeat(sentence, paragraph/20+1))[:paragraph]
	for range characters / paragraph {
		body = append(body, p(text(string(long))))
	}
	f := NewFitter(testFonts(b), Options{})
	if _, err := f.Fit(campus(body...), 10); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		body[len(body)/2] = p(text(string(long) + strings.Repeat("增", n%30)))
		if _, err := f.Fit(campus(body...), 10); err != nil {
			b.Fatal(err)
		}
	}
}
