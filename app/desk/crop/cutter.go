package crop

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Cutter shows a picture with the frame over it. What is not shown lies in the dark. The pointer moves the frame by its middle and changes it by its
// sides and corners; arrows move it, with Shift its right and lower side, + and - make it larger and smaller. Other keys go to OnKey.
type Cutter struct {
	widget.BaseWidget
	OnChange func(Frame)
	OnKey    func(*fyne.KeyEvent)
	Held     func() fyne.KeyModifier

	frame   Frame
	picture image.Image
	room    fyne.Size // that the picture has
	hold    Handle
	held    bool // the pointer has something
	focused bool
}

// NewCutter returns a cutter over a picture, as large as fits into the room.
func NewCutter(m image.Image, f Frame, room fyne.Size) *Cutter {
	c := &Cutter{frame: f, picture: m, room: room, Held: func() fyne.KeyModifier { return 0 }}
	c.ExtendBaseWidget(c)
	return c
}

// Frame returns the frame of now.
func (c *Cutter) Frame() Frame { return c.frame }

// SetFrame shows another frame.
func (c *Cutter) SetFrame(f Frame) {
	if c.frame == f {
		return
	}
	c.frame = f
	c.Refresh()
	if c.OnChange != nil {
		c.OnChange(f)
	}
}

// MinSize is the size of the picture in its room.
func (c *Cutter) MinSize() fyne.Size {
	w, h := c.room.Width, c.room.Width/float32(c.frame.Aspect)
	if h > c.room.Height {
		w, h = c.room.Height*float32(c.frame.Aspect), c.room.Height
	}
	return fyne.NewSize(w, h)
}

// reach is how far from a side the pointer takes hold of it.
const reach float32 = 10

// at returns what the pointer would take hold of; ok is false outside of the frame.
func (c *Cutter) at(p fyne.Position) (h Handle, ok bool) {
	x, y, w, hi := c.box()
	if p.X < x-reach || p.X > x+w+reach || p.Y < y-reach || p.Y > y+hi+reach {
		return 0, false
	}
	near := func(a, b float32) bool { return a-b < reach && b-a < reach }
	switch {
	case near(p.X, x) && p.X < x+w/2:
		h |= Left
	case near(p.X, x+w):
		h |= Right
	}
	switch {
	case near(p.Y, y) && p.Y < y+hi/2:
		h |= Top
	case near(p.Y, y+hi):
		h |= Bottom
	}
	return h, true
}

// box is the frame on the widget.
func (c *Cutter) box() (x, y, w, h float32) {
	s := c.Size()
	return float32(c.frame.X) * s.Width, float32(c.frame.Y) * s.Height, float32(c.frame.W) * s.Width, float32(c.frame.H) * s.Height
}

// Dragged moves what the pointer has hold of.
func (c *Cutter) Dragged(e *fyne.DragEvent) {
	s := c.Size()
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	if !c.held {
		h, ok := c.at(e.Position.Subtract(e.Dragged))
		if !ok {
			return
		}
		c.held, c.hold = true, h
	}
	if c.hold == 0 {
		c.SetFrame(c.frame.Move(float64(e.Dragged.DX/s.Width), float64(e.Dragged.DY/s.Height)))
		return
	}
	c.SetFrame(c.frame.Drag(c.hold, float64(e.Position.X/s.Width), float64(e.Position.Y/s.Height)))
}

// DragEnd lets go.
func (c *Cutter) DragEnd() { c.held = false }

// Tapped gives the frame the keyboard.
func (c *Cutter) Tapped(*fyne.PointEvent) {
	if v := fyne.CurrentApp().Driver().CanvasForObject(c); v != nil {
		v.Focus(c)
	}
}

// Cursor tells that something can be taken hold of.
func (c *Cutter) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// FocusGained shows that the keyboard is here.
func (c *Cutter) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides it.
func (c *Cutter) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune makes the frame larger and smaller.
func (c *Cutter) TypedRune(r rune) {
	switch r {
	case '+', '=':
		c.SetFrame(c.frame.Grow(step * 4))
	case '-', '_':
		c.SetFrame(c.frame.Grow(-step * 4))
	}
}

// step is how far a key moves the frame, of the picture's side.
const step = 0.01

var arrows = map[fyne.KeyName][2]float64{fyne.KeyLeft: {-step, 0}, fyne.KeyRight: {step, 0}, fyne.KeyUp: {0, -step}, fyne.KeyDown: {0, step}}

// TypedKey moves the frame, or passes the key on.
func (c *Cutter) TypedKey(k *fyne.KeyEvent) {
	d, ok := arrows[k.Name]
	switch {
	case !ok:
		if c.OnKey != nil {
			c.OnKey(k)
		}
	case c.Held()&fyne.KeyModifierShift == 0:
		c.SetFrame(c.frame.Move(d[0], d[1]))
	default:
		h := Right
		if d[0] == 0 {
			h = Bottom
		}
		f := c.frame
		c.SetFrame(f.Drag(h, f.X+f.W+d[0], f.Y+f.H+d[1]))
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Cutter) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{c: c, picture: canvas.NewImageFromImage(c.picture), frame: canvas.NewRectangle(color.Transparent)}
	r.picture.FillMode = canvas.ImageFillStretch
	r.objects = append(r.objects, r.picture)
	for i := range r.dark {
		r.dark[i] = canvas.NewRectangle(color.NRGBA{0, 0, 0, 0x99})
		r.objects = append(r.objects, r.dark[i])
	}
	for i := range r.thirds {
		r.thirds[i] = canvas.NewRectangle(color.NRGBA{0xff, 0xff, 0xff, 0x66})
		r.objects = append(r.objects, r.thirds[i])
	}
	r.objects = append(r.objects, r.frame)
	for i := range r.grips {
		r.grips[i] = canvas.NewRectangle(color.White)
		r.objects = append(r.objects, r.grips[i])
	}
	r.Refresh()
	return r
}

type renderer struct {
	c       *Cutter
	picture *canvas.Image
	dark    [4]*canvas.Rectangle
	thirds  [4]*canvas.Rectangle
	frame   *canvas.Rectangle
	grips   [8]*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) Refresh() {
	r.frame.StrokeWidth, r.frame.StrokeColor = 2, color.White
	grip := color.Color(color.White)
	if r.c.focused {
		r.frame.StrokeColor, grip = theme.Color(theme.Red), theme.Color(theme.Red)
	}
	for _, g := range r.grips {
		g.FillColor = grip
	}
	r.Layout(r.c.Size())
	for _, o := range r.objects[1:] {
		canvas.Refresh(o)
	}
}

func (r *renderer) Layout(s fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	put(r.picture, 0, 0, s.Width, s.Height)
	x, y, w, h := r.c.box()
	put(r.dark[0], 0, 0, s.Width, y)
	put(r.dark[1], 0, y+h, s.Width, s.Height-y-h)
	put(r.dark[2], 0, y, x, h)
	put(r.dark[3], x+w, y, s.Width-x-w, h)
	for i := range 2 {
		k := float32(i+1) / 3
		put(r.thirds[i], x+w*k, y, 1, h)
		put(r.thirds[2+i], x, y+h*k, w, 1)
	}
	put(r.frame, x, y, w, h)
	const g = 8
	for i, p := range [8][2]float32{{0, 0}, {0.5, 0}, {1, 0}, {0, 0.5}, {1, 0.5}, {0, 1}, {0.5, 1}, {1, 1}} {
		gx, gy := min(max(0, x+w*p[0]-g/2), s.Width-g), min(max(0, y+h*p[1]-g/2), s.Height-g)
		put(r.grips[i], gx, gy, g, g)
	}
}
