package chrome

import (
	"fyne.io/fyne/v2"
)

// Dock puts a bar at the top and at the foot and gives the rest to the middle.
func Dock(top, foot, middle fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: docked{}, Objects: []fyne.CanvasObject{top, foot, middle}}
}

type docked struct{}

func (docked) Layout(o []fyne.CanvasObject, size fyne.Size) {
	t, f := o[0].MinSize().Height, o[1].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, t))
	o[1].Resize(fyne.NewSize(size.Width, f))
	o[1].Move(fyne.NewPos(0, size.Height-f))
	o[2].Move(fyne.NewPos(0, t))
	o[2].Resize(fyne.NewSize(size.Width, max(0, size.Height-t-f)))
}

func (docked) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b, c := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(a.Width, b.Width, c.Width), a.Height+b.Height+c.Height)
}

// ThreeParts places one object at the left, one at the right, and one in the middle of the whole or, where there is no room for that, of
// what is left.
func ThreeParts(left, middle, right fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: threeParts{}, Objects: []fyne.CanvasObject{left, middle, right}}
}

type threeParts struct{}

func (threeParts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l, c, r := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	free := size.Width - l.Width - r.Width - 32
	c.Width = min(c.Width, max(0, free))
	x := (size.Width - c.Width) / 2
	x = min(max(x, l.Width+16), size.Width-r.Width-16-c.Width)
	for i, at := range []float32{0, x, size.Width - r.Width} {
		m := []fyne.Size{l, c, r}[i]
		o[i].Resize(m)
		o[i].Move(fyne.NewPos(at, (size.Height-m.Height)/2))
	}
}

func (threeParts) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+o[2].MinSize().Width+200, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// AtRight places an object at the right edge of the room, in the middle of its height; it asks for no room itself.
func AtRight(inset float32, o fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: atRight{inset}, Objects: []fyne.CanvasObject{o}}
}

type atRight struct{ inset float32 }

func (a atRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		o.Resize(m)
		o.Move(fyne.NewPos(size.Width-m.Width-a.inset, (size.Height-m.Height)/2))
	}
}

func (a atRight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Beside gives a part of a fixed width the right edge, a line beside it, and the rest to the main part.
func Beside(width float32, main, side fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: beside{width, false}, Objects: []fyne.CanvasObject{main, VLine(), side}}
}

// After gives a part of a fixed width the left edge, a line beside it, and the rest to the main part.
func After(width float32, side, main fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: beside{width, true}, Objects: []fyne.CanvasObject{main, VLine(), side}}
}

type beside struct {
	width float32
	left  bool // the side is at the left
}

func (b beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	line := o[1].MinSize().Width
	rest := size.Width - b.width - line
	main, rule, side := float32(0), rest, rest+line
	if b.left {
		side, rule, main = 0, b.width, b.width+line
	}
	for i, p := range []struct{ x, w float32 }{{main, rest}, {rule, line}, {side, b.width}} {
		o[i].Move(fyne.NewPos(p.x, 0))
		o[i].Resize(fyne.NewSize(p.w, size.Height))
	}
}

func (b beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+b.width+1, o[0].MinSize().Height)
}

// Pairs places cells in two columns of equal width.
func Pairs(gap float32, cells ...fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: pairs{gap}, Objects: cells}
}

type pairs struct{ gap float32 }

func (p pairs) rows(objects []fyne.CanvasObject, visit func(i int, y, h float32)) float32 {
	y := float32(0)
	for i := 0; i < len(objects); i += 2 {
		h := objects[i].MinSize().Height
		if i+1 < len(objects) {
			h = max(h, objects[i+1].MinSize().Height)
		}
		visit(i, y, h)
		y += h + p.gap
	}
	return max(0, y-p.gap)
}

func (p pairs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - p.gap) / 2
	p.rows(objects, func(i int, y, h float32) {
		for j := i; j < min(i+2, len(objects)); j++ {
			objects[j].Move(fyne.NewPos(float32(j-i)*(w+p.gap), y))
			objects[j].Resize(fyne.NewSize(w, h))
		}
	})
}

func (p pairs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, p.rows(objects, func(int, float32, float32) {}))
}
