package desk

import (
	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/press"
)

// finishes are what can become of the pages once they are set.
var finishes = []struct {
	label string
	is    press.Finish
}{
	{"print.finish.pages", press.Finish{}}, {"print.finish.two", press.Finish{Sheets: 2}}, {"print.finish.four", press.Finish{Sheets: 4}},
	{"print.finish.booklet", press.Finish{Booklet: true}},
}

// output chooses how the pages stand on the paper and whether the file is locked. The pages that are shown stay single ones.
func (p *printing) output() []fyne.CanvasObject {
	d := p.d
	at := p.job.Finish
	at.Password = ""
	holds := ""
	for _, f := range finishes {
		if f.is == at {
			holds = d.S(f.label)
		}
	}
	lock := d.S("print.lock")
	if p.job.Finish.Password != "" {
		lock = d.S("print.unlock")
	}
	column := chrome.Column(6, p.row(d.S("print.finish"), holds, func() []chrome.Option {
		out := make([]chrome.Option, len(finishes))
		for i, f := range finishes {
			out[i] = chrome.Option{Label: d.S(f.label), Chosen: f.is == at, Action: func() {
				password := p.job.Finish.Password
				p.job.Finish = f.is
				p.job.Finish.Password = password
				p.show()
			}}
		}
		return out
	}), chrome.Row(8, chrome.NewButton(lock, chrome.Plain, p.askLock)))
	words := "print.archive"
	switch {
	case p.job.Finish.Password != "":
		words = "print.locked"
	case p.job.Finish != press.Finish{}:
		words = "print.no_archive"
	}
	column.Add(chrome.NewProse(d.S(words), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: printInner}))
	return []fyne.CanvasObject{column}
}

// askLock asks for the password that will open the file, or takes it away again.
func (p *printing) askLock() {
	d := p.d
	if p.job.Finish.Password != "" {
		p.job.Finish.Password = ""
		p.show()
		return
	}
	const inner = dialogWidth - 48
	first, again := secret(), secret()
	said := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	var card *chrome.Modal
	lock := func() {
		wrong := ""
		switch {
		case first.Text == "":
			wrong = d.S("print.lock_empty")
		case first.Text != again.Text:
			wrong = d.S("print.lock_differs")
		}
		if wrong != "" {
			said.SetText(wrong)
			said.Show()
			card.Refresh()
			p.focus(first)
			return
		}
		card.Close()
		p.job.Finish.Password = first.Text
		p.show()
	}
	first.OnCommit, again.OnCommit = func() { p.focus(again) }, lock
	card = p.frame.show(chrome.Card(d.S("print.lock_title"), dialogWidth, chrome.Column(12,
		chrome.NewProse(d.S("print.lock_text"), chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Labelled(d.S("print.password"), first), chrome.Labelled(d.S("print.password_again"), again), said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("print.lock_do"), chrome.Primary, lock)), lock)
	p.focus(first)
}
