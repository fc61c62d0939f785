package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
)

// Names of the files that are no pages, below the front page.
const (
	atomName    = "atom.xml"
	rssName     = "rss.xml"
	jsonName    = "feed.json"
	sitemapName = "sitemap.xml"
)

// maxFeed is how many articles a feed has.
const maxFeed = 30

// maxSitemap is how many addresses a sitemap may have (sitemaps.org, 0.9).
const maxSitemap = 50_000

// Feed is a file of the site that is no page.
type Feed struct {
	Address string
	Data    []byte
}

// Feeds makes RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 of the newest articles, and the sitemap and robots.txt. Entries are in the order of lists.
func (s Site) Feeds(entries []Entry) ([]Feed, error) {
	newest := entries[:min(len(entries), maxFeed)]
	out := []Feed{}
	for _, f := range []struct {
		name string
		make func([]Entry) ([]byte, error)
	}{{atomName, s.atom}, {rssName, s.rss}, {jsonName, s.json}} {
		data, err := f.make(newest)
		if err != nil {
			return nil, fmt.Errorf("web: %s: %w", f.name, err)
		}
		out = append(out, Feed{s.Home + f.name, data})
	}
	maps, err := s.sitemaps(entries)
	if err != nil {
		return nil, fmt.Errorf("web: %s: %w", sitemapName, err)
	}
	out = append(out, maps...)
	host, _, _ := cut(s.Home)
	return append(out, Feed{host + "/robots.txt", []byte("User-agent: *\nAllow: /\nSitemap: " + s.Home + sitemapName + "\n")}), nil
}

// updated returns when the newest of the entries changed.
func updated(entries []Entry) time.Time {
	var last time.Time
	for _, e := range entries {
		if t := e.newest(); t.After(last) {
			last = t
		}
	}
	return last
}

// clean takes out of words what XML cannot carry, which the encoders would write as U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if model.ValidRune(r) {
			return r
		}
		return -1
	}, s)
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title     string       `xml:"title"`
	ID        string       `xml:"id"`
	Link      atomLink     `xml:"link"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Authors   []atomPerson `xml:"author"`
	Category  *atomTerm    `xml:"category"`
	Summary   string       `xml:"summary,omitempty"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

