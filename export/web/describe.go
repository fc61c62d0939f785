package web

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"galley/editor/model"
)

// ogLocales are the names of languages in Open Graph.
var ogLocales = map[string]string{"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_US"}

// description returns what search engines and chats say of the article: its abstract, or the beginning of its text.
func (w *writer) description() string {
	words := w.entry().Abstract
	if words == "" {
		words = oneLine(w.article.Doc.Part(model.Body).PlainText())
	}
	if r := []rune(words); len(r) > maxDescription {
		words = strings.TrimSpace(string(r[:maxDescription-1])) + "…"
	}
	return words
}

// describe writes what the page says of itself to machines.
func (w *writer) describe(headline string) {
	a := w.article
	about := w.description()
	name := func(name, content string) {
		if content != "" {
			w.start("meta", "name", name, "content", content)
		}
	}
	property := func(name, content string) {
		if content != "" {
			w.start("meta", "property", name, "content", content)
		}
	}
	name("description", about)
	name("author", strings.Join(a.Authors, ", "))
	name("keywords", strings.Join(a.Keywords, ", "))
	w.canonical()
	w.line()
	property("og:type", "article")
	property("og:site_name", w.site.Name)
	property("og:title", headline)
	property("og:description", about)
	property("og:url", w.page.Address)
	property("og:locale", ogLocales[string(w.words.Lang())])
	property("article:section", a.Column)
	if !a.Published.IsZero() {
		property("article:published_time", a.Published.Format(time.RFC3339))
	}
	if !a.Modified.IsZero() {
		property("article:modified_time", a.Modified.Format(time.RFC3339))
	}
	card := "summary"
	if w.share.Address != "" {
		card = "summary_large_image"
		property("og:image", w.share.Address)
		property("og:image:width", strconv.Itoa(w.share.Width))
		property("og:image:height", strconv.Itoa(w.share.Height))
		property("og:image:alt", w.entry().Picture.Alt)
	}
	name("twitter:card", card)
	w.line()
	w.linked(headline, about)
}

// canonical writes the page's own address and where the feeds are.
func (w *writer) canonical() {
	w.start("link", "rel", "canonical", "href", w.page.Address)
	w.start("link", "rel", "alternate", "type", "application/atom+xml", "title", w.site.name(w.words), "href", w.to(w.site.Home+atomName))
}

// object is a value of JSON-LD. It is written with its names in order.
type object = map[string]any

// linked writes the article, its page and its place in the site as JSON-LD (schema.org).
func (w *writer) linked(headline, about string) {
	a, at := w.article, w.page.Address
	home := w.site.Home
	article := object{
		"@type": "NewsArticle", "@id": at + "#article", "mainEntityOfPage": object{"@id": at}, "headline": headline, "inLanguage": string(w.words.Lang()),
		"publisher": object{"@type": "Organization", "name": w.site.name(w.words), "url": home},
	}
	set := func(name string, value string) {
		if value != "" {
			article[name] = value
		}
	}
	set("description", about)
	set("articleSection", a.Column)
	set("correction", strings.TrimSpace(a.Correction))
	if len(a.Keywords) > 0 {
		article["keywords"] = a.Keywords
	}
	if !a.Published.IsZero() {
		set("datePublished", a.Published.Format(time.RFC3339))
		set("dateModified", w.entry().newest().Format(time.RFC3339))
	}
	var authors []object
	for _, name := range a.Authors {
		authors = append(authors, object{"@type": "Person", "name": name})
	}
	if len(authors) == 0 && a.Source != "" {
		authors = []object{{"@type": "Organization", "name": a.Source}}
	}
	if len(authors) > 0 {
		article["author"] = authors
	}
	if a.Editor != "" {
		article["editor"] = object{"@type": "Person", "name": a.Editor}
	}
	if w.share.Address != "" {
		article["image"] = []string{w.share.Address}
	}
	page := object{
		"@type": "WebPage", "@id": at, "url": at, "name": headline, "inLanguage": string(w.words.Lang()), "breadcrumb": object{"@id": at + "#breadcrumb"},
		"isPartOf": object{"@type": "WebSite", "@id": home + "#site", "url": home, "name": w.site.name(w.words)},
	}
	w.data([]object{article, page, w.crumbs(headline)})
}

// crumbs returns the page's place in the site.
func (w *writer) crumbs(here string) object {
	var steps []object
	step := func(name, address string) {
		s := object{"@type": "ListItem", "position": len(steps) + 1, "name": name}
		if address != "" {
			s["item"] = address
		}
		steps = append(steps, s)
	}
	step(w.words.S("web.home"), w.site.Home)
	if c, ok := w.site.column(w.article.Column); ok && c.Address != w.page.Address {
		step(c.Name, c.Address)
	}
	step(here, "")
	return object{"@type": "BreadcrumbList", "@id": w.page.Address + "#breadcrumb", "itemListElement": steps}
}

// data writes JSON-LD. The encoder writes <, > and & as \u003c and so on, so that no word ends the element.
func (w *writer) data(graph []object) {
	text, err := json.Marshal(object{"@context": "https://schema.org", "@graph": graph})
	if err != nil {
		panic(err) // strings and numbers only
	}
	w.raw(`<script type="application/ld+json">`)
	w.raw(string(text))
	w.raw("</script>\n")
}
