package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/app/newsroom"
)

// strike is a key as the driver delivers it: to a menu where it makes a shortcut, else to whatever has the keyboard, else to the window
// (internal/driver/glfw/window.go, processKeyPressed).
func strike(w fyne.Window, s fyne.KeyboardShortcut) {
	if s.Mod()&^fyne.KeyModifierShift != 0 {
		for _, m := range w.MainMenu().Items {
			for _, i := range m.Items {
				if i.Shortcut != nil && i.Shortcut.ShortcutName() == s.(fyne.Shortcut).ShortcutName() && i.Action != nil {
					i.Action()
					return
				}
			}
		}
		return
	}
	k := &fyne.KeyEvent{Name: s.Key()}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(k)
		return
	}
	w.Canvas().OnTypedKey()(k)
}

// Every key that a menu of a window shows does what the menu says, whatever has the keyboard.
func TestEveryKeyOfAMenuFires(t *testing.T) {
	for name, open := range map[string]func(*house) (fyne.Window, []fyne.Focusable){
		"desk": func(h *house) (fyne.Window, []fyne.Focusable) {
			h.as("李婉婷")
			return h.main.win, []fyne.Focusable{nil, h.main.search, h.main.rows}
		},
		"writing": func(h *house) (fyne.Window, []fyne.Focusable) {
			w := h.blank("校庆")
			w.finder.open()
			return w.win, []fyne.Focusable{nil, w.page, w.typed.source, w.kind, w.finder.pattern}
		},
		"review": func(h *house) (fyne.Window, []fyne.Focusable) {
			h.as("李婉婷")
			return h.review1(h.find(newsroom.InReview)), []fyne.Focusable{nil}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			w, focus := open(h)
			for _, m := range w.MainMenu().Items {
				for _, i := range m.Items {
					s, ok := i.Shortcut.(*desktop.CustomShortcut)
					if !ok || i.Disabled {
						continue
					}
					fired := 0
					i.Action = func() { fired++ }
					for _, f := range focus {
						if w.Canvas().Unfocus(); f != nil {
							w.Canvas().Focus(f)
						}
						fired = 0
						h.held = func() fyne.KeyModifier { return s.Modifier }
						if strike(w, s); fired != 1 {
							t.Errorf("%s (%s) fires %d times while %T has the keyboard", keyName(s), i.Label, fired, f)
						}
					}
				}
			}
		})
	}
}

func TestKeysOfGreyEntriesAndCoveredWindows(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	for _, m := range h.main.win.MainMenu().Items { // nobody has signed in
		for _, i := range m.Items {
			if i.Disabled && i.Action != nil {
				t.Errorf("%s is grey, and its key does it all the same", i.Label)
			}
		}
	}
	h.as("李婉婷")
	strike(h.main.win, keyHelp)
	if h.main.card == nil {
		t.Fatal("F1 shows no keys")
	}
	card := h.main.card
	h.main.win.Canvas().Unfocus()
	strike(h.main.win, keyHelp)
	if h.main.card != card {
		t.Error("F1 puts another card over the first")
	}
}
