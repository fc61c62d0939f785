package desk

import (
	"context"
	"strings"
	"time"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// A desk with accounts on that nobody touches locks itself: every window is covered, and goes on behind the cover as it is. What is typed is stored
// as ever, cards stay open, and whoever comes back gives his password and is where he was. Who is not he saves what is open, closes it and signs in.

// away is a desk that its person has left.
type away struct {
	touched time.Time // when somebody last did something here that the desk heard of
	since   time.Time // when the windows were covered; zero while they are not
}

// touch says that somebody is here.
func (d *desk) touch() { d.away.touched = d.Now() }

// unknown is the absence of a system that does not know.
const unknown time.Duration = -1

// systemIdle returns for how long nobody touched the computer, by the system. It may be called anywhere.
func (d *desk) systemIdle() time.Duration {
	if d.Idle != nil {
		if idle, ok := d.Idle(); ok {
			return idle
		}
	}
	return unknown
}

// isCovered reports whether the desk has locked itself.
func (d *desk) isCovered() bool { return !d.away.since.IsZero() }

// guard covers the windows when their person has been away for long enough, and those that open behind the cover.
// absence is by the system, which hears of more than the desk.
func (d *desk) guard(absence time.Duration) {
	now := d.Now()
	if absence == unknown {
		absence = now.Sub(d.away.touched).Abs()
	}
	switch {
	case d.isCovered() && !d.locks():
		d.uncover()
	case d.isCovered():
		d.cover()
	case d.locks() && absence >= d.settings.Idle():
		d.away.since = now.Add(-absence)
		for _, w := range d.writers {
			w.settle()
			w.Save()
		}
		d.cover()
	}
}

// frames are the windows that are open.
func (d *desk) frames() []*frame {
	all := []*frame{&d.main.frame}
	for _, w := range d.writers {
		all = append(all, &w.frame)
	}
	for _, r := range d.reviews {
		all = append(all, &r.frame)
	}
	for _, p := range d.prints {
		all = append(all, &p.frame)
	}
	for _, s := range d.shares {
		all = append(all, &s.frame)
	}
	for _, p := range d.phones {
		all = append(all, &p.frame)
	}
	for _, v := range d.versions {
		all = append(all, &v.frame)
	}
	if d.counting != nil {
		all = append(all, &d.counting.frame)
	}
	if d.staffed != nil {
		all = append(all, &d.staffed.frame)
	}
	if d.pictures != nil {
		all = append(all, &d.pictures.frame)
	}
	if d.setUp != nil {
		all = append(all, &d.setUp.frame)
	}
	return all
}

// cover covers every window that is not covered yet.
func (d *desk) cover() {
	for _, f := range d.frames() {
		if f.cover == nil {
			f.coverUp()
		}
	}
}

// uncover shows the windows as they were left.
func (d *desk) uncover() {
	d.away.since = time.Time{}
	d.touch()
	for _, f := range d.frames() {
		f.reveal()
	}
}

// coverUp puts a page over the window that asks for the password.
func (f *frame) coverUp() {
	d, me := f.d, f.d.Me
	const inner = dialogWidth - 48
	password := secret()
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: inner})
	said.Hide()
	refuse := func(err error) {
		said.SetText(d.Words.Say(newsroom.TextOf(err)))
		said.Show()
		password.CursorColumn = 0
		password.SetText("")
		if f.cover != nil {
			f.cover.Refresh()
		}
		f.focus(password)
	}
	busy := false
	press := func() {
		if busy {
			return
		}
		busy = true
		given := password.Text
		d.work(func(ctx context.Context) error {
			_, err := d.Newsroom.SignIn(ctx, me.Name, given)
			return err
		}, func(err error) {
			busy = false
			if err != nil {
				refuse(err)
				return
			}
			d.uncover()
		})
	}
	password.OnCommit = press
	other := chrome.NewButton(d.S("away.other"), chrome.Plain, func() { d.handDesk(refuse) })
	body := chrome.Column(12, chrome.NewProse(d.S("away.text", "Name", me.Name, "At", d.away.since.In(d.Zone).Format("15:04")), chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Labelled(d.S("password"), password), said)
	f.cover = chrome.Cover(f.win.Canvas(), chrome.Card(d.S("away.title"), dialogWidth, body, other, chrome.NewButton(d.S("away.back"), chrome.Primary, press)), press)
	f.cover.OnClose = func() { f.cover = nil }
	f.focus(password)
}

// reveal takes the cover away.
func (f *frame) reveal() {
	if f.cover != nil {
		f.cover.Close()
	}
}

// handDesk saves everything that is open, closes it, and lets somebody else sign in. Where something cannot be saved nothing is closed.
func (d *desk) handDesk(refuse func(error)) {
	for _, w := range d.writers {
		if w.Flush(func(bool) {}); w.hasUnstored() {
			if w.Err != nil {
				refuse(w.Err)
				return
			}
			refuse(newsroom.Errorf(newsroom.Conflict, nil, "desk.away.saving", "Number", strings.TrimSpace(string(w.Article.Number))))
			return
		}
	}
	d.uncover()
	d.lock()
}
