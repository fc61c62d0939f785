package desk

import (
	"strings"
	"testing"
)

// TestCopyfit types into an article: the status line says how it falls on its pages, of the newest text, and of nothing in between.
func TestCopyfit(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").write1(h.taken())
	w := h.theWriter()
	if !strings.Contains(w.status.right.Text, w.copyfit.said) || !strings.Contains(w.copyfit.said, "页") {
		t.Fatalf("the status line says %q", w.status.right.Text)
	}
	before := w.copyfit.said
	var waiting []func()
	at := h.Go
	h.Go = func(f func()) { waiting = append(waiting, f) }
	for range 4 {
		for range 60 {
			w.page.TypedRune('字')
		}
	}
	if len(waiting) != 1 {
		t.Fatalf("%d texts are set at once", len(waiting))
	}
	h.Go = at
	waiting[0]()
	if w.copyfit.said == before || w.copyfit.done != w.page.State().Doc() {
		t.Errorf("after 240 characters more it still says %q", w.copyfit.said)
	}
}
