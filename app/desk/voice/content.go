package voice

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
)

// Content is a piece as the sheet shows it. The words around an article are in the article's language.
func (v *Voice) Content(p export.Piece) sheet.Content {
	words := catalogue.For(p.Language)
	say := func(id string, pairs ...any) string { return words.S("desk.sheet."+id, pairs...) }
	c := sheet.Content{
		Doc: p.Doc, Western: p.Language == catalogue.En, Abstract: say("abstract"), Empty: v.S("sheet.empty"), Untitled: v.S("untitled"),
		Pictures: p.Screen, NoImage: v.S("sheet.no_picture"),
	}
	if p.Language == catalogue.ZhHant {
		c.Region = typeset.Taiwan
	}
	if p.Source != "" {
		c.Meta = append(c.Meta, say("source", "Source", p.Source))
	}
	if !p.Published.IsZero() {
		c.Meta = append(c.Meta, say("time", "At", p.Published.Format("2006-01-02 15:04")))
	}
	if p.Column != "" {
		c.Meta = append(c.Meta, say("column", "Column", p.Column))
	}
	for _, t := range p.Particulars {
		c.Particulars = append(c.Particulars, words.S("page.particular", "Label", t.Label, "Value", t.Text))
	}
	if p.Correction != "" {
		c.Note = say("correction", "Note", p.Correction)
	}
	if p.Editor != "" || p.Reviewer != "" {
		c.Credits = say("credits", "Editor", orDash(p.Editor), "Reviewer", orDash(p.Reviewer))
	}
	return c
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// Properties is a card with what the trade wrote on the manuscript; what is empty is left out.
func (v *Voice) Properties(a newsroom.Article, p newsroom.Properties) fyne.CanvasObject {
	const width = 300
	var cells []fyne.CanvasObject
	add := func(id, value string) {
		if value != "" {
			cells = append(cells, chrome.Fixed(width, 0, chrome.Column(1, chrome.Text(v.S("field."+id), chrome.Meta()), chrome.NewProse(value, chrome.Style{Lines: 2, Width: width - 8}))))
		}
	}
	add("kind", v.Label(newsroom.KindText(p.Kind)))
	for _, f := range newsroom.KindOf(p.Kind).Particulars {
		if text := p.Particular(f.ID); text != "" {
			cells = append(cells, chrome.Fixed(width, 0, chrome.Column(1, chrome.Text(v.Label(newsroom.ParticularText(f.ID)), chrome.Meta()), chrome.NewProse(text, chrome.Style{Lines: 2, Width: width - 8}))))
		}
	}
	add("column", p.Column)
	add("source", p.Source)
	add("authors", strings.Join(p.Authors, "、"))
	add("editor", p.Editor)
	add("reviewer", p.Reviewer)
	add("keywords", strings.Join(p.Keywords, "、"))
	add("place", p.Place)
	add("language", LanguageNames[p.Language])
	add("planned", v.Stamp(p.PublishAt))
	add("issued", v.Stamp(p.Issued))
	add("permalink", a.Permalink)
	add("origin", p.Origin)
	add("created", v.S("by_at", "By", v.Person(a.Creator), "At", v.Stamp(a.Created)))
	if !a.Updated.Equal(a.Created) {
		add("updated", v.Stamp(a.Updated))
	}
	head := chrome.Text(v.S("properties"), chrome.Style{Bold: true})
	grid := chrome.Pairs(12, cells...)
	return chrome.Framed(theme.Panel, theme.Line, 5, chrome.Pad(14, 20, 18, 20, chrome.Column(10, head, grid)))
}
