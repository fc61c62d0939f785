package guard

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// play sends keys to a guard and returns what a text makes of them: "<" is a BackSpace that reached the text, "/" a Return, ">" any other key.
// In events a word in lower case presses its letter keys; "=" before a text commits it; "plain:" before a text presses each of its keys and
// commits it at once, as without an input method; Shift is Shift alone; Tick ends a tick of the event loop; anything else is the name of a key.
func play(g *Guard, events string) string {
	var text strings.Builder
	press := func(k fyne.KeyName) {
		if g.Takes(k) {
			return
		}
		switch k {
		case fyne.KeyBackspace:
			text.WriteString("<")
		case fyne.KeyReturn:
			text.WriteString("/")
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyEscape, fyne.KeyTab, fyne.KeyDelete:
			text.WriteString(">")
		}
	}
	commit := func(s string) {
		for _, r := range s {
			g.Committed()
			text.WriteRune(r)
		}
	}
	for _, ev := range strings.Fields(events) {
		switch {
		case strings.HasPrefix(ev, "="):
			commit(ev[1:])
		case strings.HasPrefix(ev, "plain:"):
			for _, r := range strings.TrimPrefix(ev, "plain:") {
				press(fyne.KeyName(strings.ToUpper(string(r))))
				commit(string(r))
			}
		case ev == "Tick":
			g.Settled()
		case ev == "Shift":
			g.KeyDown(desktop.KeyShiftLeft)
			g.KeyUp(desktop.KeyShiftLeft)
		case ev == "Click" || ev == "Blur" || ev == "Ctrl":
			g.Reset()
		case strings.ToLower(ev) == ev && ev[0] >= 'a':
			for _, r := range ev {
				press(fyne.KeyName(strings.ToUpper(string(r))))
			}
		default:
			press(fyne.KeyName(ev))
		}
	}
	return text.String()
}

// The sequences are those that fcitx5 5.0 with pinyin sends through GLFW 3.4 under X11; see testdata of editor/view for the plays.
func TestGuard(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"a word", "nihao Space =你好", "你好"},
		{"without an input method", "plain:galley BackSpace Return Left", "galley</>"},
		{"correcting pinyin", "nihao Space =你好 ab BackSpace BackSpace", "你好"},
		{"and then the text", "nihao Space =你好 ab BackSpace BackSpace BackSpace", "你好<"},
		{"raw letters by Return", "nihao Space =你好 xia Return =xia", "你好xia"},
		{"a line after them", "xia Return =xia Return", "xia/"},
		{"two Returns without a commit between are one line", "xia Return Return", "/"},
		{"Escape", "ni Escape BackSpace", "<"},
		{"arrows among candidates", "ni Space =你 hao Left Down Right Up Space =好 Left", "你好>"},
		{"a digit", "ni 2 =泥 BackSpace", "泥<"},
		{"a mark commits the word before it", "nihao Comma =你好， BackSpace", "你好，<"},
		{"a mark by itself", ", =， BackSpace", "，<"},
		{"an apostrophe parts syllables", "xi ' an BackSpace BackSpace BackSpace BackSpace BackSpace", ""},
		{"a click", "ni Click BackSpace", "<"},
		{"a shortcut", "ni Ctrl BackSpace", "<"},
		{"the keyboard goes elsewhere", "ni Blur BackSpace", "<"},
		{"Shift switches and commits the letters", "abc Shift =abc BackSpace", "abc<"},
		{"Shift switches and drops them", "abc Shift BackSpace", "<"},
		{"fast: the next word began before the commit", "nihao Space x =你好 BackSpace", "你好"},
		{"fast: and after it the text", "nihao Space x =你好 BackSpace BackSpace", "你好<"},
		{"fast: two words before the first commit", "ni Space hao Space =你 Tick =好 BackSpace", "你好<"},
		{"fast: two commits in one go", "ni Space hao Space x =你好 BackSpace", "你好"},
		{"a part is chosen, the rest goes on", "nihao 1 BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace", ""},
		{"a part is chosen, the rest is committed", "nihao 1 Space =你好 BackSpace", "你好<"},
		{"an upper case letter", "plain:Galley BackSpace", "Galley<"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := play(&Guard{}, strings.ReplaceAll(c.events, "Comma", ",")); got != c.want {
				t.Errorf("%s: got %q, want %q", c.events, got, c.want)
			}
		})
	}
}

// Two commits that came as one leave a part over, and no key is kept for it after a pause.
func TestPause(t *testing.T) {
	for _, c := range []struct {
		name  string
		pause time.Duration
		takes bool
	}{
		{"typing on", 300 * time.Millisecond, true},
		{"after a pause", 2 * time.Second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
			var g Guard
			key := func(after time.Duration, k fyne.KeyName) bool {
				now = now.Add(after)
				g.At(now)
				return g.Takes(k)
			}
			for range 2 {
				key(20*time.Millisecond, fyne.KeyN)
				key(20*time.Millisecond, fyne.KeySpace)
			}
			g.Committed()
			g.Committed()
			if got := key(c.pause, fyne.KeyLeft); got != c.takes {
				t.Errorf("the arrow is kept from the text: %t", got)
			}
		})
	}
	var g Guard
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	g.At(now)
	g.Takes(fyne.KeyN)
	g.At(now.Add(time.Hour))
	if !g.Takes(fyne.KeyBackspace) {
		t.Error("letters that are composed slowly are forgotten")
	}
}
