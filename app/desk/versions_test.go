package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/compare"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/view"
)

// rewritten opens the versions of a returned article that its author has rewritten: a word, a paragraph, a headline, a property.
func (h *house) rewritten() *versions {
	h.t.Helper()
	h.as("李婉婷")
	a := h.find(newsroom.Returned)
	h.write(a)
	w := h.theWriter()
	w.retype(model.Headline, "解放路小学一年级家长开放日侧记")
	w.choose("三百余名")
	w.do(state.InsertText("三百二十名"))
	w.choose("体育课搬到了操场上，")
	w.do(state.InsertText(""))
	w.choose("自己数到第三十个就乱了")
	w.do(state.InsertText("自己数到第二十七个就乱了"))
	w.typed.keywords.SetText("家长开放日")
	w.Flush(func(bool) {})
	w.close()
	h.versionsOf(h.newest(a))
	v := h.versions[a.ID]
	if v == nil || v.failed != nil {
		h.t.Fatalf("the versions are not open: %+v", v)
	}
	return v
}

// moved opens the versions of a returned article whose author has put its first paragraph behind the next two, at the change that says so.
func (h *house) moved() *versions {
	h.t.Helper()
	h.as("李婉婷")
	a := h.find(newsroom.Returned)
	h.write(a)
	w := h.theWriter()
	doc := w.page.State().Doc()
	w.page.Do(state.Select(state.Near(doc, partAt(doc, model.Body))))
	for range 2 {
		w.page.Do(state.MoveBlock(motion.Forward))
	}
	w.Flush(func(bool) {})
	w.close()
	h.versionsOf(h.newest(a))
	v := h.versions[a.ID]
	if v == nil || v.failed != nil {
		h.t.Fatalf("the versions are not open: %+v", v)
	}
	v.step(true)
	return v
}

// TestVersionsWindow steps through the changes, shows them on one page and on two, copies a paragraph back, keeps a version under a name, and restores one.
func TestVersionsWindow(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	v := h.rewritten()
	n := len(v.diff.Changes)
	if n < 3 || v.from != 1 || v.to != 0 || len(v.diff.Fields) == 0 {
		t.Fatalf("%d changes from %d to %d, fields %v", n, v.from, v.to, v.diff.Fields)
	}
	for i := range 2 * n {
		v.step(true)
		if v.view.At() != i%n || v.changes.Selected() != i%n {
			t.Fatalf("after %d steps change %d is shown and %d is chosen in the list", i+1, v.view.At(), v.changes.Selected())
		}
	}
	v.setMode(compare.Sides)
	if v.view.At() != n-1 {
		t.Errorf("beside each other the texts are at change %d", v.view.At())
	}
	v.step(false)
	if v.view.Mode() != compare.Sides || v.view.At() != n-2 {
		t.Errorf("mode %d, change %d", v.view.Mode(), v.view.At())
	}

	text := func() string {
		m, _, err := h.Newsroom.Manuscript(t.Context(), v.article.ID)
		h.must(err)
		return m.Doc.PlainText()
	}
	for i, c := range v.diff.Changes {
		if strings.Contains(c.New, "二十七") || strings.Contains(c.Old, "三十") {
			v.view.Go(i)
			break
		}
	}
	v.copyBack()
	if got := text(); strings.Contains(got, "二十七") || !strings.Contains(got, "三百二十名") || !strings.Contains(got, "侧记") {
		t.Errorf("copied back: %q", got)
	}
	if len(v.diff.Changes) >= n {
		t.Errorf("%d changes are left of %d", len(v.diff.Changes), n)
	}

	v.keep()
	h.fillCard(v.win, 0, "二稿")
	press1(t, v.win, h.S("versions.keep.do"))
	if last := v.entries[len(v.entries)-1]; last.Name != "二稿" || last.Reason != newsroom.Kept {
		t.Errorf("kept %+v", last)
	}
	v.choose(len(v.entries)) // the first one
	v.restore()
	if v.card == nil || strings.Contains(text(), "见闻") {
		t.Fatal("it restores without a question")
	}
	press1(t, v.win, h.S("versions.restore.do"))
	if got := text(); !strings.Contains(got, "见闻") || strings.Contains(got, "三百二十名") {
		t.Errorf("restored: %q", got)
	}
	if last := v.entries[len(v.entries)-1]; last.Reason != newsroom.Restored || last.Source != 1 {
		t.Errorf("the last version is %+v", last)
	}
	h.setDark(true)
	h.setDark(false)
	v.leave()
	if len(h.versions) != 0 {
		t.Error("the window is still known")
	}
}

