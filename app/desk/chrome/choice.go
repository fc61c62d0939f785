package chrome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Option is one line of a menu of choices.
type Option struct {
	Label  string
	Chosen bool
	Action func()
	Rule   bool // a line between groups; nothing else holds then
}

// NewMenuButton returns a button with a chevron that opens a menu. The options are asked for when it is pressed.
func NewMenuButton(label string, kind Kind, options func() []Option) *Button {
	b := NewButton(label, kind, nil)
	b.menu = true
	b.OnTap = func() { PopUp(b, options()) }
	return b
}

// PopUp opens a menu below an object.
func PopUp(under fyne.CanvasObject, options []Option) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(under)
	if c == nil {
		return
	}
	m := widget.NewPopUpMenu(menuOf(options), c)
	m.ShowAtPosition(d.AbsolutePositionForObject(under).Add(fyne.NewPos(0, under.Size().Height+4)))
	c.Focus(m)
}

func menuOf(options []Option) *fyne.Menu {
	items := make([]*fyne.MenuItem, len(options))
	for i, o := range options {
		items[i] = fyne.NewMenuItem(o.Label, o.Action)
		items[i].Checked = o.Chosen
		if o.Rule {
			items[i] = fyne.NewMenuItemSeparator()
		}
	}
	return fyne.NewMenu("", items...)
}

// Segments returns a row of choices of which one holds, on as many lines as the width needs; chosen is called when another one is pressed.
func Segments(labels []string, at int, width float32, chosen func(int)) fyne.CanvasObject {
	var buttons []*Button
	var objects []fyne.CanvasObject
	choose := func(i int) {
		for j, b := range buttons {
			b.SetKind(Plain)
			if j == i {
				b.SetKind(Chosen)
			}
		}
	}
	for i, l := range labels {
		b := NewButton(Cut(l, width-40, Style{}), Plain, func() {
			choose(i)
			chosen(i)
		})
		buttons, objects = append(buttons, b), append(objects, b)
	}
	choose(at)
	return Flow(8, width, objects...)
}
