//go:build unix && !darwin

package ime

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/godbus/dbus/v5"
)

// retry is how long after a method went away it is looked for again, while a field has the keyboard.
const retry = 2 * time.Second

const (
	busName                 = "org.freedesktop.DBus"
	busPath dbus.ObjectPath = "/org/freedesktop/DBus"
)

// wire is a session with a method on a bus. Whatever comes from the bus, replies among signals, goes through one inbox and is heard in the
// order in which it came, on the goroutine of the user interface.
type wire struct {
	session
	service service
	dialect dialect
	env     Environment
	do      func(func()) // runs a function on the goroutine of the user interface, from any
	inbox   *inbox

	link    *link           // nil while there is none
	whether uint32          // the call that asks whether the service runs, while it has no reply
	runs    bool            // what was answered
	asked   uint32          // the call that makes a context, while it has no reply
	path    dbus.ObjectPath // of the context
	seeking bool
	over    bool
}

// link is one connection to a bus.
type link struct{ conn *dbus.Conn }

// reach speaks to a service and returns the method once there is a context, or at the end of ctx where the service runs but has not made one:
// it may be busy with its dictionaries, and keys are the field's until then.
func reach(ctx context.Context, s service, env Environment, do func(func())) (*wire, error) {
	w := &wire{service: s, dialect: s.dialect(), env: env, do: do, inbox: newInbox()}
	w.session.peer, w.session.clock = w, w
	l, err := w.open()
	if err != nil {
		return nil, err
	}
	w.adopt(l)
	for !w.ready && (w.whether != 0 || w.runs && w.asked != 0) {
		select {
		case <-w.inbox.arrived:
			w.drain()
			continue
		case <-ctx.Done():
		}
		if w.runs {
			return w, nil
		}
		return nil, errors.Join(fmt.Errorf("%s: %w", s.name, ctx.Err()), w.Close())
	}
	if !w.ready {
		return nil, errors.Join(fmt.Errorf("%s does not run or makes no context", s.name), w.Close())
	}
	return w, nil
}

// open connects to the bus. Every message goes to the inbox before the library sorts replies from signals.
func (w *wire) open() (*link, error) {
	address, err := w.service.bus(w.env)
	if err != nil {
		return nil, err
	}
	l := &link{}
	l.conn, err = dbus.Connect(address, dbus.WithIncomingInterceptor(func(m *dbus.Message) { w.inbox.put(message{link: l, in: m}) }))
	if err != nil {
		return nil, fmt.Errorf("open the bus of %s: %w", w.service.name, err)
	}
	return l, nil
}

// adopt takes a link and asks for a context.
func (w *wire) adopt(l *link) {
	w.link = l
	go func() {
		<-l.conn.Context().Done()
		w.inbox.put(message{link: l, news: closed})
	}()
	w.send(busName, busPath, busName+".AddMatch",
		"type='signal',sender='"+busName+"',member='NameOwnerChanged',arg0='"+w.service.name+"'")
	w.whether = w.send(busName, busPath, busName+".NameHasOwner", w.service.name)
	w.ask()
}

func (w *wire) ask() {
	w.asked = w.send(w.service.name, w.service.path, w.service.create, w.service.args...)
}

// seek looks for the bus again, and keeps at it.
func (w *wire) seek() {
	if w.link != nil || w.seeking || w.over {
		return
	}
	w.seeking = true
	go func() {
		l, err := w.open()
		if err != nil {
			w.inbox.put(message{news: failed})
			return
		}
		w.inbox.put(message{link: l, news: opened})
	}()
}

// send calls a method and returns the number of the call. Nothing is started that does not run, and a call that cannot be sent is known by
// the end of the link.
func (w *wire) send(to string, path dbus.ObjectPath, member string, args ...any) uint32 {
	if w.link == nil {
		return 0
	}
	i := len(member) - 1
	for member[i] != '.' {
		i--
	}
	m := &dbus.Message{Type: dbus.TypeMethodCall, Flags: dbus.FlagNoAutoStart, Body: args, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(to),
		dbus.FieldPath:        dbus.MakeVariant(path),
		dbus.FieldInterface:   dbus.MakeVariant(member[:i]),
		dbus.FieldMember:      dbus.MakeVariant(member[i+1:]),
	}}
	if len(args) > 0 {
		m.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(args...))
	}
	w.link.conn.Send(m, make(chan *dbus.Call, 1))
	return m.Serial()
}

