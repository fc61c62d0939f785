package chrome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Link is a quiet word that leads somewhere. It takes no part in the order of Tab: whatever it does has a key in a menu.
type Link struct {
	widget.BaseWidget
	text *canvas.Text
	tap  func()
}

// NewLink returns a link in the size of meta lines.
func NewLink(label string, tap func()) *Link {
	l := &Link{text: Text(label, Meta()), tap: tap}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *Link) Tapped(*fyne.PointEvent) { l.tap() }

// Cursor implements desktop.Cursorable.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
