package draft

import (
	"bytes"
	"context"
	"encoding/json"

	"galley/app/newsroom"
	"galley/editor/collab"
	"galley/editor/state"
	"galley/editor/state/tracking"
	"galley/editor/track"
	"galley/editor/transform"
)

// Follow takes over what others stored since, if anything. What is typed and not stored stays, on top of it.
func (s *Saver) Follow() {
	if s.closed {
		return
	}
	if s.busy {
		s.behind = true
		return
	}
	s.pull(nil)
}

// pull reads what others stored and puts it before what is typed, and then calls then. Without then a failure is not told: nobody waits for it,
// and the next call may succeed.
func (s *Saver) pull(then func()) {
	var found []newsroom.StoredChange
	s.busy, s.behind = true, false
	base := s.Base
	s.Work(func(ctx context.Context) (err error) {
		found, err = s.Changes(ctx, s.Article.ID, base)
		return err
	}, func(err error) {
		s.busy = false
		if err == nil {
			err = s.receive(found)
		}
		again := s.again || s.behind
		switch {
		case err != nil && (then != nil || newsroom.CodeOf(err) == newsroom.Corrupt):
			s.fail(err)
		case then != nil && err == nil:
			then()
		case again:
			s.Save()
		}
	})
}

// receive takes changes that are stored on top of Base.
func (s *Saver) receive(found []newsroom.StoredChange) error {
	mine, sent := s.maybe, s.sent
	s.maybe, s.sent = nil, 0
	if len(mine) > 0 && s.landed(mine, found) {
		if err := s.confirm(mine, sent, found[0].At); err != nil {
			return err
		}
		found = found[len(mine):]
	}
	if len(found) == 0 {
		return nil
	}
	m := s.Stored
	var steps []transform.Step
	for _, c := range found {
		var err error
		if m, err = c.Apply(m); err != nil {
			return s.unfit(err)
		}
		steps = append(steps, c.Steps()...)
	}
	if page := s.Page(); len(steps) > 0 {
		tr, own, err := collab.Rebase(page, s.own, steps)
		if err == nil {
			if err = s.track(tr, m, own); err == nil {
				err = s.Receive(tr)
			}
		}
		if err != nil {
			return s.unfit(err)
		}
		s.own = own
	} else if err := s.retrack(page, m); err != nil {
		return s.unfit(err)
	}
	before := s.Stored.Properties
	s.Stored, s.Base = m, found[len(found)-1].Revision
	if !m.Properties.Equal(before) {
		typed, err := s.Properties()
		if err != nil { // the field of the planned time says nothing yet; the others do
			typed.PublishAt = before.PublishAt
		}
		merged, contested := newsroom.MergeProperties(before, typed, m.Properties)
		s.Merged(merged, m.Properties, contested)
	}
	return nil
}

// track lets a transaction of the page say what became of the document: what is stored, and what was typed on top of it.
func (s *Saver) track(tr *state.Transaction, stored newsroom.Manuscript, own []collab.Step) error {
	if !stored.Tracked() {
		tracking.Stop(tr)
		return nil
	}
	t := stored.Track()
	for _, step := range own {
		var err error
		if t, err = t.Apply(step.Do, track.Author(s.Me), s.Now()); err != nil {
			return err
		}
	}
	tracking.Set(tr, t)
	return nil
}

// retrack tells the page what became of its document by the record, which knows the times and who decided what. It changes no text.
func (s *Saver) retrack(page state.State, stored newsroom.Manuscript) error {
	if !stored.Tracked() && !s.Stored.Tracked() {
		return nil
	}
	tr := page.Begin()
	tr.SetRemote()
	if err := s.track(tr, stored, s.own); err != nil {
		return err
	}
	return s.Receive(tr)
}

// landed reports whether what is stored begins with changes that an append made which seemed to fail.
func (s *Saver) landed(mine []newsroom.Change, found []newsroom.StoredChange) bool {
	if len(found) < len(mine) {
		return false
	}
	for i, c := range mine {
		a, errA := json.Marshal(c)
		b, errB := json.Marshal(found[i].Change)
		if errA != nil || errB != nil || !bytes.Equal(a, b) || found[i].By != s.Me {
			return false
		}
	}
	return true
}

func (s *Saver) unfit(err error) error {
	return newsroom.Errorf(newsroom.Corrupt, err, "error.change_does_not_fit", "Number", string(s.Article.Number))
}
