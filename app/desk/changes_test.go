package desk

import (
	"slices"
	"strings"
	"testing"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/track"
	"galley/editor/transform"
	"galley/editor/view"
)

// returned lets 李婉婷 hand an article over and 王一 return it, and opens it for her again.
func (h *house) returned() *writer {
	h.t.Helper()
	h.as("李婉婷")
	a := h.taken()
	for _, who := range []struct {
		name string
		do   newsroom.Do
	}{{"李婉婷", newsroom.Do{Action: newsroom.Submit}}, {"王一", newsroom.Do{Action: newsroom.Return, Reason: "时间有误"}}} {
		staff, err := h.room.FindStaff(h.t.Context(), who.name)
		h.must(err)
		a, err = h.room.Act(h.t.Context(), staff, a.ID, who.do)
		h.must(err)
	}
	h.write(a)
	return h.theWriter()
}

// typeAt types at an offset into the body, in place of so many characters.
func (w *writer) typeAt(offset, n int, text string) {
	doc := w.page.State().Doc()
	from := state.Near(doc, partAt(doc, model.Body)).Head + model.Pos(offset)
	w.page.Do(state.Select(state.TextSelection{Anchor: from, Head: from + model.Pos(n)}))
	if text == "" {
		w.page.Act(view.DeleteBack)
		return
	}
	w.page.Do(state.InsertText(text))
}

// chiefEdits lets a chief change the headline of the article that is open in a window, and the window hear of it.
func (h *house) chiefEdits(w *writer) {
	h.t.Helper()
	h.ring()
	chief := h.People[slices.IndexFunc(h.People, func(s newsroom.Staff) bool { return s.Has(newsroom.Chief) })]
	at := partAt(w.Stored.Doc, model.Headline)
	step := transform.ReplaceStep{From: at, To: at + 2, Slice: model.NewSlice(model.NewText("关于"))}
	_, err := h.room.Append(h.t.Context(), chief, w.Article.ID, w.Base, []newsroom.Change{{Step: step}})
	h.must(err)
	w.Follow()
}

func words(changes []track.Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Old+"→"+c.New)
	}
	return strings.Join(out, " ")
}

func TestChangesAreMarkedDecidedAndUndone(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.returned()
	before := w.Stored.Doc
	w.showTab(tabChanges)
	w.typeAt(0, 2, "")
	w.typeAt(3, 0, "新增")
	if got := len(w.changes.open); got != 2 {
		t.Fatalf("listed are %d changes: %s", got, words(w.changes.open))
	}
	if marks := w.page.Decorations(view.Changes); len(marks) != 3 {
		t.Errorf("on the page are %v", marks)
	}
	typed := w.page.State().Doc()
	w.stepChange(true) // from the end round to the first
	w.stepChange(true)
	w.stepChange(false)
	if said := w.status.left.Text; !strings.Contains(said, "李婉婷") || !strings.Contains(said, "删除") {
		t.Errorf("at the deletion the window says %q", said)
	}
	w.decideHere(track.Reject) // the deletion, which is the first
	if got := words(w.changes.open); got != "→新增" {
		t.Fatalf("after the rejection is open: %s, %v", got, w.Err)
	}
	w.decideMany(track.Accept)
	if m, _, err := h.room.Manuscript(t.Context(), w.Article.ID); err != nil || len(m.Changes()) > 0 || !m.Tracked() || !m.Doc.Equal(w.page.State().Doc()) {
		t.Fatalf("stored is open: %s, %v", words(m.Changes()), err)
	}
	w.act(view.Undo)
	if got := words(w.changes.open); got != "→新增" {
		t.Errorf("after one undo is open: %s", got)
	}
	w.act(view.Undo)
	if got := len(w.changes.open); got != 2 || !w.page.State().Doc().Equal(typed) {
		t.Errorf("after two is open: %s", words(w.changes.open))
	}
	w.act(view.Redo)
	if got := words(w.changes.open); got != "→新增" {
		t.Errorf("after a redo is open: %s", got)
	}
	w.act(view.Undo)
	for range 4 {
		w.act(view.Undo) // what was typed
	}
	h.ring()
	if m, _, err := h.room.Manuscript(t.Context(), w.Article.ID); err != nil || !m.Doc.Equal(before) || len(m.Changes()) > 0 {
		t.Errorf("after everything is open: %s, %v", words(m.Changes()), err)
	}
}

func TestTrackingStaysOnWhileChangesAreOpen(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.returned()
	w.typeAt(0, 1, "")
	w.setTracking(false)
	if !w.Stored.Tracked() || w.card == nil {
		t.Fatal("tracking was switched off, or nothing was said")
	}
	w.card.Close()
	w.showTab(tabChanges)
	w.decideHere(track.Accept)
	w.setTracking(false)
	w.typeAt(0, 1, "")
	if w.Stored.Tracked() || len(w.changes.open) > 0 {
		t.Errorf("after it was switched off is open: %s", words(w.changes.open))
	}
}

func TestOriginalIsShownAndLeft(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.returned()
	w.typeAt(0, 2, "")
	w.setMarks(original)
	if w.changes.old == nil || !w.changes.old.State().Doc().Equal(w.Stored.Track().Base()) || !w.changes.old.Disabled() {
		t.Error("the original is not shown, or can be written on")
	}
	w.stepChange(true)
	if w.changes.old != nil || w.changes.marks != allMarks {
		t.Error("a change is looked for in the original")
	}
	w.setMarks(final)
	if got := w.page.Decorations(view.Changes); len(got) > 0 {
		t.Errorf("the final text is marked: %v", got)
	}
}

// The reviewer is led from the refusal to what is open, accepts it, and approves.
func TestReviewerIsLedToOpenChanges(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.returned()
	w.typeAt(0, 2, "")
	h.ring()
	a, err := h.room.Act(t.Context(), h.Me, w.Article.ID, newsroom.Do{Action: newsroom.Submit})
	h.must(err)
	w.leave()
	h.as("王一")
	h.main.act(a, newsroom.Do{Action: newsroom.Approve}, nil)
	press1(t, h.main.win, h.S("changes.list"))
	press1(t, h.main.win, h.S("changes.accept_all", "Count", 1))
	h.main.act(a, newsroom.Do{Action: newsroom.Approve}, nil)
	after, err := h.room.Article(t.Context(), a.Number)
	h.must(err)
	if after.Awaits() != "复审" {
		t.Errorf("the article waits for %q", after.Awaits())
	}
}
