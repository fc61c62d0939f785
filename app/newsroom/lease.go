package newsroom

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
)

// Leases.
//
// Whoever opens an article to write takes its lease, if nobody has it. While he writes it is renewed, and it ends [LeaseTime] after he last did.
// With accounts on only its holder changes the text; the others read live, and who has the right may take over. At a trusted desk, with accounts
// off, everybody may write at once, one's words are put before the other's, and a lease only says who is there.
//
// Nothing typed is lost by a lease: what the loser had stored is kept as a version when somebody takes over, and what he had not stored yet
// when his window hears of it.

// LeaseTime is how long after its holder last wrote a lease ends.
const LeaseTime = 15 * time.Minute

// renewAfter is how old a lease may be before writing renews it: not every key is worth a row.
const renewAfter = time.Minute

// PlaceID names a window or a command that holds a lease, so that two windows of one person can tell each other apart. It ends with the [Process]
// that it belongs to.
type PlaceID string

// Process is the program that uses a newsroom, among all that do, and which of them are known to have ended.
type Process struct {
	ID    string               // "" where it cannot be told from others
	Ended func(id string) bool // whether the process of that ID has ended; false where nobody knows
}

// NewPlace returns the name of a place in this process that was never used before.
func (n *Newsroom) NewPlace() PlaceID { return PlaceID(newID() + "@" + n.process.ID) }

// isGone reports whether a place belongs to a process that has ended without letting its leases go: it was killed, or the power was cut.
func (n *Newsroom) isGone(p PlaceID) bool {
	_, id, _ := strings.Cut(string(p), "@")
	return id != "" && n.process.Ended != nil && n.process.Ended(id)
}

// Lease says who writes on an article. The zero value is nobody's.
type Lease struct {
	Article ArticleID
	Holder  StaffID
	Place   PlaceID   // where he opened it first
	Since   time.Time // when he took it
	Seen    time.Time // when he last wrote
	Loser   StaffID   // from whom he took it over, or empty
}

// IsZero reports whether it is nobody's lease.
func (l Lease) IsZero() bool { return l.Holder == "" }

// isAlive reports whether the lease counts at that time. A clock that was set back by more than [LeaseTime] ends it too: it never lasts
// longer than twice that time after its holder wrote.
func (l Lease) isAlive(now time.Time) bool {
	return !l.IsZero() && now.Sub(l.Seen).Abs() < LeaseTime
}

// TakeOver is a lease that was taken from its holder, kept for ever.
type TakeOver struct {
	Article ArticleID
	Seq     int       // of those of the article, from 1
	By      StaffID   // who took it
	From    StaffID   // who had it
	Since   time.Time // when that person took it
	At      time.Time
	Ended   bool `json:",omitempty"` // nobody has it then; otherwise who took it
}

// MayTakeOver returns why the person may not take the article over from another who writes on it, nil where he may.
func MayTakeOver(a Article, actor Staff) error {
	if err := lacks(actor, TakeLeases); err != nil {
		return err
	}
	_, err := Decide(Facts{Article: a, Actor: actor, Do: Do{Action: Edit}})
	return err
}

// lease returns the lease on an article as it is stored, and whether it counts: its time is not over, and its holder works here.
func (n *Newsroom) lease(ctx context.Context, id ArticleID) (l Lease, alive bool, err error) {
	if l, err = n.store.FindLease(ctx, id); err != nil || !l.isAlive(n.now()) {
		return l, false, err
	}
	holder, err := n.known(ctx, Staff{ID: l.Holder, Name: string(l.Holder)})
	return l, !holder.Removed, err
}

// Lease returns the lease that counts on an article, the zero value where nobody has it. NotFound.
func (n *Newsroom) Lease(ctx context.Context, id ArticleID) (Lease, error) {
	l, alive, err := n.lease(ctx, id)
	if err != nil || !alive {
		return Lease{}, err
	}
	return l, nil
}

// Leases returns the leases that count, in the order in which they were taken.
func (n *Newsroom) Leases(ctx context.Context) ([]Lease, error) {
	all, err := n.store.FindLeases(ctx)
	if err != nil {
		return nil, err
	}
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return nil, err
	}
	now := n.now()
	all = slices.DeleteFunc(all, func(l Lease) bool {
		return !l.isAlive(now) || !slices.ContainsFunc(staff, func(s Staff) bool { return s.ID == l.Holder && !s.Removed })
	})
	slices.SortStableFunc(all, func(a, b Lease) int { return a.Since.Compare(b.Since) })
	return all, nil
}

