package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"slices"
	"testing"
)

// wide is a profile with the primaries of Display P3 (SMPTE EG 432-1, adapted to D50) and a gamma of 2.2.
func wide() []byte {
	columns := [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	b := make([]byte, 132)
	copy(b[16:], "RGB XYZ ")
	copy(b[36:], "acsp")
	binary.BigEndian.PutUint32(b[128:], 6)
	var body []byte
	at := uint32(132 + 12*6)
	add := func(name string, data []byte) {
		e := binary.BigEndian.AppendUint32([]byte(name), at+uint32(len(body)))
		b = append(b, binary.BigEndian.AppendUint32(e, uint32(len(data)))...)
		body = append(body, data...)
	}
	for i, c := range []string{"r", "g", "b"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range columns[i] {
			xyz = binary.BigEndian.AppendUint32(xyz, uint32(int32(v*65536)))
		}
		add(c+"XYZ", xyz)
		add(c+"TRC", append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), 2, 0x33, 0, 0))
	}
	return append(b, body...)
}

func plainJPEG(t *testing.T, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 32, 32))
	for i := range 32 * 32 {
		m.Set(i%32, i/32, c)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestProfiles makes sure that a picture's colours are converted by its profile, in parts too, and that a profile that is damaged does no harm.
func TestProfiles(t *testing.T) {
	bare := plainJPEG(t, color.RGBA{200, 100, 50, 255})
	p := wide()
	tagged := func(parts ...[]byte) []byte {
		out := slices.Clone(bare[:2])
		for i, part := range parts {
			body := append([]byte("ICC_PROFILE\x00"), byte(i+1), byte(len(parts)))
			body = append(body, part...)
			out = append(binary.BigEndian.AppendUint16(append(out, 0xff, 0xe2), uint16(len(body)+2)), body...)
		}
		return append(out, bare[2:]...)
	}
	for _, c := range []struct {
		name string
		data []byte
		want [3]uint8
	}{
		{"none", bare, [3]uint8{200, 100, 50}},
		{"Display P3", tagged(p), [3]uint8{216, 93, 24}}, // IEC 61966-2-1 and SMPTE EG 432-1, by their matrices
		{"in two parts", tagged(p[:100], p[100:]), [3]uint8{216, 93, 24}},
		{"half of one", tagged(p[:100]), [3]uint8{200, 100, 50}},
	} {
		out, err := Rendition(c.data, nil)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := see(t, out).RGBAAt(16, 16)
		for i, v := range []uint8{got.R, got.G, got.B} {
			if d := int(v) - int(c.want[i]); d < -3 || d > 3 {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
		if bytes.Contains(out, []byte("ICC_PROFILE")) {
			t.Errorf("%s: the profile is still in it", c.name)
		}
	}
}

// TestInks makes sure that a picture in CMYK leaves the house in colours that every program shows.
func TestInks(t *testing.T) {
	b, err := os.ReadFile("../pdf/testdata/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	before, c, err := Config(b)
	if err != nil || before.ColorModel != color.CMYKModel {
		t.Fatalf("the sample is %v %s: %v", before.ColorModel, c, err)
	}
	out, err := Rendition(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, _, err := Config(out)
	if err != nil || after.ColorModel != color.YCbCrModel || after.Width != before.Width {
		t.Errorf("it leaves as %v: %v", after, err)
	}
	was, is := see(t, b), see(t, out)
	for i := range was.Pix {
		if d := int(was.Pix[i]) - int(is.Pix[i]); d < -40 || d > 40 {
			t.Fatalf("byte %d: %d became %d", i, was.Pix[i], is.Pix[i])
		}
	}
}

func BenchmarkRendition(b *testing.B) {
	data := dirty(b, noise(4000, 3000), "jpeg", 1)
	b.Run("whole", func(b *testing.B) { benchmark(b, data, nil) })
	b.Run("part", func(b *testing.B) {
		benchmark(b, data, func(w, h int) image.Rectangle { return image.Rect(w/4, h/4, w*3/4, h*3/4) })
	})
	b.Run("reduced", func(b *testing.B) {
		for b.Loop() {
			if _, err := Reduced(data, nil, 1600); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchmark(b *testing.B, data []byte, part Part) {
	for b.Loop() {
		if _, err := Rendition(data, part); err != nil {
			b.Fatal(err)
		}
	}
}
