package desk

import (
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
)

func TestNoteDialog(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("校庆")
	w.do(state.InsertText("校史"))
	w.editNote()
	e := cardEntries(t, w)
	press1(t, w.win, h.S("note.add")) // with nothing to say
	if len(e) != 1 || w.card == nil {
		t.Fatal("a note without words closes the card")
	}
	e[0].SetText(" 据校史馆。\n\n二○二六年 ")
	press1(t, w.win, h.S("note.add"))
	at, n, ok := state.FootnoteAt(w.page.State())
	if !ok || n.Attrs() != (model.Attrs{Note: "据校史馆。\n二○二六年"}) {
		t.Fatalf("there is %v at %d", n, at)
	}

	w.do(state.Select(state.TextSelection{Anchor: at, Head: at + 1}))
	w.page.Act(view.Return)
	if e = cardEntries(t, w); len(e) != 1 || e[0].Text != "据校史馆。\n二○二六年" {
		t.Fatal("Return does not open the note")
	}
	e[0].SetText("据档案馆。")
	press1(t, w.win, h.S("note.set"))
	if _, n, _ = state.FootnoteAt(w.page.State()); n == nil || n.Attrs().Note != "据档案馆。" {
		t.Errorf("the note is %v", n)
	}
	w.act(view.Undo)
	if _, n, _ = state.FootnoteAt(w.page.State()); n == nil || n.Attrs().Note != "据校史馆。\n二○二六年" {
		t.Errorf("undo leaves %v", n)
	}
	w.editNote()
	press1(t, w.win, h.S("note.delete"))
	if _, _, ok = state.FootnoteAt(w.page.State()); ok || !strings.Contains(w.page.State().Doc().PlainText(), "校史") {
		t.Error("the note is still there")
	}
}
