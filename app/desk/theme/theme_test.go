package theme

import (
	"image/color"
	"math"
	"testing"

	fynetheme "fyne.io/fyne/v2/theme"
)

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

// TestAuthors makes sure that the colours of twelve people can be read and told apart.
func TestAuthors(t *testing.T) {
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		var seen []color.NRGBA
		for i := range 40 {
			c := authorOn(i, p[Paper], p[Panel])
			if a, b := contrast(c, p[Paper]), contrast(c, p[Panel]); a < 4.5 || b < 4.5 {
				t.Errorf("%s: author %d (%v) is %.2f : 1 on paper and %.2f : 1 on panels", name, i, c, a, b)
			}
			for j, o := range seen {
				apart := math.Abs(float64(c.R)-float64(o.R)) + math.Abs(float64(c.G)-float64(o.G)) + math.Abs(float64(c.B)-float64(o.B))
				if apart == 0 || i < 12 && apart < 24 {
					t.Errorf("%s: authors %d and %d are %v and %v", name, j, i, o, c)
				}
			}
			seen = append(seen, c)
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