// Hold takes the lease for a person who writes at that place, or renews his, and returns the lease as it is then: another's where he has it
// already. His own at a place whose process has ended comes to this place. Forbidden: the person may not change the article.
func (n *Newsroom) Hold(ctx context.Context, actor Staff, id ArticleID, place PlaceID) (Lease, error) {
	actor, _, err := n.editor(ctx, actor, id)
	if err != nil {
		return Lease{}, err
	}
	for {
		was, alive, err := n.lease(ctx, id)
		if err != nil || alive && was.Holder != actor.ID {
			return was, err
		}
		now := instant(n.now())
		is := was
		if !alive {
			is = Lease{Article: id, Holder: actor.ID, Place: place, Since: now}
		}
		moved := alive && was.Place != place && n.isGone(was.Place)
		if moved {
			is.Place, is.Since = place, now
		}
		if alive && !moved && now.Sub(was.Seen).Abs() < renewAfter {
			return was, nil
		}
		is.Seen = now
		// Of two who come at once one is refused here, and reads the other's.
		if err = n.store.SaveLease(ctx, was, is, nil, Hand{}); CodeOf(err) != Conflict || err == nil {
			return is, err
		}
	}
}

// editor returns the person and the article where he may change it, whoever holds it. Forbidden; NotFound.
func (n *Newsroom) editor(ctx context.Context, actor Staff, id ArticleID) (Staff, Article, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return actor, Article{}, err
	}
	a, err := n.store.FindArticle(ctx, id)
	if err != nil {
		return actor, a, err
	}
	_, err = Decide(Facts{Article: a, Actor: actor, Do: Do{Action: Edit}, Now: n.now()})
	return actor, a, err
}

// unheld refuses a person who is about to change an article that another holds, with accounts on, and renews the lease where it is his.
func (n *Newsroom) unheld(ctx context.Context, actor Staff, a Article) error {
	was, alive, err := n.lease(ctx, a.ID)
	switch {
	case err != nil || was.IsZero() || !alive && was.Holder != actor.ID:
		return err
	case was.Holder == actor.ID:
		now := instant(n.now())
		if alive && now.Sub(was.Seen).Abs() < renewAfter {
			return nil
		}
		is := was
		if is.Seen = now; !alive {
			is.Since, is.Loser = now, ""
		}
		if err := n.store.SaveLease(ctx, was, is, nil, Hand{}); CodeOf(err) != Conflict || err == nil {
			return err
		}
		return n.unheld(ctx, actor, a) // somebody took over just now
	}
	s, err := n.Settings(ctx)
	if err != nil || !s.Accounts {
		return err
	}
	return n.heldBy(ctx, s, a, was)
}

// heldBy returns the refusal of somebody who does not hold the lease.
func (n *Newsroom) heldBy(ctx context.Context, s Settings, a Article, l Lease) error {
	holder, err := n.known(ctx, Staff{ID: l.Holder, Name: string(l.Holder)})
	if err != nil {
		return err
	}
	zone, err := s.Location()
	if err != nil {
		return err
	}
	return Errorf(Forbidden, nil, "bar.lease", "Number", string(a.Number), "Name", holder.Name, "Since", l.Since.In(zone))
}

// IsHeld reports whether something was refused because another person holds the article.
func IsHeld(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Text.ID == "bar.lease"
}

// LetGo ends the person's lease on an article that he opened at that place. It does nothing where he holds none there.
func (n *Newsroom) LetGo(ctx context.Context, actor Staff, id ArticleID, place PlaceID) error {
	was, err := n.store.FindLease(ctx, id)
	if err != nil || was.Holder != actor.ID || was.Place != place {
		return err
	}
	if err := n.store.SaveLease(ctx, was, Lease{Article: id}, nil, Hand{}); CodeOf(err) != Conflict || err == nil {
		return err
	}
	return nil // it is another one by now
}

// TakeOver gives the lease to a person who may take it from whoever holds it. The text as the holder leaves it is kept as a version where none has
// it yet, and what he has not stored can be kept by [Newsroom.KeepLost]. It is on record. Forbidden: see [MayTakeOver].
func (n *Newsroom) TakeOver(ctx context.Context, actor Staff, id ArticleID, place PlaceID) (Lease, error) {
	free := func(a Article, p Staff) error {
		_, err := Decide(Facts{Article: a, Actor: p, Do: Do{Action: Edit}})
		return err
	}
	return n.seize(ctx, actor, id, MayTakeOver, free, func(was Lease, p Staff, now time.Time) Lease {
		return Lease{Article: id, Holder: p.ID, Place: place, Since: now, Seen: now, Loser: was.Holder}
	})
}

