package web

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export/qr"
)

// shareSide is the side of the share code on paper, its margin included.
const shareSide qr.Millimetres = 28

// maxDescription is how many characters search engines and chats show of a description.
const maxDescription = 160

// writer is a page being written.
type writer struct {
	markup
	site    Site
	article Article
	words   *catalogue.Catalogue
	page    Page
	notes   []string             // of the footnotes so far
	levels  []int                // of the headings that the last one stands below, with its own
	tables  int                  // so far
	widths  map[int]bool         // of figures, in hundredths of the measure
	found   map[string][]Picture // by hash
	share   Picture              // for chats; zero for none
}

func (w *writer) entry() *Entry { return &w.page.Entry }

// to returns how the page names an address.
func (w *writer) to(address string) string { return relative(w.page.Address, address) }

// Article makes the page of an article. [ErrSecret]: it has a grade of secrecy. It is an error when its address does not go into a share code.
// Pictures that cannot be shown are reported in the page's notes.
func (s Site) Article(a Article) (Page, error) {
	if a.Official != nil && a.Official.Secrecy != "" {
		return Page{}, fmt.Errorf("%w: %s", ErrSecret, a.Number)
	}
	if a.Address == "" {
		a.Address = a.Permalink
	}
	w := &writer{
		site: s, article: a, words: catalogue.For(a.Language), page: Page{Address: a.Address}, widths: map[int]bool{}, found: map[string][]Picture{},
	}
	headline := oneLine(a.Doc.Part(model.Headline).PlainText())
	*w.entry() = Entry{
		Address: a.Address, Headline: headline, Abstract: oneLine(a.Doc.Part(model.Abstract).PlainText()), Column: a.Column, Authors: a.Authors,
		Language: a.Language, Published: a.Published, Modified: a.Modified,
	}
	if err := w.main(); err != nil {
		return Page{}, err
	}
	content := w.b.String()
	w.b.Reset()
	w.head(title(headline, s.Name), func() {
		if a.Draft {
			w.start("meta", "name", "robots", "content", "noindex, nofollow")
			return
		}
		w.describe(headline)
	})
	if a.Draft {
		w.start("header", "class", "draft")
		w.element("p", w.words.S("web.draft"))
		w.end("header")
		w.line()
	} else {
		w.masthead()
		w.breadcrumb(headline)
	}
	w.raw(content)
	w.foot()
	w.page.HTML = []byte(w.b.String())
	return w.page, nil
}

// title returns the words of a window's title.
func title(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " – ")
}

// main writes what the article says.
func (w *writer) main() error {
	a := w.article
	w.start("main", "id", "main")
	w.start("article")
	w.line()
	w.start("header")
	w.textblock("p", a.Doc.Part(model.Kicker), "class", "kicker")
	if head := a.Doc.Part(model.Headline); blank(head) { // a draft; a page needs a name
		w.element("h1", a.Number)
	} else {
		w.textblock("h1", head)
	}
	w.textblock("p", a.Doc.Part(model.Subtitle), "class", "subtitle")
	w.meta()
	w.end("header")
	w.line()
	if words := strings.TrimSpace(a.Correction); words != "" {
		w.start("aside", "class", "correction", "aria-label", w.words.S("web.correction"))
		w.element("strong", w.words.S("web.correction"))
		w.element("p", words)
		w.end("aside")
		w.line()
	}
	if abstract := a.Doc.Part(model.Abstract); !blank(abstract) {
		w.start("p", "class", "abstract")
		w.element("strong", w.words.S("page.abstract"))
		w.raw(" ")
		w.inline(abstract.Children())
		w.end("p")
		w.line()
	}
	w.particulars()
	w.start("div", "class", "body")
	w.line()
	w.officialHead()
	if err := w.blocks(a.Doc.Part(model.Body).Children()); err != nil {
		return err
	}
	w.officialTail()
	w.end("div")
	w.line()
	w.endnotes()
	w.start("footer")
	w.credits()
	err := w.code()
	w.end("footer")
	w.line()
	w.end("article")
	w.end("main")
	w.line()
	return err
}

// particulars writes what the article's kind tells.
func (w *writer) particulars() {
	if len(w.article.Particulars) == 0 {
		return
	}
	w.start("dl", "class", "particulars")
	for _, p := range w.article.Particulars {
		w.element("dt", w.words.Say(p.Label))
		w.start("dd")
		if p.Address != "" {
			w.element("a", p.Text, "href", p.Address)
		} else {
			w.text(p.Text)
		}
		w.end("dd")
	}
	w.end("dl")
	w.line()
}

