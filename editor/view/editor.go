package view

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"galley/editor/clipboard"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/editor/view/guard"
	"galley/editor/view/ime"
	"galley/editor/view/layout"
)

// Colors are the colours of the page, by what they are for.
type Colors struct {
	Ground, Paper, Border color.NRGBA // behind the sheet, the sheet, its edge
	Ink, Soft, Faint      color.NRGBA // text, captions and signs, hints
	Link                  color.NRGBA
	Line, Wash            color.NRGBA // rules and borders of tables; panels
	Red                   color.NRGBA // the bar of the abstract
	Selection, Idle       color.NRGBA // selected text in a window that has the keyboard and in one that has not
	Caret, Row            color.NRGBA // the caret; the ground of its line, which may be transparent
	Bar                   color.NRGBA // of the scroll bar
}

// Options are what an editor is made with.
type Options struct {
	Faces     layout.Faces
	Colors    Colors
	Western   bool
	Region    typeset.Region
	Hints     map[model.Kind]string // said in empty parts of the head, and for model.Paragraph in an empty body
	Label     string                // the word before the abstract
	NoPicture string                // said in place of a picture that cannot be shown
	// Pictures returns the bytes of a picture. It is called outside of the goroutine of the windows.
	Pictures func(hash string) ([]byte, error)
	// Now is the clock: pauses in typing part what one undo takes back, and clicks count by it.
	Now func() time.Time
	// Every calls a function on the goroutine of the windows at an interval until it is stopped. It blinks the caret, scrolls at the edge while
	// dragging, and lays out what is not seen. Where it is nil the caret stands still and all is laid out at once.
	Every func(interval time.Duration, f func()) (stop func())
	// Later calls a function on the goroutine of the windows after the events at hand; fyne.Do where it is nil.
	Later func(func())
	// Go runs work elsewhere; a goroutine where it is nil.
	Go  func(func())
	Mac bool // keys of macOS
	// Method is the input method of the desktop, which shows its compositions in the text; nil where none can be reached, and the toolkit's
	// own is used. Held tells the keys that are held, as desktop.Driver.CurrentKeyModifiers does, and Screen where a part of the window is on the
	// screen.
	Method ime.Method
	Held   func() fyne.KeyModifier
	Screen func(fyne.Position, fyne.Size) (ime.Rect, bool)
	// Reserved reports whether a menu of the window has a shortcut, which the toolkit gives to the menu before the page is asked. It may be nil.
	Reserved func(fyne.KeyName, fyne.KeyModifier) bool
}

// Editor is a document on a sheet of paper that is written on. Its methods are called on the goroutine of the windows.
type Editor struct {
	widget.BaseWidget

	// OnChange is called after each transaction that was made here, with what it led to; those of Apply are not among them.
	OnChange func(*state.Transaction, state.State)
	// OnSelection is called after the selection or the document changed, whoever changed it.
	OnSelection func(state.State)
	// OnScroll is called after the page was scrolled by wheel or bar, not by ScrollTo.
	OnScroll func()
	// OnFocus is called when the editor gains or loses the keyboard.
	OnFocus func(bool)
	// OnMenu is called for a click of the secondary button, with its place in the window.
	OnMenu func(fyne.Position)
	// OnEscape is called for Escape outside a composition.
	OnEscape func()
	// OnLink is called for a click on a link with Control held, Command on macOS.
	OnLink func(href string)
	// OnFigure is called for a double click on a picture and for Return on a selected figure, with the position before it. Where it is nil
	// Return goes on below the figure.
	OnFigure func(model.Pos)
	// OnNote is called for a double click on the number of a footnote and for Return where it is selected, with the position before it.
	OnNote func(model.Pos)
	// OnKey is called for a key that means nothing on the page, outside a composition; keys of characters are among them.
	OnKey func(fyne.KeyName)
	// OnZoom is called when the size of the text was changed by key.
	OnZoom func(percent int)
	// OnPictures is called before pictures are pasted, by their digests, to keep them. Where it returns an error nothing is pasted.
	OnPictures func(map[string][]byte) error
	// OnError is called for what cannot be done: a transaction that does not apply.
	OnError func(error)
	// Undoing returns what an undo or a redo does that is not the page's own, as to open a decision again; nil leaves it to the page. It may be nil.
	Undoing func(redo bool) func()
	// Shortcuts is asked for a shortcut that the editor does not know, which would be lost otherwise: Fyne gives shortcuts to the widget that
	// has the keyboard and to nobody else.
	Shortcuts func(fyne.Shortcut)

	o         Options
	system    Clipboard
	state     state.State
	lay       *layout.Layout
	side      layout.Side    // of the head of the selection
	goal      typeset.Length // column that up and down keep, where hasGoal
	hasGoal   bool
	zoom      int // percent
	reads     bool
	focused   bool
	guard     guard.Guard
	keys      *ime.Adapter // nil where no input method can be reached
	composed  composition
	told      ime.Rect // where the input method thinks the caret is
	copied    clipboard.Content
	typed     []rune // characters that came since the last transaction
	waiting   bool   // Later was asked to write them
	pointer   pointer
	scroll    scroller
	layers    layers
	ghosts    ghosts
	pictures  pictures
	r         *renderer
	shift     bool
	stopBlink func()
	stopIdle  func()
}

