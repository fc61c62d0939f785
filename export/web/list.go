package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"galley/assets/catalogue"
)

// perPage is how many articles an index page has. The first has up to that many more: pages are filled from the oldest article on, so that a new
// one changes the first page and no other.
const perPage = 20

// List makes the index pages of the whole site, for the zero column its front page, from entries with the newest first.
func (s Site) List(c Column, entries []Entry) []Page {
	older := max(0, (len(entries)-1)/perPage-1) // pages behind the first
	first := len(entries) - older*perPage
	home := s.Home
	if c.Address != "" {
		home = c.Address
	}
	address := func(part int) string { // part counts from the oldest; the first page has none
		if part < 1 || part > older {
			return home
		}
		return home + "page-" + strconv.Itoa(part) + ".html"
	}
	pages := []Page{s.index(c, home, 0, entries[:first], "", older, address)}
	for part := older; part > 0; part-- {
		from := first + (older-part)*perPage
		pages = append(pages, s.index(c, address(part), part, entries[from:from+perPage], address(part+1), part-1, address))
	}
	return pages
}

// index makes one index page: newer is the address of the page before it, empty for none, and older the part behind it, 0 for none.
func (s Site) index(c Column, at string, part int, entries []Entry, newer string, older int, address func(int) string) Page {
	w := s.plain(at, c.Name)
	name := w.words.S("web.latest")
	if c.Name != "" {
		name = c.Name
	}
	if part > 0 {
		name = w.words.S("web.part", "Title", name, "Part", strconv.Itoa(part))
	}
	heading := name
	if c.Name == "" && part == 0 {
		name = ""
	}
	w.head(title(name, s.name(w.words)), func() {
		w.start("meta", "name", "description", "content", title(heading, s.Name))
		w.canonical()
		w.start("meta", "property", "og:type", "content", "website")
		w.start("meta", "property", "og:title", "content", title(name, s.name(w.words)))
		w.start("meta", "property", "og:url", "content", at)
	})
	w.masthead()
	if at != s.Home {
		w.breadcrumb(heading)
	}
	w.start("main", "id", "main")
	w.element("h1", heading)
	w.line()
	if len(entries) == 0 {
		w.element("p", w.words.S("web.none"))
	} else {
		w.start("ul", "class", "list")
		w.line()
		for i, e := range entries {
			w.listed(e, i > 3)
		}
		w.end("ul")
	}
	if newer != "" || older > 0 {
		w.start("nav", "class", "pages", "aria-label", w.words.S("web.paging"))
		w.start("ul")
		if newer != "" {
			w.start("li")
			w.element("a", w.words.S("web.newer"), "href", w.to(newer), "rel", "prev")
			w.end("li")
		}
		if older > 0 {
			w.start("li")
			w.element("a", w.words.S("web.older"), "href", w.to(address(older)), "rel", "next")
			w.end("li")
		}
		w.end("ul")
		w.end("nav")
	}
	w.end("main")
	w.line()
	w.foot()
	return Page{Address: at, HTML: []byte(w.b.String())}
}

// plain begins a page that no article stands on.
func (s Site) plain(at, column string) *writer {
	w := &writer{site: s, words: catalogue.For(s.Language), page: Page{Address: at}}
	w.article.Column = column
	return w
}

// listed writes an article of a list.
func (w *writer) listed(e Entry, below bool) {
	w.start("li")
	w.start("div")
	lang := ""
	if e.Language != w.words.Lang() {
		lang = string(e.Language)
	}
	headline := e.Headline
	if headline == "" {
		headline = e.Address
	}
	w.start("h2", "lang", lang)
	w.element("a", headline, "href", w.to(e.Address))
	w.end("h2")
	if e.Abstract != "" {
		abstract := []rune(e.Abstract)
		if len(abstract) > maxExcerpt {
			abstract = append(abstract[:maxExcerpt:maxExcerpt], '…')
		}
		w.element("p", string(abstract), "lang", lang)
	}
	w.start("p")
	if e.Column != "" && w.article.Column == "" {
		w.text(e.Column + " · ")
	}
	if !e.Published.IsZero() {
		w.element("time", e.Published.Format("2006-01-02"), "datetime", e.Published.Format(time.RFC3339))
	}
	w.end("p")
	w.end("div")
	if p := e.Picture; p != nil {
		lazy := ""
		if below {
			lazy = "lazy"
		}
		// The headline beside it says what the picture is about; a second voice would say it twice.
		w.start("img", "src", w.to(p.Address), "width", strconv.Itoa(p.Width), "height", strconv.Itoa(p.Height), "alt", "", "loading", lazy, "decoding", "async")
	}
	w.end("li")
	w.line()
}

// maxExcerpt is how many characters of an abstract a list shows.
const maxExcerpt = 90

// Gone is an article that was withdrawn.
type Gone struct {
	Address  string
	Language catalogue.Lang
	Column   string
	At       time.Time
	Notice   string // what readers are told; empty for the house's own words
}

// Withdrawn makes the page that answers for a withdrawn article at its old address. It says nothing of what the article said.
func (s Site) Withdrawn(g Gone) Page {
	w := s.plain(g.Address, g.Column)
	w.words = catalogue.For(g.Language)
	return w.notice(w.words.S("web.gone"), func() {
		if !g.At.IsZero() {
			w.start("p", "class", "meta")
			w.element("time", w.words.S("web.gone_at", "Value", g.At.Format("2006-01-02 15:04")), "datetime", g.At.Format(time.RFC3339))
			w.end("p")
		}
		words := g.Notice
		if words == "" {
			words = w.words.S("web.gone_words")
		}
		w.element("p", words, "class", "gone")
	})
}

// Lost makes the page for addresses at which there is nothing, which servers show by the name of its file: 404.html. Its links are whole, since it is
// shown at any depth.
func (s Site) Lost() Page {
	w := s.plain(s.Home+"404.html", "")
	return w.notice(w.words.S("web.lost"), func() { w.element("p", w.words.S("web.lost_words"), "class", "gone") })
}

// notice writes a page of a few words that is not to be found by searching.
func (w *writer) notice(heading string, words func()) Page {
	at := w.page.Address
	if at == w.site.Home+"404.html" {
		w.page.Address = "" // nothing is relative to it
	}
	w.head(title(heading, w.site.Name), func() { w.start("meta", "name", "robots", "content", "noindex") })
	w.masthead()
	if w.page.Address != "" {
		w.breadcrumb(heading)
	}
	w.start("main", "id", "main")
	w.element("h1", heading)
	words()
	w.end("main")
	w.line()
	w.foot()
	return Page{Address: at, HTML: []byte(w.b.String())}
}

// Sort brings entries into the order of lists: the newest first, and those of one time by their addresses.
func Sort(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		switch {
		case a.Address > b.Address:
			return -1
		case a.Address < b.Address:
			return 1
		}
		return 0
	})
}

// Check reports whether pages can be made of the site: its front page needs an address that ends with a slash.
func (s Site) Check() error {
	if _, p, ok := cut(s.Home); !ok || p[len(p)-1] != '/' {
		return fmt.Errorf("web: %q is no address of a front page", s.Home)
	}
	return nil
}
