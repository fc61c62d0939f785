package card

import (
	"flag"
	"image"
	"image/draw"
	"image/png"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/picture"
	"galley/export/qr"
	"galley/export/raster"
)

var cardsDir = flag.String("cards", "", "write a picture of every card to this folder")

func lay(t testing.TB, c Card, p export.Piece) page.Page {
	t.Helper()
	doc, report, err := c.Lay(p, testFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Pages) != 1 || report.Pages != 1 {
		t.Fatalf("%d pages, %d reported", len(doc.Pages), report.Pages)
	}
	return doc.Pages[0]
}

// said is the words on a page in order, without spaces.
func said(p page.Page) string {
	var b strings.Builder
	for _, f := range p.Frames {
		for _, m := range f.Marks {
			if g, ok := m.(page.Glyphs); ok {
				for _, one := range g.Run.Glyphs {
					b.WriteString(one.Text)
				}
			}
		}
	}
	return strings.ReplaceAll(b.String(), " ", "")
}

// laws hold for every card: its size, all its words, nothing outside, its code read from the picture.
func laws(t testing.TB, name string, p export.Piece, pg page.Page, code qr.Drawing) *image.RGBA {
	t.Helper()
	if pg.Width != px(Width) || pg.Height < px(LeastHeight)-typeset.Point {
		t.Errorf("%s is %v × %v", name, pg.Width.Points(), pg.Height.Points())
	}
	words := said(pg)
	for _, part := range []model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract} {
		if want := strings.ReplaceAll(p.Doc.Part(part).PlainText(), " ", ""); !strings.Contains(words, want) {
			t.Errorf("%s lacks %q; it says %q", name, want, words)
		}
	}
	for _, want := range []string{p.Site, p.Column, p.Source} {
		if !strings.Contains(words, strings.ReplaceAll(want, " ", "")) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	var at image.Rectangle
	for _, f := range pg.Frames {
		for _, m := range f.Marks {
			switch m := m.(type) {
			case page.Glyphs:
				if m.X < px(margin/2) || m.X+m.Run.Width > px(Width-margin/2) || m.Y < m.Run.Size || m.Y > pg.Height-px(30) {
					t.Errorf("%s: words at %v, %v are not on it", name, m.X.Points(), m.Y.Points())
				}
			case page.Cells:
				dot := int(m.Side.Points())
				at = image.Rect(0, 0, dot*code.Size(), dot*code.Size()).Add(image.Pt(int(m.X.Points()), int(m.Y.Points())))
			}
		}
	}
	m, err := raster.New().Page(t.Context(), pg, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := code.Seen(m, at); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return m
}

func TestCards(t *testing.T) {
	all := pieces(t)
	for _, d := range Designs() {
		var row []*image.RGBA
		for _, name := range slices.Sorted(maps.Keys(all)) {
			p := all[name]
			code, drawing := codeOf(t, p)
			row = append(row, laws(t, string(d)+" "+name, p, lay(t, Card{Design: d, Code: code}, p), drawing))
		}
		if *cardsDir != "" {
			write(t, filepath.Join(*cardsDir, string(d)+".png"), row)
		}
	}
}

// write puts pictures beside each other into a file.
func write(t *testing.T, file string, row []*image.RGBA) {
	t.Helper()
	size := image.Pt(0, 0)
	for _, m := range row {
		size = image.Pt(size.X+Width+40, max(size.Y, m.Rect.Dy()))
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	x := 0
	for _, m := range row {
		draw.Draw(out, m.Rect.Add(image.Pt(x, 0)), m, image.Point{}, draw.Src)
		x += Width + 40
	}
	f, err := os.Create(file)
	if err == nil {
		err = png.Encode(f, out)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRandomCards makes cards of random words and pictures of random sizes.
func TestRandomCards(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 24))
	runes := []rune("关于举办第十二届技能文化节通知：，。“”《》一二三 Press Release Kolmogorov-Smirnov 2026 𠮷臺灣")
	words := func(most int) string {
		r := make([]rune, random.IntN(most))
		for i := range r {
			r[i] = runes[random.IntN(len(runes))]
		}
		return strings.TrimSpace(string(r))
	}
	for i := range 12 {
		p := piece(catalogue.Langs()[random.IntN(3)], words(20), words(70)+"题", words(20), words(300))
		if i%2 == 0 {
			p = withPicture(p, photograph(t, 50+random.IntN(1500), 50+random.IntN(1500)))
		}
		code, drawing := codeOf(t, p)
		d := Designs()[random.IntN(len(Designs()))]
		laws(t, string(d)+" "+p.Doc.Part(model.Headline).PlainText(), p, lay(t, Card{Design: d, Code: code}, p), drawing)
	}
}

func TestPictureOfChoice(t *testing.T) {
	p := withPicture(piece(catalogue.ZhHans, "", "题", "", "要"), photograph(t, 800, 500))
	for _, d := range Designs() {
		for number, want := range map[int]bool{0: true, 1: true, 2: false, -1: false} {
			has := slices.ContainsFunc(lay(t, Card{Design: d, Picture: number}, p).Frames, func(f page.Frame) bool { return f.Role == page.FigureRole && f.Alt == "远山" })
			if has != want {
				t.Errorf("%s with picture %d: shown %v", d, number, has)
			}
		}
	}
	p.Pictures = nil
	if _, _, err := (Card{Design: Paper}).Lay(p, testFonts(t)); err == nil {
		t.Error("a picture that is not there is shown")
	}
	if _, _, err := (Card{Design: "none"}).Lay(p, testFonts(t)); err == nil {
		t.Error("there is a design «none»")
	}
}

// TestContrast holds the words of every design to 4.5 : 1 on their ground (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	light := func(c page.Color) float64 { return 1 - qr.Contrast(qr.Colour(c), qr.White) } // its reflectance
	ratio := func(a, b page.Color) float64 {
		x, y := light(a), light(b)
		return (max(x, y) + 0.05) / (min(x, y) + 0.05)
	}
	for _, l := range looks {
		ground := l.ground
		if l.sheeted {
			ground = l.sheet
			if r := ratio(l.masthead, l.ground); r < 4.5 {
				t.Errorf("%s: the masthead has %.1f", l.name, r)
			}
		} else if r := ratio(l.accent, l.ground); r < 4.5 {
			t.Errorf("%s: the site's name has %.1f", l.name, r)
		}
		for _, c := range []page.Color{l.ink, l.soft} {
			if r := ratio(c, ground); r < 4.5 {
				t.Errorf("%s: %06x on %06x has %.1f", l.name, c, ground, r)
			}
		}
	}
}

// TestCredit says on a card with a picture who made it, and on one without nothing.
func TestCredit(t *testing.T) {
	p := withPicture(piece(catalogue.ZhHans, "", "题", "", "要"), photograph(t, 800, 500))
	for _, d := range Designs() {
		for number, want := range map[int]bool{1: true, -1: false} {
			if got := strings.Contains(said(lay(t, Card{Design: d, Picture: number}, p)), "摄影：王五"); got != want {
				t.Errorf("%s with picture %d: the credit is there: %v", d, number, got)
			}
		}
	}
}

// BenchmarkCard is a share card with a photograph of two million pixels, from the article's words to a PNG whose code was read. Nothing is kept from
// the card before.
func BenchmarkCard(b *testing.B) { benchmarkCard(b, 1800, 1200) }

// BenchmarkCardOfTelephone is the same with the twelve million pixels of a telephone.
func BenchmarkCardOfTelephone(b *testing.B) { benchmarkCard(b, 4000, 3000) }

// BenchmarkCardOfShelf is the same from a newsroom, which made the picture smaller when it was taken in.
func BenchmarkCardOfShelf(b *testing.B) {
	p := withPicture(cardPiece(), photograph(b, 4000, 3000))
	pictures := p.Pictures
	hash := ""
	p.Doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			hash = n.Attrs().Picture
		}
		return true
	})
	data, err := pictures(hash)
	if err != nil {
		b.Fatal(err)
	}
	small, err := picture.Reduced(data, nil, 1600)
	if err != nil {
		b.Fatal(err)
	}
	p.Screen = func(string) ([]byte, error) { return small, nil }
	makeCards(b, p)
}

func cardPiece() export.Piece {
	return piece(catalogue.ZhHans, "技能成就梦想", "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展", "", abstract)
}

func benchmarkCard(b *testing.B, wide, high int) {
	makeCards(b, withPicture(cardPiece(), photograph(b, wide, high)))
}

func makeCards(b *testing.B, p export.Piece) {
	code, drawing := codeOf(b, p)
	for b.Loop() {
		m := laws(b, "card", p, lay(b, Card{Design: Photo, Code: code}, p), drawing)
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(io.Discard, m); err != nil {
			b.Fatal(err)
		}
	}
}
