// Package guard tells the keys of a composition from keys that are meant for a text.
//
// Fyne hears an input method only when it commits. On X11 and macOS the keys that a person presses while composing reach the program too
// (fyne-io/fyne#5757, glfw/glfw#41), so that in a plain field the BackSpace that corrects the pinyin of a word deletes the words before it, and
// the Return that commits raw letters breaks the line. Nothing in an event says that an input method took it. But a letter key is followed by
// its character at once when nothing composes, and by no character while something does: a [Guard] counts the letters that no text has
// answered yet and, while there are any, keeps editing keys from the text.
//
// A wrong guess is not the same both ways. A key that is kept from the text by mistake is pressed again; a key that slips through deletes what
// somebody wrote. Where it cannot know, the guard keeps the key.
//
// # Commits that come late
//
// A person types on while the input method still thinks. Space, a digit or a mark ends a part of the composition, and what is committed
// answers the oldest part that is not answered yet; the letters after it stay counted. Characters that come together, with no key between them,
// are one commit. Two commits that come together are taken for one, so that a part is left over: a pause shows that it will not be answered.
package guard

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Guard is the memory of one field. The zero value composes nothing.
type Guard struct {
	parts []int     // keys of the parts that were ended and not answered, oldest first
	keys  int       // keys of the part under way
	burst bool      // a character arrived and no key since
	shift bool      // Shift is down and nothing else was pressed with it
	last  time.Time // a key was pressed
}

// pause is how long an ended part may wait for its commit while nothing is pressed.
const pause = time.Second

// At says when the key was pressed that Takes is asked about next.
func (g *Guard) At(now time.Time) {
	if now.Sub(g.last) >= pause {
		g.parts = nil
	}
	g.last = now
}

// Composing reports whether keys belong to an input method.
func (g *Guard) Composing() bool { return g.keys > 0 || len(g.parts) > 0 }

// Committed says that a character arrived.
func (g *Guard) Committed() {
	switch {
	case g.burst: // of the same commit
	case len(g.parts) > 0:
		g.parts = g.parts[1:]
	default:
		g.keys = 0
	}
	g.burst = true
}

// Settled says that the events at hand were handled: a character that comes later is of another commit.
func (g *Guard) Settled() { g.burst = false }

// Reset forgets a composition: the field lost the keyboard, was clicked, or took a shortcut, which input methods do not pass on.
func (g *Guard) Reset() { *g = Guard{} }

// KeyDown tells of a key that is pressed. Only Shift matters: pressed alone it switches the input method, which ends a composition.
func (g *Guard) KeyDown(k fyne.KeyName) { g.shift = shifts(k) }

// KeyUp tells of a key that is let go.
func (g *Guard) KeyUp(k fyne.KeyName) {
	if g.shift && shifts(k) {
		g.Reset()
	}
}

func shifts(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// Takes reports whether a key belongs to a composition and must not reach the text.
func (g *Guard) Takes(k fyne.KeyName) bool {
	g.burst, g.shift = false, false
	if letter(k) || k == fyne.KeyApostrophe && g.Composing() {
		g.keys++
		return false // a letter key alone does nothing in a text; its character does
	}
	if !g.Composing() {
		return false
	}
	switch k {
	case fyne.KeyBackspace:
		g.back()
		return true
	case fyne.KeyEscape:
		g.Reset()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.keys == 0 { // the letters were committed by the key before, or never will be
			g.Reset()
			return false
		}
		g.end(0) // commits the letters as they are
		return true
	case fyne.KeyTab, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp,
		fyne.KeyPageDown:
		return true // moves among letters and candidates
	}
	if ends(k) {
		g.end(1) // a part of the letters may be chosen for, which BackSpace takes back first
	}
	return false // the key itself does nothing in a text
}

func (g *Guard) end(more int) {
	if g.keys > 0 {
		g.parts = append(g.parts, g.keys+more)
		g.keys = 0
	}
}

// back takes one key back from the youngest part.
func (g *Guard) back() {
	if g.keys == 0 {
		last := len(g.parts) - 1
		g.keys, g.parts = g.parts[last], g.parts[:last]
	}
	g.keys--
}

// letter reports whether a key may begin a composition.
func letter(k fyne.KeyName) bool { return len(k) == 1 && k[0] >= 'A' && k[0] <= 'Z' }

// ends reports whether a key chooses what is composed: space, a digit, or a mark that is committed behind it.
func ends(k fyne.KeyName) bool {
	switch k {
	case fyne.KeySpace, fyne.KeyComma, fyne.KeyPeriod, fyne.KeySemicolon, fyne.KeySlash, fyne.KeyBackslash, fyne.KeyLeftBracket,
		fyne.KeyRightBracket:
		return true
	}
	return len(k) == 1 && k[0] >= '0' && k[0] <= '9'
}
