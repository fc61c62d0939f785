package desk

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// Signing in, where accounts are on. Without them a name is enough; see people.go.

// secret is a field whose text is shown as dots. No input method writes in it: what it composes would stand in the open.
func secret() *field.Entry {
	e := field.NewEntry(nil)
	e.Password = true
	return e
}

// enter has a person work here: with his password where accounts are on.
func (d *desk) enter(s newsroom.Staff) {
	if !d.settings.Accounts {
		d.signIn(s)
		return
	}
	d.main.askPassword(d.S("password.title", "Name", s.Name), d.S("password.enter"), func(ctx context.Context, password string) error {
		_, err := d.Newsroom.SignIn(ctx, s.Name, password)
		return err
	}, func(password string) {
		d.leavePerson(s)
		_, temporary, err := d.Newsroom.HasPassword(context.Background(), s)
		switch {
		case err != nil:
			d.main.refuse(err)
		case temporary:
			d.main.changePassword(s, password, func() { d.signIn(s) })
		default:
			d.signIn(s)
		}
	})
}

// leavePerson ends the session of whoever works here, unless it is the person who comes.
func (d *desk) leavePerson(next newsroom.Staff) {
	if d.Me.ID != "" && d.Me.ID != next.ID {
		d.Newsroom.SignOut(d.Me)
	}
}

// lock saves and closes what is open and asks for a password before anything else is done. A window whose text cannot be saved stays, says so,
// and nothing is locked.
func (d *desk) lock() {
	for _, w := range d.writers {
		if !w.close() {
			return
		}
	}
	for _, r := range d.reviews {
		r.leave()
	}
	if d.setUp != nil { // a draft of the settings is nobody else's to save
		d.setUp.close()
	}
	d.leavePerson(newsroom.Staff{})
	d.Me = newsroom.Staff{}
	d.main.build()
}

// locks reports whether there is something to lock: somebody is here, and signed in with a password.
func (d *desk) locks() bool { return d.settings.Accounts && d.Me.ID != "" }

// askPassword asks for a password until try takes it, and then calls done with it. A refusal is shown in place.
func (f *frame) askPassword(title, do string, try func(ctx context.Context, password string) error, done func(password string)) {
	d := f.d
	const inner = dialogWidth - 48
	password := secret()
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: inner})
	said.Hide()
	var card *chrome.Modal
	busy := false
	press := func() {
		if busy {
			return
		}
		busy = true
		given := password.Text
		d.work(func(ctx context.Context) error { return try(ctx, given) }, func(err error) {
			busy = false
			if err != nil {
				said.SetText(d.Words.Say(newsroom.TextOf(err)))
				said.Show()
				password.CursorColumn = 0
				password.SetText("")
				card.Refresh()
				f.focus(password)
				return
			}
			card.Close()
			done(given)
		})
	}
	password.OnCommit = press
	body := chrome.Column(12, chrome.Labelled(d.S("password"), password), said)
	card = f.show(chrome.Card(title, dialogWidth, body, chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(do, chrome.Primary, press)), press)
	f.focus(password)
}

// changePassword has the person choose a password of his own. old is the one that he just gave, empty to ask for it.
func (f *frame) changePassword(s newsroom.Staff, old string, done func()) {
	d := f.d
	const inner = dialogWidth - 48
	before, first, second := secret(), secret(), secret()
	said := chrome.NewProse("", chrome.Style{Token: theme.Red, Width: inner})
	said.Hide()
	body := chrome.Column(12)
	start := first
	if old == "" {
		body.Add(chrome.Labelled(d.S("password.old"), before))
		start = before
	} else {
		body.Add(chrome.NewProse(d.S("password.given"), chrome.Style{Token: theme.Soft, Width: inner}))
		before.SetText(old)
	}
	body.Add(chrome.Labelled(d.S("password.new"), first))
	body.Add(chrome.Labelled(d.S("password.again"), second))
	body.Add(said)
	var card *chrome.Modal
	say := func(text string, at fyne.Focusable) {
		said.SetText(text)
		said.Show()
		card.Refresh()
		f.focus(at)
	}
	press := func() {
		if first.Text != second.Text {
			second.SetText("")
			say(d.S("password.differ"), second)
			return
		}
		was, is := before.Text, first.Text
		d.work(func(ctx context.Context) error { return d.Newsroom.ChangePassword(ctx, s, was, is) }, func(err error) {
			if err != nil {
				say(d.Words.Say(newsroom.TextOf(err)), start)
				return
			}
			card.Close()
			done()
		})
	}
	before.OnCommit, first.OnCommit, second.OnCommit = press, press, press
	card = f.show(chrome.Card(d.S("password.change.title", "Name", s.Name), dialogWidth, body,
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("password.change"), chrome.Primary, press)), press)
	f.focus(start)
}

// wantsPassword reports whether an act was refused for want of a password: given just now, or at all.
func wantsPassword(err error) bool {
	var e *newsroom.Error
	return errors.As(err, &e) && (e.Text.ID == "error.confirm" || e.Text.ID == "error.not_signed_in")
}
