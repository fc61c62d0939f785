package compose

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"testing"
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
	data := b.Bytes()
	chunk := append([]byte("eXIf"), exif...)
	whole := append(binary.BigEndian.AppendUint32(nil, uint32(len(exif))), chunk...)
	whole = binary.BigEndian.AppendUint32(whole, crc32.ChecksumIEEE(chunk))
	return append(append(data[:33:33], whole...), data[33:]...)
}

// A picture that was taken with the camera on its side stands upright.
func TestOrientation(t *testing.T) {
	for orientation := uint16(0); orientation <= 9; orientation++ {
		wide, high := 40, 20
		if orientation >= 5 && orientation <= 8 {
			wide, high = high, wide
		}
		for name, data := range map[string][]byte{
			"JPEG, little-endian": inJPEG(t, tiff(binary.LittleEndian, orientation)),
			"JPEG, big-endian":    inJPEG(t, tiff(binary.BigEndian, orientation)),
			"PNG":                 inPNG(t, tiff(binary.BigEndian, orientation)),
		} {
			if w, h, err := pixels(data); err != nil || w != wide || h != high {
				t.Errorf("%s, orientation %d: %d × %d, %v", name, orientation, w, h, err)
			}
		}
	}
}

func FuzzPixels(f *testing.F) {
	f.Add(inJPEG(f, tiff(binary.LittleEndian, 6)))
	f.Add(inPNG(f, tiff(binary.BigEndian, 6)))
	f.Fuzz(func(t *testing.T, data []byte) {
		sideways(data)
		if w, h, err := pixels(data); err == nil && (w < 1 || h < 1) {
			t.Errorf("%d × %d", w, h)
		}
	})
}
