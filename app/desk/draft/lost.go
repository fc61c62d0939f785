package draft

import "galley/app/newsroom"

// Unstored returns what is typed and not stored, as changes on top of Base. known is false while nobody can say: something is on its way to the
// newsroom, or was and may have arrived.
func (s *Saver) Unstored() (changes []newsroom.Change, known bool) {
	if s.busy || s.maybe != nil {
		return nil, false
	}
	s.Page()
	changes, _ = s.changes() // properties that are none cannot be kept
	return changes, true
}

// Forget gives up what is typed and not stored: the caller has kept it elsewhere, and shows Stored on a new page.
func (s *Saver) Forget() {
	s.disarm()
	s.own, s.maybe, s.sent, s.again = nil, nil, 0, false
	s.retry, s.Left = 0, 0
	at := s.At
	s.finish(Saved, nil)
	s.At = at
}
