package setting

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom/worktime"
)

// never stands in the draft for hours that cannot be read: no calendar may have it.
var never worktime.Span

// hours draws when the newsroom works, by which steps of a review are due: the hours of a day, the free days of a week, and a year of days of
// which each can be made free or worked.
func (f *Form) hours() fyne.CanvasObject {
	if f.year == 0 {
		f.year = f.Time().In(f.Zone).Year()
	}
	c := f.calendar()
	said := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: Width})
	written := worktime.FormatSpans(c.Spans)
	judge := func() {
		c := f.calendar()
		if said.Hidden = len(c.Spans) == 0 || c.Spans[0] != never; !said.Hidden {
			said.SetText(f.S("setting.hours.wrong"))
		}
	}
	if len(c.Spans) > 0 && c.Spans[0] == never {
		written = f.misspelt
	}
	judge()
	spans := f.entry(written, func(s string) {
		read, err := worktime.ParseSpans(s)
		if err != nil || len(read) == 0 {
			read, f.misspelt = []worktime.Span{never}, s
		}
		f.edit(func(c *worktime.Calendar) { c.Spans = read })
		judge()
	})
	f.aim(goalPage, spans)
	week := strings.Fields(f.S("setting.hours.week"))
	out := chrome.Column(16, heading(f.S("setting.hours")), soft(f.S("setting.hours.text"), Width),
		chrome.Column(4, labelled(f.S("setting.hours.spans"), 380, spans), said),
		chrome.Labelled(f.S("setting.hours.free"), f.ticks(week, Width, func(i int) bool { return slices.Contains(c.Free, time.Weekday(i)) }, func(i int, on bool) {
			f.edit(func(c *worktime.Calendar) { c.Free = toggled(c.Free, time.Weekday(i), on) })
			f.days.Refresh()
		})), chrome.HLine())
	f.days = newYear(f)
	f.sum = chrome.Text("", chrome.Meta())
	f.count()
	back, forward := chrome.NewButton("‹", chrome.Plain, func() { f.TurnYear(-1) }), chrome.NewButton("›", chrome.Plain, func() { f.TurnYear(1) })
	out.Add(heading(f.S("setting.hours.year", "Year", strconv.Itoa(f.year)), f.sum, back, forward))
	out.Add(chrome.Row(16, f.legend(theme.RedWash, theme.Red, "setting.hours.holiday"), f.legend(theme.BlueWash, theme.Blue, "setting.hours.workday"), chrome.Text(f.S("setting.hours.toggle"), chrome.Meta())))
	out.Add(f.days)
	f.notice = field.NewText(f.input)
	f.notice.SetPlaceHolder(f.S("setting.hours.notice.hint"))
	f.misread = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: Width})
	f.misread.Hide()
	out.Add(chrome.HLine())
	out.Add(chrome.Column(4, chrome.Labelled(f.S("setting.hours.notice"), chrome.Fixed(Width, 100, f.notice)), f.misread))
	out.Add(chrome.Row(8, chrome.NewButton(f.S("setting.hours.read"), chrome.Plain, f.ReadNotice)))
	return out
}

// legend says what a colour of the year means.
func (f *Form) legend(wash, ink theme.Token, id string) fyne.CanvasObject {
	return chrome.Row(6, chrome.Framed(wash, ink, 3, chrome.Gap(14, 14)), chrome.Text(f.S(id), chrome.Meta()))
}

// calendar is that of the draft, or the one that holds while nobody has said any.
func (f *Form) calendar() worktime.Calendar {
	if f.Draft.Calendar.IsZero() {
		return worktime.Default()
	}
	return f.Draft.Calendar
}

// edit changes the calendar of the draft.
func (f *Form) edit(change func(*worktime.Calendar)) {
	c := f.calendar()
	change(&c)
	f.Draft.Calendar = c
	f.Changed()
}

// toggle makes a day free in place of worked, or the other way round.
func (f *Form) toggle(day time.Time) {
	f.edit(func(c *worktime.Calendar) { *c = c.Toggled(day) })
	f.count()
	f.days.Refresh()
}

// count says how many days of the year are worked.
func (f *Form) count() {
	c, n := f.calendar(), 0
	for day := noonOf(f.year, 1, 1); day.Year() == f.year; day = day.AddDate(0, 0, 1) {
		if c.IsWorkday(day) {
			n++
		}
	}
	f.sum.Text = f.S("setting.hours.worked", "Days", n)
	f.sum.Refresh()
}

// TurnYear shows another year.
func (f *Form) TurnYear(by int) {
	if f.place.Kind == Hours {
		f.year += by
		f.Redraw()
	}
}

// ReadNotice reads the announcement of the holidays that was pasted, and puts its days in the place of those of its years. With none it goes to
// the field for it.
func (f *Form) ReadNotice() {
	if f.place.Kind != Hours {
		return
	}
	text := f.notice.Text
	if strings.TrimSpace(text) == "" {
		f.Focus(f.notice)
		return
	}
	free, worked, err := worktime.ParseDates(text, f.year)
	if err != nil {
		f.misread.SetText(f.S("setting.hours.misread", "Year", strconv.Itoa(f.year)))
		f.misread.Show()
		f.Changed()
		return
	}
	f.edit(func(c *worktime.Calendar) { *c = c.With(free, worked) })
	for _, d := range append(slices.Clone(free), worked...) {
		if year, err := strconv.Atoi(string(d[:4])); err == nil { // a Date begins with its year
			f.year = year
			break
		}
	}
	f.Redraw()
}

// noonOf is a time that every clock has.
func noonOf(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
}
