package ime

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Adapter stands between the events of one field and a method. A field hands it each event together with act, which is what the field does
// with the event when the method does not take it; the adapter calls act once or never, at once or later, in the order of the events.
//
// How Fyne delivers one press on the desktop (internal/driver/glfw/window.go, processKeyPressed and processCharInput), and where the adapter
// offers it to the method:
//
//	Shift, Control, Alt, Super, Caps Lock   KeyDown …                             offered at KeyDown
//	with Control, Alt or Super held         KeyDown, TypedShortcut                offered at KeyDown
//	a key that writes no character          KeyDown, TypedKey                     offered at TypedKey
//	a key that writes a character           KeyDown, TypedKey, TypedRune          offered at TypedRune, which knows the character
//	a dead key, keypad without Num Lock     KeyDown, TypedKey                     not offered: nothing says what it means
//	held until it repeats                   the same without KeyDown              offered again, shortcuts as their first press
//	let go                                  KeyUp                                 offered if the press was
//
// All of one press arrives before the next event, on one goroutine.
type Adapter struct {
	// Reserved reports whether a menu of the window has a shortcut. Menus act before any field is asked, so that such a key is never offered:
	// it ends the composition, so that what the menu does is done with the whole text. It may be nil.
	Reserved func(fyne.KeyName, fyne.KeyModifier) bool

	method  Method
	held    func() fyne.KeyModifier
	queue   []*event
	running bool
	typed   *typed      // a key whose character has not come yet
	chord   *event      // the last key with Control, Alt or Super, for the shortcut that follows
	down    map[int]Sym // keys that were offered and are down, by scan code
	preedit Preedit
	focused bool
}

// event is something that happened in the field. It waits for those before it.
type event struct {
	judged, taken bool
	acts          []func()
	ran           bool
}

// typed is a key that may write a character.
type typed struct {
	code int
	act  func()
}

// NewAdapter returns an adapter of one field. held tells the keys that are held now: desktop.Driver.CurrentKeyModifiers. Without a method
// every event acts at once.
func NewAdapter(m Method, held func() fyne.KeyModifier) *Adapter {
	return &Adapter{method: m, held: held, down: map[int]Sym{}}
}

// Active reports whether there is a method that keys are offered to. A field that has none guards itself.
func (a *Adapter) Active() bool { return a != nil && a.method != nil }

// Composing reports whether a composition is shown or a key waits for its answer. A field that lets Tab move the keyboard on keeps it for the
// method while this holds: AcceptsTab.
func (a *Adapter) Composing() bool {
	return a.Active() && (!a.preedit.Empty() || len(a.queue) > 0)
}

// Focus says that the field has the keyboard.
func (a *Adapter) Focus(h Handler) {
	if !a.Active() {
		return
	}
	a.forget()
	show := h.Preedit
	h.Preedit = func(p Preedit) {
		if a.preedit.Empty() && p.Empty() {
			return
		}
		a.preedit = p
		show(p)
	}
	a.focused = true
	a.method.Focus(h)
}

// Blur says that the field lost the keyboard. What was composed is in the text when it returns.
func (a *Adapter) Blur() {
	if !a.Active() || !a.focused {
		return
	}
	a.focused = false
	a.settle()
	a.method.Blur()
	a.forget()
}

// Finish ends a composition: call it before a click moves the caret and before the text changes from elsewhere. What was composed is in the
// text when it returns.
func (a *Adapter) Finish() {
	if a.Active() && a.focused {
		a.settle()
		a.method.Finish()
	}
}

// Caret says where the caret stands, in pixels of the screen.
func (a *Adapter) Caret(r Rect) {
	if a.Active() && a.focused {
		a.method.Caret(r)
	}
}

func (a *Adapter) forget() {
	a.typed, a.chord = nil, nil
	clear(a.down)
}

// KeyDown takes the first half of a press.
func (a *Adapter) KeyDown(k *fyne.KeyEvent) {
	if !a.Active() {
		return
	}
	a.settle()
	a.chord = nil
	mods := modifiersOf(a.held())
	if own, ok := modifiers[k.Name]; ok {
		a.offer(Key{Sym: syms[k.Name], Code: uint32(k.Physical.ScanCode), Mods: mods &^ own}, k.Physical.ScanCode)
		return
	}
	if mods&(Control|Alt|Super) == 0 && !(mods == Shift && (k.Name == fyne.KeyInsert || k.Name == fyne.KeyDelete)) {
		return
	}
	if a.Reserved != nil && a.Reserved(k.Name, a.held()) {
		a.Finish() // the menu acts on the whole text
		return
	}
	if s, ok := chordSym(k.Name, mods); ok {
		a.chord = a.offer(Key{Sym: s, Code: uint32(k.Physical.ScanCode), Mods: mods}, k.Physical.ScanCode)
	}
}

