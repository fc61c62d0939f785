package qr

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/makiuchi-d/gozxing"
)

// Millimetres is a length on paper.
type Millimetres float64

const largestSVG Millimetres = 10_000 // a side no poster has

// SVG draws the code in black on white; see [Drawing.SVG].
func (c Code) SVG(side Millimetres, title string) ([]byte, error) {
	return c.plain().svg(side, title, Caption{}, scan)
}

// Caption is what stands under a code in an SVG: outlines, so that every viewer shows the same.
type Caption struct {
	Path   string // of the commands M L Q C Z with absolute numbers, in modules from the lower edge of the quiet zone
	Height float64
	Fill   Colour
}

// SVG draws the code as a picture whose width is side, quiet zone included: the ground and one path, whose unit is the module, a logo and a
// caption below. A title, when there is one, is what screen readers say and pointers show; characters that XML cannot carry become
// U+FFFD. It is an error when side is not above 0 and at most 10 m or the caption is no path below the code, and [ErrUnreadable] when the
// bytes do not read back.
func (d Drawing) SVG(side Millimetres, title string, below Caption) ([]byte, error) {
	return d.svg(side, title, below, scan)
}

func (d Drawing) svg(side Millimetres, title string, below Caption, read reader) ([]byte, error) {
	if !(side >= 0.001 && side <= largestSVG) { // NaN fails every comparison
		return nil, fmt.Errorf("qr: %v mm is not a side for a picture", float64(side))
	}
	if err := below.check(); err != nil {
		return nil, err
	}
	data, err := d.drawSVG(side, title, below)
	if err != nil {
		return nil, err
	}
	if err := d.proveSVG(data, read); err != nil {
		return nil, err
	}
	return data, nil
}

// check makes sure that a caption is a path and stands nowhere above its own upper edge, where the code is.
func (c Caption) check() error {
	if c.Path == "" {
		return nil
	}
	if !(c.Height > 0 && c.Height <= 10_000) {
		return fmt.Errorf("qr: a caption %v modules high", c.Height)
	}
	numbers := 0
	for word := range strings.FieldsFuncSeq(c.Path, func(r rune) bool { return r == ' ' || strings.ContainsRune("MLQCZ", r) }) {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return fmt.Errorf("qr: the caption is no path: %q", word)
		}
		if numbers++; numbers%2 == 0 && !(v >= 0 && v <= c.Height) {
			return fmt.Errorf("qr: the caption leaves its place at %v", v)
		}
	}
	return nil
}

