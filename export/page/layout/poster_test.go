package layout

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/raster"
)

// scene is a photograph of so many pixels, of hills at dusk.
func scene(t testing.TB, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(120 * y / h)
			c := color.RGBA{R: 235 - v, G: 190 - v, B: 150 + v/2, A: 255}
			if y > h*6/10+(x*x/(3*w))%(h/5+1)/2 {
				c = color.RGBA{R: 60, G: 84 + v/4, B: 70, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 70}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// posted is a piece for a poster with a picture of that shape; none where it is empty.
func posted(t testing.TB, w, h int) export.Piece {
	piece := campus(p(text("正文。")))
	if w > 0 {
		data := scene(t, w, h)
		piece = campus(p(text("正文。")), figure(strings.Repeat("ab", 32), "开幕式现场", "李婉婷", 800))
		piece.Pictures = func(string) ([]byte, error) { return data, nil }
	}
	piece.Doc = withPart(piece.Doc, model.Abstract)
	parts := append([]*model.Node(nil), piece.Doc.Children()...)
	parts[3] = node(model.Abstract, text("本届文化节历时30天，共有12个学院参加，展出学生作品460件，其中智能制造类作品占四成；开幕式上，学校与六家企业签订了共建实训基地的协议。"))
	piece.Doc = piece.Doc.With(parts...)
	return piece
}

func TestPosters(t *testing.T) {
	code := codeFor(t, permalink)
	short, english, long := posted(t, 0, 0), posted(t, 1500, 1000), posted(t, 1000, 1400)
	short.Doc = doc("", "春季运动会今日开幕", "", "欢迎全校师生到风雨操场观赛。")
	english.Language = catalogue.En
	english.Doc = english.Doc.With(node(model.Kicker, text("Campus")), node(model.Headline, text("A festival of skills opens in twelve colleges")), node(model.Subtitle),
		node(model.Abstract, text(strings.Repeat("The university opened its festival of skills on Monday morning; “it is our largest yet,” said the president. ", 2))), english.Doc.Children()[4])
	long.Doc = long.Doc.With(node(model.Kicker), node(model.Headline, text(strings.Repeat("关于进一步做好冬季校园安全工作的", 4)+"通知")), node(model.Subtitle), node(model.Abstract, text(strings.Repeat("会议指出，学校师生流动性大，防控任务艰巨。", 12))), long.Doc.Children()[4])
	bare := posted(t, 0, 0)
	bare.Column, bare.Site, bare.Source = "", "", ""
	hant := posted(t, 1600, 900)
	hant.Language = catalogue.ZhHant
	for _, c := range []struct {
		name  string
		piece export.Piece
		o     Poster
		notes int
	}{
		{"poster", posted(t, 1600, 900), Poster{Code: code}, 0},
		{"poster-a3", posted(t, 1600, 900), Poster{Code: code, A3: true}, 0},
		{"poster-words", posted(t, 1600, 900), Poster{Code: code, Picture: -1}, 0},
		{"poster-upright", posted(t, 900, 1300), Poster{Code: code}, 0},
		{"poster-coarse", posted(t, 320, 180), Poster{Code: code}, 1},
		{"poster-short", short, Poster{Code: code}, 0},
		{"poster-long", long, Poster{Code: code}, 0},
		{"poster-english", english, Poster{Code: code}, 0},
		{"poster-traditional", hant, Poster{Code: code}, 0},
		{"poster-bare", bare, Poster{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, r, err := c.o.Lay(c.piece, testFonts(t))
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Pages) != 1 || r.Pages != 1 || len(r.Notes) != c.notes {
				t.Errorf("%d pages, report %+v", len(d.Pages), r)
			}
			checkPoster(t, c.piece, d)
			golden(t, c.name, page.Dump(d))
			keep(t, c.name, d)
		})
	}
}

// checkPoster holds a poster to its laws: nothing outside the margins, nothing over another thing, the words whole.
func checkPoster(t *testing.T, piece export.Piece, d page.Document) {
	t.Helper()
	sheet := d.Pages[0]
	edge := sheet.Width * 70 / 1000
	var above typeset.Length
	for _, f := range sheet.Frames {
		for _, m := range f.Marks {
			x0, y0, x1, y1 := extent(m)
			if x0 < edge || y0 < edge/2 || x1 > sheet.Width-edge || y1 > sheet.Height-edge {
				t.Errorf("%v: %T from %v,%v to %v,%v", f.Role, m, x0.Points(), y0.Points(), x1.Points(), y1.Points())
			}
			if g, ok := m.(page.Glyphs); ok && (f.Role == page.Title || f.Role == page.Caption) {
				if g.Y < above {
					t.Errorf("%v stands over what is before it", f.Role)
				}
				above = g.Y
			}
		}
	}
	text := strings.ReplaceAll(said(d), " ", "")
	for _, k := range []model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract} {
		want := strings.ReplaceAll(strings.ReplaceAll(piece.Doc.Part(k).PlainText(), "\n", ""), " ", "")
		if !strings.Contains(text, want) {
			t.Errorf("%v %q is not on the poster", k, want)
		}
	}
}