// meta writes the line under the headline.
func (w *writer) meta() {
	a := w.article
	w.start("p", "class", "meta")
	say := func(id, value string) {
		if value = strings.TrimSpace(value); value != "" {
			w.element("span", w.words.S(id, "Value", value))
			w.raw(" ")
		}
	}
	say("page.source", a.Source)
	say("page.author", strings.Join(a.Authors, w.words.S("page.and")))
	if !a.Published.IsZero() {
		w.element("time", w.words.S("page.published", "Value", a.Published.Format("2006-01-02 15:04")), "datetime", a.Published.Format(time.RFC3339))
	}
	if a.Modified.After(a.Published) && !a.Published.IsZero() {
		w.raw(" ")
		w.element("time", w.words.S("web.modified", "Value", a.Modified.Format("2006-01-02 15:04")), "datetime", a.Modified.Format(time.RFC3339))
	}
	w.end("p")
}

// credits writes who edited and who reviewed.
func (w *writer) credits() {
	a := w.article
	for _, credit := range []struct{ id, name string }{{"page.editor", a.Editor}, {"page.reviewer", a.Reviewer}} {
		if name := strings.TrimSpace(credit.name); name != "" {
			w.element("p", w.words.S(credit.id, "Value", name), "class", "credit")
		}
	}
	w.line()
}

// code writes the share code with its address. A draft's address leads nowhere yet.
func (w *writer) code() error {
	a := w.article
	if a.Permalink == "" || a.Draft {
		return nil
	}
	code, err := qr.New(a.Permalink, qr.M)
	if err != nil {
		return fmt.Errorf("web: the share code of %s: %w", a.Number, err)
	}
	picture, err := code.SVG(shareSide, w.words.S("web.code"))
	if err != nil {
		return fmt.Errorf("web: the share code of %s: %w", a.Number, err)
	}
	w.start("section", "class", "share", "aria-label", w.words.S("page.scan"))
	w.raw(strings.TrimSpace(string(picture)))
	w.start("p")
	w.element("strong", w.words.S("page.scan"))
	w.raw("<br>")
	if address, ok := link(a.Permalink); ok {
		w.element("a", qr.ReadableAddress(a.Permalink), "href", address)
	}
	w.end("p")
	w.end("section")
	return nil
}

// head writes the page up to its body. more adds to the elements of head.
func (w *writer) head(title string, more func()) {
	w.raw("<!DOCTYPE html>\n")
	w.start("html", "lang", string(w.words.Lang()))
	w.line()
	w.raw("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	w.element("title", title)
	w.line()
	more()
	w.line()
	w.raw(`<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">` + "\n<style>")
	w.raw(style)
	for _, width := range slices.Sorted(maps.Keys(w.widths)) {
		w.raw("@media(min-width:44rem){.w" + strconv.Itoa(width) + "{width:" + strconv.Itoa(width) + "%}}")
	}
	w.raw("</style>\n</head>\n<body>\n")
}

// masthead writes what stands above every page of the site.
func (w *writer) masthead() {
	w.element("a", w.words.S("web.skip"), "class", "skip", "href", "#main")
	w.start("header", "class", "site")
	w.element("a", w.site.name(w.words), "href", w.to(w.site.Home), "class", "name")
	if len(w.site.Columns) > 0 {
		w.start("nav", "aria-label", w.words.S("web.columns"))
		w.start("ul")
		for _, c := range w.site.Columns {
			w.start("li")
			current := ""
			if c.Name == w.article.Column {
				current = "true"
			}
			w.element("a", c.Name, "href", w.to(c.Address), "aria-current", current)
			w.end("li")
		}
		w.end("ul")
		w.end("nav")
	}
	w.end("header")
	w.line()
}

// name returns the site's name, or a word for it where it has none.
func (s Site) name(words *catalogue.Catalogue) string {
	if s.Name == "" {
		return words.S("web.home")
	}
	return s.Name
}

// breadcrumb writes where the page stands in the site.
func (w *writer) breadcrumb(here string) {
	w.start("nav", "class", "crumbs", "aria-label", w.words.S("web.where"))
	w.start("ol")
	step := func(words, address string) {
		w.start("li")
		if address == "" {
			w.element("span", words, "aria-current", "page")
		} else {
			w.element("a", words, "href", w.to(address))
		}
		w.end("li")
	}
	step(w.words.S("web.home"), w.site.Home)
	if c, ok := w.site.column(w.article.Column); ok && c.Address != w.page.Address {
		step(c.Name, c.Address)
	}
	step(here, "")
	w.end("ol")
	w.end("nav")
	w.line()
}

// foot ends the page.
func (w *writer) foot() {
	if !w.article.Draft {
		w.start("footer", "class", "site")
		w.element("p", w.site.name(w.words))
		w.start("p")
		w.element("a", w.words.S("web.feed"), "href", w.to(w.site.Home+atomName))
		w.end("p")
		w.end("footer")
		w.line()
	}
	w.raw("</body>\n</html>\n")
}
