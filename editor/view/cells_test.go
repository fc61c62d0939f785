package view

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/view/layout"
)

// TestCells selects cells with the mouse and by key, sees them shaded, and carries them over the clipboard.
func TestCells(t *testing.T) {
	test.NewTempApp(t)
	doc, tags := build.Tagged("p(前文<p>) table(tr(td(p(<a>甲)) td(p(<b>乙))) tr(td(p(<c>丙)) td(p(<d>丁)))) p(后文)")
	e, _ := open(t, doc, 900, 900)
	at := func(tag string) fyne.Position {
		p, ok := e.lay.Caret(tags[tag], layout.After)
		if !ok {
			t.Fatalf("no caret at %s", tag)
		}
		return e.place(p.X, (p.RowTop+p.RowBottom)/2)
	}
	said := func() (out []string) {
		for _, p := range state.Parts(e.State()) {
			out = append(out, e.State().Doc().TextBetween(p.From, p.To))
		}
		return out
	}
	is := func(what string, want ...string) {
		t.Helper()
		if _, ok := e.State().Selection().(state.CellSelection); !ok || !slices.Equal(said(), want) {
			t.Errorf("%s selects %q, want %q", what, said(), want)
		}
	}
	m := mouse{e, newClock()}
	m.drag(at("a"), at("c"))
	is("a drag down", "甲", "丙")
	shaded := 0
	for _, r := range e.r.under.all {
		if r.FillColor == e.o.Colors.Selection {
			shaded++
		}
	}
	if shaded != 2 {
		t.Errorf("%d cells are shaded", shaded)
	}
	e.act(Right, true)
	is("Shift and Right", "甲", "乙", "丙", "丁")
	e.act(Up, true)
	is("Shift and Up", "甲", "乙")
	clip := &memory{}
	e.SetClipboard(clip)
	e.Act(Copy)
	if clip.text != "甲\t乙" {
		t.Errorf("copied %q", clip.text)
	}
	e.act(Right, false)
	if s := e.State().Selection(); s != state.Selection(state.Caret(tags["b"]+1)) {
		t.Errorf("Right leaves %v", s)
	}
	e.Do(state.Select(state.Caret(tags["c"])))
	e.Act(Paste)
	is("a paste", "甲", "乙")
	want := "p(前文) table(tr(td(p(甲)) td(p(乙))) tr(td(p(甲)) td(p(乙)))) p(后文)"
	if got := build.Format(e.State().Doc()); got != want {
		t.Errorf("got %s", got)
	}
	e.Act(DeleteBack)
	is("Backspace", "", "")
	e.Act(Undo)
	e.Act(Undo)
	if !e.State().Doc().Equal(doc) {
		t.Errorf("two undos leave %s", build.Format(e.State().Doc()))
	}
	e.Do(state.Select(state.Caret(tags["c"] + 1)))
	e.act(Right, true)
	is("Shift and Right at a cell's end", "丙", "丁")
	m.drag(at("p"), at("d")) // from outside it is text
	if _, ok := e.State().Selection().(state.TextSelection); !ok {
		t.Errorf("a drag into the table leaves %v", e.State().Selection())
	}
}

// TestKeysOfMovementWithASelection has the keys go where they go without one, but for the arrows, which go to its ends.
func TestKeysOfMovementWithASelection(t *testing.T) {
	test.NewTempApp(t)
	doc, tags := build.Tagged("p(<s>甲乙<a>丙丁<b>戊己<e>)")
	for _, c := range []struct {
		action Action
		want   string
	}{{Left, "a"}, {Right, "b"}, {DocumentEnd, "e"}, {LineStart, "s"}, {LineEnd, "e"}, {ParagraphDown, "e"}} {
		e, _ := open(t, doc, 900, 900)
		e.Do(state.Select(state.TextSelection{Anchor: tags["a"], Head: tags["b"]}))
		e.Act(c.action)
		if s := e.State().Selection(); s != state.Selection(state.Caret(tags[c.want])) {
			t.Errorf("%s leaves %v, want %d", c.action, s, tags[c.want])
		}
	}
}
