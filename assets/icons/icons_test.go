package icons

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

var update = flag.Bool("update", false, "make the outlines and galley.png again")

// constants returns the icons that icons.go declares.
func constants(t *testing.T) []Icon {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "icons.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []Icon
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok {
			if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "Icon" {
				name, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, Icon(name))
			}
		}
		return true
	})
	return out
}

// draw draws an SVG as Fyne does.
func draw(t *testing.T, svg []byte, size int) *image.NRGBA {
	t.Helper()
	icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(svg), "#000000")
	if err != nil {
		t.Fatal(err)
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	scanner := rasterx.NewScannerGV(size, size, img, img.Bounds())
	icon.Draw(rasterx.NewDasher(size, size, scanner), 1)
	out := image.NewNRGBA(img.Bounds())
	for i := range size * size {
		out.Set(i%size, i/size, img.At(i%size, i/size))
	}
	return out
}

func TestEveryIconHasItsFileAndEveryFileItsIcon(t *testing.T) {
	icons := constants(t)
	if len(icons) != 23 {
		t.Errorf("%d icons are declared, want 23", len(icons))
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".svg")
		if name != "galley" && !slices.Contains(icons, Icon(name)) {
			t.Errorf("%s belongs to no icon", e.Name())
		}
	}
	for _, i := range icons {
		if string(i.Data()) == blank {
			t.Errorf("%s has no file", i)
		}
	}
	if string(Icon("none").Data()) != blank {
		t.Error("an icon that there is not draws something")
	}
}

// An icon keeps its margin, is neither empty nor a blot, and takes its colour.
func TestIconsAreDrawn(t *testing.T) {
	const size, margin = 96, 96 * 2 / 24
	red := color.NRGBA{R: 0xb4, G: 0x23, B: 0x2a, A: 0xff}
	seen := map[string]Icon{}
	for _, i := range constants(t) {
		img := draw(t, i.In(red), size)
		ink := 0
		for p := range size * size {
			x, y := p%size, p/size
			c := img.NRGBAAt(x, y)
			if c.A == 0 {
				continue
			}
			ink++
			if x < margin || y < margin || x >= size-margin || y >= size-margin {
				t.Errorf("%s draws at %d, %d, outside its field", i, x, y)
				break
			}
			if c.A == 0xff && max(diff(c.R, red.R), diff(c.G, red.G), diff(c.B, red.B)) > 2 {
				t.Errorf("%s draws in %v, not in %v", i, c, red)
				break
			}
		}
		if share := float64(ink) / (size * size); share < 0.02 || share > 0.4 {
			t.Errorf("%s covers %.3f of its field", i, share)
		}
		if other, ok := seen[string(img.Pix)]; ok {
			t.Errorf("%s and %s are the same picture", i, other)
		}
		seen[string(img.Pix)] = i
	}
}

func TestColourMayBeTranslucent(t *testing.T) {
	img := draw(t, New.In(color.NRGBA{A: 0x80}), 24)
	if a := img.NRGBAAt(12, 8).A; a < 0x70 || a > 0x90 {
		t.Errorf("half ink covers with %#x", a)
	}
}

func TestMarkIsDrawnFromItsSVG(t *testing.T) {
	svg, err := files.ReadFile("galley.svg")
	if err != nil {
		t.Fatal(err)
	}
	img := draw(t, svg, 512)
	if *update {
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("galley.png", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := png.Decode(bytes.NewReader(App()))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != img.Bounds() {
		t.Fatalf("galley.png is %v", got.Bounds())
	}
	far := 0
	for p := range 512 * 512 {
		want := img.NRGBAAt(p%512, p/512)
		have := color.NRGBAModel.Convert(got.At(p%512, p/512)).(color.NRGBA)
		if max(diff(want.R, have.R), diff(want.G, have.G), diff(want.B, have.B), diff(want.A, have.A)) > 8 && want.A+have.A > 8 {
			far++
		}
	}
	if far > 50 { // machines round edges differently
		t.Errorf("%d pixels of galley.png are not those of galley.svg; go test -run Mark -update draws it again", far)
	}
}

func diff(a, b uint8) int {
	if a > b {
		return int(a - b)
	}
	return int(b - a)
}
