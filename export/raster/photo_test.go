package raster_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

func photograph(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	filled(m)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// turned is a PNG of 50 × 30 pixels when upright, red above left, green above right, blue below left, stored as the orientation says.
func turned(t testing.TB, orientation int) []byte {
	t.Helper()
	const w, h = 50, 30
	upright := func(x, y int) color.RGBA {
		switch {
		case x < w/2 && y < h/2:
			return color.RGBA{200, 0, 0, 255}
		case y < h/2:
			return color.RGBA{0, 150, 0, 255}
		case x < w/2:
			return color.RGBA{0, 0, 200, 255}
		}
		return color.RGBA{250, 240, 200, 255}
	}
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	m := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			// Where the stored row and column lie in the upright picture (EXIF 2.3, 4.6.4): row 0 on its top, right, bottom or left side.
			ux, uy := x, y
			switch orientation {
			case 2:
				ux, uy = w-1-x, y
			case 3:
				ux, uy = w-1-x, h-1-y
			case 4:
				ux, uy = x, h-1-y
			case 5:
				ux, uy = y, x
			case 6:
				ux, uy = w-1-y, x
			case 7:
				ux, uy = w-1-y, h-1-x
			case 8:
				ux, uy = y, h-1-x
			}
			m.SetRGBA(x, y, upright(ux, uy))
		}
	}
	return withOrientation(t, m, orientation)
}

func withOrientation(t testing.TB, m image.Image, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	be := binary.BigEndian
	chunk := append([]byte("eXIf"), 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	whole := append(be.AppendUint32(nil, uint32(len(chunk)-4)), chunk...)
	whole = be.AppendUint32(whole, crc32.ChecksumIEEE(chunk))
	return append(append(b.Bytes()[:33:33], whole...), b.Bytes()[33:]...)
}

// vast is the head of a PNG that says it has 30,000 × 30,000 pixels.
func vast(t testing.TB) []byte {
	t.Helper()
	b := withOrientation(t, image.NewGray(image.Rect(0, 0, 1, 1)), 1)
	be := binary.BigEndian
	be.PutUint32(b[16:], 30_000)
	be.PutUint32(b[20:], 30_000)
	be.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}
