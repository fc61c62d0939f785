package field

import "fyne.io/fyne/v2"

// guard tells the keys of a composition from keys meant for the text. It knows nothing of any input method: a letter key is followed by its
// character at once when nothing composes, and by no character while something does.
type guard struct{ pending int }

// committed says that text arrived: whatever was pressed for it is answered.
func (g *guard) committed() { g.pending = 0 }

// reset forgets a composition.
func (g *guard) reset() { g.pending = 0 }

// swallows reports whether the key belongs to a composition and must not reach the text.
func (g *guard) swallows(k fyne.KeyName) bool {
	if composes(k) {
		g.pending++
		return false // a letter key alone does nothing in a text; its character does
	}
	if g.pending == 0 {
		return false
	}
	switch k {
	case fyne.KeyBackspace:
		g.pending--
		return true
	case fyne.KeyEscape:
		g.pending = 0
		return true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		return true
	}
	return false
}

// composes reports whether the key may begin or carry on a composition: letters, and the apostrophe between syllables of pinyin.
func composes(k fyne.KeyName) bool {
	return len(k) == 1 && k[0] >= 'A' && k[0] <= 'Z' || k == fyne.KeyApostrophe
}
