package icc

import (
	"encoding/binary"
	"image"
	"math/rand/v2"
	"testing"
)

// matrixProfile builds a profile of three components with one gamma.
func matrixProfile(gamma float64, columns [3][3]float64) []byte {
	type tag struct {
		name string
		data []byte
	}
	var tags []tag
	for i, c := range []string{"r", "g", "b"} {
		b := append([]byte("XYZ \x00\x00\x00\x00"), make([]byte, 12)...)
		for k := range 3 {
			binary.BigEndian.PutUint32(b[8+4*k:], uint32(int32(columns[i][k]*65536)))
		}
		curve := append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), 0, 0, 0, 0)
		binary.BigEndian.PutUint16(curve[12:], uint16(gamma*256))
		tags = append(tags, tag{c + "XYZ", b}, tag{c + "TRC", curve})
	}
	return profile("RGB ", "XYZ ", func(add func(string, []byte)) {
		for _, t := range tags {
			add(t.name, t.data)
		}
	})
}

func profile(space, pcs string, fill func(add func(string, []byte))) []byte {
	head := make([]byte, header+4)
	copy(head[16:], space)
	copy(head[20:], pcs)
	copy(head[36:], "acsp")
	var names []string
	var data [][]byte
	fill(func(name string, b []byte) { names, data = append(names, name), append(data, b) })
	binary.BigEndian.PutUint32(head[header:], uint32(len(names)))
	at := len(head) + 12*len(names)
	var body []byte
	for i, name := range names {
		e := append([]byte(name), make([]byte, 8)...)
		binary.BigEndian.PutUint32(e[4:], uint32(at+len(body)))
		binary.BigEndian.PutUint32(e[8:], uint32(len(data[i])))
		head, body = append(head, e...), append(body, data[i]...)
	}
	return append(head, body...)
}

// inkProfile builds a table of two points a channel into Lab, from paper white to black with a colour for each ink.
func inkProfile() []byte {
	return profile("CMYK", "Lab ", func(add func(string, []byte)) {
		b := append([]byte("mft1\x00\x00\x00\x00"), 4, 3, 2, 0)
		b = append(b, make([]byte, 36)...)
		ramp := func() {
			for i := range 256 {
				b = append(b, byte(i))
			}
		}
		for range 4 {
			ramp()
		}
		for i := range 16 {
			c, m, y, k := i>>3&1, i>>2&1, i>>1&1, i&1
			light := 255 - 60*c - 70*m - 20*y
			if k == 1 {
				light = 0
			}
			b = append(b, byte(light), byte(128+(60*m-40*c)*(1-k)), byte(128+(80*y-40*c)*(1-k)))
		}
		for range 3 {
			ramp()
		}
		add("A2B0", b)
	})
}

var (
	srgbColumns  = [3][3]float64{{0.4360, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7139}}
	adobeColumns = [3][3]float64{{0.6097, 0.3111, 0.0195}, {0.2053, 0.6257, 0.0609}, {0.1492, 0.0632, 0.7446}}
)

func TestAdobeRGB(t *testing.T) {
	p, err := Parse(matrixProfile(2.19921875, adobeColumns))
	if err != nil {
		t.Fatal(err)
	}
	if p.IsSRGB() {
		t.Error("taken for sRGB")
	}
	// Neutral stays neutral; green is beyond sRGB; the last is computed by the matrices of D65 (Adobe RGB (1998), 4.3.5; IEC 61966-2-1, 5.2).
	for _, c := range []struct{ in, want [3]uint8 }{
		{[3]uint8{0, 0, 0}, [3]uint8{0, 0, 0}}, {[3]uint8{255, 255, 255}, [3]uint8{255, 255, 255}},
		{[3]uint8{128, 128, 128}, [3]uint8{128, 128, 128}}, {[3]uint8{0, 255, 0}, [3]uint8{0, 255, 0}},
		{[3]uint8{200, 100, 50}, [3]uint8{227, 100, 43}},
	} {
		got := p.Colour(c.in[:]...)
		for k := range 3 {
			if apart(got[k], c.want[k]) {
				t.Errorf("%v is %v, want %v", c.in, got, c.want)
				break
			}
		}
	}
}

func TestInks(t *testing.T) {
	p, err := Parse(inkProfile())
	if err != nil {
		t.Fatal(err)
	}
	if w := p.Colour(0, 0, 0, 0); w != [3]uint8{255, 255, 255} {
		t.Errorf("paper is %v", w)
	}
	if b := p.Colour(0, 0, 0, 255); b != [3]uint8{0, 0, 0} {
		t.Errorf("black is %v", b)
	}
	m := image.NewCMYK(image.Rect(0, 0, 64, 64))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.IntN(256))
	}
	got := p.Convert(m)
	// The grid's colours and the table's: the order of interpolation differs, and gamma lies between.
	for i := 0; i < len(m.Pix); i += 4 {
		want := p.Colour(m.Pix[i : i+4]...)
		for k := range 3 {
			if d := int(got.Pix[i+k]) - int(want[k]); d > 24 || d < -24 {
				t.Fatalf("pixel %d: %v, the table says %v", i/4, got.Pix[i:i+3], want)
			}
		}
	}
	for i := range 18 { // on its points it is exact
		v := [4]uint8{uint8(i * 15), 0, uint8(i * 15), 0}
		m.Pix[0], m.Pix[1], m.Pix[2], m.Pix[3] = v[0], v[1], v[2], v[3]
		if got, want := p.Convert(m).Pix[:3], p.Colour(v[:]...); [3]uint8(got) != want {
			t.Errorf("%v: %v, want %v", v, got, want)
		}
	}
}

func TestSRGB(t *testing.T) {
	b := matrixProfile(2.2, srgbColumns)
	p, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Colour(200, 100, 128); apart(c[0], 200) || apart(c[1], 100) || apart(c[2], 128) {
		t.Errorf("200 100 128 is %v", c)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(matrixProfile(2.2, srgbColumns))
	f.Add(inkProfile())
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Parse(b)
		if err != nil {
			return
		}
		v := make([]uint8, p.Channels())
		for i := range v {
			v[i] = 77
		}
		p.Colour(v...)
		p.IsSRGB()
		p.Convert(image.NewGray(image.Rect(0, 0, 2, 2)))
	})
}
