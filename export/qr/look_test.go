package qr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	xdraw "golang.org/x/image/draw"
)

// logoOf is a picture of random blots in random colours.
func logoOf(t testing.TB, random *rand.Rand) *Logo {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 20+random.IntN(200), 20+random.IntN(200)))
	for range 30 {
		x, y := random.IntN(m.Rect.Dx()), random.IntN(m.Rect.Dy())
		ink := color.NRGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256))}
		draw.Draw(m, image.Rect(x, y, x+random.IntN(60), y+random.IntN(60)), image.NewUniform(ink), image.Point{}, draw.Over)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	l, err := NewLogo(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestColours(t *testing.T) {
	for _, c := range []struct {
		text string
		want Colour
		ok   bool
	}{{"#22252A", 0x22252A, true}, {"b4232a", 0xB4232A, true}, {" #fff ", White, true}, {"", 0, false}, {"#12345", 0, false}, {"#gggggg", 0, false}, {"#1234567", 0, false}, {"+12345", 0, false}} {
		got, err := ParseColour(c.text)
		if (err == nil) != c.ok || got != c.want {
			t.Errorf("%q is %v, %v", c.text, got, err)
		}
	}
	if Contrast(Black, White) != 1 || Contrast(White, Black) != -1 {
		t.Errorf("black on white has %v, white on black %v", Contrast(Black, White), Contrast(White, Black))
	}
	code := mustNew(t, sample, M)
	for _, c := range []struct {
		dark, light Colour
		ok          bool
	}{
		{Black, White, true}, {0xB4232A, White, true}, {0x2B5FA8, 0xFFF3C9, true}, {0x22252A, 0xFAF9F6, true},
		{White, Black, false}, {Black, Black, false}, {0x808080, 0x909090, false}, {Black, 0x777777, false}, {0xFFEE00, White, false}, {0xB4232A, 0x2F7D4F, false},
	} {
		_, err := code.Dress(Look{Dark: c.dark, Light: c.light})
		if c.ok && err != nil || !c.ok && !errors.Is(err, ErrContrast) {
			t.Errorf("%v on %v: %v", c.dark, c.light, err)
		}
	}
}

// FuzzColour holds every text that is read as a colour to what it is written as.
func FuzzColour(f *testing.F) {
	for _, s := range []string{"#22252A", "fff", "", "#12345", "＃ffffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseColour(s)
		if err != nil {
			return
		}
		if again, err := ParseColour(c.String()); err != nil || again != c || c > White {
			t.Errorf("%q is %v, and that %v, %v", s, c, again, err)
		}
	})
}

