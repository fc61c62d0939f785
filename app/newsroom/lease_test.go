package newsroom_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/editor/model"
)

// leased is a newsroom with accounts on in which everybody is signed in, and a draft of 甲.
func leased(t fataler, r *room) newsroom.Article {
	t.Helper()
	a := r.create(t)
	r.SetCost(cheap)
	for _, p := range cast {
		must(t, r.SetPassword(r.ctx, newsroom.Staff{}, r.staff[p.Name], "the password of "+p.Name))
	}
	must(t, r.UseAccounts(r.ctx, r.staff["辛"], true, "the password of 辛"))
	for _, p := range cast {
		_, err := r.SignIn(r.ctx, p.Name, "the password of "+p.Name)
		must(t, err)
	}
	return a
}

// types appends a headline by that person on the newest revision, and returns what the newsroom says.
func (r *room) types(t fataler, name string, id newsroom.ArticleID, headline string) error {
	t.Helper()
	m, base, err := r.Manuscript(r.ctx, id)
	must(t, err)
	_, err = r.Append(r.ctx, r.staff[name], id, base, []newsroom.Change{retext(m, model.Headline, headline)})
	return err
}

// holds makes sure who holds the article, nobody being "".
func (r *room) holds(t fataler, id newsroom.ArticleID, name string) newsroom.Lease {
	t.Helper()
	l, err := r.Lease(r.ctx, id)
	must(t, err)
	if l.Holder != r.staff[name].ID {
		t.Fatalf("%s holds it, want %q", l.Holder, name)
	}
	return l
}

// TestLeaseOfEndedProcess takes one's own lease along from a window that was killed: nobody is told that he writes elsewhere, and closing the new window lets it go.
func TestLeaseOfEndedProcess(t *testing.T) {
	r := newRoom(t, t.Context())
	a := leased(t, r)
	r.RunIn(newsroom.Process{ID: "host:1"})
	was, other := r.NewPlace(), r.NewPlace()
	if was == other {
		t.Fatalf("two places are called %s", was)
	}
	_, err := r.Hold(r.ctx, r.staff["甲"], a.ID, was)
	must(t, err)
	began := r.now
	r.now = r.now.Add(time.Second)

	ended := ""
	r.RunIn(newsroom.Process{ID: "host:2", Ended: func(id string) bool { return id == ended }})
	is := r.NewPlace()
	l, err := r.Hold(r.ctx, r.staff["甲"], a.ID, is)
	if must(t, err); l.Place != was || !l.Since.Equal(began) {
		t.Errorf("while it runs the lease is at %s since %v", l.Place, l.Since)
	}
	ended = "host:1"
	if l, err = r.Hold(r.ctx, r.staff["戊"], a.ID, r.NewPlace()); err != nil || l.Place != was {
		t.Errorf("another person got %+v, %v", l, err)
	}
	l, err = r.Hold(r.ctx, r.staff["甲"], a.ID, is)
	if must(t, err); l.Place != is || !l.Since.Equal(r.now) {
		t.Errorf("after it ended the lease is at %s since %v", l.Place, l.Since)
	}
	must(t, r.LetGo(r.ctx, r.staff["甲"], a.ID, is))
	r.holds(t, a.ID, "")
}

