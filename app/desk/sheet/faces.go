package sheet

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"

	"galley/assets/fonts"
	"galley/editor/typeset"
	pages "galley/editor/view/layout"
)

// opened is a face twice: to break lines with, and to draw from.
type opened struct {
	face    *typeset.Face
	outline func() *font.Face
}

// open opens an embedded face. The faces are in the program, so one that does not open is a fault of the program.
func open(f fonts.Face) opened {
	face, err := typeset.OpenFace(f.String(), f.Data())
	if err != nil {
		panic(fmt.Sprintf("sheet: %v", err))
	}
	return opened{face, sync.OnceValue(func() *font.Face {
		outline, err := font.ParseTTF(bytes.NewReader(f.Data()))
		if err != nil {
			panic(fmt.Sprintf("sheet: %v: %v", f, err))
		}
		return outline
	})}
}

var (
	song     = sync.OnceValue(func() opened { return open(fonts.Song) })
	songBold = sync.OnceValue(func() opened { return open(fonts.SongBold) })
	hei      = sync.OnceValue(func() opened { return open(fonts.Hei) })
	heiBold  = sync.OnceValue(func() opened { return open(fonts.HeiBold) })
	kai      = sync.OnceValue(func() opened { return open(fonts.Kai) })
)

// Warm opens the faces, which takes some tens of milliseconds, so that the first sheet does not wait for them. It may run anywhere.
func Warm() {
	for _, o := range []opened{song(), songBold(), hei(), kai()} {
		o.outline()
	}
}

// Faces returns the faces for an editor's page, the same that sheets are set in.
func Faces() pages.Faces {
	return pages.Faces{Song: song().face, SongBold: songBold().face, Hei: hei().face, HeiBold: heiBold().face, Kai: kai().face}
}

// family is the faces of a style: the Song face, or its bold, or the Hei face, and the others for what it does not have.
func family(sans, bold bool) *typeset.Family {
	switch {
	case sans:
		return &typeset.Family{Faces: []*typeset.Face{hei().face, song().face, kai().face}}
	case bold:
		return &typeset.Family{Faces: []*typeset.Face{songBold().face, song().face, kai().face}}
	}
	return &typeset.Family{Faces: []*typeset.Face{song().face, hei().face, kai().face}}
}

// outlines returns the face to draw a run from, nil for one that is not of the sheet.
func outlines(f *typeset.Face) *font.Face {
	for _, o := range []opened{song(), songBold(), hei(), kai()} {
		if o.face == f {
			return o.outline()
		}
	}
	return nil
}
