package view

import (
	"math"

	"fyne.io/fyne/v2"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

// scroller is where the window stands on the page.
type scroller struct {
	top    float32 // of the window, from the top of the ground
	pinned typeset.Length
}

// textTop is where the layout begins, from the top of the ground.
func (e *Editor) textTop() float32 { return sheetTop + marginTop }

// textLeft is where the layout's column begins in the window.
func (e *Editor) textLeft() float32 {
	return float32(math.Round(float64(e.Size().Width-float32(e.lay.Options().Measure.Points())) / 2))
}

// pageHeight is the height of everything that can be scrolled over.
func (e *Editor) pageHeight() float32 {
	return e.textTop() + float32(e.lay.Height().Points()) + marginEnd + sheetTop
}

// most returns how far can be scrolled.
func (s *scroller) most(e *Editor) float32 { return max(0, e.pageHeight()-e.Size().Height) }

// pin notes what stands at the top of the window before the layout changes above it.
func (s *scroller) pin(e *Editor) {
	s.pinned = typeset.Points(float64(s.top - e.textTop()))
	e.lay.Pin(s.pinned)
}

// unpin moves the window to what stood at its top.
func (s *scroller) unpin(e *Editor) {
	if s.pinned <= 0 {
		return
	}
	s.top += float32((e.lay.Pinned() - s.pinned).Points())
	s.top = max(0, min(s.top, s.most(e)))
}

// to scrolls to a height.
func (s *scroller) to(e *Editor, top float32) bool {
	top = float32(math.Round(float64(max(0, min(top, s.most(e))))))
	if top == s.top {
		return false
	}
	s.top = top
	return true
}

// Scrolled implements fyne.Scrollable.
func (e *Editor) Scrolled(ev *fyne.ScrollEvent) {
	if e.scroll.to(e, e.scroll.top-ev.Scrolled.DY) {
		e.sync()
		e.tellScroll()
	}
}

// view returns the part of the layout that is in the window.
func (e *Editor) view() (top, bottom typeset.Length) {
	y := e.scroll.top - e.textTop()
	return typeset.Points(float64(y)), typeset.Points(float64(y + e.Size().Height))
}

// place returns where a point of the layout stands in the window.
func (e *Editor) place(x, y typeset.Length) fyne.Position {
	return fyne.NewPos(e.textLeft()+float32(x.Points()), e.textTop()+float32(y.Points())-e.scroll.top)
}

// point returns where a place in the window is in the layout.
func (e *Editor) point(p fyne.Position) (x, y typeset.Length) {
	return typeset.Points(float64(p.X - e.textLeft())), typeset.Points(float64(p.Y + e.scroll.top - e.textTop()))
}

// caret returns the place of the caret.
func (e *Editor) caret() (layout.Caret, bool) {
	return e.lay.Caret(e.shownHead(), e.side)
}

// reveal scrolls as little as needed to have the caret in the window with a line around it.
func (e *Editor) reveal() {
	// Laying out what is then seen moves it: the second round is exact.
	for range 2 {
		c, ok := e.caret()
		if !ok {
			return
		}
		top := e.textTop() + float32(c.RowTop.Points())
		bottom := e.textTop() + float32(c.RowBottom.Points())
		room := min(float32(e.lay.Leading().Points()), e.Size().Height/4)
		switch {
		case top-room < e.scroll.top:
			e.scroll.to(e, top-room)
		case bottom+room > e.scroll.top+e.Size().Height:
			e.scroll.to(e, bottom+room-e.Size().Height)
		default:
			return
		}
		for range e.lay.Blocks(e.view()) {
		}
	}
}

// Reveal scrolls to the caret.
func (e *Editor) Reveal() {
	e.flush()
	e.reveal()
	e.sync()
}

func (e *Editor) tellScroll() {
	if e.OnScroll != nil {
		e.OnScroll()
	}
}

// Top returns the position that ScrollTo would be given to have the window about where it is: 0 at the top of the page.
func (e *Editor) Top() model.Pos {
	if e.scroll.top == 0 {
		return 0
	}
	top, _ := e.view()
	pos, _ := e.posAt(0, top+e.lay.Leading())
	return pos
}

// ScrollTo puts the line of a position at the top of the window, as a jump to a heading does; 0 is the top of the page. The caret stays where it
// is.
func (e *Editor) ScrollTo(pos model.Pos) {
	e.flush()
	if pos == 0 && e.scroll.to(e, 0) {
		e.sync()
		return
	}
	for range 2 { // laying out what is then seen may move it
		c, ok := e.lay.Caret(e.shown(pos, true), layout.After)
		if !ok {
			return
		}
		e.scroll.to(e, e.textTop()+float32(c.RowTop.Points())-float32(e.lay.Leading().Points()))
		for range e.lay.Blocks(e.view()) {
		}
	}
	e.sync()
}

// PlaceAt puts the caret at a place in the window of the widget, as before what is dropped there is put in.
func (e *Editor) PlaceAt(p fyne.Position) {
	e.finish()
	pos, side := e.posAt(e.point(p))
	e.move(pos, side, false)
}

// barWidth is the width of the room of the scroll bar.
const barWidth = 10

// bar returns the thumb of the scroll bar; ok is false when everything is in the window.
func (e *Editor) bar() (y, height float32, ok bool) {
	most, size := e.scroll.most(e), e.Size().Height
	if most <= 0 || size <= 0 {
		return 0, 0, false
	}
	height = max(28, size*size/e.pageHeight())
	return (size - height) * e.scroll.top / most, height, true
}

// dragBar scrolls to where the thumb is dragged.
func (e *Editor) dragBar(y float32) {
	_, height, ok := e.bar()
	if !ok {
		return
	}
	room := e.Size().Height - height
	if e.scroll.to(e, (y-e.pointer.grip)/max(1, room)*e.scroll.most(e)) {
		e.sync()
		e.tellScroll()
	}
}
