package qr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// camera reads a picture the long way: it looks for the finder patterns and follows them.
func camera(picture *gozxing.BitMatrix) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmap(blackAndWhite{picture})
	if err != nil {
		return "", err
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}

// TestPNGReadsElsewhere reads pictures with gozxing's own path from image to text, binarizer included.
func TestPNGReadsElsewhere(t *testing.T) {
	for level := range Level(len(levels)) {
		for _, raw := range []string{sample, "http://例え.中国/路径?题=通知", "https://e.cn/1"} {
			address, err := ASCIIAddress(raw)
			if err != nil {
				t.Fatal(err)
			}
			for _, pixels := range []int{200, 256, 601} {
				file, err := mustNew(t, address, level).PNG(pixels)
				if err != nil {
					t.Fatal(err)
				}
				shown, err := png.Decode(bytes.NewReader(file))
				if err != nil {
					t.Fatal(err)
				}
				bitmap, err := gozxing.NewBinaryBitmapFromImage(shown)
				if err != nil {
					t.Fatal(err)
				}
				result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
				if err != nil || result.GetText() != address {
					t.Errorf("%s at level %v and %d pixels reads %v, %v", address, level, pixels, result, err)
				}
			}
		}
	}
}

// shows checks every pixel of a PNG against the code's modules.
func shows(t interface{ Fatalf(string, ...any) }, c Code, file []byte, pixels int) {
	shown, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v", err)
	}
	if b := shown.Bounds(); b != image.Rect(0, 0, pixels, pixels) {
		t.Fatalf("the picture is %v; want %d pixels", b, pixels)
	}
	scale := pixels / (c.Size() + 2*QuietZone)
	edge := (pixels - scale*c.Size()) / 2
	if edge < QuietZone*scale {
		t.Fatalf("the quiet zone has %d pixels of %d to a module", edge, scale)
	}
	paletted := shown.(*image.Paletted)
	for y := range pixels {
		for x := range pixels {
			want := uint8(0)
			if x >= edge && y >= edge && c.Dark((x-edge)/scale, (y-edge)/scale) {
				want = 1
			}
			if paletted.ColorIndexAt(x, y) != want {
				t.Fatalf("pixel %d %d of %d is wrong for %q", x, y, pixels, c.Content())
			}
		}
	}
}

func TestPNG(t *testing.T) {
	c := mustNew(t, sample, M) // 37 modules, 45 with the quiet zone
	for _, pixels := range []int{45, 46, 89, 90, 91, 100, 256, 600, 1000, 2047} {
		file, err := c.PNG(pixels)
		if err != nil {
			t.Fatal(err)
		}
		shows(t, c, file, pixels)
		again, err := c.PNG(pixels)
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("%d pixels: equal calls give different bytes, %v", pixels, err)
		}
		config, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		palette, ok := config.ColorModel.(color.Palette)
		if bitDepth := file[24]; !ok || len(palette) != 2 || bitDepth != 1 {
			t.Errorf("%d pixels: a picture of %d bits with %v", pixels, bitDepth, config.ColorModel)
		}
	}
	for _, refused := range []struct {
		pixels int
		says   string
	}{
		{44, "at least 45"}, {0, "at least 45"}, {-1, "at least 45"}, {8193, "at most 8192"},
	} {
		if _, err := c.PNG(refused.pixels); err == nil || !strings.Contains(err.Error(), refused.says) {
			t.Errorf("%d pixels: error %v; want one with %q", refused.pixels, err, refused.says)
		}
	}
	if _, err := (Code{}).PNG(100); !errors.Is(err, ErrUnreadable) {
		t.Errorf("the zero code gives a picture, or error %v", err)
	}
}

// TestPNGTogether draws one code at once from many goroutines, which share compressors.
func TestPNGTogether(t *testing.T) {
	c := mustNew(t, sample, M)
	want, err := c.PNG(256)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 20 {
				if _, err := c.PNG(100 + i); err != nil {
					t.Error(err)
				}
				if got, err := c.PNG(256); err != nil || !bytes.Equal(got, want) {
					t.Errorf("the same picture has other bytes, %v", err)
				}
			}
		})
	}
	all.Wait()
}

