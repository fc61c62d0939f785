package chrome

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rows is a list of any length: it draws the rows that can be seen and no others. Rows may differ in height. Arrow keys, Page Up and Down,
// Home and End move the selection; Return opens the selected row.
type Rows struct {
	widget.BaseWidget
	// Make returns a new row; Update shows the i-th thing in a row. Both are called while the list is laid out.
	Make   func() fyne.CanvasObject
	Update func(i int, row fyne.CanvasObject, selected bool)
	// Height returns the height of the i-th row in a list of the given width.
	Height func(i int, width float32) float32
	// OnSelect is called when the selection moves by key or pointer, OnOpen for Return and a second click.
	OnSelect, OnOpen func(i int)
	// OnDelete is called for Delete; nil where nothing can be taken away.
	OnDelete func(i int)
	// CanSelect reports whether a row can be selected; nil for all.
	CanSelect func(i int) bool

	count    int
	selected int
	focused  bool
	width    float32
	tops     []float32 // of every row, and the bottom of the last
	scroll   *container.Scroll
	body     *rowsBody
}

// NewRows returns an empty list.
func NewRows() *Rows {
	l := &Rows{selected: -1}
	l.body = &rowsBody{list: l, shown: map[int]*rowCell{}}
	l.body.ExtendBaseWidget(l.body)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.body.place(false) }
	l.ExtendBaseWidget(l)
	return l
}

// Set says how many rows there are and which of them is selected, -1 for none, and draws them anew. It is called whenever the things that
// Update shows have changed, before anything else.
func (l *Rows) Set(count, selected int) {
	l.count, l.selected = count, selected
	l.measure()
	l.show(selected)
}

// Selected returns the selected row, -1 for none.
func (l *Rows) Selected() int { return l.selected }

func (l *Rows) selectable(i int) bool { return l.CanSelect == nil || l.CanSelect(i) }

func (l *Rows) choose(i int) {
	if i < 0 || i >= l.count || !l.selectable(i) {
		return
	}
	l.selected = i
	l.show(i)
	l.body.place(true)
	if l.OnSelect != nil {
		l.OnSelect(i)
	}
}

// show scrolls as little as needed for a row to be seen whole.
func (l *Rows) show(i int) {
	if i < 0 || i >= l.count || len(l.tops) <= i+1 {
		return
	}
	y, room := l.scroll.Offset.Y, l.scroll.Size().Height
	switch {
	case l.tops[i] < y:
		y = l.tops[i]
	case l.tops[i+1] > y+room:
		y = l.tops[i+1] - room
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y)))
}

func (l *Rows) measure() {
	if l.width <= 0 {
		return
	}
	l.tops = append(l.tops[:0], 0)
	y := float32(0)
	for i := range l.count {
		y += l.Height(i, l.width)
		l.tops = append(l.tops, y)
	}
	l.scroll.Refresh()
	l.body.place(true)
}

// Resize lays the rows out for a new size.
func (l *Rows) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	l.scroll.Resize(s)
	if s.Width != l.width {
		l.width = s.Width
		l.measure()
		return
	}
	l.body.place(false)
}

// FocusGained shows the selection as the keyboard's.
func (l *Rows) FocusGained() {
	l.focused = true
	l.body.place(true)
}

// FocusLost hides it.
func (l *Rows) FocusLost() {
	l.focused = false
	l.body.place(true)
}

// Focused reports whether the list has the keyboard.
func (l *Rows) Focused() bool { return l.focused }

// TypedRune does nothing.
func (l *Rows) TypedRune(rune) {}

