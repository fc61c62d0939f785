package notice_test

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// char is a character as mutool finds it in a file, in points from the upper left corner of its page.
type char struct {
	C    string  `xml:"c,attr"`
	X    float64 `xml:"x,attr"`
	Y    float64 `xml:"y,attr"` // baseline
	page int
	size float64
}

// readBack writes a case as PDF and returns its characters, as mutool of Debian's mupdf-tools reads them, and its file.
func readBack(t *testing.T, name string) ([]char, string) {
	t.Helper()
	for _, c := range cases(t) {
		if c.name != name {
			continue
		}
		d, _ := lay(t, c.piece, c.o)
		file := filepath.Join(t.TempDir(), "x.pdf")
		must(t, os.WriteFile(file, write(t, d), 0o644))
		out, err := exec.Command("mutool", "draw", "-F", "stext", file).Output()
		if err != nil {
			t.Fatalf("mutool, of Debian's mupdf-tools: %v", err)
		}
		var chars []char
		n, size := -1, 0.0
		for dec := xml.NewDecoder(bytes.NewReader(out)); ; {
			tok, err := dec.Token()
			if err != nil {
				break
			}
			start, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			switch start.Name.Local {
			case "page":
				n++
			case "font":
				for _, a := range start.Attr {
					if a.Name.Local == "size" {
						size, err = strconv.ParseFloat(a.Value, 64)
						must(t, err)
					}
				}
			case "char":
				c := char{page: n, size: size}
				for _, a := range start.Attr {
					switch a.Name.Local {
					case "c":
						c.C = a.Value
					case "x":
						c.X, err = strconv.ParseFloat(a.Value, 64)
					case "y":
						c.Y, err = strconv.ParseFloat(a.Value, 64)
					}
					must(t, err)
				}
				chars = append(chars, c)
			}
		}
		return chars, file
	}
	t.Fatalf("no case %q", name)
	return nil, ""
}

const millimetre = 72 / 25.4

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.1 {
		t.Errorf("%s is at %.3f mm, want %.3f", what, got, want)
	}
}

// find returns the first character of a text.
func find(t *testing.T, chars []char, text string) char {
	t.Helper()
	var all strings.Builder
	for _, c := range chars {
		all.WriteString(c.C)
	}
	at := strings.Index(all.String(), text)
	if at < 0 {
		t.Fatalf("the file does not say %q", text)
	}
	return chars[len([]rune(all.String()[:at]))]
}

// TestFromOutside measures the file of the sample notice with other programs: text with mutool, lines with pdftoppm.
func TestFromOutside(t *testing.T) {
	chars, file := readBack(t, "document")
	middle := func(c char) float64 { return (c.Y - 0.38*c.size) / millimetre }
	const cell, pitch = 156.0 / 28, (225 - 156.0/28) / 21
	for _, c := range chars {
		if math.Abs(c.size-15.75) > 0.01 || strings.TrimSpace(c.C) == "" {
			continue
		}
		line := (middle(c) - 37 - cell/2) / pitch
		if d := math.Abs(line-math.Round(line)) * pitch; d > 0.1 || line < -0.01 || line > 21.01 {
			t.Errorf("%q of page %d is %.3f mm off line %.0f", c.C, c.page+1, d, line+1)
		}
	}
	near(t, "the recipients' left edge", find(t, chars, "各二级学院").X/millimetre, 28)
	near(t, "the body's indent", find(t, chars, "为丰富校园").X/millimetre, 28+2*cell)
	near(t, "a later line", find(t, chars, "果，经研究").X/millimetre, 28)
	near(t, "the printer's name", find(t, chars, "徐州彭城职业学院办公室").X/millimetre, 28+14/millimetre)
	page := raster(t, file, 1)
	rows := redRows(page)
	near(t, "the red mark's upper edge", rows[0].from, 72)
	line := rows[len(rows)-1]
	number := find(t, chars, "彭职院")
	near(t, "the red line", line.from, (number.Y+0.12*15.75)/millimetre+4)
	near(t, "the red line's left end", line.left, 28)
	near(t, "the red line's right end", line.right, 184)
	foot := blackRows(raster(t, file, 4))
	near(t, "the imprint's last rule, its lower edge", foot[len(foot)-1].to, 262)
	near(t, "its thickness", foot[len(foot)-1].to-foot[len(foot)-1].from, 0.35)
	near(t, "the imprint's inner rule", foot[len(foot)-2].to-foot[len(foot)-2].from, 0.25)
}

// TestLetterFromOutside measures the double lines of a letter.
func TestLetterFromOutside(t *testing.T) {
	_, file := readBack(t, "letter")
	rows := redRows(raster(t, file, 1))
	near(t, "the mark's upper edge", rows[0].from, 30)
	var lines []band
	for _, r := range rows {
		if r.right-r.left > 160 {
			lines = append(lines, r)
		}
	}
	if len(lines) != 4 {
		t.Fatalf("%d long red lines", len(lines))
	}
	near(t, "the first double line's left end", lines[0].left, 20)
	near(t, "the first double line's right end", lines[0].right, 190)
	near(t, "the first double line below the mark", lines[0].from-rows[0].to, 4)
	near(t, "the second double line's lower edge", lines[3].to, 277)
	if lines[0].to-lines[0].from < lines[1].to-lines[1].from || lines[2].to-lines[2].from > lines[3].to-lines[3].from {
		t.Error("thick and thin are in the wrong order")
	}
}

const dpi = 600

func raster(t *testing.T, file string, page int) image.Image {
	t.Helper()
	n := strconv.Itoa(page)
	out, err := exec.Command("pdftoppm", "-r", strconv.Itoa(dpi), "-f", n, "-l", n, "-png", file).Output()
	if err != nil {
		t.Fatalf("pdftoppm, of Debian's poppler-utils: %v", err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	must(t, err)
	return img
}

// band is rows of ink that follow each other, in millimetres.
type band struct{ from, to, left, right float64 }

func redRows(img image.Image) []band {
	return bands(img, 1, func(r, g, b uint8) bool { return r > 200 && g < 150 && b < 150 })
}

// blackRows are the bands that are black over more than half of the sheet.
func blackRows(img image.Image) []band {
	return bands(img, img.Bounds().Dx()/2, func(r, g, b uint8) bool { return r < 128 })
}

func bands(img image.Image, least int, is func(r, g, b uint8) bool) []band {
	var out []band
	box := img.Bounds()
	open := false
	for y := box.Min.Y; y < box.Max.Y; y++ {
		n, left, right := 0, box.Max.X, 0
		for x := box.Min.X; x < box.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if is(c.R, c.G, c.B) {
				n, left, right = n+1, min(left, x), max(right, x+1)
			}
		}
		if n < least {
			open = false
			continue
		}
		mm := func(v int) float64 { return float64(v) * 25.4 / dpi }
		if !open {
			out = append(out, band{mm(y), mm(y + 1), mm(left), mm(right)})
			open = true
			continue
		}
		b := &out[len(out)-1]
		b.to, b.left, b.right = mm(y+1), min(b.left, mm(left)), max(b.right, mm(right))
	}
	return out
}
