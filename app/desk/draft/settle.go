package draft

import (
	"context"

	"galley/app/newsroom"
)

// Settle stores everything that is typed and then the changes that make returns for what is stored: a decision on tracked changes, or the switch that
// follows them. Then it shows on the page what they did. done is told why not, where it did not.
func (s *Saver) Settle(make func(newsroom.Manuscript) ([]newsroom.Change, error), done func(error)) {
	s.Flush(func(ok bool) {
		if !ok || s.busy {
			done(s.Err)
			return
		}
		changes, err := make(s.Stored)
		if err != nil || len(changes) == 0 {
			done(err)
			return
		}
		s.put(changes, done)
	})
}

// put stores changes on top of what is stored and reads them back, as if others had made them.
func (s *Saver) put(changes []newsroom.Change, done func(error)) {
	var after newsroom.Article
	base := s.Base
	s.busy = true
	s.Work(func(ctx context.Context) (err error) {
		after, err = s.Append(ctx, s.Article.ID, base, changes)
		return err
	}, func(err error) {
		s.busy = false
		if err == nil {
			s.Article = after
		}
		s.pull(func() {
			done(err)
			s.Save() // what was typed meanwhile
		})
	})
}
