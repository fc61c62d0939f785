package qr

import (
	"fmt"

	qrcode "github.com/skip2/go-qrcode"
)

// Level is how much of a code may be lost and still be read (ISO/IEC 18004:2015, 6.5.1). More safety makes a denser code, so
// M is the default and the zero value; H is for a code that carries a logo.
type Level uint8

const (
	M Level = iota // about 15 % of the code may be lost
	L              // about 7 %
	Q              // about 25 %
	H              // about 30 %
)

var levels = [...]struct {
	name     string
	recovery qrcode.RecoveryLevel
	bytes    int // the most bytes that version 40 holds (ISO/IEC 18004:2015, table 7)
}{
	M: {"M", qrcode.Medium, 2331},
	L: {"L", qrcode.Low, 2953},
	Q: {"Q", qrcode.High, 1663},
	H: {"H", qrcode.Highest, 1273},
}

// String is the level's letter in the standard.
func (l Level) String() string {
	if int(l) >= len(levels) {
		return fmt.Sprintf("Level(%d)", uint8(l))
	}
	return levels[l].name
}
