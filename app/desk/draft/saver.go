// Package draft keeps what is typed. A [Saver] appends the difference between what is stored and what is typed, a second after the first
// key that is not stored, on the revision that it knows; when that is stale, or the newsroom refuses, it keeps the text where it is and says
// why.
//
// It knows no windows: the caller gives it the manuscript as typed and hears of every new phase.
package draft

import (
	"context"
	"time"

	"galley/app/newsroom"
	"galley/editor/state"
	"galley/editor/transform"
)

const (
	saveAfter  = time.Second      // from the first key that is not stored to the save
	retryAfter = 5 * time.Second  // from a save that failed to the next; doubled each time
	retryMost  = 30 * time.Second // up to this
)

// Phase is how safe the typed text is.
type Phase int

// The phases.
const (
	Saved    Phase = iota // what is typed is stored
	Waiting               // typed, and about to be Saved
	Saving                //
	Unsaved               // the last attempt failed; see saver.err
	Conflict              // somebody else stored something since; see saver.err
)

// Params is what a saver needs from outside. Everything but After's function is called on one goroutine, the windows'.
type Params struct {
	Append  func(ctx context.Context, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error)
	Work    func(f func(context.Context) error, done func(error)) // runs f elsewhere and then done here
	After   func(d time.Duration, f func()) (stop func())         // calls f once, anywhere
	Now     func() time.Time                                      //
	Fields  func() (newsroom.Manuscript, error)                   // the manuscript as typed
	Changed func()                                                // hears of every new phase
}

// Saver keeps what is typed into one article.
type Saver struct {
	Params
	Article newsroom.Article
	Base    newsroom.Revision
	Stored  newsroom.Manuscript // at Base

	Phase Phase
	At    time.Time // of the last success
	Err   error     // why the text is Unsaved or in Conflict

	// Retry is how long after a failure the next attempt comes while the text is Unsaved, 0 where only the person can help: what is typed
	// makes no manuscript.
	Retry time.Duration

	again  bool   // typed while Saving
	stop   func() // the timer that is running
	closed bool
	then   []func(bool) // told when the save in progress, and any that it makes necessary, has ended
}

// New returns a saver for an article whose manuscript at revision base is stored.
func New(p Params, a newsroom.Article, base newsroom.Revision, stored newsroom.Manuscript) Saver {
	return Saver{Params: p, Article: a, Base: base, Stored: stored, At: a.Updated}
}

// Touch says that something was typed.
func (s *Saver) Touch() {
	if s.closed {
		return
	}
	switch s.Phase {
	case Saving:
		s.again = true
		return
	case Conflict:
		return // nothing can be stored until the person has decided; the text stays in the fields
	}
	if s.Phase == Waiting && s.stop != nil {
		return // the text is saved a second after the first key that is not stored, however long the typing goes on
	}
	s.arm(saveAfter)
	if s.Phase != Waiting {
		s.enter(Waiting, nil)
	}
}

// arm saves after a time, and not at the time that was set before.
func (s *Saver) arm(d time.Duration) {
	s.disarm()
	s.stop = s.After(d, func() {
		s.Work(nothing, func(error) {
			if !s.closed {
				s.Save()
			}
		})
	})
}

func (s *Saver) disarm() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

// Close ends the saver: from now on it saves when it is told to and never by itself.
func (s *Saver) Close() {
	s.closed = true
	s.disarm()
}

// nothing is work that only comes back to the goroutine of the windows.
func nothing(context.Context) error { return nil }

// Flush saves now. done is told whether all that is typed is stored.
func (s *Saver) Flush(done func(ok bool)) {
	if s.Phase == Conflict {
		done(false)
		return
	}
	s.then = append(s.then, done)
	if s.Phase == Saving {
		s.again = true
		return
	}
	s.Save()
}

func (s *Saver) enter(p Phase, err error) {
	s.Phase, s.Err = p, err
	s.Changed()
}

func (s *Saver) finish(p Phase, err error) {
	then := s.then
	s.then = nil
	s.enter(p, err)
	for _, f := range then {
		f(p == Saved)
	}
}

// Save appends the difference between what is stored and what is typed.
func (s *Saver) Save() {
	s.disarm()
	if s.Phase == Saving || s.Phase == Conflict {
		return
	}
	want, err := s.Fields()
	var changes []newsroom.Change
	if err == nil {
		changes, err = Difference(s.Stored, want)
	}
	if err != nil {
		s.Retry = 0
		s.finish(Unsaved, err)
		return
	}
	if len(changes) == 0 {
		s.Retry = 0
		s.finish(Saved, nil)
		return
	}
	s.enter(Saving, nil)
	s.store(want, changes)
}

func (s *Saver) store(want newsroom.Manuscript, changes []newsroom.Change) {
	var after newsroom.Article
	base := s.Base
	s.Work(func(ctx context.Context) (err error) {
		after, err = s.Params.Append(ctx, s.Article.ID, base, changes)
		return err
	}, func(err error) {
		again := s.again
		s.again = false
		switch {
		case newsroom.CodeOf(err) == newsroom.Conflict && err != nil:
			s.finish(Conflict, err)
		case err != nil:
			s.Retry = min(max(2*s.Retry, retryAfter), retryMost)
			if !s.closed {
				s.arm(s.Retry)
			}
			s.finish(Unsaved, err)
		default:
			s.Article, s.Base, s.Stored, s.At = after, after.Revision, want, s.Now()
			s.Retry = 0
			if again {
				s.Phase = Waiting
				s.Save()
				return
			}
			s.finish(Saved, nil)
		}
	})
}

// Rebase takes what is stored now as the base, so that what is typed can be saved over it.
func (s *Saver) Rebase(a newsroom.Article, m newsroom.Manuscript, r newsroom.Revision) {
	s.Article, s.Stored, s.Base = a, m, r
	s.enter(Waiting, nil)
}

// Difference returns the changes that turn one manuscript into another: the steps of one transaction, then the properties.
func Difference(before, after newsroom.Manuscript) ([]newsroom.Change, error) {
	var changes []newsroom.Change
	steps, err := transform.Compare(before.Doc, after.Doc)
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Invalid, err, "error.change_does_not_fit", "Number", "")
	}
	now := state.NewState(before.Doc)
	tr := now.Begin()
	for _, step := range steps {
		if err := tr.Step(step); err != nil {
			return nil, newsroom.Errorf(newsroom.Invalid, err, "error.change_does_not_fit", "Number", "")
		}
	}
	if _, err := now.Apply(tr); err != nil {
		return nil, newsroom.Errorf(newsroom.Invalid, err, "error.change_does_not_fit", "Number", "")
	}
	for _, step := range tr.Steps() {
		changes = append(changes, newsroom.Change{Step: step})
	}
	if !before.Properties.Equal(after.Properties) {
		p := after.Properties
		changes = append(changes, newsroom.Change{Properties: &p})
	}
	return changes, nil
}
