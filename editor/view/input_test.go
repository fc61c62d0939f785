package view

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/view/ime"
)

// body returns the text of a document's body.
func body(e *Editor) string { return e.State().Doc().Part(model.Body).PlainText() }

// toBody puts the caret at the end of the document.
func toBody(t testing.TB, e *Editor) {
	t.Helper()
	if !e.Act(DocumentEnd) && e.head() == 0 {
		t.Fatal("no way to the body")
	}
}

// play sends events to the editor: a word in lower case presses its letter keys and commits nothing; "=" before a text commits it; "plain:"
// before a text presses each key and commits it at once, as without an input method; Ctrl+ and Shift+ before a name hold those keys;
// anything else is the name of a key.
func play(e *Editor, events string) {
	key := func(k fyne.KeyName) { e.TypedKey(&fyne.KeyEvent{Name: k}) }
	shiftKey := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	var later []func()
	was := e.o.Later
	e.o.Later = func(f func()) { later = append(later, f) }
	defer func() { e.o.Later = was }()
	for _, ev := range strings.Fields(events) {
		for _, f := range later { // each event is a tick
			f()
		}
		later = nil
		switch {
		case strings.HasPrefix(ev, "="):
			for _, r := range ev[1:] {
				e.TypedRune(r)
			}
		case strings.HasPrefix(ev, "plain:"):
			for _, r := range strings.ReplaceAll(ev[6:], "_", " ") {
				key(fyne.KeyName(strings.ToUpper(string(r))))
				e.TypedRune(r)
			}
		case strings.HasPrefix(ev, "Ctrl+Shift+"):
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(ev[11:]), Modifier: ctrl | shift})
		case strings.HasPrefix(ev, "Ctrl+"):
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(ev[5:]), Modifier: ctrl})
		case strings.HasPrefix(ev, "Shift+"):
			e.KeyDown(shiftKey)
			key(fyne.KeyName(ev[6:]))
			e.KeyUp(shiftKey)
		case ev == "Shift":
			e.KeyDown(shiftKey)
			e.KeyUp(shiftKey)
		case ev == "Click":
			e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 380)}})
			e.MouseUp(nil)
		case ev == "Blur":
			e.FocusLost()
			e.FocusGained()
		case strings.ToLower(ev) == ev:
			for _, r := range ev {
				key(fyne.KeyName(strings.ToUpper(string(r))))
			}
		default:
			key(fyne.KeyName(ev))
		}
	}
}

// The sequences are those that fcitx5 5.0 with pinyin was measured to send through GLFW 3.4 under X11; testdata/ime.sh plays them to a real one.
func TestInputMethod(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"a word", "nihao Space =你好", "你好"},
		{"correcting pinyin keeps the text", "nihao Space =你好 ab BackSpace BackSpace", "你好"},
		{"the composition is gone, BackSpace deletes again", "nihao Space =你好 ab BackSpace BackSpace BackSpace", "你"},
		{"raw commit by Return", "nihao Space =你好 xia Return =xia", "你好xia"},
		{"the whole measured scenario", "nihao Space =你好 ab BackSpace BackSpace BackSpace xia Return =xia", "你xia"},
		{"Return after a commit is a paragraph", "nihao Space =你好 Return =吗", "你好\n吗"},
		{"Escape, then BackSpace deletes", "ni Space =你 ha Escape BackSpace", ""},
		{"arrows choose a candidate", "ni Space =你 hao Left Down Right Space =好", "你好"},
		{"a digit chooses", "ni 2 =泥 hao Space =好", "泥好"},
		{"a click ends a composition", "ni Space =你 ha Click BackSpace", ""},
		{"a shortcut ends a composition", "ni Space =你 ha Ctrl+F BackSpace", ""},
		{"focus ends a composition", "ni Space =你 ha Blur BackSpace", ""},
		{"Shift commits the letters and switches", "ni Space =你 abc Shift =abc plain:de", "你abcde"},
		{"over a selection", "plain:abc Shift+Left Shift+Left ni Space =你", "a你"},
		{"correcting over a selection", "plain:abc Shift+Left nii BackSpace Space =你", "ab你"},
		{"a mark through the method", "nihao , =你好，", "你好，"},
		{"fast", "nihao Space shijie =你好 BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace wo Space =我", "你好我"},
		{"no input method", "plain:galley BackSpace Return plain:x", "galle\nx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			e, _ := open(t, model.NewDoc(), 900, 500)
			toBody(t, e)
			play(e, c.events)
			if got := body(e); got != c.want {
				t.Errorf("%s: got %q, want %q", c.events, got, c.want)
			}
		})
	}
}

// TestKeys types by keys alone; what each leads to is the commands' business, that each key reaches its command is tested here.
func TestKeys(t *testing.T) {
	for _, c := range []struct{ name, events, want string }{
		{"a list by typing", "plain:-_ plain:a Return plain:b", "ul(li(p(a)) li(p(b)))"},
		{"a heading by typing", "plain:#_ plain:a Return plain:b", "h1(a) p(b)"},
		{"Tab sinks", "plain:1._ plain:a Return plain:b Tab", "ol=1(li(p(a) ol=1(li(p(b)))))"},
		{"a line break", "plain:a Shift+Return plain:b", "p(a[br]b)"},
		{"strong by key", "plain:ab Shift+Left Ctrl+B", "p(a[strong b])"},
		{"undo and redo", "plain:a Return plain:b Ctrl+Z Ctrl+Z Ctrl+Y", "p(a)"},
		{"a heading by key", "plain:a Ctrl+Shift+2", "h2(a)"},
		{"a word back", "plain:one_two Ctrl+BackSpace", "p(one )"},
		{"cut and paste", "plain:abc Shift+Left Ctrl+X Home Ctrl+V", "p(cab)"},
		{"home and end", "plain:bc Home plain:a End plain:d", "p(abcd)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			e, _ := open(t, model.NewDoc(), 900, 500)
			toBody(t, e)
			play(e, c.events)
			if got := e.State().Doc().Part(model.Body); !got.Equal(build.Doc(c.want).Part(model.Body)) {
				t.Errorf("%s: got %s, want %s", c.events, build.Format(e.State().Doc()), c.want)
			}
		})
	}
}

