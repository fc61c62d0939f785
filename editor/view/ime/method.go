// Package ime talks to the input method of the desktop, so that a composition is shown at the caret and no key of it reaches the text.
//
// The toolkit hears an input method only when it commits: it shows no composition, its candidate window stands in a corner, and on X11 the
// keys that a person presses while composing reach the program too (fyne-io/fyne#5757). This package does what the modules of GTK and Qt do.
// It offers every key to the method over D-Bus before the text sees it, and shows what the method answers. fcitx 5 and ibus are spoken.
//
//	method, err := ime.Reach(ctx, ime.Environment{Getenv: os.Getenv, ReadFile: os.ReadFile}, fyne.Do)
//	if err == nil {
//		os.Setenv("XMODIFIERS", "@im=none") // before the first window: the toolkit must not ask the method a second time
//	}
//
// [Reach] returns [ErrUnreachable] where there is no such method: on Windows, macOS and native Wayland, and on desktops where none runs. The
// toolkit's own input method then works as it always did, and editor/view/guard keeps its stray keys from the text.
//
// # Parts
//
//	Method   an input method: keys go in, a [Handler] is told what to write and what to show
//	Adapter  the events of a focused widget, in order, each offered once before the widget acts on it
//	Display  where a window stands on an X screen, which the candidate window wants to know
//
// # A field
//
// A text field holds an [Adapter] and hands it every event together with what the field would do with it; see the example of Adapter. A field
// without a method holds an Adapter of nil, which lets everything through at once.
//
// # Order
//
// The one rule: a key belongs to the method or to the field, never to both, and what keys and method write is written in the order in which
// the keys were pressed. A key that the method has not judged yet holds back everything after it. A method that does not answer, or dies, is
// parted from: the composition stays in the text as it was shown, the keys that were held go to the field in their order, and whatever the
// method says later about them is not heard. DESIGN.md gives the protocol and the reasons.
//
// Everything here belongs to one goroutine, that of the user interface; only what do is given to comes from another.
package ime

import "errors"

// ErrUnreachable says that no input method can be spoken to. The toolkit's own input method is what remains.
var ErrUnreachable = errors.New("no input method can be reached")

// Method is an input method that writes into one field at a time.
type Method interface {
	// Focus names the field that has the keyboard: it is told what the method writes and shows. The field before it is blurred.
	Focus(Handler)
	// Blur takes the keyboard from the field. What it was composing is finished first.
	Blur()
	// Finish ends a composition: it is committed as it is shown, keys that wait for an answer are answered as not taken, and nothing that the
	// method says about either is heard. A click, a command and a change of the text from elsewhere call for it.
	Finish()
	// Offer asks the method whether it takes a key. It calls answer exactly once: before it returns where the method answers at once, later
	// where it does not. Answers come in the order of the keys, each after everything that the method wrote because of the keys before it
	// and because of the key itself.
	Offer(k Key, answer func(taken bool))
	// Caret says where the caret stands, so that candidates stand beside it: pixels of the screen, from its upper left corner.
	Caret(Rect)
	// Close leaves the method. Keys are not taken any more.
	Close() error
}

// Handler is a field that a method writes into. It has all four functions.
type Handler struct {
	// Commit writes text at the caret, in place of what is selected.
	Commit func(text string)
	// Preedit shows a composition at the caret; an empty one ends it. It is no part of the text.
	Preedit func(Preedit)
	// Delete removes n characters, the first of them offset characters from the caret: -1 is the one before it.
	Delete func(offset, n int)
	// Forward presses a key that the method made or gives back; it is the field's.
	Forward func(Key)
}

// Preedit is a composition as it is shown at the caret.
type Preedit struct {
	Segments []Segment
	Caret    int // characters before the caret of the composition; negative where none is shown
}

// Segment is a part of a composition that looks the same.
type Segment struct {
	Text      string
	Underline bool
	Highlight bool // the part that candidates are shown for
	Transient bool // a hint that is not written when the composition is committed as it stands
}

// Text returns the whole composition.
func (p Preedit) Text() string { return p.join(func(Segment) bool { return true }) }

// Empty reports whether nothing is composed.
func (p Preedit) Empty() bool { return p.Text() == "" }

// kept returns what is written when the composition is committed as it stands.
func (p Preedit) kept() string { return p.join(func(s Segment) bool { return !s.Transient }) }

func (p Preedit) join(want func(Segment) bool) string {
	var all []byte
	for _, s := range p.Segments {
		if want(s) {
			all = append(all, s.Text...)
		}
	}
	return string(all)
}

// Rect is a part of the screen in pixels.
type Rect struct{ X, Y, W, H int }

// Key is a key that was pressed or let go, as X11 knows it.
type Key struct {
	Sym     Sym       // what the key means: the symbol of the X protocol
	Code    uint32    // which key it is: the code of the X server, evdev's plus 8
	Mods    Modifiers // held before the key
	Release bool
}

// Modifiers are the keys held with another, as the X protocol numbers them (X11 protocol, KEYBUTMASK).
type Modifiers uint32

const (
	Shift   Modifiers = 1 << 0
	Control Modifiers = 1 << 2
	Alt     Modifiers = 1 << 3 // Mod1
	Super   Modifiers = 1 << 6 // Mod4
)

// Environment is what [Reach] may know of the desktop.
type Environment struct {
	// Getenv returns a variable of the environment: XMODIFIERS, QT_IM_MODULE, GTK_IM_MODULE, DBUS_SESSION_BUS_ADDRESS, IBUS_ADDRESS,
	// DISPLAY, XDG_CONFIG_HOME, HOME.
	Getenv func(string) string
	// ReadFile returns the bytes of a file: the id of the machine, and where ibus says that it listens.
	ReadFile func(name string) ([]byte, error)
}
