package desk

import (
	"context"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// pollEvery is how often the desk looks whether another window, command or process wrote.
const pollEvery = 2 * time.Second

// desk is the whole of the windows on one newsroom.
type desk struct {
	Params
	app      fyne.App
	words    *catalogue.Catalogue
	settings newsroom.Settings
	zone     *time.Location
	people   []newsroom.Staff
	me       newsroom.Staff
	main     *mainWindow
	writers  map[newsroom.ArticleID]*writer
	reviews  map[newsroom.ArticleID]*review
	stamp    int64
	closed   bool
}

// Run opens the desk and returns when the person has left it.
func Run(app fyne.App, p Params) error {
	d, err := open(app, p)
	if err != nil {
		return err
	}
	p.Go(sheet.Warm)
	d.main.win.SetMaster()
	d.main.win.Show()
	d.poll()
	app.Run()
	d.closed = true
	return nil
}

// open reads what the first window shows and builds that window.
func open(app fyne.App, p Params) (*desk, error) {
	d := &desk{Params: p, app: app, writers: map[newsroom.ArticleID]*writer{}, reviews: map[newsroom.ArticleID]*review{}, zone: time.UTC}
	lang, ok := catalogue.Parse(p.Preferences.String(prefLanguage))
	if !ok {
		if lang, ok = catalogue.Parse(p.Language); !ok {
			lang = catalogue.ZhHans
		}
	}
	d.words = catalogue.For(lang)
	app.Settings().SetTheme(theme.Theme{Dark: p.Preferences.String(prefTheme) == "dark"})
	ctx := context.Background()
	if err := d.load(ctx); err != nil {
		return nil, err
	}
	d.main = newMainWindow(d)
	if last := p.Preferences.String(prefPerson); last != "" {
		for _, s := range d.people {
			if string(s.ID) == last {
				d.me = s
			}
		}
	}
	d.main.build()
	return d, nil
}

// load reads the settings and the staff.
func (d *desk) load(ctx context.Context) error {
	s, err := d.Newsroom.Settings(ctx)
	if err != nil {
		return err
	}
	people, err := d.Newsroom.Staff(ctx)
	if err != nil {
		return err
	}
	d.settings, d.people = s, people
	if zone, err := s.Location(); err == nil { // a zone that is not known here leaves times in UTC; saving settings refuses it
		d.zone = zone
	}
	return nil
}

// s speaks an entry of the desk's part of the catalogue.
func (d *desk) s(id string, pairs ...any) string { return d.words.S("desk."+id, pairs...) }

// label speaks a text that stands alone, on a button or a chip: in English it begins with a capital.
func (d *desk) label(t catalogue.Text) string {
	s := d.words.Say(t)
	if r, n := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		return string(unicode.ToUpper(r)) + s[n:]
	}
	return s
}

// work runs f away from the windows and then done on their goroutine.
func (d *desk) work(f func(context.Context) error, done func(error)) {
	d.Go(func() {
		err := f(context.Background())
		fyne.Do(func() {
			if !d.closed {
				done(err)
			}
		})
	})
}

// poll refreshes the windows whenever the newsroom's stamp changes.
func (d *desk) poll() {
	d.After(pollEvery, func() {
		stamp, err := d.Newsroom.Stamp(context.Background())
		fyne.Do(func() {
			if d.closed {
				return
			}
			if err != nil {
				d.main.status.say(toneError, d.words.Say(newsroom.TextOf(err)))
			} else if stamp != d.stamp {
				d.stamp = stamp
				d.refresh()
			}
			d.poll()
		})
	})
}

// refresh shows what is stored now in every window.
func (d *desk) refresh() {
	d.main.reload()
	for _, r := range d.reviews {
		r.reload()
	}
}

// signIn makes a person the one who works here.
func (d *desk) signIn(s newsroom.Staff) {
	d.me = s
	d.Preferences.SetString(prefPerson, string(s.ID))
	d.main.place = placeMyTurn
	d.main.build()
	d.main.focusList()
}

// setLanguage changes the language of every window at once.
func (d *desk) setLanguage(l catalogue.Lang) {
	d.Preferences.SetString(prefLanguage, string(l))
	d.words = catalogue.For(l)
	d.rebuild()
}

// setDark changes the theme of every window at once.
func (d *desk) setDark(dark bool) {
	v := "light"
	if dark {
		v = "dark"
	}
	d.Preferences.SetString(prefTheme, v)
	d.app.Settings().SetTheme(theme.Theme{Dark: dark})
	d.rebuild()
}

func (d *desk) dark() bool { return d.Preferences.String(prefTheme) == "dark" }

func (d *desk) rebuild() {
	d.main.build()
	for _, w := range d.writers {
		w.build()
	}
	for _, r := range d.reviews {
		r.build()
	}
}

// person returns the name of a member of staff.
func (d *desk) person(id newsroom.StaffID) string {
	for _, s := range d.people {
		if s.ID == id {
			return s.Name
		}
	}
	return string(id)
}

// roles names a person's roles.
func (d *desk) roles(s newsroom.Staff) string {
	t := make([]catalogue.Text, len(s.Roles))
	for i, r := range s.Roles {
		t[i] = newsroom.RoleText(r)
	}
	return d.s("list", "Items", t)
}

// moment says a time as near as a list needs it: the hour today, the day this year, the date before.
func (d *desk) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t, now := t.In(d.zone), d.Now().In(d.zone)
	switch {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("01-02")
	}
	return t.Format("2006-01-02")
}

// stampOf says a time in full.
func (d *desk) stampOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(d.zone).Format("2006-01-02 15:04")
}
