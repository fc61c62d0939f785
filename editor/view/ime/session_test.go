//go:build unix && !darwin

package ime

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"
)

// daemon is an input method in a drawer: it composes letters, and commits them in upper case with the space that ends them. What it is asked
// waits until it works; what it says waits until it is delivered.
type daemon struct {
	s        *session
	serial   uint32
	asked    []request
	said     []func() // to the session, in order
	composed string
	dead     bool
	alive    int // which life of it this is
	known    int // the life in which the session has a context
	timers   []func()
	atOnce   func() int // how much is worked and delivered while a key is waited for
}

type request struct {
	serial uint32
	what   string
	key    Key
}

func (d *daemon) ask(what string, k Key) uint32 {
	d.serial++
	if !d.dead && d.alive == d.known { // a new life knows nothing of contexts of the one before
		d.asked = append(d.asked, request{d.serial, what, k})
	}
	return d.serial
}

func (d *daemon) focus() uint32    { return d.ask("focus", Key{}) }
func (d *daemon) blur() uint32     { return d.ask("blur", Key{}) }
func (d *daemon) reset() uint32    { return d.ask("reset", Key{}) }
func (d *daemon) caret(Rect)       { d.ask("caret", Key{}) }
func (d *daemon) key(k Key) uint32 { return d.ask("key", k) }
func (d *daemon) leave()           { d.ask("leave", Key{}) }

func (d *daemon) after(_ time.Duration, f func()) { d.timers = append(d.timers, f) }

func (d *daemon) wait(_ time.Duration, done func() bool) {
	for n := d.atOnce(); n > 0 && !done(); n-- {
		d.work()
		d.deliver()
	}
}

// work answers the oldest request.
func (d *daemon) work() {
	if len(d.asked) == 0 {
		return
	}
	r := d.asked[0]
	d.asked = d.asked[1:]
	show := func() {
		p := Preedit{Segments: []Segment{{Text: d.composed}}}
		d.say(func() { d.s.show(p) })
	}
	taken := false
	switch r.what {
	case "reset", "blur": // some commit what they have, which must not be heard
		if c := d.composed; c != "" {
			d.composed = ""
			d.say(func() { d.s.commit(strings.ToUpper(c)) })
			show()
		}
	case "key":
		c, _ := r.key.Sym.Rune()
		switch {
		case r.key.Release:
		case c == ' ' && d.composed != "":
			text := strings.ToUpper(d.composed) + " "
			d.composed, taken = "", true
			d.say(func() { d.s.commit(text) })
			show()
		case unicode.IsLetter(c):
			d.composed += string(c)
			taken = true
			show()
		case d.composed != "": // a mark commits, and is the field's
			text := strings.ToUpper(d.composed)
			d.composed = ""
			d.say(func() { d.s.commit(text) })
			show()
		}
	}
	d.say(func() { d.s.replied(r.serial, taken) })
}

func (d *daemon) say(f func()) { d.said = append(d.said, f) }

// deliver lets the session hear the next thing that was said.
func (d *daemon) deliver() {
	for len(d.said) > 0 {
		f := d.said[0]
		d.said = d.said[1:]
		f()
	}
}

func (d *daemon) hearOne() {
	if len(d.said) > 0 {
		f := d.said[0]
		d.said = d.said[1:]
		f()
	}
}

func (d *daemon) die() {
	d.dead, d.asked, d.composed = true, nil, ""
	d.say(d.s.lost)
}

func (d *daemon) rise() {
	d.dead = false
	d.alive++
	life := d.alive
	d.say(func() {
		d.known = life
		d.s.found()
	})
}

// paper is a field that the session writes into.
type paper struct {
	text  strings.Builder
	shown string
}

func (p *paper) handler() Handler {
	return Handler{
		Commit:  func(s string) { p.text.WriteString(s) },
		Preedit: func(c Preedit) { p.shown = c.Text() },
		Delete:  func(int, int) {},
		Forward: func(Key) {},
	}
}

func newDrawer(atOnce func() int) (*daemon, *paper) {
	d := &daemon{atOnce: atOnce}
	d.s = &session{peer: d, clock: d, ready: true}
	p := &paper{}
	d.s.Focus(p.handler())
	return d, p
}

// typeTo presses a key; the field writes it where it was not taken.
func typeTo(d *daemon, p *paper, r rune) {
	d.s.Offer(Key{Sym: symOf(r)}, func(taken bool) {
		if !taken {
			p.text.WriteRune(r)
		}
	})
	d.s.Offer(Key{Sym: symOf(r), Release: true}, func(bool) {})
}

// Whatever the method does, each key is written once and in its place: as it was pressed, or in upper case by the method.
func TestSessionLaw(t *testing.T) { rapid.Check(t, sessionLaw) }

func FuzzSession(f *testing.F) { f.Fuzz(rapid.MakeFuzz(sessionLaw)) }