// EndLease ends whoever's lease on an article: the person's own, or that of another whom he may take over from. Another's is on record, and the text as he
// leaves it is kept as by [Newsroom.TakeOver]. Forbidden. It does nothing where nobody holds the article.
func (n *Newsroom) EndLease(ctx context.Context, actor Staff, id ArticleID) error {
	taken := func(_ Article, p Staff) error { return lacks(p, TakeLeases) }
	free := func(Article, Staff) error { return nil }
	_, err := n.seize(ctx, actor, id, taken, free, func(Lease, Staff, time.Time) Lease {
		return Lease{Article: id}
	})
	return err
}

// seize puts another lease in the place of the one that there is, and records it where that was somebody else's. taken says whether the person may
// where another holds the article, free whether he may where nobody or he himself does.
func (n *Newsroom) seize(ctx context.Context, actor Staff, id ArticleID, taken, free func(Article, Staff) error, next func(Lease, Staff, time.Time) Lease) (Lease, error) {
	actor, err := n.person(ctx, actor)
	if err != nil {
		return Lease{}, err
	}
	for {
		a, err := n.store.FindArticle(ctx, id)
		if err != nil {
			return Lease{}, err
		}
		was, alive, err := n.lease(ctx, id)
		if err != nil {
			return Lease{}, err
		}
		others, may := alive && was.Holder != actor.ID, free
		if others {
			may = taken
		}
		if err := may(a, actor); err != nil {
			return Lease{}, err
		}
		now := instant(n.now())
		is := next(was, actor, now)
		if is.IsZero() && was.IsZero() {
			return is, nil
		}
		var over *TakeOver
		var hand Hand
		if others {
			over = &TakeOver{Article: id, By: actor.ID, From: was.Holder, Since: was.Since, At: now, Ended: is.IsZero()}
			s, err := n.Settings(ctx)
			if err != nil {
				return Lease{}, err
			}
			if hand, err = n.hand(ctx, s, actor); err != nil {
				return Lease{}, err
			}
			m, head, err := n.store.FindManuscript(ctx, id)
			if err != nil {
				return Lease{}, err
			}
			if err := n.keepReplaced(ctx, actor, id, head, m, TakenOver); err != nil {
				if CodeOf(err) == Conflict { // he writes on
					continue
				}
				return Lease{}, err
			}
		} else {
			is.Loser = ""
		}
		if err = n.store.SaveLease(ctx, was, is, over, hand); CodeOf(err) != Conflict || err == nil {
			return is, err
		}
	}
}

// KeepLost keeps what a person typed on top of revision base and could not store, because somebody took the article over from him, as a version
// of its own: the newest text stays as it is. Forbidden: the person may not change the article whoever holds it. Invalid: a change does not fit,
// or they change nothing.
func (n *Newsroom) KeepLost(ctx context.Context, actor Staff, id ArticleID, base Revision, changes []Change) (Version, error) {
	actor, a, err := n.editor(ctx, actor, id)
	if err != nil {
		return Version{}, err
	}
	m, err := n.at(ctx, id, base)
	if err != nil {
		return Version{}, err
	}
	before, now := m, n.now()
	for _, c := range changes {
		if m, err = c.Apply(m, actor.ID, now); err != nil {
			return Version{}, Errorf(Invalid, err, "error.change_does_not_fit", "Number", string(a.Number))
		}
	}
	if m.Equal(before) {
		return Version{}, Errorf(Invalid, nil, "error.nothing_lost", "Number", string(a.Number))
	}
	if err := m.Check(); err != nil {
		return Version{}, err
	}
	if err := n.hasPictures(ctx, m, nil); err != nil {
		return Version{}, err
	}
	for {
		a, err := n.store.FindArticle(ctx, id)
		if err != nil {
			return Version{}, err
		}
		v, err := n.freeze(ctx, actor, Version{Article: id, Revision: a.Revision, Reason: Lost, Manuscript: m})
		if CodeOf(err) != Conflict || err == nil { // the other one writes on
			return v, err
		}
	}
}

// at returns the manuscript of an article at a revision. NotFound; Corrupt. Invalid: there is no such revision.
func (n *Newsroom) at(ctx context.Context, id ArticleID, r Revision) (Manuscript, error) {
	m, err := n.store.FindFirst(ctx, id)
	if err != nil {
		return m, err
	}
	changes, err := n.store.FindChanges(ctx, id, 0)
	if err != nil {
		return m, err
	}
	if r < 0 || int(r) > len(changes) {
		return m, Errorf(Invalid, nil, "error.no_revision", "Revision", int64(r))
	}
	for _, c := range changes[:r] {
		if m, err = c.Apply(m); err != nil {
			return m, Errorf(Corrupt, err, "check.change", "Revision", int64(c.Revision), "Cause", err.Error())
		}
	}
	return m, nil
}
