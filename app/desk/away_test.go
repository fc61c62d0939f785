package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/newsroom"
	"galley/editor/state"
)

// coveredField is the field of the cover of a window that asks for the password.
func (h *house) coveredField(w *frame, password string) {
	h.t.Helper()
	if w.cover == nil {
		h.t.Fatal("the window is not covered")
	}
	focused := w.win.Canvas().Focused()
	if focused == nil {
		h.t.Fatal("the cover has not the keyboard")
	}
	test.Type(focused, password)
	press1(h.t, w.win, h.S("away.back"))
}

// TestDeskLocksItself: a desk that is left covers every window, with what is typed kept and open cards in their place, until its person is back.
func TestDeskLocksItself(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	signed(h, "李婉婷")
	h.write(h.taken())
	w := h.theWriter()
	w.page.Do(state.InsertText("走开以前"))
	w.editLink()
	card := w.card
	h.guard(newsroom.DefaultIdle - time.Second)
	if h.isCovered() {
		t.Fatal("it locks before its time")
	}
	h.guard(newsroom.DefaultIdle)
	for _, f := range h.frames() {
		if f.cover == nil || f.win.Canvas().Overlays().Top() != f.cover {
			t.Fatal("a window is not covered")
		}
	}
	if !strings.Contains(w.Stored.Doc.PlainText(), "走开以前") {
		t.Error("what was typed is not stored")
	}
	// Nothing is done and nothing is seen behind the cover.
	w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.free(func() { t.Error("a menu does something") })()
	w.tell("said", "meanwhile")
	if card != nil {
		card.Close()
	}
	for _, f := range h.frames() {
		if f.cover == nil || f.win.Canvas().Overlays().Top() != f.cover {
			t.Fatal("a window is uncovered")
		}
	}
	// A window that opens meanwhile is covered too.
	h.versionsOf(w.Article)
	h.guard(0)
	if h.versions[w.Article.ID].cover == nil {
		t.Error("a new window is not covered")
	}

	h.coveredField(&w.frame, "not the password")
	if w.cover == nil {
		t.Fatal("a wrong password is taken")
	}
	h.coveredField(&h.main.frame, "password of 李婉婷")
	for _, f := range h.frames() {
		if f.cover != nil {
			t.Error("a window is still covered")
		}
	}
	if w.card == nil || w.win.Canvas().Overlays().Top() != fyne.CanvasObject(w.card) {
		t.Error("what was said meanwhile is not there")
	}
	w.card.Close()
	w.page.Do(state.InsertText("回来以后"))
	h.ring()
	if !strings.Contains(w.Stored.Doc.PlainText(), "回来以后") {
		t.Error("she cannot go on")
	}
}

// TestSomeoneElseAtALockedDesk: what is open is saved and closed, and the next person signs in.
func TestSomeoneElseAtALockedDesk(t *testing.T) {
	h, f := newHouse(t, true, "en", false)
	signed(h, "李婉婷")
	h.write(h.taken())
	w := h.theWriter()
	f.append = newsroom.Errorf(newsroom.Internal, nil, "error.internal", "Cause", "disk full")
	w.page.Do(state.InsertText("走开以前"))
	h.guard(time.Hour)
	press1(t, h.main.win, h.S("away.other"))
	if len(h.writers) != 1 || !h.isCovered() {
		t.Fatal("a text that cannot be saved is closed, or can be seen")
	}
	f.append = nil
	press1(t, h.main.win, h.S("away.other"))
	h.ring()
	if len(h.writers) > 0 { // it was being saved at the first press
		press1(t, h.main.win, h.S("away.other"))
	}
	if len(h.writers) != 0 || h.Me.ID != "" || h.isCovered() {
		t.Errorf("%d windows are open, and %q is here", len(h.writers), h.Me.Name)
	}
	if _, err := h.room.Create(t.Context(), newsroom.Staff{ID: w.Me}, newsroom.Manuscript{}); newsroom.CodeOf(err) != newsroom.Forbidden {
		t.Errorf("who has left is still signed in: %v", err)
	}
}

// TestDeskWithoutASystemThatKnows counts from what the desk heard of, and a clock that is set back locks it.
func TestDeskWithoutASystemThatKnows(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	h.as("李婉婷")
	h.now = h.now.Add(time.Hour)
	h.guard(h.systemIdle())
	if h.isCovered() {
		t.Error("a trusted desk locked itself")
	}
	signed(h, "李婉婷")
	for _, c := range []struct {
		since time.Duration
		locks bool
	}{{0, false}, {newsroom.DefaultIdle - time.Minute, false}, {newsroom.DefaultIdle, true}, {-time.Hour, true}} {
		h.main.goTo(h.main.place)
		h.now = h.away.touched.Add(c.since)
		h.guard(unknown)
		if h.isCovered() != c.locks {
			t.Errorf("%v after the last touch it is locked: %v", c.since, h.isCovered())
		}
		if h.isCovered() {
			h.uncover()
		}
	}
}
