package qr

import (
	"fmt"
)

// Look is what a code looks like.
type Look struct {
	Dark, Light Colour // of the modules, and of the ground with the quiet zone
	Logo        *Logo  // in the middle; nil for none
}

// Plain is black on white.
var Plain = Look{Dark: Black, Light: White}

// Drawing is a code with a look, ready to be drawn. Its Code has light modules where a logo stands.
type Drawing struct {
	Code
	look Look
	hole int // side in modules of the logo's square
}

// Dress gives a code a look. It fails with [ErrContrast] for colours that are too alike, with [ErrLogoLevel] for a logo on a code of
// another level than H, and with [ErrUnreadable] where the logo hides too much.
func (c Code) Dress(l Look) (Drawing, error) {
	if err := checkColours(l.Dark, l.Light); err != nil {
		return Drawing{}, err
	}
	d := Drawing{Code: c, look: l}
	if l.Logo == nil {
		return d, nil
	}
	if c.level != H {
		return Drawing{}, fmt.Errorf("qr: %w; this code has %v", ErrLogoLevel, c.level)
	}
	d.hole = c.logoModules()
	var err error
	d.Code, err = c.cleared(d.hole)
	return d, err
}

// plain is the code in black on white.
func (c Code) plain() Drawing { return Drawing{Code: c, look: Plain} }

// Look is what the drawing looks like.
func (d Drawing) Look() Look { return d.look }

// LogoBox is where the logo stands: its left and top edge and its side in modules, from the code's top left corner; half a module of light
// ground is around it. The logo is fitted into that square. Zero for no logo.
func (d Drawing) LogoBox() (at, side float64) {
	if d.look.Logo == nil {
		return 0, 0
	}
	return float64(d.size-d.hole)/2 + 0.5, float64(d.hole - 1)
}
