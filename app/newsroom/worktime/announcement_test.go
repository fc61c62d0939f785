package worktime

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"
)

func days(s string) (out []Date) {
	for _, d := range strings.Fields(s) {
		out = append(out, Date(d))
	}
	return out
}

func TestParseDates(t *testing.T) {
	for _, c := range []struct{ name, text, free, worked string }{
		{"the announcement", "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
			"2026-01-01 2026-01-02 2026-01-03", "2026-01-04"},
		{"two make-up days", "六、国庆节：10月1日（周四）至3日放假调休，共3天。9月20日（周日）、10月10日（周六）上班。",
			"2026-10-01 2026-10-02 2026-10-03", "2026-09-20 2026-10-10"},
		{"one day", "端午节：6月19日（周五）放假，与周末连休。", "2026-06-19", ""},
		{"another year", "2027年1月1日放假。", "2027-01-01", ""},
		{"the year of the heading", "2027年节假日\n1月1日至2日放假", "2027-01-01 2027-01-02", ""},
		{"over New Year", "12月31日至1月2日放假", "2026-12-31 2027-01-01 2027-01-02", ""},
		{"over a month", "9月30日至10月2日放假", "2026-09-30 2026-10-01 2026-10-02", ""},
		{"a list", "2026-05-01 放假\n2026-05-09 上班", "2026-05-01", "2026-05-09"},
		{"a list in English", "2026-05-01..2026-05-02 off\n2026-05-09 work", "2026-05-01 2026-05-02", "2026-05-09"},
		{"full width", "５月１日至２日放假", "2026-05-01 2026-05-02", ""},
		{"both in a sentence", "2月15日至16日放假，2月14日上班", "2026-02-15 2026-02-16", "2026-02-14"},
		{"twice", "5月1日放假。5月1日至2日放假", "2026-05-01 2026-05-02", ""},
		{"words around", "国办发明电〔2025〕7号\n各省：\n5月1日放假。\n2025年11月4日", "2026-05-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			free, worked, err := ParseDates(c.text, 2026)
			if err != nil || !slices.Equal(free, days(c.free)) || !slices.Equal(worked, days(c.worked)) {
				t.Errorf("%v free, %v worked, %v", free, worked, err)
			}
		})
	}
	for _, wrong := range []string{"", "放假", "13月1日放假", "2月30日放假", "5月3日至1日放假", "1月1日至12月31日放假", "5月1日放假。5月1日上班", "5月1日"} {
		if free, worked, err := ParseDates(wrong, 2026); err == nil {
			t.Errorf("%q: %v free, %v worked", wrong, free, worked)
		}
	}
}

func TestParseSpans(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"8:00-12:00 14:00-18:00", "08:00-12:00 14:00-18:00"}, {"9：00至17：30", "09:00-17:30"}, {"08:00–12:00，13:00～17:00", "08:00-12:00 13:00-17:00"}, {"", ""},
	} {
		spans, err := ParseSpans(c.text)
		if err != nil || FormatSpans(spans) != c.want {
			t.Errorf("%q: %s, %v", c.text, FormatSpans(spans), err)
		}
	}
	for _, wrong := range []string{"8", "8:00", "8:00-", "8:60-9:00", "a-b", "8:00-12:00-13:00"} {
		if spans, err := ParseSpans(wrong); err == nil {
			t.Errorf("%q: %v", wrong, spans)
		}
	}
}

// TestToggled: a day that is toggled is the other thing, every other day is as it was, and toggling twice gives the calendar back.
func TestToggled(t *testing.T) {
	const seed = 7
	r := rand.New(rand.NewSource(seed))
	c := Default()
	start := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for n := range 400 {
		day := start.AddDate(0, 0, r.Intn(365))
		next := c.Toggled(day)
		if next.IsWorkday(day) == c.IsWorkday(day) || next.Check() != nil {
			t.Fatalf("seed %d, edit %d: %s is still worked %v; %v", seed, n, DateOf(day), c.IsWorkday(day), next.Check())
		}
		for i := range 365 {
			if o := start.AddDate(0, 0, i); DateOf(o) != DateOf(day) && next.IsWorkday(o) != c.IsWorkday(o) {
				t.Fatalf("seed %d, edit %d: %s changed with %s", seed, n, DateOf(o), DateOf(day))
			}
		}
		back := next.Toggled(day)
		if !slices.Equal(back.Holidays, c.Holidays) || !slices.Equal(back.Workdays, c.Workdays) {
			t.Fatalf("seed %d, edit %d: %s twice gives %+v for %+v", seed, n, DateOf(day), back, c)
		}
		c = next
	}
}

func TestWithReplacesTheYear(t *testing.T) {
	c := Default()
	c.Holidays, c.Workdays = days("2025-10-01 2026-05-01"), days("2026-05-09")
	got := c.With(days("2026-10-02 2026-10-01"), nil)
	if !slices.Equal(got.Holidays, days("2025-10-01 2026-10-01 2026-10-02")) || len(got.Workdays) != 0 {
		t.Errorf("%+v", got)
	}
	if len(c.Holidays) != 2 {
		t.Error("the calendar itself was changed")
	}
}

// FuzzParseDates: whatever the text, the days are days, in order, each once and in one list, and a calendar with them can be used.
func FuzzParseDates(f *testing.F) {
	for _, s := range []string{"1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", "2026-05-01..2026-05-02 off", "12月31日至1月2日休", "0000年1月1日放假", "5月1日至2日、4日班"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		free, worked, err := ParseDates(text, 2026)
		if err != nil {
			return
		}
		c := Default().With(free, worked)
		if err := c.Check(); err != nil && len(c.Holidays) <= maxDates && len(c.Workdays) <= maxDates {
			t.Errorf("%q: %v", text, err)
		}
		if !slices.IsSorted(free) || !slices.IsSorted(worked) {
			t.Errorf("%q: %v, %v", text, free, worked)
		}
	})
}

// FuzzParseSpans: what is read is written and read again as the same.
func FuzzParseSpans(f *testing.F) {
	f.Add("8:00-12:00 14:00-18:00")
	f.Add("99:59至0：00")
	f.Fuzz(func(t *testing.T, text string) {
		spans, err := ParseSpans(text)
		if err != nil {
			return
		}
		if again, err := ParseSpans(FormatSpans(spans)); err != nil || !slices.Equal(spans, again) {
			t.Errorf("%q: %v, then %v, %v", text, spans, again, err)
		}
	})
}
