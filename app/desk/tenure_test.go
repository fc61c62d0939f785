package desk

import (
	"strings"
	"testing"
	"time"

	"galley/app/desk/lists"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
)

// signed is a house with accounts on in which everybody is signed in, as at desks of their own, and this desk is the person's of that name.
func signed(h *house, name string) *house {
	h.t.Helper()
	ctx := h.t.Context()
	people, err := h.room.Staff(ctx)
	h.must(err)
	var admin newsroom.Staff
	for _, p := range people {
		if admin.ID == "" && p.Has(newsroom.Admin) {
			admin = p
		}
		h.must(h.room.SetPassword(ctx, newsroom.Staff{}, p, "password of "+p.Name))
	}
	h.must(h.room.UseAccounts(ctx, admin, true, "password of "+admin.Name))
	for _, p := range people {
		_, err := h.room.SignIn(ctx, p.Name, "password of "+p.Name)
		h.must(err)
	}
	h.must(h.load(ctx))
	return h.as(name)
}

// elsewhere lets a person hold an article at another desk.
func (h *house) elsewhere(name string, id newsroom.ArticleID) newsroom.Staff {
	h.t.Helper()
	p, err := h.room.FindStaff(h.t.Context(), name)
	h.must(err)
	_, err = h.room.Hold(h.t.Context(), p, id, "elsewhere")
	h.must(err)
	return p
}

// writes has a person write before the headline at another desk.
func (h *house) writes(p newsroom.Staff, id newsroom.ArticleID, text string) {
	h.t.Helper()
	m, base, err := h.room.Manuscript(h.t.Context(), id)
	h.must(err)
	at := partAt(m.Doc, model.Headline)
	_, err = h.room.Append(h.t.Context(), p, id, base, []newsroom.Change{{Step: transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(model.NewText(text))}}})
	h.must(err)
}

func TestReadingWhatAnotherWrites(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	signed(h, "李婉婷")
	a := h.taken()
	chief := h.elsewhere("王三", a.ID)
	h.write(a)
	w := h.theWriter()
	if !w.tenure.reads || !w.page.Disabled() || !strings.Contains(w.noticed, "王三 has been writing here since") {
		t.Fatalf("the window says %q", w.noticed)
	}
	before := w.page.State().Doc()
	w.page.Do(state.InsertText("x"))
	if !w.page.State().Doc().Equal(before) || w.typed.source.Disabled() != true {
		t.Error("what another writes can be changed")
	}
	h.writes(chief, a.ID, "急")
	h.refresh()
	if !strings.HasPrefix(w.page.State().Doc().Part(model.Headline).PlainText(), "急") {
		t.Error("it does not follow what the other one writes")
	}
	w.takeOver() // she may not
	if w.tenure.lease.Holder != chief.ID || w.card == nil {
		t.Error("a writer took over from a chief, or nothing was said")
	}
	w.card.Close()

	// He lets it go, and she writes at a press.
	h.must(h.room.LetGo(t.Context(), chief, a.ID, "elsewhere"))
	h.refresh()
	if !strings.Contains(w.noticed, "Nobody is writing") {
		t.Errorf("the window says %q", w.noticed)
	}
	press1(t, w.win, h.S("lease.write"))
	if w.tenure.reads || w.page.Disabled() || w.typed.source.Disabled() || w.noticed != "" {
		t.Errorf("she may not write: %q", w.noticed)
	}
	w.page.Do(state.InsertText("可以写了"))
	h.ring()
	if !strings.Contains(w.Stored.Doc.PlainText(), "可以写了") {
		t.Error("it is not stored")
	}
	w.leave()
	if l, err := h.room.Lease(t.Context(), a.ID); err != nil || !l.IsZero() {
		t.Errorf("the window is closed, and the lease is %+v, %v", l, err)
	}
}

