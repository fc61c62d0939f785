package label

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"galley/editor/intake/han"
)

// moments are the forms in which sites write a time: groups year, month, day, hour, minute, second, zone.
var moments = regexp.MustCompile(`(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?` +
	`(?:\s*(?:星期.|周.)?[ t]*(上午|下午|晚上|am|pm)?\s*(\d{1,2})\s*(?:[:时点])\s*(\d{1,2})\s*分?(?:\s*[:]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?`)

// two returns the number of the two digits at the head of s.
func two(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// Moment finds a time in a text. Without a zone it is in loc, and without an hour it is midnight there. It returns what stands before and
// after it, and false if there is none or the calendar has no such day.
func Moment(s string, loc *time.Location) (t time.Time, before, after string, ok bool) {
	folded := han.Fold(s)
	m := moments.FindStringSubmatchIndex(string(folded))
	if m == nil {
		return time.Time{}, "", "", false
	}
	text := string(folded)
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	number := func(i int) int {
		n, err := strconv.Atoi(group(i))
		if err != nil {
			return 0 // a group that is not there
		}
		return n
	}
	hour := number(5)
	switch group(4) {
	case "下午", "晚上", "pm":
		if hour < 12 {
			hour += 12
		}
	}
	if zone := strings.ReplaceAll(group(8), ":", ""); zone != "" {
		loc = time.UTC
		if len(zone) == 5 {
			offset := (two(zone[1:])*60 + two(zone[3:])) * 60
			if zone[0] == '-' {
				offset = -offset
			}
			loc = time.FixedZone("", offset)
		}
	}
	year, month, day := number(1), number(2), number(3)
	t = time.Date(year, time.Month(month), day, hour, number(6), number(7), 0, loc)
	if year < 1900 || t.Year() != year || int(t.Month()) != month || t.Day() != day || hour > 23 || number(6) > 59 || number(7) > 59 {
		return time.Time{}, "", "", false
	}
	runes := []rune(s)
	from, to := len([]rune(text[:m[0]])), len([]rune(text[:m[1]]))
	return t, string(runes[:from]), string(runes[to:]), true
}
