package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view/layout"
)

// carried is selected text that is dragged elsewhere.
type carried struct {
	held    bool // the button went down on selected text
	moves   bool // and the pointer moved since
	pressed model.Pos
	drop    model.Pos // where the text goes
	side    layout.Side
}

// onSelected returns the position at a place in the window that is on selected text.
func (e *Editor) onSelected(p fyne.Position) (model.Pos, bool) {
	s, ok := e.state.Selection().(state.TextSelection)
	if !ok || s.Empty() || e.reads {
		return 0, false
	}
	x, y := e.point(p)
	pos, side := e.posAt(x, y)
	if pos < s.From() || pos > s.To() {
		return 0, false
	}
	c, ok := e.lay.Caret(e.shown(pos, true), side)
	if !ok || y < c.RowTop || y >= c.RowBottom || pos == s.From() && x < c.X || pos == s.To() && x > c.X {
		return 0, false
	}
	return pos, true
}

// hold takes hold of selected text; it reports whether there is some at a place.
func (e *Editor) hold(p fyne.Position) bool {
	pos, ok := e.onSelected(p)
	if ok {
		e.pointer.carried = carried{held: true, pressed: pos}
	}
	return ok
}

// carryTo shows where the text would go.
func (e *Editor) carryTo() {
	c := &e.pointer.carried
	c.moves = true
	c.drop, c.side = e.posAt(e.point(e.pointer.at))
	e.sync()
}

// letGo moves the text to where the pointer is, or copies it with Control, Option on macOS. A press that did not move places the caret.
func (e *Editor) letGo() {
	c := e.pointer.carried
	e.pointer.carried = carried{}
	switch {
	case !c.held:
		return
	case !c.moves:
		e.move(c.pressed, layout.After, false)
		return
	}
	copies := ctrl
	if e.o.Mac {
		copies = alt
	}
	if !e.do(state.Carry(c.drop, e.held()&copies != 0)) {
		e.sync()
	}
}

// held returns the keys that are held.
func (e *Editor) held() fyne.KeyModifier {
	if e.o.Held != nil {
		return e.o.Held()
	}
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// dropCaret returns the place of the caret that shows where carried text goes; ok is false while none is carried.
func (e *Editor) dropCaret() (layout.Caret, bool) {
	c := &e.pointer.carried
	if !c.moves {
		return layout.Caret{}, false
	}
	return e.lay.Caret(e.shown(c.drop, true), c.side)
}
