package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app/desk/draft"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/view"
)

// stored returns the article's stored headline and body.
func (h *house) stored(id newsroom.ArticleID) (headline, body string) {
	h.t.Helper()
	m, _, err := h.room.Manuscript(h.t.Context(), id)
	h.must(err)
	return m.Headline(), m.Doc.Part(model.Body).PlainText()
}

func TestTypingIsSaved(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	w.retype(model.Headline, "校庆公告（第一号）")
	if got := w.win.Title(); !strings.HasPrefix(got, "校庆公告（第一号）") {
		t.Errorf("the window is called %q", got)
	}
	w.retype(model.Body, "第一段。\n第二段。")
	if w.Phase != draft.Waiting {
		t.Fatalf("after typing the phase is %d", w.Phase)
	}
	h.ring()
	if w.Phase != draft.Saved {
		t.Fatalf("a second later the phase is %d: %v", w.Phase, w.Err)
	}
	headline, body := h.stored(w.Article.ID)
	if headline != "校庆公告（第一号）" || body != "第一段。\n第二段。" {
		t.Errorf("stored: %q, %q", headline, body)
	}
	if w.Base == 0 {
		t.Error("the next save would append on the first revision")
	}
}

// What is typed and taken back again is stored as it was: a save in between must not hold it.
func TestTakingBackIsSaved(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	a := h.taken()
	_, before := h.stored(a.ID)
	h.write(a)
	w := h.theWriter()
	w.page.Do(state.InsertText("Hello "))
	h.ring()
	if _, body := h.stored(a.ID); !strings.HasPrefix(body, "Hello ") {
		t.Fatal("the first save did not happen")
	}
	w.act(view.Undo)
	h.ring()
	if _, body := h.stored(a.ID); body != before {
		t.Errorf("stored is %.20q…, not %.20q…", body, before)
	}
}

func TestOpeningAndClosingChangesNothing(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	a := h.taken()
	h.write(a)
	if !h.theWriter().close() {
		t.Fatal("the window stayed open")
	}
	after, err := h.room.Article(t.Context(), a.Number)
	h.must(err)
	if after.Revision != a.Revision {
		t.Errorf("revision %d became %d", a.Revision, after.Revision)
	}
}

// others stores a change of the article's as somebody else would, in another window or by a command.
func (h *house) others(id newsroom.ArticleID, edit func(*state.Transaction, *newsroom.Properties) error) {
	h.t.Helper()
	m, base, err := h.room.Manuscript(h.t.Context(), id)
	h.must(err)
	tr := state.NewState(m.Doc).Begin()
	h.must(edit(tr, &m.Properties))
	var changes []newsroom.Change
	for _, s := range tr.Steps() {
		changes = append(changes, newsroom.Change{Step: s})
	}
	_, err = h.room.Append(h.t.Context(), h.Me, id, base, append(changes, newsroom.Change{Properties: &m.Properties}))
	h.must(err)
}

// What others store comes into the window: text beside what is typed, with the caret where it was, and properties field by field.
func TestWindowFollowsOthers(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	w.retype(model.Body, "一二三")
	h.ring()
	w.typed.source.SetText("校办")
	w.typed.place.SetText("徐州")
	w.page.Do(state.InsertText("四"))
	h.others(w.Article.ID, func(tr *state.Transaction, p *newsroom.Properties) error {
		p.Source, p.Editor = "宣传部", "王"
		return tr.InsertText(partAt(tr.Doc(), model.Body)+1, "零", nil)
	})
	h.desk.refresh()
	if got := w.said(model.Body); got != "零一二三四" || w.Phase == draft.Unsaved {
		t.Errorf("the page says %q, phase %d: %v", got, w.Phase, w.Err)
	}
	w.page.Do(state.InsertText("五"))
	h.ring()
	m, _, err := h.room.Manuscript(t.Context(), w.Article.ID)
	h.must(err)
	if got := m.Doc.Part(model.Body).PlainText(); got != "零一二三四五" || w.Phase != draft.Saved {
		t.Errorf("stored %q, phase %d: %v", got, w.Phase, w.Err)
	}
	if p := m.Properties; p.Source != "校办" || p.Place != "徐州" || p.Editor != "王" || w.typed.editor.Text != "王" {
		t.Errorf("stored %+v; the field says %q", p, w.typed.editor.Text)
	}
	if !strings.Contains(w.noticed, "宣传部") {
		t.Errorf("the window says %q of the other's source", w.noticed)
	}
	press1(t, w.win, h.S("contest.take"))
	h.ring()
	if m, _, err = h.room.Manuscript(t.Context(), w.Article.ID); err != nil || m.Properties.Source != "宣传部" || w.noticed != "" {
		t.Errorf("taken is %q, %v; the window says %q", m.Properties.Source, err, w.noticed)
	}
	for w.page.Do(history.Undo) {
	}
	if got := w.said(model.Body); got != "零" {
		t.Errorf("undo leaves %q", got)
	}
}

