package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// history shows every decision on an article, the newest first.
func (f *frame) history(a newsroom.Article) {
	d := f.d
	var decisions []newsroom.Decision
	d.work(func(ctx context.Context) (err error) {
		decisions, err = d.Newsroom.History(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		const width = 560
		var card *chrome.Modal
		body := d.decisions(decisions, width-48-14)
		if len(decisions) == 0 {
			body = chrome.Sized(0, 120, empty(d.s("history.none"), d.s("history.none.text")))
		}
		scroll := container.NewVScroll(chrome.Pad(0, 14, 0, 0, body))
		card = f.show(chrome.Card(d.s("history.title", "Number", string(a.Number)), width, chrome.Fixed(0, min(460, max(120, body.MinSize().Height+4)), scroll),
			chrome.NewButton(d.s("close"), chrome.Primary, func() { card.Close() })), func() { card.Close() })
	})
}

// decisions is a list of decisions as cards: who did what when, on which version, and in his words why.
func (d *desk) decisions(list []newsroom.Decision, width float32) fyne.CanvasObject {
	col := chrome.Column(10)
	for i := len(list) - 1; i >= 0; i-- {
		col.Add(d.decision(list[i], width))
	}
	return col
}

func (d *desk) decision(h newsroom.Decision, width float32) fyne.CanvasObject {
	tone := map[newsroom.Action]chrome.Tone{newsroom.Submit: chrome.News, newsroom.Approve: chrome.Good, newsroom.Return: chrome.Alert, newsroom.Publish: chrome.Good, newsroom.Withdraw: chrome.Mine}[h.Action]
	what := d.label(newsroom.ActionText(h.Action))
	if h.Step != "" {
		what = d.label(catalogue.T("desk.history.step", "Step", newsroom.StepText(h.Step), "Action", newsroom.ActionText(h.Action)))
	}
	head := chrome.Row(8, chrome.NewChip(what, tone), chrome.Text(h.Name, chrome.Style{Bold: true}))
	parts := []fyne.CanvasObject{head}
	words := h.Opinion
	if h.Reason != "" {
		words = h.Reason
	}
	if words != "" {
		parts = append(parts, chrome.NewProse(words, chrome.Style{Width: width - 28}))
	}
	meta := d.stampOf(h.At) + " · " + d.s("version", "Version", int(h.Version))
	if s := string(h.Hash); len(s) > 8 {
		meta += " · " + s[:4] + "…" + s[len(s)-4:]
	}
	if h.Action == newsroom.Return {
		to := d.s("history.to_author")
		if h.SentTo != "" {
			to = d.s("history.to_step", "Step", newsroom.StepText(h.SentTo))
		}
		meta = to + " · " + meta
	}
	parts = append(parts, chrome.NewProse(meta, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width - 28}))
	return chrome.Framed(theme.Paper, theme.Line, 6, chrome.Pad(10, 14, 10, 14, chrome.Column(6, parts...)))
}
