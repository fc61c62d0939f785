package ime

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Sym is a symbol of the X protocol (keysymdef.h). Letters of Latin-1 are their own symbols; the rest of Unicode is 0x01000000 and more.
type Sym uint32

const unicodeSyms Sym = 0x01000000

// symOf returns the symbol of a character.
func symOf(r rune) Sym {
	if r >= 0x20 && r <= 0x7e || r >= 0xa0 && r <= 0xff {
		return Sym(r)
	}
	return unicodeSyms | Sym(r)
}

// Rune returns the character that a symbol stands for, and false for a key that writes none.
func (s Sym) Rune() (rune, bool) {
	switch {
	case s >= 0x20 && s <= 0x7e || s >= 0xa0 && s <= 0xff:
		return rune(s), true
	case s >= unicodeSyms+0x20 && s <= unicodeSyms+0x10ffff:
		return rune(s - unicodeSyms), true
	case s >= 0xffb0 && s <= 0xffb9: // KP_0 to KP_9
		return '0' + rune(s-0xffb0), true
	}
	return 0, false
}

// Name returns Fyne's name of a key that writes no character, and "" for others.
func (s Sym) Name() fyne.KeyName { return names[s] }

// syms are the keys that write no character (keysymdef.h). Space is among the characters.
var syms = map[fyne.KeyName]Sym{
	fyne.KeyBackspace: 0xff08,
	fyne.KeyTab:       0xff09,
	fyne.KeyReturn:    0xff0d,
	fyne.KeyEscape:    0xff1b,
	fyne.KeyHome:      0xff50,
	fyne.KeyLeft:      0xff51,
	fyne.KeyUp:        0xff52,
	fyne.KeyRight:     0xff53,
	fyne.KeyDown:      0xff54,
	fyne.KeyPageUp:    0xff55,
	fyne.KeyPageDown:  0xff56,
	fyne.KeyEnd:       0xff57,
	fyne.KeyInsert:    0xff63,
	desktop.KeyMenu:   0xff67,
	fyne.KeyEnter:     0xff8d,
	fyne.KeyF1:        0xffbe,
	fyne.KeyF2:        0xffbf,
	fyne.KeyF3:        0xffc0,
	fyne.KeyF4:        0xffc1,
	fyne.KeyF5:        0xffc2,
	fyne.KeyF6:        0xffc3,
	fyne.KeyF7:        0xffc4,
	fyne.KeyF8:        0xffc5,
	fyne.KeyF9:        0xffc6,
	fyne.KeyF10:       0xffc7,
	fyne.KeyF11:       0xffc8,
	fyne.KeyF12:       0xffc9,
	fyne.KeyDelete:    0xffff,

	desktop.KeyShiftLeft:    0xffe1,
	desktop.KeyShiftRight:   0xffe2,
	desktop.KeyControlLeft:  0xffe3,
	desktop.KeyControlRight: 0xffe4,
	desktop.KeyCapsLock:     0xffe5,
	desktop.KeyAltLeft:      0xffe9,
	desktop.KeyAltRight:     0xffea,
	desktop.KeySuperLeft:    0xffeb,
	desktop.KeySuperRight:   0xffec,
}

var names = func() map[Sym]fyne.KeyName {
	of := make(map[Sym]fyne.KeyName, len(syms))
	for name, s := range syms {
		of[s] = name
	}
	return of
}()

// modifiers are the keys that are held with others.
var modifiers = map[fyne.KeyName]Modifiers{
	desktop.KeyShiftLeft:    Shift,
	desktop.KeyShiftRight:   Shift,
	desktop.KeyControlLeft:  Control,
	desktop.KeyControlRight: Control,
	desktop.KeyAltLeft:      Alt,
	desktop.KeyAltRight:     Alt,
	desktop.KeySuperLeft:    Super,
	desktop.KeySuperRight:   Super,
	desktop.KeyCapsLock:     0,
}

// modifiersOf turns Fyne's modifiers into those of X.
func modifiersOf(m fyne.KeyModifier) Modifiers {
	var all Modifiers
	for _, pair := range []struct {
		of fyne.KeyModifier
		to Modifiers
	}{{fyne.KeyModifierShift, Shift}, {fyne.KeyModifierControl, Control}, {fyne.KeyModifierAlt, Alt}, {fyne.KeyModifierSuper, Super}} {
		if m&pair.of != 0 {
			all |= pair.to
		}
	}
	return all
}

// chordSym returns the symbol of a key pressed with Control, Alt or Super: names of letters are upper-case, their symbols lower-case without
// Shift.
func chordSym(name fyne.KeyName, mods Modifiers) (Sym, bool) {
	if s, ok := syms[name]; ok {
		return s, true
	}
	if name == fyne.KeySpace {
		return ' ', true
	}
	if len(name) != 1 {
		return 0, false
	}
	c := name[0]
	if c >= 'A' && c <= 'Z' && mods&Shift == 0 {
		c += 'a' - 'A'
	}
	return Sym(c), true
}
