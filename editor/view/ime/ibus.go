//go:build unix && !darwin

package ime

import (
	"slices"

	"github.com/godbus/dbus/v5"
)

const ibusPath dbus.ObjectPath = "/org/freedesktop/IBus"

const (
	ibusPreedit uint32 = 1 << 0 // IBUS_CAP_PREEDIT_TEXT
	ibusFocus   uint32 = 1 << 3 // IBUS_CAP_FOCUS
	ibusRelease uint32 = 1 << 30
	evdev       uint32 = 8 // the codes of the X server are those of the kernel plus 8; ibus wants the latter

	ibusUnderline  uint32 = 1 // IBUS_ATTR_TYPE_UNDERLINE
	ibusBackground uint32 = 3 // IBUS_ATTR_TYPE_BACKGROUND
)

// ibus is the interface of ibus 1.5 (src/ibusinputcontext.c, bus/inputcontext.c). An engine is a process of its own that may say something
// after the reply to Reset; a context that loses the keyboard loses its engine, so that nothing comes any more.
func ibus() dialect {
	var shown ibusShown
	return dialect{
		context: "org.freedesktop.IBus.InputContext",
		focus:   func() call { return call{member: "FocusIn"} },
		blur:    func() call { return call{member: "FocusOut"} },
		reset:   func() []call { return []call{{member: "Reset"}, {member: "FocusOut"}, {member: "FocusIn"}} },
		caret: func(r Rect) call {
			return call{member: "SetCursorLocation", args: []any{int32(r.X), int32(r.Y), int32(r.W), int32(r.H)}}
		},
		key: func(k Key) call {
			state := uint32(k.Mods)
			if k.Release {
				state |= ibusRelease
			}
			return call{member: "ProcessKeyEvent", args: []any{uint32(k.Sym), k.Code - min(k.Code, evdev), state}}
		},
		destroy: call{iface: "org.freedesktop.IBus.Service", member: "Destroy"},
		welcome: []call{{member: "SetCapabilities", args: []any{ibusPreedit | ibusFocus}}},
		created: func(body []any) (dbus.ObjectPath, bool) { return field[dbus.ObjectPath](body, 0) },
		hear:    func(s *session, member string, body []any) { hearIBus(&shown, s, member, body) },
	}
}

// ibusShown is the last composition: ibus shows and hides it without saying it again.
type ibusShown struct{ preedit Preedit }

func hearIBus(shown *ibusShown, s *session, member string, body []any) {
	switch member {
	case "CommitText":
		if text, _, ok := ibusText(body, 0); ok {
			s.commit(text)
		}
	case "UpdatePreeditText", "UpdatePreeditTextWithMode":
		p, visible, ok := ibusComposition(body)
		if !ok {
			return
		}
		shown.preedit = p
		if !visible {
			p = Preedit{}
		}
		s.show(p)
	case "ShowPreeditText":
		s.show(shown.preedit)
	case "HidePreeditText":
		s.show(Preedit{})
	case "DeleteSurroundingText":
		offset, ok := field[int32](body, 0)
		n, ok2 := field[uint32](body, 1)
		if ok && ok2 {
			s.delete(int(offset), int(n))
		}
	case "ForwardKeyEvent":
		sym, ok := field[uint32](body, 0)
		code, ok2 := field[uint32](body, 1)
		state, ok3 := field[uint32](body, 2)
		if ok && ok2 && ok3 {
			const held = uint32(Shift | Control | Alt | Super)
			s.forward(Key{Sym: Sym(sym), Code: code + evdev, Mods: Modifiers(state & held), Release: state&ibusRelease != 0})
		}
	}
}

// ibusComposition reads vub: a text, the caret in characters, whether it is seen.
func ibusComposition(body []any) (p Preedit, visible, ok bool) {
	text, looks, ok := ibusText(body, 0)
	caret, ok2 := field[uint32](body, 1)
	visible, ok3 := field[bool](body, 2)
	if !ok || !ok2 || !ok3 {
		return Preedit{}, false, false
	}
	runes := []rune(text)
	cuts := []int{0, len(runes)}
	for _, l := range looks {
		cuts = append(cuts, min(int(l.from), len(runes)), min(int(l.to), len(runes)))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 1; i < len(cuts); i++ {
		part := Segment{Text: string(runes[cuts[i-1]:cuts[i]]), Underline: len(looks) == 0}
		for _, l := range looks {
			if int(l.from) <= cuts[i-1] && cuts[i] <= int(l.to) {
				part.Underline = part.Underline || l.kind == ibusUnderline && l.value != 0
				part.Highlight = part.Highlight || l.kind == ibusBackground
			}
		}
		p.Segments = append(p.Segments, part)
	}
	p.Caret = min(int(caret), len(runes))
	return p, visible, true
}

// ibusLook is an attribute of a text, from one character to before another.
type ibusLook struct{ kind, value, from, to uint32 }

// ibusText reads a variant of (sa{sv}sv): "IBusText", attachments, the text, and a variant of (sa{sv}av): "IBusAttrList", attachments, and
// variants of (sa{sv}uuuu): "IBusAttribute", attachments, kind, value, start, end.
func ibusText(body []any, i int) (text string, looks []ibusLook, ok bool) {
	v, ok := field[dbus.Variant](body, i)
	if !ok {
		return "", nil, false
	}
	parts, ok := v.Value().([]any)
	if !ok {
		return "", nil, false
	}
	text, ok = field[string](parts, 2)
	if !ok {
		return "", nil, false
	}
	list, ok := field[dbus.Variant](parts, 3)
	if !ok {
		return text, nil, true
	}
	all, ok := list.Value().([]any)
	if !ok {
		return text, nil, true
	}
	variants, _ := field[[]dbus.Variant](all, 2)
	for _, v := range variants {
		a, ok := v.Value().([]any)
		if !ok {
			continue
		}
		kind, ok1 := field[uint32](a, 2)
		value, ok2 := field[uint32](a, 3)
		from, ok3 := field[uint32](a, 4)
		to, ok4 := field[uint32](a, 5)
		if ok1 && ok2 && ok3 && ok4 {
			looks = append(looks, ibusLook{kind, value, from, to})
		}
	}
	return text, looks, true
}
