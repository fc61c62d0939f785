package worktime

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// aDay is a day as people write it: 2026-10-01, 2026年10月1日, 10月1日, or 3日 after a month was named. A range has two of them.
var (
	aDay   = `(?:(\d{4})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})日?`
	ranges = regexp.MustCompile(aDay + `(?:(?:至|到|—+|－|~|～|–|\.\.)` + aDay + `)?`)
	aside  = regexp.MustCompile(`[（(][^（）()]*[）)]`)
	counts = regexp.MustCompile(`共?\d+天|第?\d+[号条]|〔\d+〕`)
	yearOf = regexp.MustCompile(`(\d{4})年(?:[^\d]|$)`)
)

// ParseDates reads the yearly announcement of the State Council (国务院办公厅关于部分节假日安排的通知) or a list in the same words, and returns
// the days that are free and those that are worked, in order, each once:
//
//	国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
//	2026-01-02 放假
//
// The word that follows days says what they are: 放假, 休 or “off” for a holiday, 上班, 班 or “work” for a working day. A day without a year is of the
// year that the text named last, or else of the one that is given; a range that ends in an earlier month ends in the next year. A sentence without
// days or without such a word is passed over. The error names a day that is none, a day that is both, and a text without any.
func ParseDates(text string, year int) (holidays, workdays []Date, err error) {
	text = aside.ReplaceAllString(strings.Map(half, text), "")
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；;\n\r", r) }) {
		if y := yearOf.FindStringSubmatch(sentence); y != nil {
			if n, _ := strconv.Atoi(y[1]); n >= 1900 { // four digits
				year = n
			}
		}
		if holidays, workdays, err = parseSentence(sentence, year, holidays, workdays); err != nil {
			return nil, nil, err
		}
	}
	for _, d := range holidays {
		if slices.Contains(workdays, d) {
			return nil, nil, fmt.Errorf("worktime: the date %s is free and worked", d)
		}
	}
	if len(holidays)+len(workdays) == 0 {
		return nil, nil, fmt.Errorf("worktime: no date that is free or worked")
	}
	return holidays, workdays, nil
}

// parseSentence adds the days of one sentence. Days wait for the word that says what they are.
func parseSentence(sentence string, year int, holidays, workdays []Date) (free, worked []Date, err error) {
	sentence = counts.ReplaceAllString(sentence, "")
	var waiting []Date
	month, at := 0, 0
	settle := func(between string) {
		switch word := strings.ToLower(between); {
		case strings.Contains(word, "上班") || strings.Contains(word, "班") || strings.Contains(word, "work"):
			workdays = merged(workdays, waiting)
		case strings.Contains(word, "放假") || strings.Contains(word, "休") || strings.Contains(word, "假") || strings.Contains(word, "off"):
			holidays = merged(holidays, waiting)
		default:
			return
		}
		waiting = nil
	}
	for _, m := range ranges.FindAllStringSubmatchIndex(sentence, -1) {
		settle(sentence[at:m[0]])
		at = m[1]
		part := func(i int) int {
			if m[2*i] < 0 {
				return 0
			}
			n, _ := strconv.Atoi(sentence[m[2*i]:m[2*i+1]]) // at most four digits
			return n
		}
		y, mo, d := part(1), part(2), part(3)
		if y == 0 {
			y = year
		}
		if mo == 0 {
			mo = month
		}
		if mo == 0 { // a number of something else
			continue
		}
		from, err := dayOf(y, mo, d)
		if err != nil {
			return nil, nil, err
		}
		month = mo
		to := from
		if part(6) != 0 {
			y2, mo2 := part(4), part(5)
			if mo2 == 0 {
				mo2 = mo
			}
			if y2 == 0 {
				if y2 = y; mo2 < mo {
					y2++
				}
			}
			if to, err = dayOf(y2, mo2, part(6)); err != nil {
				return nil, nil, err
			}
			month = mo2
		}
		if to.Before(from) || to.Sub(from) > maxHoliday*24*time.Hour {
			return nil, nil, fmt.Errorf("worktime: from %s to %s", DateOf(from), DateOf(to))
		}
		for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
			waiting = append(waiting, DateOf(day))
		}
	}
	settle(sentence[at:])
	return holidays, workdays, nil
}

// maxHoliday bounds a range in days: longer ones are a slip of the pen.
const maxHoliday = 62

// dayOf returns the day, in no zone, or an error where there is none of that date.
func dayOf(y, m, d int) (time.Time, error) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return t, fmt.Errorf("worktime: the date %04d-%02d-%02d", y, m, d)
	}
	return t, nil
}

// merged adds days to a list in order, each once.
func merged(list, more []Date) []Date {
	list = append(slices.Clone(list), more...)
	slices.Sort(list)
	return slices.Compact(list)
}

// half turns full-width digits into the others, and leaves out spaces.
func half(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == ' ' || r == '\t' || r == '\u3000' || r == '\u00a0':
		return -1
	}
	return r
}

// With returns the calendar with the days of the years that the lists are about replaced by the lists.
func (c Calendar) With(holidays, workdays []Date) Calendar {
	years := map[Date]bool{}
	for _, d := range slices.Concat(holidays, workdays) {
		years[d[:4]] = true
	}
	kept := func(list []Date) []Date {
		return slices.DeleteFunc(slices.Clone(list), func(d Date) bool { return years[d[:min(4, len(d))]] })
	}
	c.Holidays, c.Workdays = merged(kept(c.Holidays), holidays), merged(kept(c.Workdays), workdays)
	return c
}

// Toggled returns the calendar with the day free in place of worked, or the other way round. A day that is then as its weekday is in no list.
func (c Calendar) Toggled(t time.Time) Calendar {
	d := DateOf(t)
	out := func(list []Date) []Date {
		return slices.DeleteFunc(slices.Clone(list), func(o Date) bool { return o == d })
	}
	works := !c.IsWorkday(t)
	c.Holidays, c.Workdays = out(c.Holidays), out(c.Workdays)
	if c.IsWorkday(t) != works && works {
		c.Workdays = merged(c.Workdays, []Date{d})
	} else if c.IsWorkday(t) != works {
		c.Holidays = merged(c.Holidays, []Date{d})
	}
	return c
}

var aSpan = regexp.MustCompile(`^(\d{1,2})[:：](\d{2})(?:-|—+|－|–|~|～|至|到)(\d{1,2})[:：](\d{2})$`)

// ParseSpans reads the hours of a working day as people write them: 8:00-12:00 14:00-18:00. The error names the part that is none; whether the
// spans are in order is for [Calendar.Check].
func ParseSpans(text string) ([]Span, error) {
	var out []Span
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\u3000,，、;；", r) }) {
		m := aSpan.FindStringSubmatch(part)
		if m == nil {
			return nil, fmt.Errorf("worktime: the hours %q", part)
		}
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(m[i+1]) // two digits
		}
		if n[1] > 59 || n[3] > 59 {
			return nil, fmt.Errorf("worktime: the hours %q", part)
		}
		out = append(out, Span{n[0]*60 + n[1], n[2]*60 + n[3]})
	}
	return out, nil
}

// FormatSpans writes the hours of a working day as [ParseSpans] reads them.
func FormatSpans(spans []Span) string {
	all := make([]string, len(spans))
	for i, s := range spans {
		all[i] = s.String()
	}
	return strings.Join(all, " ")
}
