package desk

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/printer"
)

// sending is the card that asks for a printer, copies, pages and sides.
type sending struct {
	p      *printing
	list   []printer.Printer
	able   map[string]printer.Abilities
	job    printer.Job
	copies *field.Entry
	pages  *field.Entry
	said   *chrome.Prose
	body   *fyne.Container
	card   *chrome.Modal
	button *chrome.Button
}

func newSending(p *printing, list []printer.Printer, able map[string]printer.Abilities) *sending {
	s := &sending{p: p, list: list, able: able, body: chrome.Column(12)}
	d := p.d
	s.copies, s.pages = field.NewEntry(d.Input), field.NewEntry(d.Input)
	s.copies.SetText("1")
	s.pages.SetPlaceHolder(d.S("print.pages_all"))
	s.said = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: dialogWidth - 48})
	s.said.Hide()
	s.job.Printer = lastPrinter(d, list).Name
	return s
}

func (s *sending) show() {
	d := s.p.d
	s.fill()
	s.button = chrome.NewButton(d.S("print.send_now"), chrome.Primary, s.send)
	s.card = s.p.frame.show(chrome.Card(d.S("print.send_title"), dialogWidth, s.body,
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { s.card.Close() }), s.button), s.send)
	s.copies.OnCommit, s.pages.OnCommit = s.send, s.send
	s.p.focus(s.copies)
}

// fill makes the card's fields for the printer that is chosen.
func (s *sending) fill() {
	d := s.p.d
	const inner = dialogWidth - 48
	at, labels := 0, make([]string, len(s.list))
	for i, x := range s.list {
		labels[i] = d.printerLabel(x)
		if x.Name == s.job.Printer {
			at = i
		}
	}
	able := s.able[s.job.Printer]
	parts := []fyne.CanvasObject{chrome.Labelled(d.S("print.printer"), s.choice(labels, at, func(i int) {
		s.job.Printer, s.job.Paper, s.job.Sides = s.list[i].Name, "", printer.AsSet
		s.fill()
		s.card.Refresh()
	}))}
	if !press.Ready(s.list[at]) {
		parts = append(parts, chrome.Notice(chrome.Alert, inner, d.Words.Say(press.StateText(s.list[at]))))
	}
	parts = append(parts, chrome.TopRow(12, nil,
		chrome.Fixed(96, 0, chrome.Labelled(d.S("print.copies"), s.copies)),
		chrome.Fixed(inner-108, 0, chrome.Labelled(d.S("print.pages"), s.pages))))
	if !able.OneSide {
		sides := []string{d.S("print.sides.set"), d.S("print.sides.one"), d.S("print.sides.long"), d.S("print.sides.short")}
		parts = append(parts, chrome.Labelled(d.S("print.sides"), chrome.Segments(sides, int(s.job.Sides), inner, func(i int) { s.job.Sides = printer.Sides(i) })))
	}
	if len(able.Papers) > 0 {
		labels, at := []string{d.S("print.sides.set")}, 0
		for i, c := range able.Papers {
			labels = append(labels, c.Title)
			if c.Name == s.job.Paper {
				at = i + 1
			}
		}
		parts = append(parts, chrome.Labelled(d.S("print.paper"), s.choice(labels, at, func(i int) {
			s.job.Paper = ""
			if i > 0 {
				s.job.Paper = able.Papers[i-1].Name
			}
			s.fill()
			s.card.Refresh()
		})))
	}
	s.body.Objects = append(parts, s.said)
	s.body.Refresh()
}

// choice is a button that opens a list of which one holds.
func (s *sending) choice(labels []string, at int, chosen func(int)) fyne.CanvasObject {
	const inner = dialogWidth - 48
	return chrome.NewMenuButton(chrome.Cut(labels[at], inner-40, chrome.Style{}), chrome.Plain, func() []chrome.Option {
		out := make([]chrome.Option, len(labels))
		for i, l := range labels {
			out[i] = chrome.Option{Label: l, Chosen: i == at, Action: func() { chosen(i) }}
		}
		return out
	})
}

// send prints. What cannot be read is said in the card.
func (s *sending) send() {
	d := s.p.d
	var err error
	if s.job.Copies, err = strconv.Atoi(strings.TrimSpace(s.copies.Text)); err != nil || s.job.Copies < 1 || s.job.Copies > printer.MostCopies {
		s.say(d.S("print.copies_wrong", "Most", printer.MostCopies), s.copies)
		return
	}
	if s.job.Pages, err = printer.ParseRanges(s.pages.Text); err != nil {
		s.say(d.Words.Say(newsroom.TextOf(newsroom.Errorf(newsroom.Invalid, err, "printer.pages", "Pages", s.pages.Text))), s.pages)
		return
	}
	s.card.Close()
	d.Preferences.SetString(prefPrinter, s.job.Printer)
	p, job, printed := s.p, s.job, s.p.printed
	job.Title = press.FileName(p.article)
	finish := p.job.Finish
	finish.Password = "" // printers have no keys
	var id string
	p.status.say(toneBusy, d.S("print.sending"))
	d.work(func(ctx context.Context) error {
		data, err := d.Press.Write(printed, finish)
		if err != nil {
			return err
		}
		id, err = press.Send(ctx, d.Printers, job, data)
		return err
	}, func(err error) {
		p.showPlace()
		if err != nil {
			p.refuse(err)
			return
		}
		p.status.say(toneSaved, d.S("print.sent", "Printer", s.title(), "Job", id))
	})
}

// title is the chosen printer's.
func (s *sending) title() string {
	for _, x := range s.list {
		if x.Name == s.job.Printer {
			return x.Title
		}
	}
	return s.job.Printer
}

func (s *sending) say(words string, where fyne.Focusable) {
	s.said.SetText(words)
	s.said.Show()
	s.card.Refresh()
	s.p.focus(where)
}
