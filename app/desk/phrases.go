package desk

import (
	"slices"
	"strings"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
)

// Phrases are words that a person uses often (常用意见). Each person has his own, kept on this computer, for approvals and for returns; the
// newsroom's own reasons come with the returns.

// phrasesOf is for what phrases are.
type phrasesOf string

const (
	forOpinion phrasesOf = "opinion"
	forReason  phrasesOf = "reason"
)

// prefPhrases is the key of a person's phrases.
func (d *desk) prefPhrases(of phrasesOf) string {
	return "phrases." + string(of) + "." + string(d.Me.ID)
}

// ownPhrases returns a person's phrases, those to begin with where he never changed them.
func (d *desk) ownPhrases(of phrasesOf) []string {
	text := d.Preferences.String(d.prefPhrases(of))
	if text == "" {
		text = d.S("phrases.sample." + string(of))
	}
	return lines(text)
}

// lines returns the lines of a text that say something, each once.
func lines(text string) []string {
	var out []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// phrases are what a menu of phrases offers.
func (d *desk) phrases(of phrasesOf) []string {
	own := d.ownPhrases(of)
	if of == forReason {
		own = lines(strings.Join(append(slices.Clone(d.settings.Reasons), own...), "\n"))
	}
	return own
}

// phrasesButton opens a menu of phrases that are put behind what is in a field.
func (f *frame) phrasesButton(of phrasesOf, into *field.Entry) *chrome.Button {
	d := f.d
	return chrome.NewMenuButton(d.S("phrases"), chrome.Ghost, func() []chrome.Option {
		var options []chrome.Option
		for _, p := range d.phrases(of) {
			options = append(options, chrome.Option{Label: chrome.Cut(p, 360, chrome.Style{}), Action: func() {
				into.SetText(behind(into.Text, p))
				f.focus(into)
			}})
		}
		options = append(options, chrome.Option{Rule: true})
		return append(options, chrome.Option{Label: d.S("phrases.edit"), Action: func() { f.editPhrases(of) }})
	})
}

// behind returns a text with a phrase after it, on a line of its own.
func behind(text, phrase string) string {
	if text = strings.TrimRight(text, " \n\t　"); text == "" {
		return phrase
	}
	return text + "\n" + phrase
}

// editPhrases lets a person change his phrases, one a line.
func (f *frame) editPhrases(of phrasesOf) {
	d := f.d
	const inner = dialogWidth - 48
	text := field.NewText(d.Input)
	text.SetMinRowsVisible(8)
	text.SetText(strings.Join(d.ownPhrases(of), "\n"))
	var card *chrome.Modal
	keep := func() {
		card.Close()
		d.Preferences.SetString(d.prefPhrases(of), strings.Join(lines(clean(text.Text)), "\n"))
	}
	text.Shortcuts = commitShortcut(keep)
	card = f.show(chrome.Card(d.S("phrases.edit.title"), dialogWidth, chrome.Column(12,
		chrome.NewProse(d.S("phrases.edit.text."+string(of)), chrome.Style{Token: theme.Soft, Width: inner}), text),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("phrases.keep"), chrome.Primary, keep)), keep)
	f.focus(text)
}
