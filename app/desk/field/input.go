package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/editor/view/ime"
)

// Input is how text gets into the fields and pages of all windows. A nil Input leaves it to the toolkit, and the fields guard themselves.
type Input struct {
	// Method is the input method of the desktop. While it is spoken to, the toolkit's own must be off, so that every place where a person
	// types goes through it.
	Method ime.Method
	// Held tells the keys that are held, as desktop.Driver.CurrentKeyModifiers does.
	Held func() fyne.KeyModifier
	// Origin returns where the content of a window stands on the screen, in pixels.
	Origin func(fyne.Window) (x, y int, err error)
}

// adapter returns what stands between the events of a field and the method, nil where there is none.
func (in *Input) adapter(reserved func(fyne.KeyName, fyne.KeyModifier) bool) *ime.Adapter {
	if in == nil || in.Method == nil {
		return nil
	}
	a := ime.NewAdapter(in.Method, in.Held)
	a.Reserved = reserved
	return a
}

// Screen returns where a part of a window stands on the screen, so that candidates stand beside it. Where the screen does not say where the
// window is, the place is counted from the window's corner.
func (in *Input) Screen(w fyne.Window, at fyne.Position, size fyne.Size) ime.Rect {
	x, y := w.Canvas().PixelCoordinateForPosition(at)
	right, bottom := w.Canvas().PixelCoordinateForPosition(at.Add(size))
	r := ime.Rect{X: x, Y: y, W: right - x, H: bottom - y}
	if in.Origin == nil {
		return r
	}
	if ox, oy, err := in.Origin(w); err == nil { // the window is being closed, or the display has gone: no place is better
		r.X, r.Y = r.X+ox, r.Y+oy
	}
	return r
}

// Reserved reports whether a menu of a window has a shortcut: the toolkit gives those to the menu before any field is asked.
func Reserved(w fyne.Window, key fyne.KeyName, held fyne.KeyModifier) bool {
	if w == nil || w.MainMenu() == nil {
		return false
	}
	name := (&desktop.CustomShortcut{KeyName: key, Modifier: held}).ShortcutName()
	for _, m := range w.MainMenu().Items {
		if has(m, name) {
			return true
		}
	}
	return false
}

func has(m *fyne.Menu, name string) bool {
	for _, i := range m.Items {
		if i.Shortcut != nil && i.Action != nil && i.Shortcut.ShortcutName() == name || i.ChildMenu != nil && has(i.ChildMenu, name) {
			return true
		}
	}
	return false
}

// windowOf returns the window that an object is in, nil for none.
func windowOf(o fyne.CanvasObject) fyne.Window {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	for _, w := range driver.AllWindows() {
		if c != nil && w.Canvas() == c {
			return w
		}
	}
	return nil
}
