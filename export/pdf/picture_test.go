package pdf_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/pdf"
)

// corners draws a picture whose quarters are red, green, blue and yellow, clockwise from the top left, on any kind of image.
func corners(set func(x, y int, c color.Color), w, h int) {
	for y := range h {
		for x := range w {
			c := color.NRGBA{220, 20, 20, 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.NRGBA{20, 160, 20, 255}
			case x >= w/2:
				c = color.NRGBA{20, 20, 220, 255}
			case y >= h/2:
				c = color.NRGBA{230, 220, 20, 255}
			}
			set(x, y, c)
		}
	}
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// quarters is the four-coloured picture as RGB.
func quarters(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	corners(m.Set, w, h)
	return m
}

// turnedJPEG stores a picture of 40 × 24 upright pixels the way a camera does that was held as the EXIF orientation says.
func turnedJPEG(t testing.TB, orientation int) []byte {
	t.Helper()
	up := quarters(40, 24)
	w, h := 40, 24
	if orientation >= 5 {
		w, h = h, w
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			// What EXIF 2.3 calls row 0 and column 0 of the stored picture, as places in the upright one.
			var ux, uy int
			switch orientation {
			case 1:
				ux, uy = x, y
			case 2:
				ux, uy = 39-x, y
			case 3:
				ux, uy = 39-x, 23-y
			case 4:
				ux, uy = x, 23-y
			case 5:
				ux, uy = y, x
			case 6:
				ux, uy = 39-y, x
			case 7:
				ux, uy = 39-y, 23-x
			case 8:
				ux, uy = y, 23-x
			}
			m.Set(x, y, up.At(ux, uy))
		}
	}
	b := jpegOf(t, m)
	exif := []byte("\xff\xe1\x00\x00Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00secret place")
	exif[29] = byte(orientation)
	binary.BigEndian.PutUint16(exif[2:], uint16(len(exif)-2))
	return append(append(append([]byte{}, b[:2]...), exif...), b[2:]...)
}

// picturePage is a page with one picture on it.
func picturePage(data ...[]byte) page.Document {
	p := page.Page{Width: 100 * typeset.Point, Height: 80 * typeset.Point}
	for i, b := range data {
		p.Frames = append(p.Frames, page.Frame{Role: page.FigureRole, Block: 1 + i, Alt: "四色图", Marks: []page.Mark{
			page.Picture{X: 10 * typeset.Point, Y: 20 * typeset.Point, W: 80 * typeset.Point, H: 48 * typeset.Point, Hash: fmt.Sprintf("hash%d", i), Data: b},
		}})
	}
	return page.Document{Pages: []page.Page{p}}
}

