package desk

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/newsroom"
	"galley/app/press"
)

// The side of the print window: what the pages are set with, and what there is to know about them.

const printInner = printSide - 32

// printOptions are those that were chosen last on this computer.
func (d *desk) printOptions() press.Options {
	o := press.DefaultOptions()
	if kept := d.Preferences.String(prefOptions); kept != "" {
		if err := json.Unmarshal([]byte(kept), &o); err != nil { // of another version: as if none had been chosen
			return press.DefaultOptions()
		}
	}
	o.Picture = 0 // it is one of another article
	return o
}

// keepOptions remembers the options for the next article.
func (d *desk) keepOptions(o press.Options) {
	if data, err := json.Marshal(o); err == nil { // it holds nothing that JSON cannot
		d.Preferences.SetString(prefOptions, string(data))
	}
}

// sideContent is all that stands at the side.
func (p *printing) sideContent() fyne.CanvasObject {
	d := p.d
	var parts []fyne.CanvasObject
	add := func(head string, o ...fyne.CanvasObject) {
		if head != "" {
			parts = append(parts, chrome.Text(d.S(head), chrome.Meta()), chrome.Gap(0, 6))
		}
		parts = append(append(parts, o...), chrome.Gap(0, 16))
	}
	if p.failed != nil {
		add("", chrome.Notice(chrome.Mine, printInner, d.Words.Say(newsroom.TextOf(p.failed)), chrome.NewButton(d.S("retry"), chrome.Plain, p.set)))
	}
	var cells []fyne.CanvasObject
	for _, l := range press.Layouts(false) {
		kind := chrome.Plain
		if l == p.layout() {
			kind = chrome.Chosen
		}
		cells = append(cells, chrome.Fixed((printInner-12)/3, 44, chrome.NewButton(chrome.Cut(d.Label(press.LayoutText(l)), (printInner-12)/3-12, chrome.Style{}), kind, func() { p.setLayout(l) })))
	}
	add("print.layout", chrome.Flow(6, printInner, cells...))
	if o := p.options(); len(o) > 0 {
		add("print.options", chrome.Column(4, o...))
	}
	add("print.fonts", p.fontRows()...)
	if p.printed.Report.Pages > 0 {
		add("print.report", p.report(printInner)...)
	}
	add("print.output", p.output()...)
	return chrome.Column(0, parts...)
}

// options are the choices that the layout has.
func (p *printing) options() []fyne.CanvasObject {
	d := p.d
	var out []fyne.CanvasObject
	for _, o := range press.OptionsOf(p.layout()) {
		if o == press.Newest && (!p.article.IsLive() || p.article.State == newsroom.Published) {
			continue // there is one text only
		}
		out = append(out, p.check(d.Label(press.OptionText(o)), p.job.Options.On(o), func(j *press.Job, on bool) { j.Options = j.Options.With(o, on) }))
	}
	switch p.layout() {
	case press.Article:
		out = append(out,
			p.choice("print.width", press.Widths(), p.job.Options.Width, func(n string) string { return d.Label(press.WidthText(n)) }, func(o *press.Options, n string) { o.Width = n }),
			p.choice("print.breaks", press.LineRules(), p.job.Options.Breaks, func(n string) string { return d.Label(press.LineRuleText(n)) }, func(o *press.Options, n string) { o.Breaks = n }))
	case press.Notice:
		out = append(out, chrome.Row(8, chrome.NewButton(d.S("official.menu"), chrome.Plain, p.editOfficial)))
	case press.Poster:
		if len(p.printed.Pictures) > 0 {
			out = append(out, p.pictureRow())
		}
	}
	return out
}

// choice is a row with a choice of customs by their names; the first is the one of the house.
func (p *printing) choice(label string, names []string, at string, say func(string) string, set func(*press.Options, string)) fyne.CanvasObject {
	if at == "" {
		at = names[0]
	}
	return p.row(p.d.S(label), say(at), func() []chrome.Option {
		out := make([]chrome.Option, len(names))
		for i, n := range names {
			out[i] = chrome.Option{Label: say(n), Chosen: n == at, Action: func() {
				j := p.job
				set(&j.Options, n)
				p.change(j)
			}}
		}
		return out
	})
}

// row is a label with a button behind it that opens a menu and says what holds.
func (p *printing) row(label, holds string, options func() []chrome.Option) fyne.CanvasObject {
	const labelled float32 = 88
	text := chrome.NewProse(label, chrome.Style{Width: labelled - 4})
	button := chrome.NewMenuButton(chrome.Cut(holds, printInner-labelled-44, chrome.Style{}), chrome.Plain, options)
	return chrome.Row(0, chrome.Fixed(labelled, 0, text), chrome.Fixed(printInner-labelled, chrome.ControlHeight, button))
}

// pictureRow chooses the picture of a poster.
func (p *printing) pictureRow() fyne.CanvasObject {
	d := p.d
	at := p.job.Options.Picture
	say := func(n int) string {
		if n < 1 || n > len(p.printed.Pictures) {
			return d.S("print.picture_none")
		}
		return d.S("print.picture_of", "Number", n, "Caption", p.printed.Pictures[n-1])
	}
	if at == 0 {
		at = 1
	}
	return p.row(d.S("print.picture"), say(at), func() []chrome.Option {
		var out []chrome.Option
		for n := range len(p.printed.Pictures) + 1 {
			number := n
			if n == 0 {
				number = -1
			}
			out = append(out, chrome.Option{Label: chrome.Cut(say(number), 360, chrome.Style{}), Chosen: number == at, Action: func() {
				j := p.job
				j.Options.Picture = number
				p.change(j)
			}})
		}
		return append(out[1:], chrome.Option{Rule: true}, out[0])
	})
}

// report is what there is to know about the pages, the gravest first.
func (p *printing) report(width float32) []fyne.CanvasObject {
	d, r := p.d, p.printed.Report
	var out []fyne.CanvasObject
	say := func(t chrome.Tone, s string) {
		out = append(out, chrome.Notice(t, width, s), chrome.Gap(0, 6))
	}
	if len(r.Missing) > 0 {
		say(chrome.Mine, d.S("pdf.missing", "Characters", missing(r.Missing)))
	}
	if len(r.Replaced) > 0 {
		say(chrome.Alert, d.S("pdf.replaced", "Characters", replaced(r.Replaced)))
	}
	for _, n := range r.Notes {
		say(chrome.News, d.Words.Say(n))
	}
	met := 0
	for _, c := range r.Clauses {
		if c.Met {
			met++
		} else {
			say(chrome.Alert, d.Words.Say(press.ClauseText(c)))
		}
	}
	if met > 0 {
		say(chrome.Good, d.S("print.clauses", "Met", met, "Total", len(r.Clauses)))
	}
	if len(out) == 0 {
		say(chrome.Good, d.S("print.report_good"))
	}
	return out
}

// check is a choice of the job that holds or does not.
func (p *printing) check(label string, on bool, set func(*press.Job, bool)) fyne.CanvasObject {
	c := widget.NewCheck(label, nil)
	c.SetChecked(on)
	c.OnChanged = func(on bool) {
		j := p.job
		set(&j, on)
		p.change(j)
	}
	return c
}
