//go:build unix && !darwin

package ime

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// bus is a message bus with one client and one service on it, which composes letters and commits them with a space, in capitals.
type bus struct {
	t        testing.TB
	address  string
	dialect  string // "fcitx" or "ibus"
	listener net.Listener

	mu       sync.Mutex
	conn     net.Conn
	serial   uint32
	runs     bool // the service is on the bus
	mute     bool // it makes contexts and does not answer keys
	slow     bool // it does not even make contexts
	contexts int
	composed string
	calls    []string // what the context was asked, without keys and carets
}

func newBus(t testing.TB, dialect string) *bus {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	b := &bus{t: t, address: "unix:path=" + path, dialect: dialect, listener: l, runs: true}
	go b.accept()
	t.Cleanup(func() { l.Close(); b.hangUp() })
	return b
}

func (b *bus) accept() {
	for {
		c, err := b.listener.Accept()
		if err != nil {
			return
		}
		go b.serve(c)
	}
}

func (b *bus) hangUp() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn != nil {
		b.conn.Close()
	}
}

// serve lets anybody in (D-Bus specification, authentication protocol) and answers its calls.
func (b *bus) serve(c net.Conn) {
	in := bufio.NewReader(c)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		answer := "ERROR\r\n"
		switch words := strings.Fields(strings.TrimPrefix(line, "\x00")); {
		case len(words) == 1 && words[0] == "AUTH":
			answer = "REJECTED EXTERNAL\r\n"
		case words[0] == "AUTH":
			answer = "OK 00000000000000000000000000000000\r\n"
		case words[0] == "BEGIN":
			answer = ""
		}
		if answer == "" {
			break
		}
		if _, err := c.Write([]byte(answer)); err != nil {
			return
		}
	}
	b.mu.Lock()
	b.conn = c
	b.mu.Unlock()
	for {
		m, err := dbus.DecodeMessage(in)
		if err != nil {
			return
		}
		b.mu.Lock()
		b.answer(m)
		b.mu.Unlock()
	}
}

func (b *bus) send(m *dbus.Message) {
	b.serial++
	if len(m.Body) > 0 {
		m.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(m.Body...))
	}
	out, err := encode(m, b.serial)
	if err != nil {
		b.t.Error(err)
	}
	if b.conn != nil {
		b.conn.Write(out) // a client that has gone hears nothing
	}
}

// encode writes a message with its number, which stands in the third word of the head: the library numbers only what its own connections send.
func encode(m *dbus.Message, serial uint32) ([]byte, error) {
	var raw bytes.Buffer
	if err := m.EncodeTo(&raw, binary.LittleEndian); err != nil {
		return nil, err
	}
	out := raw.Bytes()
	binary.LittleEndian.PutUint32(out[8:], serial)
	return out, nil
}

func (b *bus) reply(to *dbus.Message, body ...any) {
	b.send(&dbus.Message{Type: dbus.TypeMethodReply, Body: body, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldReplySerial: dbus.MakeVariant(to.Serial()),
	}})
}

func (b *bus) refuse(to *dbus.Message, name string) {
	b.send(&dbus.Message{Type: dbus.TypeError, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldReplySerial: dbus.MakeVariant(to.Serial()),
		dbus.FieldErrorName:   dbus.MakeVariant(name),
	}})
}

func (b *bus) signal(path dbus.ObjectPath, iface, member string, body ...any) {
	b.send(&dbus.Message{Type: dbus.TypeSignal, Body: body, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldPath: dbus.MakeVariant(path), dbus.FieldInterface: dbus.MakeVariant(iface), dbus.FieldMember: dbus.MakeVariant(member),
	}})
}

func (b *bus) path() dbus.ObjectPath {
	return dbus.ObjectPath("/context/" + string(rune('0'+b.contexts)))
}

func (b *bus) answer(m *dbus.Message) {
	member := m.Headers[dbus.FieldMember].Value().(string)
	switch {
	case member == "Hello":
		b.reply(m, ":1.1")
		return
	case member == "AddMatch":
		b.reply(m)
		return
	case member == "NameHasOwner":
		b.reply(m, b.runs)
		return
	case !b.runs:
		b.refuse(m, "org.freedesktop.DBus.Error.ServiceUnknown")
		return
	case member == "CreateInputContext":
		if b.slow {
			return
		}
		b.contexts++
		b.composed = ""
		if b.dialect == "fcitx" {
			b.reply(m, b.path(), []byte{1})
		} else {
			b.reply(m, b.path())
		}
		return
	case m.Headers[dbus.FieldPath].Value() != b.path():
		b.refuse(m, "org.freedesktop.DBus.Error.UnknownObject")
		return
	case member == "ProcessKeyEvent":
		if !b.mute {
			b.reply(m, b.key(m.Body))
		}
		return
	case member == "SetCursorRect" || member == "SetCursorLocation":
	default:
		b.calls = append(b.calls, member)
		if member == "Reset" && b.composed != "" {
			b.composed = ""
			b.show()
		}
	}
	b.reply(m)
}

