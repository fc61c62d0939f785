package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/editor/view/ime"
	"galley/editor/view/layout"
)

// composition is what an input method shows at the caret, or in place of what is selected in one paragraph. It is laid out in the text but is
// not part of the document: positions of the document behind it are shown elsewhere.
type composition struct {
	shown ime.Preedit
	at    model.Pos
	cut   model.Pos // how much of the document it stands in place of
	size  model.Pos
}

// handler is what an input method writes into.
func (e *Editor) handler() ime.Handler {
	return ime.Handler{
		Commit:  e.commit,
		Preedit: e.compose,
		Delete:  e.deleteAround,
		Forward: func(k ime.Key) {
			ime.Press(k, e.character, func(name fyne.KeyName) { e.pressed(Key{Name: name, Mod: held(k.Mods)}) })
		},
	}
}

func held(m ime.Modifiers) fyne.KeyModifier {
	if m&ime.Shift != 0 {
		return shift
	}
	return 0
}

// valid is a text without what a document may not hold.
func valid(s string) string {
	return strings.Map(func(r rune) rune {
		if !model.ValidRune(r) {
			return -1
		}
		return r
	}, s)
}

// commit writes what was composed.
func (e *Editor) commit(text string) {
	e.flush()
	if text = valid(text); text != "" && !e.reads {
		e.write(text)
	}
}

// compose shows a composition at the caret, or none.
func (e *Editor) compose(p ime.Preedit) {
	e.flush()
	e.composed = composition{}
	if !p.Empty() && !e.reads {
		e.composed = composition{shown: p, at: e.head()}
		if s := e.state.Selection(); e.inOneParagraph(s.From(), s.To()) {
			e.composed.at, e.composed.cut = s.From(), s.To()-s.From()
		}
	}
	e.lay.Update(e.display())
	e.reveal()
	e.sync()
}

// inOneParagraph reports whether both positions are in the same textblock.
func (e *Editor) inOneParagraph(from, to model.Pos) bool {
	r, err := e.state.Doc().Resolve(from)
	return err == nil && r.Parent().Kind().IsTextblock() && to <= r.End(r.Depth())
}

// display returns the document with the composition and the ghosts in it.
func (e *Editor) display() *model.Node {
	return e.ghosts.in(e.composedDoc(), func(at model.Pos) model.Pos { return e.composed.in(at, false) })
}

// composedDoc returns the document with the composition in it.
func (e *Editor) composedDoc() *model.Node {
	c := &e.composed
	doc := e.state.Doc()
	if c.shown.Empty() {
		return doc
	}
	tr := transform.New(doc)
	at := c.at
	if c.cut > 0 && tr.Delete(c.at, c.at+c.cut) != nil {
		return doc
	}
	for _, s := range c.shown.Segments {
		text := valid(s.Text)
		marks := model.Marks{}
		if s.Underline || !s.Highlight {
			marks = model.NewMarks(model.Mark{Kind: model.Underline})
		}
		if text == "" {
			continue
		}
		if tr.InsertText(at, text, marks) != nil { // a selected block has no place for it
			break
		}
		at += model.Pos(len([]rune(text)))
	}
	c.size = at - c.at
	return tr.Doc()
}

// shown returns where a position of the document stands in what is laid out; after says which side of the composition, and of a ghost, it is on
// when it is where that stands.
func (e *Editor) shown(pos model.Pos, after bool) model.Pos {
	return e.ghosts.shift(e.composed.in(pos, after), after)
}

// in returns where a position of the document stands in the document with the composition.
func (c *composition) in(pos model.Pos, after bool) model.Pos {
	switch {
	case pos < c.at || pos == c.at && !after:
		return pos
	case pos < c.at+c.cut:
		return c.at + c.size
	}
	return pos - c.cut + c.size
}

// shownHead returns where the caret is shown: in a composition where the input method has it.
func (e *Editor) shownHead() model.Pos {
	c := &e.composed
	if c.size == 0 {
		return e.shown(e.head(), true)
	}
	if c.shown.Caret < 0 {
		return e.ghosts.shift(c.at+c.size, true)
	}
	return e.ghosts.shift(c.at+min(c.size, model.Pos(c.shown.Caret)), true)
}

// deleteAround removes characters around the caret that an input method takes back.
func (e *Editor) deleteAround(offset, n int) {
	e.flush()
	from := e.head() + model.Pos(offset)
	to := from + model.Pos(n)
	r, err := e.state.Doc().Resolve(e.head())
	if err != nil || e.reads {
		return
	}
	from, to = max(from, r.Start(r.Depth())), min(to, r.End(r.Depth()))
	if from < to {
		e.do(state.DeleteRange(from, to))
	}
}

// finish ends a composition, which leaves what was composed in the text, and writes what was typed.
func (e *Editor) finish() {
	e.keys.Finish()
	e.flush()
}

// highlight shades the part of the composition that candidates are shown for.
func (r *renderer) highlight(blocks []layout.Block) {
	c := &r.e.composed
	at := r.e.ghosts.shift(c.at, true)
	for _, s := range c.shown.Segments {
		n := model.Pos(len([]rune(valid(s.Text))))
		if s.Highlight {
			r.span(blocks, at, at+n, func(_ *layout.Row, x, y, w, h typeset.Length) { r.rect(&r.under, x, y, w, h, r.e.o.Colors.Selection) })
		}
		at += n
	}
}

// tellCaret tells the input method where the caret is on the screen, so that candidates stand beside it.
func (e *Editor) tellCaret() {
	if !e.keys.Active() || !e.focused || e.o.Screen == nil {
		return
	}
	c, ok := e.caret()
	if !ok {
		return
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(e)
	at := origin.Add(e.place(c.X, c.RowTop))
	if r, ok := e.o.Screen(at, fyne.NewSize(2, float32((c.RowBottom-c.RowTop).Points()))); ok && r != e.told {
		e.told = r
		e.keys.Caret(r)
	}
}
