package qr

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/png"
	"strings"
	"testing"
)

// pngFile wraps filtered rows into a file, whatever they hold.
func pngFile(t testing.TB, width, height uint32, rows []byte) []byte {
	t.Helper()
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	if _, err := z.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	header := binary.BigEndian.AppendUint32(nil, width)
	header = append(binary.BigEndian.AppendUint32(header, height), format...)
	file := appendChunk([]byte(signature), "IHDR", header)
	file = appendChunk(file, "PLTE", Plain.palette())
	file = appendChunk(file, "IDAT", data.Bytes())
	return appendChunk(file, "IEND", nil)
}

func TestReadPNG(t *testing.T) {
	picture, err := readPNG(pngFile(t, 10, 3, []byte{0, 0b10100000, 0b01111111, 2, 0, 0, 2, 0b00100000, 0}), Plain.palette())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := picture.ToString("#", "."), "#.#......#\n#.#......#\n##.......#\n"; got != want {
		t.Errorf("read\n%swant\n%s", got, want)
	}
}

func TestReadPNGRefuses(t *testing.T) {
	good := pngFile(t, 8, 1, []byte{0, 0xAA})
	if _, err := readPNG(good, Plain.palette()); err != nil {
		t.Fatal(err)
	}
	grey := bytes.Replace(good, []byte(format), []byte{1, 0, 0, 0, 0}, 1)
	for _, c := range []struct {
		name string
		file []byte
		says string
	}{
		{"empty", nil, "start"},
		{"signature only", good[:8], "ends before its chunk IHDR"},
		{"no end", good[:len(good)-12], "ends before its chunk IEND"},
		{"something after the end", append(bytes.Clone(good), 0), "not a picture of the two colours"},
		{"chunk longer than the file", bytes.Replace(good, []byte("\x00\x06PLTE"), []byte("\xff\x06PLTE"), 1), "not a whole PLTE"},
		{"another chunk", bytes.Replace(good, []byte("PLTE"), []byte("tRNS"), 1), "not a whole PLTE"},
		{"header changed", grey, "checksum of the chunk IHDR"},
		{"grey", appendChunk(appendChunk(appendChunk(appendChunk([]byte(signature), "IHDR", grey[16:29]), "PLTE", nil), "IDAT", nil), "IEND", nil), "two colours"},
		{"no pixels", pngFile(t, 8, 1, nil), "row 0"},
		{"no width", pngFile(t, 0, 1, []byte{0}), "greater than 0"},
		{"too wide", pngFile(t, 8193, 1, nil), "8193 × 1"},
		{"too high", pngFile(t, 1, 1<<31, nil), "1 × 2147483648"},
		{"a row too few", pngFile(t, 8, 2, []byte{0, 1}), "row 1"},
		{"a row too many", pngFile(t, 8, 1, []byte{0, 1, 0, 1}), "does not end"},
		{"a filter that is never written", pngFile(t, 8, 1, []byte{4, 1}), "filter 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := readPNG(c.file, Plain.palette()); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v; want one with %q", err, c.says)
			}
		})
	}
}

// FuzzReadPNG puts any rows into a file: what readPNG accepts, image/png shows the same.
func FuzzReadPNG(f *testing.F) {
	f.Add(uint16(10), uint16(3), []byte{0, 0xA0, 0x7F, 2, 0, 0, 2, 0x20, 0})
	f.Add(uint16(33), uint16(1), []byte{2, 1, 2, 3, 4, 5})
	f.Add(uint16(0), uint16(9), []byte{})
	f.Fuzz(func(t *testing.T, width, height uint16, rows []byte) {
		file := pngFile(t, uint32(width), uint32(height), rows)
		picture, err := readPNG(file, Plain.palette())
		if err != nil {
			return
		}
		shown, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("image/png refuses what was read: %v", err)
		}
		paletted := shown.(*image.Paletted)
		for y := range int(height) {
			for x := range int(width) {
				if picture.Get(x, y) != (paletted.ColorIndexAt(x, y) == 1) {
					t.Fatalf("pixel %d %d differs from image/png", x, y)
				}
			}
		}
	})
}
