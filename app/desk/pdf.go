package desk

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/export"
)

// showPDF says what was made and offers to open it.
func (f *frame) showPDF(path string, r export.Report) {
	d := f.d
	const inner = dialogWidth - 48
	body := []fyne.CanvasObject{chrome.NewProse(d.S("pdf.done", "Pages", r.Pages), chrome.Style{Width: inner}), chrome.NewProse(path, chrome.Style{Token: theme.Soft, Width: inner, Lines: 3})}
	if len(r.Missing) > 0 {
		body = append(body, chrome.Notice(chrome.Mine, inner, d.S("pdf.missing", "Characters", missing(r.Missing))))
	}
	if len(r.Replaced) > 0 {
		body = append(body, chrome.Notice(chrome.Alert, inner, d.S("pdf.replaced", "Characters", replaced(r.Replaced))))
	}
	for _, n := range r.Notes {
		body = append(body, chrome.Notice(chrome.News, inner, d.Words.Say(n)))
	}
	var card *chrome.Modal
	open := func() {
		card.Close()
		f.openOutside(path)
	}
	card = f.show(chrome.Card(d.S("pdf.saved"), dialogWidth, chrome.Column(10, body...),
		chrome.NewButton(d.S("close"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("file.open"), chrome.Primary, open)), open)
}

// mostGlyphs is how many characters a notice names.
const mostGlyphs = 12

// missing names characters by their code points: no face of the window has them either.
func missing(list []export.Glyph) string {
	return named(list, func(g export.Glyph) string {
		var codes []string
		for _, r := range g.Text {
			codes = append(codes, fmt.Sprintf("U+%04X", r))
		}
		return strings.Join(codes, "+")
	})
}

// replaced names characters with the face that stands in.
func replaced(list []export.Glyph) string {
	return named(list, func(g export.Glyph) string { return g.Text + "（" + g.Used + "）" })
}

func named(list []export.Glyph, name func(export.Glyph) string) string {
	var out []string
	for i, g := range list {
		if i == mostGlyphs {
			return strings.Join(append(out, "…"), " ")
		}
		out = append(out, name(g))
	}
	return strings.Join(out, " ")
}
