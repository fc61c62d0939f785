//go:build unix && !darwin

package ime

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/godbus/dbus/v5"
	"pgregory.net/rapid"
)

func TestFcitxComposition(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts [][]any
		caret int32
		want  Preedit
	}{
		{"nothing", nil, 0, Preedit{}},
		{"letters", [][]any{{"ni hao", int32(8)}}, 6, Preedit{[]Segment{{Text: "ni hao", Underline: true}}, 6}},
		{"words before letters", [][]any{{"你", int32(8)}, {"hao", int32(16)}, {"?", int32(32)}, {"", int32(8)}}, 3,
			Preedit{[]Segment{{Text: "你", Underline: true}, {Text: "hao", Highlight: true}, {Text: "?", Transient: true}}, 1}},
		{"no caret", [][]any{{"你", int32(0)}}, -1, Preedit{[]Segment{{Text: "你"}}, -1}},
		{"a caret beyond the end", [][]any{{"你", int32(0)}}, 99, Preedit{[]Segment{{Text: "你"}}, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := fcitxComposition([]any{c.parts, c.caret}); !ok || !reflect.DeepEqual(got, c.want) {
				t.Errorf("read as %+v, %t", got, ok)
			}
		})
	}
}

func TestIBusComposition(t *testing.T) {
	text := ibusVariant("你好ma", ibusAttribute{Kind: 1, Value: 1, To: 4}, ibusAttribute{Kind: 3, Value: 0xff, From: 2, To: 9})
	want := []Segment{{Text: "你好", Underline: true}, {Text: "ma", Underline: true, Highlight: true}}
	p, visible, ok := ibusComposition([]any{overWire(t, text), uint32(9), true})
	if !ok || !visible || p.Caret != 4 || !reflect.DeepEqual(p.Segments, want) {
		t.Errorf("read as %+v, %t, %t", p, visible, ok)
	}
	p, _, ok = ibusComposition([]any{overWire(t, ibusVariant("ni")), uint32(1), true})
	if !ok || p.Caret != 1 || !reflect.DeepEqual(p.Segments, []Segment{{Text: "ni", Underline: true}}) {
		t.Errorf("without attributes it is read as %+v, %t", p, ok)
	}
}

// overWire gives a variant as it comes from a bus: structures are slices.
func overWire(t *testing.T, v dbus.Variant) dbus.Variant {
	t.Helper()
	m := &dbus.Message{Type: dbus.TypeSignal, Body: []any{v}, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldPath: dbus.MakeVariant(ibusPath), dbus.FieldInterface: dbus.MakeVariant("a.b"), dbus.FieldMember: dbus.MakeVariant("c"),
		dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(v)),
	}}
	raw, err := encode(m, 1)
	if err != nil {
		t.Fatal(err)
	}
	back, err := dbus.DecodeMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return back.Body[0].(dbus.Variant)
}

// Signals that are not what they should be say nothing, and compositions stay within themselves.
func TestHearLaw(t *testing.T) { rapid.Check(t, hearLaw) }

func FuzzHear(f *testing.F) { f.Fuzz(rapid.MakeFuzz(hearLaw)) }

func hearLaw(t *rapid.T) {
	var value func(depth int) any
	value = func(depth int) any {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0, 1:
			return rapid.String().Draw(t, "text")
		case 2:
			return rapid.Int32().Draw(t, "int32")
		case 3:
			return rapid.Uint32().Draw(t, "uint32")
		case 4:
			return rapid.Bool().Draw(t, "bool")
		case 5:
			return map[string]dbus.Variant{}
		}
		if depth == 0 {
			return "x"
		}
		body := make([]any, rapid.IntRange(0, 6).Draw(t, "length"))
		for i := range body {
			body[i] = value(depth - 1)
		}
		switch rapid.IntRange(0, 3).Draw(t, "wrap") {
		case 0:
			return body
		case 1:
			return [][]any{body, body}
		case 2:
			return []dbus.Variant{dbus.MakeVariantWithSignature(body, dbus.ParseSignatureMust("(s)"))}
		}
		return dbus.MakeVariantWithSignature(body, dbus.ParseSignatureMust("(s)"))
	}
	s := &session{peer: &daemon{}, ready: true}
	s.Focus(Handler{
		Commit: func(string) {},
		Preedit: func(p Preedit) {
			if n := utf8.RuneCountInString(p.Text()); p.Caret > n {
				t.Fatalf("the caret is at %d of %d", p.Caret, n)
			}
		},
		Delete: func(_, n int) {
			if n <= 0 {
				t.Fatalf("%d characters to delete", n)
			}
		},
		Forward: func(Key) {},
	})
	hears := []func(*session, string, []any){fcitx().hear, ibus().hear}
	for range 5 {
		member := rapid.SampledFrom([]string{"CommitString", "UpdateFormattedPreedit", "DeleteSurroundingText", "ForwardKey", "CommitText",
			"UpdatePreeditText", "ShowPreeditText", "HidePreeditText", "ForwardKeyEvent", "CurrentIM"}).Draw(t, "member")
		body := make([]any, rapid.IntRange(0, 4).Draw(t, "arguments"))
		for i := range body {
			body[i] = value(3)
		}
		rapid.SampledFrom(hears).Draw(t, "dialect")(s, member, body)
	}
}

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		x, qt, gtk, want string
		off              bool
	}{
		{"@im=fcitx", "", "", "fcitx", false},
		{"@im=fcitx5", "ibus", "", "fcitx", false},
		{"@im=ibus", "", "fcitx", "ibus", false},
		{"", "fcitx", "ibus", "fcitx", false},
		{"", "", "ibus", "ibus", false},
		{"@im=local", "wayland", "xim", "", false},
		{"", "", "", "", false},
		{"@im=none", "fcitx", "fcitx", "", true},
	} {
		env := Environment{Getenv: func(n string) string {
			return map[string]string{"XMODIFIERS": c.x, "QT_IM_MODULE": c.qt, "GTK_IM_MODULE": c.gtk}[n]
		}}
		if got, err := wanted(env); got != c.want || (err != nil) != c.off {
			t.Errorf("%+v names %q: %v", c, got, err)
		}
	}
}

func FuzzIBusAddress(f *testing.F) {
	f.Add([]byte("# comment\nIBUS_ADDRESS=unix:abstract=/x,guid=1\nIBUS_DAEMON_PID=7\n"))
	f.Add([]byte("IBUS_ADDRESS="))
	f.Fuzz(func(t *testing.T, file []byte) {
		if a, ok := ibusAddress(file); ok && (a == "" || strings.ContainsAny(a, "\n") || !strings.Contains(string(file), "IBUS_ADDRESS="+a)) {
			t.Errorf("%q is not an address of the file", a)
		}
	})
}

// BenchmarkOffer is a key that an input method takes and shows, there and back over a bus of its own.
func BenchmarkOffer(b *testing.B) {
	bus := newBus(b, "fcitx")
	m, err := Reach(context.Background(), bus.environment(), func(f func()) {})
	if err != nil {
		b.Fatal(err)
	}
	p := &paper{}
	m.Focus(p.handler())
	taken := 0
	for b.Loop() {
		m.Offer(Key{Sym: 'a', Code: 38}, func(t bool) {
			if t {
				taken++
			}
		})
		m.Offer(Key{Sym: ' ', Code: 65}, func(t bool) {
			if t {
				taken++
			}
		})
	}
	if taken != 2*b.N {
		b.Errorf("%d of %d keys were taken", taken, 2*b.N)
	}
	if err := m.Close(); err != nil {
		b.Error(err)
	}
}
