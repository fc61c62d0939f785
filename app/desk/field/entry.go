// Package field holds the text fields of Galley. Every place where a person types is an [Entry], but for the page of an article, which is an
// editor of its own.
//
// An Entry is written through the input method of the desktop where that can be spoken to ([Input], editor/view/ime): the composition stands in
// the field at the caret, underlined, and the candidates beside it. [Entry.Text] never has it.
//
// Elsewhere the toolkit's own input method is what there is. Fyne hears that one only when it commits: the keys that a person presses while
// composing reach the program too, on X11 and macOS (fyne-io/fyne#5757, glfw/glfw#41). In a plain widget.Entry the BackSpace that corrects the
// pinyin of a word therefore deletes the words before it. Entry then counts the letter keys that no text has answered yet and, while there are
// any, keeps editing keys from the text (editor/view/guard).
package field

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"galley/editor/view/guard"
	"galley/editor/view/ime"
)

// textSize is what widget.Entry writes in.
const textSize = theme.SizeNameText

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

	input    *Input
	keys     *ime.Adapter // nil where no input method is spoken to, and the field guards itself
	guard    guard.Guard
	composed composition
	draws    *renderer
	focused  bool
	shift    bool
	later    func(func()) // after the events at hand
	now      func() time.Time
	settling bool // later was asked to settle the guard
}

// NewEntry returns a field of one line.
func NewEntry(in *Input) *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.begin(in)
	return e
}

// NewText returns a field of many lines that wraps at its width.
func NewText(in *Input) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.begin(in)
	return e
}

func (e *Entry) begin(in *Input) {
	e.input, e.later, e.now = in, fyne.Do, time.Now
	e.keys = in.adapter(func(k fyne.KeyName, held fyne.KeyModifier) bool { return Reserved(windowOf(e), k, held) })
	e.OnCursorChanged = e.tellCaret
	e.ExtendBaseWidget(e)
}

// SetText replaces the text. What was being composed goes with the old one.
func (e *Entry) SetText(text string) {
	e.keys.Finish()
	e.edit(func() { e.Entry.SetText(text) })
}

// TypedRune takes one character.
func (e *Entry) TypedRune(r rune) { e.keys.TypedRune(r, func() { e.character(r) }) }

// character takes one committed character. It answers every key that was pressed for it. Characters that come later are of another commit.
func (e *Entry) character(r rune) {
	e.guard.Committed()
	if !e.settling {
		e.settling = true
		e.later(func() {
			e.settling = false
			e.guard.Settled()
		})
	}
	e.edit(func() { e.Entry.TypedRune(r) })
}

// TypedKey takes one key, unless an input method is using it.
func (e *Entry) TypedKey(k *fyne.KeyEvent) { e.keys.TypedKey(k, func() { e.key(k) }) }

// key takes a key that is meant for the text, as far as the guard can tell.
func (e *Entry) key(k *fyne.KeyEvent) {
	e.guard.At(e.now())
	if !e.keys.Active() && e.guard.Takes(k.Name) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		e.escape(k)
		return
	case fyne.KeyTab: // came here because a composition was under way
		e.leave()
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
	if function(k.Name) {
		e.passOn(k)
		return
	}
	e.edit(func() { e.Entry.TypedKey(k) })
}

// function reports whether a key is one of those above the digits, which menus have and texts have not.
func function(k fyne.KeyName) bool { return len(k) > 1 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9' }

// leave moves the keyboard on, as Tab does.
func (e *Entry) leave() {
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	switch {
	case c == nil:
	case e.shift:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

func (e *Entry) escape(k *fyne.KeyEvent) {
	if e.OnEscape != nil {
		e.OnEscape()
		return
	}
	e.passOn(k)
}

// passOn gives a key that the field has no use for to the window.
func (e *Entry) passOn(k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// TypedShortcut takes a shortcut, which ends a composition.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.keys.TypedShortcut(func() {
		e.guard.Reset()
		if e.Shortcuts != nil && e.Shortcuts(s) {
			return
		}
		e.edit(func() { e.Entry.TypedShortcut(s) })
	})
}

// MouseDown places the caret; a click ends a composition.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	e.finish()
	e.Entry.MouseDown(m)
}

// TappedSecondary opens the menu of the field, which may change the text.
func (e *Entry) TappedSecondary(p *fyne.PointEvent) {
	e.finish()
	e.Entry.TappedSecondary(p)
}

// finish ends a composition, which leaves what was composed in the text.
func (e *Entry) finish() {
	e.keys.Finish()
	e.guard.Reset()
}

// KeyDown tells the input method, or the guard, of a press.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.guard.KeyDown(k.Name)
	e.shift = e.shift || shifts(k.Name)
	e.Entry.KeyDown(k)
	e.keys.KeyDown(k)
}

// KeyUp tells the input method, or the guard, of the end of a press.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.guard.KeyUp(k.Name)
	e.shift = e.shift && !shifts(k.Name)
	e.Entry.KeyUp(k)
	e.keys.KeyUp(k)
}

func shifts(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// FocusGained shows the caret and lets the input method write here.
func (e *Entry) FocusGained() {
	e.guard.Reset()
	e.focused = true
	if !e.Disabled() {
		e.keys.Focus(e.handler())
	}
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost hides the caret and ends a composition, which leaves what was composed in the text.
func (e *Entry) FocusLost() {
	e.keys.Blur()
	e.guard.Reset()
	e.focused, e.shift = false, false
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// AcceptsTab reports whether Tab belongs to a composition. Outside of one it moves on, in fields of many lines too, so that every window can be
// used without a pointer.
func (e *Entry) AcceptsTab() bool { return e.keys.Composing() }
