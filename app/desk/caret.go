package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// mostCarets is how many articles the desk remembers the caret of: those that were written on last.
const mostCarets = 100

// keepEvery is how often the desk looks whether a caret is to be kept that was moved without typing.
const keepEvery = 2 * time.Second

// keepCaret remembers where the caret is. What is kept has a line for each article, its identifier and the position, the newest last.
func (d *desk) keepCaret(id newsroom.ArticleID, at model.Pos) error {
	kept, err := d.Carets.Load()
	if err != nil {
		return err
	}
	lines := slices.DeleteFunc(strings.Split(string(kept), "\n"), func(line string) bool {
		of, _, ok := strings.Cut(line, " ")
		return !ok || of == string(id)
	})
	lines = append(lines, string(id)+" "+strconv.Itoa(int(at)))
	return d.Carets.Save([]byte(strings.Join(lines[max(0, len(lines)-mostCarets):], "\n")))
}

// caretOf returns where the caret of an article was; false when nobody knows.
func (d *desk) caretOf(id newsroom.ArticleID) (model.Pos, bool) {
	kept, err := d.Carets.Load()
	if err != nil {
		return 0, false // as at the first start; keeping the next one will tell
	}
	for line := range strings.SplitSeq(string(kept), "\n") {
		if of, at, ok := strings.Cut(line, " "); ok && of == string(id) {
			pos, err := strconv.Atoi(at)
			return model.Pos(pos), err == nil
		}
	}
	return 0, false
}

// keepCaret remembers where the caret is for the next time the article is opened, also after a crash.
func (w *writer) keepCaret() {
	head := w.page.State().Selection().From()
	if s, ok := w.page.State().Selection().(state.TextSelection); ok {
		head = s.Head
	}
	if head == w.caret {
		return
	}
	if err := w.d.keepCaret(w.Article.ID, head); err != nil {
		w.status.hint(w.d.Words.Say(newsroom.TextOf(err)))
		return
	}
	w.caret = head
}

// start puts the caret where it was; where nobody knows, where writing goes on: the headline of a new article, the body of any other.
func (w *writer) start() {
	at, ok := w.d.caretOf(w.Article.ID)
	w.stopKeeping = w.d.every(keepEvery, w.keepCaret)
	switch {
	case ok:
		w.page.Do(state.Select(state.Near(w.page.State().Doc(), at)))
		w.focus(w.page)
		w.page.Reveal()
	case w.Stored.Headline() == "":
		w.putCaret(model.Headline)
	default:
		w.putCaret(model.Body)
	}
}