// TestLease takes a lease through its life: it is taken, renewed by writing, refuses others, and ends with its time.
func TestLease(t *testing.T) {
	r := newRoom(t, t.Context())
	a := leased(t, r)
	took, err := r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
	must(t, err)
	if since := r.holds(t, a.ID, "甲").Since; !since.Equal(r.now) || !took.Since.Equal(r.now) {
		t.Errorf("held since %v, want %v", since, r.now)
	}
	other, err := r.Hold(r.ctx, r.staff["戊"], a.ID, "two")
	if must(t, err); other.Holder != r.staff["甲"].ID {
		t.Errorf("held by %s", other.Holder)
	}
	refused(t, r.unchanged(t, func() error { return r.types(t, "戊", a.ID, "总编改") }), newsroom.Forbidden, "bar.lease")
	refused(t, r.unchanged(t, func() error {
		_, err := r.Act(r.ctx, r.staff["戊"], a.ID, newsroom.Do{Action: newsroom.Submit})
		return err
	}), newsroom.Forbidden, "bar.lease")
	if err := r.types(t, "戊", a.ID, "x"); !newsroom.IsHeld(err) || !strings.Contains(err.Error(), "甲 has been writing on 2026-00001 since 2026-11-23 16:00") {
		t.Errorf("the refusal says %v", err)
	}
	for range 10 { // an hour and a half of writing
		r.now = r.now.Add(9 * time.Minute)
		must(t, r.types(t, "甲", a.ID, r.now.String()))
	}
	r.now = r.now.Add(newsroom.LeaseTime - time.Second)
	r.holds(t, a.ID, "甲")
	r.now = r.now.Add(time.Second)
	r.holds(t, a.ID, "")
	must(t, r.types(t, "戊", a.ID, "总编改"))
	r.holds(t, a.ID, "") // a change takes no lease by itself
	_, err = r.Hold(r.ctx, r.staff["戊"], a.ID, "two")
	must(t, err)
	refused(t, r.types(t, "甲", a.ID, "我的"), newsroom.Forbidden, "bar.lease")
	if l := r.holds(t, a.ID, "戊"); l.Loser != "" {
		t.Errorf("an ended lease was lost by %s", l.Loser)
	}
	must(t, r.LetGo(r.ctx, r.staff["戊"], a.ID, "elsewhere"))
	r.holds(t, a.ID, "戊")
	must(t, r.LetGo(r.ctx, r.staff["戊"], a.ID, "two"))
	r.holds(t, a.ID, "")
	sound(t, r)
}

// TestLeaseOfTrustedDesk makes sure that without accounts a lease says who writes and refuses nobody.
func TestLeaseOfTrustedDesk(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	_, err := r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
	must(t, err)
	must(t, r.types(t, "戊", a.ID, "总编改"))
	r.holds(t, a.ID, "甲")
	_, err = r.Act(r.ctx, r.staff["甲"], a.ID, newsroom.Do{Action: newsroom.Submit})
	must(t, err)
	r.holds(t, a.ID, "") // handed over
	_, err = r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
	if newsroom.CodeOf(err) != newsroom.Forbidden {
		t.Errorf("held in review: %v", err)
	}
}

