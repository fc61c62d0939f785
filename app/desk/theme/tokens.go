package theme

import "image/color"

// Token names a colour by what it is for.
type Token int

// The tokens.
const (
	Ground    Token = iota // behind sheets of paper
	Panel                  // bars, side lists, the inspector
	Paper                  // sheets, rows, fields
	Line                   // one-pixel borders
	Edge                   // borders of things that can be used: 3 : 1 would be loud, a shade above Line is enough
	Hover                  // a thing under the pointer
	Ink                    // text
	Soft                   // secondary text
	Faint                  // hints; never carries meaning alone
	Red                    // the one thing to do next, my turn, deletion, error
	RedDeep                // a red button under the pointer
	RedWash                //
	OnRed                  // text on Red
	Green                  // done, saved
	GreenWash              //
	Blue                   // information, insertion
	BlueWash               //
	Amber                  // needs attention, returned
	AmberWash              //
	Quiet                  // ground of a chip that says nothing urgent
	Comment                // ground of commented text and of what was found
	Marked                 // ground of selected text
	Scrim                  // over a window that waits for a dialog
	Shadow                 // under a sheet of paper and a menu
	tokens
)

// palette is one theme's colours by token.
type palette [tokens]color.NRGBA

var light = palette{
	Ground: rgb(0xF3F1EC), Panel: rgb(0xFAF9F6), Paper: rgb(0xFFFFFF), Line: rgb(0xDEDAD1), Edge: rgb(0xCFCABF), Hover: rgb(0xEFEDE7),
	Ink: rgb(0x22252A), Soft: rgb(0x63676E), Faint: rgb(0x9A9DA3),
	Red: rgb(0xB4232A), RedDeep: rgb(0x971B22), RedWash: rgb(0xF7E9E7), OnRed: rgb(0xFFFFFF),
	Green: rgb(0x2A7047), GreenWash: rgb(0xE6F1EA), Blue: rgb(0x2B5FA8), BlueWash: rgb(0xE7EEF8), Amber: rgb(0x855B00), AmberWash: rgb(0xFBF2DC),
	Quiet: rgb(0xEAE7E0), Comment: rgb(0xFFF3C9), Marked: rgb(0xCFE0F5), Scrim: {0x35, 0x33, 0x2E, 0x8C}, Shadow: {0x30, 0x2C, 0x24, 0x20},
}

var dark = palette{
	Ground: rgb(0x17181A), Panel: rgb(0x1F2124), Paper: rgb(0x26282C), Line: rgb(0x34373C), Edge: rgb(0x45494F), Hover: rgb(0x2E3136),
	Ink: rgb(0xE8E5DE), Soft: rgb(0xA5A8AD), Faint: rgb(0x74777D),
	Red: rgb(0xF0616A), RedDeep: rgb(0xF5858C), RedWash: rgb(0x3A2224), OnRed: rgb(0x17181A),
	Green: rgb(0x5DBB83), GreenWash: rgb(0x1E3327), Blue: rgb(0x7FAFEF), BlueWash: rgb(0x1E2B3D), Amber: rgb(0xE0B252), AmberWash: rgb(0x38301C),
	Quiet: rgb(0x33363B), Comment: rgb(0x4A421F), Marked: rgb(0x2C4464), Scrim: {0x00, 0x00, 0x00, 0xA6}, Shadow: {0x00, 0x00, 0x00, 0x50},
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// pair is text in one token on the ground of another, as the windows use them.
type pair struct{ text, ground Token }

// pairs lists every use of text on a ground. Faint is not among them: it is for hints that are said elsewhere too.
var pairs = []pair{
	{Ink, Ground}, {Ink, Panel}, {Ink, Paper}, {Ink, Hover}, {Ink, RedWash}, {Ink, GreenWash}, {Ink, BlueWash}, {Ink, AmberWash}, {Ink, Comment}, {Ink, Marked}, {Ink, Quiet},
	{Soft, Ground}, {Soft, Panel}, {Soft, Paper}, {Soft, Quiet}, {Soft, Hover}, {Soft, RedWash},
	{Red, Ground}, {Red, Panel}, {Red, Paper}, {Red, RedWash}, {OnRed, Red}, {OnRed, RedDeep},
	{Green, Ground}, {Green, Panel}, {Green, Paper}, {Green, GreenWash},
	{Blue, Panel}, {Blue, Paper}, {Blue, BlueWash}, {Amber, Panel}, {Amber, Paper}, {Amber, AmberWash},
}
