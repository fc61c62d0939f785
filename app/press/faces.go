package press

import (
	"fmt"
	"sync"

	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
)

// Face opens one of the embedded faces, once for the process: parsing one takes longer than laying out a page.
func Face(f fonts.Face) (*typeset.Face, error) { return opened[f]() }

var opened = func() map[fonts.Face]func() (*typeset.Face, error) {
	m := map[fonts.Face]func() (*typeset.Face, error){}
	for _, f := range fonts.All() {
		m[f] = sync.OnceValues(func() (*typeset.Face, error) { return typeset.OpenFace(f.String(), f.Data()) })
	}
	return m
}()

// Faces opens every embedded face for a layout.
func Faces() (page.Fonts, error) {
	faces := map[fonts.Face]*typeset.Face{}
	for _, f := range fonts.All() {
		face, err := Face(f)
		if err != nil {
			return page.Fonts{}, fmt.Errorf("press: opening %v: %w", f, err)
		}
		faces[f] = face
	}
	return page.NewFonts(faces[fonts.Song], faces[fonts.SongBold], faces[fonts.Hei], faces[fonts.HeiBold], faces[fonts.Kai]), nil
}