// TestStolenLease lets a chief take over while a writer types: what he had stored and what he had not are versions of their own, the newest text is the
// chief's, and all of it is on record.
func TestStolenLease(t *testing.T) {
	r := newRoom(t, t.Context())
	a := leased(t, r)
	_, err := r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
	must(t, err)
	must(t, r.types(t, "甲", a.ID, "会议通知一"))
	m, base, err := r.Manuscript(r.ctx, a.ID)
	must(t, err)
	typed := []newsroom.Change{retext(m, model.Headline, "会议通知二")}

	for _, name := range []string{"甲", "乙", "己"} { // one who has it, who lacks the right, who lacks both
		_, err := r.TakeOver(r.ctx, r.staff[name], a.ID, "two")
		if name == "甲" {
			must(t, err)
			continue
		}
		refused(t, err, newsroom.Forbidden, "bar.role")
	}
	if err := newsroom.MayTakeOver(a, r.staff["辛"]); newsroom.CodeOf(err) != newsroom.Forbidden { // he manages leases, and writes nothing
		t.Errorf("an administrator may write: %v", err)
	}
	r.now = r.now.Add(time.Minute)
	took, err := r.TakeOver(r.ctx, r.staff["戊"], a.ID, "two")
	must(t, err)
	if took.Loser != r.staff["甲"].ID {
		t.Errorf("lost by %q", took.Loser)
	}
	must(t, r.types(t, "戊", a.ID, "总编的标题"))
	_, err = r.Append(r.ctx, r.staff["甲"], a.ID, base, typed)
	refused(t, err, newsroom.Forbidden, "bar.lease")
	v, err := r.KeepLost(r.ctx, r.staff["甲"], a.ID, base, typed)
	must(t, err)
	_, err = r.KeepLost(r.ctx, r.staff["甲"], a.ID, base, nil)
	refused(t, err, newsroom.Invalid, "error.nothing_lost")
	_, err = r.KeepLost(r.ctx, r.staff["甲"], a.ID, 99, typed)
	refused(t, err, newsroom.Invalid, "error.no_revision")
	_, err = r.KeepLost(r.ctx, r.staff["己"], a.ID, base, typed)
	if newsroom.CodeOf(err) != newsroom.Forbidden {
		t.Errorf("a publisher kept a text: %v", err)
	}
	entries, err := r.Versions(r.ctx, a.ID)
	must(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, fmt.Sprint(e.Reason, " ", e.Headline()))
	}
	if want := []string{"taken 会议通知一", "lost 会议通知二"}; !slices.Equal(got, want) || v.By != r.staff["甲"].ID {
		t.Errorf("the versions are %q, want %q; the last by %s", got, want, v.By)
	}
	if now, _, err := r.Manuscript(r.ctx, a.ID); err != nil || now.Headline() != "总编的标题" {
		t.Errorf("the newest text is %q, %v", now.Headline(), err)
	}
	row, err := r.store.FindAudit(r.ctx, 0)
	must(t, err)
	for seq := row.Seq; row.Kind != ledger.Lease && seq > 1; seq-- {
		row, err = r.store.FindAudit(r.ctx, seq-1)
		must(t, err)
	}
	if row.Kind != ledger.Lease || row.Actor != string(r.staff["戊"].ID) || !strings.Contains(row.Body, string(r.staff["甲"].ID)) {
		t.Errorf("on record: %+v", row)
	}
	// He gets it back when it is let go, and takes his own words with it.
	must(t, r.LetGo(r.ctx, r.staff["戊"], a.ID, "two"))
	_, err = r.Restore(r.ctx, r.staff["甲"], a.ID, v.Seq)
	must(t, err)
	if now, _, err := r.Manuscript(r.ctx, a.ID); err != nil || now.Headline() != "会议通知二" {
		t.Errorf("restored to %q, %v", now.Headline(), err)
	}
	sound(t, r)
}

// TestClockSetBack makes sure that a lease does not become endless when the clock goes back.
func TestClockSetBack(t *testing.T) {
	for _, c := range []struct {
		back  time.Duration
		alive bool
	}{{time.Second, true}, {newsroom.LeaseTime - time.Second, true}, {newsroom.LeaseTime, false}, {24 * 365 * time.Hour, false}} {
		r := newRoom(t, t.Context())
		a := leased(t, r)
		_, err := r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
		must(t, err)
		taken := r.now
		r.now = taken.Add(-c.back)
		if l, err := r.Lease(r.ctx, a.ID); err != nil || l.IsZero() == c.alive {
			t.Errorf("set back by %v the lease is %+v, %v", c.back, l, err)
		}
		r.now = taken.Add(newsroom.LeaseTime)
		r.holds(t, a.ID, "")
		r.now = taken.Add(-c.back)
		must(t, r.types(t, "甲", a.ID, "改")) // and who writes on has it by the new clock
		if l := r.holds(t, a.ID, "甲"); !c.alive && !l.Since.Equal(r.now) {
			t.Errorf("set back by %v, it is held since %v", c.back, l.Since)
		}
	}
}

// TestHolderRemoved makes sure that somebody who works here no more holds nothing.
func TestHolderRemoved(t *testing.T) {
	r := newRoom(t, t.Context())
	a := leased(t, r)
	_, err := r.Hold(r.ctx, r.staff["甲"], a.ID, "one")
	must(t, err)
	gone := r.staff["甲"]
	gone.Removed = true
	must(t, r.EditStaff(r.ctx, r.staff["辛"], gone))
	r.holds(t, a.ID, "")
	all, err := r.Leases(r.ctx)
	must(t, err)
	if len(all) != 0 {
		t.Errorf("held: %+v", all)
	}
	must(t, r.types(t, "戊", a.ID, "总编改"))
	refused(t, r.types(t, "甲", a.ID, "我的"), newsroom.Forbidden, "error.person_removed")
	must(t, r.EndLease(r.ctx, r.staff["辛"], a.ID))
	sound(t, r)
}

