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

// Segments is a row of choices of which one holds.
type Segments struct {
	*fyne.Container
	buttons []*Button
	at      int
}

// NewSegments returns a row of choices; chosen is called when another one is pressed.
func NewSegments(labels []string, at int, chosen func(int)) *Segments {
	s := &Segments{Container: Row(8), at: at}
	for i, l := range labels {
		b := NewButton(l, Plain, nil)
		b.OnTap = func() {
			s.Choose(i)
			chosen(i)
		}
		s.buttons = append(s.buttons, b)
		s.Add(b)
	}
	s.Choose(at)
	return s
}

// Choose makes the i-th choice the one that holds.
func (s *Segments) Choose(i int) {
	s.at = i
	for j, b := range s.buttons {
		if j == i {
			b.SetKind(Chosen)
		} else {
			b.SetKind(Plain)
		}
	}
}