func (w *wire) say(calls ...call) (last uint32) {
	for _, c := range calls {
		iface := c.iface
		if iface == "" {
			iface = w.dialect.context
		}
		last = w.send(w.service.name, w.path, iface+"."+c.member, c.args...)
	}
	return last
}

// The calls of a peer.

func (w *wire) focus() uint32    { return w.say(w.dialect.focus()) }
func (w *wire) blur() uint32     { return w.say(w.dialect.blur()) }
func (w *wire) reset() uint32    { return w.say(w.dialect.reset()...) }
func (w *wire) caret(r Rect)     { w.say(w.dialect.caret(r)) }
func (w *wire) key(k Key) uint32 { return w.say(w.dialect.key(k)) }
func (w *wire) leave()           { w.say(w.dialect.destroy) }

// Focus implements Method. From the first field on the inbox is heard as it fills.
func (w *wire) Focus(h Handler) {
	w.inbox.listen(func() { w.do(w.drain) })
	w.drain()
	w.seek()
	w.session.Focus(h)
}

// Close implements Method.
func (w *wire) Close() error {
	if w.over {
		return nil
	}
	w.over = true
	l := w.link
	w.session.close()
	w.link = nil
	if l == nil {
		return nil
	}
	return l.conn.Close()
}

// wait implements clock.
func (w *wire) wait(limit time.Duration, done func() bool) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		w.drain()
		if done() {
			return
		}
		select {
		case <-w.inbox.arrived:
		case <-timer.C:
			w.drain()
			return
		}
	}
}

// after implements clock.
func (w *wire) after(d time.Duration, f func()) {
	time.AfterFunc(d, func() { w.do(f) })
}

// drain hears what came. A message may let a field act and with that wait for the next: each is taken before it is heard.
func (w *wire) drain() {
	for {
		m, ok := w.inbox.take()
		if !ok {
			return
		}
		w.sort(m)
	}
}

func (w *wire) sort(m message) {
	switch {
	case m.in == nil && m.news == opened:
		w.seeking = false
		if w.over {
			m.link.conn.Close()
			return
		}
		w.adopt(m.link)
	case m.in == nil && m.news == failed:
		w.seeking = false
		w.later()
	case m.link != w.link || w.link == nil: // of a link that was left
	case m.in == nil:
		w.link, w.asked, w.whether = nil, 0, 0
		w.lost()
		w.later()
	case m.in.Type == dbus.TypeMethodReply || m.in.Type == dbus.TypeError:
		serial, _ := m.in.Headers[dbus.FieldReplySerial].Value().(uint32)
		w.replied(serial, m.in)
	case m.in.Type == dbus.TypeSignal:
		w.signalled(m.in)
	}
}

// later seeks again while a field has the keyboard.
func (w *wire) later() {
	if w.field != nil {
		w.after(retry, w.seek)
	}
}

func (w *wire) replied(serial uint32, m *dbus.Message) {
	if serial != 0 && serial == w.asked {
		w.asked = 0
		if m.Type == dbus.TypeError {
			return // no such service; the bus tells when there is
		}
		if path, ok := w.dialect.created(m.Body); ok {
			w.path = path
			w.say(w.dialect.welcome...)
			w.found()
		}
		return
	}
	taken, _ := field[bool](m.Body, 0)
	if serial != 0 && serial == w.whether {
		w.whether, w.runs = 0, taken
		return
	}
	if m.Type == dbus.TypeError && w.pending(serial) && w.asked == 0 { // the context is gone without its owner
		w.lost()
		w.ask()
		return
	}
	w.session.replied(serial, taken && m.Type == dbus.TypeMethodReply)
}

func (w *wire) signalled(m *dbus.Message) {
	iface, _ := m.Headers[dbus.FieldInterface].Value().(string)
	member, _ := m.Headers[dbus.FieldMember].Value().(string)
	path, _ := m.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	switch {
	case iface == w.dialect.context && path == w.path:
		w.dialect.hear(&w.session, member, m.Body)
	case iface == busName && member == "NameOwnerChanged":
		name, _ := field[string](m.Body, 0)
		owner, ok := field[string](m.Body, 2)
		if name != w.service.name || !ok {
			return
		}
		w.asked = 0
		w.lost()
		if owner != "" {
			w.ask()
		}
	}
}
