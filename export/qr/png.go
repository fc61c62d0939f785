package qr

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	mathbits "math/bits"
	"sync"

	"github.com/makiuchi-d/gozxing"
)

const largestPNG = 8192 // pixels along a side; 70 cm at 300 dpi

// What every picture has in common (PNG, third edition, 5.2, 9.2, 11.2.1 and 11.2.2).
const (
	signature  = "\x89PNG\r\n\x1a\n"
	format     = "\x01\x03\x00\x00\x00" // 1 bit a pixel, palette, deflate, the five filters, not interlaced
	filterNone = 0
	filterUp   = 2
)

// PNG draws the code as a black and white picture of exactly pixels × pixels; see [Drawing.PNG].
func (c Code) PNG(pixels int) ([]byte, error) { return c.plain().png(pixels, 0, scan) }

// PNG draws the code as a picture of exactly pixels × pixels, quiet zone included. Modules are squares of a whole number of pixels, as large
// as fit; what is left over widens the quiet zone. One pixel a module is the least, and four are what a camera wants (Denso Wave,
// qrcode.com). perMetre, from [Code.Pixels], says how large the picture is to be printed; 0 leaves it open. It is an error when a module
// would be smaller than one pixel or the picture larger than 8,192, and [ErrUnreadable] when the bytes do not read back.
func (d Drawing) PNG(pixels, perMetre int) ([]byte, error) { return d.png(pixels, perMetre, scan) }

func (d Drawing) png(pixels, perMetre int, read reader) ([]byte, error) {
	least := d.size + 2*QuietZone
	if pixels < least {
		return nil, fmt.Errorf("qr: %d pixels are too few; this code needs at least %d", pixels, least)
	}
	if pixels > largestPNG {
		return nil, fmt.Errorf("qr: %d pixels are too many; a picture has at most %d", pixels, largestPNG)
	}
	if d.look.Logo != nil {
		return d.pngWithLogo(pixels, perMetre, read)
	}
	data, err := d.drawPNG(pixels, perMetre)
	if err != nil {
		return nil, err
	}
	if err := d.provePNG(data, read); err != nil {
		return nil, err
	}
	return data, nil
}

// deflaters keeps compressors: each takes 800 kB.
var deflaters = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// place returns the side of a module and the edge left of the first one, in pixels.
func (c Code) place(pixels int) (scale, edge int) {
	scale = pixels / (c.size + 2*QuietZone)
	return scale, (pixels - scale*c.size) / 2
}

// drawPNG writes a 1-bit picture with a palette. image/png would visit every pixel twice
// and look for the best filter; here each row of modules is drawn once and its repetitions are rows of zeros to the Up filter.
func (d Drawing) drawPNG(pixels, perMetre int) ([]byte, error) {
	var data bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&data)

	scale, edge := d.place(pixels)
	fresh, same := make([]byte, 1+(pixels+7)/8), make([]byte, 1+(pixels+7)/8)
	same[0] = filterUp
	for y := range pixels {
		line := same
		if inside := y - edge; y == 0 || inside >= 0 && inside <= scale*d.size && inside%scale == 0 {
			line = fresh
			clear(fresh)
			fresh[0] = filterNone
			for x := range d.size {
				if d.Dark(x, inside/scale) {
					for p := edge + x*scale; p < edge+(x+1)*scale; p++ {
						fresh[1+p/8] |= 0x80 >> (p % 8)
					}
				}
			}
		}
		if _, err := z.Write(line); err != nil {
			return nil, fmt.Errorf("qr: compress the picture: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("qr: compress the picture: %w", err)
	}

	header := binary.BigEndian.AppendUint32(nil, uint32(pixels))
	header = binary.BigEndian.AppendUint32(header, uint32(pixels))
	header = append(header, format...)
	file := appendChunk([]byte(signature), "IHDR", header)
	file = appendChunk(file, "PLTE", d.look.palette())
	file = appendDensity(file, perMetre)
	file = appendChunk(file, "IDAT", data.Bytes())
	return appendChunk(file, "IEND", nil), nil
}

// palette is the light colour and the dark one.
func (l Look) palette() []byte {
	r, g, b := l.Light.rgb()
	r1, g1, b1 := l.Dark.rgb()
	return []byte{r, g, b, r1, g1, b1}
}

// appendDensity appends how many pixels a metre has, both ways (PNG, third edition, 11.3.4.3), unless it is 0.
func appendDensity(file []byte, perMetre int) []byte {
	if perMetre <= 0 {
		return file
	}
	body := binary.BigEndian.AppendUint32(nil, uint32(perMetre))
	body = append(binary.BigEndian.AppendUint32(body, uint32(perMetre)), 1)
	return appendChunk(file, "pHYs", body)
}

// WithDensity returns a PNG file, as image/png writes it, that says how many pixels a metre has.
func WithDensity(file []byte, perMetre int) []byte {
	const header = len(signature) + 25 // IHDR is the first chunk and has 13 bytes
	if len(file) < header || perMetre <= 0 {
		return file
	}
	return append(appendDensity(append([]byte(nil), file[:header]...), perMetre), file[header:]...)
}

// pngWithLogo writes a picture in full colour.
func (d Drawing) pngWithLogo(pixels, perMetre int, read reader) ([]byte, error) {
	scale, edge := d.place(pixels)
	m := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	fill := func(r image.Rectangle, c Colour) {
		red, green, blue := c.rgb()
		draw.Draw(m, r, image.NewUniform(color.NRGBA{red, green, blue, 0xff}), image.Point{}, draw.Src)
	}
	fill(m.Rect, d.look.Light)
	for _, r := range d.Rects() {
		fill(image.Rect(edge+r.X*scale, edge+r.Y*scale, edge+(r.X+r.W)*scale, edge+(r.Y+r.H)*scale), d.look.Dark)
	}
	at, side := d.LogoBox()
	from := edge + int(math.Round(at*float64(scale)))
	d.look.Logo.draw(m, from, from, max(1, int(side*float64(scale))))
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil, fmt.Errorf("qr: write the picture: %w", err)
	}
	file := WithDensity(b.Bytes(), perMetre)
	if err := d.provePhoto(file, read); err != nil {
		return nil, err
	}
	return file, nil
}

