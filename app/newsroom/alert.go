package newsroom

import (
	"cmp"
	"slices"
	"time"
)

// Alert is what a person is told of while he looks elsewhere: an article has come to wait for him, or what waits is overdue.
type Alert struct {
	Article Article
	Overdue bool
}

// Alerts knows what one person was told. What was there when he sat down he sees in the list: the first look tells of nothing. Of each
// arrival he is told once, once more when it is overdue, and never of what he did himself.
type Alerts struct {
	me       StaffID
	told     map[alertKey]bool
	heard    map[noteKey]bool
	looked   bool
	listened bool
}

// alertKey is one arrival at one place: an article that stands where it stood has the same.
type alertKey struct {
	id      ArticleID
	state   State
	since   int64
	overdue bool
}

// NewAlerts returns the alerts of a person who was told of nothing yet.
func NewAlerts(me Staff) *Alerts {
	return &Alerts{me: me.ID, told: map[alertKey]bool{}, heard: map[noteKey]bool{}}
}

// For reports whether they are the person's.
func (x *Alerts) For(p Staff) bool { return x.me == p.ID }

// Look returns what is new among the articles that wait for the person. by is asked who acted last on an article that came; late, whether it is
// overdue. An error of by ends the look, and what was not told then is told the next time.
func (x *Alerts) Look(turn []Article, late func(Article) bool, by func(Article) (StaffID, error)) ([]Alert, error) {
	first := !x.looked
	x.looked = true
	var out []Alert
	for _, a := range turn {
		key := alertKey{id: a.ID, state: a.State, since: a.Since.UnixNano()}
		if !x.told[key] {
			if !first {
				who, err := by(a)
				if err != nil {
					return out, err
				}
				if who != x.me {
					out = append(out, Alert{Article: a})
				}
			}
			x.told[key] = true
		}
		if key.overdue = late(a); key.overdue && !x.told[key] {
			x.told[key] = true
			if !first {
				out = append(out, Alert{a, true})
			}
		}
	}
	return out, nil
}

// IsLate reports whether the step that the article waits for is overdue.
func (s Settings) IsLate(a Article, now time.Time) bool {
	due, ok := s.Due(a)
	return ok && now.After(due)
}

// ByDue puts articles that are due sooner before others, and those without a due time after them, in the order that they had.
func (s Settings) ByDue(list []Article) []Article {
	type timed struct {
		a   Article
		due time.Time
		ok  bool
	}
	all := make([]timed, len(list))
	for i, a := range list {
		due, ok := s.Due(a)
		all[i] = timed{a, due, ok}
	}
	slices.SortStableFunc(all, func(a, b timed) int {
		switch {
		case a.ok && b.ok:
			return a.due.Compare(b.due)
		case a.ok:
			return -1
		case b.ok:
			return 1
		}
		return 0
	})
	out := make([]Article, len(all))
	for i, t := range all {
		out[i] = t.a
	}
	return out
}

// ByStep puts articles in review in the order of the steps that they wait for, those due sooner first in each.
func (s Settings) ByStep(list []Article) []Article {
	out := s.ByDue(list)
	slices.SortStableFunc(out, func(a, b Article) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(a.Awaits(), b.Awaits()))
	})
	return out
}
