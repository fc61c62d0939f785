package draft

import (
	"context"
	"errors"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
)

// desk plays the window and the newsroom: work waits until it is let go, and every append is on record.
type desk struct {
	typed   newsroom.Manuscript
	stored  newsroom.Manuscript
	base    newsroom.Revision
	refuse  error
	work    []func()
	timers  []*func()
	phases  []Phase
	appends int
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
		After: func(_ time.Duration, f func()) func() {
			t := &f
			d.timers = append(d.timers, t)
			return func() { *t = func() {} }
		},
		Now:     func() time.Time { return time.Unix(0, 0) },
		Fields:  func() (newsroom.Manuscript, error) { return d.typed, nil },
		Changed: func() {},
	}, newsroom.Article{}, 0, words(""))
	saver := &s
	saver.Changed = func() { d.phases = append(d.phases, saver.Phase) }
	return d, saver
}

// letGo rings the timers and does the work that waits, until there is none.
func (d *desk) letGo() {
	for len(d.timers)+len(d.work) > 0 {
		timers, work := d.timers, d.work
		d.timers, d.work = nil, nil
		for _, t := range timers {
			(*t)()
		}
		for _, f := range work {
			f()
		}
	}
}

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
	timer := *d.timers[0]
	d.write(s, "一二")
	timer()
	for len(d.work) > 0 {
		f := d.work[0]
		d.work = d.work[1:]
		f()
	}
	if d.stored.Headline() != "一二" || len(d.timers) != 1 {
		t.Errorf("a second after the first key %q is stored; %d timers", d.stored.Headline(), len(d.timers))
	}
}

func TestTypingWhileSaving(t *testing.T) {
	d, s := newDesk()
	d.write(s, "一")
	(*d.timers[0])()
	d.timers = nil
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
		{"refused", newsroom.Errorf(newsroom.Internal, errors.New("disk full"), "error.internal", "Cause", "disk full"), false, Unsaved},
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
