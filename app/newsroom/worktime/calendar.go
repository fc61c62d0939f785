// Package worktime counts working hours: when something is due that takes a number of them, and how many lie between two times.
//
// A [Calendar] is data that a newsroom keeps in its settings: the spans of a working day, the days of the week that are free, and single
// dates that differ from their week, for in China public holidays are moved together and paid for with working weekends (调休), as the State
// Council announces each year. Times are taken in the zone that they carry: a caller turns them into the newsroom's first.
//
// The two questions answer each other: Between(t, Add(t, d)) is d for every d of at least zero, and Add never ends outside working time. Both
// go from day to day, so that a day with a change of the clock has the hours that its clock really ran.
package worktime

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Span is a part of a working day in minutes from midnight: From of the first, To of the first one after it.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Date is a day of the calendar as YYYY-MM-DD, in no zone.
type Date string

// DateOf returns the day of t in the zone that t carries.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Calendar says when a newsroom works. The zero value is none: see [Calendar.IsZero] and [Default].
type Calendar struct {
	Spans    []Span         `json:"spans"`              // of each working day, in order, none touching the next
	Free     []time.Weekday `json:"free"`               // of the week
	Holidays []Date         `json:"holidays,omitempty"` // free whatever their weekday
	Workdays []Date         `json:"workdays,omitempty"` // worked whatever their weekday: make-up days
}

// Default is the calendar of an office: Monday to Friday, 8:00 to 12:00 and 14:00 to 18:00, no holidays.
func Default() Calendar {
	return Calendar{Spans: []Span{{8 * 60, 12 * 60}, {14 * 60, 18 * 60}}, Free: []time.Weekday{time.Sunday, time.Saturday}}
}

// IsZero reports whether nobody has said when the newsroom works.
func (c Calendar) IsZero() bool {
	return len(c.Spans) == 0 && len(c.Free) == 0 && len(c.Holidays) == 0 && len(c.Workdays) == 0
}

// Fault is what makes a calendar unusable.
type Fault struct {
	What  string // for the log
	Value string // the part that is wrong as it is written; empty where something is missing
}

// Error implements error.
func (f *Fault) Error() string { return strings.TrimSpace("worktime: " + f.What + " " + f.Value) }

// Check reports the first thing that makes the calendar unusable, as a [*Fault]. The zero value is usable: it stands for the default.
func (c Calendar) Check() error {
	if c.IsZero() {
		return nil
	}
	if len(c.Spans) == 0 {
		return &Fault{What: "a working day without hours"}
	}
	last := -1
	for _, s := range c.Spans {
		if s.From <= last || s.To <= s.From || s.To > 24*60 {
			return &Fault{What: "the hours", Value: s.String()}
		}
		last = s.To
	}
	for i, d := range c.Free {
		if d < time.Sunday || d > time.Saturday || slices.Contains(c.Free[:i], d) {
			return &Fault{What: "the weekday", Value: strconv.Itoa(int(d))}
		}
	}
	if len(c.Free) == 7 {
		return &Fault{What: "a week without a working day"}
	}
	seen := map[Date]bool{}
	for _, d := range slices.Concat(c.Holidays, c.Workdays) {
		if t, err := time.Parse(time.DateOnly, string(d)); err != nil || DateOf(t) != d {
			return &Fault{What: "the date", Value: string(d)}
		}
		if seen[d] {
			return &Fault{What: "the date", Value: string(d)}
		}
		seen[d] = true
	}
	if len(c.Holidays) > maxDates || len(c.Workdays) > maxDates {
		return &Fault{What: "more dates than", Value: strconv.Itoa(maxDates)}
	}
	return nil
}

// maxDates bounds a list of dates: thirty years of them, so that a walk over days ends.
const maxDates = 3000

// String writes the span as a clock shows it.
func (s Span) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
}

// IsWorkday reports whether the day of t is worked.
func (c Calendar) IsWorkday(t time.Time) bool {
	d := DateOf(t)
	switch {
	case slices.Contains(c.Holidays, d):
		return false
	case slices.Contains(c.Workdays, d):
		return true
	}
	return !slices.Contains(c.Free, t.Weekday())
}

// day returns the working times of the day of t, in order, empty on a free day.
func (c Calendar) day(t time.Time) [][2]time.Time {
	if !c.IsWorkday(t) {
		return nil
	}
	y, m, d := t.Date()
	out := make([][2]time.Time, 0, len(c.Spans))
	for _, s := range c.Spans {
		from, to := time.Date(y, m, d, 0, s.From, 0, 0, t.Location()), time.Date(y, m, d, 0, s.To, 0, 0, t.Location())
		if from.Before(to) { // a clock that jumps can swallow a span
			out = append(out, [2]time.Time{from, to})
		}
	}
	return out
}

// noon returns the middle of the day after that of t: a time that every clock has, from which the day can be read.
func noon(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d+1, 12, 0, 0, 0, t.Location())
}

// Add returns the moment at which d of working time has passed since t. It lies in working time, at its very end at the latest; no time at
// all from a free moment is the next moment of work. The calendar must be one that [Calendar.Check] passes.
func (c Calendar) Add(t time.Time, d time.Duration) time.Time {
	for day := t; ; day = noon(day) {
		for _, span := range c.day(day) {
			from, to := span[0], span[1]
			if from.Before(t) {
				from = t
			}
			if left := to.Sub(from); left > 0 && d <= left {
				return from.Add(d)
			} else if left > 0 {
				d -= left
			}
		}
	}
}

// Between returns the working time from one moment to a later one; nothing where the second is not later.
func (c Calendar) Between(from, to time.Time) time.Duration {
	var sum time.Duration
	for day := from; from.Before(to) && !dateAfter(day, to); day = noon(day) {
		for _, span := range c.day(day) {
			a, b := span[0], span[1]
			if a.Before(from) {
				a = from
			}
			if b.After(to) {
				b = to
			}
			if a.Before(b) {
				sum += b.Sub(a)
			}
		}
	}
	return sum
}

// dateAfter reports whether the day of a lies after that of b, both read in the zone of a.
func dateAfter(a, b time.Time) bool { return DateOf(a) > DateOf(b.In(a.Location())) }
