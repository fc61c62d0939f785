package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/editor/model"
	"galley/editor/state"
)

// The interfaces that Fyne finds an editor by.
var (
	_ fyne.Widget            = (*Editor)(nil)
	_ fyne.Focusable         = (*Editor)(nil)
	_ fyne.Tabbable          = (*Editor)(nil)
	_ fyne.Shortcutable      = (*Editor)(nil)
	_ fyne.Disableable       = (*Editor)(nil)
	_ fyne.Scrollable        = (*Editor)(nil)
	_ fyne.Draggable         = (*Editor)(nil)
	_ fyne.SecondaryTappable = (*Editor)(nil)
	_ desktop.Keyable        = (*Editor)(nil)
	_ desktop.Mouseable      = (*Editor)(nil)
	_ desktop.Hoverable      = (*Editor)(nil)
	_ desktop.Cursorable     = (*Editor)(nil)
)

// FocusGained implements fyne.Focusable.
func (e *Editor) FocusGained() { e.focus(true) }

// FocusLost implements fyne.Focusable.
func (e *Editor) FocusLost() { e.focus(false) }

func (e *Editor) focus(has bool) {
	if !has {
		e.keys.Blur()
	}
	e.flush()
	e.guard.Reset()
	e.focused, e.shift = has, false
	if has {
		e.keys.Focus(e.handler())
	}
	e.blink()
	e.sync()
	if e.OnFocus != nil {
		e.OnFocus(has)
	}
}

// AcceptsTab implements fyne.Tabbable: Tab belongs to lists and tables.
func (e *Editor) AcceptsTab() bool { return !e.reads }

// Enable lets the document be written on.
func (e *Editor) Enable() { e.setReads(false) }

// Disable lets the document be read, selected and copied only.
func (e *Editor) Disable() { e.setReads(true) }

// Disabled implements fyne.Disableable.
func (e *Editor) Disabled() bool { return e.reads }

func (e *Editor) setReads(reads bool) {
	e.flush()
	e.reads = reads
	e.sync()
}

// TypedRune takes a character.
func (e *Editor) TypedRune(r rune) { e.keys.TypedRune(r, func() { e.character(r) }) }

// character takes a character that was committed. Characters that come together, as an input method commits a word, are written together.
func (e *Editor) character(r rune) {
	e.guard.Committed()
	if e.reads || !model.ValidRune(r) {
		return
	}
	e.typed = append(e.typed, r)
	if !e.waiting {
		e.waiting = true
		e.o.Later(e.settle)
	}
}

// settle writes the characters of one tick of the event loop.
func (e *Editor) settle() {
	e.guard.Settled()
	e.flush()
}

// flush writes the characters that came.
func (e *Editor) flush() {
	e.waiting = false
	if len(e.typed) == 0 {
		return
	}
	text := string(e.typed)
	e.typed = e.typed[:0]
	e.write(text)
}

// write types a text, and makes of it what a paragraph that begins so becomes.
func (e *Editor) write(text string) {
	if e.do(state.InsertText(text)) {
		e.do(state.InputRule)
	}
}

// TypedKey takes one key, unless an input method is using it.
func (e *Editor) TypedKey(k *fyne.KeyEvent) {
	key := Key{Name: k.Name}
	if e.shift {
		key.Mod = shift
	}
	e.keys.TypedKey(k, func() { e.pressed(key) })
}

// pressed takes a key that is meant for the text, as far as the guard can tell.
func (e *Editor) pressed(k Key) {
	e.flush()
	e.guard.At(e.o.Now())
	if !e.keys.Active() && e.guard.Takes(k.Name) {
		return
	}
	if k.Name == fyne.KeyEscape {
		if e.pointer.carried.moves { // the text stays where it is
			e.pointer.carried = carried{}
			e.sync()
			return
		}
		if e.OnEscape != nil {
			e.OnEscape()
		}
		return
	}
	if !e.key(k) && e.OnKey != nil {
		e.OnKey(k.Name)
	}
}

// TypedShortcut takes a key with Ctrl, Alt or Command.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	e.keys.TypedShortcut(func() {
		e.flush()
		e.guard.Reset()
		if k, ok := s.(fyne.KeyboardShortcut); ok && e.key(Key{k.Key(), k.Mod()}) {
			return
		}
		if e.Shortcuts != nil {
			e.Shortcuts(s)
		}
	})
}

// KeyDown implements desktop.Keyable, to know of Shift.
func (e *Editor) KeyDown(k *fyne.KeyEvent) {
	e.keys.KeyDown(k)
	e.guard.KeyDown(k.Name)
	e.shift = e.shift || k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// KeyUp implements desktop.Keyable.
func (e *Editor) KeyUp(k *fyne.KeyEvent) {
	e.keys.KeyUp(k)
	e.guard.KeyUp(k.Name)
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		e.shift = false
	}
}
