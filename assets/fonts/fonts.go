package fonts

import _ "embed"

//go:embed song.ttf
var song []byte

//go:embed song-bold.ttf
var songBold []byte

//go:embed hei.ttf
var hei []byte

//go:embed hei-bold.ttf
var heiBold []byte

//go:embed kai.ttf
var kai []byte

// Face is one of the embedded faces.
type Face uint8

// The faces.
const (
	Song     Face = iota // Noto Serif SC: the manuscript and the printed page
	SongBold             // headlines, strong text
	Hei                  // Noto Sans SC: the interface, captions
	HeiBold              // dialog titles, headings
	Kai                  // LXGW WenKai under another name: emphasis, quotations, bylines
)

var faces = [...]struct {
	name string
	data []byte
}{
	Song:     {"Noto Serif SC Regular", song},
	SongBold: {"Noto Serif SC Bold", songBold},
	Hei:      {"Noto Sans SC Regular", hei},
	HeiBold:  {"Noto Sans SC Bold", heiBold},
	Kai:      {"Galley Kai Regular", kai},
}

// All returns every face.
func All() []Face { return []Face{Song, SongBold, Hei, HeiBold, Kai} }

// String returns the face's family and weight.
func (f Face) String() string { return faces[f].name }

// Data returns the face as a TrueType file of 7 to 14 MB. The bytes are those of the program itself: whoever writes into a face, as gofpdf
// does, makes a copy first.
func (f Face) Data() []byte { return faces[f].data }
