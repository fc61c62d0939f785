// Page is one window with one line of text that is written through an input method: the smallest field that an ime.Adapter serves, and what
// the plays of this package type into. The text is written to standard output as a Go string after each change, commits and Return marks among
// it: "text" after every change, and "caret x y" for the place of the caret on the screen.
package main

import (
	"context"
	"fmt"
	"image/color"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/editor/view/ime"
)

func main() {
	env := ime.Environment{Getenv: os.Getenv, ReadFile: os.ReadFile}
	var method ime.Method
	if os.Getenv("PAGE_TOOLKIT") == "" {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		m, err := ime.Reach(ctx, env, fyne.Do)
		cancel()
		if err != nil {
			fmt.Println("unreachable", err)
		} else {
			method = m
			if err := os.Setenv("XMODIFIERS", "@im=none"); err != nil {
				panic(err)
			}
		}
	}
	a := app.New()
	held := a.Driver().(desktop.Driver).CurrentKeyModifiers
	w := a.NewWindow("page")
	first, second := newLine(ime.NewAdapter(method, held), "1"), newLine(ime.NewAdapter(method, held), "2")
	if d, err := ime.OpenDisplay(env); err == nil {
		for _, l := range []*line{first, second} {
			l.origin = func() (x, y int) {
				w.(driver.NativeWindow).RunNative(func(c any) {
					if x11, ok := c.(driver.X11WindowContext); ok {
						x, y, err = d.Origin(x11.WindowHandle)
					}
				})
				return x, y
			}
		}
	} else {
		fmt.Println("display", err)
	}
	w.SetContent(&fyne.Container{Layout: rows{}, Objects: []fyne.CanvasObject{first, second}})
	w.Resize(fyne.NewSize(800, 400))
	w.Canvas().Focus(first)
	w.ShowAndRun()
	if method != nil {
		if err := method.Close(); err != nil {
			fmt.Println("close", err)
		}
	}
}

// rows puts two lines below each other.
type rows struct{}

func (rows) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 300) }
func (rows) Layout(all []fyne.CanvasObject, s fyne.Size) {
	for i, o := range all {
		o.Move(fyne.NewPos(20, 40+float32(i)*120))
		o.Resize(fyne.NewSize(s.Width-40, 60))
	}
}

// line is a field.
type line struct {
	widget.BaseWidget
	ime           *ime.Adapter
	name          string
	text          []rune
	caret, anchor int
	shown         ime.Preedit
	focused       bool
	origin        func() (x, y int)

	before, middle, after *canvas.Text
	under, bar, selection *canvas.Rectangle
}

func newLine(a *ime.Adapter, name string) *line {
	l := &line{ime: a, name: name, origin: func() (int, int) { return 0, 0 }}
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) handler() ime.Handler {
	return ime.Handler{
		Commit:  l.insert,
		Preedit: func(p ime.Preedit) { l.shown = p; fmt.Printf("preedit%s %q %d\n", l.name, p.Text(), p.Caret); l.draw() },
		Delete: func(offset, n int) {
			from := min(max(l.caret+offset, 0), len(l.text))
			to := min(from+n, len(l.text))
			l.text = append(l.text[:from:from], l.text[to:]...)
			l.caret = from
			l.anchor = from
			l.say()
		},
		Forward: func(k ime.Key) {
			ime.Press(k, func(r rune) { l.insert(string(r)) }, func(n fyne.KeyName) { l.key(n, k.Mods&ime.Shift != 0) })
		},
	}
}

func (l *line) insert(s string) {
	from, to := min(l.caret, l.anchor), max(l.caret, l.anchor)
	r := []rune(s)
	l.text = append(append(append([]rune{}, l.text[:from]...), r...), l.text[to:]...)
	l.caret = from + len(r)
	l.anchor = l.caret
	l.say()
}

func (l *line) say() {
	fmt.Printf("text%s %q\n", l.name, string(l.text))
	l.draw()
}

func (l *line) key(name fyne.KeyName, shift bool) {
	move := func(to int) {
		l.caret = min(max(to, 0), len(l.text))
		if !shift {
			l.anchor = l.caret
		}
		l.draw()
	}
	switch name {
	case fyne.KeyLeft:
		move(l.caret - 1)
	case fyne.KeyRight:
		move(l.caret + 1)
	case fyne.KeyHome:
		move(0)
	case fyne.KeyEnd:
		move(len(l.text))
	case fyne.KeyReturn:
		l.insert("\n")
	case fyne.KeyBackspace, fyne.KeyDelete:
		if l.caret == l.anchor {
			l.anchor = max(l.caret-1, 0)
			if name == fyne.KeyDelete {
				l.anchor = min(l.caret+1, len(l.text))
			}
		}
		l.insert("")
	case fyne.KeyEscape:
		l.insert("⎋")
	}
}

