package desk

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/state"
)

func TestFullScreenShowsThePageOnly(t *testing.T) {
	key := func(name fyne.KeyName) func(*writer) {
		return func(w *writer) { w.page.TypedKey(&fyne.KeyEvent{Name: name}) }
	}
	for _, c := range []struct {
		name        string
		enter, exit func(*writer)
	}{
		{"F11 and again", key(fyne.KeyF11), key(fyne.KeyF11)},
		{"F11 and Escape", key(fyne.KeyF11), key(fyne.KeyEscape)},
		{"from the menu, and no field has the keyboard", func(w *writer) { w.setAlone(true) }, func(w *writer) {
			w.win.Canvas().Unfocus()
			w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			w := h.blank("校庆")
			shows := func(o fyne.CanvasObject) bool { return slices.Contains(test.LaidOutObjects(w.win.Content()), o) }
			c.enter(w)
			if !w.win.FullScreen() || shows(w.typed.source) || shows(w.kind) || !shows(w.page) || w.win.Canvas().Focused() != w.page {
				t.Fatal("not the page alone")
			}
			w.page.Do(state.InsertText("公告"))
			w.build() // the language or the theme changed
			if shows(w.typed.source) {
				t.Error("building anew brings the fields back")
			}
			c.exit(w)
			if w.win.FullScreen() || !shows(w.typed.source) || !shows(w.kind) || !shows(w.page) || w.win.Canvas().Focused() != w.page {
				t.Error("not everything is back")
			}
			if got := w.said(model.Body); got != "公告校庆" {
				t.Error("the text is gone")
			}
		})
	}
}