// TestLeaseHistories lets people take, write, let go and take over at random, with a clock that goes forth and back, and compares the newsroom with
// a model: who holds each article and when he last wrote.
func TestLeaseHistories(t *testing.T) {
	ctx := t.Context()
	rapid.Check(t, func(rt *rapid.T) {
		r := newRoom(rt, ctx)
		a := leased(rt, r)
		type held struct {
			who, place  string
			seen, since time.Time
		}
		var h held
		writes := map[string]bool{"甲": true, "戊": true, "庚": true} // the author, and who edits everything
		takes := map[string]bool{"戊": true, "庚": true, "辛": true}
		removed := false
		alive := func() bool {
			return h.who != "" && r.now.Sub(h.seen).Abs() < newsroom.LeaseTime && !(removed && h.who == "甲")
		}
		renew := func() {
			if r.now.Sub(h.seen).Abs() >= time.Minute {
				h.seen = r.now
			}
		}
		who := func() string { return rapid.SampledFrom([]string{"甲", "乙", "戊", "庚", "辛"}).Draw(rt, "who") }
		works := func(name string) bool { return !removed || name != "甲" }
		check := func(err error, ok bool) {
			if (err == nil) != ok {
				rt.Fatalf("the newsroom says %v, the model %v; held %+v", err, ok, h)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"hold": func(*rapid.T) {
				name, place := who(), rapid.SampledFrom([]string{"one", "two"}).Draw(rt, "place")
				_, err := r.Hold(r.ctx, r.staff[name], a.ID, newsroom.PlaceID(place))
				check(err, works(name) && writes[name])
				switch {
				case err != nil:
				case !alive():
					h = held{name, place, r.now, r.now}
				case h.who == name:
					renew()
				}
			},
			"type": func(*rapid.T) {
				name := who()
				err := r.types(rt, name, a.ID, fmt.Sprint("题", r.now.UnixNano()))
				check(err, works(name) && writes[name] && (!alive() || h.who == name))
				if err == nil && h.who == name {
					if !alive() {
						h.since, h.seen = r.now, r.now
					}
					renew()
				}
			},
			"let go": func(*rapid.T) {
				name, place := who(), rapid.SampledFrom([]string{"one", "two"}).Draw(rt, "place")
				check(r.LetGo(r.ctx, r.staff[name], a.ID, newsroom.PlaceID(place)), true)
				if h.who == name && h.place == place {
					h = held{}
				}
			},
			"take over": func(*rapid.T) {
				name := who()
				_, err := r.TakeOver(r.ctx, r.staff[name], a.ID, "three")
				check(err, works(name) && writes[name] && (takes[name] || !alive() || h.who == name))
				if err == nil {
					h = held{name, "three", r.now, r.now}
				}
			},
			"end": func(*rapid.T) {
				name := who()
				err := r.EndLease(r.ctx, r.staff[name], a.ID)
				check(err, works(name) && (takes[name] || !alive() || h.who == name))
				if err == nil {
					h = held{}
				}
			},
			"time": func(*rapid.T) {
				r.now = r.now.Add(time.Duration(rapid.IntRange(-20*60, 20*60).Draw(rt, "seconds")) * time.Second)
			},
			"remove": func(*rapid.T) {
				if rapid.IntRange(0, 9).Draw(rt, "one in ten") > 0 || removed {
					return
				}
				gone := r.staff["甲"]
				gone.Removed = true
				must(rt, r.EditStaff(r.ctx, r.staff["辛"], gone))
				removed = true
			},
			"": func(*rapid.T) {
				name := ""
				if alive() {
					name = h.who
				}
				l := r.holds(rt, a.ID, name)
				if name != "" && (!l.Since.Equal(h.since) || !l.Seen.Equal(h.seen) || string(l.Place) != h.place) {
					rt.Fatalf("the newsroom has %+v, the model %+v", l, h)
				}
			},
		})
		sound(rt, r)
	})
}
