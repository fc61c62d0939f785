package desk

import (
	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/script"
)

// convert asks which way the article is to be converted between simplified and traditional characters, and converts it: every word that changes is a
// tracked change, to be looked through in the list that opens.
func (w *writer) convert() {
	d := w.d
	regions := []script.Variant{script.Traditional, script.Taiwan, script.HongKong}
	simplify := w.typed.properties.Language == catalogue.ZhHant
	at := 0
	labels := make([]string, len(regions))
	for i, v := range regions {
		labels[i] = d.Words.Say(newsroom.VariantText(v))
	}
	title := d.S("convert.to_traditional")
	if simplify {
		title = d.S("convert.to_simplified")
	}
	const inner = dialogWidth - 48
	var card *chrome.Modal
	do := func() {
		card.Close()
		from, to := script.Simplified, regions[at]
		if simplify {
			from, to = to, from
		}
		w.Settle(func(m newsroom.Manuscript) ([]newsroom.Change, error) { return newsroom.Conversion(m, from, to) }, func(err error) {
			if err != nil {
				w.refuse(err)
				return
			}
			w.showTab(tabChanges)
			w.markChanges()
			w.listChanges()
		})
	}
	card = w.show(chrome.Card(title, dialogWidth, chrome.Column(12, chrome.NewProse(d.S("convert.text"), chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Segments(labels, at, inner, func(i int) { at = i })),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("convert.do"), chrome.Primary, do)), do)
}
