package chrome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// CardRadius is the radius of a card's corners.
const CardRadius float32 = 10

// Modal is a card in the middle of a window that everything else waits for.
type Modal struct {
	widget.BaseWidget
	// OnClose is called once, when the card has gone.
	OnClose func()

	canvas  fyne.Canvas
	card    fyne.CanvasObject
	keys    func(*fyne.KeyEvent) // what the canvas did with keys before
	focus   fyne.Focusable
	closed  bool
	primary func()
}

// Show puts a card over a window. Escape closes it; Return presses primary where no part of the card wants the key itself.
func Show(c fyne.Canvas, card fyne.CanvasObject, primary func()) *Modal {
	m := &Modal{canvas: c, card: card, keys: c.OnTypedKey(), focus: c.Focused(), primary: primary}
	m.ExtendBaseWidget(m)
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyEscape:
			m.Close()
		case fyne.KeyReturn, fyne.KeyEnter:
			m.Press()
		}
	})
	c.Unfocus() // the toolkit would leave the keyboard, and the input method, with what lies below
	c.Overlays().Add(m)
	m.Resize(c.Size())
	return m
}

// Close takes the card away and gives the keyboard back. Closing twice does nothing.
func (m *Modal) Close() {
	if m.closed {
		return
	}
	m.closed = true
	if m.canvas.Overlays().Top() == m {
		m.canvas.Unfocus() // a field that goes with the card takes no more from the input method
	}
	m.canvas.Overlays().Remove(m)
	m.canvas.SetOnTypedKey(m.keys)
	if m.focus != nil {
		m.canvas.Focus(m.focus)
	}
	if m.OnClose != nil {
		m.OnClose()
	}
}

// Press does what the card's main button does.
func (m *Modal) Press() {
	if m.primary != nil {
		m.primary()
	}
}

// Tapped keeps clicks from what lies below.
func (m *Modal) Tapped(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (m *Modal) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(theme.Color(theme.Panel))
	box.CornerRadius, box.StrokeColor, box.StrokeWidth = CardRadius, theme.Color(theme.Line), 1
	return &modalRenderer{m: m, scrim: canvas.NewRectangle(theme.Color(theme.Scrim)), box: box}
}

type modalRenderer struct {
	m          *Modal
	scrim, box *canvas.Rectangle
}

func (r *modalRenderer) Layout(size fyne.Size) {
	r.scrim.Resize(size)
	c := r.m.card.MinSize().Min(size.SubtractWidthHeight(32, 32))
	at := fyne.NewPos(float32(int((size.Width-c.Width)/2)), float32(int((size.Height-c.Height)/2)))
	for _, o := range []fyne.CanvasObject{r.box, r.m.card} {
		o.Resize(c)
		o.Move(at)
	}
}

func (r *modalRenderer) MinSize() fyne.Size { return r.m.card.MinSize().AddWidthHeight(32, 32) }

func (r *modalRenderer) Refresh() {
	r.scrim.FillColor, r.box.FillColor, r.box.StrokeColor = theme.Color(theme.Scrim), theme.Color(theme.Panel), theme.Color(theme.Line)
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

func (r *modalRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.box, r.m.card}
}
func (r *modalRenderer) Destroy() {}

// Card is the usual content of a modal: a title, a body, and a line of buttons, the one to press last.
func Card(title string, width float32, body fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	spacer := Spring()
	foot := append([]fyne.CanvasObject{spacer}, buttons...)
	return Sized(width, 0, Inset(24, Column(0,
		NewProse(title, Style{Size: theme.TitleSize, Bold: true, Width: width - 48}),
		Gap(0, 12), body, Gap(0, 20),
		GrowingRow(8, spacer, foot...))))
}

// Labelled puts a small label above a field.
func Labelled(label string, field fyne.CanvasObject) *fyne.Container {
	return Column(4, Text(label, Meta()), field)
}
