package label

import (
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/editor/glyph"
	"galley/editor/typeset"
	"galley/export/page"
)

var houseFonts = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

func testFonts(t testing.TB) page.Fonts {
	t.Helper()
	f, err := houseFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// code is a pattern of a size; what it says matters to nothing here.
func code(size int) Code {
	return Code{Size: size, Rects: [][4]int{{0, 0, 7, 7}, {size - 7, 0, 7, 7}, {0, size - 7, 7, 7}}, Dark: page.Black, Light: page.White, Address: "https://news.example.edu/1.html"}
}

// said is the words of frames, in order.
func said(frames []page.Frame) string {
	var b strings.Builder
	for _, f := range frames {
		for _, m := range f.Marks {
			if g, ok := m.(page.Glyphs); ok {
				for _, one := range g.Run.Glyphs {
					b.WriteString(one.Text)
				}
			}
		}
	}
	return b.String()
}

// inside reports whether all marks of a frame stand within a rectangle in millimetres.
func inside(f page.Frame, x, y, w, h float64) bool {
	const slack = 0.01
	mm := func(l typeset.Length) float64 { return l.Points() * 25.4 / 72 }
	for _, m := range f.Marks {
		var l, t, r, b typeset.Length
		switch m := m.(type) {
		case page.Glyphs:
			l, t, r, b = m.X, m.Y-m.Run.Size*85/100, m.X+m.Run.Width, m.Y+m.Run.Size*15/100
		case page.Box:
			l, t, r, b = m.X, m.Y, m.X+m.W, m.Y+m.H
		case page.Picture:
			l, t, r, b = m.X, m.Y, m.X+m.W, m.Y+m.H
		case page.Cells:
			l, t = m.X, m.Y
			r, b = l, t
		}
		if mm(l) < x-slack || mm(t) < y-slack || mm(r) > x+w+slack || mm(b) > y+h+slack {
			return false
		}
	}
	return true
}

// TestMakersMeasures holds the sheets to the left and top edges of their makers' templates. Sources: for L7160, L7163 and L7165 the templates of
// Avery as gLabels has them (21.2 and 43.9 pt; 13.2 and 37.0 pt), for L7651 the table of Label Planet's LP65/38; 3474 takes the whole width of the paper.
func TestMakersMeasures(t *testing.T) {
	for name, want := range map[string][4]float64{ // first label, and the one across and below it
		"3x8": {0, 0.5, 70, 37.5}, "3x7": {7.2, 15.15, 73.24, 53.25}, "2x7": {4.65, 15.15, 106.25, 53.25}, "2x4": {4.65, 13.1, 106.25, 80.8}, "5x13": {4.75, 10.7, 45.35, 31.9},
	} {
		s, err := FindSheet(name)
		if err != nil {
			t.Fatal(err)
		}
		x, y := s.Place(0)
		x2, y2 := s.Place(s.Columns + 1)
		for i, got := range []float64{x, y, x2, y2} {
			if math.Abs(got-want[i]) > 0.25 {
				t.Errorf("%s: measure %d is %.2f mm, not %.2f", name, i, got, want[i])
			}
		}
	}
	if _, err := FindSheet("9x9"); err == nil {
		t.Error("there is a sheet 9x9")
	}
	if s, err := FindSheet("3 × 8"); err != nil || s.Len() != 24 {
		t.Errorf("3 × 8: %v, %v", s, err)
	}
}

// TestSheets puts random headlines on every sheet: each label keeps to its place, tells its number, and has its code where it can be read.
func TestSheets(t *testing.T) {
	f := testFonts(t)
	random := rand.New(rand.NewPCG(6, 3))
	words := []rune("关于举办第十二届技能文化节暨学生创新作品展的通知：，。“”《》一二三 Press Release 2026 Kolmogorov-Smirnov 𠮷")
	for _, s := range Sheets() {
		for _, skip := range []int{0, 3, s.Len() - 1} {
			var labels []Label
			for range s.Len() + 2 {
				head := make([]rune, random.IntN(90))
				for i := range head {
					head[i] = words[random.IntN(len(words))]
				}
				labels = append(labels, Label{Code: code(21 + 4*random.IntN(9)), Caption: "扫一扫，分享本页", Headline: string(head), Number: "2026-00017"})
			}
			doc, report, err := s.Lay(labels, skip, catalogue.ZhHans, f)
			if err != nil {
				t.Fatal(err)
			}
			if want := (skip + len(labels) + s.Len() - 1) / s.Len(); len(doc.Pages) != want || report.Pages != want {
				t.Fatalf("%s: %d labels after %d are on %d sheets, %d reported, want %d", s.Name, len(labels), skip, len(doc.Pages), report.Pages, want)
			}
			n := 0
			for i, p := range doc.Pages {
				at := -1
				var frames []page.Frame
				first := 0
				if i == 0 {
					first = skip
				}
				finish := func() {
					if len(frames) == 0 {
						return
					}
					text := said(frames)
					if !strings.Contains(text, "2026-00017") {
						t.Errorf("%s, label %d says %q without its number", s.Name, n-1, text)
					}
					frames = nil
				}
				for _, fr := range p.Frames {
					if fr.Role == page.Code {
						finish()
						at++
						n++
					}
					frames = append(frames, fr)
					x, y := s.Place(first + at)
					if !inside(fr, x, y, s.Width, s.Height) {
						t.Fatalf("%s: label %d, %q, leaves its place: %+v", s.Name, n-1, labels[n-1].Headline, fr)
					}
				}
				finish()
			}
			if n != len(labels) {
				t.Errorf("%s: %d codes for %d labels", s.Name, n, len(labels))
			}
		}
		for _, skip := range []int{-1, s.Len()} {
			if _, _, err := s.Lay([]Label{{Code: code(21)}}, skip, catalogue.ZhHans, f); err == nil {
				t.Errorf("%s: %d places are skipped", s.Name, skip)
			}
		}
		if _, _, err := s.Lay([]Label{{}}, 0, catalogue.ZhHans, f); err == nil {
			t.Error("a label without a code is laid")
		}
	}
}

func TestHeadlineIsCutAtTheEnd(t *testing.T) {
	f := testFonts(t)
	s, err := FindSheet("5x13")
	if err != nil {
		t.Fatal(err)
	}
	for head, cut := range map[string]bool{"校庆公告": false, strings.Repeat("关于举办技能文化节的通知", 9): true} {
		doc, _, err := s.Lay([]Label{{Code: code(33), Headline: head, Number: "1"}}, 0, catalogue.ZhHans, f)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(said(doc.Pages[0].Frames), "1")
		if got := strings.HasSuffix(text, "…"); got != cut || !strings.HasPrefix(head, strings.TrimSuffix(text, "…")) {
			t.Errorf("%q is set as %q", head, text)
		}
	}
}

func TestLabel(t *testing.T) {
	f := testFonts(t)
	l := Label{Code: code(33), Caption: "扫一扫，分享本页", Address: "https://news.example.edu/xwsd/2026/00017.html"}
	for _, c := range []struct {
		name             string
		caption, address bool
	}{{"code alone", false, false}, {"caption", true, false}, {"address", false, true}, {"both", true, true}} {
		t.Run(c.name, func(t *testing.T) {
			l := l
			if !c.caption {
				l.Caption = ""
			}
			if !c.address {
				l.Address = ""
			}
			doc, report, err := l.Lay(typeset.Millimetres(24), catalogue.ZhHans, f)
			if err != nil || len(doc.Pages) != 1 || len(report.Notes) > 0 {
				t.Fatalf("%d pages, %v, %v", len(doc.Pages), report.Notes, err)
			}
			p := doc.Pages[0]
			if got := said(p.Frames); got != l.Caption+l.Address {
				t.Errorf("it says %q", got)
			}
			if taller := p.Height > p.Width; taller != (c.caption || c.address) {
				t.Errorf("the page is %v × %v", p.Width, p.Height)
			}
			for _, fr := range p.Frames {
				if !inside(fr, 0, 0, p.Width.Points()*25.4/72, p.Height.Points()*25.4/72) {
					t.Errorf("a frame leaves the page: %+v", fr)
				}
			}
			module := p.Width / (33 + 2*Quiet)
			path, height, err := Outline(p, p.Width, module, glyph.NewCache(0))
			if err != nil || (path == "") == (c.caption || c.address) || !utf8.ValidString(path) {
				t.Errorf("outline of %d bytes, %v high, %v", len(path), height, err)
			}
		})
	}
	if _, _, err := (Label{}).Lay(typeset.Millimetres(24), catalogue.ZhHans, f); err == nil {
		t.Error("a label without a code is laid")
	}
	if _, _, err := l.Lay(3, catalogue.ZhHans, f); err == nil {
		t.Error("modules of less than the smallest length are laid")
	}
}
