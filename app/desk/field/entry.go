// Package field holds the text fields of Galley. Every place where a person types is an [Entry], but for the page of an article, which is an
// editor of its own.
//
// Fyne hears an input method only when it commits: the keys that a person presses while composing reach the program too, on X11 and macOS
// (fyne-io/fyne#5757, glfw/glfw#41). In a plain widget.Entry the BackSpace that corrects the pinyin of a word therefore deletes the words
// before it. Entry counts the letter keys that no text has answered yet and, while there are any, keeps editing keys from the text.
package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/editor/view/guard"
)

// Entry is a text field that is safe with input methods, commits with Return where it has one line, and lets go of keys that it has no
// use for.
type Entry struct {
	widget.Entry

	// OnEscape is called for Escape outside a composition; where it is nil the key goes to the canvas.
	OnEscape func()
	// OnCommit is called for Return in a field of one line.
	OnCommit func()
	// OnDown and OnUp are called for the arrow keys in a field of one line.
	OnDown, OnUp func()
	// OnFocus is called when the field gains or loses the keyboard.
	OnFocus func(bool)
	// Shortcuts is asked for a shortcut that the field does not know; it reports whether it took it.
	Shortcuts func(fyne.Shortcut) bool

	guard guard.Guard
}

// NewEntry returns a field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// NewText returns a field of many lines that wraps at its width.
func NewText() *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.ExtendBaseWidget(e)
	return e
}

// TypedRune takes one committed character. It answers every key that was pressed for it.
func (e *Entry) TypedRune(r rune) {
	e.guard.Committed()
	e.Entry.TypedRune(r)
}

// TypedKey takes one key, unless an input method is using it.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.guard.Takes(k.Name) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		e.escape(k)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.MultiLine && e.OnCommit != nil {
			e.OnCommit()
			return
		}
	case fyne.KeyDown:
		if !e.MultiLine && e.OnDown != nil {
			e.OnDown()
			return
		}
	case fyne.KeyUp:
		if !e.MultiLine && e.OnUp != nil {
			e.OnUp()
			return
		}
	}
	e.Entry.TypedKey(k)
}

func (e *Entry) escape(k *fyne.KeyEvent) {
	if e.OnEscape != nil {
		e.OnEscape()
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// TypedShortcut takes a shortcut. A shortcut ends a composition: input methods do not pass Ctrl on.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.guard.Reset()
	if e.Shortcuts != nil && e.Shortcuts(s) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// MouseDown places the caret; a click ends a composition.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	e.guard.Reset()
	e.Entry.MouseDown(m)
}

// KeyDown tells the guard of Shift, which switches an input method.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.guard.KeyDown(k.Name)
	e.Entry.KeyDown(k)
}

// KeyUp tells the guard of Shift.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.guard.KeyUp(k.Name)
	e.Entry.KeyUp(k)
}

// FocusGained shows the caret.
func (e *Entry) FocusGained() {
	e.guard.Reset()
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost hides the caret and ends a composition.
func (e *Entry) FocusLost() {
	e.guard.Reset()
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// AcceptsTab reports false: Tab moves on, in fields of many lines too, so that every window can be used without a pointer.
func (e *Entry) AcceptsTab() bool { return false }