func (b *bus) key(body []any) bool {
	release := b.dialect == "fcitx" && body[3].(bool) || b.dialect == "ibus" && body[2].(uint32)&ibusRelease != 0
	r, _ := Sym(body[0].(uint32)).Rune()
	switch {
	case release:
		return false
	case r >= 'a' && r <= 'z':
		b.composed += string(r)
		b.show()
		return true
	case r == ' ' && b.composed != "":
		text := strings.ToUpper(b.composed)
		b.composed = ""
		b.commit(text)
		b.show()
		return true
	}
	return false
}

type ibusAttribute struct {
	Name        string
	Attached    map[string]dbus.Variant
	Kind, Value uint32
	From, To    uint32
}

type ibusAttributes struct {
	Name     string
	Attached map[string]dbus.Variant
	All      []dbus.Variant
}

type ibusString struct {
	Name       string
	Attached   map[string]dbus.Variant
	Text       string
	Attributes dbus.Variant
}

func ibusVariant(text string, attributes ...ibusAttribute) dbus.Variant {
	none := map[string]dbus.Variant{}
	list := ibusAttributes{"IBusAttrList", none, []dbus.Variant{}}
	for _, a := range attributes {
		a.Name, a.Attached = "IBusAttribute", none
		list.All = append(list.All, dbus.MakeVariant(a))
	}
	return dbus.MakeVariant(ibusString{"IBusText", none, text, dbus.MakeVariant(list)})
}

func (b *bus) commit(text string) {
	if b.dialect == "fcitx" {
		b.signal(b.path(), fcitx().context, "CommitString", text)
	} else {
		b.signal(b.path(), ibus().context, "CommitText", ibusVariant(text))
	}
}

type fcitxPart struct {
	Text string
	Look int32
}

func (b *bus) show() {
	n := len(b.composed)
	if b.dialect == "fcitx" {
		b.signal(b.path(), fcitx().context, "UpdateFormattedPreedit", []fcitxPart{{b.composed, fcitxUnderline}}, int32(n))
	} else {
		b.signal(b.path(), ibus().context, "UpdatePreeditText", ibusVariant(b.composed, ibusAttribute{Kind: 1, Value: 1, To: uint32(n)}), uint32(n), n > 0)
	}
}

// owner takes the service off the bus, or puts a new one on it.
func (b *bus) owner(runs bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.runs, b.mute = runs, false
	name := map[string]string{"fcitx": "org.fcitx.Fcitx5", "ibus": "org.freedesktop.IBus"}[b.dialect]
	before, after := ":1.2", ""
	if runs {
		before, after = after, ":1.3"
	}
	b.signal(busPath, busName, "NameOwnerChanged", name, before, after)
}

func (b *bus) set(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f()
}

func (b *bus) environment() Environment {
	vars := map[string]string{"DBUS_SESSION_BUS_ADDRESS": b.address, "XMODIFIERS": "@im=fcitx", "HOME": "/home/x", "DISPLAY": ":7.0"}
	if b.dialect == "ibus" {
		vars["XMODIFIERS"] = "@im=ibus"
	}
	files := map[string]string{
		"/etc/machine-id":                     "abc\n",
		"/home/x/.config/ibus/bus/abc-unix-7": "# ibus\nIBUS_ADDRESS=" + b.address + "\nIBUS_DAEMON_PID=1\n",
	}
	return Environment{
		Getenv: func(n string) string { return vars[n] },
		ReadFile: func(n string) ([]byte, error) {
			if f, ok := files[n]; ok {
				return []byte(f), nil
			}
			return nil, fs.ErrNotExist
		},
	}
}

// ui is a goroutine of a user interface that a test is.
type ui struct{ queue chan func() }

func (u *ui) do(f func()) { u.queue <- f }

// until lets the user interface work until something holds.
func (u *ui) until(holds func() bool) {
	for !holds() {
		(<-u.queue)()
	}
}

func reachBus(t *testing.T, b *bus) (*wire, *paper, *ui) {
	t.Helper()
	u := &ui{make(chan func(), 1000)}
	m, err := Reach(context.Background(), b.environment(), u.do)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	p := &paper{}
	m.Focus(p.handler())
	m.Caret(Rect{10, 20, 2, 30})
	return m.(*wire), p, u
}

func (p *paper) types(w *wire, keys string) {
	for _, r := range keys {
		w.Offer(Key{Sym: symOf(r), Code: 30}, func(taken bool) {
			if !taken {
				p.text.WriteRune(r)
			}
		})
		w.Offer(Key{Sym: symOf(r), Code: 30, Release: true}, func(bool) {})
	}
}

