package desk

import (
	"context"

	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
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
		body := d.Decisions(decisions, width-48-14)
		if len(decisions) == 0 {
			body = chrome.Sized(0, 120, empty(d.S("history.none"), d.S("history.none.text")))
		}
		scroll := container.NewVScroll(chrome.Pad(0, 14, 0, 0, body))
		card = f.show(chrome.Card(d.S("history.title", "Number", string(a.Number)), width, chrome.Fixed(0, min(460, max(120, body.MinSize().Height+4)), scroll),
			chrome.NewButton(d.S("close"), chrome.Primary, func() { card.Close() })), func() { card.Close() })
	})
}