// The events, each with what the field does with it.

func (l *line) TypedRune(r rune) { l.ime.TypedRune(r, func() { l.insert(string(r)) }) }
func (l *line) TypedKey(k *fyne.KeyEvent) {
	shift := l.shift()
	l.ime.TypedKey(k, func() { l.key(k.Name, shift) })
}
func (l *line) TypedShortcut(s fyne.Shortcut) {
	l.ime.TypedShortcut(func() {
		if s.ShortcutName() == "SelectAll" {
			l.anchor, l.caret = 0, len(l.text)
			l.draw()
		}
	})
}
func (l *line) KeyDown(k *fyne.KeyEvent) { l.ime.KeyDown(k) }
func (l *line) KeyUp(k *fyne.KeyEvent)   { l.ime.KeyUp(k) }
func (l *line) FocusGained()             { l.focused = true; l.ime.Focus(l.handler()); l.draw() }
func (l *line) FocusLost()               { l.focused = false; l.ime.Blur(); l.draw() }
func (l *line) AcceptsTab() bool         { return l.ime.Composing() }
func (l *line) Tapped(*fyne.PointEvent) {
	l.ime.Finish()
	fyne.CurrentApp().Driver().CanvasForObject(l).Focus(l)
}

func (l *line) shift() bool {
	return fyne.CurrentApp().Driver().(desktop.Driver).CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	text := func() *canvas.Text { t := canvas.NewText("", color.Black); t.TextSize = 24; return t }
	l.before, l.middle, l.after = text(), text(), text()
	l.under = canvas.NewRectangle(color.NRGBA{0, 0, 200, 255})
	l.bar = canvas.NewRectangle(color.Black)
	l.selection = canvas.NewRectangle(color.NRGBA{160, 200, 255, 255})
	back := canvas.NewRectangle(color.White)
	return &drawn{l, back, []fyne.CanvasObject{back, l.selection, l.before, l.middle, l.after, l.under, l.bar}}
}

type drawn struct {
	l    *line
	back *canvas.Rectangle
	all  []fyne.CanvasObject
}

func (d *drawn) Destroy()                     {}
func (d *drawn) MinSize() fyne.Size           { return fyne.NewSize(100, 60) }
func (d *drawn) Objects() []fyne.CanvasObject { return d.all }
func (d *drawn) Layout(s fyne.Size)           { d.back.Resize(s); d.l.draw() }
func (d *drawn) Refresh()                     { d.l.draw() }

func (l *line) draw() {
	if l.before == nil {
		return
	}
	width := func(s string) float32 { return fyne.MeasureText(s, 24, fyne.TextStyle{}).Width }
	from, to := min(l.caret, l.anchor), max(l.caret, l.anchor)
	head := l.caret
	l.before.Text, l.middle.Text, l.after.Text = string(l.text[:head]), l.shown.Text(), string(l.text[head:])
	x := width(l.before.Text)
	m := width(l.middle.Text)
	l.before.Move(fyne.NewPos(0, 10))
	l.middle.Move(fyne.NewPos(x, 10))
	l.after.Move(fyne.NewPos(x+m, 10))
	l.under.Move(fyne.NewPos(x, 44))
	l.under.Resize(fyne.NewSize(m, 2))
	l.selection.Move(fyne.NewPos(width(string(l.text[:from])), 8))
	l.selection.Resize(fyne.NewSize(width(string(l.text[from:to])), 36))
	shown := []rune(l.middle.Text)
	bar := x + width(string(shown[:min(max(l.shown.Caret, 0), len(shown))]))
	l.bar.Move(fyne.NewPos(bar, 8))
	l.bar.Resize(fyne.NewSize(2, 36))
	l.bar.Hidden = !l.focused
	canvas.Refresh(l)
	c := fyne.CurrentApp().Driver().CanvasForObject(l)
	if c == nil || !l.focused {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	px, py := c.PixelCoordinateForPosition(at.AddXY(bar, 8))
	bx, by := c.PixelCoordinateForPosition(at.AddXY(bar+2, 44))
	ox, oy := l.origin()
	l.ime.Caret(ime.Rect{X: ox + px, Y: oy + py, W: bx - px, H: by - py})
}
