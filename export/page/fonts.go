package page

import (
	"galley/assets/fonts"
	"galley/editor/typeset"
)

// Fonts are the families that a layout sets in.
type Fonts struct {
	Song, SongBold *typeset.Family // body, headline
	Hei, HeiBold   *typeset.Family // headings, furniture
	Kai            *typeset.Family // quotations, kicker

	// The two categories of an official document that the house has no face of. Nil where nobody gave one.
	FangSong, XiaoBiaoSong *typeset.Family
}

// NewFonts makes families of five faces: each face, with the others to stand in for what it lacks, the nearest in look first.
func NewFonts(song, songBold, hei, heiBold, kai *typeset.Face) Fonts {
	chain := func(faces ...*typeset.Face) *typeset.Family { return &typeset.Family{Faces: faces} }
	return Fonts{
		Song:     chain(song, kai, hei),
		SongBold: chain(songBold, song, kai, hei),
		Hei:      chain(hei, song, kai),
		HeiBold:  chain(heiBold, hei, song, kai),
		Kai:      chain(kai, song, hei),
	}
}

// OpenFonts opens the five faces of the house. load returns the file of a face; [fonts.Face.Data] is one. Open them once per process.
func OpenFonts(load func(fonts.Face) []byte) (Fonts, error) {
	var faces [fonts.Kai + 1]*typeset.Face
	for _, f := range fonts.All() {
		var err error
		if faces[f], err = typeset.OpenFace(f.String(), load(f)); err != nil {
			return Fonts{}, err
		}
	}
	return NewFonts(faces[fonts.Song], faces[fonts.SongBold], faces[fonts.Hei], faces[fonts.HeiBold], faces[fonts.Kai]), nil
}

// Bold returns the family that stands for strong text in f.
func (f Fonts) Bold(of *typeset.Family) *typeset.Family {
	switch of {
	case f.Song:
		return f.SongBold
	case f.Hei, f.Kai: // there is no bold Kai: its strong text is Hei, as in print
		return f.HeiBold
	}
	return of
}
