package chrome

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// heard is a field that writes down when it has the keyboard.
type heard struct {
	widget.Entry
	name string
	log  *[]string
}

func newHeard(name string, log *[]string) *heard {
	h := &heard{name: name, log: log}
	h.ExtendBaseWidget(h)
	return h
}

func (h *heard) FocusGained() {
	*h.log = append(*h.log, "+"+h.name)
	h.Entry.FocusGained()
}

func (h *heard) FocusLost() {
	*h.log = append(*h.log, "-"+h.name)
	h.Entry.FocusLost()
}

// TestModalKeyboard has two cards over each other: at any time one field has the keyboard, and each loses it before another gets it.
func TestModalKeyboard(t *testing.T) {
	test.NewTempApp(t)
	var log []string
	page, first, second := newHeard("page", &log), newHeard("first", &log), newHeard("second", &log)
	w := test.NewTempWindow(t, page)
	c := w.Canvas()
	c.Focus(page)
	one := Show(c, first, nil)
	c.Focus(first)
	two := Show(c, second, nil)
	c.Focus(second)
	two.Close()
	one.Close()
	want := []string{"+page", "-page", "+first", "-first", "+second", "-second", "+first", "-first", "+page"}
	if !slices.Equal(log, want) {
		t.Errorf("got %v, want %v", log, want)
	}
}
