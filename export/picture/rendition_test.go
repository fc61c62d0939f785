package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

const secret = "GPS 31.2304N 121.4737E"

// noise is a picture of w × h pixels that is nowhere alike.
func noise(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(7 * x), uint8(11 * y), uint8(x*y + 3), 255})
		}
	}
	return m
}

// dirty encodes a picture and puts a place and words everywhere the format has room for them.
func dirty(t testing.TB, m image.Image, format string, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	exif := append(upright(orientation), secret...)
	switch format {
	case "jpeg":
		if err = jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
			break
		}
		seg := func(marker byte, body string) []byte {
			s := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
			return append(s, body...)
		}
		out := slices.Concat([]byte{0xff, 0xd8}, seg(0xe1, "Exif\x00\x00"+string(exif)), seg(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+secret), seg(0xed, "Photoshop 3.0\x00"+secret),
			seg(0xfe, secret), b.Bytes()[2:], []byte(secret))
		return out
	case "png":
		if err = png.Encode(&b, m); err != nil {
			break
		}
		out := slices.Concat(b.Bytes()[:33], chunk("eXIf", exif), chunk("tEXt", []byte("Author\x00"+secret)), b.Bytes()[33:], []byte(secret))
		return out
	default:
		p := image.NewPaletted(m.Bounds(), color.Palette{color.Black, color.White, color.RGBA{255, 0, 0, 255}})
		for i := range p.Pix {
			p.Pix[i] = uint8(i % 3)
		}
		if err = gif.Encode(&b, p, nil); err != nil {
			break
		}
		raw := b.Bytes()
		at := 13 + colours(raw[10])
		comment := append([]byte{0x21, 0xfe, byte(len(secret))}, secret...)
		return slices.Concat(raw[:at], comment, []byte{0}, raw[at:], []byte(secret))
	}
	t.Fatal(err)
	return nil
}

// see decodes a picture upright.
func see(t testing.TB, b []byte) *image.RGBA {
	t.Helper()
	m, c, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	flat := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	for y := range c.Height {
		for x := range c.Width {
			flat.Set(x, y, m.At(x, y))
		}
	}
	return Turn(flat, Orientation(b))
}

// TestRendition is the law on what leaves the house: nothing but the picture, pixel by pixel as it was.
func TestRendition(t *testing.T) {
	for _, format := range []string{"jpeg", "png", "gif"} {
		rapid.Check(t, func(r *rapid.T) {
			w, h := rapid.IntRange(1, 40).Draw(r, "w"), rapid.IntRange(1, 40).Draw(r, "h")
			o := rapid.IntRange(1, 8).Draw(r, "orientation")
			b := dirty(t, noise(w, h), format, o)
			out, err := Rendition(b, nil)
			if err != nil {
				r.Fatal(err)
			}
			if bytes.Contains(out, []byte("GPS")) {
				r.Fatalf("%s: the place is still in it", format)
			}
			if !slices.Equal(see(t, out).Pix, see(t, b).Pix) {
				r.Fatalf("%s %d × %d, orientation %d: other pixels", format, w, h, o)
			}
			again, err := Rendition(out, nil)
			if err != nil || !bytes.Equal(again, out) {
				r.Fatalf("%s: a rendition of a rendition differs: %v", format, err)
			}
		})
	}
}

// TestPart is the law on crops: the part of a picture as it is seen, whatever way it is stored.
func TestPart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w, h := rapid.IntRange(1, 40).Draw(r, "w"), rapid.IntRange(1, 40).Draw(r, "h")
		b := dirty(t, noise(w, h), "png", rapid.IntRange(1, 8).Draw(r, "orientation"))
		whole := see(t, b)
		x0, y0 := rapid.IntRange(0, whole.Rect.Dx()-1).Draw(r, "x"), rapid.IntRange(0, whole.Rect.Dy()-1).Draw(r, "y")
		part := image.Rect(x0, y0, rapid.IntRange(x0+1, whole.Rect.Dx()).Draw(r, "x1"), rapid.IntRange(y0+1, whole.Rect.Dy()).Draw(r, "y1"))
		out, err := Rendition(b, func(int, int) image.Rectangle { return part })
		if err != nil {
			r.Fatal(err)
		}
		got := see(t, out)
		if got.Rect.Size() != part.Size() {
			r.Fatalf("%v, want %v", got.Rect, part)
		}
		for y := range part.Dy() {
			for x := range part.Dx() {
				if got.RGBAAt(x, y) != whole.RGBAAt(part.Min.X+x, part.Min.Y+y) {
					r.Fatalf("%d, %d differs", x, y)
				}
			}
		}
	})
}

func TestPartOutside(t *testing.T) {
	b := dirty(t, noise(10, 10), "png", 1)
	for _, part := range []image.Rectangle{{}, image.Rect(5, 5, 11, 8), image.Rect(-1, 0, 4, 4)} {
		if _, err := Rendition(b, func(int, int) image.Rectangle { return part }); err == nil {
			t.Errorf("%v was taken", part)
		}
	}
}

func TestReduced(t *testing.T) {
	for _, c := range []struct {
		w, h, orientation int
		want              image.Point
	}{{400, 200, 1, image.Pt(100, 50)}, {400, 200, 6, image.Pt(50, 100)}, {50, 400, 1, image.Pt(12, 100)}, {100, 80, 1, image.Pt(100, 80)}, {100, 80, 8, image.Pt(80, 100)}} {
		out, err := Reduced(dirty(t, noise(c.w, c.h), "jpeg", c.orientation), nil, 100)
		if err != nil {
			t.Fatalf("%d × %d: %v", c.w, c.h, err)
		}
		if m, _, err := Decode(out); err != nil || m.Bounds().Size() != c.want || Orientation(out) != 1 {
			t.Errorf("%d × %d, orientation %d: %v %v, want %v upright", c.w, c.h, c.orientation, m.Bounds(), err, c.want)
		}
	}
}

// TestHostile holds what is huge, cut off or lying away from the decoders.
func TestHostile(t *testing.T) {
	whole := dirty(t, noise(30, 20), "png", 1)
	bomb := slices.Clone(whole[:33])
	binary.BigEndian.PutUint32(bomb[16:], 50_000)
	binary.BigEndian.PutUint32(bomb[20:], 50_000)
	bomb = append(bomb[:29], chunk("IHDR", bomb[16:29])[21:]...)
	bomb = append(bomb, whole[33:]...)
	photo := dirty(t, noise(30, 20), "jpeg", 1)
	for name, b := range map[string][]byte{
		"nothing": {}, "words": []byte("GIF, or so it says"), "a bomb": bomb, "half a PNG": whole[:len(whole)/2], "half a JPEG": photo[:len(photo)/2],
		"a header": photo[:2], "too many bytes": make([]byte, MaxBytes+1),
	} {
		if _, err := Rendition(b, nil); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func FuzzRendition(f *testing.F) {
	for _, format := range []string{"jpeg", "png", "gif"} {
		f.Add(dirty(f, noise(9, 7), format, 6))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, _, err := Config(b); err != nil || c.Width*c.Height > 1<<16 {
			return
		}
		out, err := Rendition(b, nil)
		if err != nil {
			return
		}
		if _, _, err := Config(out); err != nil {
			t.Fatalf("what came out is none: %v", err)
		}
	})
}
