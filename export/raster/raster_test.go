package raster_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/pdf"
	"galley/export/qr"
	"galley/export/raster"
)

const pt = typeset.Point

var faces = map[fonts.Face]*typeset.Face{}

func face(t testing.TB, f fonts.Face) *typeset.Face {
	t.Helper()
	if faces[f] == nil {
		opened, err := typeset.OpenFace(f.String(), f.Data())
		if err != nil {
			t.Fatal(err)
		}
		faces[f] = opened
	}
	return faces[f]
}

// set breaks a text into lines of frames from a place down.
func set(t testing.TB, text string, f fonts.Face, size, x, y, measure typeset.Length, c page.Color) []page.Frame {
	t.Helper()
	family := &typeset.Family{Faces: []*typeset.Face{face(t, f)}}
	p, err := typeset.Break([]typeset.Span{{Text: text, Family: family, Size: size}}, typeset.Options{Measure: measure})
	if err != nil {
		t.Fatal(err)
	}
	var frames []page.Frame
	for i, l := range p.Lines {
		var f page.Frame
		f.Role, f.Block = page.P, 1
		for _, r := range l.Runs {
			f.Marks = append(f.Marks, page.Glyphs{Run: r, X: x + l.Left + r.X, Y: y + typeset.Length(i)*size*7/4, Color: c})
		}
		frames = append(frames, f)
	}
	return frames
}

func artifact(m ...page.Mark) page.Frame { return page.Frame{Marks: m} }

const passage = "经学院党委研究决定，现将有关事项通知如下：各二级学院要高度重视，把 Galley 2026 版的试用工作列入议事日程；要明确责任人，做到“事事有人管、人人有专责”，确保按期完成。"

// a4 is a page with every kind of mark.
func a4(t testing.TB, pictures ...page.Mark) page.Page {
	t.Helper()
	p := page.Page{Width: typeset.Millimetres(210), Height: typeset.Millimetres(297)}
	add := func(f ...page.Frame) { p.Frames = append(p.Frames, f...) }
	add(artifact(page.Box{X: 70 * pt, Y: 150 * pt, W: 455 * pt, H: 60 * pt, Fill: page.Wash}, page.Box{X: 70 * pt, Y: 150 * pt, W: 5 * pt, H: 60 * pt, Fill: page.Red}))
	add(set(t, "关于做好试用工作的通知", fonts.SongBold, 22*pt, 150*pt, 100*pt, 400*pt, page.Red)...)
	add(set(t, passage, fonts.Kai, 11*pt, 85*pt, 168*pt, 430*pt, page.Soft)...)
	add(set(t, strings.Repeat(passage, 6), fonts.Song, 12*pt, 70*pt, 240*pt, 444*pt, page.Ink)...)
	add(artifact(page.Box{X: 70 * pt, Y: 560 * pt, W: 455 * pt, H: pt / 4, Fill: page.Black}, page.Dot{X: 90 * pt, Y: 580 * pt, R: 4 * pt, Fill: page.Red},
		page.Wave{X: 120 * pt, Y: 580 * pt, W: 200 * pt, Height: 8 * pt, Period: 30 * pt, Thick: 2 * pt, Fill: page.Red}))
	add(artifact(pictures...))
	return p
}

