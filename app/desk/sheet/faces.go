package sheet

import (
	"fmt"
	"sync"

	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/editor/view/ink"
	pages "galley/editor/view/layout"
)

// Faces returns the faces of pages on the screen: those of sheets and of an editor. They are in the program, so one that does not open is a
// fault of the program.
var Faces = sync.OnceValue(func() pages.Faces {
	open := func(f fonts.Face) *typeset.Face {
		face, err := typeset.OpenFace(f.String(), f.Data())
		if err != nil {
			panic(fmt.Sprintf("sheet: %v", err))
		}
		return face
	}
	return pages.Faces{Song: open(fonts.Song), SongBold: open(fonts.SongBold), Hei: open(fonts.Hei), HeiBold: open(fonts.HeiBold), Kai: open(fonts.Kai)}
})

// Warm opens the faces and their outlines, which takes some tens of milliseconds, so that the first sheet does not wait for them. It may run
// anywhere.
func Warm() {
	f := Faces()
	for _, face := range []*typeset.Face{f.Song, f.SongBold, f.Hei, f.HeiBold, f.Kai} {
		if err := ink.Open(face); err != nil {
			panic(fmt.Sprintf("sheet: %v", err))
		}
	}
}
