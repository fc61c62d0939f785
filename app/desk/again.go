package desk

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// approveAgain lists the articles whose text differs only in approved ways since the person last approved it, and approves the chosen ones together.
func (m *mainWindow) approveAgain() {
	d := m.d
	var repeats []newsroom.Repeat
	d.work(func(ctx context.Context) (err error) {
		repeats, err = d.Newsroom.Repeats(ctx, d.Me)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			m.refuse(err)
		case len(repeats) == 0:
			m.tell(d.S("again.title"), d.S("again.none"))
		default:
			m.againCard(repeats)
		}
	})
}

// againCard asks which of them are approved, with what opinion. What would be refused says why and cannot be chosen.
func (m *mainWindow) againCard(repeats []newsroom.Repeat) {
	d := m.d
	const wide = dialogWidth + 120
	const inner = wide - 48
	checks := make([]*widget.Check, len(repeats))
	list := chrome.Column(4)
	for i, r := range repeats {
		a := r.Article
		checks[i] = widget.NewCheck(chrome.Cut(string(a.Number)+"　"+d.Headline(a), inner-64, chrome.Style{}), nil)
		said, token := d.S("again.approved", "Step", newsroom.StepText(r.Approved.Step), "At", d.Moment(r.Approved.At), "Now", newsroom.StepText(a.Awaits())), theme.Soft
		if r.Err != nil {
			said, token = d.Words.Say(newsroom.TextOf(r.Err)), theme.Red
			checks[i].Disable()
		} else {
			checks[i].SetChecked(true)
		}
		list.Add(chrome.Column(0, checks[i], chrome.Pad(0, 8, 4, 36, chrome.NewProse(said, chrome.Style{Size: theme.MetaSize, Token: token, Width: inner - 64}))))
	}
	opinion := field.NewText(d.Input)
	opinion.SetMinRowsVisible(2)
	said := chrome.NewProse(d.S("batch.none"), chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	var card *chrome.Modal
	begin := func() {
		var chosen []newsroom.Article
		for i, c := range checks {
			if c.Checked && !c.Disabled() {
				chosen = append(chosen, repeats[i].Article)
			}
		}
		if len(chosen) == 0 {
			said.Show()
			card.Refresh()
			return
		}
		card.Close()
		m.approveEach(chosen, strings.TrimSpace(clean(opinion.Text)), nil)
	}
	opinion.Shortcuts = commitShortcut(begin)
	spring := chrome.Spring()
	card = m.show(chrome.Card(d.S("again.title"), wide, chrome.Column(12, chrome.NewProse(d.S("again.text"), chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Framed(theme.Paper, theme.Line, 5, chrome.Fixed(inner, min(280, list.MinSize().Height+8), container.NewVScroll(list))),
		chrome.Column(4, chrome.GrowingRow(8, spring, chrome.Text(d.S("again.opinion"), chrome.Meta()), spring, m.phrasesButton(forOpinion, opinion)), opinion), said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("again.begin"), chrome.Primary, begin)), begin)
	m.focus(opinion)
}

// outcome is what came of one article.
type outcome struct {
	article newsroom.Article
	err     error
}

// approveEach approves one article after another, shows how far it is, and can be stopped between two of them. Where the last step wants the password
// it is asked for once, and what waited for it goes on. before is what came of others until then.
func (m *mainWindow) approveEach(articles []newsroom.Article, opinion string, before []outcome) {
	d := m.d
	ctx, at, end := m.gauge(d.S("again.title"), len(articles), func(done int) string { return d.S("batch.progress", "Done", done, "Total", len(articles)) })
	total := len(before) + len(articles)
	done := before
	var wants []newsroom.Article
	var wanted error
	d.work(func(context.Context) error {
		for i, a := range articles {
			one, err := d.Newsroom.ApproveAgain(ctx, d.Me, []newsroom.ArticleID{a.ID}, opinion)
			if err != nil {
				return err
			}
			if err = one[0].Err; wantsPassword(err) {
				wants, wanted = append(wants, a), err
			} else {
				done = append(done, outcome{a, err})
			}
			at(i + 1)
		}
		return nil
	}, func(err error) {
		end()
		d.refresh()
		if err != nil && !errors.Is(err, context.Canceled) {
			m.refuse(err)
			return
		}
		if len(wants) == 0 {
			m.approvedEach(done, total)
			return
		}
		m.askPassword(d.Words.Say(newsroom.TextOf(wanted)), d.S("again.begin"), func(ctx context.Context, password string) error {
			_, err := d.Newsroom.SignIn(ctx, d.Me.Name, password)
			return err
		}, func(string) { m.approveEach(wants, opinion, done) })
	})
}

// approvedEach says what came of each: how many were approved, and why others were not.
func (m *mainWindow) approvedEach(done []outcome, total int) {
	d := m.d
	const inner = dialogWidth - 48
	approved := 0
	refused := chrome.Column(8)
	for _, one := range done {
		if one.err == nil {
			approved++
			continue
		}
		a := one.article
		refused.Add(chrome.Column(2, chrome.Text(chrome.Cut(string(a.Number)+"　"+d.Headline(a), inner-8, chrome.Style{}), chrome.Style{}),
			chrome.NewProse(d.Words.Say(newsroom.TextOf(one.err)), chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner - 8})))
	}
	said := d.S("again.done", "Done", approved, "Total", total)
	if len(refused.Objects) == 0 {
		d.main.status.say(toneSaved, said)
		if len(done) == total {
			return
		}
	}
	body := []fyne.CanvasObject{chrome.NewProse(said, chrome.Style{Width: inner})}
	if len(refused.Objects) > 0 {
		body = append(body, chrome.Fixed(inner, min(260, refused.MinSize().Height), container.NewVScroll(refused)))
	}
	var card *chrome.Modal
	card = m.show(chrome.Card(d.S("again.title"), dialogWidth, chrome.Column(12, body...), chrome.NewButton(d.S("close"), chrome.Primary, func() { card.Close() })),
		func() { card.Close() })
}
