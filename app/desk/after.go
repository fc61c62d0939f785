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

// What is asked for with each action of the review machine, beside passing and returning; and what follows it.

// rare are the actions that are not asked for every day, as far as the person can do them now.
func (f *frame) rare(r reading, done func(newsroom.Article)) []chrome.Option {
	d, a := f.d, r.article
	var options []chrome.Option
	for _, x := range []struct {
		action newsroom.Action
		do     func(newsroom.Article, func(newsroom.Article))
	}{
		{newsroom.Recall, f.recallThen}, {newsroom.Override, f.overrideThen}, {newsroom.Correct, f.amendBy(newsroom.Correct)},
		{newsroom.Update, f.amendBy(newsroom.Update)}, {newsroom.Republish, f.amendBy(newsroom.Republish)}, {newsroom.Withdraw, f.withdrawThen},
	} {
		if ok, _ := r.may(x.action); ok {
			options = append(options, chrome.Option{Label: d.Label(newsroom.ActionText(x.action)) + "…", Action: func() { x.do(a, done) }})
		}
	}
	return options
}

// submit hands an article over: after the items that the policy has to be gone through, with the note of a correction, and a word.
func (f *frame) submit(a newsroom.Article) {
	d := f.d
	const inner = dialogWidth - 48
	policy := d.settings.NextPolicy(a)
	var ask given
	var fields *fyne.Container
	var choice fyne.CanvasObject
	first := ""
	if len(policy.Steps) > 0 {
		first = d.Words.Say(newsroom.StepText(policy.Steps[0].Name))
	}
	way := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner})
	show := func() {
		way.SetText(d.way(policy))
		ask = newGiven(d, d.S("submit.checks"), policy.Checks, nil, inner, ask)
		fields.Objects = nil
		if ask.object != nil {
			fields.Add(ask.object)
		}
	}
	fields = chrome.Column(0)
	if d.Me.Has(newsroom.Chief) && len(d.settings.Policies) > 1 {
		choice = chrome.Column(4, chrome.Text(d.S("submit.policy"), chrome.Meta()), d.policyChoice(policy, func(p newsroom.Policy) {
			policy = p
			show()
			if f.card != nil {
				f.card.Refresh()
			}
		}), way)
	}
	var note *field.Entry
	var noteField fyne.CanvasObject
	if a.Amends == newsroom.Correct {
		note = field.NewText(d.Input)
		note.SetMinRowsVisible(2)
		noteField = chrome.Labelled(d.S("submit.note"), note)
		d.fillNote(a, note)
	}
	show()
	f.ask(sentence{title: d.S("submit.title", "Headline", d.Headline(a)), about: d.S("submit.text", "Step", first), label: d.S("submit.word"),
		do: d.Label(newsroom.ActionText(newsroom.Submit)), extra: chrome.Column(12, choice, noteField, fields)},
		func(text string) {
			do := newsroom.Do{Action: newsroom.Submit, Opinion: text}
			if policy.ID != d.settings.NextPolicy(a).ID {
				do.Policy = policy.ID
			}
			if err := ask.put(&do, policy.Checks, nil); err != nil {
				f.refuseAct(a, err, nil)
				return
			}
			words := ""
			if note != nil {
				words = trim(note)
			}
			f.carryOut(a, newsroom.Submit, d.submission(a, do, words), func(t newsroom.Target) func() {
				if t.Kind == newsroom.ToCheck || t.Kind == newsroom.ToField && newsroom.Field(t.Name) == newsroom.FieldNote {
					return func() { f.submit(a) }
				}
				return nil
			}, func(newsroom.Article) {
				if w, ok := d.writers[a.ID]; ok {
					w.leave()
				}
			})
		})
}

// way names the steps of a policy in their order.
func (d *desk) way(p newsroom.Policy) string {
	names := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		names[i] = d.Label(newsroom.StepText(s.Name))
	}
	return strings.Join(names, " → ")
}

// fillNote puts into a field what readers will be told of a correction, as far as it is written.
func (d *desk) fillNote(a newsroom.Article, note *field.Entry) {
	var m newsroom.Manuscript
	d.work(func(ctx context.Context) (err error) {
		m, _, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err == nil && note.Text == "" { // the submission reads it again, and says what is wrong
			note.SetText(m.Properties.Correction)
		}
	})
}

