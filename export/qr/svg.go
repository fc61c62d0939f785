package qr

import (
	"bytes"
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

// SVG draws the code as a picture of side × side, quiet zone included: a white ground and one black path, whose unit is the
// module. A title, when there is one, is what screen readers say and pointers show; characters that XML cannot carry become
// U+FFFD. It is an error when side is not above 0 and at most 10 m, and [ErrUnreadable] when the bytes do not read back.
func (c Code) SVG(side Millimetres, title string) ([]byte, error) { return c.svg(side, title, scan) }

func (c Code) svg(side Millimetres, title string, read reader) ([]byte, error) {
	if !(side >= 0.001 && side <= largestSVG) { // NaN fails every comparison
		return nil, fmt.Errorf("qr: %v mm is not a side for a picture", float64(side))
	}
	data, err := c.drawSVG(side, title)
	if err != nil {
		return nil, err
	}
	if err := c.proveSVG(data, read); err != nil {
		return nil, err
	}
	return data, nil
}

func (c Code) drawSVG(side Millimetres, title string) ([]byte, error) {
	mm := strconv.FormatFloat(math.Round(float64(side)*1000)/1000, 'f', -1, 64)
	units := c.size + 2*QuietZone
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]smm" height="%[1]smm" viewBox="0 0 %[2]d %[2]d"`+
		` shape-rendering="crispEdges" role="img">`, mm, units)
	if title != "" {
		b.WriteString("<title>")
		if err := xml.EscapeText(&b, []byte(title)); err != nil {
			return nil, fmt.Errorf("qr: write the title: %w", err)
		}
		b.WriteString("</title>")
	}
	fmt.Fprintf(&b, `<rect width="%[1]d" height="%[1]d" fill="#fff"/><path fill="#000" d="`, units)
	for _, r := range c.Rects() {
		fmt.Fprintf(&b, "M%d %dh%dv%dh-%dz", r.X+QuietZone, r.Y+QuietZone, r.W, r.H, r.W)
	}
	b.WriteString("\"/></svg>\n")
	return b.Bytes(), nil
}

// drawing is what a reader of the SVG sees.
type drawing struct {
	XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	ViewBox string   `xml:"viewBox,attr"`
	Ground  struct {
		Width  int    `xml:"width,attr"`
		Height int    `xml:"height,attr"`
		Fill   string `xml:"fill,attr"`
	} `xml:"rect"`
	Path struct {
		Fill string `xml:"fill,attr"`
		D    string `xml:"d,attr"`
	} `xml:"path"`
}

// proveSVG parses an SVG file, fills its path at one pixel per unit and proves that.
func (c Code) proveSVG(file []byte, read reader) error {
	var d drawing
	if err := xml.Unmarshal(file, &d); err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	units := c.size + 2*QuietZone
	if view := fmt.Sprintf("0 0 %[1]d %[1]d", units); d.ViewBox != view {
		return fmt.Errorf("qr: %w: the view box is %q, not %q", ErrUnreadable, d.ViewBox, view)
	}
	if d.Ground.Fill != "#fff" || d.Ground.Width != units || d.Ground.Height != units || d.Path.Fill != "#000" {
		return fmt.Errorf("qr: %w: the drawing is not black on white", ErrUnreadable)
	}
	picture, err := fill(d.Path.D, units, units)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	return c.prove(picture, read)
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
