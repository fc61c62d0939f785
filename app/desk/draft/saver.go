// Package draft keeps what is typed, and keeps it in step with what others type into the same article.
//
// A [Saver] hears of every transaction of the page. Half a second after the first step that is not stored it appends the steps and the properties,
// on the revision that it knows. When somebody else was first, and whenever [Saver.Follow] is called, it reads the changes from
// there, puts them before its own (editor/collab), and goes on; so nothing is compared, nothing is asked, and nothing is lost. What the newsroom refuses stays
// on the page: the saver says why, tries again by itself, and counts the seconds until then.
//
// It knows no windows: the caller gives it the page, and hears of every new phase.
package draft

import (
	"context"
	"time"

	"galley/app/newsroom"
	"galley/editor/collab"
	"galley/editor/state"
)

const (
	saveAfter  = time.Second / 2  // from the first key that is not stored to the save
	retryAfter = 5 * time.Second  // from a save that failed to the next; doubled each time
	retryMost  = 30 * time.Second // up to this
)

// Phase is how safe the typed text is.
type Phase int

// The phases.
const (
	Saved   Phase = iota // what is typed is stored
	Waiting              // typed, and about to be Saved
	Saving               //
	Unsaved              // the last attempt failed; see Saver.Err
)

// Params is what a saver needs from outside. Everything but Append, Changes and After's function is called on one goroutine, the windows'.
type Params struct {
	Append  func(ctx context.Context, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error)
	Changes func(ctx context.Context, id newsroom.ArticleID, from newsroom.Revision) ([]newsroom.StoredChange, error)
	Me      newsroom.StaffID
	Work    func(f func(context.Context) error, done func(error)) // runs f elsewhere and then done here
	After   func(d time.Duration, f func()) (stop func())         // calls f once, anywhere
	Now     func() time.Time                                      //

	Page       func() state.State                  // the page as typed; every transaction that led to it was given to Typed
	Receive    func(*state.Transaction) error      // puts on the page what others wrote
	Properties func() (newsroom.Properties, error) // as typed
	// Merged is called with the properties after others changed some, and with the fields of which they have other ones.
	Merged  func(merged, theirs newsroom.Properties, contested []newsroom.Field)
	Changed func() // hears of every new phase
	Ticked  func() // hears of every second of waiting for the next attempt
}

// Saver keeps what is typed into one article.
type Saver struct {
	Params
	Article newsroom.Article
	Base    newsroom.Revision
	Stored  newsroom.Manuscript // at Base

	Phase Phase
	At    time.Time // of the last success
	Err   error     // why the text is Unsaved; kept while the next attempt is made

	// Left is how long it is until the next attempt while the text is Unsaved, 0 where only the person can help: what is typed makes no properties.
	Left time.Duration

	own    []collab.Step     // typed and not known to be stored
	maybe  []newsroom.Change // what an append that failed may have stored all the same
	sent   int               // how many of own those changes hold
	retry  time.Duration     // between the last attempt that failed and the next one
	busy   bool              // something runs elsewhere; one thing at a time, so that Base is what it builds on
	again  bool              // typed while Saving
	behind bool              // Follow was called while busy
	stop   func()            // the timer that is running
	closed bool
	then   []func(bool) // told when the save in progress, and any that it makes necessary, has ended
}

// New returns a saver for an article whose manuscript at revision base is stored.
func New(p Params, a newsroom.Article, base newsroom.Revision, stored newsroom.Manuscript) Saver {
	return Saver{Params: p, Article: a, Base: base, Stored: stored, At: a.Updated}
}

// Typed takes a transaction of the page that was made there.
func (s *Saver) Typed(tr *state.Transaction) {
	s.own = append(s.own, collab.Own(tr)...)
	s.Touch()
}

// Touch says that a property was typed.
func (s *Saver) Touch() {
	if s.closed {
		return
	}
	switch {
	case s.Phase == Saving:
		s.again = true
	case s.Phase == Unsaved: // the reason stays, the next attempt comes soon
		if s.Left == 0 || s.Left > saveAfter {
			s.Left = saveAfter
			s.arm(saveAfter)
		}
	case s.Phase == Waiting && s.stop != nil:
		// The text is saved half a second after the first key that is not stored, however long the typing goes on.
	default:
		s.arm(saveAfter)
		if s.Phase != Waiting {
			s.enter(Waiting, nil)
		}
	}
}

// arm saves after a time, and not at the time that was set before.
func (s *Saver) arm(d time.Duration) { s.in(d, s.Save) }

