package ink

import (
	"image"
	"image/color"
	"testing"

	"galley/assets/fonts"
	"galley/editor/typeset"
)

var black = color.NRGBA{A: 255}

// line sets a text in one line at 20 points.
func line(t testing.TB, text string) *typeset.Line {
	t.Helper()
	face, err := typeset.OpenFace("song", fonts.Song.Data())
	if err != nil {
		t.Fatal(err)
	}
	p, err := typeset.Break([]typeset.Span{{Text: text, Family: &typeset.Family{Faces: []*typeset.Face{face}}, Size: 20 * typeset.Point}},
		typeset.Options{Measure: 400 * typeset.Point, Align: typeset.Start})
	if err != nil || len(p.Lines) != 1 {
		t.Fatalf("%d lines, %v", len(p.Lines), err)
	}
	return &p.Lines[0]
}

// inked counts the pixels with ink in a part of a picture.
func inked(m *image.RGBA, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if m.RGBAAt(x, y).A > 128 {
				n++
			}
		}
	}
	return n
}

func drawn(l *typeset.Line, look Look, scale float64) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, int(200*scale), int(40*scale)))
	Line(m, l, func(int) Look { return look }, 10*scale, 28*scale, scale)
	return m
}

func TestLine(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		at := func(x0, y0, x1, y1 int) image.Rectangle {
			return image.Rect(int(float64(x0)*scale), int(float64(y0)*scale), int(float64(x1)*scale), int(float64(y1)*scale))
		}
		plain := drawn(line(t, "国，国"), Look{Color: black}, scale)
		for name, c := range map[string]struct {
			r    image.Rectangle
			some bool
		}{
			"before the text": {at(0, 0, 10, 40), false}, "the first character": {at(11, 12, 29, 29), true}, "behind the comma's ink": {at(40, 0, 50, 40), false},
			"the last character": {at(51, 12, 69, 29), true}, "behind the text": {at(71, 0, 200, 40), false}, "below the text": {at(0, 34, 200, 40), false},
		} {
			if got := inked(plain, c.r) > 0; got != c.some {
				t.Errorf("scale %v: ink in %s is %v", scale, name, got)
			}
		}
		dots := drawn(line(t, "国，国"), Look{Color: black, Emphasis: true}, scale)
		if inked(dots, at(17, 32, 23, 38)) == 0 || inked(dots, at(30, 34, 48, 40)) > 0 || inked(dots, at(57, 32, 63, 38)) == 0 {
			t.Errorf("scale %v: dots are not below the characters alone", scale)
		}
		under := drawn(line(t, "国，国"), Look{Color: black, Underline: true}, scale)
		if n := inked(under, at(10, 30, 70, 34)); float64(n) < 55*scale {
			t.Errorf("scale %v: the line below is %d pixels", scale, n)
		}
		strike := drawn(line(t, "，，"), Look{Color: black, Strike: true}, scale)
		if n := inked(strike, at(10, 18, 50, 24)); float64(n) < 20*scale {
			t.Errorf("scale %v: the line through is %d pixels", scale, n)
		}
	}
}

// TestEqualLinesAreEqualPictures draws a line twice, with masks that are there already the second time.
func TestEqualLinesAreEqualPictures(t *testing.T) {
	l := line(t, "会议由 Galley 主持——“好”。")
	a, b := drawn(l, Look{Color: black}, 1.5), drawn(l, Look{Color: black}, 1.5)
	if string(a.Pix) != string(b.Pix) {
		t.Error("the pictures differ")
	}
}

func TestWave(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 60, 5))
	Wave(m, color.NRGBA{R: 255, A: 255}, 1)
	for x := range 60 {
		n := 0
		for y := range 5 {
			if m.RGBAAt(x, y).A > 60 {
				n++
			}
		}
		if n == 0 || n == 5 {
			t.Fatalf("column %d has %d pixels", x, n)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	l := line(b, "经研究决定召开培训会")
	m := image.NewRGBA(image.Rect(0, 0, 400, 40))
	for b.Loop() {
		Line(m, l, func(int) Look { return Look{Color: black} }, 10, 28, 1)
	}
}
