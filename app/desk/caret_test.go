package desk

import (
	"fmt"
	"strings"
	"testing"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

func TestOpensWhereTheCaretWas(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷")
	a := h.taken()
	h.write(a)
	w := h.theWriter()
	doc := w.page.State().Doc()
	body := partAt(doc, model.Body)
	if at := w.page.State().Selection().From(); at != state.Near(doc, body).Head {
		t.Fatalf("the caret begins at %d", at)
	}
	want := state.Near(doc, body+model.Pos(doc.Part(model.Body).ContentSize())-1).Head - 2
	w.page.Do(state.Select(state.TextSelection{Anchor: want - 1, Head: want}))
	if !w.close() {
		t.Fatal("the window stayed open")
	}
	h.write(a)
	if got := h.theWriter().page.State().Selection(); got != state.Caret(want) {
		t.Errorf("it opens with %v, not the caret at %d", got, want)
	}
}

// A save keeps the caret too: a program that is killed does not close its windows.
func TestSaveKeepsTheCaret(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("一二三")
	w.page.Do(state.InsertText("零"))
	h.ring()
	if at, ok := h.caretOf(w.Article.ID); !ok || at != w.page.State().Selection().From() {
		t.Errorf("kept is %d, %v", at, ok)
	}
}

// So does every look at it, for whoever moves it without typing.
func TestMovingKeepsTheCaret(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("一二三")
	h.ring()
	w.page.Do(state.Select(state.Caret(w.page.State().Selection().From() + 2)))
	h.ring()
	if at, ok := h.caretOf(w.Article.ID); !ok || at != w.page.State().Selection().From() {
		t.Errorf("kept is %d, %v", at, ok)
	}
}

// What is kept need not be good for the article that is opened.
func TestCaretIsClamped(t *testing.T) {
	for _, kept := range []string{"999999", "-5", "0", "here", "", "99999999999999999999"} {
		t.Run(kept, func(t *testing.T) {
			h, _ := newHouse(t, true, "zh-Hans", false)
			h.as("李婉婷")
			a := h.taken()
			h.must(h.Carets.Save([]byte(string(a.ID) + " " + kept)))
			h.write(a)
			if _, ok := h.theWriter().page.State().Selection().(state.TextSelection); !ok {
				t.Error("there is no caret")
			}
		})
	}
}

func TestCaretsAreBounded(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	for i := range 3 * mostCarets {
		h.must(h.keepCaret(newsroom.ArticleID(fmt.Sprintf("a%d", i)), model.Pos(i)))
		h.must(h.keepCaret("always", model.Pos(i)))
	}
	data, err := h.Carets.Load()
	h.must(err)
	if n := strings.Count(string(data), "\n") + 1; n != mostCarets {
		t.Errorf("%d are kept", n)
	}
	if at, ok := h.caretOf("always"); !ok || at != 3*mostCarets-1 {
		t.Errorf("the newest is %d, %v", at, ok)
	}
	if _, ok := h.caretOf("a0"); ok {
		t.Error("the oldest is kept")
	}
}
