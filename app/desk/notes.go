package desk

import (
	"context"

	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// showNotes lists what others said to the person: hand-overs, reminders, and comments that name him and that he has not seen. Each opens its article.
func (m *mainWindow) showNotes() {
	d := m.d
	var notes []newsroom.Note
	d.work(func(ctx context.Context) (err error) {
		notes, err = d.Newsroom.Notes(ctx, d.Me)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			m.refuse(err)
		case len(notes) == 0:
			m.tell(d.S("notes.title"), d.S("notes.none"))
		default:
			m.notesCard(notes)
		}
	})
}

func (m *mainWindow) notesCard(notes []newsroom.Note) {
	d := m.d
	const wide = dialogWidth + 120
	const inner = wide - 48
	const words = inner - 120
	var card *chrome.Modal
	list := chrome.Column(12)
	for _, o := range notes {
		col := chrome.Column(2, chrome.NewProse(d.Words.Say(newsroom.SaidText(o)), chrome.Style{Bold: true, Width: words}),
			chrome.Text(chrome.Cut(string(o.Article.Number)+"　"+d.Headline(o.Article), words, chrome.Style{}), chrome.Style{}))
		if o.Text != "" {
			col.Add(chrome.NewProse(o.Text, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: words, Lines: 3}))
		}
		list.Add(chrome.GrowingRow(12, col, col, chrome.NewButton(d.S("menu.open"), chrome.Plain, func() {
			card.Close()
			m.openTold(o.Article)
		})))
	}
	card = m.show(chrome.Card(d.S("notes.title"), wide, chrome.Fixed(inner, min(360, list.MinSize().Height), container.NewVScroll(chrome.Pad(0, 4, 0, 0, list))),
		chrome.NewButton(d.S("close"), chrome.Primary, func() { card.Close() })), func() { card.Close() })
}

// openTold opens an article that somebody spoke of: to be written where it is the person's to write, else to be read with its comments.
func (m *mainWindow) openTold(a newsroom.Article) {
	if a.WrittenBy(m.d.Me.ID) && (a.State == newsroom.Draft || a.State == newsroom.Returned) {
		m.d.write(a)
		return
	}
	m.d.review(a)
}