// raster draws page 1. At 72 dots an inch, points are pixels.
func raster(t testing.TB, b []byte, dpi int) image.Image {
	t.Helper()
	path := save(t, b)
	out := filepath.Join(filepath.Dir(path), "page")
	tool(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-png", "-singlefile", path, out)
	f, err := os.Open(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// near reports whether two colours look the same.
func near(a, b color.Color) bool {
	r0, g0, b0, _ := a.RGBA()
	r1, g1, b1, _ := b.RGBA()
	far := func(x, y uint32) bool { return max(x, y)-min(x, y) > 24<<8 }
	return !far(r0, r1) && !far(g0, g1) && !far(b0, b1)
}

// Pictures of every kind stand upright in their rectangle, with their colours, and what was transparent is white.
func TestPictures(t *testing.T) {
	cases := map[string][]byte{
		"png":              pngOf(t, quarters(40, 24)),
		"png 16 bit":       pngOf(t, fill16(40, 24)),
		"png palette":      pngOf(t, paletted(40, 24)),
		"png interlaced":   fixture(t, "interlaced.png"),
		"gif":              gifOf(t, paletted(40, 24)),
		"jpeg":             jpegOf(t, quarters(40, 24)),
		"jpeg cmyk":        fixture(t, "cmyk.jpg"),
		"png turned":       turnedPNG(t),
		"jpeg progressive": fixture(t, "progressive.jpg"),
	}
	for o := 1; o <= 8; o++ {
		cases[fmt.Sprintf("jpeg orientation %d", o)] = turnedJPEG(t, o)
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			b := write(t, picturePage(data))
			if bytes.Contains(b, []byte("secret")) {
				t.Error("the metadata of the picture is in the file")
			}
			m := raster(t, b, 72)
			up := quarters(40, 24)
			for _, at := range [][2]int{{5, 5}, {35, 5}, {35, 19}, {5, 19}} {
				if got, want := m.At(10+2*at[0], 20+2*at[1]), up.At(at[0], at[1]); !near(got, want) {
					t.Errorf("at %v: %v, not %v", at, got, want)
				}
			}
			if got := m.At(5, 5); !near(got, color.White) {
				t.Errorf("beside the picture: %v", got)
			}
		})
	}
}

func TestTransparentIsWhite(t *testing.T) {
	half := image.NewNRGBA(image.Rect(0, 0, 40, 24))
	for i := range half.Pix {
		half.Pix[i] = []byte{0, 0, 0, 128}[i%4]
	}
	p := image.NewPaletted(image.Rect(0, 0, 40, 24), color.Palette{color.NRGBA{}, color.Black})
	for name, c := range map[string]struct {
		data []byte
		want color.Color
	}{
		"nothing":         {pngOf(t, image.NewNRGBA(image.Rect(0, 0, 40, 24))), color.White},
		"half black":      {pngOf(t, half), color.Gray{127}},
		"16 bit":          {pngOf(t, image.NewNRGBA64(image.Rect(0, 0, 40, 24))), color.White},
		"palette":         {pngOf(t, p), color.White},
		"gif":             {gifOf(t, p), color.White},
		"gif small frame": {smallFrame(t), color.White},
	} {
		t.Run(name, func(t *testing.T) {
			b := write(t, picturePage(c.data))
			if bytes.Contains(b, []byte("SMask")) {
				t.Error("the file has transparency, which PDF/A-1 forbids")
			}
			if got := raster(t, b, 72).At(50, 44); !near(got, c.want) {
				t.Errorf("%v, not %v", got, c.want)
			}
		})
	}
}

// fill16 is the four-coloured picture with 16 bits a channel.
func fill16(w, h int) image.Image {
	m := image.NewNRGBA64(image.Rect(0, 0, w, h))
	corners(m.Set, w, h)
	return m
}

func paletted(w, h int) image.Image {
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{
		color.NRGBA{220, 20, 20, 255}, color.NRGBA{20, 160, 20, 255}, color.NRGBA{20, 20, 220, 255}, color.NRGBA{230, 220, 20, 255}, color.NRGBA{}})
	corners(m.Set, w, h)
	return m
}

// smallFrame is a GIF whose only frame covers a corner of its canvas.
func smallFrame(t testing.TB) []byte {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.Black, color.White})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{m}, Delay: []int{0}, Config: image.Config{Width: 40, Height: 24}}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// turnedPNG is a PNG stored upside down, with an eXIf chunk that says so.
func turnedPNG(t testing.TB) []byte {
	t.Helper()
	up, m := quarters(40, 24), image.NewNRGBA(image.Rect(0, 0, 40, 24))
	for y := range 24 {
		for x := range 40 {
			m.Set(x, y, up.At(39-x, 23-y))
		}
	}
	b := pngOf(t, m)
	body := []byte("eXIfII\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00")
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	const afterHeader = 8 + 25
	return append(append(append([]byte{}, b[:afterHeader]...), chunk...), b[afterHeader:]...)
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A picture that cannot be printed is an error that names it, the page and the reason.
func TestBadPictures(t *testing.T) {
	whole := pngOf(t, quarters(40, 24))
	huge := append([]byte{}, whole...)
	binary.BigEndian.PutUint32(huge[16:], 60000)
	binary.BigEndian.PutUint32(huge[20:], 60000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	flipped := append([]byte{}, whole...)
	flipped[60] ^= 0xff
	photo := jpegOf(t, quarters(40, 24))
	for _, c := range []struct {
		name string
		data []byte
		says string
	}{
		{"empty", nil, "empty"},
		{"text", []byte("<svg/>"), "not a PNG, JPEG or GIF"},
		{"webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), "not a PNG, JPEG or GIF"},
		{"png cut off", whole[:len(whole)/2], "damaged"},
		{"png signature alone", whole[:8], "damaged"},
		{"png flipped byte", flipped, "damaged"},
		{"png bomb", huge, "60000 × 60000 pixels"},
		{"jpeg cut off", photo[:len(photo)/2], "damaged"},
		{"jpeg signature alone", photo[:2], "damaged"},
		{"gif cut off", gifOf(t, paletted(40, 24))[:40], "damaged"},
		{"64 MiB", append(photo, make([]byte, 64<<20)...), "MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := pdf.Write(picturePage(c.data), options)
			if err == nil || b != nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "hash0") || !strings.Contains(err.Error(), "page 1") {
				t.Errorf("error %v does not say %q of hash0 on page 1", err, c.says)
			}
		})
	}
}