// TypedKey moves the selection.
func (l *Rows) TypedKey(k *fyne.KeyEvent) {
	page := max(1, int(l.Size().Height/80))
	switch k.Name {
	case fyne.KeyDown:
		l.step(1, 1)
	case fyne.KeyUp:
		l.step(-1, 1)
	case fyne.KeyPageDown:
		l.step(1, page)
	case fyne.KeyPageUp:
		l.step(-1, page)
	case fyne.KeyHome:
		l.selected = -1
		l.step(1, 1)
	case fyne.KeyEnd:
		l.selected = l.count
		l.step(-1, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.selected >= 0 && l.OnOpen != nil {
			l.OnOpen(l.selected)
		}
	case fyne.KeyDelete:
		if l.selected >= 0 && l.OnDelete != nil {
			l.OnDelete(l.selected)
			return
		}
		passOn(l, k)
	default:
		passOn(l, k)
	}
}

// step moves the selection by n rows that can be selected, in the direction of by, and stops at the end.
func (l *Rows) step(by, n int) {
	at := l.selected
	for i := at + by; i >= 0 && i < l.count && n > 0; i += by {
		if l.selectable(i) {
			at, n = i, n-1
		}
	}
	if at != l.selected {
		l.choose(at)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Rows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// rowsBody is the scrolled content: as high as all rows, with objects for those in sight.
type rowsBody struct {
	widget.BaseWidget
	list  *Rows
	shown map[int]*rowCell
	spare []*rowCell
	cells []fyne.CanvasObject
}

func (b *rowsBody) height() float32 {
	if len(b.list.tops) == 0 {
		return 0
	}
	return b.list.tops[len(b.list.tops)-1]
}

// place puts rows where they can be seen. all updates those that were there already.
func (b *rowsBody) place(all bool) {
	l := b.list
	if len(l.tops) != l.count+1 || l.width <= 0 || l.Make == nil {
		return
	}
	y, room := l.scroll.Offset.Y, l.scroll.Size().Height
	first := max(0, sort.Search(l.count, func(i int) bool { return l.tops[i+1] > y }))
	last := first
	for last < l.count && l.tops[last] < y+room {
		last++
	}
	for i, c := range b.shown {
		if i < first || i >= last {
			delete(b.shown, i)
			b.spare = append(b.spare, c)
		}
	}
	changed := all
	for i := first; i < last; i++ {
		c, ok := b.shown[i]
		if !ok {
			changed = true
			if n := len(b.spare); n > 0 {
				c, b.spare = b.spare[n-1], b.spare[:n-1]
			} else {
				c = newRowCell(l, l.Make())
			}
			b.shown[i] = c
		}
		c.index = i
		if !ok || all {
			l.Update(i, c.content, i == l.selected)
		}
		c.Resize(fyne.NewSize(l.width, l.tops[i+1]-l.tops[i]))
		c.Move(fyne.NewPos(0, l.tops[i]))
	}
	if changed {
		b.cells = b.cells[:0]
		for i := first; i < last; i++ {
			b.cells = append(b.cells, b.shown[i])
		}
		b.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *rowsBody) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{b} }

type rowsRenderer struct{ b *rowsBody }

func (r *rowsRenderer) Layout(fyne.Size)             { r.b.place(false) }
func (r *rowsRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, r.b.height()) }
func (r *rowsRenderer) Refresh()                     {}
func (r *rowsRenderer) Objects() []fyne.CanvasObject { return r.b.cells }
func (r *rowsRenderer) Destroy()                     {}

// rowCell takes the pointer for one row.
type rowCell struct {
	widget.BaseWidget
	list    *Rows
	index   int
	content fyne.CanvasObject
}

func newRowCell(l *Rows, content fyne.CanvasObject) *rowCell {
	c := &rowCell{list: l, content: content}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped selects the row and, where it is selected already, opens it.
func (c *rowCell) Tapped(*fyne.PointEvent) {
	l := c.list
	if cv := fyne.CurrentApp().Driver().CanvasForObject(l); cv != nil {
		cv.Focus(l)
	}
	if c.index != l.selected {
		l.choose(c.index)
	} else if l.OnOpen != nil {
		l.OnOpen(c.index)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *rowCell) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }
