package desk

import (
	"testing"

	"galley/app/newsroom"
)

// TestKindFields: the inspector shows the fields of the kind, keeps what was typed when another kind is looked at, and saves it.
func TestKindFields(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").main.create()
	w := h.theWriter()
	shown := func() int { return len(w.typed.told.Objects) }
	if shown() != 0 {
		t.Fatalf("news has %d fields of its own", shown())
	}
	choose := func(kind string) {
		w.typed.properties.Kind = kind
		w.showParticulars()
		w.Touch()
	}
	choose("activity")
	if want := len(newsroom.KindOf("activity").Particulars); shown() != want {
		t.Fatalf("%d fields, wanted %d", shown(), want)
	}
	w.showField("particular.venue")
	for i, f := range newsroom.ParticularFields() {
		if f.ID == "venue" {
			if w.win.Canvas().Focused() != w.typed.particulars[i] {
				t.Error("a refusal does not lead to the field")
			}
			w.typed.particulars[i].SetText(" 图书馆 ")
		}
	}
	choose("news")
	choose("activity")
	p, err := w.properties()
	h.must(err)
	if p.Kind != "activity" || p.Particular("venue") != "图书馆" {
		t.Errorf("the window has %q, %q", p.Kind, p.Particular("venue"))
	}
}