func TestPNGLargest(t *testing.T) {
	c := mustNew(t, "https://e.cn/1", H)
	file, err := c.PNG(largestPNG)
	if err != nil {
		t.Fatal(err)
	}
	if len(file) > 100_000 {
		t.Errorf("the largest picture has %d bytes", len(file))
	}
}

func TestPNGDamaged(t *testing.T) {
	c := mustNew(t, sample, M)
	const pixels = 450
	file, err := c.PNG(pixels)
	if err != nil {
		t.Fatal(err)
	}
	paint := func(r image.Rectangle, ink color.Color) []byte {
		shown, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		draw.Draw(shown.(draw.Image), r, image.NewUniform(ink), image.Point{}, draw.Src)
		var b bytes.Buffer
		if err := png.Encode(&b, shown); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	cropped := func() []byte {
		shown, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, shown.(*image.Paletted).SubImage(image.Rect(20, 20, 430, 430))); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	grey := func() []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, pixels, pixels))); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	other, err := mustNew(t, sample[:63]+"2", M).PNG(pixels)
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range []struct {
		name string
		file []byte
		says string
	}{
		{"nothing", nil, ""},
		{"cut short", file[:len(file)-20], ""},
		{"a bit turned over", append(append(bytes.Clone(file[:80]), file[80]^4), file[81:]...), ""},
		{"white", paint(image.Rect(0, 0, pixels, pixels), color.White), ""},
		{"black", paint(image.Rect(0, 0, pixels, pixels), color.Black), ""},
		{"a finder pattern gone", paint(image.Rect(40, 40, 110, 110), color.White), ""},
		{"the middle gone", paint(image.Rect(120, 120, 370, 370), color.White), ""},
		{"a spot in the quiet zone", paint(image.Rect(435, 200, 440, 205), color.Black), ""},
		{"cropped", cropped(), "quiet zone"},
		{"not black and white", grey(), "PLTE"},
		{"another code", other, `reads "` + sample[:63] + `2"`},
	} {
		t.Run(damage.name, func(t *testing.T) {
			err := c.plain().provePNG(damage.file, scan)
			if !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), damage.says) {
				t.Errorf("error %v; want ErrUnreadable with %q", err, damage.says)
			}
		})
	}
	if err := c.plain().provePNG(paint(image.Rect(200, 200, 210, 210), color.White), scan); err != nil {
		t.Errorf("one lost module is more than level M bears: %v", err)
	}
	if err := c.plain().provePNG(file, scan); err != nil {
		t.Errorf("the whole picture is refused: %v", err)
	}
}

// TestProofGuards puts a reader in the way that sees something else: no form may come out.
func TestProofGuards(t *testing.T) {
	c := mustNew(t, sample, M)
	blind := func(*gozxing.BitMatrix) (string, error) { return "", errors.New("too dark") }
	wiping := func(p *gozxing.BitMatrix) (string, error) {
		for y := p.GetHeight() / 3; y < p.GetHeight(); y++ {
			for x := p.GetWidth() / 3; x < p.GetWidth(); x++ {
				p.Unset(x, y)
			}
		}
		return scan(p)
	}
	for name, read := range map[string]reader{"lying": lying, "blind": blind, "wiping": wiping} {
		file, err := c.plain().png(300, 0, read)
		if file != nil || !errors.Is(err, ErrUnreadable) {
			t.Errorf("PNG before a %s reader: %d bytes, %v", name, len(file), err)
		}
		file, err = c.plain().svg(30, "", Caption{}, read)
		if file != nil || !errors.Is(err, ErrUnreadable) {
			t.Errorf("SVG before a %s reader: %d bytes, %v", name, len(file), err)
		}
		if err := c.proveRects(c.Rects(), read); !errors.Is(err, ErrUnreadable) {
			t.Errorf("rectangles before a %s reader: %v", name, err)
		}
	}
	if _, err := c.plain().png(300, 0, lying); !strings.Contains(fmt.Sprint(err), `"https://example.com/"`) {
		t.Errorf("the error does not say what was read: %v", err)
	}
}
