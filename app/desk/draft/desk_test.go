package draft

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/transform"
)

// record plays the newsroom: one article, which keeps every change.
type record struct {
	stored  newsroom.Manuscript
	changes []newsroom.StoredChange
	refuse  error
	lands   bool // what is refused is stored all the same
	appends int
}

func newRecord(doc string) *record {
	return &record{stored: newsroom.Manuscript{Doc: build.Doc(doc), Properties: newsroom.Properties{Kind: "news", Language: catalogue.ZhHans}}}
}

func (r *record) append(by newsroom.StaffID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
	if r.refuse != nil && !r.lands {
		return newsroom.Article{}, r.refuse
	}
	if base != newsroom.Revision(len(r.changes)) {
		return newsroom.Article{}, newsroom.Errorf(newsroom.Conflict, nil, "error.stale", "Number", "1")
	}
	for _, c := range changes {
		m, err := c.Apply(r.stored, by, time.Time{})
		if err != nil {
			return newsroom.Article{}, newsroom.Errorf(newsroom.Invalid, err, "error.change_does_not_fit", "Number", "1")
		}
		r.stored = m
		r.changes = append(r.changes, newsroom.StoredChange{Change: c, Revision: newsroom.Revision(len(r.changes) + 1), By: by})
	}
	r.appends++
	return newsroom.Article{Revision: newsroom.Revision(len(r.changes))}, r.refuse
}

// desk plays a window and the clock: work waits until time passes.
type desk struct {
	*Saver
	t         testing.TB
	record    *record
	page      state.State
	typed     newsroom.Properties
	invalid   error // what is wrong with them
	contested []newsroom.Field
	work      []func()
	now       time.Duration
	alarms    []*alarm
	tried     []time.Duration // when each append was asked for
	ticks     []time.Duration // what was left at each second
	phases    []Phase
}

type alarm struct {
	at time.Duration
	f  func()
}

func newDesk(t testing.TB, r *record, me newsroom.StaffID) *desk {
	d := &desk{t: t, record: r, page: state.NewState(r.stored.Doc, history.Field{}), typed: r.stored.Properties}
	s := New(Params{
		Append: func(_ context.Context, _ newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
			d.tried = append(d.tried, d.now)
			return r.append(me, base, changes)
		},
		Changes: func(_ context.Context, _ newsroom.ArticleID, from newsroom.Revision) ([]newsroom.StoredChange, error) {
			if r.refuse != nil {
				return nil, r.refuse
			}
			return slices.Clone(r.changes[from:]), nil
		},
		Me: me,
		Work: func(f func(context.Context) error, done func(error)) {
			d.work = append(d.work, func() { done(f(context.Background())) })
		},
		After: func(wait time.Duration, f func()) func() {
			a := &alarm{d.now + wait, f}
			d.alarms = append(d.alarms, a)
			return func() { d.alarms = slices.DeleteFunc(d.alarms, func(b *alarm) bool { return a == b }) }
		},
		Now:  func() time.Time { return time.Unix(0, 0).Add(d.now) },
		Page: func() state.State { return d.page },
		Receive: func(tr *state.Transaction) (err error) {
			d.page, err = d.page.Apply(tr)
			return err
		},
		Properties: func() (newsroom.Properties, error) { return d.typed, d.invalid },
		Merged: func(merged, _ newsroom.Properties, contested []newsroom.Field) {
			d.typed, d.contested = merged, append(d.contested, contested...)
		},
		Changed: func() { d.phases = append(d.phases, d.Phase) },
		Ticked:  func() { d.ticks = append(d.ticks, d.Left) },
	}, newsroom.Article{}, newsroom.Revision(len(r.changes)), r.stored)
	d.Saver = &s
	return d
}

// do carries a command out on the page, as the editor does.
func (d *desk) do(c state.Command) bool {
	return c(d.page, func(tr *state.Transaction) {
		next, err := d.page.Apply(tr)
		if err != nil {
			d.t.Fatal(err)
		}
		d.page = next
		if tr.Changed() {
			d.Typed(tr)
		}
	})
}

// types types a text where the caret is.
func (d *desk) types(text string) {
	for _, c := range text {
		d.do(state.InsertText(string(c)))
	}
}

// pass lets time pass: the alarms of that time ring in their order, and the work that waits is done.
func (d *desk) pass(time time.Duration) {
	end := d.now + time
	for {
		for len(d.work) > 0 {
			d.step()
		}
		next := -1
		for i, a := range d.alarms {
			if a.at <= end && (next < 0 || a.at < d.alarms[next].at) {
				next = i
			}
		}
		if next < 0 {
			d.now = end
			return
		}
		a := d.alarms[next]
		d.alarms = slices.Delete(d.alarms, next, next+1)
		d.now = a.at
		a.f()
	}
}

// step does one piece of the work that waits.
func (d *desk) step() {
	f := d.work[0]
	d.work = d.work[1:]
	f()
}

// stored returns the text that is stored.
func (r *record) text() string { return r.stored.Doc.PlainText() }

var errDiskFull = newsroom.Errorf(newsroom.Internal, errors.New("disk full"), "error.internal", "Cause", "disk full")

func seconds(of ...float64) []time.Duration {
	var out []time.Duration
	for _, n := range of {
		out = append(out, time.Duration(n*float64(time.Second)))
	}
	return out
}

// removeAt removes a token.
func removeAt(pos model.Pos) transform.Step { return transform.ReplaceStep{From: pos, To: pos + 1} }