// What does not fit in sizes that can be read is refused, and never cut.
func TestPosterRefusesWhatDoesNotFit(t *testing.T) {
	piece := posted(t, 0, 0)
	piece.Doc = doc("", "通知", "", strings.Repeat("会议指出，学校师生流动性大，防控任务艰巨。", 200))
	if _, _, err := (Poster{}).Lay(piece, testFonts(t)); !errors.Is(err, ErrPosterFull) {
		t.Errorf("a long abstract: %v", err)
	}
	piece.Doc = doc("", strings.Repeat("关于进一步做好工作的", 60), "", "")
	if _, _, err := (Poster{}).Lay(piece, testFonts(t)); !errors.Is(err, ErrPosterFull) {
		t.Errorf("a long headline: %v", err)
	}
	piece = posted(t, 300, 200)
	piece.Pictures = func(string) ([]byte, error) { return []byte("no picture"), nil }
	if _, _, err := (Poster{}).Lay(piece, testFonts(t)); err == nil || errors.Is(err, ErrPosterFull) {
		t.Errorf("a damaged picture: %v", err)
	}
}

// Posters of any text that goes on them keep the laws; the more is said, the smaller it is set.
func TestPosterLaws(t *testing.T) {
	fitted := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 6))
		piece := posted(t, 0, 0)
		if r.IntN(2) == 0 {
			piece = posted(t, 40+r.IntN(300), 40+r.IntN(300))
		}
		words := func(most int) *model.Node {
			return text(strings.Repeat([...]string{"创新作品展", "festival of skills ", "2026年“匠心”"}[r.IntN(3)], 1+r.IntN(most)))
		}
		parts := append([]*model.Node(nil), piece.Doc.Children()...)
		parts[0], parts[1], parts[2] = node(model.Kicker, words(3)), node(model.Headline, words(15), model.NewFootnote("注")), node(model.Subtitle, words(6))
		parts[3] = node(model.Abstract, words(40))
		piece.Doc = piece.Doc.With(parts...)
		d, _, err := Poster{Code: shareCode, A3: seed%2 == 0}.Lay(piece, testFonts(t))
		if errors.Is(err, ErrPosterFull) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		fitted++
		if checkPoster(t, piece, d); t.Failed() {
			t.Fatalf("to repeat: seed %d", seed)
		}
	}
	if fitted < 30 {
		t.Errorf("only %d of 60 go on a poster", fitted)
	}
}

// The codes of sheets and posters are as large as they are to be, and are read from the picture of the page.
func TestCodesAreReadFromThePage(t *testing.T) {
	check := func(name string, d page.Document, want string, millimetres, dots float64) {
		t.Helper()
		var side typeset.Length
		for _, f := range d.Pages[0].Frames {
			for _, m := range f.Marks {
				if c, ok := m.(page.Cells); ok {
					_, _, x1, _ := extent(c)
					side = x1 - c.X
				}
			}
		}
		if side < typeset.Millimetres(millimetres) {
			t.Errorf("%s: the code is %v pt wide", name, side.Points())
		}
		picture, err := raster.New().Page(t.Context(), d.Pages[0], raster.Dots(dots))
		if err != nil {
			t.Fatal(err)
		}
		bits, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		if err != nil || got.GetText() != want {
			t.Errorf("%s: the code is read as %v, %v, want %q", name, got, err, want)
		}
	}
	for i, r := range []export.SignOff{story(), reviewing(), withdrawn()} {
		want, err := r.CodeText()
		if err != nil {
			t.Fatal(err)
		}
		d, _, err := SignOff{Code: codeOf(t, r)}.Lay(r, testFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		check(fmt.Sprintf("sheet %d", i), d, want, 24, 150)
	}
	for _, a3 := range []bool{false, true} {
		millimetres := 60.0
		if a3 {
			millimetres = 100
		}
		d, _, err := Poster{Code: codeFor(t, permalink), A3: a3}.Lay(posted(t, 800, 500), testFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		check(fmt.Sprintf("poster, A3 %v", a3), d, permalink, millimetres, 72)
	}
}
