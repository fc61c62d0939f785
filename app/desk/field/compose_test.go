package field

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"galley/editor/view/ime"
)

// speller is a method that composes small letters and commits them in capitals with a space; BackSpace takes a letter back.
type speller struct {
	field   ime.Handler
	focused bool
	letters string
	caret   ime.Rect
	held    fyne.KeyModifier
}

func (s *speller) Focus(h ime.Handler) { s.field, s.focused = h, true }
func (s *speller) Blur()               { s.Finish(); s.focused = false }
func (s *speller) Caret(r ime.Rect)    { s.caret = r }
func (s *speller) Close() error        { return nil }

func (s *speller) Finish() {
	if kept := s.letters; kept != "" {
		s.show("")
		s.field.Commit(kept)
	}
}

func (s *speller) show(letters string) {
	s.letters = letters
	p := ime.Preedit{Caret: len(letters)}
	if letters != "" {
		p.Segments = []ime.Segment{{Text: letters[:1], Highlight: true}, {Text: letters[1:], Underline: true}}
	}
	s.field.Preedit(p)
}

func (s *speller) Offer(k ime.Key, answer func(bool)) {
	r, _ := k.Sym.Rune()
	switch {
	case k.Release:
		answer(false)
	case r >= 'a' && r <= 'z':
		s.show(s.letters + string(r))
		answer(true)
	case s.letters == "":
		answer(false)
	case r == ' ': // commits before it takes the composition away, as fcitx does
		s.field.Commit(strings.ToUpper(s.letters))
		s.show("")
		answer(true)
	case k.Sym.Name() == fyne.KeyBackspace:
		s.show(s.letters[:len(s.letters)-1])
		answer(true)
	default:
		answer(false)
	}
}

// written is a field that a speller writes into, in a window.
func written(t testing.TB, many bool) (*Entry, *speller, fyne.Window) {
	test.NewTempApp(t)
	s := &speller{}
	in := &Input{Method: s, Held: func() fyne.KeyModifier { return s.held }, Origin: func(fyne.Window) (int, int, error) { return 1000, 2000, nil }}
	e := NewEntry(in)
	if many {
		e = NewText(in)
	}
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(220, 160))
	w.Canvas().Focus(e)
	return e, s, w
}

// press is one key as the driver delivers it: a character or the name of a key.
func press(e *Entry, key string) {
	r := []rune(key)
	k := &fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(key)), Physical: fyne.HardwareKey{ScanCode: int(r[0]) + len(r)}}
	switch {
	case key == " ":
		k.Name = fyne.KeySpace
	case len(r) > 1:
		k.Name = fyne.KeyName(key)
	}
	e.KeyDown(k)
	e.TypedKey(k)
	if len(r) == 1 {
		e.TypedRune(r[0])
	}
	e.KeyUp(k)
}

// drawn returns the text that the field draws.
func drawn(e *Entry) string {
	var all string
	var walk func([]fyne.CanvasObject)
	walk = func(objects []fyne.CanvasObject) {
		for _, o := range objects {
			switch o := o.(type) {
			case *canvas.Text:
				all += o.Text
			case fyne.Widget:
				if o.Visible() {
					walk(test.WidgetRenderer(o).Objects())
				}
			}
		}
	}
	walk([]fyne.CanvasObject{e})
	return all
}

func TestComposition(t *testing.T) {
	for _, c := range []struct {
		name, keys  string // a letter each; _ is a space, < BackSpace, ← Left, ⏎ Return
		drawn, text string
	}{
		{"stands in the field and not in its text", "ab", "ab", ""},
		{"is committed", "ab_", "AB", "AB"},
		{"is taken back", "ab_cd<<", "AB", "AB"},
		{"goes on in the middle", "ab_←cd", "AcdB", "AB"},
		{"is committed in the middle", "ab_←cd_", "ACDB", "ACDB"},
		{"moves with a key that the method does not take", "ab_c←", "AcB", "AB"},
		{"leaves the caret behind itself", "ab_←cd_e_", "ACDEB", "ACDEB"},
	} {
		for _, many := range []bool{false, true} {
			t.Run(c.name, func(t *testing.T) {
				e, s, _ := written(t, many)
				for _, r := range c.keys {
					key, ok := map[rune]string{'_': " ", '<': string(fyne.KeyBackspace), '←': string(fyne.KeyLeft)}[r]
					if !ok {
						key = string(r)
					}
					press(e, key)
				}
				if got := drawn(e); got != c.drawn {
					t.Errorf("drawn is %q, want %q", got, c.drawn)
				}
				if e.Text != c.text {
					t.Errorf("the text is %q, want %q", e.Text, c.text)
				}
				if lines := len(e.draws.lines); lines > 0 != (s.letters != "") {
					t.Errorf("%d lines below %q", lines, s.letters)
				}
			})
		}
	}
}

