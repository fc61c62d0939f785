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
	f.actLeading(a, do, nil, done)
}

// actLeading is act in a window that has fields for some of what a refusal can name: lead leads to them.
func (f *frame) actLeading(a newsroom.Article, do newsroom.Do, lead func(newsroom.Target) func(), done func(newsroom.Article)) {
	f.carryOut(a, do.Action, func(ctx context.Context) (newsroom.Article, error) { return f.d.Newsroom.Act(ctx, f.d.Me, a.ID, do) }, lead, done)
}

// carryOut carries an action out, asks for the password where it is wanted, says what was done, and shows why it was not.
func (f *frame) carryOut(a newsroom.Article, action newsroom.Action, act func(context.Context) (newsroom.Article, error), lead func(newsroom.Target) func(), done func(newsroom.Article)) {
	d := f.d
	var after newsroom.Article
	d.work(func(ctx context.Context) (err error) {
		after, err = act(ctx)
		return err
	}, func(err error) {
		if wantsPassword(err) {
			f.askPassword(d.Words.Say(newsroom.TextOf(err)), d.Label(newsroom.ActionText(action)), func(ctx context.Context, password string) error {
				_, err := d.Newsroom.SignIn(ctx, d.Me.Name, password)
				return err
			}, func(string) { f.carryOut(a, action, act, lead, done) })
			return
		}
		if err != nil {
			f.refuseAct(a, err, lead)
			return
		}
		d.refresh()
		d.main.status.say(toneSaved, d.S("done."+string(action), "Number", string(after.Number), "Headline", chrome.Cut(d.Headline(after), 360, chrome.Meta())))
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
	phrases             phrasesOf         // offered for it; empty for none
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
	label := chrome.Text(s.label, chrome.Meta())
	above := chrome.Row(8, label)
	if s.phrases != "" {
		spring := chrome.Spring()
		above = chrome.GrowingRow(8, spring, label, spring, f.phrasesButton(s.phrases, text))
	}
	body := chrome.Column(12, chrome.NewProse(s.about, chrome.Style{Token: theme.Soft, Width: inner}), s.extra, chrome.Column(4, above, text, said))
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
	f.ask(sentence{title: d.S("return.title", "Headline", d.Headline(a)), about: d.S("return.text"), label: d.S("return.reason"), do: d.Label(newsroom.ActionText(newsroom.Return)), required: true, extra: whom, phrases: forReason},
		func(text string) { f.act(a, newsroom.Do{Action: newsroom.Return, Reason: text, To: to[chosen]}, done) })
}
