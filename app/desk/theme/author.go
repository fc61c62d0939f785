package theme

import (
	"image/color"
	"math"
)

// Author returns the colour of the n-th person whose changes are shown, from 0 on. No two are alike, and each can be read as text on paper and on
// panels in the theme of the running application.
func Author(n int) color.NRGBA { return authorOn(n, opaque(Color(Paper)), opaque(Color(Panel))) }

func opaque(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

const (
	firstTurn  = 0.6
	goldenTurn = 0.6180339887498949 // of a turn: hues that follow each other at it never meet
	authorRead = 4.6                // contrast to both grounds
	leastHue   = 22.0               // degrees: red is for what is to be done next
	hues       = 312.0
)

// authorOn goes from the middle of the n-th hue towards black on light grounds, and towards white on dark ones, until it can be read.
func authorOn(n int, grounds ...color.NRGBA) color.NRGBA {
	hue := leastHue + hues*math.Mod(firstTurn+goldenTurn*float64(n), 1)
	step := -0.01
	if luminance(grounds[0]) < 0.2 {
		step = 0.01
	}
	for l := 0.5; l > 0 && l < 1; l += step {
		c := hsl(hue, 0.72, l)
		readable := true
		for _, g := range grounds {
			readable = readable && contrast(c, g) >= authorRead
		}
		if readable {
			return c
		}
	}
	return opaque(Color(Ink))
}

// hsl returns a colour of a hue in degrees, saturation and lightness (CSS Color 4, 7.1).
func hsl(h, s, l float64) color.NRGBA {
	f := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		v := l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
		return uint8(math.Round(255 * v))
	}
	return color.NRGBA{R: f(0), G: f(8), B: f(4), A: 0xFF}
}

// contrast is the contrast ratio of two opaque colours (WCAG 2.2, relative luminance).
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
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
