package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"galley/export/picture"
)

// tiff is the EXIF structure that says one orientation.
func tiff(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("MM")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		b = []byte("II")
	}
	b = order.AppendUint32(order.AppendUint16(b, 42), 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(order.AppendUint16(b, 274), 3)
	return order.AppendUint16(order.AppendUint16(order.AppendUint32(b, 1), orientation), 0)
}

func inJPEG(t testing.TB, exif []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20)), nil); err != nil {
		t.Fatal(err)
	}
	body := append([]byte("Exif\x00\x00"), exif...)
	segment := append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2)), body...)
	return append(append(b.Bytes()[:2:2], segment...), b.Bytes()[2:]...)
}

func inPNG(t testing.TB, exif []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	chunk := append([]byte("eXIf"), exif...)
	whole := append(binary.BigEndian.AppendUint32(nil, uint32(len(exif))), chunk...)
	whole = binary.BigEndian.AppendUint32(whole, crc32.ChecksumIEEE(chunk))
	return append(append(b.Bytes()[:33:33], whole...), b.Bytes()[33:]...)
}

func inGIF(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, image.NewPaletted(image.Rect(0, 0, 40, 20), color.Palette{color.White, color.Black}), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOrientation(t *testing.T) {
	for orientation := uint16(0); orientation <= 9; orientation++ {
		want := int(orientation)
		if want == 0 || want == 9 {
			want = 1
		}
		for name, data := range map[string][]byte{
			"JPEG, little-endian": inJPEG(t, tiff(binary.LittleEndian, orientation)),
			"JPEG, big-endian":    inJPEG(t, tiff(binary.BigEndian, orientation)),
			"PNG":                 inPNG(t, tiff(binary.BigEndian, orientation)),
		} {
			if got := picture.Orientation(data); got != want {
				t.Errorf("%s, orientation %d: %d", name, orientation, got)
			}
			m, c, err := picture.Decode(data)
			if err != nil || m.Bounds() != image.Rect(0, 0, 40, 20) || c.Width != 40 || c.Height != 20 {
				t.Errorf("%s, orientation %d: %v", name, orientation, err)
			}
		}
	}
	if got := picture.Orientation(inGIF(t)); got != 1 {
		t.Errorf("GIF: %d", got)
	}
}

func TestCutOffPicturesAreRefused(t *testing.T) {
	for name, data := range map[string][]byte{"JPEG": inJPEG(t, nil), "PNG": inPNG(t, nil), "GIF": inGIF(t)} {
		if _, _, err := picture.Decode(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, n := range []int{0, 1, 3, 8, 20, len(data) / 2} {
			if _, _, err := picture.Decode(data[:n]); err == nil {
				t.Errorf("%s cut off after %d bytes is decoded", name, n)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(inJPEG(f, tiff(binary.LittleEndian, 6)))
	f.Add(inPNG(f, tiff(binary.BigEndian, 6)))
	f.Add(inGIF(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := picture.Orientation(data); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
		// Decoding a large picture takes its time and is the work of the standard library.
		if c, _, err := picture.Config(data); err != nil || c.Width*c.Height > 1<<16 {
			return
		}
		if m, c, err := picture.Decode(data); err == nil && !m.Bounds().In(image.Rect(0, 0, c.Width, c.Height)) {
			t.Errorf("%v of %d × %d", m.Bounds(), c.Width, c.Height)
		}
	})
}
