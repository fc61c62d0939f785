//go:build unix && !darwin

package ime

import (
	"unicode/utf8"

	"github.com/godbus/dbus/v5"
)

const (
	fcitxPath   dbus.ObjectPath = "/org/freedesktop/portal/inputmethod"
	fcitxCreate string          = "org.fcitx.Fcitx.InputMethod1.CreateInputContext"
)

var fcitxArgs = []any{[]struct{ Key, Value string }{{"program", program}}}

// Capabilities of a client (fcitx-utils/capabilityflags.h). KeyEventOrderFix is left out: with it fcitx sends what a key wrote after the
// answer to the key instead of before.
const (
	fcitxPreedit          uint64 = 1 << 1
	fcitxFormattedPreedit uint64 = 1 << 4
	fcitxUnfocusCommit    uint64 = 1 << 5 // we commit what is composed when the keyboard goes, not fcitx
)

// Looks of a part of a composition (fcitx-utils/textformatflags.h of 5.0: the bits of fcitx 4 plus those of 5).
const (
	fcitxUnderline  = 1 << 3
	fcitxHighlight  = 1 << 4
	fcitxDontCommit = 1 << 5
)

// fcitx is the interface of fcitx 5, as 5.0.21 introspects.
func fcitx() dialect {
	return dialect{
		context: "org.fcitx.Fcitx.InputContext1",
		focus:   func() call { return call{member: "FocusIn"} },
		blur:    func() call { return call{member: "FocusOut"} },
		reset:   func() []call { return []call{{member: "Reset"}} },
		caret: func(r Rect) call {
			return call{member: "SetCursorRect", args: []any{int32(r.X), int32(r.Y), int32(r.W), int32(r.H)}}
		},
		key: func(k Key) call {
			return call{member: "ProcessKeyEvent", args: []any{uint32(k.Sym), k.Code, uint32(k.Mods), k.Release, uint32(0)}}
		},
		destroy: call{member: "DestroyIC"},
		welcome: []call{{member: "SetCapability", args: []any{fcitxPreedit | fcitxFormattedPreedit | fcitxUnfocusCommit}}},
		created: func(body []any) (dbus.ObjectPath, bool) { return field[dbus.ObjectPath](body, 0) },
		hear:    hearFcitx,
	}
}

func hearFcitx(s *session, member string, body []any) {
	switch member {
	case "CommitString":
		if text, ok := field[string](body, 0); ok {
			s.commit(text)
		}
	case "UpdateFormattedPreedit":
		if p, ok := fcitxComposition(body); ok {
			s.show(p)
		}
	case "DeleteSurroundingText":
		offset, ok := field[int32](body, 0)
		n, ok2 := field[uint32](body, 1)
		if ok && ok2 {
			s.delete(int(offset), int(n))
		}
	case "ForwardKey":
		sym, ok := field[uint32](body, 0)
		mods, ok2 := field[uint32](body, 1)
		release, ok3 := field[bool](body, 2)
		if ok && ok2 && ok3 {
			s.forward(Key{Sym: Sym(sym), Mods: Modifiers(mods), Release: release})
		}
	}
}

// fcitxComposition reads a(si)i: parts with their looks, and the caret in bytes.
func fcitxComposition(body []any) (Preedit, bool) {
	parts, ok := field[[][]any](body, 0)
	caret, ok2 := field[int32](body, 1)
	if !ok || !ok2 {
		return Preedit{}, false
	}
	var p Preedit
	for _, part := range parts {
		text, ok := field[string](part, 0)
		look, ok2 := field[int32](part, 1)
		if !ok || !ok2 {
			return Preedit{}, false
		}
		if text == "" {
			continue
		}
		p.Segments = append(p.Segments, Segment{
			Text:      text,
			Underline: look&fcitxUnderline != 0,
			Highlight: look&fcitxHighlight != 0,
			Transient: look&fcitxDontCommit != 0,
		})
	}
	all := p.Text()
	p.Caret = -1
	if caret >= 0 {
		p.Caret = utf8.RuneCountInString(all[:min(int(caret), len(all))])
	}
	return p, true
}