func (s Site) atom(entries []Entry) ([]byte, error) {
	type feed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Links   []atomLink  `xml:"link"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Entries []atomEntry `xml:"entry"`
	}
	name := clean(s.name(catalogue.For(s.Language)))
	f := feed{
		Lang: string(s.Language), Title: name, ID: s.Home, Updated: updated(entries).Format(time.RFC3339), Author: atomPerson{name},
		Links: []atomLink{{"self", "application/atom+xml", s.Home + atomName}, {"alternate", "text/html", s.Home}},
	}
	for _, e := range entries {
		entry := atomEntry{
			Title: clean(e.Headline), ID: e.Address, Link: atomLink{Rel: "alternate", Type: "text/html", Href: e.Address}, Updated: e.newest().Format(time.RFC3339), Summary: clean(e.Abstract),
		}
		if !e.Published.IsZero() {
			entry.Published = e.Published.Format(time.RFC3339)
		}
		for _, a := range e.Authors {
			entry.Authors = append(entry.Authors, atomPerson{clean(a)})
		}
		if e.Column != "" {
			entry.Category = &atomTerm{clean(e.Column)}
		}
		f.Entries = append(f.Entries, entry)
	}
	return document(f)
}

// document writes a value as an XML file.
func document(v any) ([]byte, error) {
	data, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), data...), '\n'), nil
}

func (s Site) rss(entries []Entry) ([]byte, error) {
	type guid struct {
		Permanent bool   `xml:"isPermaLink,attr"`
		ID        string `xml:",chardata"`
	}
	type item struct {
		Title       string `xml:"title"`
		Link        string `xml:"link"`
		GUID        guid   `xml:"guid"`
		Published   string `xml:"pubDate,omitempty"`
		Category    string `xml:"category,omitempty"`
		Description string `xml:"description,omitempty"`
	}
	type self struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
	}
	type channel struct {
		Title       string `xml:"title"`
		Link        string `xml:"link"`
		Self        self   `xml:"atom:link"`
		Description string `xml:"description"`
		Language    string `xml:"language"`
		Built       string `xml:"lastBuildDate,omitempty"`
		Items       []item `xml:"item"`
	}
	type rss struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Atom    string   `xml:"xmlns:atom,attr"`
		Channel channel  `xml:"channel"`
	}
	name := clean(s.name(catalogue.For(s.Language)))
	c := channel{Title: name, Link: s.Home, Self: self{s.Home + rssName, "self", "application/rss+xml"}, Description: name, Language: string(s.Language)}
	if last := updated(entries); !last.IsZero() {
		c.Built = last.Format(time.RFC1123Z)
	}
	for _, e := range entries {
		i := item{Title: clean(e.Headline), Link: e.Address, GUID: guid{true, e.Address}, Category: clean(e.Column), Description: clean(e.Abstract)}
		if !e.Published.IsZero() {
			i.Published = e.Published.Format(time.RFC1123Z)
		}
		c.Items = append(c.Items, i)
	}
	return document(rss{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Channel: c})
}

func (s Site) json(entries []Entry) ([]byte, error) {
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Image     string   `json:"image,omitempty"`
		Published string   `json:"date_published,omitempty"`
		Modified  string   `json:"date_modified,omitempty"`
		Authors   []author `json:"authors,omitempty"`
		Tags      []string `json:"tags,omitempty"`
		Language  string   `json:"language"`
	}
	feed := struct {
		Version  string `json:"version"`
		Title    string `json:"title"`
		Home     string `json:"home_page_url"`
		Feed     string `json:"feed_url"`
		Language string `json:"language"`
		Items    []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", s.name(catalogue.For(s.Language)), s.Home, s.Home + jsonName, string(s.Language), []item{}}
	for _, e := range entries {
		i := item{ID: e.Address, URL: e.Address, Title: e.Headline, Text: e.Abstract, Language: string(e.Language)}
		if i.Text == "" {
			i.Text = e.Headline
		}
		if !e.Published.IsZero() {
			i.Published, i.Modified = e.Published.Format(time.RFC3339), e.newest().Format(time.RFC3339)
		}
		if e.Picture != nil {
			i.Image = e.Picture.Address
		}
		for _, a := range e.Authors {
			i.Authors = append(i.Authors, author{a})
		}
		if e.Column != "" {
			i.Tags = []string{e.Column}
		}
		feed.Items = append(feed.Items, i)
	}
	data, err := json.MarshalIndent(feed, "", " ")
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemaps returns one sitemap, or several with an index of them where there are more addresses than one may have.
func (s Site) sitemaps(entries []Entry) ([]Feed, error) {
	urls := []sitemapURL{{Loc: s.Home}}
	for _, c := range s.Columns {
		urls = append(urls, sitemapURL{Loc: c.Address})
	}
	for _, e := range entries {
		u := sitemapURL{Loc: e.Address}
		if t := e.newest(); !t.IsZero() {
			u.LastMod = t.Format(time.RFC3339)
		}
		urls = append(urls, u)
	}
	type set struct {
		XMLName xml.Name     `xml:"urlset"`
		Space   string       `xml:"xmlns,attr"`
		URLs    []sitemapURL `xml:"url"`
	}
	if len(urls) <= maxSitemap {
		data, err := document(set{Space: sitemapSpace, URLs: urls})
		return []Feed{{s.Home + sitemapName, data}}, err
	}
	index := struct {
		XMLName xml.Name     `xml:"sitemapindex"`
		Space   string       `xml:"xmlns,attr"`
		Maps    []sitemapURL `xml:"sitemap"`
	}{Space: sitemapSpace}
	var out []Feed
	for n := 1; len(urls) > 0; n++ {
		some := urls[:min(len(urls), maxSitemap)]
		urls = urls[len(some):]
		data, err := document(set{Space: sitemapSpace, URLs: some})
		if err != nil {
			return nil, err
		}
		address := fmt.Sprintf("%ssitemap-%d.xml", s.Home, n)
		out, index.Maps = append(out, Feed{address, data}), append(index.Maps, sitemapURL{Loc: address})
	}
	data, err := document(index)
	return append(out, Feed{s.Home + sitemapName, data}), err
}
