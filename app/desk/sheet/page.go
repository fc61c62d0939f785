package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page is a sheet in the middle of its ground, with other things of the same width below it. It scrolls.
type Page struct {
	widget.BaseWidget
	sheet  *Sheet
	below  []fyne.CanvasObject
	stack  *fyne.Container
	scroll *container.Scroll
}

// NewPage returns a page.
func NewPage(s *Sheet, below ...fyne.CanvasObject) *Page {
	p := &Page{sheet: s, below: below}
	p.stack = &fyne.Container{Layout: stacked{}, Objects: append([]fyne.CanvasObject{s}, below...)}
	p.scroll = container.NewVScroll(p.stack)
	p.ExtendBaseWidget(p)
	return p
}

// Resize gives the sheet its width first, since its height follows from that.
func (p *Page) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	w := sheetWidth(size.Width)
	p.sheet.Resize(fyne.NewSize(w, p.sheet.MinSize().Height))
	for _, o := range p.below {
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
	}
	p.scroll.Resize(size)
	p.scroll.Refresh()
}

// TypedKey scrolls by a line or a page; it reports whether it knew the key.
func (p *Page) TypedKey(k *fyne.KeyEvent) bool {
	room := p.scroll.Size().Height
	by, ok := map[fyne.KeyName]float32{fyne.KeyDown: 62, fyne.KeyUp: -62, fyne.KeyPageDown: room - 62, fyne.KeyPageUp: 62 - room}[k.Name]
	if !ok {
		return false
	}
	y := min(p.scroll.Offset.Y+by, p.stack.MinSize().Height-room)
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y)))
	return true
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// margin is the ground around a sheet.
const margin = 24

// sheetWidth is the width of a sheet in a room.
func sheetWidth(room float32) float32 { return min(sheetMost, max(320, room-2*margin)) }

// stacked places a sheet and what is below it in the middle of the room.
type stacked struct{}

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := sheetWidth(size.Width)
	x, y := float32(int((size.Width-w)/2)), float32(margin)/2
	for _, o := range objects {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, y))
		y += h + margin/2
	}
}

func (stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(margin)
	for _, o := range objects {
		h += o.MinSize().Height + margin/2
	}
	return fyne.NewSize(320, h)
}
