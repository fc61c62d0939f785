package chrome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Kind is what a button is among others.
type Kind int

// The kinds of button.
const (
	Plain   Kind = iota // a paper button with a border
	Primary             // red: the one thing to do next
	Ghost               // words alone, for bars
	Chosen              // one of a row of choices, the one that holds
	Danger              // red words on paper: takes something away
	Held                // words in a bar that stay pressed, as of a mark that the text has
)

// ControlHeight is the height of buttons and fields of one line.
const ControlHeight float32 = 32

// Button is a button with words on it.
type Button struct {
	widget.BaseWidget
	Label string
	Kind  Kind
	OnTap func()
	Hint  string            // said while the pointer is over the button
	Say   func(hint string) // says it; "" when the pointer has gone

	menu     bool // shows a chevron
	disabled bool
	hovered  bool
	focused  bool
}

// NewButton returns a button.
func NewButton(label string, kind Kind, tap func()) *Button {
	b := &Button{Label: label, Kind: kind, OnTap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// SetLabel changes the words.
func (b *Button) SetLabel(s string) {
	if b.Label != s {
		b.Label = s
		b.Refresh()
	}
}

// SetKind changes the kind.
func (b *Button) SetKind(k Kind) {
	if b.Kind != k {
		b.Kind = k
		b.Refresh()
	}
}

// Disable keeps the button from being pressed.
func (b *Button) Disable() { b.Allow(false) }

// Allow lets the button be pressed, or keeps it from that.
func (b *Button) Allow(ok bool) {
	if b.disabled == ok {
		b.disabled = !ok
		b.Refresh()
	}
}

// Disabled reports whether the button cannot be pressed.
func (b *Button) Disabled() bool { return b.disabled }

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTap != nil {
		b.OnTap()
	}
}

// FocusGained shows that the keyboard is here.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides it.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing: a button has no text.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button with Return or Space.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		passOn(b, k)
	}
}

// MouseIn marks the button under the pointer.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hover(true, b.Hint) }

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut unmarks it.
func (b *Button) MouseOut() { b.hover(false, "") }

func (b *Button) hover(over bool, hint string) {
	b.hovered = over
	b.Refresh()
	if b.Say != nil {
		b.Say(hint)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, box: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil),
		left: canvas.NewLine(nil), right: canvas.NewLine(nil)}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b           *Button
	box, ring   *canvas.Rectangle
	text        *canvas.Text
	left, right *canvas.Line // the chevron
}

// face is the colours of a button: ground, border, words.
type face struct{ ground, edge, ink theme.Token }

const none theme.Token = -1

var faces = map[Kind]face{
	Plain: {theme.Paper, theme.Edge, theme.Ink}, Primary: {theme.Red, none, theme.OnRed}, Ghost: {none, none, theme.Ink},
	Chosen: {theme.Paper, theme.Red, theme.Red}, Danger: {theme.Paper, theme.Edge, theme.Red}, Held: {theme.Quiet, none, theme.Ink},
}

var hovered = map[Kind]face{
	Plain: {theme.Hover, theme.Edge, theme.Ink}, Primary: {theme.RedDeep, none, theme.OnRed}, Ghost: {theme.Hover, none, theme.Ink},
	Chosen: {theme.RedWash, theme.Red, theme.Red}, Danger: {theme.RedWash, theme.Red, theme.Red}, Held: {theme.Quiet, none, theme.Ink},
}

func tokenColor(t theme.Token) color.Color {
	if t == none {
		return color.Transparent
	}
	return theme.Color(t)
}

func (r *buttonRenderer) Refresh() {
	b := r.b
	f := faces[b.Kind]
	switch {
	case b.disabled && (b.Kind == Ghost || b.Kind == Held):
		f = face{none, none, theme.Faint}
	case b.disabled:
		f = face{theme.Panel, theme.Line, theme.Faint}
	case b.hovered:
		f = hovered[b.Kind]
	}
	r.box.FillColor, r.box.StrokeColor, r.box.CornerRadius = tokenColor(f.ground), tokenColor(f.edge), 5
	r.box.StrokeWidth = 1
	if b.Kind == Chosen {
		r.box.StrokeWidth = 2
	}
	if f.edge == none {
		r.box.StrokeWidth = 0
	}
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = color.Transparent, theme.Color(theme.Blue), 2, 7
	r.ring.Hidden = !b.focused
	r.text.Text, r.text.Color, r.text.TextSize = b.Label, theme.Color(f.ink), theme.TextSize
	r.text.TextStyle.Bold = b.Kind == Primary
	for _, l := range []*canvas.Line{r.left, r.right} {
		l.StrokeColor, l.StrokeWidth, l.Hidden = theme.Color(theme.Soft), 1.5, !b.menu
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *buttonRenderer) inset() float32 {
	if r.b.Kind == Ghost || r.b.Kind == Held {
		return 10
	}
	return 14
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w := r.text.MinSize().Width + 2*r.inset()
	if r.b.menu {
		w += 16
	}
	return fyne.NewSize(w, ControlHeight)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))
	m := r.text.MinSize()
	x := (size.Width - m.Width) / 2
	if r.b.menu {
		x = r.inset()
	}
	r.text.Resize(m)
	r.text.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
	cx, cy := size.Width-r.inset()-4, size.Height/2
	r.left.Position1, r.left.Position2 = fyne.NewPos(cx-4, cy-2), fyne.NewPos(cx, cy+2)
	r.right.Position1, r.right.Position2 = fyne.NewPos(cx, cy+2), fyne.NewPos(cx+4, cy-2)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.ring, r.text, r.left, r.right}
}
func (r *buttonRenderer) Destroy() {}
