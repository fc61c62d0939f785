package setting

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
)

// year shows twelve months of days. A click makes a day free in place of worked, or the other way round; with the keyboard the arrows go from
// day to day and Space does it.
type year struct {
	widget.BaseWidget
	f       *Form
	at      time.Time // where the keyboard is
	focused bool
}

// Measures of the months.
const (
	monthsAcross         = 4
	dayWidth     float32 = 26
	dayHeight    float32 = 24
	monthHead    float32 = 46 // its name and the days of the week
	monthWidth           = 7 * dayWidth
	monthHeight          = monthHead + 6*dayHeight + 12
	monthGap             = (Width - monthsAcross*monthWidth) / (monthsAcross - 1)
)

func newYear(f *Form) *year {
	y := &year{f: f, at: noonOf(f.year, 1, 1)}
	if now := f.Time().In(f.Zone); now.Year() == f.year {
		y.at = noonOf(f.year, int(now.Month()), now.Day())
	}
	y.ExtendBaseWidget(y)
	return y
}

// corner is where a month begins.
func corner(month int) fyne.Position {
	return fyne.NewPos(float32((month-1)%monthsAcross)*(monthWidth+monthGap), float32((month-1)/monthsAcross)*monthHeight)
}

// placeOf is where a day stands: weeks begin on Monday, as GB/T 7408.1-2023 has them.
func placeOf(day time.Time) fyne.Position {
	first := int(noonOf(day.Year(), int(day.Month()), 1).Weekday()+6) % 7
	n := first + day.Day() - 1
	return corner(int(day.Month())).AddXY(float32(n%7)*dayWidth, monthHead+float32(n/7)*dayHeight)
}

// dayAt returns the day at a place of the widget; false where there is none.
func (y *year) dayAt(p fyne.Position) (time.Time, bool) {
	for day := noonOf(y.f.year, 1, 1); day.Year() == y.f.year; day = day.AddDate(0, 0, 1) {
		if at := placeOf(day); p.X >= at.X && p.X < at.X+dayWidth && p.Y >= at.Y && p.Y < at.Y+dayHeight {
			return day, true
		}
	}
	return time.Time{}, false
}

// Tapped makes the day there free in place of worked, or the other way round.
func (y *year) Tapped(e *fyne.PointEvent) {
	if day, ok := y.dayAt(e.Position); ok {
		y.at = day
		y.f.toggle(day)
		y.f.Focus(y)
	}
}

// Cursor shows that days can be pressed.
func (y *year) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows where the keyboard is.
func (y *year) FocusGained() { y.focused = true; y.Refresh() }

// FocusLost hides it.
func (y *year) FocusLost() { y.focused = false; y.Refresh() }

// TypedRune does nothing.
func (y *year) TypedRune(rune) {}

// TypedKey goes from day to day, and toggles one with Space.
func (y *year) TypedKey(k *fyne.KeyEvent) {
	by := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}[k.Name]
	if k.Name == fyne.KeySpace || k.Name == fyne.KeyReturn {
		y.f.toggle(y.at)
	} else if to := y.at.AddDate(0, 0, by); by != 0 && to.Year() == y.f.year {
		y.at = to
		y.Refresh()
	} else if c := fyne.CurrentApp().Driver().CanvasForObject(y); by == 0 && c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k) // Escape, and the keys of the menus
	}
}

// CreateRenderer implements fyne.Widget.
func (y *year) CreateRenderer() fyne.WidgetRenderer {
	r := &yearRenderer{y: y}
	r.Refresh()
	return r
}

type yearRenderer struct {
	y   *year
	all []fyne.CanvasObject
}

func (r *yearRenderer) MinSize() fyne.Size { return fyne.NewSize(Width, 3*monthHeight-12) }
func (r *yearRenderer) Layout(fyne.Size)   {}
func (r *yearRenderer) Destroy()           {}

// Objects implements fyne.WidgetRenderer.
func (r *yearRenderer) Objects() []fyne.CanvasObject { return r.all }

// Refresh draws the days as the calendar has them now.
func (r *yearRenderer) Refresh() {
	f := r.y.f
	r.all = nil
	word := func(s string, style chrome.Style, at fyne.Position, width, height float32) {
		style.Align = fyne.TextAlignCenter
		t := chrome.Text(s, style)
		t.Move(at.AddXY(0, (height-t.MinSize().Height)/2))
		t.Resize(fyne.NewSize(width, t.MinSize().Height))
		r.all = append(r.all, t)
	}
	names, week := strings.Fields(f.S("setting.hours.months")), strings.Fields(f.S("setting.hours.days"))
	for m := range names {
		at := corner(m + 1)
		word(names[m], chrome.Style{Bold: true}, at, monthWidth, 24)
		for i := range week {
			word(week[(i+1)%7], chrome.Style{Size: theme.MetaSize, Token: theme.Faint}, at.AddXY(float32(i)*dayWidth, 24), dayWidth, 22)
		}
	}
	c := f.calendar()
	usual := c
	usual.Holidays, usual.Workdays = nil, nil
	for day := noonOf(f.year, 1, 1); day.Year() == f.year; day = day.AddDate(0, 0, 1) {
		at, works := placeOf(day), c.IsWorkday(day)
		style := chrome.Style{Size: theme.MetaSize}
		if !works {
			style.Token = theme.Soft
		}
		box := canvas.NewRectangle(theme.Color(theme.Ground))
		box.CornerRadius = 4
		switch {
		case works && !usual.IsWorkday(day):
			box.FillColor, style.Token, style.Bold = theme.Color(theme.BlueWash), theme.Blue, true
		case !works && usual.IsWorkday(day):
			box.FillColor, style.Token, style.Bold = theme.Color(theme.RedWash), theme.Red, true
		case works:
			box.FillColor = theme.Color(theme.Paper)
		}
		if r.y.focused && day.Equal(r.y.at) {
			box.StrokeColor, box.StrokeWidth = theme.Color(theme.Red), 1.5
		}
		box.Move(at.AddXY(1, 1))
		box.Resize(fyne.NewSize(dayWidth-2, dayHeight-2))
		r.all = append(r.all, box)
		word(strconv.Itoa(day.Day()), style, at, dayWidth, dayHeight)
	}
	canvas.Refresh(r.y)
}
