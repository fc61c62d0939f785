package theme

import (
	"image/color"
	"math"
	"testing"

	fynetheme "fyne.io/fyne/v2/theme"
)

// contrast is the contrast ratio of two opaque colours (WCAG 2.2, relative luminance).
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestContrast(t *testing.T) {
	if got := contrast(rgb(0), rgb(0xFFFFFF)); math.Abs(got-21) > 0.001 {
		t.Fatalf("black on white is %.3f : 1, not 21", got)
	}
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		for _, c := range pairs {
			if got := contrast(p[c.text], p[c.ground]); got < 4.5 {
				t.Errorf("%s: token %d (%v) on token %d (%v) is %.2f : 1", name, c.text, p[c.text], c.ground, p[c.ground], got)
			}
		}
	}
}

func TestEveryTokenHasBothColours(t *testing.T) {
	for k := Token(0); k < tokens; k++ {
		if light[k] == (color.NRGBA{}) || dark[k] == (color.NRGBA{}) {
			t.Errorf("token %d has no colour in one of the themes", k)
		}
	}
}

func TestFyneColoursAreTokens(t *testing.T) {
	for _, th := range []Theme{{}, {Dark: true}} {
		for name, k := range names {
			if got := th.Color(name, fynetheme.VariantLight); got != th.Token(k) {
				t.Errorf("dark %v: %s is %v, not token %d", th.Dark, name, got, k)
			}
		}
	}
}
