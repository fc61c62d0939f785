package setting

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// site draws what holds for the whole newsroom: the name and the addresses that exports and pages carry, zone and language, after how long a
// window locks itself, and the reasons that whoever returns an article is offered.
func (f *Form) site() fyne.CanvasObject {
	d := &f.Draft
	name := f.entry(d.Site, func(s string) { d.Site = strings.TrimSpace(s) })
	f.aim(goalPage, name)
	example := chrome.NewProse("", soften)
	show := func() {
		example.SetText("")
		column := newsroom.Column{}
		if len(d.Columns) > 0 {
			column = d.Columns[0]
		}
		if address, err := d.Permalink(newsroom.Article{Number: "2026-00001", Digest: newsroom.Digest{Column: column.Name}}); err == nil {
			example.SetText(f.S("setting.site.example", "Address", address))
		}
	}
	pattern := f.entry(d.Pattern, func(s string) {
		d.Pattern = strings.TrimSpace(s)
		show()
	})
	show()
	zone := f.entry(d.Zone, func(s string) { d.Zone = strings.TrimSpace(s) })
	idle := f.number(d.IdleMinutes, f.S("setting.site.idle.hint", "Minutes", int(newsroom.DefaultIdle.Minutes())), func(n int) { d.IdleMinutes = n })
	langs, at := []string{}, 0
	for i, l := range catalogue.Langs() {
		langs = append(langs, voice.LanguageNames[l])
		if l == d.Language {
			at = i
		}
	}
	reasons := field.NewText(f.input)
	reasons.SetText(strings.Join(d.Reasons, "\n"))
	reasons.SetPlaceHolder(f.S("setting.site.reasons.hint"))
	reasons.OnChanged = func(s string) {
		d.Reasons = nil
		for line := range strings.Lines(s) {
			if line = strings.TrimSpace(line); line != "" {
				d.Reasons = append(d.Reasons, line)
			}
		}
		f.Changed()
	}
	return chrome.Column(16, heading(f.S("setting.site")),
		labelled(f.S("setting.site.name"), 380, name),
		chrome.Column(4, labelled(f.S("first.pattern"), Width, pattern), example),
		chrome.Row(16, labelled(f.S("setting.site.zone"), 220, zone), chrome.Labelled(f.S("setting.site.language"), chrome.Segments(langs, at, 420, func(i int) {
			d.Language = catalogue.Langs()[i]
			f.Changed()
		}))),
		chrome.HLine(),
		chrome.Column(4, labelled(f.S("setting.site.idle"), 220, idle), soft(f.S("setting.site.idle.text"), Width)),
		chrome.HLine(),
		chrome.Column(4, chrome.Labelled(f.S("setting.site.reasons"), fyne.CanvasObject(chrome.Fixed(Width, 160, reasons))), soft(f.S("setting.site.reasons.text"), Width)))
}
