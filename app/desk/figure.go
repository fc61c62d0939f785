package desk

import (
	"context"
	"crypto/sha256"
	"strings"

	"fyne.io/fyne/v2"

	"galley/editor/model"
	"galley/editor/state"
)

// pictureSuffixes are the files that can be a figure.
var pictureSuffixes = []string{".png", ".jpg", ".jpeg", ".gif"}

// anyFigure tells whether a figure may stand at the caret.
var anyFigure = state.InsertFigure(model.Attrs{Picture: strings.Repeat("00", sha256.Size)})

// choosePicture asks for a picture and puts it into the article.
func (w *writer) choosePicture() {
	w.openFile(w.d.S("picture.title"), pictureSuffixes, w.insertPicture)
}

// insertPicture stores the picture in a file and puts a figure at the caret, which goes on in its caption.
func (w *writer) insertPicture(path string) {
	d := w.d
	var hash string
	d.work(func(ctx context.Context) error {
		data, err := readFile(path)
		if err == nil {
			hash, err = d.Newsroom.CreatePicture(ctx, data)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.refuse(err)
		case !w.page.Can(anyFigure):
			w.tell(d.S("picture.title"), d.S("picture.body_only"))
		default:
			w.do(state.InsertFigure(model.Attrs{Picture: hash}))
		}
	})
}

// dropped puts the pictures in where they were dropped.
func (w *writer) dropped(at fyne.Position, files []fyne.URI) {
	w.page.PlaceAt(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(w.page)))
	for _, f := range files {
		w.insertPicture(f.Path())
	}
}