func TestUnsavedTextGoesToAFile(t *testing.T) {
	h, f := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	f.append = newsroom.Errorf(newsroom.Internal, nil, "error.internal", "Cause", "disk full")
	w.retype(model.Headline, "标题")
	w.retype(model.Body, "正文。")
	h.ring()
	if w.Phase != draft.Unsaved {
		t.Fatalf("phase %d", w.Phase)
	}
	w.keepInFile(nil)
	press1(t, w.win, h.Words.S("files.save"))
	data, err := os.ReadFile(filepath.Join(h.Folder, string(w.Article.Number)+".md"))
	h.must(err)
	if string(data) != "标题\n\n正文。\n" {
		t.Errorf("the file says %q", data)
	}
	f.append = nil
	w.Save()
	if w.Phase != draft.Saved {
		t.Errorf("trying again: phase %d, %v", w.Phase, w.Err)
	}
}

func TestHandingOver(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	w.retype(model.Headline, "标题")
	w.retype(model.Body, "正文。")
	w.handOver()
	press1(t, w.win, "送审")
	a, err := h.room.Article(t.Context(), w.Article.Number)
	h.must(err)
	if a.State != newsroom.InReview {
		t.Fatalf("the article is %s", a.State)
	}
	if len(h.writers) != 0 {
		t.Error("the writing window stayed open")
	}
}

func TestLanguageOfTheWindowKeepsWhatIsTyped(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	w.retype(model.Headline, "还没存的标题")
	h.setLanguage("en")
	if w.said(model.Headline) != "还没存的标题" {
		t.Errorf("the headline is %q", w.said(model.Headline))
	}
	h.ring()
	if headline, _ := h.stored(w.Article.ID); headline != "还没存的标题" {
		t.Errorf("stored is %q", headline)
	}
}

func TestPlannedTime(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	for _, c := range []struct{ text, want string }{
		{"2026-11-23 16:30", "2026-11-23 16:30"}, {"2026-1-2", "2026-01-02 00:00"}, {"", ""}, {"明天", "invalid"},
	} {
		w.typed.planned.SetText(c.text)
		p, err := w.properties()
		got := h.Stamp(p.PublishAt)
		if err != nil {
			got = string(newsroom.CodeOf(err))
		}
		if got != c.want {
			t.Errorf("%q is %q, not %q", c.text, got, c.want)
		}
	}
}

func TestKeysPressTheCard(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王四")
	a := h.turn()
	h.main.choose(a)
	h.main.commit(h.main.next)()
	if h.main.card == nil {
		t.Fatal("no card asks about publishing")
	}
	h.main.commit(h.main.next)()
	after, err := h.room.Article(t.Context(), a.Number)
	h.must(err)
	if after.State != newsroom.Published {
		t.Errorf("the article is %s", after.State)
	}
	shared := h.shares[after.ID]
	if shared == nil {
		t.Fatal("the share window does not open")
	}
	shared.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(h.shares) > 0 {
		t.Error("Escape did not close the share window")
	}
}

// A save that failed says so in the status line, with when it is tried again, and is tried again by itself.
func TestFailedSaveIsTriedAgain(t *testing.T) {
	h, f := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	f.append = newsroom.Errorf(newsroom.Internal, nil, "error.internal", "Cause", "disk full")
	w.retype(model.Headline, "标题")
	for _, seconds := range []string{"5", "4", "3", "2", "1", "10"} {
		h.ring()
		if said := w.status.left.Text; !strings.HasPrefix(said, "未保存：") || !strings.HasSuffix(said, "disk full，"+seconds+" 秒后再试") {
			t.Fatalf("the status line says %q, not %s", said, seconds)
		}
	}
	f.append = nil
	h.ring()
	for range 12 {
		h.ring()
	}
	if headline, _ := h.stored(w.Article.ID); headline != "标题" || w.Phase != draft.Saved {
		t.Errorf("phase %d, stored %q", w.Phase, headline)
	}
}