// submission hands an article over, with the note of its correction in its properties where there is a new one.
func (d *desk) submission(a newsroom.Article, do newsroom.Do, note string) func(context.Context) (newsroom.Article, error) {
	return func(ctx context.Context) (newsroom.Article, error) {
		if note != "" {
			m, base, err := d.Newsroom.Manuscript(ctx, a.ID)
			if err != nil {
				return newsroom.Article{}, err
			}
			if p := m.Properties; p.Correction != note {
				p.Correction = note
				if _, err := d.Newsroom.Append(ctx, d.Me, a.ID, base, []newsroom.Change{{Properties: &p}}); err != nil {
					return newsroom.Article{}, err
				}
			}
		}
		return d.Newsroom.Act(ctx, d.Me, a.ID, do)
	}
}

// policyChoice is a button that shows a policy and opens a menu of the others.
func (d *desk) policyChoice(at newsroom.Policy, chosen func(newsroom.Policy)) fyne.CanvasObject {
	var b *chrome.Button
	b = chrome.NewMenuButton(at.Name, chrome.Plain, func() []chrome.Option {
		var options []chrome.Option
		for _, p := range d.settings.Policies {
			options = append(options, chrome.Option{Label: p.Name, Chosen: p.ID == at.ID, Action: func() {
				at = p
				b.SetLabel(p.Name)
				chosen(p)
			}})
		}
		return options
	})
	return b
}

// publish fixes an article and its address, and shows the code to share it by.
func (f *frame) publish(a newsroom.Article) {
	d := f.d
	about := d.S("publish.text")
	if a.State == newsroom.InReview {
		about = d.S("publish.first")
	}
	f.ask(sentence{title: d.S("publish.title", "Headline", d.Headline(a)), about: about, label: d.S("submit.word"), do: d.Label(newsroom.ActionText(newsroom.Publish))},
		func(text string) {
			f.act(a, newsroom.Do{Action: newsroom.Publish, Opinion: text}, func(after newsroom.Article) { d.share(after) })
		})
}

// withdraw takes a published article back, with a reason and, where the person likes, a notice to readers.
func (f *frame) withdraw(a newsroom.Article) { f.withdrawThen(a, nil) }

func (f *frame) withdrawThen(a newsroom.Article, done func(newsroom.Article)) {
	d := f.d
	notice := field.NewText(d.Input)
	notice.SetMinRowsVisible(2)
	notice.SetPlaceHolder(d.S("withdraw.notice.hint"))
	f.ask(sentence{title: d.S("withdraw.title", "Headline", d.Headline(a)), about: d.S("withdraw.text"), label: d.S("withdraw.reason"),
		do: d.Label(newsroom.ActionText(newsroom.Withdraw)), required: true, extra: chrome.Labelled(d.S("withdraw.notice"), notice)},
		func(text string) {
			f.act(a, newsroom.Do{Action: newsroom.Withdraw, Reason: text, Notice: trim(notice)}, done)
		})
}

// recall takes an article back from the review.
func (f *frame) recall(a newsroom.Article) { f.recallThen(a, nil) }

func (f *frame) recallThen(a newsroom.Article, done func(newsroom.Article)) {
	d := f.d
	f.ask(sentence{title: d.S("recall.title", "Headline", d.Headline(a)), about: d.S("recall.text"), label: d.S("submit.word"),
		do: d.Label(newsroom.ActionText(newsroom.Recall))},
		func(text string) { f.act(a, newsroom.Do{Action: newsroom.Recall, Opinion: text}, done) })
}

// override passes the awaited step over, with a reason.
func (f *frame) override(a newsroom.Article) { f.overrideThen(a, nil) }

func (f *frame) overrideThen(a newsroom.Article, done func(newsroom.Article)) {
	d := f.d
	f.ask(sentence{title: d.S("override.title", "Step", newsroom.StepText(a.Awaits()), "Headline", d.Headline(a)), about: d.S("override.text", "Step", newsroom.StepText(a.Awaits())),
		label: d.S("return.reason"), do: d.Label(newsroom.ActionText(newsroom.Override)), required: true},
		func(text string) { f.act(a, newsroom.Do{Action: newsroom.Override, Reason: text}, done) })
}

// amend begins a version after a publication and opens it for writing.
func (f *frame) amend(action newsroom.Action) func(newsroom.Article) {
	return func(a newsroom.Article) { f.amendBy(action)(a, nil) }
}

func (f *frame) amendBy(action newsroom.Action) func(newsroom.Article, func(newsroom.Article)) {
	return func(a newsroom.Article, done func(newsroom.Article)) {
		d, id := f.d, string(action)
		f.ask(sentence{title: d.S("amend.title."+id, "Headline", d.Headline(a)), about: d.S("amend.text." + id), label: d.S("return.reason"),
			do: d.S("amend.do." + id), required: true},
			func(text string) {
				f.act(a, newsroom.Do{Action: action, Reason: text}, func(after newsroom.Article) {
					if done != nil {
						done(after)
					}
					d.write(after)
				})
			})
	}
}
