package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// What a person does about the step that an article waits for, besides deciding on it.

// attend asks the newsroom to do something about a step, says what was done, and shows why it was not.
func (f *frame) attend(a newsroom.Article, do newsroom.TaskDo) {
	d := f.d
	d.work(func(ctx context.Context) error {
		_, err := d.Newsroom.Attend(ctx, d.Me, a.ID, do)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		d.refresh()
		d.main.status.say(toneSaved, d.S("task.done."+string(do.Kind), "Number", string(a.Number), "Headline", chrome.Cut(d.Headline(a), 360, chrome.Meta())))
	})
}

// claim takes the step in hand, or gives it back where the person has it.
func (f *frame) claim(a newsroom.Article) {
	f.withCharge(a, func(c newsroom.Charge) {
		kind := newsroom.Claim
		if c.HeldBy(f.d.Me.ID) {
			kind = newsroom.PutBack
		}
		f.attend(a, newsroom.TaskDo{Kind: kind})
	})
}

// withCharge reads who has the step of an article in hand.
func (f *frame) withCharge(a newsroom.Article, do func(newsroom.Charge)) {
	d := f.d
	var c newsroom.Charge
	d.work(func(ctx context.Context) (err error) {
		c, err = d.Newsroom.Charge(ctx, a)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		do(c)
	})
}

// handOver gives the step to a colleague who may take it, with a reason.
func (f *frame) handOver(a newsroom.Article) {
	d := f.d
	f.withCharge(a, func(c newsroom.Charge) {
		if err := newsroom.MayGive(a, c, d.Me); err != nil {
			f.refuse(err)
			return
		}
		var to []newsroom.Staff
		for _, p := range d.People {
			if newsroom.MayHandOver(a, c, d.Me, p) == nil {
				to = append(to, p)
			}
		}
		if len(to) == 0 {
			f.tell(d.S("task.hand_over"), d.S("task.nobody", "Step", newsroom.StepText(a.Awaits())))
			return
		}
		chosen, choice := f.colleague(to)
		f.ask(sentence{title: d.S("task.hand_over.title", "Headline", d.Headline(a)), about: d.S("task.hand_over.text", "Step", newsroom.StepText(a.Awaits())),
			label: d.S("return.reason"), do: d.S("task.hand_over"), required: true, extra: choice},
			func(text string) {
				f.attend(a, newsroom.TaskDo{Kind: newsroom.HandOver, To: chosen().ID, Reason: text})
			})
	})
}

// consult asks a colleague for an opinion.
func (f *frame) consult(a newsroom.Article) {
	d := f.d
	var to []newsroom.Staff
	var why error
	for _, p := range d.People {
		if err := newsroom.MayAsk(a, d.Me, p); err == nil {
			to = append(to, p)
		} else if p.ID != d.Me.ID && !p.Removed {
			why = err
		}
	}
	if len(to) == 0 {
		if why != nil {
			f.refuse(why)
		}
		return
	}
	chosen, choice := f.colleague(to)
	f.ask(sentence{title: d.S("task.ask.title", "Headline", d.Headline(a)), about: d.S("task.ask.text"), label: d.S("task.question"), do: d.S("task.ask"), required: true,
		extra: choice}, func(text string) {
		who := chosen()
		d.work(func(ctx context.Context) error {
			_, err := d.Newsroom.Ask(ctx, d.Me, a.ID, who.ID, clean(text))
			return err
		}, func(err error) {
			if err != nil {
				f.refuse(err)
				return
			}
			d.refresh()
			d.main.status.say(toneSaved, d.S("task.done.ask", "Number", string(a.Number), "Name", who.Name))
		})
	})
}

// colleague chooses one of some people.
func (f *frame) colleague(people []newsroom.Staff) (chosen func() newsroom.Staff, object fyne.CanvasObject) {
	at := 0
	var button *chrome.Button
	button = chrome.NewMenuButton(people[0].Name, chrome.Plain, func() []chrome.Option {
		var options []chrome.Option
		for i, p := range people {
			options = append(options, chrome.Option{Label: p.Name + "　" + f.d.Roles(p), Action: func() {
				at = i
				button.SetLabel(p.Name)
			}})
		}
		return options
	})
	return func() newsroom.Staff { return people[at] }, chrome.Labelled(f.d.S("task.colleague"), chrome.Row(0, button))
}