// TestVersionsRefusals: who may not edit may look, and is told why he may not restore; without versions the window says how there come to be some.
func TestVersionsRefusals(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	a := h.find(newsroom.Published)
	h.as("唐果").versionsOf(a)
	v := h.versions[a.ID]
	v.choose(1)
	v.restore()
	if v.card == nil {
		t.Error("nothing says why a published article is not restored")
	}
	v.leave()
	a = h.find(newsroom.Draft)
	h.as("李婉婷").versionsOf(a)
	v = h.versions[a.ID]
	if len(v.entries) != 0 || v.view != nil {
		t.Fatalf("%d versions of a draft", len(v.entries))
	}
	v.step(true)
	v.copyBack()
	v.copyOne()
	v.restore()
	v.choose(0)
}

// TestVersionsOfWhatIsWritten: what waits in the writing window is part of what is compared and kept, one change alone is copied back, the page takes the
// keys of the menus, and who reads stays where he is when others write elsewhere.
func TestVersionsOfWhatIsWritten(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.returned()
	w.typeAt(12, 3, "改动的文字")
	w.typeAt(40, 0, "新增一句话。")
	strike(w.win, keyVersions)
	v := h.versions[w.Article.ID]
	if v == nil || !strings.Contains(v.newest.Doc.PlainText(), "新增一句话") {
		t.Fatal("what was just typed is not compared")
	}
	v.focus(pageIn(t, v.win))
	h.held = func() fyne.KeyModifier { return 0 }
	strike(v.win, keyNextChange)
	if v.view.At() != 0 {
		t.Errorf("F8 on the page goes to %d", v.view.At())
	}
	shown := v.view
	h.refresh()
	if v.view != shown {
		t.Error("the window is made anew though nothing has changed")
	}
	n := len(v.diff.Changes)
	for i, c := range v.diff.Changes {
		if strings.Contains(c.New, "新增一句话") {
			v.view.Go(i)
		}
	}
	strike(v.win, keyCopyOne)
	if got := w.page.State().Doc().PlainText(); len(v.diff.Changes) != n-1 || v.view.At() < 0 || strings.Contains(got, "新增一句话") || !strings.Contains(got, "改动的文字") {
		t.Errorf("%d changes of %d are left, shown is %d", len(v.diff.Changes), n, v.view.At())
	}
	w.typeAt(0, 0, "还没保存")
	v.restore()
	press1(t, v.win, h.S("versions.restore.do"))
	if m := v.entries[len(v.entries)-2].Manuscript; !strings.Contains(m.Doc.PlainText(), "还没保存") {
		t.Error("what was not stored is not in the version that is kept")
	}
	if !w.page.State().Doc().Equal(v.newest.Doc) {
		t.Error("the writing window does not show what was restored")
	}
}

// again brings an article to a reviewer a second time: he returned it, and its author changed it and handed it over again.
func (h *house) again() *review {
	h.t.Helper()
	a := h.as("王一").turn()
	act := func(name string, do newsroom.Do) {
		staff, err := h.room.FindStaff(h.t.Context(), name)
		h.must(err)
		a, err = h.room.Act(h.t.Context(), staff, a.ID, do)
		h.must(err)
	}
	h.review(a)
	h.reviews[a.ID].leave()
	act("王一", newsroom.Do{Action: newsroom.Return, Reason: "时间有误"})
	author := h.Person(a.Creator)
	h.as(author).write(h.newest(a))
	w := h.theWriter()
	w.retype(model.Headline, "改过的标题")
	w.typeAt(0, 3, "")
	w.Flush(func(bool) {})
	w.close()
	act(author, newsroom.Do{Action: newsroom.Submit})
	h.as("王一").review(h.newest(a))
	return h.reviews[a.ID]
}

// TestReviewOpensOnTheDifference: at first sight a review is the text; the second time it is what changed since, with the text a key away.
func TestReviewOpensOnTheDifference(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	a := h.as("王一").turn()
	h.review(a)
	if r := h.reviews[a.ID]; r.since != nil || r.reading.since != nil {
		t.Error("a first review opens on a difference")
	}
	h.reviews[a.ID].leave()
	r := h.again()
	if r.since == nil || r.seen != 1 || r.article.Version != 2 {
		t.Fatalf("the second review of version %d, seen %d, shows %v", r.article.Version, r.seen, r.since)
	}
	r.stepSince(true)
	if r.since.At() != 0 {
		t.Errorf("change %d is shown", r.since.At())
	}
	r.showWhole(true)
	if r.since != nil {
		t.Error("the difference stays")
	}
	r.stepSince(false)
	if r.since == nil || r.since.At() < 0 {
		t.Error("a step does not lead back to the changes")
	}
	r.leave()
}

// pageIn returns the first page of a window.
func pageIn(t *testing.T, w fyne.Window) *view.Editor {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.Content()) {
		if e, ok := o.(*view.Editor); ok {
			return e
		}
	}
	t.Fatal("no page is shown")
	return nil
}
