package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"galley/assets/catalogue"
)

// Day is a date without a time, as it stands under an official document.
type Day struct {
	Year  int
	Month int
	Day   int
}

// IsZero reports whether there is no date.
func (d Day) IsZero() bool { return d == Day{} }

// String returns the date in Arabic numerals, in full and without zeros before them: 2026年3月5日 (GB/T 9704-2012, 7.3.5.4; GB/T 15835-2011).
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Year) + "年" + strconv.Itoa(d.Month) + "月" + strconv.Itoa(d.Day) + "日"
}

// ParseDay reads 2026年3月5日 or 2026-3-5. No text is no date. The error is a [FieldError] without a field.
func ParseDay(s string) (Day, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Day{}, nil
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("年月日-/.", r) })
	var n [3]int
	if len(fields) != 3 {
		return Day{}, &FieldError{Text: catalogue.T("official.bad_date")}
	}
	for i, f := range fields {
		v, err := strconv.Atoi(f)
		if err != nil || len(f) > 4 {
			return Day{}, &FieldError{Text: catalogue.T("official.bad_date")}
		}
		n[i] = v
	}
	d := Day{n[0], n[1], n[2]}
	if !d.valid() {
		return Day{}, &FieldError{Text: catalogue.T("official.bad_date")}
	}
	return d, nil
}

// valid reports whether the calendar has the date, in the years that a document can be of.
func (d Day) valid() bool {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return d.Year >= 1949 && d.Year <= 2999 && t.Year() == d.Year && int(t.Month()) == d.Month && t.Day() == d.Day
}

func (d Day) before(o Day) bool {
	if d.Year != o.Year {
		return d.Year < o.Year
	}
	if d.Month != o.Month {
		return d.Month < o.Month
	}
	return d.Day < o.Day
}

// MarshalText writes 2026-03-05, and nothing for no date.
func (d Day) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return fmt.Appendf(nil, "%04d-%02d-%02d", d.Year, d.Month, d.Day), nil
}

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDay(string(text))
	return err
}
