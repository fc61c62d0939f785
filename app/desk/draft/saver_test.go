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
)

// desk plays the window, the newsroom and the clock: work waits until time passes, and every append is on record.
type desk struct {
	typed   newsroom.Manuscript
	stored  newsroom.Manuscript
	base    newsroom.Revision
	refuse  error
	work    []func()
	now     time.Duration
	alarms  []*alarm
	tried   []time.Duration // when each append was asked for
	phases  []Phase
	appends int
}

type alarm struct {
	at time.Duration
	f  func()
}

func words(headline string) newsroom.Manuscript {
	doc := model.NewDoc()
	parts := append([]*model.Node{}, doc.Children()...)
	parts[1] = parts[1].With(model.NewText(headline))
	return newsroom.Manuscript{Doc: doc.With(parts...), Properties: newsroom.Properties{Kind: "news", Language: catalogue.ZhHans}}
}

func newDesk() (*desk, *Saver) {
	d := &desk{typed: words(""), stored: words("")}
	s := New(Params{
		Append: func(_ context.Context, _ newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
			d.tried = append(d.tried, d.now)
			switch {
			case d.refuse != nil:
				return newsroom.Article{}, d.refuse
			case base != d.base:
				return newsroom.Article{}, newsroom.Errorf(newsroom.Conflict, nil, "error.stale", "Number", "1")
			}
			d.appends++
			for _, c := range changes {
				m, err := c.Apply(d.stored)
				if err != nil {
					return newsroom.Article{}, err
				}
				d.stored = m
				d.base++
			}
			return newsroom.Article{Revision: d.base}, nil
		},
		Work: func(f func(context.Context) error, done func(error)) {
			d.work = append(d.work, func() { done(f(context.Background())) })
		},
		After: func(wait time.Duration, f func()) func() {
			a := &alarm{d.now + wait, f}
			d.alarms = append(d.alarms, a)
			return func() { d.alarms = slices.DeleteFunc(d.alarms, func(b *alarm) bool { return a == b }) }
		},
		Now:     func() time.Time { return time.Unix(0, 0) },
		Fields:  func() (newsroom.Manuscript, error) { return d.typed, nil },
		Changed: func() {},
	}, newsroom.Article{}, 0, words(""))
	saver := &s
	saver.Changed = func() { d.phases = append(d.phases, saver.Phase) }
	return d, saver
}

