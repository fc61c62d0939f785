package desk

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"galley/app/desk/field"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
)

// illustrated opens a new article with a picture and the caret in its caption.
func (h *house) illustrated() *writer {
	h.t.Helper()
	w := h.blank("校庆")
	var picture bytes.Buffer
	h.must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 80, 60))))
	hash, err := h.room.CreatePicture(h.t.Context(), picture.Bytes())
	h.must(err)
	w.do(state.InsertFigure(model.Attrs{Picture: hash, Alt: "旧文字", Width: 420}))
	return w
}

// figure returns the figure of the article with the position before it.
func (w *writer) figure() (model.Pos, *model.Node) {
	doc := w.page.State().Doc()
	at := partAt(doc, model.Body)
	for _, b := range doc.Part(model.Body).Children() {
		if b.Kind() == model.Figure {
			return at, b
		}
		at += model.Pos(b.Size())
	}
	return at, nil
}

// cardEntries returns the fields of the card over the window, in their order.
func cardEntries(t *testing.T, w *writer) []*field.Entry {
	t.Helper()
	var out []*field.Entry
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if e, ok := o.(*field.Entry); ok {
			out = append(out, e)
		}
	}
	return out
}

func TestFigureDialog(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.illustrated()
	at, n := w.figure()
	if n == nil {
		t.Fatal("there is no figure")
	}
	hash := n.Attrs().Picture
	w.editFigure() // from the caption
	e := cardEntries(t, w)
	if len(e) != 3 || e[0].Text != "旧文字" || e[1].Text != "" {
		t.Fatalf("the card has %d fields", len(e))
	}
	e[0].SetText(" 学生在\n操场上 ")
	e[1].SetText("王五 摄")
	e[2].SetText("© 2026 校报")
	press1(t, w.win, "1/2")
	press1(t, w.win, h.S("figure.set"))
	_, n = w.figure()
	if got, want := n.Attrs(), (model.Attrs{Picture: hash, Alt: "学生在 操场上", Credit: "王五 摄", Rights: "© 2026 校报", Width: 500}); got != want {
		t.Errorf("the figure has %+v, not %+v", got, want)
	}
	w.act(view.Undo)
	if _, n = w.figure(); n == nil || n.Attrs().Width != 420 {
		t.Error("undo does not take the change back at once")
	}

	selected, err := state.SelectNode(w.page.State().Doc(), at)
	h.must(err)
	w.do(state.Select(selected))
	before := w.page.State().Doc()
	w.page.OnFigure(at)
	press1(t, w.win, h.S("figure.set"))
	if !w.page.State().Doc().Equal(before) {
		t.Error("a card that was left as it is changes the figure")
	}
	w.page.OnFigure(at)
	press1(t, w.win, h.S("cancel"))
	if w.card != nil || w.win.Canvas().Focused() != w.page {
		t.Error("the card keeps the keyboard")
	}
}

func TestFigureDialogNeedsAFigure(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("校庆")
	w.editFigure()
	if w.card == nil || len(cardEntries(t, w)) != 0 {
		t.Error("it does not say that there is no figure")
	}
}

// Every width that can be chosen is one that a figure can have.
func TestFigureWidths(t *testing.T) {
	for _, f := range figureWidths {
		n := model.New(model.Figure, model.Attrs{Picture: strings.Repeat("00", 32), Width: f.width})
		if err := n.Check(); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
}