func sessionLaw(t *rapid.T) {
	d, p := newDrawer(func() int { return rapid.IntRange(0, 4).Draw(t, "worked while waiting") })
	var want strings.Builder
	for range rapid.IntRange(1, 80).Draw(t, "events") {
		switch rapid.IntRange(0, 11).Draw(t, "event") {
		case 0, 1, 2, 3, 4:
			r := rapid.RuneFrom([]rune("abc  ,1")).Draw(t, "key")
			typeTo(d, p, r)
			want.WriteRune(r)
		case 5:
			d.work()
		case 6:
			d.hearOne()
		case 7:
			d.work()
			d.deliver()
		case 8:
			if len(d.timers) > 0 {
				f := d.timers[0]
				d.timers = d.timers[1:]
				f()
			}
		case 9:
			d.s.Finish()
		case 10:
			d.s.Blur()
			d.s.Focus(p.handler())
		case 11:
			if d.dead {
				d.rise()
			} else {
				d.die()
			}
		}
		if d.s.preedit.Text() != p.shown {
			t.Fatalf("shown %q, composed %q", p.shown, d.s.preedit.Text())
		}
	}
	d.s.Finish()
	if got := strings.ToLower(p.text.String()); got != want.String() {
		t.Fatalf("pressed %q\nwritten %q", want.String(), p.text.String())
	}
	if p.shown != "" {
		t.Fatalf("%q is still composed", p.shown)
	}
}

func TestSessionScenes(t *testing.T) {
	always, never := func() int { return 10 }, func() int { return 0 }
	all := func(d *daemon) {
		for len(d.asked) > 0 {
			d.work()
		}
		d.deliver()
	}
	for _, c := range []struct {
		name   string
		answer func() int
		play   func(d *daemon, p *paper)
		text   string
		shown  string
	}{
		{"answers at once", always, func(d *daemon, p *paper) { types(d, p, "ni hao") }, "NI ", "hao"},
		{"answers late", never, func(d *daemon, p *paper) { types(d, p, "ni,hao"); all(d) }, "NI,", "hao"},
		{"has not answered", never, func(d *daemon, p *paper) { types(d, p, "ni,") }, "", ""},
		{"is parted from, and answers after", never, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.timers[0]()
			all(d)
		}, "ni", ""},
		{"is not asked while it is silent", never, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.timers[0]()
			types(d, p, "hao")
		}, "nihao", ""},
		{"is asked again once it speaks", never, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.timers[0]()
			all(d)
			types(d, p, "hao")
			all(d)
		}, "ni", "hao"},
		{"dies while composing", always, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.die()
			d.deliver()
			types(d, p, "hao")
		}, "nihao", ""},
		{"dies with keys unanswered", never, func(d *daemon, p *paper) {
			types(d, p, "n")
			all(d)
			types(d, p, "i,")
			d.die()
			d.deliver()
		}, "ni,", ""},
		{"dies and comes back", always, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.die()
			d.rise()
			d.deliver()
			types(d, p, "hao ")
		}, "niHAO ", ""},
		{"commits what was finished", always, func(d *daemon, p *paper) {
			types(d, p, "ni")
			d.s.Finish()
			types(d, p, "hao ")
		}, "niHAO ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, p := newDrawer(c.answer)
			c.play(d, p)
			if p.text.String() != c.text || p.shown != c.shown {
				t.Errorf("written %q and shown %q, not %q and %q", p.text.String(), p.shown, c.text, c.shown)
			}
		})
	}
}

func types(d *daemon, p *paper, keys string) {
	for _, r := range keys {
		typeTo(d, p, r)
	}
}

// A second field hears nothing of what was composed in the first.
func TestSessionKeepsFieldsApart(t *testing.T) {
	d, first := newDrawer(func() int { return 0 })
	types(d, first, "n")
	d.work()
	d.work()
	d.deliver()
	types(d, first, "i ")
	d.work() // what it says is on its way
	second := &paper{}
	d.s.Focus(second.handler())
	for len(d.asked) > 0 {
		d.work()
	}
	d.deliver()
	if got := first.text.String(); got != "ni " {
		t.Errorf("the first field has %q", got)
	}
	if second.text.Len() != 0 || second.shown != "" {
		t.Errorf("the second field has %q and shows %q", second.text.String(), second.shown)
	}
}

// A silent method is not waited for a second time.
func TestSessionWaitsOnce(t *testing.T) {
	waits := 0
	d, p := newDrawer(func() int { waits++; return 0 })
	types(d, p, "nihao")
	if waits != 1 {
		t.Errorf("waited %d times", waits)
	}
}

// Hints are not written when a composition is committed as it stands.
func TestSessionLeavesHintsOut(t *testing.T) {
	d, p := newDrawer(func() int { return 0 })
	d.s.show(Preedit{Segments: []Segment{{Text: "ni"}, {Text: "…", Transient: true}}})
	d.s.Finish()
	if got := p.text.String(); got != "ni" {
		t.Errorf("wrote %q", got)
	}
}
