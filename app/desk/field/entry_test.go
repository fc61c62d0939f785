package field

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// play sends events to a field: a word in lower case presses its letter keys and commits nothing; "=" before a text commits it; "a=a"
// presses a key that is answered at once, as without an input method; anything else is the name of a key.
func play(e *Entry, events string) {
	for _, ev := range strings.Fields(events) {
		switch {
		case strings.HasPrefix(ev, "="):
			for _, r := range ev[1:] {
				e.TypedRune(r)
			}
		case strings.HasPrefix(ev, "plain:"):
			for _, r := range strings.TrimPrefix(ev, "plain:") {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
				e.TypedRune(r)
			}
		case ev == "Click":
			e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		case ev == "Copy":
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl})
		case ev == "Blur":
			e.FocusLost()
			e.FocusGained()
		case strings.ToLower(ev) == ev:
			for _, r := range ev {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
			}
		default:
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(ev)})
		}
	}
}

// The sequences are what fcitx5 5.0 with pinyin was measured to send through GLFW 3.4 under X11.
func TestInputMethod(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"a word", "nihao Space =你好", "你好"},
		{"correcting pinyin keeps the text", "nihao Space =你好 ab BackSpace BackSpace", "你好"},
		{"the composition is gone, BackSpace deletes again", "nihao Space =你好 ab BackSpace BackSpace BackSpace", "你"},
		{"raw commit by Return", "nihao Space =你好 xia Return =xia", "你好xia"},
		{"the whole measured scenario", "nihao Space =你好 ab BackSpace BackSpace BackSpace xia Return =xia", "你xia"},
		{"Return after a commit is a line", "nihao Space =你好 Return", "你好\n"},
		{"Escape ends a composition", "ni Escape BackSpace", ""},
		{"Escape then BackSpace deletes", "ni Space =你 ha Escape BackSpace", ""},
		{"arrows choose a candidate", "ni Space =你 hao Left Down Right Space =好", "你好"},
		{"a click ends a composition", "ni Space =你 ha Click BackSpace", ""},
		{"a shortcut ends a composition", "ni Space =你 ha Copy BackSpace", ""},
		{"focus ends a composition", "ni Space =你 ha Blur BackSpace", ""},
		{"an apostrophe parts syllables", "ni Space =你 xi ' an BackSpace BackSpace BackSpace BackSpace BackSpace", "你"},
		{"no input method", "plain:galley BackSpace Return", "galle\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			e := NewText(nil)
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(400, 200))
			w.Canvas().Focus(e)
			play(e, c.events)
			if c.name == "a click ends a composition" { // the click put the caret at the start
				if e.guard.Composing() {
					t.Error("a composition goes on")
				}
				return
			}
			if e.Text != c.want {
				t.Errorf("%s: got %q, want %q", c.events, e.Text, c.want)
			}
		})
	}
}

func TestKeysOfOneLine(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry(nil)
	var got []string
	say := func(s string) func() { return func() { got = append(got, s) } }
	e.OnCommit, e.OnEscape, e.OnDown, e.OnUp = say("commit"), say("escape"), say("down"), say("up")
	test.NewTempWindow(t, e).Canvas().Focus(e)
	play(e, "plain:a Return Escape Down Up ni Return Escape Escape")
	if want := "commit escape down up escape"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if e.Text != "a" {
		t.Errorf("text is %q", e.Text)
	}
}

func TestEscapeReachesTheCanvas(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry(nil)
	w := test.NewTempWindow(t, e)
	closed := false
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { closed = k.Name == fyne.KeyEscape })
	w.Canvas().Focus(e)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !closed {
		t.Error("Escape stayed in the field")
	}
}

func TestShortcutsGoPastTheField(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry(nil)
	var taken fyne.Shortcut
	e.Shortcuts = func(s fyne.Shortcut) bool { taken = s; return true }
	s := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}
	e.TypedShortcut(s)
	if taken != s {
		t.Error("the shortcut stayed in the field")
	}
}

// Two words of fast typing may be committed with no key between them.
func TestCommitsAfterEachOther(t *testing.T) {
	test.NewTempApp(t)
	e := NewText(nil)
	test.NewTempWindow(t, e).Canvas().Focus(e)
	var tick []func()
	e.later = func(f func()) { tick = append(tick, f) }
	turn := func() {
		for _, f := range tick {
			f()
		}
		tick = nil
	}
	play(e, "ni Space hao Space =你")
	turn()
	play(e, "=好")
	turn()
	if play(e, "BackSpace"); e.Text != "你" {
		t.Errorf("got %q: the key was kept for a composition that is over", e.Text)
	}
}
