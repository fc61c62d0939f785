package qr

import "math"

const inch Millimetres = 25.4

// The rules of thumb for codes on paper.
const (
	dotsPerModule = 4    // of the printer (Denso Wave, qrcode.com, «Point for setting the module size»)
	finestModule  = 0.35 // mm: version 10 at 20 mm; what a telephone in the hand reads in the light of a room
	finestDPI     = 300  // a finer printer makes no better telephone
	reach         = 10   // a code is read from ten times its side (vendors' rule, no standard)
)

// Module is the side of one module of a code that is printed so large. The side is the code's own, without its quiet zone, here and
// in [Code.Smallest], [Code.Fine] and [Distance].
func (c Code) Module(side Millimetres) Millimetres { return side / Millimetres(max(1, c.size)) }

// Whole is the side with the quiet zone of a code that is printed so large.
func (c Code) Whole(side Millimetres) Millimetres {
	return c.Module(side) * Millimetres(c.size+2*QuietZone)
}

// Smallest is the least side that is safe at a resolution in dots an inch: four dots to a module, and for printers finer than 300 dots as
// large as for those.
func (c Code) Smallest(dpi int) Millimetres {
	return Millimetres(c.size*dotsPerModule) * inch / Millimetres(max(1, min(dpi, finestDPI)))
}

// Fine reports whether modules would be finer than 0.35 mm, which telephones read badly: past version 10 at 20 mm.
func (c Code) Fine(side Millimetres) bool { return c.Module(side) < finestModule-1e-9 }

// Distance is how far away a code so large is read from.
func Distance(side Millimetres) Millimetres { return side * reach }

// Pixels returns what a picture needs to print the code at a side with at least so many dots an inch: its width in pixels, quiet zone
// included, and its resolution in pixels a metre, for which the side is exact. Modules are whole pixels, so the resolution is a little finer
// than asked.
func (c Code) Pixels(side Millimetres, dpi int) (pixels, perMetre int) {
	scale := max(1, int(math.Ceil(float64(c.Module(side)/inch)*float64(dpi)-1e-9)))
	return scale * (c.size + 2*QuietZone), int(math.Round(float64(scale) / float64(c.Module(side)) * 1000))
}
