package web

import (
	"strconv"
	"strings"

	"galley/editor/model"
)

// order is that in which marks lie in each other, the outermost first: a link of several looks stays one link.
var order = []model.MarkKind{
	model.Link, model.Strong, model.Emphasis, model.Underline, model.Strike, model.BookTitle, model.ProperName, model.Superscript, model.Subscript,
}

// tags are the elements of marks. HTML names both marks of Chinese names itself: u is for a proper name mark, cite for the title of a work
// (HTML, 4.5.22 and 4.5.6).
var tags = map[model.MarkKind]struct{ name, class string }{
	model.Strong: {"strong", ""}, model.Emphasis: {"em", ""}, model.Underline: {"u", "under"}, model.Strike: {"s", ""},
	model.BookTitle: {"cite", ""}, model.ProperName: {"u", ""}, model.Superscript: {"sup", ""}, model.Subscript: {"sub", ""}, model.Link: {"a", ""},
}

// inline writes the content of a textblock.
func (w *writer) inline(nodes []*model.Node) {
	var open []model.Mark
	shut := func(to int) {
		for len(open) > to {
			w.end(tags[open[len(open)-1].Kind].name)
			open = open[:len(open)-1]
		}
	}
	for _, n := range nodes {
		want := w.marks(n)
		same := 0
		for same < len(open) && same < len(want) && open[same] == want[same] {
			same++
		}
		shut(same)
		for _, m := range want[same:] {
			w.start(tags[m.Kind].name, "class", tags[m.Kind].class, "href", m.Href)
			open = append(open, m)
		}
		switch n.Kind() {
		case model.Text:
			w.text(n.Text())
		case model.Break:
			w.raw("<br>")
		case model.Footnote:
			w.note(n.Attrs().Note)
		}
	}
	shut(0)
}

// marks returns the marks that a node is shown with, in the order of the elements. A note is a link itself and stands plain.
func (w *writer) marks(n *model.Node) []model.Mark {
	if n.Kind() != model.Text {
		return nil
	}
	var out []model.Mark
	for _, k := range order {
		m, ok := n.Marks().Find(k)
		if !ok {
			continue
		}
		if k == model.Link {
			if m.Href, ok = link(m.Href); !ok {
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// note writes the number of a footnote and keeps its words for the end of the page.
func (w *writer) note(words string) {
	w.notes = append(w.notes, words)
	n := strconv.Itoa(len(w.notes))
	w.raw(`<sup class="ref">`)
	w.element("a", n, "href", "#n"+n, "id", "r"+n, "role", "doc-noteref", "aria-label", w.words.S("web.note", "Number", n))
	w.raw("</sup>")
}

// endnotes writes the words of all notes.
func (w *writer) endnotes() {
	if len(w.notes) == 0 {
		return
	}
	w.start("section", "class", "notes", "role", "doc-endnotes", "aria-labelledby", "notes")
	w.element("h2", w.words.S("web.notes"), "id", "notes")
	w.start("ol")
	for i, words := range w.notes {
		n := strconv.Itoa(i + 1)
		w.start("li", "id", "n"+n)
		for j, line := range strings.Split(words, "\n") {
			if j > 0 {
				w.raw("<br>")
			}
			w.text(line)
		}
		w.raw(" ")
		w.element("a", "↩", "href", "#r"+n, "role", "doc-backlink", "aria-label", w.words.S("web.back", "Number", n))
		w.end("li")
	}
	w.end("ol")
	w.end("section")
	w.line()
}