func TestLogoNeedsLevelH(t *testing.T) {
	logo := logoOf(t, rand.New(rand.NewPCG(1, 1)))
	for level := range Level(len(levels)) {
		d, err := mustNew(t, sample, level).Dress(Look{Dark: Black, Light: White, Logo: logo})
		if level != H {
			if !errors.Is(err, ErrLogoLevel) {
				t.Errorf("level %v: %v", level, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if share := float64(d.hole) / float64(d.Size()); share > LogoShare || share < LogoShare/2 {
			t.Errorf("the logo takes %v of the side", share)
		}
	}
	for _, data := range [][]byte{nil, []byte("GIF89a"), []byte("no picture")} {
		if _, err := NewLogo(data); err == nil {
			t.Errorf("%q is a logo", data)
		}
	}
}

func TestSizes(t *testing.T) {
	c := mustNew(t, "https://news.example.edu/xwsd/2026/00017.html", M) // version 4 with 33 modules
	if c.Size() != 33 {
		t.Fatalf("%d modules", c.Size())
	}
	near := func(name string, got, want Millimetres) {
		t.Helper()
		if math.Abs(float64(got-want)) > 0.01 {
			t.Errorf("%s: %v mm, want %v", name, got, want)
		}
	}
	near("with quiet zone at 20 mm", c.Whole(20), 24.85)
	near("smallest at 300 dots", c.Smallest(300), 11.18)
	near("smallest at 600 dots", c.Smallest(600), 11.18)
	near("smallest at 200 dots", c.Smallest(200), 16.76)
	near("distance", Distance(24), 240)
	for version, fine := range map[int]bool{10: false, 11: true} {
		n := 200 // bytes at level M: version 10 holds 213, 11 holds 251
		if version == 11 {
			n = 240
		}
		c := mustNew(t, "https://e.cn/"+strings.Repeat("a", n-13), M)
		if c.Version() != version || c.Fine(20) != fine {
			t.Errorf("version %d at 20 mm: fine %v", c.Version(), c.Fine(20))
		}
	}
	for _, dpi := range []int{72, 150, 203, 300, 600} {
		for side := Millimetres(10); side < 60; side += 3.7 {
			pixels, perMetre := c.Pixels(side, dpi)
			scale := pixels / (c.Size() + 2*QuietZone)
			printed := float64(scale*c.Size()) / float64(perMetre) * 1000
			if float64(perMetre)*0.0254 < float64(dpi)-1 || math.Abs(printed-float64(side)) > 0.01 {
				t.Errorf("%v mm at %d dots: %d pixels at %d a metre print %v mm", side, dpi, pixels, perMetre, printed)
			}
		}
	}
}

func TestDensity(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for _, look := range []Look{Plain, {Dark: Black, Light: White, Logo: logoOf(t, random)}} {
		d, err := mustNew(t, sample, H).Dress(look)
		if err != nil {
			t.Fatal(err)
		}
		for perMetre, want := range map[int]bool{0: false, 11811: true} {
			file, err := d.PNG(400, perMetre)
			if err != nil {
				t.Fatal(err)
			}
			if got := bytes.Contains(file, []byte("pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01")); got != want {
				t.Errorf("logo %v, %d pixels a metre: said %v", look.Logo != nil, perMetre, got)
			}
			if _, err := png.Decode(bytes.NewReader(file)); err != nil {
				t.Errorf("image/png: %v", err)
			}
		}
	}
}

func TestSVGCaption(t *testing.T) {
	d := mustNew(t, sample, H)
	logo := logoOf(t, rand.New(rand.NewPCG(4, 4)))
	dressed, err := d.Dress(Look{Dark: 0x2B5FA8, Light: 0xFFFAF0, Logo: logo})
	if err != nil {
		t.Fatal(err)
	}
	file, err := dressed.SVG(30, "t", Caption{Path: "M1 1L3.5 1Q4 2 3 3C1 1 2 2 1 1Z", Height: 4.5, Fill: 0x22252A})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`fill="#fffaf0"`, `<image `, `transform="translate(0 `, `fill="#22252a"`} {
		if !strings.Contains(string(file), want) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	for _, c := range []Caption{{Path: "M1 -1L2 2Z", Height: 4}, {Path: "M1 1L2 5Z", Height: 4}, {Path: "M1 1A2 2Z", Height: 4}, {Path: `M1 1"/>`, Height: 4}, {Path: "M1 1Z"}} {
		if _, err := dressed.SVG(30, "", c); err == nil {
			t.Errorf("%v is taken", c)
		}
	}
	moved := strings.Replace(string(file), "translate(0 ", "translate(0 -", 1)
	if err := dressed.proveSVG([]byte(moved), scan); !errors.Is(err, ErrUnreadable) {
		t.Errorf("a caption over the code: %v", err)
	}
	if err := dressed.proveSVG([]byte(strings.Replace(string(file), `<image x="`, `<image x="1`, 1)), scan); !errors.Is(err, ErrUnreadable) {
		t.Error("a logo elsewhere passes")
	}
}

func TestTry(t *testing.T) {
	d := mustNew(t, sample, M).plain()
	for _, c := range []struct {
		side Millimetres
		dpi  int
		ok   bool
	}{{20, 300, true}, {12, 300, true}, {100, 300, true}, {20, 150, true}, {4, 150, false}, {1, 300, false}, {0, 300, false}, {-3, 300, false}, {Millimetres(math.NaN()), 300, false}, {20, 0, false}} {
		if err := d.Try(c.side, c.dpi); c.ok && err != nil || !c.ok && !errors.Is(err, ErrUnreadable) {
			t.Errorf("%v mm at %d: %v", c.side, c.dpi, err)
		}
	}
}

// spoilt is what a bad print and a hurried camera make of a code: turned, out of focus.
func spoilt(m *image.Gray, degrees, blur float64) *image.Gray {
	b := m.Bounds()
	n := b.Dx() * 3 / 2
	out := image.NewGray(image.Rect(0, 0, n, n))
	for i := range out.Pix {
		out.Pix[i] = 0xff
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	c, h := float64(b.Dx())/2, float64(n)/2
	for y := range n {
		for x := range n {
			dx, dy := float64(x)-h, float64(y)-h
			sx, sy := cos*dx+sin*dy+c-0.5, -sin*dx+cos*dy+c-0.5
			x0, y0 := int(math.Floor(sx)), int(math.Floor(sy))
			fx, fy := sx-float64(x0), sy-float64(y0)
			at := func(x, y int) float64 {
				if x < 0 || y < 0 || x >= b.Dx() || y >= b.Dy() {
					return float64(m.Pix[0])
				}
				return float64(m.Pix[y*m.Stride+x])
			}
			v := at(x0, y0)*(1-fx)*(1-fy) + at(x0+1, y0)*fx*(1-fy) + at(x0, y0+1)*(1-fx)*fy + at(x0+1, y0+1)*fx*fy
			out.Pix[y*out.Stride+x] = uint8(v)
		}
	}
	if blur <= 0 {
		return out
	}
	small := image.NewGray(image.Rect(0, 0, int(float64(n)/blur), int(float64(n)/blur)))
	xdraw.BiLinear.Scale(small, small.Rect, out, out.Rect, xdraw.Src, nil)
	xdraw.BiLinear.Scale(out, out.Rect, small, small.Rect, xdraw.Src, nil)
	return out
}

// zbar reads a picture with zbarimg.
func zbar(t testing.TB, m image.Image) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "code.png")
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	return strings.TrimSuffix(string(out), "\n"), err
}

// passes reads a picture as a camera does that is moved: as it is and, where that does not read, from farther away.
func passes(t testing.TB, m image.Image, read func(image.Image) (string, error)) (text string, err error) {
	t.Helper()
	for _, farther := range []float64{1, 0.7, 0.5} {
		b := m.Bounds()
		seen := image.NewGray(image.Rect(0, 0, int(float64(b.Dx())*farther), int(float64(b.Dy())*farther)))
		xdraw.ApproxBiLinear.Scale(seen, seen.Rect, m, b, xdraw.Src, nil)
		if text, err = read(seen); err == nil {
			return text, nil
		}
	}
	return text, err
}

// TestReadersAgree prints random addresses at random sizes, colours and levels, with logos and without, and reads them from rasters at
// printing resolution, turned and blurred, with two readers that share no code with the encoder.
func TestReadersAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 1124))
	darks := []Colour{Black, 0x22252A, 0xB4232A, 0x2B5FA8, 0x2F7D4F, 0x5A2D82}
	lights := []Colour{White, 0xFAF9F6, 0xFFF3C9, 0xE7EEF8}
	for i := range 30 {
		address := randomAddress(random, 20+random.IntN(120))
		level := Level(random.IntN(len(levels)))
		look := Look{Dark: darks[random.IntN(len(darks))], Light: lights[random.IntN(len(lights))]}
		if i%3 == 0 {
			level, look.Logo = H, logoOf(t, random)
		}
		d, err := mustNew(t, address, level).Dress(look)
		if err != nil {
			t.Fatalf("code %d, %q: %v", i, address, err)
		}
		dpi := []int{300, 600}[random.IntN(2)]
		side := max(15, d.Smallest(dpi)) * Millimetres(1+random.Float64())
		if err := d.Try(side, dpi); err != nil {
			t.Errorf("code %d, %q, %v at %.1f mm and %d dots: %v", i, address, level, float64(side), dpi, err)
		}
		m := d.print(float64(side / inch * Millimetres(dpi)))
		how := fmt.Sprintf("code %d, %q at level %v, %.1f mm, %d dots, logo %v", i, address, level, float64(side), dpi, look.Logo != nil)
		byZbar := func(m image.Image) (string, error) { return zbar(t, m) }
		if got, err := passes(t, m, byZbar); err != nil || got != address {
			t.Errorf("%s: zbar reads %q, %v", how, got, err)
		}
		degrees, blur := random.Float64()*360, 1+random.Float64()
		bad := spoilt(m, degrees, blur)
		how = fmt.Sprintf("%s, turned by %.0f°, blurred over %.1f dots", how, degrees, blur)
		if got, err := passes(t, bad, byZbar); err != nil || got != address {
			t.Errorf("%s: zbar reads %q, %v", how, got, err)
		}
		// gozxing loses its way in denser codes that stand askew; see TestVersions.
		got, err := passes(t, bad, func(m image.Image) (string, error) { return looking(gozxing.NewLuminanceSourceFromImage(m)) })
		if d.Version() <= 6 && (err != nil || got != address) {
			t.Errorf("%s: gozxing reads %q, %v", how, got, err)
		}
	}
}