func draws(t testing.TB, p page.Page, scale float64) *image.RGBA {
	t.Helper()
	m, err := raster.New().Page(context.Background(), p, scale)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// poppler has pdftoppm draw the page.
func poppler(t testing.TB, p page.Page, dots int) image.Image {
	t.Helper()
	data, err := pdf.Write(page.Document{Pages: []page.Page{p}, Title: "x", Language: "zh-Hans"}, pdf.Options{Created: time.Unix(0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-r", fmt.Sprint(dots), file, filepath.Join(dir, "x")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm, of Debian's poppler-utils: %v\n%s", err, out)
	}
	f, err := os.Open(filepath.Join(dir, "x.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPageIsAsPopplerDrawsIt compares the means of squares of eight pixels, on which the softness of edges does not show: ink that is
// missing, doubled or a pixel off does.
func TestPageIsAsPopplerDrawsIt(t *testing.T) {
	var photos []page.Mark
	for o := 1; o <= 8; o++ {
		photos = append(photos, page.Picture{X: typeset.Length(20+55*o) * pt, Y: 600 * pt, W: 50 * pt, H: 30 * pt, Data: turned(t, o)})
	}
	code, err := qr.New("https://news.example.edu/xiaowen/2026/00017.html", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	photos = append(photos, cells(code, 70*pt, 660*pt, 70*pt))
	p := a4(t, photos...)
	for _, dots := range []int{96, 150, 300} {
		got, want := draws(t, p, raster.Dots(float64(dots))), poppler(t, p, dots)
		size := got.Rect.Size()
		if d := want.Bounds().Size().Sub(size); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 {
			t.Errorf("%d dpi: %v pixels against %v", dots, size, want.Bounds().Size())
		}
		const side = 8
		var sum, worst float64
		var where image.Point
		n := 0
		for y := 0; y+side <= size.Y; y += side {
			for x := 0; x+side <= size.X; x += side {
				r := image.Rect(x, y, x+side, y+side)
				d := distance(mean(got, r), mean(want, r))
				if sum += d; d > worst {
					worst, where = d, r.Min
				}
				n++
			}
		}
		t.Logf("%d dpi: mean %.2f, worst %.0f of 255 at %v", dots, sum/float64(n), worst, where)
		if sum/float64(n) > 1.2 || worst > 75 {
			t.Errorf("%d dpi: squares differ by %.2f in the mean and by %.0f at worst, at %v", dots, sum/float64(n), worst, where)
		}
	}
}

func mean(m image.Image, r image.Rectangle) (out [3]float64) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			r, g, b, _ := m.At(x, y).RGBA()
			out[0], out[1], out[2] = out[0]+float64(r>>8), out[1]+float64(g>>8), out[2]+float64(b>>8)
		}
	}
	for i := range out {
		out[i] /= float64(r.Dx() * r.Dy())
	}
	return out
}

func distance(a, b [3]float64) float64 {
	return max(math.Abs(a[0]-b[0]), math.Abs(a[1]-b[1]), math.Abs(a[2]-b[2]))
}

func cells(c qr.Code, x, y, side typeset.Length) page.Cells {
	out := page.Cells{X: x, Y: y, Side: side / typeset.Length(c.Size()), Fill: page.Black}
	for _, r := range c.Rects() {
		out.Rects = append(out.Rects, [4]int{r.X, r.Y, r.W, r.H})
	}
	return out
}

// TestCodesAreRead decodes share codes of several lengths from pictures at several scales, whole pixels a cell and others, from three pixels
// a cell on.
func TestCodesAreRead(t *testing.T) {
	for _, address := range []string{"https://a.cn/1", "https://news.example.edu/xiaowen/2026/00017.html", "https://news.example.edu/" + strings.Repeat("%E9%80%9A%E7%9F%A5", 12)} {
		code, err := qr.New(address, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		for _, scale := range []float64{1.5, 2, 2.71, raster.Dots(150), raster.Dots(300)} {
			if 70*scale/float64(code.Size()) < 3 && code.Size() > 29 {
				continue
			}
			m := draws(t, page.Page{Width: 90 * pt, Height: 90 * pt, Frames: []page.Frame{artifact(cells(code, 10*pt, 10*pt, 70*pt))}}, scale)
			bits, err := gozxing.NewBinaryBitmapFromImage(m)
			if err != nil {
				t.Fatal(err)
			}
			got, err := qrcode.NewQRCodeReader().Decode(bits, nil)
			if err != nil || got.GetText() != address {
				t.Errorf("scale %.2f: %q is read as %v, %v", scale, address, got, err)
			}
		}
	}
}

// TestHairlinesNeverVanish draws rules and dots far thinner than a pixel at every place within it.
func TestHairlinesNeverVanish(t *testing.T) {
	for _, scale := range []float64{0.1, 0.25, 1, 2} {
		for shift := range 40 {
			at := 20*pt + typeset.Length(shift)*pt/8
			for name, m := range map[string]page.Mark{
				"rule":   page.Box{X: 10 * pt, Y: at, W: 60 * pt, H: pt / 10, Fill: page.Black},
				"border": page.Box{X: at, Y: 10 * pt, W: pt / 10, H: 60 * pt, Fill: page.Black},
				"dot":    page.Dot{X: at, Y: at, R: pt / 10, Fill: page.Black},
				"wave":   page.Wave{X: 10 * pt, Y: at, W: 60 * pt, Height: 2 * pt, Period: 6 * pt, Thick: pt / 10, Fill: page.Black},
			} {
				dark := uint8(255)
				p := draws(t, page.Page{Width: 80 * pt, Height: 80 * pt, Frames: []page.Frame{artifact(m)}}, scale)
				for i := 0; i < len(p.Pix); i += 4 {
					dark = min(dark, p.Pix[i])
				}
				if dark > 200 {
					t.Errorf("scale %v, shift %d/8 pt: the darkest pixel of a %s is %d", scale, shift, name, dark)
				}
			}
		}
	}
}

// TestWave holds a wave to its own words: it starts and ends on its middle, and goes once up and once down in each period.
func TestWave(t *testing.T) {
	w := page.Wave{X: 10 * pt, Y: 20 * pt, W: 61 * pt, Height: 6 * pt, Period: 10 * pt, Thick: pt / 2, Fill: page.Black}
	const scale = 8.0
	m := draws(t, page.Page{Width: 80 * pt, Height: 40 * pt, Frames: []page.Frame{artifact(w)}}, scale)
	for i := range 61*16 - 1 {
		at := (float64(i) + 0.5) / 16
		sum, weight := 0.0, 0.0
		for y := range m.Rect.Dy() {
			d := 255 - float64(m.RGBAAt(int((10+at)*scale), y).R)
			sum, weight = sum+d*(float64(y)+0.5), weight+d
		}
		got := sum / weight / scale
		want := 20 - 3*math.Sin(2*math.Pi*6*at/61)
		if math.Abs(got-want) > 0.35 {
			t.Fatalf("%.2f pt from the left the wave is at %.2f, not %.2f", at, got, want)
		}
	}
}

// TestNothingOutsideThePage draws marks that stick out on all sides.
func TestNothingOutsideThePage(t *testing.T) {
	p := page.Page{Width: 50 * pt, Height: 50 * pt}
	for _, x := range []typeset.Length{-200, -20, 40, 200} {
		for _, y := range []typeset.Length{-200, -20, 40, 200} {
			p.Frames = append(p.Frames, set(t, "国国", fonts.Song, 20*pt, x*pt, y*pt, 100*pt, page.Ink)...)
			p.Frames = append(p.Frames, artifact(page.Box{X: x * pt, Y: y * pt, W: 30 * pt, H: 30 * pt, Fill: page.Hair}, page.Dot{X: x * pt, Y: y * pt, R: 20 * pt},
				page.Wave{X: x * pt, Y: y * pt, W: 30 * pt, Height: 4 * pt, Period: 5 * pt, Thick: pt},
				page.Cells{X: x * pt, Y: y * pt, Side: 5 * pt, Rects: [][4]int{{0, 0, 3, 3}}}, page.Picture{X: x * pt, Y: y * pt, W: 30 * pt, H: 30 * pt, Data: turned(t, 6)}))
		}
	}
	draws(t, p, 2)
}

func TestHostilePagesAreRefused(t *testing.T) {
	good := turned(t, 1)
	bomb := bytes.Clone(good[:24])
	for name, c := range map[string]struct {
		mark page.Mark
		want string
	}{
		"no picture":        {page.Picture{W: pt, H: pt}, "empty"},
		"another format":    {page.Picture{W: pt, H: pt, Data: []byte("%PDF-1.4")}, "not a PNG"},
		"cut off":           {page.Picture{W: pt, H: pt, Data: good[:len(good)/2]}, "damaged"},
		"a head alone":      {page.Picture{W: pt, H: pt, Data: bomb}, "damaged"},
		"a huge rectangle":  {page.Picture{W: 1 << 40, H: pt, Data: good}, "pixels on a sheet"},
		"many, many pixels": {page.Picture{W: pt, H: pt, Data: vast(t)}, "million"},
	} {
		_, err := raster.New().Page(context.Background(), page.Page{Width: 90 * pt, Height: 90 * pt, Frames: []page.Frame{artifact(c.mark)}}, 1)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	sheet := page.Page{Width: 500 * pt, Height: 700 * pt}
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1), 1000} {
		if _, err := raster.New().Page(context.Background(), sheet, scale); err == nil {
			t.Errorf("a page at scale %v was drawn", scale)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := raster.New().Page(ctx, a4(t), 1); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled page gives %v", err)
	}
}

// TestSmallPhotographs compares a photograph that is drawn much smaller with what the slow filter alone makes of it.
func TestSmallPhotographs(t *testing.T) {
	data := photograph(t, 1200, 800)
	p := page.Page{Width: 60 * pt, Height: 40 * pt, Frames: []page.Frame{artifact(page.Picture{W: 60 * pt, H: 40 * pt, Data: data})}}
	small, large := draws(t, p, 2), draws(t, p, 20)
	for y := range 80 {
		for x := range 120 {
			if d := distance(mean(small, image.Rect(x, y, x+1, y+1)), mean(large, image.Rect(10*x, 10*y, 10*x+10, 10*y+10))); d > 12 {
				t.Fatalf("pixel %d, %d is off by %.0f", x, y, d)
			}
		}
	}
}

// TestEqualPages draws a page twice with one renderer: what it has kept makes no difference.
func TestEqualPages(t *testing.T) {
	p := a4(t, page.Picture{X: 100 * pt, Y: 600 * pt, W: 60 * pt, H: 40 * pt, Data: photograph(t, 300, 200)})
	r := raster.New()
	first, err := r.Page(context.Background(), p, 1.3)
	if err != nil {
		t.Fatal(err)
	}
	second, err := r.Page(context.Background(), p, 1.3)
	if err != nil || !bytes.Equal(first.Pix, second.Pix) {
		t.Errorf("the second picture differs, %v", err)
	}
}

// TestSketch: what is drawn at once is the page but for its photograph, and the page itself once the photograph is kept.
func TestSketch(t *testing.T) {
	p := a4(t, page.Picture{X: 100 * pt, Y: 600 * pt, W: 60 * pt, H: 40 * pt, Data: photograph(t, 300, 200)})
	r := raster.New()
	first, whole, err := r.Sketch(context.Background(), p, 1)
	if err != nil || whole {
		t.Fatalf("whole before its photograph is decoded: %v, %v", whole, err)
	}
	page, err := r.Page(context.Background(), p, 1)
	if err != nil {
		t.Fatal(err)
	}
	for y := range page.Rect.Dy() {
		for x := range page.Rect.Dx() {
			if in := image.Pt(x, y).In(image.Rect(100, 600, 160, 640)); !in && first.RGBAAt(x, y) != page.RGBAAt(x, y) {
				t.Fatalf("the sketch differs at %d, %d, outside the photograph", x, y)
			}
		}
	}
	second, whole, err := r.Sketch(context.Background(), p, 1)
	if err != nil || !whole || !bytes.Equal(second.Pix, page.Pix) {
		t.Errorf("the second sketch is not the page: %v, %v", whole, err)
	}
}

// BenchmarkPage draws a full page of text with a photograph at one and a half times the size of a screen of 96 dots an inch.
func BenchmarkPage(b *testing.B) {
	p := a4(b, page.Picture{X: 100 * pt, Y: 600 * pt, W: 300 * pt, H: 200 * pt, Data: photograph(b, 3000, 2000)})
	for _, c := range []struct {
		name string
		warm bool
	}{{"warm", true}, {"cold", false}} {
		b.Run(c.name, func(b *testing.B) {
			r := raster.New()
			for b.Loop() {
				if !c.warm {
					r = raster.New()
				}
				if _, err := r.Page(context.Background(), p, raster.Dots(96*1.5)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("sketch", func(b *testing.B) { // what is shown first of a page that nobody has seen
		for b.Loop() {
			if _, whole, err := raster.New().Sketch(context.Background(), p, raster.Dots(96*1.5)); err != nil || whole {
				b.Fatal(whole, err)
			}
		}
	})
	text := p
	text.Frames = p.Frames[:len(p.Frames)-1]
	b.Run("first text", func(b *testing.B) {
		for b.Loop() {
			if _, err := raster.New().Page(context.Background(), text, raster.Dots(96*1.5)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func shade(x, y int) color.RGBA {
	return color.RGBA{uint8(128 + 100*math.Sin(float64(x)/40)), uint8(128 + 100*math.Sin(float64(y)/30)), uint8((x + y) / 12 % 256), 255}
}

func filled(m draw.Image) {
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			m.Set(x, y, shade(x, y))
		}
	}
}

// TestManyAtOnce draws with one renderer from several goroutines; the pictures are those that it draws alone.
func TestManyAtOnce(t *testing.T) {
	p := a4(t, page.Picture{X: 100 * pt, Y: 600 * pt, W: 60 * pt, H: 40 * pt, Data: photograph(t, 300, 200)})
	want := draws(t, p, 1)
	r := raster.New()
	results := make(chan error, 4)
	for range cap(results) {
		go func() {
			got, err := r.Page(context.Background(), p, 1)
			if err == nil && !bytes.Equal(got.Pix, want.Pix) {
				err = errors.New("the pictures differ")
			}
			results <- err
		}()
	}
	for range cap(results) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
}
