package qr

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"pgregory.net/rapid"
)

// sample has 64 bytes.
const sample = "https://news.example.edu/campus/2026/00001.html?source=poster-01"

func mustNew(t testing.TB, address string, level Level) Code {
	t.Helper()
	c, err := New(address, level)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNew(t *testing.T) {
	c := mustNew(t, sample, M)
	if c.Content() != sample || c.Level() != M || c.Version() != 5 || c.Size() != 37 {
		t.Errorf("got %q, level %v, version %d, %d modules", c.Content(), c.Level(), c.Version(), c.Size())
	}
	if c != mustNew(t, sample, M) {
		t.Error("equal calls give different codes")
	}
	if zero := (Code{}); zero.Version() != 0 || zero.Dark(0, 0) || len(zero.Rects()) != 0 {
		t.Errorf("the zero code is not empty: %v", zero)
	}
	// The three finder patterns, and no light module beyond the edges (ISO/IEC 18004:2015, 6.3.3).
	for _, at := range [][2]int{{0, 0}, {30, 0}, {0, 30}} {
		for y := range 7 {
			for x := range 7 {
				want := max(abs(x-3), abs(y-3)) != 2
				if c.Dark(at[0]+x, at[1]+y) != want {
					t.Errorf("module %d %d of the finder pattern at %v is wrong", x, y, at)
				}
			}
		}
	}
	for i := -2; i < 45; i++ {
		if c.Dark(-1, i) || c.Dark(i, -1) || c.Dark(37, i) || c.Dark(i, 37) {
			t.Errorf("a module outside the code is dark at %d", i)
		}
	}
}

func abs(n int) int { return max(n, -n) }

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		name, address string
		level         Level
		says          string
	}{
		{"nothing", "", M, "no address"},
		{"no such level", sample, 4, "Level(4)"},
		{"Chinese", "https://e.cn/路", M, "byte 13"},
		{"space", "https://e.cn/ ", M, "0x20"},
		{"control", "https://e.cn/\x7f", M, "0x7f"},
		{"Latin-1", "https://e.cn/\xe9", M, "0xe9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := New(c.address, c.level)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v; want one with %q", err, c.says)
			}
			if got != (Code{}) {
				t.Errorf("a refused address gives a code: %v", got)
			}
		})
	}
}

// TestCapacity fills version 40 at every level to the last byte (ISO/IEC 18004:2015, table 7), and one byte more.
func TestCapacity(t *testing.T) {
	for level, most := range map[Level]int{L: 2953, M: 2331, Q: 1663, H: 1273} {
		full := "https://e.cn/" + strings.Repeat("a", most-13)
		c := mustNew(t, full, level)
		if c.Version() != 40 || c.Size() != 177 {
			t.Errorf("level %v: %d bytes give version %d", level, most, c.Version())
		}
		_, err := New(full+"a", level)
		if says := fmt.Sprintf("%d bytes at level %v (which holds at most %d bytes)", most+1, level, most); err == nil ||
			!strings.Contains(err.Error(), says) {
			t.Errorf("level %v: error %v; want one with %q", level, err, says)
		}
	}
}

// TestVersions makes every version at every level and reads it upright, and the versions of printed addresses as a camera
// would; gozxing loses its way in some larger ones, where zbar does not.
func TestVersions(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 18004))
	for level := range Level(len(levels)) {
		seen := map[int]bool{}
		for n := 14; n <= levels[level].bytes; n += 1 + n/40 {
			c := mustNew(t, randomAddress(random, n), level)
			if seen[c.Version()] {
				continue
			}
			seen[c.Version()] = true
			rectsCover(t, c)
			file, err := c.PNG(4 * (c.Size() + 2*QuietZone))
			if err != nil {
				t.Fatalf("version %d at level %v: %v", c.Version(), level, err)
			}
			if err := c.plain().provePNG(file, camera); err != nil && c.Version() <= 9 {
				t.Errorf("version %d at level %v does not read as a camera reads: %v; content %q", c.Version(), level, err, c.Content())
			}
			if _, err := c.SVG(40, ""); err != nil {
				t.Errorf("version %d at level %v: %v", c.Version(), level, err)
			}
		}
		if len(seen) < 36 {
			t.Errorf("level %v: only %d versions were made", level, len(seen))
		}
	}
}

