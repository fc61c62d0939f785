package field

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/app/desk/theme"
	"galley/editor/view/ime"
)

// composition is what an input method shows at the caret. It is drawn among the text and never part of Entry.Text: whoever reads or stores the
// field has what was written. While it is drawn the caret of widget.Entry stands in the text with it.
type composition struct {
	wanted ime.Preedit // what the method shows
	drawn  bool
	at     int // characters of the text before it
	away   int // how many edits are under way, for which it is taken out of the drawing
}

// handler is what an input method writes into.
func (e *Entry) handler() ime.Handler {
	return ime.Handler{
		Commit:  e.write,
		Preedit: e.compose,
		Delete:  e.deleteAround,
		Forward: func(k ime.Key) {
			ime.Press(k, e.character, func(n fyne.KeyName) { e.key(&fyne.KeyEvent{Name: n}) })
		},
	}
}

// compose shows a composition, an empty one taking it away. Text that is selected makes room when the composition begins.
func (e *Entry) compose(p ime.Preedit) {
	if e.composed.wanted.Empty() && !p.Empty() && e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	}
	e.hide()
	e.composed.wanted = p
	e.show()
}

// edit changes the text or moves the caret. widget.Entry takes what it draws for its text, so that a composition is taken out before.
func (e *Entry) edit(f func()) {
	e.hide()
	e.composed.away++
	f()
	e.composed.away--
	e.show()
}

func (e *Entry) hide() {
	if !e.composed.drawn {
		return
	}
	e.composed.drawn = false
	e.Refresh()
	e.putCaret(e.composed.at)
	e.Refresh()
	if e.shift { // the selection that Shift begins, begins where the caret is now
		e.Entry.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

func (e *Entry) show() {
	if e.composed.away > 0 || e.composed.drawn || e.composed.wanted.Empty() {
		return
	}
	e.composed.at, e.composed.drawn = e.CursorTextOffset(), true
	e.Refresh()
	n := len([]rune(e.shown()))
	caret := e.composed.wanted.Caret
	if caret < 0 || caret > n {
		caret = n
	}
	for _, at := range []int{n, caret} { // where the field is too narrow for all of it, its end is seen
		e.putCaret(e.composed.at + at)
		e.Refresh()
	}
}

// shown is the composition as it is drawn: a field of one line stays one.
func (e *Entry) shown() string { return e.fitting(e.composed.wanted.Text()) }

func (e *Entry) fitting(text string) string {
	if !e.MultiLine {
		text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(text)
	}
	return text
}

// putCaret moves the caret behind so many characters of what is drawn.
func (e *Entry) putCaret(at int) {
	row, begin := e.rowAt(at)
	e.CursorRow, e.CursorColumn = row, at-begin
}

// rowAt returns the row that a place in what is drawn stands in, and how many characters are before the row. widget.Entry tells the place of a
// row's begin only for the caret, which is put back.
func (e *Entry) rowAt(at int) (row, begin int) {
	r, c := e.CursorRow, e.CursorColumn
	defer func() { e.CursorRow, e.CursorColumn = r, c }()
	for {
		e.CursorRow, e.CursorColumn = row+1, 0
		next := e.CursorTextOffset()
		if next <= begin || next > at { // a row that is not there begins at 0
			return row, begin
		}
		row, begin = row+1, next
	}
}

// write types what was composed, or what else the method says.
func (e *Entry) write(text string) {
	e.edit(func() {
		for _, r := range e.fitting(text) {
			e.Entry.TypedRune(r)
		}
	})
}

// deleteAround removes n characters that the method takes back, the first of them offset characters from the caret.
func (e *Entry) deleteAround(offset, n int) {
	e.edit(func() {
		at := e.CursorTextOffset()
		from := max(at+offset, 0)
		to := min(from+n, len([]rune(e.Text)))
		if from >= to {
			return
		}
		e.putCaret(to)
		for range to - from {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		}
		switch {
		case at >= to:
			e.putCaret(at - (to - from))
		case at < from:
			e.putCaret(at)
		}
		e.Refresh()
	})
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.draws = &renderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e}
	return e.draws
}

// renderer draws a widget.Entry with a composition in its text and lines below that.
type renderer struct {
	fyne.WidgetRenderer
	e     *Entry
	lines []fyne.CanvasObject
}

func (r *renderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.underline()
}

func (r *renderer) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	return append(all[:len(all):len(all)], r.lines...)
}

// Refresh lends the text the composition for as long as it takes to draw it.
func (r *renderer) Refresh() {
	e := r.e
	text := e.Text
	if e.composed.drawn {
		runes := []rune(text)
		at := min(e.composed.at, len(runes))
		e.Text = string(runes[:at]) + e.shown() + string(runes[at:])
	}
	r.WidgetRenderer.Refresh()
	e.Text = text
	r.underline()
}

// scroll returns the part of the field that its text moves in.
func (r *renderer) scroll() *container.Scroll {
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			return s
		}
	}
	return nil
}

// underline draws a line below each row of the composition, a thicker one below the part that candidates are shown for.
func (r *renderer) underline() {
	r.lines = nil
	e, scroll := r.e, r.scroll()
	if !e.composed.drawn || scroll == nil {
		return
	}
	at := e.composed.at
	for _, s := range e.composed.wanted.Segments {
		n := len([]rune(e.fitting(s.Text)))
		thick := float32(1)
		if s.Highlight {
			thick = 2
		}
		for i := at; i < at+n; {
			row, begin := e.rowAt(i)
			end := i + 1
			for ; end < at+n; end++ {
				if other, _ := e.rowAt(end); other != row {
					break
				}
			}
			from, to := e.place(row, i-begin), e.place(row, end-begin)
			r.line(scroll, from.X, to.X, from.Y+e.lineHeight()-thick, thick)
			i = end
		}
		at += n
	}
}

func (r *renderer) line(scroll *container.Scroll, from, to, y, thick float32) {
	size := scroll.Size()
	from, to, y = max(from-scroll.Offset.X, 0), min(to-scroll.Offset.X, size.Width), y-scroll.Offset.Y
	if from >= to || y < 0 || y+thick > size.Height {
		return
	}
	l := canvas.NewRectangle(theme.Color(theme.Ink))
	l.Move(scroll.Position().AddXY(from, y))
	l.Resize(fyne.NewSize(to-from, thick))
	r.lines = append(r.lines, l)
}

// place returns where a place in what is drawn stands within the moving part of the field.
func (e *Entry) place(row, column int) fyne.Position {
	r, c := e.CursorRow, e.CursorColumn
	e.CursorRow, e.CursorColumn = row, column
	at := e.CursorPosition()
	e.CursorRow, e.CursorColumn = r, c
	return at
}

func (e *Entry) lineHeight() float32 {
	return fyne.MeasureText("字", e.Theme().Size(textSize), e.TextStyle).Height
}

// tellCaret tells the method where the caret is on the screen.
func (e *Entry) tellCaret() {
	if !e.keys.Active() || !e.focused || e.draws == nil {
		return
	}
	w, scroll := windowOf(e), e.draws.scroll()
	if w == nil || scroll == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(scroll.Position()).Add(e.CursorPosition()).Subtract(scroll.Offset)
	e.keys.Caret(e.input.Screen(w, at, fyne.NewSize(2, e.lineHeight())))
}
