package desk

import (
	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/editor/model"
	"galley/editor/state"
)

// anyNote tells whether a footnote may stand at the caret.
var anyNote = state.InsertFootnote("注")

// editNote asks for the words of the footnote at the caret, or of a new one.
func (w *writer) editNote() {
	d, s := w.d, w.page.State()
	_, old, has := state.FootnoteAt(s)
	if !has && !w.page.Can(anyNote) {
		w.tell(d.S("note.title"), d.S("note.place"))
		return
	}
	const inner = dialogWidth - 48
	words := field.NewText(d.Input)
	words.SetMinRowsVisible(4)
	if has {
		words.SetText(old.Attrs().Note)
	}
	var card *chrome.Modal
	// change carries out what becomes of the note, unless another window changed it meanwhile.
	change := func(c func(at model.Pos) state.Command) {
		card.Close()
		if at, n, ok := state.FootnoteAt(w.page.State()); ok && n.Attrs() == old.Attrs() {
			w.do(c(at))
		}
	}
	press := func() {
		note := model.CleanNote(words.Text)
		switch {
		case note == "":
			w.focus(words)
		case !has:
			card.Close()
			w.do(state.InsertFootnote(note))
		case note == old.Attrs().Note:
			card.Close()
		default:
			change(func(at model.Pos) state.Command { return state.SetAttrs(at, model.Attrs{Note: note}) })
		}
	}
	words.Shortcuts = commitShortcut(press)
	words.OnEscape = func() { card.Close() }
	buttons := []fyne.CanvasObject{chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() })}
	set := "note.set"
	if has {
		buttons = append(buttons, chrome.NewButton(d.S("note.delete"), chrome.Danger, func() {
			change(func(at model.Pos) state.Command { return state.DeleteRange(at, at+1) })
		}))
	} else {
		set = "note.add"
	}
	card = w.show(chrome.Card(d.S("note.title"), dialogWidth, chrome.Column(4, words,
		chrome.NewProse(d.S("note.hint"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner})),
		append(buttons, chrome.NewButton(d.S(set), chrome.Primary, press))...), press)
	w.focus(words)
}