// in calls f after a time, and nothing else that was set before.
func (s *Saver) in(d time.Duration, f func()) {
	s.disarm()
	s.stop = s.After(d, func() {
		s.Work(nothing, func(error) {
			if !s.closed {
				f()
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

// count waits for the next attempt and tells of each second.
func (s *Saver) count() {
	if s.Left <= 0 {
		s.Save()
		return
	}
	s.in(min(s.Left, time.Second), func() {
		s.Left -= min(s.Left, time.Second)
		if s.Left > 0 {
			s.Ticked()
		}
		s.count()
	})
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
	s.then = append(s.then, done)
	s.Save()
}

func (s *Saver) enter(p Phase, err error) {
	s.Phase, s.Err = p, err
	s.Changed()
}

func (s *Saver) finish(p Phase, err error) {
	then := s.then
	s.then = nil
	if p == Saved {
		s.At = s.Now()
	}
	s.enter(p, err)
	for _, f := range then {
		f(p == Saved)
	}
}

// Save appends the steps and the properties that are not stored. Properties that are none do not keep the steps from it.
func (s *Saver) Save() {
	s.disarm()
	if s.busy {
		s.again = true
		return
	}
	s.Page()
	s.disarm() // what came to the page just now is saved with the rest
	s.again = false
	if s.maybe != nil {
		s.save(func() { s.pull(s.Save) })
		return
	}
	changes, invalid := s.changes()
	switch {
	case len(changes) > 0:
		s.save(func() { s.append(changes, invalid) })
	case invalid != nil:
		s.retry, s.Left = 0, 0
		s.finish(Unsaved, invalid)
	default:
		s.retry, s.Left = 0, 0
		s.saved()
	}
}

// saved says that nothing is left to store. What never left the page keeps the time of the last success.
func (s *Saver) saved() {
	at := s.At
	stored := s.Phase == Saving
	s.finish(Saved, nil)
	if !stored {
		s.At = at
	}
}

// save enters the phase of saving, with the reason of the last failure in it, and does it.
func (s *Saver) save(do func()) {
	if s.Phase != Saving {
		s.enter(Saving, s.Err)
	}
	do()
}

// changes returns what is not stored, and why the properties make none.
func (s *Saver) changes() (changes []newsroom.Change, invalid error) {
	for _, step := range collab.Merge(collab.Do(s.own)) {
		changes = append(changes, newsroom.Change{Step: step})
	}
	p, err := s.Properties()
	if err == nil && !p.Equal(s.Stored.Properties) {
		changes = append(changes, newsroom.Change{Properties: &p})
	}
	return changes, err
}

func (s *Saver) append(changes []newsroom.Change, invalid error) {
	var after newsroom.Article
	base, sent := s.Base, len(s.own)
	s.busy = true
	s.Work(func(ctx context.Context) (err error) {
		after, err = s.Append(ctx, s.Article.ID, base, changes)
		return err
	}, func(err error) {
		s.busy = false
		if err == nil {
			err = s.confirm(changes, sent, after.Updated)
			s.Article = after
		}
		switch {
		case err == nil:
			s.stored(invalid)
		case newsroom.CodeOf(err) == newsroom.Conflict:
			s.pull(func() {
				if s.Base == base { // it was not the text that somebody else changed
					s.fail(err)
					return
				}
				s.Save()
			})
		default:
			if newsroom.CodeOf(err) == newsroom.Internal {
				s.maybe, s.sent = changes, sent
			}
			s.fail(err)
		}
	})
}

// confirm takes changes as stored on top of Base at that time. They hold the first sent steps of own.
func (s *Saver) confirm(changes []newsroom.Change, sent int, at time.Time) error {
	m := s.Stored
	for _, c := range changes {
		var err error
		if m, err = c.Apply(m, s.Me, at); err != nil {
			return newsroom.Errorf(newsroom.Corrupt, err, "error.change_does_not_fit", "Number", string(s.Article.Number))
		}
	}
	page := s.Page() // what came to the page just now is among the own steps
	s.own = s.own[sent:]
	if err := s.retrack(page, m); err != nil {
		return s.unfit(err)
	}
	s.Stored, s.Base = m, s.Base+newsroom.Revision(len(changes))
	return nil
}

// stored goes on after a success.
func (s *Saver) stored(invalid error) {
	s.retry, s.Left = 0, 0
	switch {
	case s.again || s.behind:
		behind := s.behind
		s.again, s.behind = false, false
		if behind {
			s.pull(s.Save)
			return
		}
		s.Save()
	case invalid != nil:
		s.finish(Unsaved, invalid)
	default:
		s.finish(Saved, nil)
	}
}

// fail says why nothing was stored, and tries again later.
func (s *Saver) fail(err error) {
	s.again = false
	s.retry = min(max(2*s.retry, retryAfter), retryMost)
	s.Left = s.retry
	s.finish(Unsaved, err)
	if !s.closed && s.Phase == Unsaved {
		s.count()
	}
}
