package qr

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is an sRGB colour, 0xRRGGBB.
type Colour uint32

// The colours of a code where nobody asks for others.
const (
	Black Colour = 0x000000
	White Colour = 0xFFFFFF
)

// ParseColour reads #RGB or #RRGGBB, with or without the #.
func ParseColour(s string) (Colour, error) {
	digits := strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	v, err := strconv.ParseUint(digits, 16, 24)
	if err != nil || len(digits) != 6 {
		return 0, fmt.Errorf("qr: %q is not a colour like #22252A", s)
	}
	return Colour(v), nil
}

// String is the colour as #rrggbb.
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c&0xFFFFFF)) }

func (c Colour) rgb() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// grey is how light a camera's picture shows the colour, 0 to 255, as both readers of the tests weigh it (ITU-R BT.601).
func (c Colour) grey() uint8 {
	r, g, b := c.rgb()
	return uint8((299*int(r) + 587*int(g) + 114*int(b) + 500) / 1000)
}

// reflectance is the share of light that ink of the colour gives back: its relative luminance (IEC 61966-2-1).
func (c Colour) reflectance() float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s <= 0.04045 {
			return s / 12.92
		} else {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	r, g, b := c.rgb()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// Contrast is the symbol contrast of two colours: the reflectance of the light one less that of the dark one, −1 to 1 (ISO/IEC
// 15415:2011, 7.8.2). Below 0 the code would be light on dark, which many readers do not look for.
func Contrast(dark, light Colour) float64 { return light.reflectance() - dark.reflectance() }

// The contrasts that part the standard's grades (ISO/IEC 15415:2011, table 4).
const (
	GoodContrast  = 0.70 // grade A
	LeastContrast = 0.40 // grade C; less is refused
)

// leastGrey is how far two colours must be apart in a camera's picture, of 255: a threshold in the middle must leave room for shade and noise.
const leastGrey = 80

// ErrContrast says that two colours are too near to each other, or exchanged, to be read.
var ErrContrast = errors.New("the colours of the code are too alike, or light on dark")

// checkColours refuses colours that a camera may not tell apart.
func checkColours(dark, light Colour) error {
	if c := Contrast(dark, light); c < LeastContrast || int(light.grey())-int(dark.grey()) < leastGrey {
		return fmt.Errorf("qr: %w: the contrast of %v on %v is %.0f %%; %.0f are needed", ErrContrast, dark, light, c*100, LeastContrast*100)
	}
	return nil
}
