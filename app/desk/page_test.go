package desk

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/view"
	"galley/editor/view/ime"
)

// said returns what a part of the page says.
func (w *writer) said(k model.Kind) string { return w.page.State().Doc().Part(k).PlainText() }

// retype types a text over a part of the page.
func (w *writer) retype(k model.Kind, text string) {
	doc := w.page.State().Doc()
	from := partAt(doc, k)
	last := state.Near(doc, from+model.Pos(doc.Part(k).ContentSize()))
	if k == model.Body {
		last = state.Caret(from + model.Pos(doc.Part(k).ContentSize()) - 1)
	}
	w.page.Do(state.Select(state.TextSelection{Anchor: state.Near(doc, from).Head, Head: last.Head}))
	w.page.Do(state.InsertPlain(text))
}

// blank opens a new article with a body of one paragraph, the caret at its start.
func (h *house) blank(text string) *writer {
	h.t.Helper()
	h.as("李婉婷").main.create()
	w := h.theWriter()
	w.win.Resize(fyne.NewSize(1440, 872))
	w.retype(model.Body, text)
	w.putCaret(model.Body)
	return w
}

// choose selects the first place in the body that says a text.
func (w *writer) choose(text string) {
	w.finder.pattern.SetText(text)
	w.finder.object.Add(w.finder.content)
	w.finder.look()
	w.finder.step(true)
	w.finder.close()
}

func TestToolsShowAndGiveMarks(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("校庆公告")
	w.choose("校庆")
	press1(t, w.win, "粗")
	if want := build.Doc(`p([strong 校庆]公告)`); !w.page.State().Doc().Part(model.Body).Equal(want.Part(model.Body)) {
		t.Errorf("the body is %s", build.Format(w.page.State().Doc()))
	}
	held := func(label string) bool {
		for _, b := range w.bar {
			if b.button.Label == label {
				return b.button.Kind == chrome.Held
			}
		}
		t.Fatalf("no tool is called %s", label)
		return false
	}
	if !held("粗") || held("着重") {
		t.Error("the bar does not show the mark of the selection")
	}
	press1(t, w.win, "撤销")
	if held("粗") {
		t.Error("the bar still shows a mark that was undone")
	}
	if w.win.Canvas().Focused() != w.page {
		t.Error("a button kept the keyboard")
	}
}

func TestUndoGoesAcrossASave(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("一")
	h.ring()
	w.page.Do(state.InsertText("二"))
	h.ring()
	w.act(view.Undo)
	h.ring()
	if _, body := h.stored(w.Article.ID); body != "一" {
		t.Errorf("stored is %q", body)
	}
}

func TestFindAndReplace(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("新闻、新聞、新闻")
	w.finder.open()
	w.finder.pattern.SetText("新闻")
	if s := w.finder.said.Text; s != "0 / 3" {
		t.Errorf("it says %q", s)
	}
	if n := len(w.page.Decorations(view.Hits)); n != 3 {
		t.Errorf("%d hits are highlighted", n)
	}
	w.finder.with.SetText("消息")
	w.finder.step(true)
	w.finder.replace()
	if got := w.said(model.Body); got != "消息、新聞、新闻" || w.finder.said.Text != "1 / 2" {
		t.Errorf("after one: %q, %q", got, w.finder.said.Text)
	}
	w.finder.replaceAll()
	if got := w.said(model.Body); got != "消息、消息、消息" {
		t.Errorf("after all: %q", got)
	}
	w.page.Act(view.Undo)
	if got := w.said(model.Body); got != "消息、新聞、新闻" {
		t.Errorf("one undo after replacing all: %q", got)
	}
	w.finder.options.Regexp = true
	w.finder.pattern.SetText("(")
	if w.finder.said.Text != h.S("find.bad") {
		t.Errorf("of a broken pattern it says %q", w.finder.said.Text)
	}
	w.finder.pattern.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.finder.opened() || w.win.Canvas().Focused() != w.page || len(w.page.Decorations(view.Hits)) > 0 {
		t.Error("Escape did not close the bar")
	}
}

func TestLink(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("见学校网站")
	w.editLink()
	press1(t, w.win, h.S("close")) // nothing is selected
	w.choose("学校网站")
	w.editLink()
	test.Type(w.win.Canvas().Focused(), "https://example.org/")
	press1(t, w.win, h.S("link.set"))
	_, _, link, ok := state.LinkAt(w.page.State().Doc(), partAt(w.page.State().Doc(), model.Body)+3)
	if !ok || link.Href != "https://example.org/" {
		t.Fatalf("the link is %v, %v", link, ok)
	}
	w.editLink()
	press1(t, w.win, h.S("link.remove"))
	if _, _, _, ok := state.LinkAt(w.page.State().Doc(), partAt(w.page.State().Doc(), model.Body)+3); ok {
		t.Error("the link is still there")
	}
}

