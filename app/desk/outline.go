package desk

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/editor/model"
	"galley/editor/state"
)

const outlineWidth float32 = 208

// outline lists the headings of the page; one that is pressed is gone to.
type outline struct {
	w      *writer
	titles []string // as they are shown
	rows   *fyne.Container
	object fyne.CanvasObject
}

func newOutline(w *writer) *outline {
	o := &outline{w: w, rows: chrome.Column(2)}
	title := chrome.Pad(0, 0, 6, 10, chrome.Text(w.d.S("outline"), chrome.Meta()))
	o.object = chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 6, 16, 6, chrome.Column(0, title, o.rows))))
	o.show(w.page.State())
	return o
}

// headingsOf returns the headings of a body in order, each indented by its level.
func headingsOf(doc *model.Node) []string {
	var out []string
	for _, b := range doc.Part(model.Body).Children() {
		if b.Kind() == model.Heading {
			text := strings.Join(strings.Fields(b.PlainText()), " ")
			out = append(out, strings.Repeat("　", int(b.Attrs().Level)-1)+text)
		}
	}
	return out
}

// show lists the headings of a state.
func (o *outline) show(s state.State) {
	titles := headingsOf(s.Doc())
	if o.titles != nil && slices.Equal(titles, o.titles) {
		return
	}
	o.titles = append([]string{}, titles...)
	o.rows.Objects = nil
	for i, t := range titles {
		o.rows.Add(chrome.NewNav(t, func() { o.jump(i) }, o.w.status.hint))
	}
	if len(titles) == 0 {
		o.rows.Add(chrome.Pad(0, 10, 0, 10, chrome.NewProse(o.w.d.S("outline.none"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: outlineWidth - 32})))
	}
	o.rows.Refresh()
}

// jump puts the caret at the start of a heading.
func (o *outline) jump(heading int) {
	doc := o.w.page.State().Doc()
	at := partAt(doc, model.Body)
	for _, b := range doc.Part(model.Body).Children() {
		if b.Kind() == model.Heading {
			if heading == 0 {
				o.w.do(state.Select(state.Caret(at + 1)))
				o.w.page.ScrollTo(at + 1)
				return
			}
			heading--
		}
		at += model.Pos(b.Size())
	}
}
