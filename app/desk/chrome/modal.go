package chrome

import (
	"slices"

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
	hides   bool // the window behind it cannot be seen, and Escape does not take it away
}

// Show puts a card over a window. Escape closes it; Return presses primary where no part of the card wants the key itself.
func Show(c fyne.Canvas, card fyne.CanvasObject, primary func()) *Modal {
	return show(&Modal{canvas: c, card: card, keys: c.OnTypedKey(), focus: c.Focused(), primary: primary})
}

// Cover puts a card over a window as Show does, with nothing to be seen behind it, until it is closed by the program.
func Cover(c fyne.Canvas, card fyne.CanvasObject, primary func()) *Modal {
	return show(&Modal{canvas: c, card: card, keys: c.OnTypedKey(), focus: c.Focused(), primary: primary, hides: true})
}

func show(m *Modal) *Modal {
	c := m.canvas
	m.ExtendBaseWidget(m)
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyEscape:
			if !m.hides {
				m.Close()
			}
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
	above, focused := m.above(), m.canvas.Focused()
	m.canvas.Overlays().Remove(m) // the toolkit takes what lies above with it
	for _, o := range above {
		m.canvas.Overlays().Add(o)
	}
	if next := firstModal(above); next != nil { // it gives back what this one would have
		next.keys, next.focus = m.keys, m.focus
		if focused != nil {
			m.canvas.Focus(focused)
		}
	} else {
		m.canvas.SetOnTypedKey(m.keys)
		if m.focus != nil {
			m.canvas.Focus(m.focus)
		}
	}
	if m.OnClose != nil {
		m.OnClose()
	}
}

// above returns what lies over the card.
func (m *Modal) above() []fyne.CanvasObject {
	list := m.canvas.Overlays().List()
	i := slices.Index(list, fyne.CanvasObject(m))
	if i < 0 {
		return nil
	}
	return slices.Clone(list[i+1:])
}

func firstModal(list []fyne.CanvasObject) *Modal {
	for _, o := range list {
		if m, ok := o.(*Modal); ok {
			return m
		}
	}
	return nil
}

// Press does what the card's main button does.
func (m *Modal) Press() {
	if m.primary != nil {
		m.primary()
	}
}

// ground is what lies behind the card.
func (m *Modal) ground() theme.Token {
	if m.hides {
		return theme.Ground
	}
	return theme.Scrim
}

// Tapped keeps clicks from what lies below.
func (m *Modal) Tapped(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (m *Modal) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(theme.Color(theme.Panel))
	box.CornerRadius, box.StrokeColor, box.StrokeWidth = CardRadius, theme.Color(theme.Line), 1
	return &modalRenderer{m: m, scrim: canvas.NewRectangle(theme.Color(m.ground())), box: box}
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
	r.scrim.FillColor, r.box.FillColor, r.box.StrokeColor = theme.Color(r.m.ground()), theme.Color(theme.Panel), theme.Color(theme.Line)
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