func (d Drawing) drawSVG(side Millimetres, title string, below Caption) ([]byte, error) {
	mm := func(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64) }
	units := d.size + 2*QuietZone
	whole := float64(units)
	if below.Path != "" {
		whole += below.Height
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %d %s"`+
		` shape-rendering="crispEdges" role="img">`, mm(float64(side)), mm(float64(side)*whole/float64(units)), units, mm(whole))
	if title != "" {
		b.WriteString("<title>")
		if err := xml.EscapeText(&b, []byte(title)); err != nil {
			return nil, fmt.Errorf("qr: write the title: %w", err)
		}
		b.WriteString("</title>")
	}
	fmt.Fprintf(&b, `<rect width="%d" height="%s" fill="%v"/><path fill="%v" d="`, units, mm(whole), d.look.Light, d.look.Dark)
	for _, r := range d.Rects() {
		fmt.Fprintf(&b, "M%d %dh%dv%dh-%dz", r.X+QuietZone, r.Y+QuietZone, r.W, r.H, r.W)
	}
	b.WriteString(`"/>`)
	if at, side := d.LogoBox(); side > 0 {
		fmt.Fprintf(&b, `<image x="%[1]v" y="%[1]v" width="%[2]v" height="%[2]v" href="data:image/png;base64,%[3]s"/>`,
			at+QuietZone, side, base64.StdEncoding.EncodeToString(d.look.Logo.PNG()))
	}
	if below.Path != "" {
		fmt.Fprintf(&b, `<path shape-rendering="auto" fill="%v" transform="translate(0 %d)" d="%s"/>`, below.Fill, units, below.Path)
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

// written is what a reader of the SVG sees.
type written struct {
	XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	ViewBox string   `xml:"viewBox,attr"`
	Ground  struct {
		Width  int     `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
		Fill   string  `xml:"fill,attr"`
	} `xml:"rect"`
	Paths []struct {
		Fill      string `xml:"fill,attr"`
		Transform string `xml:"transform,attr"`
		D         string `xml:"d,attr"`
	} `xml:"path"`
	Logos []struct {
		X     float64 `xml:"x,attr"`
		Y     float64 `xml:"y,attr"`
		Width float64 `xml:"width,attr"`
		High  float64 `xml:"height,attr"`
	} `xml:"image"`
}

// proveSVG parses an SVG file, fills its first path at one pixel per unit and proves that. A logo stands where the code can spare it, and a
// caption below the code.
func (d Drawing) proveSVG(file []byte, read reader) error {
	var w written
	if err := xml.Unmarshal(file, &w); err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	units := d.size + 2*QuietZone
	width, high, _ := strings.Cut(strings.TrimPrefix(w.ViewBox, "0 0 "), " ")
	if tall, err := strconv.ParseFloat(high, 64); err != nil || width != strconv.Itoa(units) || tall < float64(units) || tall != w.Ground.Height {
		return fmt.Errorf("qr: %w: the view box is %q, not that of %d units", ErrUnreadable, w.ViewBox, units)
	}
	if len(w.Paths) < 1 || len(w.Paths) > 2 || len(w.Logos) > 1 {
		return fmt.Errorf("qr: %w: %d paths and %d pictures", ErrUnreadable, len(w.Paths), len(w.Logos))
	}
	if w.Ground.Fill != d.look.Light.String() || w.Ground.Width != units || w.Paths[0].Fill != d.look.Dark.String() || w.Paths[0].Transform != "" {
		return fmt.Errorf("qr: %w: the drawing is not %v on %v", ErrUnreadable, d.look.Dark, d.look.Light)
	}
	if len(w.Paths) > 1 && w.Paths[1].Transform != fmt.Sprintf("translate(0 %d)", units) {
		return fmt.Errorf("qr: %w: the caption stands at %q", ErrUnreadable, w.Paths[1].Transform)
	}
	for _, l := range w.Logos {
		if at, side := d.LogoBox(); l.X != at+QuietZone || l.Y != l.X || l.Width != side || l.High != side {
			return fmt.Errorf("qr: %w: the logo stands at %v", ErrUnreadable, l)
		}
	}
	picture, err := fill(w.Paths[0].D, units, units)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	return d.prove(picture, read)
}

// fill paints a path of the commands M, h, v and z with whole numbers (SVG 2, 9.3), by the even-odd rule: every vertical
// edge turns over all pixels on its right.
func fill(path string, width, height int) (*gozxing.BitMatrix, error) {
	picture, err := gozxing.NewBitMatrix(width, height)
	if err != nil {
		return nil, err
	}
	edges := make([]bool, (width+1)*height)
	var x, y, startX, startY int
	vertical := func(to int) error {
		from := min(y, to)
		until := max(y, to)
		if x < 0 || x > width || from < 0 || until > height {
			return fmt.Errorf("the path leaves the picture at %d %d", x, to)
		}
		for ; from < until; from++ {
			i := from*(width+1) + x
			edges[i] = !edges[i]
		}
		y = to
		return nil
	}
	for p := path; p != ""; {
		command := p[0]
		end := 1 + strings.IndexAny(p[1:], "Mhvz")
		if end == 0 {
			end = len(p)
		}
		numbers, err := wholeNumbers(p[1:end])
		if err != nil {
			return nil, err
		}
		p = p[end:]
		switch {
		case command == 'M' && len(numbers) == 2:
			x, y = numbers[0], numbers[1]
			startX, startY = x, y
		case command == 'h' && len(numbers) == 1:
			x += numbers[0]
		case command == 'v' && len(numbers) == 1:
			if err := vertical(y + numbers[0]); err != nil {
				return nil, err
			}
		case command == 'z' && len(numbers) == 0 && (x == startX || y == startY):
			if err := vertical(startY); err != nil {
				return nil, err
			}
			x = startX
		default:
			return nil, fmt.Errorf("path command %c%v is none of this package's", command, numbers)
		}
	}
	for y := range height {
		inside := false
		for x := range width {
			inside = inside != edges[y*(width+1)+x]
			if inside {
				picture.Set(x, y)
			}
		}
	}
	return picture, nil
}

func wholeNumbers(s string) ([]int, error) {
	var numbers []int
	for word := range strings.FieldsSeq(s) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("path number %q is not whole", word)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}
