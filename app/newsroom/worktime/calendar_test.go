package worktime

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var beijing = time.FixedZone("CST", 8*60*60)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, beijing)
	if err != nil {
		panic(err)
	}
	return t
}

// national is the calendar of the week of National Day 2026 with a make-up Saturday.
func national() Calendar {
	c := Default()
	c.Holidays = []Date{"2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"}
	c.Workdays = []Date{"2026-10-10"}
	return c
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		name  string
		from  string
		hours float64
		want  string
	}{
		{"within a morning", "2026-11-23 09:00", 2, "2026-11-23 11:00"},
		{"over noon", "2026-11-23 11:00", 2, "2026-11-23 15:00"},
		{"the end of the morning", "2026-11-23 09:00", 3, "2026-11-23 12:00"},
		{"a whole day", "2026-11-23 08:00", 8, "2026-11-23 18:00"},
		{"over night", "2026-11-23 17:00", 2, "2026-11-24 09:00"},
		{"from before work", "2026-11-23 06:00", 1, "2026-11-23 09:00"},
		{"from noon", "2026-11-23 13:00", 1, "2026-11-23 15:00"},
		{"over a weekend", "2026-11-27 17:00", 2, "2026-11-30 09:00"},
		{"from a Sunday", "2026-11-29 10:00", 1, "2026-11-30 09:00"},
		{"over the holidays", "2026-09-30 17:00", 2, "2026-10-08 09:00"},
		{"into a make-up Saturday", "2026-10-09 17:00", 2, "2026-10-10 09:00"},
		{"nothing, from a free moment", "2026-11-29 10:00", 0, "2026-11-30 08:00"},
		{"nothing, at work", "2026-11-23 10:00", 0, "2026-11-23 10:00"},
		{"half an hour", "2026-11-23 11:45", 0.5, "2026-11-23 14:15"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := national().Add(at(c.from), time.Duration(c.hours*float64(time.Hour)))
			if !got.Equal(at(c.want)) {
				t.Errorf("%s and %v working hours are %s, want %s", c.from, c.hours, got.Format("2006-01-02 15:04"), c.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	if err := (Calendar{}).Check(); err != nil {
		t.Error(err)
	}
	if err := national().Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*Calendar){
		"no hours":             func(c *Calendar) { c.Spans = nil },
		"hours that end early": func(c *Calendar) { c.Spans[0].To = c.Spans[0].From },
		"hours over midnight":  func(c *Calendar) { c.Spans[1].To = 25 * 60 },
		"hours that touch":     func(c *Calendar) { c.Spans[1].From = c.Spans[0].To },
		"no such weekday":      func(c *Calendar) { c.Free = []time.Weekday{7} },
		"a weekday twice":      func(c *Calendar) { c.Free = []time.Weekday{1, 1} },
		"no working day":       func(c *Calendar) { c.Free = []time.Weekday{0, 1, 2, 3, 4, 5, 6} },
		"no such date":         func(c *Calendar) { c.Holidays = []Date{"2026-02-30"} },
		"a date with a time":   func(c *Calendar) { c.Workdays = []Date{"2026-02-28 08:00"} },
		"free and worked":      func(c *Calendar) { c.Workdays = []Date{"2026-10-01"} },
		"too many dates": func(c *Calendar) {
			for i := range maxDates + 1 {
				c.Holidays = append(c.Holidays, DateOf(at("2030-01-01 12:00").AddDate(0, 0, i)))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := national()
			spoil(&c)
			if c.Check() == nil {
				t.Errorf("%+v passes", c)
			}
		})
	}
}

// TestLaws holds both questions to each other and to a count minute by minute, on random calendars, in zones with and without a change of
// the clock.
func TestLaws(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		zone := rapid.SampledFrom([]*time.Location{beijing, newYork, time.UTC}).Draw(t, "zone")
		start := time.Date(2026, time.Month(rapid.SampledFrom([]int{3, 10, 11}).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0,
			rapid.IntRange(0, 24*60-1).Draw(t, "minute"), 0, 0, zone)
		d := time.Duration(rapid.IntRange(0, 3000).Draw(t, "minutes")) * time.Minute
		due := c.Add(start, d)
		if due.Before(start) {
			t.Fatalf("%s is due before %s", due, start)
		}
		if got := c.Between(start, due); got != d {
			t.Fatalf("from %s to %s are %s, want %s, by %+v", start, due, got, d, c)
		}
		if later := c.Add(start, d+time.Minute); !later.After(due) {
			t.Fatalf("a minute more is due at %s, not after %s", later, due)
		}
		if got := c.Between(due, start); got != 0 && due.After(start) {
			t.Fatalf("backwards are %s", got)
		}
		end := start.Add(time.Duration(rapid.IntRange(0, 4*24*60).Draw(t, "span")) * time.Minute)
		var count time.Duration
		for m := start; m.Before(end); m = m.Add(time.Minute) {
			if c.worksAt(m) {
				count += time.Minute
			}
		}
		if got := c.Between(start, end); got != count {
			t.Fatalf("from %s to %s are %s, the minutes count %s, by %+v", start, end, got, count, c)
		}
		middle := start.Add(end.Sub(start) / 2).Truncate(time.Minute)
		if c.Between(start, middle)+c.Between(middle, end) != count {
			t.Fatalf("the parts from %s over %s to %s do not add up", start, middle, end)
		}
	})
}

// worksAt says whether the minute of m is worked: the rule by the clock on the wall.
func (c Calendar) worksAt(m time.Time) bool {
	minute := m.Hour()*60 + m.Minute()
	for _, s := range c.Spans {
		if c.IsWorkday(m) && s.From <= minute && minute < s.To {
			return true
		}
	}
	return false
}

func drawCalendar(t *rapid.T) Calendar {
	c := Calendar{Free: rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) time.Weekday {
		return time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))
	}), 0, 5, func(d time.Weekday) time.Weekday { return d }).Draw(t, "free")}
	from := rapid.IntRange(4*60, 11*60).Draw(t, "from") // after the hour at which clocks change
	for range rapid.IntRange(1, 3).Draw(t, "spans") {
		to := from + rapid.IntRange(1, 200).Draw(t, "length")
		c.Spans = append(c.Spans, Span{from, to})
		from = to + rapid.IntRange(1, 60).Draw(t, "rest")
	}
	first := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	for i := range 20 {
		d := DateOf(first.AddDate(0, 0, i))
		switch rapid.IntRange(0, 5).Draw(t, "date") {
		case 0:
			c.Holidays = append(c.Holidays, d)
		case 1:
			c.Workdays = append(c.Workdays, d)
		}
	}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	return c
}

func BenchmarkAdd(b *testing.B) {
	c, from := national(), at("2026-09-30 17:00")
	for b.Loop() {
		c.Add(from, 40*time.Hour)
	}
}