// provePhoto decodes a PNG file in colours, cuts it at the middle between dark and light and proves that.
func (d Drawing) provePhoto(file []byte, read reader) error {
	m, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	b := m.Bounds()
	picture, err := gozxing.NewBitMatrix(b.Dx(), b.Dy())
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	middle := uint8((int(d.look.Dark.grey()) + int(d.look.Light.grey())) / 2)
	for y := range b.Dy() {
		for x := range b.Dx() {
			r, g, blue, _ := m.At(b.Min.X+x, b.Min.Y+y).RGBA()
			if Colour(r>>8<<16|g>>8<<8|blue>>8).grey() < middle {
				picture.Set(x, y)
			}
		}
	}
	return d.prove(picture, read)
}

// appendChunk appends length, type, data and checksum (PNG, third edition, 5.3).
func appendChunk(file []byte, kind string, data []byte) []byte {
	file = binary.BigEndian.AppendUint32(file, uint32(len(data)))
	start := len(file)
	file = append(append(file, kind...), data...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[start:]))
}

// provePNG decodes a PNG file and proves what it shows.
func (d Drawing) provePNG(file []byte, read reader) error {
	picture, err := readPNG(file, d.look.palette())
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	return d.prove(picture, read)
}

// readPNG decodes pictures of two colours with the chunks that drawPNG writes, from the standard and not from drawPNG: it checks
// every length and checksum. image/png gives the same picture, as the tests see to, but lays out a byte for each pixel first,
// which takes longer than making the code.
func readPNG(file, palette []byte) (*gozxing.BitMatrix, error) {
	rest, ok := bytes.CutPrefix(file, []byte(signature))
	if !ok {
		return nil, errors.New("the file does not start as a PNG")
	}
	chunks := map[string][]byte{}
	for _, kind := range []string{"IHDR", "PLTE", "pHYs", "IDAT", "IEND"} {
		if kind == "pHYs" && (len(rest) < 8 || string(rest[4:8]) != kind) {
			continue // it may be left out
		}
		if len(rest) < 12 {
			return nil, fmt.Errorf("the file ends before its chunk %s", kind)
		}
		n := int64(binary.BigEndian.Uint32(rest))
		if string(rest[4:8]) != kind || n > int64(len(rest)-12) {
			return nil, fmt.Errorf("the chunk %q of %d bytes is not a whole %s", rest[4:8], n, kind)
		}
		if sum := binary.BigEndian.Uint32(rest[8+n:]); sum != crc32.ChecksumIEEE(rest[4:8+n]) {
			return nil, fmt.Errorf("the checksum of the chunk %s is wrong", kind)
		}
		chunks[kind], rest = rest[8:8+n], rest[12+n:]
	}
	header := chunks["IHDR"]
	if len(rest) > 0 || len(chunks["IEND"]) > 0 || len(header) != 13 || string(header[8:]) != format || !bytes.Equal(chunks["PLTE"], palette) {
		return nil, errors.New("the file is not a picture of the two colours")
	}
	width, height := binary.BigEndian.Uint32(header), binary.BigEndian.Uint32(header[4:])
	if width > largestPNG || height > largestPNG {
		return nil, fmt.Errorf("the picture has %d × %d pixels", width, height)
	}
	pixels, err := zlib.NewReader(bytes.NewReader(chunks["IDAT"]))
	if err != nil {
		return nil, err
	}
	picture, err := gozxing.NewBitMatrix(int(width), int(height))
	if err != nil {
		return nil, err
	}
	return picture, readRows(pixels, picture)
}

// readRows unfilters packed rows (PNG, third edition, 7.2 and 9.2) into a picture and checks that they end there.
func readRows(pixels io.Reader, picture *gozxing.BitMatrix) error {
	width := picture.GetWidth()
	packed := (width + 7) / 8
	line := make([]byte, 1+packed)
	row := make([]byte, (packed+3)/4*4) // the row unfiltered, in whole words
	bits := gozxing.NewBitArray(width)
	for y := range picture.GetHeight() {
		if _, err := io.ReadFull(pixels, line); err != nil {
			return fmt.Errorf("row %d of the picture: %w", y, err)
		}
		switch line[0] {
		case filterNone:
			copy(row, line[1:])
		case filterUp:
			for i, v := range line[1:] {
				row[i] += v
			}
		default:
			return fmt.Errorf("row %d of the picture has filter %d", y, line[0])
		}
		for x := 0; x < width; x += 32 {
			word := binary.BigEndian.Uint32(row[x/8:])
			if left := width - x; left < 32 {
				word &^= 1<<(32-left) - 1 // the bits that fill the last byte are no pixels
			}
			bits.SetBulk(x, mathbits.Reverse32(word))
		}
		picture.SetRow(y, bits)
	}
	if _, err := io.ReadFull(pixels, line[:1]); err != io.EOF {
		return fmt.Errorf("the picture does not end after its last row: %w", err)
	}
	return nil
}
