package ime_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"pgregory.net/rapid"

	"galley/editor/view/ime"
)

// script is a method that takes what a test says, at once or when it is told to.
type script struct {
	field   ime.Handler
	offered []string // keys, in order
	takes   func(ime.Key) bool
	late    bool
	owed    []func(parted bool)
}

func (s *script) Focus(h ime.Handler) { s.field = h }
func (s *script) Blur()               { s.Finish() }
func (s *script) Caret(ime.Rect)      {}
func (s *script) Close() error        { return nil }
func (s *script) Finish()             { s.answer(len(s.owed), true) }

func (s *script) Offer(k ime.Key, answer func(bool)) {
	s.offered = append(s.offered, spell(k))
	s.owed = append(s.owed, func(parted bool) {
		taken := !parted && s.takes != nil && s.takes(k)
		if taken && !k.Release {
			s.field.Commit("<" + spell(k) + ">")
		}
		answer(taken)
	})
	if !s.late {
		s.answer(len(s.owed), false)
	}
}

func (s *script) answer(n int, parted bool) {
	for ; n > 0 && len(s.owed) > 0; n-- {
		next := s.owed[0]
		s.owed = s.owed[1:]
		next(parted)
	}
}

func spell(k ime.Key) string {
	var b strings.Builder
	if k.Release {
		b.WriteByte('-')
	}
	for _, m := range []struct {
		of   ime.Modifiers
		name string
	}{{ime.Shift, "S+"}, {ime.Control, "C+"}, {ime.Alt, "A+"}, {ime.Super, "W+"}} {
		if k.Mods&m.of != 0 {
			b.WriteString(m.name)
		}
	}
	if r, ok := k.Sym.Rune(); ok {
		b.WriteRune(r)
	} else {
		b.WriteString(string(k.Sym.Name()))
	}
	return b.String()
}

// board is a keyboard as Fyne delivers it to a field, and the field.
type board struct {
	a    *ime.Adapter
	m    *script
	mods fyne.KeyModifier
	log  []string // what was written, acts and commits
}

func newBoard(m *script) *board {
	b := &board{m: m}
	var method ime.Method
	if m != nil {
		method = m
	}
	b.a = ime.NewAdapter(method, func() fyne.KeyModifier { return b.mods })
	b.a.Focus(b.handler())
	return b
}

func (b *board) handler() ime.Handler {
	return ime.Handler{
		Commit:  func(s string) { b.write(s) },
		Preedit: func(ime.Preedit) {},
		Delete:  func(offset, n int) { b.write(fmt.Sprintf("delete(%d,%d)", offset, n)) },
		Forward: func(k ime.Key) { b.write("forward(" + spell(k) + ")") },
	}
}

func (b *board) write(s string) { b.log = append(b.log, s) }

var mods = map[fyne.KeyName]fyne.KeyModifier{
	desktop.KeyShiftLeft: fyne.KeyModifierShift, desktop.KeyControlLeft: fyne.KeyModifierControl,
	desktop.KeyAltLeft: fyne.KeyModifierAlt, desktop.KeySuperLeft: fyne.KeyModifierSuper,
}

// press is one key as processKeyPressed and processCharInput of Fyne's driver deliver it; r is the character that it writes, 0 for none.
func (b *board) press(name fyne.KeyName, code int, r rune, repeat bool) {
	k := &fyne.KeyEvent{Name: name, Physical: fyne.HardwareKey{ScanCode: code}}
	b.mods |= mods[name]
	if !repeat {
		b.a.KeyDown(k)
	}
	if other := b.mods &^ fyne.KeyModifierShift; other != 0 && mods[name] == 0 {
		b.a.TypedShortcut(func() { b.write(fmt.Sprintf("shortcut(%s)", name)) })
		return
	}
	b.a.TypedKey(k, func() {
		if r == 0 && mods[name] == 0 {
			b.write(string(name))
		}
	})
	if r != 0 {
		b.a.TypedRune(r, func() { b.write(string(r)) })
	}
}

func (b *board) release(name fyne.KeyName, code int) {
	b.mods &^= mods[name]
	b.a.KeyUp(&fyne.KeyEvent{Name: name, Physical: fyne.HardwareKey{ScanCode: code}})
}

func (b *board) tap(name fyne.KeyName, code int, r rune) {
	b.press(name, code, r, false)
	b.release(name, code)
}