// randomAddress has n bytes of all that an ASCII address may hold.
func randomAddress(random *rand.Rand, n int) string {
	b := []byte("https://e.cn/")
	for len(b) < n {
		b = append(b, plain[random.IntN(len(plain))])
	}
	return string(b)
}

// TestEveryForm takes random addresses through every form at random levels and sizes.
func TestEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address, err := ASCIIAddress(addresses.Draw(t, "raw"))
		if err != nil {
			return
		}
		address += strings.Repeat("x", rapid.IntRange(0, 400).Draw(t, "more"))
		level := Level(rapid.IntRange(0, len(levels)-1).Draw(t, "level"))
		c, err := New(address, level)
		if err != nil {
			t.Fatal(err)
		}
		rectsCover(t, c)
		pixels := c.Size() + 2*QuietZone + rapid.IntRange(0, 900).Draw(t, "pixels")
		file, err := c.PNG(pixels)
		if err != nil {
			t.Fatal(err)
		}
		shows(t, c, file, pixels)
		if _, err := c.SVG(Millimetres(rapid.Float64Range(0.001, 10_000).Draw(t, "side")), rapid.String().Draw(t, "title")); err != nil {
			t.Fatal(err)
		}
	})
}

// rectsCover checks that the rectangles lie on dark modules only, on each once, and are fewer than the runs they were made of.
func rectsCover(t interface{ Fatalf(string, ...any) }, c Code) {
	covered := make([]bool, c.Size()*c.Size())
	rects := c.Rects()
	for i, r := range rects {
		if r.W < 1 || r.H < 1 {
			t.Fatalf("%q: rectangle %v is empty", c.Content(), r)
		}
		if i > 0 && (r.Y < rects[i-1].Y || r.Y == rects[i-1].Y && r.X <= rects[i-1].X) {
			t.Fatalf("%q: rectangle %v follows %v", c.Content(), r, rects[i-1])
		}
		for y := r.Y; y < r.Y+r.H; y++ {
			for x := r.X; x < r.X+r.W; x++ {
				if !c.Dark(x, y) || covered[y*c.Size()+x] {
					t.Fatalf("%q: rectangle %v covers a light module or one twice, at %d %d", c.Content(), r, x, y)
				}
				covered[y*c.Size()+x] = true
			}
		}
	}
	runs := 0
	for y := range c.Size() {
		for x := range c.Size() {
			if c.Dark(x, y) && !covered[y*c.Size()+x] {
				t.Fatalf("%q: dark module %d %d is not covered", c.Content(), x, y)
			}
			if c.Dark(x, y) && !c.Dark(x-1, y) {
				runs++
			}
		}
	}
	if len(rects) >= runs {
		t.Fatalf("%q: %d rectangles for %d runs: nothing was joined", c.Content(), len(rects), runs)
	}
}

func TestRectsRefused(t *testing.T) {
	c := mustNew(t, sample, M)
	for _, damage := range []struct {
		name  string
		rects []Rect
	}{
		{"none", nil},
		{"outside", append(c.Rects(), Rect{0, 0, 100, 1})},
		{"in the quiet zone", append(c.Rects(), Rect{15, -2, 1, 1})},
		{"half of them", c.Rects()[:len(c.Rects())/2]},
		{"another code's", mustNew(t, sample[:63]+"2", M).Rects()},
	} {
		t.Run(damage.name, func(t *testing.T) {
			if err := c.proveRects(damage.rects, scan); !errors.Is(err, ErrUnreadable) {
				t.Errorf("error %v; want ErrUnreadable", err)
			}
		})
	}
}

func TestLevel(t *testing.T) {
	var l Level
	if got := fmt.Sprint(l, L, M, Q, H, Level(9)); got != "M L M Q H Level(9)" {
		t.Errorf("levels print as %s", got)
	}
}

// A lying reader sees another address.
func lying(*gozxing.BitMatrix) (string, error) { return "https://example.com/", nil }