// New returns an editor of a state.
func New(s state.State, o Options) *Editor {
	if o.Later == nil {
		o.Later = fyne.Do
	}
	if o.Go == nil {
		o.Go = func(f func()) { go f() }
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Time{} }
	}
	e := &Editor{o: o, state: s, zoom: 100}
	e.system = textClipboard{}
	if o.Method != nil {
		e.keys = ime.NewAdapter(o.Method, o.Held)
		e.keys.Reserved = o.Reserved
	}
	e.pictures.init(e)
	e.lay = layout.New(s.Doc(), e.layoutOptions(760))
	e.ExtendBaseWidget(e)
	e.idle()
	return e
}

// State returns the document with its selection, everything that was typed included.
func (e *Editor) State() state.State {
	e.flush()
	return e.state
}

// SetState shows another document or selection, as after the article was changed elsewhere. It is not a change of the writer's.
func (e *Editor) SetState(s state.State) {
	e.finish()
	e.state = s
	e.side, e.hasGoal = layout.After, false
	e.layers.clear()
	e.ghosts = ghosts{}
	e.scroll.pin(e)
	e.lay.Update(e.display())
	e.scroll.unpin(e)
	e.idle()
	e.changed()
}

// Apply applies a transaction that was made elsewhere, as in another window on the same article, on what State returns. A composition goes on
// where its text is now.
func (e *Editor) Apply(tr *state.Transaction) error {
	next, err := e.state.Apply(tr)
	if err != nil {
		return err
	}
	shown := e.composed
	if shown.size > 0 {
		m := tr.Mapping()
		end := m.Map(shown.at+shown.cut, transform.After)
		shown.at = min(m.Map(shown.at, transform.After), end)
		shown.cut = end - shown.at
	}
	e.composed = composition{}
	e.follow(tr, next)
	if shown.size > 0 {
		e.composed = shown
		e.lay.Update(e.display())
	}
	e.changed()
	return nil
}

// Do carries a command out and reports whether it applied.
func (e *Editor) Do(c state.Command) bool {
	e.finish()
	return e.do(c)
}

// Can reports whether a command would apply.
func (e *Editor) Can(c state.Command) bool { return c(e.State(), nil) }

// do carries a command out, and shows the caret.
func (e *Editor) do(c state.Command) bool {
	return c(e.state, func(tr *state.Transaction) {
		if e.reads && tr.Changed() {
			return
		}
		if tr.Time().IsZero() {
			tr.SetTime(e.o.Now())
		}
		next, err := e.state.Apply(tr)
		if err != nil {
			e.fail(err)
			return
		}
		e.side, e.hasGoal = layout.After, false
		e.follow(tr, next)
		if e.OnChange != nil && tr.Changed() {
			e.OnChange(tr, next)
		}
		e.reveal()
		e.changed()
	})
}

// follow takes the state after a transaction.
func (e *Editor) follow(tr *state.Transaction, next state.State) {
	e.state = next
	if c := &e.composed; c.size > 0 { // written over: the input method shows it again where the caret is
		c.at, c.cut = e.head(), 0
	}
	if tr.Changed() {
		e.scroll.pin(e)
		e.layers.follow(tr)
		e.ghosts.follow(tr.Mapping())
		e.lay.Update(e.display())
		e.scroll.unpin(e)
		e.idle()
	}
}

