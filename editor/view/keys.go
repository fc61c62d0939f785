package view

import (
	"fyne.io/fyne/v2"
)

// Key is a key with what is held while it is pressed.
type Key struct {
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Binding is the keys of an action. The first one is the one that menus show. With Shift, a key of an action that moves selects.
type Binding struct {
	Action Action
	Keys   []Key // Linux and Windows
	Mac    []Key
	moves  bool
}

const (
	ctrl  = fyne.KeyModifierControl
	alt   = fyne.KeyModifierAlt
	shift = fyne.KeyModifierShift
	super = fyne.KeyModifierSuper
)

func on(keys ...Key) []Key { return keys }

// both is a binding whose keys are held with Ctrl, and with Command on macOS.
func both(a Action, name fyne.KeyName, mod fyne.KeyModifier) Binding {
	return Binding{Action: a, Keys: on(Key{name, ctrl | mod}), Mac: on(Key{name, super | mod})}
}

// plain is a binding that is the same everywhere.
func plain(a Action, keys ...Key) Binding { return Binding{Action: a, Keys: keys, Mac: keys} }

func motionKey(a Action, keys, mac []Key) Binding {
	return Binding{Action: a, Keys: keys, Mac: mac, moves: true}
}

// bindings is the table of keys.
var bindings = []Binding{
	both(Undo, fyne.KeyZ, 0),
	{Action: Redo, Keys: on(Key{fyne.KeyY, ctrl}, Key{fyne.KeyZ, ctrl | shift}), Mac: on(Key{fyne.KeyZ, super | shift}, Key{fyne.KeyY, super})},
	{Action: Cut, Keys: on(Key{fyne.KeyX, ctrl}, Key{fyne.KeyDelete, shift}), Mac: on(Key{fyne.KeyX, super})},
	{Action: Copy, Keys: on(Key{fyne.KeyC, ctrl}, Key{fyne.KeyInsert, ctrl}), Mac: on(Key{fyne.KeyC, super})},
	{Action: Paste, Keys: on(Key{fyne.KeyV, ctrl}, Key{fyne.KeyInsert, shift}), Mac: on(Key{fyne.KeyV, super})},
	both(PastePlain, fyne.KeyV, shift),
	both(SelectAll, fyne.KeyA, 0),

	both(Strong, fyne.KeyB, 0),
	both(Emphasis, fyne.KeyI, 0),
	both(Underline, fyne.KeyU, 0),
	both(Strike, fyne.KeyX, shift),
	both(Superscript, fyne.KeyPeriod, 0),
	both(Subscript, fyne.KeyComma, 0),
	both(BookTitle, fyne.KeyW, alt),
	both(ProperName, fyne.KeyN, alt),
	both(ClearMarks, fyne.KeyBackslash, 0),
	both(Body, fyne.Key0, shift),
	both(Heading1, fyne.Key1, shift),
	both(Heading2, fyne.Key2, shift),
	both(Heading3, fyne.Key3, shift),
	both(NumberedList, fyne.Key7, shift),
	both(BulletList, fyne.Key8, shift),
	both(Quote, fyne.Key9, shift),
	both(Sink, fyne.KeyRightBracket, 0),
	both(Lift, fyne.KeyLeftBracket, 0),
	both(Rule, fyne.KeyMinus, alt),
	plain(BlockUp, Key{fyne.KeyUp, alt}),
	plain(BlockDown, Key{fyne.KeyDown, alt}),

	plain(Return, Key{fyne.KeyReturn, 0}, Key{fyne.KeyEnter, 0}),
	plain(LineBreak, Key{fyne.KeyReturn, shift}, Key{fyne.KeyEnter, shift}),
	plain(Tab, Key{fyne.KeyTab, 0}),
	plain(TabBack, Key{fyne.KeyTab, shift}),
	{Action: DeleteBack, Keys: on(Key{fyne.KeyBackspace, 0}, Key{fyne.KeyBackspace, shift}), Mac: on(Key{fyne.KeyBackspace, 0}, Key{fyne.KeyH, ctrl})},
	{Action: DeleteForward, Keys: on(Key{fyne.KeyDelete, 0}), Mac: on(Key{fyne.KeyDelete, 0}, Key{fyne.KeyD, ctrl})},
	{Action: DeleteWordBack, Keys: on(Key{fyne.KeyBackspace, ctrl}), Mac: on(Key{fyne.KeyBackspace, alt})},
	{Action: DeleteWord, Keys: on(Key{fyne.KeyDelete, ctrl}), Mac: on(Key{fyne.KeyDelete, alt})},
	{Action: DeleteLineBack, Keys: on(Key{fyne.KeyBackspace, ctrl | shift}), Mac: on(Key{fyne.KeyBackspace, super})},
	{Action: DeleteLine, Keys: on(Key{fyne.KeyDelete, ctrl | shift}), Mac: on(Key{fyne.KeyK, ctrl})},

	motionKey(Left, on(Key{fyne.KeyLeft, 0}), on(Key{fyne.KeyLeft, 0}, Key{fyne.KeyB, ctrl})),
	motionKey(Right, on(Key{fyne.KeyRight, 0}), on(Key{fyne.KeyRight, 0}, Key{fyne.KeyF, ctrl})),
	motionKey(WordLeft, on(Key{fyne.KeyLeft, ctrl}), on(Key{fyne.KeyLeft, alt})),
	motionKey(WordRight, on(Key{fyne.KeyRight, ctrl}), on(Key{fyne.KeyRight, alt})),
	motionKey(Up, on(Key{fyne.KeyUp, 0}), on(Key{fyne.KeyUp, 0}, Key{fyne.KeyP, ctrl})),
	motionKey(Down, on(Key{fyne.KeyDown, 0}), on(Key{fyne.KeyDown, 0}, Key{fyne.KeyN, ctrl})),
	motionKey(ParagraphUp, on(Key{fyne.KeyUp, ctrl}), on(Key{fyne.KeyUp, ctrl})),
	motionKey(ParagraphDown, on(Key{fyne.KeyDown, ctrl}), on(Key{fyne.KeyDown, ctrl})),
	motionKey(LineStart, on(Key{fyne.KeyHome, 0}), on(Key{fyne.KeyLeft, super}, Key{fyne.KeyHome, 0}, Key{fyne.KeyA, ctrl})),
	motionKey(LineEnd, on(Key{fyne.KeyEnd, 0}), on(Key{fyne.KeyRight, super}, Key{fyne.KeyEnd, 0}, Key{fyne.KeyE, ctrl})),
	motionKey(PageUp, on(Key{fyne.KeyPageUp, 0}), on(Key{fyne.KeyPageUp, 0})),
	motionKey(PageDown, on(Key{fyne.KeyPageDown, 0}), on(Key{fyne.KeyPageDown, 0})),
	motionKey(DocumentStart, on(Key{fyne.KeyHome, ctrl}), on(Key{fyne.KeyUp, super}, Key{fyne.KeyHome, super})),
	motionKey(DocumentEnd, on(Key{fyne.KeyEnd, ctrl}), on(Key{fyne.KeyDown, super}, Key{fyne.KeyEnd, super})),

	{Action: Larger, Keys: on(Key{fyne.KeyEqual, ctrl}, Key{fyne.KeyPlus, ctrl}, Key{fyne.KeyEqual, ctrl | shift}, Key{fyne.KeyPlus, ctrl | shift}),
		Mac: on(Key{fyne.KeyEqual, super}, Key{fyne.KeyPlus, super}, Key{fyne.KeyEqual, super | shift})},
	both(Smaller, fyne.KeyMinus, 0),
	both(ActualSize, fyne.Key0, 0),
}

// Bindings returns the table of keys, for menus and for a list of keys.
func Bindings() []Binding { return append([]Binding{}, bindings...) }

// press is what a key does.
type press struct {
	action Action
	extend bool
}

// table returns the actions by key.
func table(mac bool) map[Key]press {
	t := map[Key]press{}
	for _, b := range bindings {
		keys := b.Keys
		if mac {
			keys = b.Mac
		}
		for _, k := range keys {
			t[k] = press{action: b.Action}
			if b.moves {
				t[Key{k.Name, k.Mod | shift}] = press{action: b.Action, extend: true}
			}
		}
	}
	return t
}

var keyTables = map[bool]map[Key]press{false: table(false), true: table(true)}

// key carries out what a key does, and reports whether it does anything.
func (e *Editor) key(k Key) bool {
	p, ok := keyTables[e.o.Mac][k]
	if !ok {
		return false
	}
	e.act(p.action, p.extend)
	return true
}
