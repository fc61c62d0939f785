package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/track"
)

// openChanges lists what is open in an article over any window, for who may accept it there: the way on from a refusal.
func (f *frame) openChanges(a newsroom.Article) {
	d := f.d
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.changesCard(a, m, base)
	})
}

func (f *frame) changesCard(a newsroom.Article, m newsroom.Manuscript, base newsroom.Revision) {
	d := f.d
	const width, most = 560, 420
	var card *chrome.Modal
	barred := newsroom.MayDecide(a, d.Me, track.Accept)
	accept := func(chosen ...track.Change) {
		card.Close()
		d.work(func(ctx context.Context) error {
			c, err := m.Decided(track.Accept, chosen...)
			if err != nil {
				return err
			}
			_, err = d.Newsroom.Append(ctx, d.Me, a.ID, base, []newsroom.Change{c})
			return err
		}, func(err error) {
			d.refresh()
			switch {
			case err != nil:
				f.refuse(err)
			case len(chosen) < len(m.Changes()):
				f.openChanges(a)
			}
		})
	}
	open := m.Changes()
	authors := map[track.Author]int{}
	list := chrome.Column(8)
	for i, o := range open {
		if i == maxChanges {
			list.Add(chrome.Text(d.S("changes.more", "Count", len(open)-i), chrome.Meta()))
			break
		}
		if _, ok := authors[o.By]; !ok {
			authors[o.By] = len(authors)
		}
		b := chrome.NewButton(d.S("changes.accept"), chrome.Ghost, func() { accept(o) })
		b.Allow(barred == nil)
		list.Add(changeCard(d, o, theme.Author(authors[o.By]), width-72, b))
	}
	said := d.S("changes.review")
	if barred != nil {
		said = d.Words.Say(newsroom.TextOf(barred))
	} else if len(open) == 0 {
		said = d.S("changes.none")
	}
	height := min(list.MinSize().Height, most)
	body := chrome.Column(12, chrome.NewProse(said, chrome.Style{Token: theme.Soft, Width: width - 48}), chrome.Fixed(width-48, height, container.NewVScroll(chrome.Pad(0, 12, 0, 1, list))))
	all := chrome.NewButton(d.S("changes.accept_all", "Count", len(open)), chrome.Primary, func() { accept(open...) })
	all.Allow(barred == nil && len(open) > 0)
	buttons := []fyne.CanvasObject{chrome.NewButton(d.S("close"), chrome.Plain, func() { card.Close() }), all}
	card = f.show(chrome.Card(d.S("changes.title", "Headline", d.Headline(a)), width, body, buttons...), func() { all.Tapped(nil) })
}
