package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// act asks the newsroom to do something with an article; done is called when it is done, and the refusal is shown when it is not.
func (f *frame) act(a newsroom.Article, do newsroom.Do, done func(newsroom.Article)) {
	d := f.d
	var after newsroom.Article
	d.work(func(ctx context.Context) (err error) {
		after, err = d.Newsroom.Act(ctx, d.Me, a.ID, do)
		return err
	}, func(err error) {
		if barredByChanges(err) {
			f.refuse(err, chrome.Option{Label: d.S("changes.list"), Action: func() { f.openChanges(a) }})
			return
		}
		if wantsPassword(err) {
			f.askPassword(d.Words.Say(newsroom.TextOf(err)), d.Label(newsroom.ActionText(do.Action)), func(ctx context.Context, password string) error {
				_, err := d.Newsroom.SignIn(ctx, d.Me.Name, password)
				return err
			}, func(string) { f.act(a, do, done) })
			return
		}
		if err != nil {
			f.refuse(err)
			return
		}
		d.refresh()
		d.main.status.say(toneSaved, d.S("done."+string(do.Action), "Number", string(after.Number), "Headline", chrome.Cut(d.Headline(after), 360, chrome.Meta())))
		if done != nil {
			done(after)
		}
	})
}

// sentence is a dialog that asks for one text.
type sentence struct {
	title, about, label string
	do                  string // on the button
	required            bool
	extra               fyne.CanvasObject // above the text
	text                string            // that is there to be changed
}

// ask shows the dialog. commit is called with the text, trimmed; an empty one where it is required is asked for again, in place.
func (f *frame) ask(s sentence, commit func(text string)) {
	d := f.d
	const inner = dialogWidth - 48
	text := field.NewText(d.Input)
	text.SetMinRowsVisible(3)
	text.SetText(s.text)
	said := chrome.NewProse(d.S("required"), chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	body := chrome.Column(12, chrome.NewProse(s.about, chrome.Style{Token: theme.Soft, Width: inner}), s.extra, chrome.Column(4, chrome.Text(s.label, chrome.Meta()), text, said))
	var card *chrome.Modal
	press := func() {
		t := strings.TrimSpace(text.Text)
		if t == "" && s.required {
			said.Show()
			card.Refresh()
			f.focus(text)
			return
		}
		card.Close()
		commit(t)
	}
	text.Shortcuts = commitShortcut(press)
	card = f.show(chrome.Card(s.title, dialogWidth, body, chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(s.do, chrome.Primary, press)), press)
	f.focus(text)
}

// commitShortcut lets Ctrl+Return press the dialog's button from a text of many lines.
func commitShortcut(press func()) func(fyne.Shortcut) bool {
	return func(s fyne.Shortcut) bool {
		if s.ShortcutName() != keyHandOver.ShortcutName() {
			return false
		}
		press()
		return true
	}
}

// submit hands an article over, after a word with it.
func (f *frame) submit(a newsroom.Article) {
	d := f.d
	first := ""
	if len(a.Policy.Steps) > 0 {
		first = d.Words.Say(newsroom.StepText(a.Policy.Steps[0].Name))
	}
	f.ask(sentence{title: d.S("submit.title", "Headline", d.Headline(a)), about: d.S("submit.text", "Step", first), label: d.S("submit.word"), do: d.Label(newsroom.ActionText(newsroom.Submit))},
		func(text string) {
			f.act(a, newsroom.Do{Action: newsroom.Submit, Opinion: text}, func(newsroom.Article) {
				if w, ok := d.writers[a.ID]; ok {
					w.leave()
				}
			})
		})
}

// sendBack returns an article: to its author or to an earlier step, always with a reason.
func (f *frame) sendBack(a newsroom.Article) { f.sendBackThen(a, nil) }

func (f *frame) sendBackThen(a newsroom.Article, done func(newsroom.Article)) {
	d := f.d
	to := []string{""}
	labels := []string{d.S("return.author", "Author", d.Person(a.Creator))}
	steps := a.Policy.Steps
	if a.State == newsroom.InReview {
		steps = steps[:min(a.Step, len(steps))]
	}
	for _, s := range steps {
		to, labels = append(to, s.Name), append(labels, d.Label(newsroom.StepText(s.Name)))
	}
	chosen := 0
	whom := chrome.Labelled(d.S("return.to"), chrome.Segments(labels, 0, dialogWidth-48, func(i int) { chosen = i }))
	f.ask(sentence{title: d.S("return.title", "Headline", d.Headline(a)), about: d.S("return.text"), label: d.S("return.reason"), do: d.Label(newsroom.ActionText(newsroom.Return)), required: true, extra: whom},
		func(text string) { f.act(a, newsroom.Do{Action: newsroom.Return, Reason: text, To: to[chosen]}, done) })
}

// publish fixes an article and its address, and shows the code to share it by.
func (f *frame) publish(a newsroom.Article) {
	d := f.d
	f.ask(sentence{title: d.S("publish.title", "Headline", d.Headline(a)), about: d.S("publish.text"), label: d.S("submit.word"), do: d.Label(newsroom.ActionText(newsroom.Publish))},
		func(text string) {
			f.act(a, newsroom.Do{Action: newsroom.Publish, Opinion: text}, func(after newsroom.Article) { f.share(after) })
		})
}

// withdraw takes a published article back, with a reason.
func (f *frame) withdraw(a newsroom.Article) {
	d := f.d
	f.ask(sentence{title: d.S("withdraw.title", "Headline", d.Headline(a)), about: d.S("withdraw.text"), label: d.S("withdraw.reason"), do: d.Label(newsroom.ActionText(newsroom.Withdraw)), required: true},
		func(text string) { f.act(a, newsroom.Do{Action: newsroom.Withdraw, Reason: text}, nil) })
}
