package sheet

import (
	"bytes"
	"fmt"
	"sync"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/font"

	"galley/app/desk/theme"
	"galley/editor/typeset"
)

// opened is a face twice: to break lines with, and to draw from.
type opened struct {
	face    *typeset.Face
	outline *font.Face
}

func open(r fyne.Resource) opened {
	face, err := typeset.OpenFace(r.Name(), r.Content())
	if err != nil {
		panic(fmt.Sprintf("sheet: %s: %v", r.Name(), err)) // the faces are in the program
	}
	outline, err := font.ParseTTF(bytes.NewReader(r.Content()))
	if err != nil {
		panic(fmt.Sprintf("sheet: %s: %v", r.Name(), err))
	}
	return opened{face, outline}
}

var (
	song     = sync.OnceValue(func() opened { return open(theme.Song()) })
	songBold = sync.OnceValue(func() opened { return open(theme.SongBold()) })
	hei      = sync.OnceValue(func() opened { return open(theme.Hei()) })
)

// Warm opens the faces, which takes some tens of milliseconds, so that the first sheet does not wait for them. It may run anywhere.
func Warm() {
	song()
	songBold()
	hei()
}

// family is the faces of a style: the Song face, or its bold, with the Hei face for what it does not have.
func family(sans, bold bool) *typeset.Family {
	switch {
	case sans:
		return &typeset.Family{Faces: []*typeset.Face{hei().face, song().face}}
	case bold:
		return &typeset.Family{Faces: []*typeset.Face{songBold().face, song().face, hei().face}}
	}
	return &typeset.Family{Faces: []*typeset.Face{song().face, hei().face}}
}

// outlines returns the face to draw a run from.
func outlines(f *typeset.Face) *font.Face {
	for _, o := range []opened{song(), songBold(), hei()} {
		if o.face == f {
			return o.outline
		}
	}
	return nil
}