// remind reminds those whom the article waits for, with a word.
func (f *frame) remind(a newsroom.Article) {
	d := f.d
	f.withCharge(a, func(c newsroom.Charge) {
		if err := d.settings.MayRemind(a, c, d.Me, d.Now()); err != nil {
			f.refuse(err)
			return
		}
		f.ask(sentence{title: d.S("task.remind.title", "Headline", d.Headline(a)), about: d.S("task.remind.text", "Standing", newsroom.StandingText(a)),
			label: d.S("submit.word"), do: d.S("task.remind")},
			func(text string) { f.attend(a, newsroom.TaskDo{Kind: newsroom.Remind, Reason: clean(text)}) })
	})
}

// tasks are what the person can do now about the step that an article waits for.
func (f *frame) tasks(r reading) []chrome.Option {
	d, a, c := f.d, r.article, r.charge
	var options []chrome.Option
	add := func(label string, why error, do func(newsroom.Article)) {
		if why == nil {
			options = append(options, chrome.Option{Label: d.S(label), Action: func() { do(a) }})
		}
	}
	add("task.claim", newsroom.MayClaim(a, c, d.Me), f.claim)
	add("task.put_back", newsroom.MayPutBack(a, c, d.Me), f.claim)
	add("task.hand_over.menu", newsroom.MayGive(a, c, d.Me), f.handOver)
	add("task.ask.menu", newsroom.MayAsk(a, d.Me, newsroom.Staff{}), f.consult)
	add("task.remind.menu", d.settings.MayRemind(a, c, d.Me, d.Now()), f.remind)
	return options
}

// taskItems are the entries of a menu for the same. What cannot be done says why.
func (f *frame) taskItems(on func(func(newsroom.Article)) func(), in bool) []*fyne.MenuItem {
	d := f.d
	return []*fyne.MenuItem{
		unless(in, entry(d.S("task.claim.menu"), keyClaim, on(f.claim))),
		unless(in, entry(d.S("task.hand_over.menu"), keyGiveOn, on(f.handOver))),
		unless(in, entry(d.S("task.ask.menu"), keyConsult, on(f.consult))),
		unless(in, entry(d.S("task.remind.menu"), keyRemind, on(f.remind))),
	}
}

// holders names who has the step in hand, empty for nobody.
func holders(c newsroom.Charge) string {
	names := make([]string, len(c.Holders))
	for i, h := range c.Holders {
		names[i] = h.Name
	}
	return strings.Join(names, "、")
}

// heldLine says who has the step of an article in review in hand, with what can be done about it; nil outside a review.
func (r *review) heldLine(width float32) fyne.CanvasObject {
	d, a, c := r.d, r.article, r.charge
	if a.State != newsroom.InReview {
		return nil
	}
	said := d.S("task.free", "Step", newsroom.StepText(a.Awaits()))
	if len(c.Holders) > 0 {
		said = d.S("hand.held", "Step", newsroom.StepText(a.Awaits()), "Name", holders(c), "At", d.Moment(c.Holders[0].At))
	}
	col := chrome.Column(6, chrome.NewProse(said, chrome.Style{Width: width}))
	if c.Reminded.Seq > 0 {
		words := d.S("hand.reminded", "Name", c.Reminded.Name, "At", d.Moment(c.Reminded.At))
		if c.Reminded.Reason != "" {
			words += "　" + c.Reminded.Reason
		}
		col.Add(chrome.NewProse(words, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width}))
	}
	var buttons []fyne.CanvasObject
	for _, o := range r.tasks(r.reading) {
		buttons = append(buttons, chrome.NewButton(o.Label, chrome.Plain, o.Action))
	}
	if len(buttons) > 0 {
		col.Add(chrome.Fixed(width, 0, chrome.Column(6, rows(buttons)...)))
	}
	return col
}

// rows puts buttons two in a row.
func rows(buttons []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for len(buttons) > 0 {
		n := min(2, len(buttons))
		out = append(out, chrome.Row(6, buttons[:n]...))
		buttons = buttons[n:]
	}
	return out
}
