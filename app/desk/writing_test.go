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

func TestConflictKeepsWhatIsTyped(t *testing.T) {
	for _, c := range []struct{ name, button, headline string }{
		{"mine holds", "compare.keep_mine", "我的标题"},
		{"the stored one holds", "compare.take_stored", "别人的标题"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			h.as("李婉婷").main.create()
			w := h.theWriter()
			m, base, err := h.room.Manuscript(t.Context(), w.Article.ID)
			h.must(err)
			other := m
			other.Doc = m.Doc.With(append([]*model.Node{m.Doc.Child(0), m.Doc.Child(1).With(model.NewText("别人的标题"))}, m.Doc.Children()[2:]...)...)
			changes, err := draft.Difference(m, other)
			h.must(err)
			_, err = h.room.Append(t.Context(), h.Me, w.Article.ID, base, changes)
			h.must(err)

			w.retype(model.Headline, "我的标题")
			h.ring()
			if w.Phase != draft.Conflict || w.said(model.Headline) != "我的标题" {
				t.Fatalf("phase %d, headline %q", w.Phase, w.said(model.Headline))
			}
			if w.close() {
				t.Fatal("the window closed over a text that is not saved")
			}
			w.card.Close()
			w.compare()
			press1(t, w.win, h.S(c.button))
			if w.Phase != draft.Saved {
				t.Fatalf("phase %d: %v", w.Phase, w.Err)
			}
			if headline, _ := h.stored(w.Article.ID); headline != c.headline || w.said(model.Headline) != c.headline {
				t.Errorf("stored %q, shown %q", headline, w.said(model.Headline))
			}
		})
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
		m, err := w.manuscript()
		got := h.Stamp(m.Properties.PublishAt)
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
	h.main.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.main.card != nil {
		t.Error("Escape did not close the share card")
	}
}

// A save that failed says so in the status line, with when it is tried again, and is tried again by itself.
func TestFailedSaveIsTriedAgain(t *testing.T) {
	h, f := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	f.append = newsroom.Errorf(newsroom.Internal, nil, "error.internal", "Cause", "disk full")
	w.retype(model.Headline, "标题")
	for _, seconds := range []string{"5", "10", "20", "30", "30"} {
		h.ring()
		if said := w.status.left.Text; !strings.HasPrefix(said, "未保存：") || !strings.HasSuffix(said, "disk full，"+seconds+" 秒后再试") {
			t.Fatalf("the status line says %q", said)
		}
	}
	f.append = nil
	h.ring()
	if headline, _ := h.stored(w.Article.ID); headline != "标题" || w.Phase != draft.Saved {
		t.Errorf("phase %d, stored %q", w.Phase, headline)
	}
}
