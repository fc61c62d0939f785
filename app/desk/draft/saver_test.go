package draft

import (
	"errors"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
)

// A burst of typing is one change, which holds what was typed and nothing else.
func TestOneChangeForManyKeys(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	d.types("校庆公告")
	if d.Phase != Waiting {
		t.Errorf("phase %d", d.Phase)
	}
	d.pass(saveAfter)
	if r.text() != d.page.Doc().PlainText() || len(r.changes) != 1 || r.appends != 1 || d.Phase != Saved || d.At.IsZero() {
		t.Errorf("stored %q by %d changes in %d saves, phase %d", r.text(), len(r.changes), r.appends, d.Phase)
	}
}

// Whoever types without a pause is stored all the same, half a second after the first key.
func TestTypingOnIsSaved(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	for range 30 {
		d.types("字")
		d.pass(100 * time.Millisecond)
	}
	if n := len([]rune(r.text())); n < 25 || r.appends < 4 || r.appends > 8 {
		t.Errorf("%d of 30 characters are stored by %d saves", n, r.appends)
	}
}

func TestTypingWhileSaving(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	d.types("一")
	d.alarms[0].f()
	d.step() // the time has passed, and saving begins
	if d.Phase != Saving {
		t.Fatalf("phase %d", d.Phase)
	}
	d.types("二")
	d.pass(saveAfter)
	if r.stored.Doc.PlainText() != d.page.Doc().PlainText() || d.Phase != Saved || r.appends != 2 {
		t.Errorf("stored %q by %d saves, phase %d", r.text(), r.appends, d.Phase)
	}
}

func TestNothingTypedStoresNothing(t *testing.T) {
	r := newRecord("p()")
	d := newDesk(t, r, "我")
	told := false
	d.Flush(func(ok bool) { told = ok })
	d.pass(saveAfter)
	if !told || r.appends != 0 {
		t.Errorf("told %v, %d saves", told, r.appends)
	}
}

func TestFlushTellsEveryone(t *testing.T) {
	for _, c := range []struct {
		name   string
		refuse error
		want   bool
	}{{"stored", nil, true}, {"refused", errDiskFull, false}} {
		t.Run(c.name, func(t *testing.T) {
			r := newRecord("p(<c>)")
			d := newDesk(t, r, "我")
			r.refuse = c.refuse
			d.types("一")
			var told []bool
			for range 3 {
				d.Flush(func(ok bool) { told = append(told, ok) })
			}
			d.pass(saveAfter)
			if !slices.Equal(told, []bool{c.want, c.want, c.want}) {
				t.Errorf("told %v", told)
			}
			if (d.Phase == Saved) != c.want || (d.Err == nil) != c.want {
				t.Errorf("phase %d, error %v", d.Phase, d.Err)
			}
		})
	}
}

// A save that failed is tried again, less and less often, until it succeeds; the seconds are counted; the next failure begins anew.
func TestRetriesByItself(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	r.refuse = newsroom.Errorf(newsroom.Forbidden, nil, "error.internal", "Cause", "no")
	d.types("一")
	d.pass(100 * time.Second)
	if want := seconds(0.5, 5.5, 15.5, 35.5, 65.5, 95.5); !slices.Equal(d.tried, want) {
		t.Errorf("tried at %v, not at %v", d.tried, want)
	}
	if want := seconds(4, 3, 2, 1, 9, 8); !slices.Equal(d.ticks[:6], want) {
		t.Errorf("counted %v, not %v", d.ticks[:6], want)
	}
	if d.Phase != Unsaved || d.Err == nil {
		t.Errorf("phase %d, error %v", d.Phase, d.Err)
	}
	r.refuse = nil
	d.pass(30 * time.Second)
	if d.Phase != Saved || r.text() != d.page.Doc().PlainText() || d.Left != 0 || len(d.alarms) != 0 {
		t.Fatalf("phase %d, stored %q, next try in %v, %d timers", d.Phase, r.text(), d.Left, len(d.alarms))
	}
	r.refuse, d.tried = errDiskFull, nil
	d.types("二")
	d.pass(6 * time.Second)
	if want := seconds(130.5); !slices.Equal(d.tried, want) { // the second try asks first whether the first one landed, and cannot
		t.Errorf("tried at %v, not at %v", d.tried, want)
	}
}

// A key or the button does not wait for the next attempt, and takes its place; the reason stays in sight meanwhile.
func TestRetriesAtOnceWhenAsked(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*desk)
		want time.Duration
	}{
		{"a key", func(d *desk) { d.types("二") }, 4 * time.Second},
		{"the button", func(d *desk) { d.Save() }, 3500 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRecord("p(<c>)")
			d := newDesk(t, r, "我")
			r.refuse = errDiskFull
			d.types("一")
			d.pass(3500 * time.Millisecond)
			r.refuse = nil
			c.do(d)
			if d.Err == nil {
				t.Error("the reason went away before it was gone")
			}
			d.pass(time.Minute)
			if want := append(seconds(0.5), c.want); !slices.Equal(d.tried, want) || d.Phase != Saved || d.Err != nil {
				t.Errorf("tried at %v, not at %v; phase %d", d.tried, want, d.Phase)
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
			r := newRecord("p(<c>)")
			d := newDesk(t, r, "我")
			r.refuse = errDiskFull
			d.types("一")
			d.pass(c.wait)
			d.Close()
			r.refuse = nil
			d.types("二")
			d.Follow()
			d.pass(time.Minute)
			if len(d.tried) != c.want || r.appends != 0 {
				t.Errorf("tried at %v, %d saves", d.tried, r.appends)
			}
		})
	}
}

// A planned time that is none is said, and keeps neither the text nor the other properties back when it is mended.
func TestInvalidPropertiesKeepNoText(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	d.invalid = errors.New("the planned time is none")
	d.typed.Source = "校办"
	d.types("一")
	d.pass(time.Minute)
	if d.Phase != Unsaved || d.Left != 0 || len(d.alarms) != 0 || r.text() != d.page.Doc().PlainText() || r.stored.Properties.Source != "" {
		t.Errorf("phase %d, next try in %v, stored %q of %q", d.Phase, d.Left, r.text(), r.stored.Properties.Source)
	}
	d.invalid = nil
	d.Touch()
	d.pass(saveAfter)
	if d.Phase != Saved || r.stored.Properties.Source != "校办" {
		t.Errorf("phase %d, stored %q", d.Phase, r.stored.Properties.Source)
	}
}

// An append that was stored and seemed to fail is not stored again.
func TestAppendThatLandedIsNotDoubled(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "我")
	r.refuse, r.lands = errDiskFull, true
	d.types("一二")
	d.pass(saveAfter)
	if d.Phase != Unsaved || len(r.changes) != 1 {
		t.Fatalf("phase %d, %d changes", d.Phase, len(r.changes))
	}
	d.types("三")
	r.refuse, r.lands = nil, false
	d.pass(saveAfter)
	if d.Phase != Saved || r.text() != d.page.Doc().PlainText() || len(r.changes) != 2 {
		t.Errorf("phase %d, stored %q by %d changes", d.Phase, r.text(), len(r.changes))
	}
}