// Files with logos and colours are read from what a viewer shows.
func TestDressedFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for i := range 12 {
		address := randomAddress(random, 20+random.IntN(80))
		look := Look{Dark: 0x2B5FA8, Light: 0xFFF3C9}
		if i%2 == 0 {
			look.Logo = logoOf(t, random)
		}
		d, err := mustNew(t, address, H).Dress(look)
		if err != nil {
			t.Fatal(err)
		}
		pixels, perMetre := d.Pixels(24, 300)
		file, err := d.PNG(pixels, perMetre)
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		quiet := pixels * QuietZone / (d.Size() + 2*QuietZone)
		at := image.Rect(quiet, quiet, pixels-quiet, pixels-quiet)
		if err := d.Seen(m, at); err != nil {
			t.Error(err)
		}
		if got, err := passes(t, m, func(m image.Image) (string, error) { return zbar(t, m) }); err != nil || got != address {
			t.Errorf("%q: zbar reads %q, %v", address, got, err)
		}
		other, err := mustNew(t, address+"x", H).Dress(look)
		if err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{"another code": other.Seen(m, at), "a place outside": d.Seen(m, at.Add(image.Pt(quiet*3, 0))), "nothing": d.Seen(image.NewGray(m.Bounds()), at)} {
			if !errors.Is(err, ErrUnreadable) {
				t.Errorf("%s is seen: %v", name, err)
			}
		}
	}
}