func TestCompositionEnds(t *testing.T) {
	for name, end := range map[string]func(*Entry, fyne.Window){
		"with a click":    func(e *Entry, _ fyne.Window) { e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) },
		"with the focus":  func(_ *Entry, w fyne.Window) { w.Canvas().Unfocus() },
		"with a shortcut": func(e *Entry, _ fyne.Window) { e.TypedShortcut(&fyne.ShortcutSelectAll{}) },
		"with a key of the menu": func(e *Entry, w fyne.Window) {
			i := fyne.NewMenuItem("save", func() {})
			i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
			w.SetMainMenu(fyne.NewMainMenu(fyne.NewMenu("file", i)))
			e.input.Method.(*speller).held = fyne.KeyModifierControl
			e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyS})
		},
	} {
		t.Run(name, func(t *testing.T) {
			e, _, w := written(t, false)
			press(e, "a")
			press(e, "b")
			end(e, w)
			if e.Text != "ab" || drawn(e) != "ab" {
				t.Errorf("the text is %q and drawn is %q: what was composed is gone", e.Text, drawn(e))
			}
		})
	}
}

func TestCompositionReplacesTheSelection(t *testing.T) {
	e, _, _ := written(t, false)
	e.SetText("甲乙")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	press(e, "a")
	press(e, " ")
	if e.Text != "A" {
		t.Errorf("the text is %q", e.Text)
	}
}

func TestCandidatesStandBelowTheCaret(t *testing.T) {
	e, s, w := written(t, false)
	press(e, "a")
	first := s.caret
	press(e, "b")
	if s.caret.X <= first.X || first.X < 1000 || first.Y < 2000 || first.H < 10 {
		t.Errorf("the caret is at %v, then at %v", first, s.caret)
	}
	e.input.Origin = func(fyne.Window) (int, int, error) { return 3000, 2000, nil }
	press(e, "c")
	if s.caret.X < 3000 {
		t.Errorf("the window was moved, and the caret stays at %v", s.caret)
	}
	w.Canvas().Unfocus()
}

// A field under any keys says what a plain text with the same method says.
func TestCompositionLaw(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		many := rapid.Bool().Draw(rt, "many lines")
		e, _, _ := written(t, many)
		var text []rune
		caret, letters := 0, ""
		insert := func(s string) {
			text = append(text[:caret:caret], append([]rune(s), text[caret:]...)...)
			caret += len([]rune(s))
		}
		for range rapid.IntRange(1, 40).Draw(rt, "keys") {
			key := rapid.SampledFrom([]string{"a", "b", "c", "a", "b", " ", "你", string(fyne.KeyBackspace), string(fyne.KeyLeft), string(fyne.KeyRight), string(fyne.KeyDelete)}).Draw(rt, "key")
			press(e, key)
			switch key {
			case "a", "b", "c":
				letters += key
			case " ":
				if letters == "" {
					insert(" ")
				} else {
					insert(strings.ToUpper(letters))
					letters = ""
				}
			case string(fyne.KeyBackspace):
				switch {
				case letters != "":
					letters = letters[:len(letters)-1]
				case caret > 0:
					text = append(text[:caret-1:caret-1], text[caret:]...)
					caret--
				}
			case string(fyne.KeyDelete):
				if caret < len(text) {
					text = append(text[:caret:caret], text[caret+1:]...)
				}
			case string(fyne.KeyLeft):
				caret = max(caret-1, 0)
			case string(fyne.KeyRight):
				caret = min(caret+1, len(text))
			default:
				insert(key)
			}
			if e.Text != string(text) {
				rt.Fatalf("the text is %q, want %q", e.Text, string(text))
			}
		}
	})
}