// TestCharactersOfOneTickAreOneTransaction holds an input method's word together.
func TestCharactersOfOneTickAreOneTransaction(t *testing.T) {
	test.NewTempApp(t)
	var later []func()
	e, _ := open(t, model.NewDoc(), 900, 500, func(o *Options) { o.Later = func(f func()) { later = append(later, f) } })
	toBody(t, e)
	n := 0
	e.OnChange = func(*state.Transaction, state.State) { n++ }
	play(e, "nihao Space")
	for _, r := range "你好世界" {
		e.TypedRune(r)
	}
	if n != 0 {
		t.Errorf("%d transactions before the end of the tick", n)
	}
	for _, f := range later {
		f()
	}
	if n != 1 || body(e) != "你好世界" {
		t.Errorf("%d transactions, text %q", n, body(e))
	}
}

func TestNothingIsBoundTwice(t *testing.T) {
	for _, mac := range []bool{false, true} {
		seen := map[Key]Action{}
		for _, b := range Bindings() {
			keys := b.Keys
			if mac {
				keys = b.Mac
			}
			if len(keys) == 0 {
				t.Errorf("mac %v: %s has no key", mac, b.Action)
			}
			for _, k := range keys {
				if other, ok := seen[k]; ok {
					t.Errorf("mac %v: %v is bound to %s and %s", mac, k, other, b.Action)
				}
				seen[k] = b.Action
			}
			if b.moves {
				continue
			}
			for _, k := range keys {
				if p := keyTables[mac][k]; p.action != b.Action {
					t.Errorf("mac %v: %v does %s, not %s: a key that selects is in its way", mac, k, p.action, b.Action)
				}
			}
		}
	}
}

func TestReading(t *testing.T) {
	test.NewTempApp(t)
	e, _ := open(t, build.Doc("headline(标题) p(一二三)"), 900, 500)
	clip := &memory{}
	e.SetClipboard(clip)
	e.Disable()
	toBody(t, e)
	before := e.State().Doc()
	play(e, "plain:abc BackSpace Return Ctrl+V Ctrl+B Ctrl+Z Shift+Left Shift+Left Ctrl+C Ctrl+X")
	if e.State().Doc() != before {
		t.Errorf("changed to %s", build.Format(e.State().Doc()))
	}
	if clip.text != "二三" {
		t.Errorf("copied %q", clip.text)
	}
	e.Enable()
	play(e, "plain:abc")
	if body(e) != "一abc" {
		t.Errorf("text is %q", body(e))
	}
}

// method is an input method that takes every key, and is told what to do by the test.
type method struct {
	h       ime.Handler
	taken   bool
	carets  int
	preedit string
}

func (m *method) Focus(h ime.Handler) { m.h = h }
func (m *method) Blur()               { m.Finish() }
func (m *method) Finish() {
	if m.preedit != "" {
		s := m.preedit
		m.show("")
		m.h.Commit(s)
	}
}
func (m *method) Offer(_ ime.Key, answer func(bool)) { answer(m.taken) }
func (m *method) Caret(ime.Rect)                     { m.carets++ }
func (m *method) Close() error                       { return nil }

func (m *method) show(s string) {
	m.preedit = s
	p := ime.Preedit{Caret: len([]rune(s))}
	if s != "" {
		p.Segments = []ime.Segment{{Text: s, Underline: true}}
	}
	m.h.Preedit(p)
}

// TestCompositionInline shows a composition in the text and keeps it out of the document.
func TestCompositionInline(t *testing.T) {
	test.NewTempApp(t)
	m := &method{}
	e, _ := open(t, build.Doc("headline(标题) p(一二三)"), 900, 500, func(o *Options) {
		o.Method, o.Held = m, func() fyne.KeyModifier { return 0 }
		o.Screen = func(p fyne.Position, s fyne.Size) (ime.Rect, bool) { return ime.Rect{X: int(p.X), Y: int(p.Y)}, true }
	})
	toBody(t, e)
	e.Act(Left)
	before := e.State().Doc()
	at, _ := e.caret()
	m.show("nihao")
	if got := e.lay.Doc().Part(model.Body).PlainText(); got != "一二nihao三" {
		t.Errorf("shown as %q", got)
	}
	if c, _ := e.caret(); c.X <= at.X {
		t.Error("the caret is not behind the composition")
	}
	if e.State().Doc() != before {
		t.Errorf("the document is %s", build.Format(e.State().Doc()))
	}
	m.show("")
	m.h.Commit("你好")
	if body(e) != "一二你好三" || e.lay.Doc() != e.State().Doc() {
		t.Errorf("text %q, shown %s", body(e), build.Format(e.lay.Doc()))
	}
	play(e, "Shift+Left Shift+Left")
	m.show("ta")
	if got := e.lay.Doc().Part(model.Body).PlainText(); got != "一二ta三" {
		t.Errorf("over a selection it is shown as %q", got)
	}
	m.show("")
	e.Act(Right)
	m.show("shi")
	e.Act(Undo) // a command ends the composition first
	if body(e) != "一二你好三" && body(e) != "一二三" {
		t.Errorf("undo left %q", body(e))
	}
	m.h.Delete(-1, 1)
	if m.carets == 0 {
		t.Error("the method was not told where the caret is")
	}
}
