// Package chrome holds the small parts that Galley's windows are made of: text that wraps by the rules of Chinese, buttons, chips, rows of
// navigation, choices, the line of review steps, virtual lists, dialogs, and the layouts that place them on a grid of four pixels.
//
// A part draws itself in the tokens of app/desk/theme and knows nothing of articles. Every part that can be pressed can be reached with Tab
// and pressed with Return or Space, and passes keys that it has no use for on to its canvas, so that Escape closes what was opened last
// wherever the keyboard is.
package chrome

import (
	"fyne.io/fyne/v2"
)

// passOn gives a key that a part has no use for to the canvas.
func passOn(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}