func TestAdapterOffersEachPressOnce(t *testing.T) {
	all := func(ime.Key) bool { return true }
	for _, c := range []struct {
		name    string
		takes   func(ime.Key) bool
		play    func(b *board)
		offered string
		log     string
	}{
		{"a letter left to the field", nil, func(b *board) { b.tap("A", 38, 'a') }, "a -a", "a"},
		{"a letter taken", all, func(b *board) { b.tap("A", 38, 'a') }, "a -a", "<a>"},
		{"a key without a character", nil, func(b *board) { b.tap(fyne.KeyReturn, 36, 0) }, "Return -Return", "Return"},
		{"a key without a character taken", all, func(b *board) { b.tap(fyne.KeyBackspace, 22, 0) }, "BackSpace -BackSpace", "<BackSpace>"},
		{"Shift alone", nil, func(b *board) { b.tap(desktop.KeyShiftLeft, 50, 0) }, "LeftShift -S+LeftShift", ""},
		{"an upper-case letter", nil, func(b *board) {
			b.press(desktop.KeyShiftLeft, 50, 0, false)
			b.tap("A", 38, 'A')
			b.release(desktop.KeyShiftLeft, 50)
		}, "LeftShift S+A -S+A -S+LeftShift", "A"},
		{"a held letter", nil, func(b *board) {
			b.press("A", 38, 'a', false)
			b.press("A", 38, 'a', true)
			b.release("A", 38)
		}, "a a -a", "a a"},
		{"a shortcut left to the field", nil, func(b *board) {
			b.press(desktop.KeyControlLeft, 37, 0, false)
			b.tap("C", 54, 0)
			b.release(desktop.KeyControlLeft, 37)
		}, "LeftControl C+c -C+c -C+LeftControl", "shortcut(C)"},
		{"a shortcut taken", all, func(b *board) {
			b.press(desktop.KeyControlLeft, 37, 0, false)
			b.tap(fyne.KeySpace, 65, 0)
			b.release(desktop.KeyControlLeft, 37)
		}, "LeftControl C+  -C+  -C+LeftControl", "<LeftControl> <C+ >"},
		{"a held shortcut", nil, func(b *board) {
			b.press(desktop.KeyControlLeft, 37, 0, false)
			b.press("Z", 52, 0, false)
			b.press("Z", 52, 0, true)
		}, "LeftControl C+z", "shortcut(Z) shortcut(Z)"},
		{"a dead key", nil, func(b *board) {
			b.tap(fyne.KeyUnknown, 34, 0)
			b.tap("E", 26, 'é')
		}, "é -é", " é"},
		{"characters of a Compose sequence", nil, func(b *board) {
			b.press("E", 26, 'é', false)
			b.a.TypedRune('x', func() { b.write("x") })
		}, "é", "é x"},
		{"a character without a key", nil, func(b *board) { b.a.TypedRune('字', func() { b.write("字") }) }, "", "字"},
		{"a release in a field that did not see the press", nil, func(b *board) { b.release("A", 38) }, "", ""},
		{"a menu's shortcut", all, func(b *board) {
			b.a.Reserved = func(n fyne.KeyName, m fyne.KeyModifier) bool { return n == "S" && m == fyne.KeyModifierControl }
			b.mods = fyne.KeyModifierControl
			b.a.KeyDown(&fyne.KeyEvent{Name: "S", Physical: fyne.HardwareKey{ScanCode: 39}})
			b.release("S", 39)
		}, "", ""},
		{"Super and a letter, for which Fyne sends both", all, func(b *board) {
			b.mods = fyne.KeyModifierSuper
			b.press("A", 38, 0, false)
			b.a.TypedRune('a', func() { b.write("a") })
		}, "W+a", "<W+a>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(&script{takes: c.takes})
			c.play(b)
			if got := strings.Join(b.m.offered, " "); got != c.offered {
				t.Errorf("offered %q, not %q", got, c.offered)
			}
			if got := strings.Join(b.log, " "); got != c.log {
				t.Errorf("wrote %q, not %q", got, c.log)
			}
		})
	}
}

func TestAdapterWithoutMethodLetsEverythingThrough(t *testing.T) {
	b := newBoard(nil)
	b.tap("A", 38, 'a')
	b.tap(fyne.KeyReturn, 36, 0)
	b.press(desktop.KeyControlLeft, 37, 0, false)
	b.tap("C", 54, 0)
	b.a.Finish()
	b.a.Blur()
	if got := strings.Join(b.log, " "); got != "a Return shortcut(C)" {
		t.Errorf("wrote %q", got)
	}
	if b.a.Active() || b.a.Composing() {
		t.Error("an adapter without a method composes")
	}
}

