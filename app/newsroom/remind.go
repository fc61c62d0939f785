package newsroom

import (
	"time"

	"galley/app/newsroom/worktime"
)

// RemindEvery is the working time that has to pass between two reminders of one article where it stands: half a day.
const RemindEvery = 4 * time.Hour

// MayRemind returns why the person may not remind those whom an article waits for, nil where he may: it is his own or he is a chief, it does not wait
// for himself alone, and the last reminder is [RemindEvery] ago.
func (s Settings) MayRemind(a Article, c Charge, actor Staff, now time.Time) error {
	switch {
	case a.State != InReview && a.State != Approved && a.State != Returned:
		return Errorf(Forbidden, nil, "task.nothing_due", "Number", string(a.Number), "State", StateText(a.State))
	case a.Creator != actor.ID && !actor.Has(Chief):
		return Errorf(Forbidden, nil, "task.not_sender", "Number", string(a.Number), "Name", actor.Name)
	case a.State == Returned && a.Creator == actor.ID, len(c.Holders) == 1 && c.HeldBy(actor.ID):
		return Errorf(Forbidden, nil, "task.own_turn", "Number", string(a.Number), "Name", actor.Name)
	case c.Reminded.Seq == 0:
		return nil
	}
	loc, err := s.Location()
	if err != nil {
		return err
	}
	calendar := s.Calendar
	if calendar.IsZero() {
		calendar = worktime.Default()
	}
	if again := calendar.Add(c.Reminded.At.In(loc), RemindEvery); now.Before(again) {
		return Errorf(Forbidden, nil, "task.reminded", "Number", string(a.Number), "Name", c.Reminded.Name, "At", c.Reminded.At.In(loc), "Again", again)
	}
	return nil
}