// changed shows what is new.
func (e *Editor) changed() {
	e.sync()
	e.blink()
	if e.OnSelection != nil {
		e.OnSelection(e.state)
	}
}

// SetColors shows the page in other colours.
func (e *Editor) SetColors(c Colors) {
	e.o.Colors = c
	if e.r != nil {
		e.r.forget()
	}
	e.sync()
}

// SetHints says other words in empty parts.
func (e *Editor) SetHints(hints map[model.Kind]string, label string) {
	e.o.Hints, e.o.Label = hints, label
	e.relay()
}

// Zoom returns the size of the text in percent.
func (e *Editor) Zoom() int { return e.zoom }

// zooms are the sizes that the keys go through, in percent.
var zooms = []int{70, 80, 90, 100, 110, 120, 135, 150, 175, 200, 250}

// SetZoom sets the size of the text in percent, held between the smallest and the largest.
func (e *Editor) SetZoom(percent int) {
	percent = max(zooms[0], min(percent, zooms[len(zooms)-1]))
	if percent != e.zoom {
		e.zoom = percent
		e.relay()
	}
}

// zoomBy goes to the next size up or down.
func (e *Editor) zoomBy(dir int) {
	to := e.zoom
	for i := range zooms {
		z := zooms[i]
		if dir < 0 {
			z = zooms[len(zooms)-1-i]
		}
		if (z-e.zoom)*dir > 0 {
			to = z
			break
		}
	}
	e.SetZoom(to)
	if e.OnZoom != nil {
		e.OnZoom(e.zoom)
	}
}

// Page is the sheet around the text, in device-independent pixels at 100 %.
const (
	bodySize   = 17.5
	characters = 36  // the measure
	sheetMost  = 792 // width of the sheet
	sheetTop   = 20  // above it
	marginTop  = 34  // from its edge to the text
	marginEnd  = 72
)

// layoutOptions returns how the document is laid out in a window of a width.
func (e *Editor) layoutOptions(width float32) layout.Options {
	em := typeset.Points(bodySize * float64(e.zoom) / 100)
	side := e.sheetWidth(width)
	margin := min(76*float32(e.zoom)/100, max(20, side*0.095))
	room := typeset.Points(float64(side - 2*margin))
	measure := max(8, min(characters, room/em)) * em
	return layout.Options{
		Faces: e.o.Faces, Measure: measure, Em: em, Western: e.o.Western, Region: e.o.Region, Hints: e.o.Hints, Label: e.o.Label,
		Picture: e.pictures.info,
	}
}

func (e *Editor) sheetWidth(width float32) float32 {
	return max(160, min(sheetMost*float32(e.zoom)/100, width-2*sheetTop))
}

// relay lays the document out anew, in a new size or language.
func (e *Editor) relay() {
	e.relayFor(e.Size().Width)
	e.sync()
}

func (e *Editor) relayFor(width float32) {
	o := e.layoutOptions(width)
	e.scroll.pin(e)
	e.lay.SetOptions(o)
	e.scroll.unpin(e)
	e.idle()
}

// Resize lays the document out for a new width.
func (e *Editor) Resize(size fyne.Size) {
	if e.layoutOptions(size.Width).Measure != e.lay.Options().Measure {
		e.relayFor(size.Width)
	}
	e.BaseWidget.Resize(size)
}

// settleStep is about how many characters are laid out in one slice: some four milliseconds.
const settleStep = 4000

// idle lays out the rest of the document while nothing else is to be done.
func (e *Editor) idle() {
	if e.stopIdle != nil {
		return
	}
	step := func() bool {
		e.scroll.pin(e)
		done := e.lay.Settle(settleStep)
		e.scroll.unpin(e)
		return done
	}
	if e.o.Every == nil {
		for !step() {
		}
		return
	}
	if e.lay.Settle(0) {
		return
	}
	e.stopIdle = e.o.Every(16*time.Millisecond, func() {
		if !step() {
			return
		}
		e.stopIdle()
		e.stopIdle = nil
		e.sync() // the bar has its true length
	})
}

// Close stops what runs by the clock. The editor may not be used after it.
func (e *Editor) Close() {
	e.keys.Blur()
	e.flush()
	for _, stop := range []func(){e.stopIdle, e.stopBlink, e.pointer.stop} {
		if stop != nil {
			stop()
		}
	}
	e.stopIdle, e.stopBlink, e.pointer.stop = nil, nil, nil
}
