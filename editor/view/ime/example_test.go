package ime_test

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/editor/view/ime"
)

// entry is a widget.Entry that is written through an input method. What is composed is shown by the program in its own way.
type entry struct {
	widget.Entry
	ime  *ime.Adapter
	show func(ime.Preedit)
}

func newEntry(m ime.Method, show func(ime.Preedit)) *entry {
	e := &entry{ime: ime.NewAdapter(m, fyne.CurrentApp().Driver().(desktop.Driver).CurrentKeyModifiers), show: show}
	e.ExtendBaseWidget(e)
	return e
}

func (e *entry) write(text string) {
	for _, r := range text {
		e.Entry.TypedRune(r)
	}
}

func (e *entry) TypedRune(r rune)          { e.ime.TypedRune(r, func() { e.Entry.TypedRune(r) }) }
func (e *entry) TypedKey(k *fyne.KeyEvent) { e.ime.TypedKey(k, func() { e.Entry.TypedKey(k) }) }
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	e.ime.TypedShortcut(func() { e.Entry.TypedShortcut(s) })
}
func (e *entry) KeyDown(k *fyne.KeyEvent)        { e.Entry.KeyDown(k); e.ime.KeyDown(k) }
func (e *entry) KeyUp(k *fyne.KeyEvent)          { e.Entry.KeyUp(k); e.ime.KeyUp(k) }
func (e *entry) MouseDown(m *desktop.MouseEvent) { e.ime.Finish(); e.Entry.MouseDown(m) }
func (e *entry) AcceptsTab() bool                { return e.ime.Composing() }

func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	e.ime.Focus(ime.Handler{
		Commit:  e.write,
		Preedit: e.show,
		Delete:  func(offset, n int) {},
		Forward: func(k ime.Key) {
			ime.Press(k, e.Entry.TypedRune, func(n fyne.KeyName) { e.Entry.TypedKey(&fyne.KeyEvent{Name: n}) })
		},
	})
}

func (e *entry) FocusLost() {
	e.ime.Blur()
	e.Entry.FocusLost()
}

// A text field hands each of its events to an adapter, with what it would do itself.
func ExampleAdapter() {
	var method ime.Method // of ime.Reach, nil where it returned an error
	e := newEntry(method, func(p ime.Preedit) { /* draw p.Segments at the caret */ })
	_ = e
}
