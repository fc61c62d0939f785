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
	slow    bool     // one of them was waited for in vain
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

// part ends what the method has under way without it: the composition stays as it is shown, and waiting keys are the field's.
func (s *session) part() {
	if kept := s.preedit.kept(); !s.preedit.Empty() {
		s.preedit = Preedit{}
		s.field.Preedit(Preedit{})
		if kept != "" {
			s.field.Commit(kept)
		}
	}
	waiting := s.waiting
	s.waiting, s.slow = nil, false
	for _, o := range waiting {
		o.judged = true
		o.answer(o.taken)
	}
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
		}
	}
	for len(s.waiting) > 0 && s.waiting[0].judged {
		o := s.waiting[0]
		s.waiting = s.waiting[1:]
		o.answer(o.taken)
	}
	if len(s.waiting) == 0 {
		s.slow = false
	}
}

// hears reports whether what the method says now is meant for the field.
func (s *session) hears() bool { return s.field != nil && s.ready && s.fence == 0 }

func (s *session) commit(text string) {
	if s.hears() && text != "" {
		s.field.Commit(text)
	}
}

func (s *session) show(p Preedit) {
	if s.hears() && !(p.Empty() && s.preedit.Empty()) {
		s.preedit = p
		s.field.Preedit(p)
	}
}

func (s *session) delete(offset, n int) {
	if s.hears() && n > 0 {
		s.field.Delete(offset, n)
	}
}

func (s *session) forward(k Key) {
	if s.hears() {
		s.field.Forward(k)
	}
}