func TestWire(t *testing.T) {
	for _, dialect := range []string{"fcitx", "ibus"} {
		settled := func(w *wire) func() bool { return func() bool { return len(w.waiting) == 0 && w.fence == 0 } }
		t.Run(dialect+" writes", func(t *testing.T) {
			b := newBus(t, dialect)
			w, p, u := reachBus(t, b)
			p.types(w, "ni hao")
			u.until(settled(w))
			if p.text.String() != "NI" || p.shown != "hao" || w.preedit.Caret != 3 || !w.preedit.Segments[0].Underline {
				t.Errorf("written %q, shown %q: %+v", p.text.String(), p.shown, w.preedit)
			}
			w.Blur()
			if p.text.String() != "NIhao" || p.shown != "" {
				t.Errorf("written %q, shown %q after the field was left", p.text.String(), p.shown)
			}
		})
		t.Run(dialect+" goes and comes back", func(t *testing.T) {
			b := newBus(t, dialect)
			w, p, u := reachBus(t, b)
			p.types(w, "ni")
			u.until(settled(w))
			b.owner(false)
			u.until(func() bool { return !w.ready })
			p.types(w, "hao")
			b.owner(true)
			u.until(func() bool { return w.ready })
			p.types(w, "ma ")
			u.until(settled(w))
			if got := p.text.String(); got != "nihaoMA" {
				t.Errorf("written %q", got)
			}
		})
		t.Run(dialect+" forgets the context", func(t *testing.T) {
			b := newBus(t, dialect)
			w, p, u := reachBus(t, b)
			p.types(w, "ni")
			u.until(settled(w))
			b.set(func() { b.contexts++ })
			p.types(w, "h")
			u.until(func() bool { return w.ready && len(w.waiting) == 0 })
			p.types(w, "ao ")
			u.until(settled(w))
			if got := p.text.String(); got != "nihAO" {
				t.Errorf("written %q", got)
			}
		})
		t.Run(dialect+" does not answer", func(t *testing.T) {
			b := newBus(t, dialect)
			w, p, u := reachBus(t, b)
			b.set(func() { b.mute = true })
			p.types(w, "ni")
			if p.text.String() != "" {
				t.Errorf("written %q before the patience was over", p.text.String())
			}
			u.until(func() bool { return p.text.String() == "ni" })
			b.set(func() { b.mute = false })
			u.until(func() bool { return !w.silent })
			p.types(w, "hao ")
			u.until(settled(w))
			if got := p.text.String(); got != "niHAO" {
				t.Errorf("written %q", got)
			}
		})
		t.Run(dialect+" and its bus go and come back", func(t *testing.T) {
			b := newBus(t, dialect)
			w, p, u := reachBus(t, b)
			p.types(w, "ni")
			u.until(settled(w))
			b.hangUp()
			u.until(func() bool { return !w.ready })
			p.types(w, "hao")
			u.until(func() bool { return w.ready })
			p.types(w, "ma ")
			u.until(settled(w))
			if got := p.text.String(); got != "nihaoMA" {
				t.Errorf("written %q", got)
			}
		})
	}
}

func TestReachRefuses(t *testing.T) {
	do := func(func()) {}
	b := newBus(t, "fcitx")
	b.set(func() { b.runs = false })
	if _, err := Reach(context.Background(), b.environment(), do); !errors.Is(err, ErrUnreachable) {
		t.Errorf("a method that does not run: %v", err)
	}
	none := Environment{Getenv: func(string) string { return "" }, ReadFile: func(string) ([]byte, error) { return nil, fs.ErrNotExist }}
	if _, err := Reach(context.Background(), none, do); !errors.Is(err, ErrUnreachable) {
		t.Errorf("no bus: %v", err)
	}
	env := b.environment()
	off := Environment{Getenv: func(n string) string {
		if n == "XMODIFIERS" {
			return "@im=none"
		}
		return env.Getenv(n)
	}, ReadFile: env.ReadFile}
	b.set(func() { b.runs = true })
	if _, err := Reach(context.Background(), off, do); !errors.Is(err, ErrUnreachable) {
		t.Errorf("input methods turned off: %v", err)
	}
}

// A method that is busy when it is reached makes its context later.
func TestReachABusyMethod(t *testing.T) {
	b := newBus(t, "fcitx")
	b.set(func() { b.slow = true })
	u := &ui{make(chan func(), 1000)}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	m, err := Reach(ctx, b.environment(), u.do)
	if err != nil {
		t.Fatal(err)
	}
	p := &paper{}
	m.Focus(p.handler())
	w := m.(*wire)
	p.types(w, "ni")
	b.set(func() { b.slow = false })
	b.owner(true)
	u.until(func() bool { return w.ready })
	p.types(w, "hao ")
	u.until(func() bool { return len(w.waiting) == 0 })
	if got := p.text.String(); got != "niHAO" {
		t.Errorf("written %q", got)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
}
