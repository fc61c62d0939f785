package chrome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Tick is a box to be ticked with a sentence that may need several lines, all of which can be pressed.
type Tick struct {
	widget.BaseWidget
	box     *widget.Check
	content fyne.CanvasObject
}

// NewTick returns a box with a sentence in a column of the given width; changed may be nil.
func NewTick(sentence string, width float32, on bool, changed func(bool)) *Tick {
	t := &Tick{box: widget.NewCheck("", nil)}
	t.box.SetChecked(on)
	t.box.OnChanged = changed
	prose := NewProse(sentence, Style{Width: width - t.box.MinSize().Width - 4})
	first := (t.box.MinSize().Height - LineHeight(Style{})) / 2 // of the sentence, beside the box
	t.content = TopRow(4, prose, t.box, Pad(first, 0, 0, 0, prose))
	t.ExtendBaseWidget(t)
	return t
}

// On reports whether the box is ticked.
func (t *Tick) On() bool { return t.box.Checked }

// Field is the part that takes the keyboard.
func (t *Tick) Field() fyne.Focusable { return t.box }

// Tapped ticks the box or takes the tick away.
func (t *Tick) Tapped(*fyne.PointEvent) { t.box.SetChecked(!t.box.Checked) }

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }

// Required marks what has to be given.
func Required(word string) fyne.CanvasObject {
	return Text(word, Style{Size: theme.MetaSize, Token: theme.Red})
}
