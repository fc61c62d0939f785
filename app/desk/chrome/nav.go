package chrome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Nav is one place of a side list: a name and a count.
type Nav struct {
	widget.BaseWidget
	name, count string
	selected    bool
	hovered     bool
	focused     bool
	onTap       func()
	onHint      func(string)
}

// NewNav returns a place of a side list. hint is given the whole name while the pointer is over a name that is cut, and "" after.
func NewNav(name string, tap func(), hint func(string)) *Nav {
	n := &Nav{name: name, onTap: tap, onHint: hint}
	n.ExtendBaseWidget(n)
	return n
}

// Set changes the count and whether the place is the one that is shown.
func (n *Nav) Set(count string, selected bool) {
	if n.count != count || n.selected != selected {
		n.count, n.selected = count, selected
		n.Refresh()
	}
}

// Tapped goes to the place.
func (n *Nav) Tapped(*fyne.PointEvent) { n.onTap() }

// FocusGained shows that the keyboard is here.
func (n *Nav) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost hides it.
func (n *Nav) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune does nothing.
func (n *Nav) TypedRune(rune) {}

// TypedKey goes to the place with Return or Space.
func (n *Nav) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		n.onTap()
	default:
		passOn(n, k)
	}
}

// MouseIn marks the place under the pointer.
func (n *Nav) MouseIn(*desktop.MouseEvent) {
	n.hovered = true
	if n.onHint != nil && Width(n.name, Style{}) > n.room() {
		n.onHint(n.name)
	}
	n.Refresh()
}

// MouseMoved does nothing.
func (n *Nav) MouseMoved(*desktop.MouseEvent) {}

// MouseOut unmarks it.
func (n *Nav) MouseOut() {
	n.hovered = false
	if n.onHint != nil {
		n.onHint("")
	}
	n.Refresh()
}

func (n *Nav) room() float32 {
	return n.Size().Width - 20 - Width(n.count, Style{Size: theme.MetaSize}) - 8
}

// CreateRenderer implements fyne.Widget.
func (n *Nav) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{n: n, box: canvas.NewRectangle(color.Transparent), name: canvas.NewText("", nil), count: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type navRenderer struct {
	n           *Nav
	box         *canvas.Rectangle
	name, count *canvas.Text
}

func (r *navRenderer) Refresh() {
	n := r.n
	r.box.CornerRadius, r.box.StrokeWidth = 5, 0
	r.box.FillColor = tokenColor(none)
	ink, meta := theme.Ink, theme.Soft
	switch {
	case n.selected:
		r.box.FillColor, ink, meta = theme.Color(theme.RedWash), theme.Red, theme.Red
	case n.hovered:
		r.box.FillColor = theme.Color(theme.Hover)
	}
	if n.focused {
		r.box.StrokeColor, r.box.StrokeWidth = theme.Color(theme.Blue), 2
	}
	r.name.Color, r.name.TextSize, r.name.TextStyle.Bold = theme.Color(ink), theme.TextSize, n.selected
	r.count.Text, r.count.Color, r.count.TextSize = n.count, theme.Color(meta), theme.MetaSize
	r.Layout(n.Size())
	canvas.Refresh(n)
}

func (r *navRenderer) MinSize() fyne.Size { return fyne.NewSize(80, ControlHeight) }

func (r *navRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.name.Text = Cut(r.n.name, max(20, r.n.room()), Style{Bold: r.n.selected})
	m, c := r.name.MinSize(), r.count.MinSize()
	r.name.Resize(m)
	r.name.Move(fyne.NewPos(10, (size.Height-m.Height)/2))
	r.count.Resize(c)
	r.count.Move(fyne.NewPos(size.Width-10-c.Width, (size.Height-c.Height)/2))
}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.name, r.count}
}
func (r *navRenderer) Destroy() {}
