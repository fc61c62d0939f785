package desk

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/export"
)

// exportPDF sets an article, asks where the file should go, and says what a person must know about it.
func (f *frame) exportPDF(a newsroom.Article) {
	d := f.d
	var data []byte
	var report export.Report
	f.d.main.status.say(toneBusy, d.S("pdf.setting"))
	d.work(func(ctx context.Context) (err error) {
		data, report, err = d.PDF(ctx, a)
		return err
	}, func(err error) {
		d.main.showStatus()
		if err != nil {
			f.refuse(err)
			return
		}
		f.saveFile(d.S("pdf.title"), fileName(a)+".pdf", writeBytes(data), func(path string) { f.showPDF(path, report) })
	})
}

// fileName is an article's name as a file: its number and its headline, without what file systems forbid.
func fileName(a newsroom.Article) string {
	head := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return -1
		}
		return r
	}, a.Digest.Headline)
	if r := []rune(head); len(r) > 24 {
		head = string(r[:24])
	}
	if head = strings.Trim(head, " ."); head == "" {
		return string(a.Number)
	}
	return string(a.Number) + " " + head
}

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
