package desk

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/lists"
	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// pollEvery is how often the desk looks whether another window, command or process wrote.
const pollEvery = 2 * time.Second

// desk is the whole of the windows on one newsroom.
type desk struct {
	Params
	voice.Voice
	app      fyne.App
	held     func() fyne.KeyModifier // keys that are held now
	settings newsroom.Settings
	main     *mainWindow
	writers  map[newsroom.ArticleID]*writer
	reviews  map[newsroom.ArticleID]*review
	prints   map[newsroom.ArticleID]*printing
	shares   map[newsroom.ArticleID]*sharing
	phones   map[newsroom.ArticleID]*phone
	versions map[newsroom.ArticleID]*versions
	counting *counting // the window of statistics, nil while it is closed
	staffed  *staffing // the window of people and accounts, nil while it is closed
	pictures *shelf    // the window of the pictures, nil while it is closed
	setUp    *setup    // the window of the settings, nil while it is closed
	stamp    int64
	alerts   *newsroom.Alerts // of the person who works here
	alerted  time.Time        // the last look for them
	looking  bool             // one is under way
	away     away
	closed   bool
}

// Run opens the desk and returns when the person has left it. When ctx ends first, as at the end of a session, the windows are closed the way
// a person closes them: what is typed is stored before.
func Run(ctx context.Context, app fyne.App, p Params) error {
	d, err := open(app, p)
	if err != nil {
		return err
	}
	p.Go(sheet.Warm)
	d.main.win.SetMaster()
	d.main.win.Show()
	d.poll()
	defer context.AfterFunc(ctx, func() { fyne.Do(d.main.leave) })()
	app.Run()
	d.closed = true
	var failed error
	for _, w := range d.writers { // the toolkit hears of the end of a session too, and may be first
		failed = errors.Join(failed, w.letGo())
	}
	return failed
}

// open reads what the first window shows and builds that window.
func open(app fyne.App, p Params) (*desk, error) {
	d := &desk{Params: p, app: app, held: heldKeys, writers: map[newsroom.ArticleID]*writer{}, reviews: map[newsroom.ArticleID]*review{},
		prints: map[newsroom.ArticleID]*printing{}, shares: map[newsroom.ArticleID]*sharing{}, phones: map[newsroom.ArticleID]*phone{}, versions: map[newsroom.ArticleID]*versions{}}
	d.Zone, d.Time = time.UTC, p.Now
	lang, ok := catalogue.Parse(p.Preferences.String(prefLanguage))
	if !ok || p.Asked {
		if lang, ok = catalogue.Parse(p.Language); !ok {
			lang = catalogue.ZhHans
		}
	}
	d.Words = catalogue.For(lang)
	d.wear(p.Preferences.String(prefTheme) == "dark")
	ctx := context.Background()
	if err := d.load(ctx); err != nil {
		return nil, err
	}
	d.main = newMainWindow(d)
	if last := p.Preferences.String(prefPerson); last != "" && !d.settings.Accounts {
		for _, s := range d.workers() {
			if string(s.ID) == last {
				d.Me = s
			}
		}
	}
	d.main.build()
	if len(p.Wrong) > 0 {
		d.main.tell(d.S("wrong.title"), d.Words.Say(p.Wrong[0]))
	}
	return d, nil
}

// workers are the people who work here; d.People has those who were removed too, for their names.
func (d *desk) workers() (all []newsroom.Staff) {
	for _, s := range d.People {
		if !s.Removed {
			all = append(all, s)
		}
	}
	return all
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
	d.settings, d.People = s, people
	if zone, err := s.Location(); err == nil { // a zone that is not known here leaves times in UTC; saving settings refuses it
		d.Zone = zone
	}
	return nil
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

// every calls f on the goroutine of the windows at an interval until it is stopped.
func (d *desk) every(interval time.Duration, f func()) (stop func()) {
	done := false
	var cancel, again func()
	again = func() {
		cancel = d.After(interval, func() {
			fyne.Do(func() {
				if done || d.closed {
					return
				}
				f()
				if !done {
					again()
				}
			})
		})
	}
	again()
	return func() {
		done = true
		cancel()
	}
}

// poll refreshes the windows whenever the newsroom's stamp changes.
func (d *desk) poll() {
	d.After(pollEvery, func() {
		stamp, err := d.Newsroom.Stamp(context.Background())
		idle := d.systemIdle()
		fyne.Do(func() {
			if d.closed {
				return
			}
			d.guard(idle)
			if err != nil {
				d.main.status.say(toneError, d.Words.Say(newsroom.TextOf(err)))
			} else if stamp != d.stamp {
				d.stamp = stamp
				d.refresh()
				d.alert()
			} else if d.Now().Sub(d.alerted) >= alertEvery { // time passes without anybody's writing
				d.alert()
				d.lookAll()
				d.main.reload()
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
	for _, w := range d.writers {
		w.Follow()
		w.look()
		w.loadComments()
	}
	for _, p := range d.prints {
		p.reload()
	}
	for _, s := range d.shares {
		s.reload()
	}
	for _, v := range d.versions {
		v.load(false)
	}
	if d.counting != nil {
		d.counting.count()
	}
	if d.staffed != nil {
		d.staffed.load()
	}
	if d.pictures != nil {
		d.pictures.load()
	}
	if d.setUp != nil {
		d.work(d.load, func(err error) {
			if err == nil && d.setUp != nil { // one that fails is said by the lists
				d.setUp.follow()
			}
		})
	}
}

// signIn makes a person the one who works here.
func (d *desk) signIn(s newsroom.Staff) {
	d.Me = s
	d.touch()
	d.Preferences.SetString(prefPerson, string(s.ID))
	d.main.place, d.main.notes = lists.Place{Kind: lists.MyTurn}, 0
	d.main.build()
	d.main.focusList()
}

// setLanguage changes the language of every window at once.
func (d *desk) setLanguage(l catalogue.Lang) {
	d.Preferences.SetString(prefLanguage, string(l))
	d.Words = catalogue.For(l)
	d.rebuild()
}

// setDark changes the theme of every window at once.
func (d *desk) setDark(dark bool) {
	v := "light"
	if dark {
		v = "dark"
	}
	d.Preferences.SetString(prefTheme, v)
	d.wear(dark)
	d.rebuild()
}

// wear puts the theme on when another is worn: Fyne reads its faces anew each time and keeps the old ones.
func (d *desk) wear(dark bool) {
	if want := (theme.Theme{Dark: dark}); d.app.Settings().Theme() != fyne.Theme(want) {
		d.app.Settings().SetTheme(want)
	}
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
	for _, p := range d.prints {
		p.build()
	}
	for _, s := range d.shares {
		s.build()
	}
	for _, p := range d.phones {
		p.build()
	}
	for _, v := range d.versions {
		v.build()
	}
	if d.counting != nil {
		d.counting.build()
	}
	if d.staffed != nil {
		d.staffed.build()
	}
	if d.pictures != nil {
		d.pictures.build()
	}
	if d.setUp != nil {
		d.setUp.build()
	}
}
