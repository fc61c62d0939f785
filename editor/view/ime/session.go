//go:build unix && !darwin

package ime

import (
	"slices"
	"time"
)

// How long a key is waited for before the window goes on without its answer, and how long before the method is parted from.
const (
	bound    = 30 * time.Millisecond
	patience = time.Second
)

// session is the rule of order, without a wire: see DESIGN.md.
type session struct {
	peer  peer
	clock clock

	field   *Handler
	ready   bool     // the method has a context for us
	preedit Preedit  // as it is shown
	waiting []*offer // keys without an answer, in the order in which they were pressed
	heard   []func() // what was said since the last answer: it may be due to the first key that waits
	slow    bool     // a key was waited for in vain
	fence   uint32   // nothing is heard before the reply to this call; 0 is none
	silent  bool     // the method was parted from: no key is offered before the reply to fence
	caret   Rect
}

// peer is a context of an input method. Calls return at once with the number that the reply will name.
type peer interface {
	focus() uint32
	blur() uint32
	reset() uint32 // throws a composition away
	caret(Rect)
	key(Key) uint32
	leave()
}

// clock lets time pass.
type clock interface {
	// wait hears what the method says until done holds or the time is over.
	wait(limit time.Duration, done func() bool)
	// after calls f later.
	after(d time.Duration, f func())
}

type offer struct {
	serial        uint32
	answer        func(bool)
	heard         []func() // what was said before the answer
	judged, taken bool
}

// Focus implements Method.
func (s *session) Focus(h Handler) {
	s.Blur()
	s.field = &h
	if s.ready {
		s.peer.focus()
	}
}

// Blur implements Method.
func (s *session) Blur() {
	if s.field == nil {
		return
	}
	s.part()
	s.field, s.caret = nil, Rect{}
	if s.ready {
		s.peer.reset()
		s.fence = s.peer.blur()
	}
}

// Finish implements Method.
func (s *session) Finish() {
	if s.preedit.Empty() && len(s.waiting) == 0 {
		return
	}
	s.part()
	if s.ready {
		s.fence = s.peer.reset()
	}
}

// Offer implements Method.
func (s *session) Offer(k Key, answer func(bool)) {
	if s.field == nil || !s.ready || s.silent {
		answer(false)
		return
	}
	o := &offer{serial: s.peer.key(k), answer: answer}
	s.waiting = append(s.waiting, o)
	if k.Release {
		return // nothing acts on it
	}
	if !s.slow {
		s.clock.wait(bound, func() bool { return o.judged })
	}
	if o.judged {
		return
	}
	s.slow = true
	s.clock.after(patience, func() {
		if !o.judged {
			s.giveUp()
		}
	})
}

// Caret implements Method.
func (s *session) Caret(r Rect) {
	if r == s.caret {
		return
	}
	s.caret = r
	if s.ready && !s.silent {
		s.peer.caret(r)
	}
}

// close leaves the method.
func (s *session) close() {
	s.part()
	if s.ready {
		s.peer.leave()
	}
	s.ready = false
}

// pending reports whether a call is a key that waits for its answer.
func (s *session) pending(serial uint32) bool {
	return slices.ContainsFunc(s.waiting, func(o *offer) bool { return o.serial == serial })
}

// part ends what the method has under way without it: the composition stays as it is shown, and keys that wait are the field's. What was said
// and may be due to such a key is forgotten, or the key would be written twice.
func (s *session) part() {
	s.keep()
	waiting := s.waiting
	s.waiting, s.heard, s.slow = nil, nil, false
	for _, o := range waiting {
		if !o.judged {
			o.judged = true
			o.heard = nil
		}
		o.settle()
	}
	s.keep()
}

// keep commits the composition as it is shown.
func (s *session) keep() {
	if s.preedit.Empty() {
		return
	}
	kept := s.preedit.kept()
	s.preedit = Preedit{}
	s.field.Preedit(Preedit{})
	if kept != "" {
		s.field.Commit(kept)
	}
}

// settle lets what was said before the answer happen, and then the answer.
func (o *offer) settle() {
	for _, f := range o.heard {
		f()
	}
	o.answer(o.taken)
}

// giveUp parts from a method that does not answer, until it does.
func (s *session) giveUp() {
	s.part()
	s.fence, s.silent = s.peer.reset(), true
}

// lost says that the context is gone, with all that it would have said.
func (s *session) lost() {
	s.ready, s.silent, s.fence = false, false, 0
	s.part()
}

// found says that there is a new context.
func (s *session) found() {
	s.ready = true
	if s.field != nil {
		s.peer.focus()
		if s.caret != (Rect{}) {
			s.peer.caret(s.caret)
		}
	}
}

// replied takes the reply to a call, in the order in which the method sent it.
func (s *session) replied(serial uint32, taken bool) {
	if serial == s.fence {
		s.fence = 0
		if s.silent {
			s.silent = false
			if s.caret != (Rect{}) {
				s.peer.caret(s.caret)
			}
		}
		return
	}
	for _, o := range s.waiting {
		if o.serial == serial {
			o.judged, o.taken = true, taken
			o.heard, s.heard = s.heard, nil
		}
	}
	for len(s.waiting) > 0 && s.waiting[0].judged {
		o := s.waiting[0]
		s.waiting = s.waiting[1:]
		o.settle()
	}
	if len(s.waiting) == 0 {
		s.slow = false
	}
}

// hear lets the field know what the method said, with the answer to the first key that waits for one. What was said before a fence is for
// nobody.
func (s *session) hear(f func()) {
	switch {
	case s.field == nil || !s.ready || s.fence != 0:
	case len(s.waiting) > 0:
		s.heard = append(s.heard, f)
	default:
		f()
	}
}

func (s *session) commit(text string) {
	if text != "" {
		s.hear(func() { s.field.Commit(text) })
	}
}

func (s *session) show(p Preedit) {
	s.hear(func() {
		if p.Empty() && s.preedit.Empty() {
			return
		}
		s.preedit = p
		s.field.Preedit(p)
	})
}

func (s *session) delete(offset, n int) {
	if n > 0 {
		s.hear(func() { s.field.Delete(offset, n) })
	}
}

func (s *session) forward(k Key) {
	s.hear(func() { s.field.Forward(k) })
}
