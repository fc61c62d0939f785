package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
)

// frame is what every window has: its place on the desk, its size kept for the next time, cards over it, keys.
type frame struct {
	d     *desk
	win   fyne.Window
	name  string // in preferences
	cards []*chrome.Modal
	card  *chrome.Modal // the topmost of them
	cover *chrome.Modal // while the desk is locked, over everything
}

// newFrame opens a window of the size that it had last.
func newFrame(d *desk, name, title string, w, h float32) frame {
	win := d.app.NewWindow(title)
	win.SetPadded(false)
	if v := d.Preferences.Float(name + prefWidth); v >= 600 {
		w = float32(v)
	}
	if v := d.Preferences.Float(name + prefHeight); v >= 400 {
		h = float32(v)
	}
	win.Resize(fyne.NewSize(w, h))
	return frame{d: d, win: win, name: name}
}

// keepSize remembers the window's size.
func (f *frame) keepSize() {
	s := f.win.Canvas().Size()
	f.d.Preferences.SetFloat(f.name+prefWidth, float64(s.Width))
	f.d.Preferences.SetFloat(f.name+prefHeight, float64(s.Height))
}

// show puts a card over the window; Return presses primary where the card has no better use for it.
func (f *frame) show(card fyne.CanvasObject, primary func()) *chrome.Modal {
	return f.put(func() *chrome.Modal { return chrome.Show(f.win.Canvas(), card, primary) })
}

// put puts what show makes over the window, and below the cover where there is one.
func (f *frame) put(show func() *chrome.Modal) *chrome.Modal {
	if f.cover != nil {
		f.reveal()
		defer f.coverUp()
	}
	m := show()
	f.cards, f.card = append(f.cards, m), m
	m.OnClose = func() { // not always the topmost: a card may go when the work that it waits for is done
		f.cards = slices.DeleteFunc(f.cards, func(o *chrome.Modal) bool { return o == m })
		if f.card = nil; len(f.cards) > 0 {
			f.card = f.cards[len(f.cards)-1]
		}
	}
	return m
}

// settle ends what is being composed, on the page or in a field: it is in the text when it returns. A click on the window's own button to close
// it takes the keyboard from nothing.
func (f *frame) settle() {
	c := f.win.Canvas()
	if has := c.Focused(); has != nil {
		c.Unfocus()
		c.Focus(has)
	}
}

// focus gives the keyboard to an object.
func (f *frame) focus(o fyne.Focusable) { f.win.Canvas().Focus(o) }

// bar is a bar at the top of a window: 52 high, with a line below.
func bar(height float32, content fyne.CanvasObject) fyne.CanvasObject {
	return chrome.Column(0, chrome.Fixed(0, height-1, chrome.On(theme.Panel, chrome.Pad(0, 16, 0, 16, content))), chrome.HLine())
}

// empty says what would be here and offers the action.
func empty(title, sentence string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	const width = 320
	parts := []fyne.CanvasObject{
		chrome.NewProse(title, chrome.Style{Size: theme.TitleSize, Bold: true, Align: fyne.TextAlignCenter, Width: width}),
		chrome.NewProse(sentence, chrome.Style{Token: theme.Soft, Align: fyne.TextAlignCenter, Width: width}),
	}
	if len(actions) > 0 {
		parts = append(parts, chrome.Gap(0, 4), chrome.Centre(chrome.Row(8, actions...)))
	}
	return chrome.Centre(chrome.Column(8, parts...))
}

// status is the line at the foot of a window.
type status struct {
	dot         *canvas.Circle
	left, right *canvas.Text
	object      fyne.CanvasObject
	before      string // what the line said before a hint covered it
	trust       string // that accounts are off, as every window says; empty where they are on
	hinting     bool
}

// tone of the status line's dot.
type statusTone = chrome.Tone

const (
	toneSaved = chrome.Good
	toneBusy  = chrome.News
	toneWarn  = chrome.Alert
	toneError = chrome.Mine
)

const statusHeight float32 = 28

func newStatus(d *desk) *status {
	s := &status{trust: d.trust(), dot: canvas.NewCircle(theme.Color(theme.Green)), left: chrome.Text("", chrome.Meta()), right: chrome.Text("", chrome.Meta())}
	spring := chrome.Spring()
	line := chrome.GrowingRow(8, spring, chrome.Fixed(8, 8, s.dot), s.left, spring, s.right)
	if s.trust != "" {
		line.Add(chrome.Centre(chrome.NewLink(s.trust, d.staffing)))
	}
	s.object = chrome.Column(0, chrome.HLine(), chrome.Fixed(0, statusHeight-1, chrome.On(theme.Panel, chrome.Pad(0, 14, 0, 14, line))))
	s.note("")
	return s
}

// trust says that accounts are off: whoever has the computer has the newsroom. It is empty where they are on.
func (d *desk) trust() string {
	if d.settings.Accounts {
		return ""
	}
	return d.S("status.trust")
}

// say sets what the line says at its left.
func (s *status) say(t statusTone, text string) {
	s.dot.FillColor = theme.Color(t.Ink())
	s.left.Color = theme.Color(theme.Soft)
	if t == toneError || t == toneWarn {
		s.left.Color = theme.Color(t.Ink())
	}
	s.before, s.hinting = text, false
	s.left.Text = text
	s.refresh()
}

// note sets what the line says at its right.
func (s *status) note(text string) {
	s.right.Text = text
	s.refresh()
}

// hint shows a text at the left until it is taken away with "".
func (s *status) hint(text string) {
	switch {
	case text != "":
		s.hinting, s.left.Text = true, text
	case s.hinting:
		s.hinting, s.left.Text = false, s.before
	default:
		return
	}
	s.refresh()
}

func (s *status) refresh() {
	s.dot.Refresh()
	s.left.Refresh()
	s.right.Refresh()
	s.object.Refresh()
}
