package statistics

import (
	"fmt"
	"time"
)

// Period is a stretch of time, with From and without To. The zero value of either leaves that side open.
type Period struct {
	From, To time.Time
}

const (
	monthForm = "2006-01"
	dayForm   = "2006-01-02"
)

// Holds reports whether the time falls into the period.
func (p Period) Holds(at time.Time) bool {
	return (p.From.IsZero() || !at.Before(p.From)) && (p.To.IsZero() || at.Before(p.To))
}

// Month returns the month that is written as 2026-11, in the time zone.
func Month(text string, zone *time.Location) (Period, error) {
	from, err := time.ParseInLocation(monthForm, text, zone)
	if err != nil {
		return Period{}, fmt.Errorf("statistics: a month is written 2026-11: %w", err)
	}
	return Period{from, time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, zone)}, nil
}

// Days returns the days from the first to the last, both within, written as 2026-11-01, in the time zone. An empty text leaves its side open.
func Days(first, last string, zone *time.Location) (p Period, err error) {
	if first != "" {
		if p.From, err = time.ParseInLocation(dayForm, first, zone); err != nil {
			return Period{}, fmt.Errorf("statistics: a day is written 2026-11-01: %w", err)
		}
	}
	if last != "" {
		if p.To, err = time.ParseInLocation(dayForm, last, zone); err != nil {
			return Period{}, fmt.Errorf("statistics: a day is written 2026-11-01: %w", err)
		}
		p.To = time.Date(p.To.Year(), p.To.Month(), p.To.Day()+1, 0, 0, 0, 0, zone)
	}
	if first != "" && last != "" && !p.From.Before(p.To) {
		return Period{}, fmt.Errorf("statistics: %s is after %s", first, last)
	}
	return p, nil
}