// pass lets time pass: the alarms of that time ring in their order, and the work that waits is done.
func (d *desk) pass(time time.Duration) {
	end := d.now + time
	for {
		for len(d.work) > 0 {
			f := d.work[0]
			d.work = d.work[1:]
			f()
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

// letGo lets the time pass after which what is typed is saved.
func (d *desk) letGo() { d.pass(saveAfter) }

func (d *desk) write(s *Saver, headline string) {
	d.typed = words(headline)
	s.Touch()
}

func TestOneSaveForManyKeys(t *testing.T) {
	d, s := newDesk()
	for _, h := range []string{"校", "校庆", "校庆公", "校庆公告"} {
		d.write(s, h)
	}
	d.letGo()
	if d.stored.Headline() != "校庆公告" || d.appends != 1 || s.Phase != Saved {
		t.Errorf("stored %q by %d saves, phase %d", d.stored.Headline(), d.appends, s.Phase)
	}
}

// Whoever types without a pause is saved all the same.
func TestTypingOnIsSaved(t *testing.T) {
	d, s := newDesk()
	d.write(s, "一")
	d.pass(saveAfter / 2)
	d.write(s, "一二")
	d.pass(saveAfter / 2)
	if d.stored.Headline() != "一二" || len(d.alarms) != 0 {
		t.Errorf("a second after the first key %q is stored; %d timers", d.stored.Headline(), len(d.alarms))
	}
}

func TestTypingWhileSaving(t *testing.T) {
	d, s := newDesk()
	d.write(s, "一")
	d.alarms[0].f()
	d.work[0]() // the second has passed, and saving begins
	d.work = d.work[1:]
	if s.Phase != Saving {
		t.Fatalf("phase %d", s.Phase)
	}
	d.write(s, "一二")
	d.letGo()
	if d.stored.Headline() != "一二" || s.Phase != Saved || d.appends != 2 {
		t.Errorf("stored %q by %d saves, phase %d", d.stored.Headline(), d.appends, s.Phase)
	}
}

func TestNothingTypedStoresNothing(t *testing.T) {
	d, s := newDesk()
	told := false
	s.Flush(func(ok bool) { told = ok })
	d.letGo()
	if !told || d.appends != 0 {
		t.Errorf("told %v, %d saves", told, d.appends)
	}
}

func TestFlushTellsEveryone(t *testing.T) {
	for _, c := range []struct {
		name   string
		refuse error
		want   bool
		phase  Phase
	}{
		{"stored", nil, true, Saved},
		{"refused", errDiskFull, false, Unsaved},
		{"somebody was faster", newsroom.Errorf(newsroom.Conflict, nil, "error.stale", "Number", "1"), false, Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, s := newDesk()
			d.refuse, d.typed = c.refuse, words("一")
			var told []bool
			for range 3 {
				s.Flush(func(ok bool) { told = append(told, ok) })
			}
			d.letGo()
			if len(told) != 3 {
				t.Fatalf("%d of 3 were told", len(told))
			}
			for _, ok := range told {
				if ok != c.want {
					t.Errorf("told %v", told)
				}
			}
			if s.Phase != c.phase || (s.Err == nil) != c.want {
				t.Errorf("phase %d, error %v", s.Phase, s.Err)
			}
		})
	}
}

func TestConflictWaitsForThePerson(t *testing.T) {
	d, s := newDesk()
	d.base = 5 // somebody else stored something
	d.write(s, "我的")
	d.letGo()
	d.write(s, "我的标题")
	d.letGo()
	if s.Phase != Conflict || d.appends != 0 {
		t.Fatalf("phase %d, %d saves", s.Phase, d.appends)
	}
	s.Rebase(newsroom.Article{}, d.stored, 5)
	s.Save()
	d.letGo()
	if s.Phase != Saved || d.stored.Headline() != "我的标题" {
		t.Errorf("phase %d, stored %q", s.Phase, d.stored.Headline())
	}
}

var errDiskFull = newsroom.Errorf(newsroom.Internal, errors.New("disk full"), "error.internal", "Cause", "disk full")

func seconds(of ...int) []time.Duration {
	var out []time.Duration
	for _, n := range of {
		out = append(out, time.Duration(n)*time.Second)
	}
	return out
}

// A save that failed is tried again, less and less often, until it succeeds; the next failure begins anew.
func TestRetriesByItself(t *testing.T) {
	d, s := newDesk()
	d.refuse = errDiskFull
	d.write(s, "一")
	d.pass(100 * time.Second)
	if want := seconds(1, 6, 16, 36, 66, 96); !slices.Equal(d.tried, want) {
		t.Errorf("tried at %v, not at %v", d.tried, want)
	}
	if s.Phase != Unsaved || s.Retry != retryMost || s.Err == nil {
		t.Errorf("phase %d, retry in %v, error %v", s.Phase, s.Retry, s.Err)
	}
	d.refuse = nil
	d.pass(30 * time.Second)
	if s.Phase != Saved || d.stored.Headline() != "一" || s.Retry != 0 || len(d.alarms) != 0 {
		t.Fatalf("phase %d, stored %q, retry in %v, %d timers", s.Phase, d.stored.Headline(), s.Retry, len(d.alarms))
	}
	d.refuse, d.tried = errDiskFull, nil
	d.write(s, "一二")
	d.pass(7 * time.Second)
	if want := seconds(131, 136); !slices.Equal(d.tried, want) {
		t.Errorf("tried at %v, not at %v", d.tried, want)
	}
}

// A key or the button does not wait for the next attempt, and takes its place.
func TestRetriesAtOnceWhenAsked(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*desk, *Saver)
		want time.Duration
	}{
		{"a key", func(d *desk, s *Saver) { d.write(s, "一二") }, 4 * time.Second},
		{"the button", func(_ *desk, s *Saver) { s.Save() }, 3 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, s := newDesk()
			d.refuse = errDiskFull
			d.write(s, "一")
			d.pass(3 * time.Second)
			d.refuse = nil
			c.do(d, s)
			d.pass(time.Minute)
			if want := []time.Duration{time.Second, c.want}; !slices.Equal(d.tried, want) || s.Phase != Saved {
				t.Errorf("tried at %v, not at %v; phase %d", d.tried, want, s.Phase)
			}
		})
	}
}

// A window that was closed without saving leaves what is stored alone.
func TestClosedSavesNoMore(t *testing.T) {
	for _, c := range []struct {
		name string
		wait time.Duration
		want int
	}{{"before the save", 0, 0}, {"before the next attempt", 2 * time.Second, 1}} {
		t.Run(c.name, func(t *testing.T) {
			d, s := newDesk()
			d.refuse = errDiskFull
			d.write(s, "一")
			d.pass(c.wait)
			s.Close()
			d.refuse = nil
			d.write(s, "一二")
			d.pass(time.Minute)
			if len(d.tried) != c.want || d.appends != 0 {
				t.Errorf("tried at %v, %d saves", d.tried, d.appends)
			}
		})
	}
}

// What makes no manuscript is not tried again before the person changed it.
func TestInvalidFieldsAreNotRetried(t *testing.T) {
	d, s := newDesk()
	bad := errors.New("the planned time is none")
	s.Fields = func() (newsroom.Manuscript, error) { return d.typed, bad }
	d.write(s, "一")
	d.pass(time.Minute)
	if s.Phase != Unsaved || s.Retry != 0 || len(d.alarms) != 0 {
		t.Errorf("phase %d, retry in %v, %d timers", s.Phase, s.Retry, len(d.alarms))
	}
}

// The changes that Difference finds lead from any manuscript to any other.
func TestDifferenceLeadsThere(t *testing.T) {
	for seed := range uint64(200) {
		r := build.Rand(seed)
		before, after := newsroom.Manuscript{Doc: build.Random(r, 30)}, newsroom.Manuscript{Doc: build.Random(r, 30)}
		if seed%2 == 0 {
			after.Properties.Source = "校办"
		}
		changes, err := Difference(before, after)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		m := before
		for _, c := range changes {
			if m, err = c.Apply(m); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		if !m.Equal(after) {
			t.Fatalf("seed %d: the changes lead elsewhere", seed)
		}
	}
}