// KeyUp takes the end of a press.
func (a *Adapter) KeyUp(k *fyne.KeyEvent) {
	if !a.Active() {
		return
	}
	a.settle()
	s, ok := a.down[k.Physical.ScanCode]
	if !ok {
		return
	}
	delete(a.down, k.Physical.ScanCode)
	a.method.Offer(Key{Sym: s, Code: uint32(k.Physical.ScanCode), Mods: modifiersOf(a.held()) | modifiers[k.Name], Release: true}, func(bool) {})
}

// TypedKey takes a key.
func (a *Adapter) TypedKey(k *fyne.KeyEvent, act func()) {
	if !a.Active() {
		act()
		return
	}
	a.settle()
	if _, ok := modifiers[k.Name]; ok {
		a.pass(act)
		return
	}
	if a.chord != nil {
		a.attach(a.chord, act)
		return
	}
	s, ok := syms[k.Name]
	if !ok {
		a.typed = &typed{k.Physical.ScanCode, act}
		return
	}
	a.offer(Key{Sym: s, Code: uint32(k.Physical.ScanCode), Mods: modifiersOf(a.held())}, k.Physical.ScanCode, act)
}

// TypedRune takes a character.
func (a *Adapter) TypedRune(r rune, act func()) {
	if !a.Active() {
		act()
		return
	}
	if a.typed == nil {
		if a.chord != nil { // with Super held a shortcut and a character come
			a.attach(a.chord, act)
		} else {
			a.pass(act)
		}
		return
	}
	t := *a.typed
	a.typed = nil
	a.offer(Key{Sym: symOf(r), Code: uint32(t.code), Mods: modifiersOf(a.held())}, t.code, t.act, act)
}

// TypedShortcut takes a shortcut. Where it is the field's, it ends the composition first.
func (a *Adapter) TypedShortcut(act func()) {
	if !a.Active() {
		act()
		return
	}
	a.settle()
	ends := func() {
		a.Finish()
		act()
	}
	if a.chord != nil {
		a.attach(a.chord, ends)
		return
	}
	a.pass(ends)
}

// settle lets a key through that no character followed.
func (a *Adapter) settle() {
	if t := a.typed; t != nil {
		a.typed = nil
		a.pass(t.act)
	}
}

// offer asks the method about a key that acts stand for.
func (a *Adapter) offer(k Key, scan int, acts ...func()) *event {
	e := &event{acts: acts}
	a.queue = append(a.queue, e)
	a.down[scan] = k.Sym
	a.method.Offer(k, func(taken bool) {
		e.judged, e.taken = true, taken
		a.run()
	})
	return e
}

// pass lets the field act once everything before has.
func (a *Adapter) pass(act func()) {
	a.queue = append(a.queue, &event{judged: true, acts: []func(){act}})
	a.run()
}

// attach gives an event one more thing to do.
func (a *Adapter) attach(e *event, act func()) {
	switch {
	case !e.ran:
		e.acts = append(e.acts, act)
	case !e.taken:
		a.pass(act)
	}
}

// run lets the events act that are judged and have none before them that is not. An act may bring more answers; they wait for it.
func (a *Adapter) run() {
	if a.running {
		return
	}
	a.running = true
	defer func() { a.running = false }()
	for len(a.queue) > 0 && a.queue[0].judged {
		e := a.queue[0]
		a.queue = a.queue[1:]
		e.ran = true
		if e.taken {
			continue
		}
		for _, act := range e.acts {
			act()
		}
	}
}

// Press turns a key that the method gives back into what a field does with it: a character, or a key by name. Releases press nothing.
func Press(k Key, character func(rune), key func(fyne.KeyName)) {
	if k.Release {
		return
	}
	if r, ok := k.Sym.Rune(); ok && k.Mods&(Control|Alt|Super) == 0 {
		character(r)
		return
	}
	if name := k.Sym.Name(); name != desktop.KeyNone {
		key(name)
	}
}