func TestAdapterHoldsBackWhatComesAfterAnUnansweredKey(t *testing.T) {
	b := newBoard(&script{late: true, takes: func(k ime.Key) bool { return k.Sym == 'b' }})
	b.press("A", 38, 'a', false)
	b.press("B", 56, 'b', false)
	b.a.TypedRune('字', func() { b.write("字") })
	b.press(fyne.KeyReturn, 36, 0, false)
	if len(b.log) != 0 || !b.a.Composing() {
		t.Fatalf("wrote %q before an answer", b.log)
	}
	b.m.answer(1, false)
	if got := strings.Join(b.log, " "); got != "a" {
		t.Fatalf("wrote %q after the first answer", got)
	}
	b.m.answer(1, false)
	if got := strings.Join(b.log, " "); got != "a <b> 字" {
		t.Fatalf("wrote %q after the second answer", got)
	}
	b.a.Finish()
	if got := strings.Join(b.log, " "); got != "a <b> 字 Return" {
		t.Fatalf("wrote %q at the end", got)
	}
}

// Each press writes exactly one thing, in the order of the presses, whatever the method takes and whenever it answers.
func TestAdapterLaw(t *testing.T) { rapid.Check(t, adapterLaw) }

func FuzzAdapter(f *testing.F) { f.Fuzz(rapid.MakeFuzz(adapterLaw)) }

func adapterLaw(t *rapid.T) {
	taken := map[int]bool{} // by number of the press
	b := newBoard(&script{late: true})
	var want []string // the keys, in order
	code := 0
	b.m.takes = func(k ime.Key) bool { return taken[int(k.Code)] }
	for range rapid.IntRange(1, 40).Draw(t, "events") {
		code++
		taken[code] = rapid.Bool().Draw(t, "taken")
		switch rapid.IntRange(0, 6).Draw(t, "event") {
		case 0, 1:
			r := rapid.RuneFrom([]rune("abcxyz 你é;")).Draw(t, "character")
			b.press(fyne.KeyName(strings.ToUpper(string(r))), code, r, false)
			want = append(want, string(r))
		case 2:
			n := rapid.SampledFrom([]fyne.KeyName{fyne.KeyReturn, fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyTab, fyne.KeyF4}).Draw(t, "key")
			b.press(n, code, 0, false)
			want = append(want, string(n))
		case 3:
			b.mods = fyne.KeyModifierControl
			b.press("C", code, 0, false)
			b.mods = 0
			want = append(want, "c")
		case 4:
			b.m.answer(rapid.IntRange(1, 5).Draw(t, "answers"), false)
		case 5:
			b.a.Finish()
		case 6:
			b.a.Blur()
			b.a.Focus(b.handler())
		}
	}
	b.m.answer(len(b.m.owed), false)
	if got := bare(b.log); !slices.Equal(got, want) {
		t.Fatalf("pressed %q\nwrote   %q", want, got)
	}
	if b.a.Composing() {
		t.Fatal("something still waits")
	}
}

// bare names what was written by the key that wrote it, however it came to be written.
func bare(log []string) []string {
	var all []string
	for _, l := range log {
		l = strings.TrimSuffix(strings.TrimPrefix(l, "<"), ">")
		l = strings.TrimPrefix(l, "C+")
		if l == "shortcut(C)" {
			l = "c"
		}
		all = append(all, l)
	}
	return all
}

func TestPress(t *testing.T) {
	for _, c := range []struct {
		key  ime.Key
		want string
	}{
		{ime.Key{Sym: 'a'}, "a"},
		{ime.Key{Sym: 0x01004f60}, "你"},
		{ime.Key{Sym: 0xffb7}, "7"},
		{ime.Key{Sym: 0xff0d}, "Return"},
		{ime.Key{Sym: 0xff0d, Release: true}, ""},
		{ime.Key{Sym: 'a', Mods: ime.Control}, ""},
		{ime.Key{Sym: 0xfe03}, ""},
	} {
		got := ""
		ime.Press(c.key, func(r rune) { got = string(r) }, func(n fyne.KeyName) { got = string(n) })
		if got != c.want {
			t.Errorf("Press(%+v) presses %q, not %q", c.key, got, c.want)
		}
	}
}