func TestPictureIsStoredWithTheArticle(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("")
	var data bytes.Buffer
	h.must(png.Encode(&data, image.NewGray(image.Rect(0, 0, 8, 6))))
	path := filepath.Join(t.TempDir(), "图.png")
	h.must(os.WriteFile(path, data.Bytes(), 0o600))
	body := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.page).Add(fyne.NewPos(300, 600))
	w.putCaret(model.Headline)
	w.dropped(body, []fyne.URI{storage.NewFileURI(path)})
	w.page.Do(state.InsertText("校门"))
	w.win.Canvas().Capture()
	h.ring()
	m, _, err := h.room.Manuscript(t.Context(), w.Article.ID)
	h.must(err)
	var figure *model.Node
	m.Doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			figure = n
		}
		return true
	})
	if figure == nil || figure.PlainText() != "校门" {
		t.Fatalf("stored is %v", m.Doc)
	}
	got, err := h.room.Picture(t.Context(), figure.Attrs().Picture)
	h.must(err)
	if !bytes.Equal(got, data.Bytes()) {
		t.Error("the picture is another one")
	}
	w.putCaret(model.Headline)
	w.insertPicture(path)
	press1(t, w.win, h.S("close")) // it says why not
}

func TestOutline(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("会议要求")
	w.act(view.Heading1)
	w.page.Act(view.LineEnd)
	w.page.Act(view.Return)
	w.page.Do(state.InsertText("五个方面"))
	w.act(view.Heading2)
	if want := []string{"会议要求", "　五个方面"}; !slices.Equal(w.outline.titles, want) {
		t.Fatalf("it lists %q", w.outline.titles)
	}
	w.outline.jump(0)
	w.page.Do(state.InsertText("一、"))
	w.outline.jump(1)
	w.page.Do(state.InsertText("（一）"))
	if want := []string{"一、会议要求", "　（一）五个方面"}; !slices.Equal(w.outline.titles, want) {
		t.Errorf("after writing it lists %q", w.outline.titles)
	}
}

// Every action that a menu or the bar offers has words, and the keys of the page's actions stay with whatever has the keyboard.
func TestMenuOfWriting(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	w := h.blank("")
	seen := map[string]string{}
	for _, m := range w.win.MainMenu().Items {
		for _, i := range m.Items {
			if strings.Contains(i.Label, "⟦") {
				t.Errorf("no words for %s", i.Label)
			}
			if k, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				if other, twice := seen[keyName(k)]; twice {
					t.Errorf("%s is the key of %s and of %s", keyName(k), other, i.Label)
				}
				seen[keyName(k)] = i.Label
			}
		}
	}
	if seen["Ctrl Z"] != "Undo" {
		t.Errorf("Ctrl Z is %q", seen["Ctrl Z"])
	}
	undo := w.actionItem(view.Undo).Shortcut
	if undo.ShortcutName() == (&fyne.ShortcutUndo{}).ShortcutName() {
		t.Error("the menu takes Ctrl Z from the fields")
	}
}

// What is being composed when the window is closed is in the article.
func TestClosingKeepsTheComposition(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	m := &silent{}
	h.Input = &field.Input{Method: m, Held: func() fyne.KeyModifier { return 0 }}
	w := h.blank("校庆")
	m.field.Preedit(ime.Preedit{Segments: []ime.Segment{{Text: "gong gao"}}, Caret: 8})
	m.composed = "gong gao"
	if !w.close() {
		t.Fatal("the window stays")
	}
	if _, body := h.stored(w.Article.ID); body != "gong gao校庆" {
		t.Errorf("stored is %q", body)
	}
}

// silent is a method that says only what a test says.
type silent struct {
	field    ime.Handler
	composed string
}

func (s *silent) Focus(h ime.Handler)           { s.field = h }
func (s *silent) Offer(_ ime.Key, f func(bool)) { f(false) }
func (s *silent) Caret(ime.Rect)                {}
func (s *silent) Close() error                  { return nil }
func (s *silent) Blur()                         { s.Finish() }
func (s *silent) Finish() {
	if text := s.composed; text != "" {
		s.composed = ""
		s.field.Preedit(ime.Preedit{})
		s.field.Commit(text)
	}
}
