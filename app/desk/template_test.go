package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// keptTemplates keeps a monthly template that is due and one that does not come back, and a snippet, by the window.
func (h *house) keptTemplates() {
	h.t.Helper()
	w := h.blank("截至{月}月{日}日，各单位完成自查。")
	w.typed.properties.Kind = "activity"
	h.must(w.d.Newsroom.SaveTemplate(h.t.Context(), h.Me, newsroom.Template{Name: "每月安全检查", Manuscript: newsroom.Manuscript{Doc: w.page.State().Doc(), Properties: w.typed.properties},
		Every: newsroom.Recurrence{Unit: newsroom.Monthly, Day: 25}}))
	h.must(w.d.Newsroom.SaveTemplate(h.t.Context(), h.Me, newsroom.Template{Name: "会议通知", Manuscript: newsroom.Manuscript{Doc: w.page.State().Doc(), Properties: w.typed.properties}}))
	w.keepTemplate()
	press1(h.t, w.win, h.S("template.snippet"))
	press1(h.t, w.win, h.S("template.keep.do")) // without a name
	if w.card == nil {
		h.t.Fatal("a snippet without a name is kept")
	}
	cardEntries(h.t.(*testing.T), w)[0].SetText("自查说明")
	press1(h.t, w.win, h.S("template.keep.do"))
	if w.card != nil {
		h.t.Fatal("the card stays open")
	}
	w.close()
}

// TestTemplates: an article is begun from a template, which is due no more; a snippet comes with today's day; a template is taken away after a question.
func TestTemplates(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.keptTemplates()
	now := h.Now().In(h.Zone)
	h.main.begin()
	h.main.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w := h.theWriter()
	if got := w.page.State().Doc().PlainText(); !strings.Contains(got, now.Format("截至1月2日")) {
		t.Errorf("the article says %q", got)
	}
	all, err := h.Newsroom.Templates(t.Context())
	h.must(err)
	begun := 0
	for _, tmpl := range all {
		if !tmpl.Begun.IsZero() {
			begun++
		}
	}
	if len(all) != 3 || begun != 1 {
		t.Fatalf("%d templates, from %d of them an article was begun", len(all), begun)
	}

	w.putCaret(model.Body)
	w.do(state.InsertText("前"))
	w.insertSnippet()
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := w.page.State().Doc().Part(model.Body).PlainText(); strings.Count(got, "各单位完成自查") != 2 || strings.Contains(got, "{") {
		t.Errorf("with the snippet the article says %q", got)
	}
	w.act("undo")
	if got := w.page.State().Doc().Part(model.Body).PlainText(); strings.Count(got, "各单位完成自查") != 1 {
		t.Errorf("undone, the article says %q", got)
	}

	h.main.begin()
	h.main.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if all, _ = h.Newsroom.Templates(t.Context()); len(all) != 3 {
		t.Fatal("a template went without a question")
	}
	press1(t, h.main.win, h.S("template.delete.do"))
	if all, _ = h.Newsroom.Templates(t.Context()); len(all) != 2 {
		t.Errorf("%d templates are left", len(all))
	}
}

// TestDueTemplates: the status line counts what is to be begun.
func TestDueTemplates(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.keptTemplates()
	tmpl := newsroom.Template{Every: newsroom.Recurrence{Unit: newsroom.Weekly, Day: int(h.Now().In(h.Zone).Weekday()+6)%7 + 1}, At: h.Now().Add(-30 * 24 * time.Hour)}
	if _, due := tmpl.Due(h.Now().In(h.Zone)); !due {
		t.Error("a template of last month is not due today")
	}
	if n, err := h.dueTemplates(t.Context()); err != nil || n != 0 {
		t.Errorf("%d are due on the day they were kept, %v", n, err)
	}
}
