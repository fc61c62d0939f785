//go:build unix && !darwin

package ime

import "github.com/godbus/dbus/v5"

// dialect is how one family of input methods is spoken to. A call is a member of the interface of the context, with its arguments.
type dialect struct {
	context string // interface of a context
	focus   func() call
	blur    func() call
	reset   func() []call // the reply to the last one comes after all that the composition still says
	caret   func(Rect) call
	key     func(Key) call
	destroy call
	welcome []call // once, to a new context
	// created returns the path of the context from the reply to the call that makes it.
	created func(body []any) (dbus.ObjectPath, bool)
	// hear tells the session of a signal of the context.
	hear func(s *session, member string, body []any)
}

type call struct {
	iface  string // that of the context where empty
	member string
	args   []any
}

// service is a name on a bus under which a method of a dialect makes contexts.
type service struct {
	family  string
	dialect func() dialect
	bus     func(Environment) (address string, err error)
	name    string
	path    dbus.ObjectPath
	create  string // interface and member
	args    []any
}

// program is what the method is told about who asks.
const program = "galley"

// services are the methods that are looked for, in this order.
var services = []service{
	{"fcitx", fcitx, sessionBus, "org.fcitx.Fcitx5", fcitxPath, fcitxCreate, fcitxArgs},
	{"fcitx", fcitx, sessionBus, "org.freedesktop.portal.Fcitx", fcitxPath, fcitxCreate, fcitxArgs},
	{"ibus", ibus, ibusBus, "org.freedesktop.IBus", ibusPath, "org.freedesktop.IBus.CreateInputContext", []any{program}},
	{"ibus", ibus, sessionBus, "org.freedesktop.portal.IBus", ibusPath, "org.freedesktop.IBus.Portal.CreateInputContext", []any{program}},
}

// field returns the i-th value of a body.
func field[T any](body []any, i int) (T, bool) {
	var none T
	if i >= len(body) {
		return none, false
	}
	v, ok := body[i].(T)
	return v, ok
}
