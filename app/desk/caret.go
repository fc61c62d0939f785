package desk

import (
	"slices"
	"strconv"
	"strings"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// mostCarets is how many articles the desk remembers the caret of: those that were written on last.
const mostCarets = 100

// keepCaret remembers where the caret is. The preference has a line for each article, its identifier and the position, the newest last.
func (d *desk) keepCaret(id newsroom.ArticleID, at model.Pos) {
	lines := slices.DeleteFunc(strings.Split(d.Preferences.String(prefCarets), "\n"), func(line string) bool {
		of, _, ok := strings.Cut(line, " ")
		return !ok || of == string(id)
	})
	lines = append(lines, string(id)+" "+strconv.Itoa(int(at)))
	d.Preferences.SetString(prefCarets, strings.Join(lines[max(0, len(lines)-mostCarets):], "\n"))
}

// caretOf returns where the caret of an article was; false when nobody knows.
func (d *desk) caretOf(id newsroom.ArticleID) (model.Pos, bool) {
	for line := range strings.SplitSeq(d.Preferences.String(prefCarets), "\n") {
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
	w.d.keepCaret(w.Article.ID, head)
}

// start puts the caret where it was; where nobody knows, where writing goes on: the headline of a new article, the body of any other.
func (w *writer) start() {
	at, ok := w.d.caretOf(w.Article.ID)
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
