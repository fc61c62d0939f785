package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app/desk/field"
	"galley/app/newsroom"
	"galley/editor/anchor"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
)

// says lets a person comment on the first characters of the body of an article.
func (h *house) says(name string, id newsroom.ArticleID, n int, words string) {
	h.t.Helper()
	staff, err := h.room.FindStaff(h.t.Context(), name)
	h.must(err)
	m, r, err := h.room.Manuscript(h.t.Context(), id)
	h.must(err)
	from := state.Near(m.Doc, partAt(m.Doc, model.Body)).Head
	on, err := anchor.New(m.Doc, from, from+model.Pos(n))
	h.must(err)
	_, err = h.room.Discuss(h.t.Context(), staff, id, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: words, Anchor: &on, Revision: r})
	h.must(err)
}

// commented is a returned article with two comments, in its writer's window.
func (h *house) commented() *writer {
	h.t.Helper()
	w := h.returned()
	h.says("王一", w.Article.ID, 8, "这里的时间请@李婉婷再核对一遍，与通知原件不一致。")
	staff, err := h.room.FindStaff(h.t.Context(), "王二")
	h.must(err)
	_, err = h.room.Discuss(h.t.Context(), staff, w.Article.ID, newsroom.CommentDo{Kind: newsroom.BeginThread, Text: "导语可以再短一些。"})
	h.must(err)
	h.refresh()
	w.showTab(tabComments)
	return w
}

func TestCommentsAreShownFollowedAndAnswered(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.commented()
	if got := len(w.comments.threads); got != 2 {
		t.Fatalf("listed are %d threads", got)
	}
	if unread, open := w.comments.unread(); unread != 2 || open != 2 || !strings.Contains(w.tabs[tabComments].Label, "•2") {
		t.Errorf("%d unread, %d open, the tab says %q", unread, open, w.tabs[tabComments].Label)
	}
	marks := w.page.Decorations(view.Comments)
	if len(marks) != 1 {
		t.Fatalf("on the page are %v", marks)
	}
	quoted := w.page.State().Doc().TextBetween(marks[0].From, marks[0].To)

	// What is typed before it moves it, and it is there after the save too.
	w.typeAt(0, 0, "新")
	h.ring()
	h.refresh()
	if m := w.page.Decorations(view.Comments); len(m) != 1 || m[0].From != marks[0].From+1 || w.page.State().Doc().TextBetween(m[0].From, m[0].To) != quoted {
		t.Errorf("after typing there are %v", m)
	}

	// The caret in it chooses its card, and it is read.
	w.page.Do(state.Select(state.Caret(marks[0].From + 3)))
	if w.comments.chosen == 0 {
		t.Fatal("no card is chosen")
	}
	h.refresh()
	if unread, _ := w.comments.unread(); unread != 1 {
		t.Errorf("%d unread", unread)
	}
	w.comments.replyChosen()
	h.say(w.win, "已核对。")
	th, _ := w.comments.thread(w.comments.chosen)
	if len(th.Comments) != 2 || th.Comments[1].Text != "已核对。" {
		t.Fatalf("the thread is %+v", th.Comments)
	}
	w.comments.edit(th.Comments[1])
	h.say(w.win, "已改。")
	w.comments.settleChosen()
	if m := w.page.Decorations(view.Comments); len(m) != 0 {
		t.Errorf("a resolved thread is marked: %v", m)
	}
	if got := len(w.comments.cards); got != 1 {
		t.Errorf("%d cards of open threads", got)
	}

	// A selection is commented on; nothing selected is the whole article.
	w.page.Do(state.Select(state.TextSelection{Anchor: marks[0].From + 2, Head: marks[0].From + 4}))
	strike(w.win, keyComment)
	h.say(w.win, "另一处")
	if m := w.page.Decorations(view.Comments); len(m) != 1 || m[0].To-m[0].From != 2 {
		t.Errorf("the selection is marked as %v", m)
	}
	w.stepComment(true)
	if w.comments.chosen == 0 {
		t.Error("no next comment")
	}
}

// say writes into the dialog of a window and presses its button.
func (h *house) say(w fyne.Window, words string) {
	h.t.Helper()
	e, ok := w.Canvas().Focused().(*field.Entry)
	if !ok {
		h.t.Fatalf("no field has the keyboard, but %T", w.Canvas().Focused())
	}
	e.SetText(words)
	strike(w, keyHandOver)
}

func TestReviewersComment(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	a := h.as("王二").turn()
	h.review1(a)
	r := h.reviews[a.ID]
	quote := []rune(strings.TrimSpace(r.text.Doc.Part(model.Body).PlainText()))[:4]
	e := quoteField(h.desk)
	e.SetText(string(quote))
	r.comment(e, "请核对")
	e.SetText("没有的字样")
	r.comment(e, "请核对")
	if len(r.comments.threads) != 1 || r.comments.threads[0].Anchor == nil || r.card == nil {
		t.Errorf("there are %+v, and a refusal: %v", r.comments.threads, r.card != nil)
	}
	after, err := h.room.Article(t.Context(), a.Number)
	if err != nil || after.Revision != a.Revision || after.Version != a.Version {
		t.Errorf("a comment made revision %d and version %d of it (%v)", after.Revision, after.Version, err)
	}
}