// TestLosingAnArticle: a chief takes over while she types. What she had not stored is a version of its own, and her window shows it to her.
func TestLosingAnArticle(t *testing.T) {
	for _, c := range []struct {
		name string
		tell func(*house, *writer)
	}{
		{"told when she saves", func(h *house, w *writer) { w.Save() }},
		{"told when she looks", func(h *house, _ *writer) { h.refresh() }},
		{"told when she closes the window", func(_ *house, w *writer) { w.close() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, _ := newHouse(t, true, "en", false)
			signed(h, "李婉婷")
			a := h.taken()
			h.write(a)
			w := h.theWriter()
			chief, err := h.room.FindStaff(t.Context(), "王三")
			h.must(err)
			w.page.Do(state.InsertText("还没存上的话"))
			_, err = h.room.TakeOver(t.Context(), chief, a.ID, "elsewhere")
			h.must(err)
			h.writes(chief, a.ID, "急")
			c.tell(h, w)
			h.ring()
			h.refresh()
			if !w.tenure.reads || strings.Contains(w.page.State().Doc().PlainText(), "还没存上") {
				t.Fatalf("she goes on: %q", w.page.State().Doc().PlainText())
			}
			if at := w.page.State().Selection().From(); at <= partAt(w.page.State().Doc(), model.Body) {
				t.Errorf("the caret is at %d", at)
			}
			if !strings.Contains(w.noticed, "some of your text was not saved") || !strings.Contains(w.noticed, "took this article over") {
				t.Errorf("the window says %q", w.noticed)
			}
			v, err := h.room.Version(t.Context(), a.ID, w.tenure.lost.Seq)
			h.must(err)
			if v.Reason != newsroom.Lost || v.By != w.Me || !strings.Contains(v.Doc.PlainText(), "还没存上的话") {
				t.Errorf("kept: %s by %s, %q", v.Reason, v.By, v.Doc.PlainText())
			}
			press1(t, w.win, h.S("lease.show"))
			if shown := h.versions[a.ID]; shown == nil || shown.from != v.Seq || shown.to != 0 {
				t.Error("the version is not shown")
			}
			press1(t, w.win, h.S("lease.seen"))
			if strings.Contains(w.noticed, "not saved") {
				t.Errorf("it goes on saying %q", w.noticed)
			}
			if !w.close() {
				t.Error("the window does not close")
			}
		})
	}
}

func TestTakingOver(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	signed(h, "王三")
	a := h.find(newsroom.Returned)
	writer := h.elsewhere("李婉婷", a.ID)
	h.write(a)
	w := h.theWriter()
	press1(t, w.win, h.S("lease.take")+"…")
	press1(t, w.win, h.S("lease.take"))
	if w.tenure.reads || w.noticed != "" || w.tenure.lease.Loser != writer.ID {
		t.Fatalf("not taken: %q", w.noticed)
	}
	w.page.Do(state.InsertText("总编改"))
	h.ring()
	if !strings.Contains(w.Stored.Doc.PlainText(), "总编改") {
		t.Error("it is not stored")
	}

	// An hour later the lock is another's, and then nobody's.
	h.now = h.now.Add(time.Hour)
	h.elsewhere("李婉婷", a.ID)
	h.lookAll()
	if !w.tenure.reads {
		t.Error("he writes on")
	}
	h.now = h.now.Add(newsroom.LeaseTime)
	h.lookAll()
	if !strings.Contains(w.noticed, "Nobody is writing") {
		t.Errorf("the window says %q", w.noticed)
	}
}

// TestTrustedDeskTellsWhoWrites: without accounts nobody is kept from writing.
func TestTrustedDeskTellsWhoWrites(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	h.as("李婉婷")
	a := h.taken()
	chief := h.elsewhere("王三", a.ID)
	h.write(a)
	w := h.theWriter()
	w.page.Do(state.InsertText("我写"))
	h.ring()
	h.writes(chief, a.ID, "急")
	h.refresh()
	if text := w.page.State().Doc().PlainText(); w.tenure.reads || !strings.Contains(text, "急") || !strings.Contains(text, "我写") {
		t.Errorf("shown: %q", text)
	}
	if !strings.Contains(w.noticed, "王三 has been writing here too") {
		t.Errorf("the window says %q", w.noticed)
	}
}

// TestDeskSaysWhoWrites: the desk says above an article who else writes on it, as long as he does.
func TestDeskSaysWhoWrites(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	h.as("王三").main.goTo(lists.Place{Kind: lists.All})
	a := h.find(newsroom.Returned)
	h.main.choose(a)
	if h.main.shown.writes != "" {
		t.Fatal("somebody writes")
	}
	writer := h.elsewhere("李婉婷", a.ID)
	h.refresh()
	h.main.choose(a)
	if h.main.shown.writes != writer.ID {
		t.Errorf("%q writes", h.main.shown.writes)
	}
	h.now = h.now.Add(newsroom.LeaseTime)
	h.refresh()
	h.main.choose(a)
	if h.main.shown.writes != "" {
		t.Errorf("%q writes on", h.main.shown.writes)
	}
}
