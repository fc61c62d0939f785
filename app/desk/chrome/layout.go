package chrome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/theme"
)

// column stacks its children at full width and asks each for its height at that width, so that text that wraps gets the room it needs.
type column struct{ gap float32 }

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: column{gap}, Objects: present(objects)}
}

// present leaves out objects that are nil.
func present(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := objects[:0:0]
	for _, o := range objects {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + c.gap
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height + c.gap
	}
	size.Height = max(0, size.Height-c.gap)
	return size
}

// row places its children beside each other, centred on one line. The growing child takes the room that is left.
type row struct {
	gap  float32
	grow fyne.CanvasObject
	top  bool
}

// Row places objects beside each other at their own widths, centred on one line.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: row{gap: gap}, Objects: present(objects)}
}

// GrowingRow is a Row in which one object takes the room that is left.
func GrowingRow(gap float32, grow fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: row{gap: gap, grow: grow}, Objects: present(objects)}
}

// TopRow is a GrowingRow whose objects are aligned at their top edges and as high as the row.
func TopRow(gap float32, grow fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: row{gap: gap, grow: grow, top: true}, Objects: present(objects)}
}

func (r row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width
	for _, o := range objects {
		if o.Visible() && o != r.grow {
			left -= o.MinSize().Width
		}
		if o.Visible() {
			left -= r.gap
		}
	}
	left += r.gap
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if o == r.grow {
			m.Width = max(0, left)
			o.Resize(fyne.NewSize(m.Width, m.Height))
			m.Height = o.MinSize().Height
		}
		if r.top {
			o.Resize(fyne.NewSize(m.Width, size.Height))
			o.Move(fyne.NewPos(x, 0))
		} else {
			o.Resize(m)
			o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		}
		x += m.Width + r.gap
	}
}

func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width + r.gap
		size.Height = max(size.Height, m.Height)
	}
	size.Width = max(0, size.Width-r.gap)
	return size
}

// flow places its children from left to right and begins a new line where the width ends.
type flow struct{ gap float32 }

// Flow places objects beside each other, on as many lines as their width needs; min is the width it asks for.
func Flow(gap, width float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	c := &fyne.Container{Layout: flow{gap}, Objects: present(objects)}
	c.Resize(fyne.NewSize(width, 0))
	return Sized(width, flow{gap}.place(c.Objects, width), c)
}

func (f flow) place(objects []fyne.CanvasObject, width float32) (height float32) {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y = 0, y+line+f.gap
			line = 0
		}
		o.Resize(m)
		o.Move(fyne.NewPos(x, y))
		x += m.Width + f.gap
		line = max(line, m.Height)
	}
	return y + line
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) { f.place(objects, size.Width) }
func (f flow) MinSize([]fyne.CanvasObject) fyne.Size              { return fyne.Size{} }

// pad keeps its one child away from its edges.
type pad struct{ top, right, bottom, left float32 }

// Pad keeps an object away from the edges by the given distances, in the order of CSS.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: pad{top, right, bottom, left}, Objects: []fyne.CanvasObject{o}}
}

// Inset keeps an object away from all four edges by the same distance.
func Inset(d float32, o fyne.CanvasObject) *fyne.Container { return Pad(d, d, d, d, o) }

func (p pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.left, p.top))
		o.Resize(fyne.NewSize(max(0, size.Width-p.left-p.right), max(0, size.Height-p.top-p.bottom)))
	}
}

func (p pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m.AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

// sized gives its child at least a size; a zero side is the child's own.
type sized struct {
	w, h float32
	cap  bool
}

// Sized asks for at least w × h for an object; 0 leaves a side to the object.
func Sized(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: sized{w: w, h: h}, Objects: []fyne.CanvasObject{o}}
}

// Fixed asks for exactly w × h for an object, whatever the object asks for; 0 leaves a side to the object.
func Fixed(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: sized{w: w, h: h, cap: true}, Objects: []fyne.CanvasObject{o}}
}

func (s sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (s sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	if s.cap {
		if s.w > 0 {
			m.Width = s.w
		}
		if s.h > 0 {
			m.Height = s.h
		}
		return m
	}
	return m.Max(fyne.NewSize(s.w, s.h))
}

// centred places its child in the middle, at its own size and no wider than the room.
type centred struct{}

// Centre places an object in the middle.
func Centre(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: centred{}, Objects: []fyne.CanvasObject{o}}
}

func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		m.Width = min(m.Width, size.Width)
		o.Resize(m)
		o.Move(fyne.NewPos(float32(int((size.Width-m.Width)/2)), max(0, float32(int((size.Height-m.Height)/2)))))
	}
}

func (c centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m
}

// Over puts one object over another of the same size.
func Over(below, above fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: sized{}, Objects: []fyne.CanvasObject{below, above}}
}

// On puts an object on a ground of one colour.
func On(t theme.Token, o fyne.CanvasObject) *fyne.Container {
	return Over(canvas.NewRectangle(theme.Color(t)), o)
}

// Framed puts an object on a ground with rounded corners and a border of one pixel.
func Framed(ground, edge theme.Token, radius float32, o fyne.CanvasObject) *fyne.Container {
	r := canvas.NewRectangle(theme.Color(ground))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = theme.Color(edge), 1, radius
	return Over(r, o)
}

// HLine is a horizontal line of one pixel.
func HLine() fyne.CanvasObject {
	return Fixed(0, 1, canvas.NewRectangle(theme.Color(theme.Line)))
}

// VLine is a vertical line of one pixel.
func VLine() fyne.CanvasObject {
	return Fixed(1, 0, canvas.NewRectangle(theme.Color(theme.Line)))
}

// Gap is room with nothing in it.
func Gap(w, h float32) fyne.CanvasObject { return Fixed(w, h, Spring()) }

// Spring is an object that has nothing to show and takes the room that a growing row has left.
func Spring() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }
