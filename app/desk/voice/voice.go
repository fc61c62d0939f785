// Package voice puts articles into words and parts for the windows, in the language of the person and the time of the newsroom: where an
// article stands, who took which step when, what its properties are, how it will read.
//
// It asks nothing and changes nothing: everything it says comes from the values that it is given.
package voice

import (
	"time"
	"unicode"
	"unicode/utf8"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// Voice speaks to one person.
type Voice struct {
	Words  *catalogue.Catalogue
	Zone   *time.Location // of the newsroom
	People []newsroom.Staff
	Me     newsroom.Staff
	Time   func() time.Time
}

// S speaks an entry of the desk's part of the catalogue.
func (v *Voice) S(id string, pairs ...any) string { return v.Words.S("desk."+id, pairs...) }

// Label speaks a text that stands alone, on a button or a chip: in English it begins with a capital.
func (v *Voice) Label(t catalogue.Text) string {
	s := v.Words.Say(t)
	if r, n := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		return string(unicode.ToUpper(r)) + s[n:]
	}
	return s
}

// Person returns the name of a member of staff.
func (v *Voice) Person(id newsroom.StaffID) string {
	for _, s := range v.People {
		if s.ID == id {
			return s.Name
		}
	}
	return string(id)
}

// Roles names a person's roles.
func (v *Voice) Roles(s newsroom.Staff) string {
	t := make([]catalogue.Text, len(s.Roles))
	for i, r := range s.Roles {
		t[i] = newsroom.RoleText(r)
	}
	return v.S("list", "Items", t)
}

// Moment says a time as near as a list needs it: the hour today, the day this year, the date before.
func (v *Voice) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t, now := t.In(v.Zone), v.Time().In(v.Zone)
	switch {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("01-02")
	}
	return t.Format("2006-01-02")
}

// Due says when something is due, or how long it has been: near a day it calls for attention, past it for the person.
func (v *Voice) Due(t time.Time) (string, chrome.Tone) {
	left := t.Sub(v.Time())
	switch {
	case left < -24*time.Hour:
		return v.S("due.days_late", "Days", int(-left/(24*time.Hour))), chrome.Mine
	case left < 0:
		return v.S("due.late", "At", v.Moment(t)), chrome.Mine
	case left < 24*time.Hour:
		return v.S("due", "At", v.Moment(t)), chrome.Alert
	}
	return v.S("due", "At", v.Moment(t)), chrome.Calm
}

// Stamp says a time in full.
func (v *Voice) Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(v.Zone).Format("2006-01-02 15:04")
}

// Clock says an hour to the second, for the save state.
func (v *Voice) Clock(t time.Time) string { return t.In(v.Zone).Format("15:04:05") }

// LanguageNames are what the languages call themselves.
var LanguageNames = map[catalogue.Lang]string{catalogue.ZhHans: "简体中文", catalogue.ZhHant: "繁體中文", catalogue.En: "English"}
