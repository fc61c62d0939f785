package desk

import (
	"context"
	"time"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
)

// saveAfter is how long after the last key a text is saved.
const saveAfter = time.Second

// phase is how safe the typed text is.
type phase int

const (
	saved    phase = iota // what is typed is stored
	waiting               // typed, and about to be saved
	saving                //
	unsaved               // the last attempt failed; see saver.err
	conflict              // somebody else stored something since; see saver.err
)

// saver keeps what is typed into one article. It appends on the revision that it knows; when that is stale it stops, keeps the text, and
// waits for the person to say what holds. It knows no windows: fields gives it the manuscript as typed, changed hears of every new phase.
type saver struct {
	d       *desk
	article newsroom.Article
	base    newsroom.Revision
	stored  newsroom.Manuscript // at base
	fields  func() (newsroom.Manuscript, error)
	changed func()

	phase phase
	at    time.Time // of the last success
	err   error
	again bool // typed while saving
	stop  func()
	then  []func(bool) // told when the save in progress, and any that it makes necessary, has ended
}

// touch says that something was typed.
func (s *saver) touch() {
	switch s.phase {
	case saving:
		s.again = true
		return
	case conflict:
		return // nothing can be stored until the person has decided; the text stays in the fields
	}
	s.enter(waiting, nil)
	if s.stop != nil {
		s.stop()
	}
	s.stop = s.d.After(saveAfter, func() { s.d.work(nothing, func(error) { s.save() }) })
}

// nothing is work that only comes back to the goroutine of the windows.
func nothing(context.Context) error { return nil }

// flush saves now. done is told whether all that is typed is stored.
func (s *saver) flush(done func(ok bool)) {
	if s.phase == conflict {
		done(false)
		return
	}
	s.then = append(s.then, done)
	if s.phase == saving {
		s.again = true
		return
	}
	s.save()
}

func (s *saver) enter(p phase, err error) {
	s.phase, s.err = p, err
	s.changed()
}

func (s *saver) finish(p phase, err error) {
	then := s.then
	s.then = nil
	s.enter(p, err)
	for _, f := range then {
		f(p == saved)
	}
}

// save appends the difference between what is stored and what is typed.
func (s *saver) save() {
	if s.phase == saving || s.phase == conflict {
		return
	}
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	want, err := s.fields()
	if err != nil {
		s.finish(unsaved, err)
		return
	}
	changes, err := difference(s.stored, want)
	if err != nil {
		s.finish(unsaved, err)
		return
	}
	if len(changes) == 0 {
		s.finish(saved, nil)
		return
	}
	s.enter(saving, nil)
	s.append(want, changes)
}

func (s *saver) append(want newsroom.Manuscript, changes []newsroom.Change) {
	var after newsroom.Article
	base := s.base
	s.d.work(func(ctx context.Context) (err error) {
		after, err = s.d.Newsroom.Append(ctx, s.d.Me, s.article.ID, base, changes)
		return err
	}, func(err error) {
		again := s.again
		s.again = false
		switch {
		case newsroom.CodeOf(err) == newsroom.Conflict && err != nil:
			s.finish(conflict, err)
		case err != nil:
			s.finish(unsaved, err)
		default:
			s.article, s.base, s.stored, s.at = after, after.Revision, want, s.d.Now()
			if again {
				s.phase = waiting
				s.save()
				return
			}
			s.finish(saved, nil)
		}
	})
}

// rebase takes what is stored now as the base, so that what is typed can be saved over it.
func (s *saver) rebase(a newsroom.Article, m newsroom.Manuscript, r newsroom.Revision) {
	s.article, s.stored, s.base = a, m, r
	s.enter(waiting, nil)
}

// difference returns the changes that turn one manuscript into another: the steps of one transaction, then the properties.
func difference(before, after newsroom.Manuscript) ([]newsroom.Change, error) {
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

// withPart returns the part of a document with other words. Words that have not changed keep their marks.
func withPart(old *model.Node, text string) *model.Node {
	if old.PlainText() == text {
		return old
	}
	var content []*model.Node
	line := ""
	for _, r := range text {
		if r == '\n' {
			content = append(content, model.NewText(line), model.NewBreak())
			line = ""
			continue
		}
		line += string(r)
	}
	return old.With(append(content, model.NewText(line))...)
}
