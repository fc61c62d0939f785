package qr

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"sync"

	"github.com/makiuchi-d/gozxing"
)

const largestPNG = 8192 // pixels along a side; 70 cm at 300 dpi

// PNG draws the code as a black and white picture of exactly pixels × pixels, quiet zone included. Modules are squares of a
// whole number of pixels, as large as fit; what is left over widens the quiet zone. It is an error when a module would be
// smaller than one pixel or the picture larger than 8,192, and [ErrUnreadable] when the bytes do not read back.
func (c Code) PNG(pixels int) ([]byte, error) { return c.png(pixels, scan) }

func (c Code) png(pixels int, read reader) ([]byte, error) {
	least := c.size + 2*QuietZone
	if pixels < least {
		return nil, fmt.Errorf("qr: %d pixels are too few; this code needs at least %d", pixels, least)
	}
	if pixels > largestPNG {
		return nil, fmt.Errorf("qr: %d pixels are too many; a picture has at most %d", pixels, largestPNG)
	}
	data, err := c.drawPNG(pixels)
	if err != nil {
		return nil, err
	}
	if err := c.provePNG(data, read); err != nil {
		return nil, err
	}
	return data, nil
}

// deflaters keeps compressors: making one costs more than all the rest of a picture.
var deflaters = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// drawPNG writes a 1-bit picture with a palette (PNG, third edition, 5.6 and 11.2). image/png would visit every pixel twice
// and look for the best filter; here each row of modules is drawn once and its repetitions are rows of zeros to the Up filter.
func (c Code) drawPNG(pixels int) ([]byte, error) {
	const none, up = 0, 2 // filter types (9.2)
	var data bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&data)

	scale := pixels / (c.size + 2*QuietZone)
	edge := (pixels - scale*c.size) / 2
	fresh, same := make([]byte, 1+(pixels+7)/8), make([]byte, 1+(pixels+7)/8)
	same[0] = up
	for y := range pixels {
		line := same
		if inside := y - edge; y == 0 || inside >= 0 && inside <= scale*c.size && inside%scale == 0 {
			line = fresh
			clear(fresh)
			fresh[0] = none
			for x := range c.size {
				if c.Dark(x, inside/scale) {
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
	header = append(header, 1, 3, 0, 0, 0) // 1 bit a pixel, palette, deflate, the five filters, not interlaced
	file := []byte("\x89PNG\r\n\x1a\n")
	file = appendChunk(file, "IHDR", header)
	file = appendChunk(file, "PLTE", []byte{255, 255, 255, 0, 0, 0})
	file = appendChunk(file, "IDAT", data.Bytes())
	return appendChunk(file, "IEND", nil), nil
}

// appendChunk appends length, type, data and checksum (PNG, third edition, 5.3).
func appendChunk(file []byte, kind string, data []byte) []byte {
	file = binary.BigEndian.AppendUint32(file, uint32(len(data)))
	start := len(file)
	file = append(append(file, kind...), data...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[start:]))
}

// provePNG decodes a PNG file and proves what it shows.
func (c Code) provePNG(file []byte, read reader) error {
	decoded, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	shown, ok := decoded.(*image.Paletted)
	if !ok {
		return fmt.Errorf("qr: %w: the picture has no palette but is %T", ErrUnreadable, decoded)
	}
	picture, err := threshold(shown)
	if err != nil {
		return fmt.Errorf("qr: %w: %w", ErrUnreadable, err)
	}
	return c.prove(picture, read)
}

// threshold sets the bits of the pixels that are nearer to black than to white. Rows that repeat the row above, which is most
// of them, are copied whole.
func threshold(shown *image.Paletted) (*gozxing.BitMatrix, error) {
	var isDark [256]bool
	for i, colour := range shown.Palette {
		r, g, b, _ := colour.RGBA()
		isDark[i] = r+g+b < 3*0x8000
	}
	width, height := shown.Rect.Dx(), shown.Rect.Dy()
	picture, err := gozxing.NewBitMatrix(width, height)
	if err != nil {
		return nil, err
	}
	var above []byte
	var bits *gozxing.BitArray
	for y := range height {
		row := shown.Pix[y*shown.Stride:][:width]
		if bits == nil || !bytes.Equal(row, above) {
			bits = gozxing.NewBitArray(width)
			for x, index := range row {
				if isDark[index] {
					bits.Set(x)
				}
			}
		}
		picture.SetRow(y, bits)
		above = row
	}
	return picture, nil
}
