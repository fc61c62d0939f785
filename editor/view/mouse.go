package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

// pointer is the mouse.
type pointer struct {
	at       fyne.Position
	last     time.Time     // of the last press
	lastAt   fyne.Position // and its place
	clicks   int
	dragging bool
	onBar    bool
	grip     float32   // where the thumb is held
	from, to model.Pos // what the press selected: a place, a word or a paragraph
	stop     func()    // scrolling at the edge
	carried  carried
}

// Two presses within this time and distance are a double click.
const (
	clickTime = 400 * time.Millisecond
	clickRoom = 5
)

// Cursor implements desktop.Cursorable.
func (e *Editor) Cursor() desktop.Cursor {
	if _, ok := e.onSelected(e.pointer.at); ok && !e.pointer.dragging || e.overBar(e.pointer.at) {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

func (e *Editor) overBar(p fyne.Position) bool {
	_, _, ok := e.bar()
	return ok && p.X >= e.Size().Width-barWidth
}

// MouseIn implements desktop.Hoverable.
func (e *Editor) MouseIn(ev *desktop.MouseEvent) { e.pointer.at = ev.Position }

// MouseMoved implements desktop.Hoverable.
func (e *Editor) MouseMoved(ev *desktop.MouseEvent) { e.pointer.at = ev.Position }

// MouseOut implements desktop.Hoverable.
func (e *Editor) MouseOut() {}

// MouseDown implements desktop.Mouseable: it places the caret, and selects a word or a paragraph on the second and third press.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	e.finish()
	e.guard.Reset()
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && !e.focused {
		c.Focus(e)
	}
	p := &e.pointer
	p.at = ev.Position
	if e.overBar(ev.Position) {
		e.pressBar(ev.Position.Y)
		return
	}
	now := e.o.Now()
	d := ev.Position.Subtract(p.lastAt)
	if now.Sub(p.last) < clickTime && abs(d.X) <= clickRoom && abs(d.Y) <= clickRoom {
		p.clicks++
	} else {
		p.clicks = 1
	}
	p.last, p.lastAt, p.dragging = now, ev.Position, true
	pos, side := e.posAt(e.point(ev.Position))
	link := ctrl
	if e.o.Mac {
		link = super
	}
	if ev.Modifier&link != 0 && e.openLink(pos) {
		p.dragging = false
		return
	}
	if e.selectFigure(ev.Position) {
		p.dragging = false
		if p.clicks == 2 {
			e.openFigure()
		}
		return
	}
	if ev.Modifier&shift != 0 {
		p.from, p.to = e.anchor(), e.anchor()
		e.move(pos, side, true)
		return
	}
	if p.clicks == 1 && e.hold(ev.Position) {
		p.dragging = false
		return
	}
	switch (p.clicks - 1) % 3 {
	case 0:
		p.from, p.to = pos, pos
		e.move(pos, side, false)
	case 1:
		if at, ok := e.noteAt(ev.Position, pos); ok {
			p.dragging = false
			e.selectText(at, at+1, layout.After)
			e.openNote()
			return
		}
		p.from, p.to = motion.WordAt(e.state.Doc(), pos)
		e.selectText(p.from, p.to, layout.After)
	case 2:
		p.from, p.to = motion.ParagraphAt(e.state.Doc(), pos)
		e.selectText(p.from, p.to, layout.After)
	}
}

// selectFigure selects the figure whose picture is at a place in the window; it reports whether there is one.
func (e *Editor) selectFigure(p fyne.Position) bool {
	at, ok := e.figureAt(p)
	if !ok {
		return false
	}
	s, err := state.SelectNode(e.state.Doc(), at)
	return err == nil && e.do(state.Select(s))
}

// openFigure opens the figure that is selected; it reports whether one is and somebody opens it.
func (e *Editor) openFigure() bool {
	s, ok := e.state.Selection().(state.NodeSelection)
	if !ok || e.OnFigure == nil || e.reads || e.state.Doc().NodeAt(s.From()).Kind() != model.Figure {
		return false
	}
	e.OnFigure(s.From())
	return true
}

// openNote opens the footnote whose number is selected; it reports whether one is and somebody opens it.
func (e *Editor) openNote() bool {
	at, _, ok := state.FootnoteAt(e.state)
	if !ok || e.empty() || e.OnNote == nil || e.reads {
		return false
	}
	e.OnNote(at)
	return true
}

// noteAt returns the position before the footnote whose number is at a place in the window, which is nearest to a position.
func (e *Editor) noteAt(p fyne.Position, near model.Pos) (model.Pos, bool) {
	x, y := e.point(p)
	for _, at := range []model.Pos{near, near - 1} {
		if n := e.state.Doc().NodeAt(at); at < 0 || n == nil || n.Kind() != model.Footnote {
			continue
		}
		from, ok := e.lay.Caret(e.shown(at, true), layout.After)
		to, _ := e.lay.Caret(e.shown(at+1, false), layout.Before)
		if ok && x >= from.X && x <= to.X && y >= from.RowTop && y < from.RowBottom {
			return at, true
		}
	}
	return 0, false
}

func abs(v float32) float32 { return max(v, -v) }

// openLink opens the link at a position.
func (e *Editor) openLink(pos model.Pos) bool {
	_, _, link, ok := state.LinkAt(e.state.Doc(), pos)
	if ok && e.OnLink != nil {
		e.OnLink(link.Href)
	}
	return ok
}

// figureAt returns the position before the figure whose picture is at a place in the window.
func (e *Editor) figureAt(p fyne.Position) (model.Pos, bool) {
	x, y := e.point(p)
	for b := range e.lay.Blocks(y, y+typeset.Point) {
		for _, s := range b.Shapes {
			if s.Kind == layout.Picture && x >= s.X && x < s.X+s.Width && y >= b.Y+s.Y && y < b.Y+s.Y+s.Height {
				return e.hidden(b.Pos + s.Pos), true
			}
		}
	}
	return 0, false
}

func (e *Editor) pressBar(y float32) {
	top, height, _ := e.bar()
	e.pointer.onBar = true
	e.pointer.grip = y - top
	if y < top || y > top+height { // beside the thumb: there at once
		e.pointer.grip = height / 2
		e.dragBar(y)
	}
}

// MouseUp implements desktop.Mouseable.
func (e *Editor) MouseUp(*desktop.MouseEvent) { e.DragEnd() }

// Dragged implements fyne.Draggable: it selects to the place under the pointer, by what the press selected.
func (e *Editor) Dragged(ev *fyne.DragEvent) {
	p := &e.pointer
	p.at = ev.Position
	switch {
	case p.onBar:
		e.dragBar(ev.Position.Y)
	case p.dragging || p.carried.held:
		e.followPointer()
		e.scrollAtEdge()
	}
}

// followPointer selects to the pointer, or carries what is held to it.
func (e *Editor) followPointer() {
	if e.pointer.carried.held {
		e.carryTo()
		return
	}
	e.dragTo()
}

// dragTo selects from what was pressed to the pointer.
func (e *Editor) dragTo() {
	p := &e.pointer
	pos, side := e.posAt(e.point(p.at))
	from, to := pos, pos
	switch (p.clicks - 1) % 3 {
	case 1:
		from, to = motion.WordAt(e.state.Doc(), pos)
	case 2:
		from, to = motion.ParagraphAt(e.state.Doc(), pos)
	}
	if from != pos || to != pos {
		side = layout.After
	}
	anchor, head := p.from, to
	if from < p.from {
		anchor, head = p.to, from
	} else {
		head = max(to, p.to)
	}
	if anchor == e.anchor() && head == e.head() {
		e.setSide(side)
		return
	}
	e.selectText(anchor, head, side)
}

// edgeTime is how often the page is scrolled while dragging beyond its edge.
const edgeTime = 30 * time.Millisecond

// scrollAtEdge goes on scrolling and selecting while the pointer is held above or below the window.
func (e *Editor) scrollAtEdge() {
	p := &e.pointer
	beyond := func() float32 {
		if p.at.Y < 0 {
			return p.at.Y
		}
		return max(0, p.at.Y-e.Size().Height)
	}
	if beyond() == 0 || e.o.Every == nil {
		if p.stop != nil {
			p.stop()
			p.stop = nil
		}
		return
	}
	if p.stop != nil {
		return
	}
	p.stop = e.o.Every(edgeTime, func() {
		by := beyond()
		if e.scroll.to(e, e.scroll.top+max(-60, min(60, by/2))) {
			e.followPointer()
			e.sync()
		}
	})
}

// DragEnd implements fyne.Draggable.
func (e *Editor) DragEnd() {
	p := &e.pointer
	p.dragging, p.onBar = false, false
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	e.letGo()
}

// TappedSecondary implements fyne.SecondaryTappable: a click outside of the selection moves the caret there, or selects the picture there,
// before the menu comes.
func (e *Editor) TappedSecondary(ev *fyne.PointEvent) {
	e.finish()
	pos, side := e.posAt(e.point(ev.Position))
	if s := e.state.Selection(); !e.selectFigure(ev.Position) && (pos < s.From() || pos > s.To()) {
		e.move(pos, side, false)
	}
	if e.OnMenu != nil {
		e.OnMenu(ev.AbsolutePosition)
	}
}
