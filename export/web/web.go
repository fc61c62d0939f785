// Package web makes the pages of a site from pieces: files that any web server, or a disk, can show, without a script.
//
//	site := web.Site{Name: "示例大学新闻网", Home: "https://news.example.edu/", Language: catalogue.ZhHans, Columns: columns}
//	page, err := site.Article(web.Article{Piece: piece, Modified: at})   // page.HTML, and the pictures that it shows
//	list := site.List(column, entries)                                  // index pages; page.Entry is what they say of an article
//	feeds := site.Feeds(entries)                                        // RSS 2.0, Atom, JSON Feed 1.1, sitemap, robots.txt
//
// Everything is a pure function: equal input gives equal bytes, on every machine, and nothing reads a clock or a disk. The package writes no
// files; [File] says under which name a server keeps the page of an address. A [Picture] is made when it is wanted, by [Picture.Encode].
//
// # What a page holds
//
// Its style is in the page, so that it is readable however it got to its reader. It follows the light or dark scheme of the device and is set for
// paper too. Links between pages are relative: a site can be looked at under another address than its own. The page says what it is to machines
// in Open Graph and in JSON-LD (NewsArticle, WebPage, BreadcrumbList of schema.org).
//
// # What cannot get in
//
// The words of a piece come from outside. All are escaped, characters that HTML has no place for are left out, and a link stays a link only where
// its scheme is http, https, mailto or tel and it names nobody to sign in as. JSON-LD is written by encoding/json, which leaves no "<" in it.
// An official document with a grade of secrecy goes on no page: [ErrSecret].
//
// Pictures are encoded anew at the widths of [Picture]: what a camera wrote beside the picture, such as where it was taken, stays behind.
package web

import (
	"errors"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/export"
)

// Edition counts the changes of how pages look and what they say: a page of another edition is out of date.
const Edition = 2

// ErrSecret says that a document with a grade of secrecy was to go on a page.
var ErrSecret = errors.New("web: the document has a grade of secrecy")

// Site is what the pages of one site have in common.
type Site struct {
	Name     string
	Home     string // address of the front page; ends with a slash
	Language catalogue.Lang
	Columns  []Column
}

// Column is a section of the site with an index page of its own.
type Column struct {
	Name    string
	Address string // ends with a slash
}

// Article is a piece with what only its page says.
type Article struct {
	export.Piece
	Address  string    // where the page is served; empty for the permalink
	Modified time.Time // when what readers see last changed; zero for never since it was published
	Draft    bool      // it is not out: the page says so, leads nowhere else, and asks not to be found
}

// Page is one file of a site.
type Page struct {
	Address  string
	HTML     []byte
	Pictures []Picture // that it shows, each once
	Notes    []catalogue.Text
	Entry    Entry // of an article: what lists and feeds say of it
}

// Entry is what lists and feeds say of an article.
type Entry struct {
	Address   string         `json:"address"`
	Headline  string         `json:"headline"`
	Abstract  string         `json:"abstract,omitempty"`
	Column    string         `json:"column,omitempty"`
	Authors   []string       `json:"authors,omitempty"`
	Language  catalogue.Lang `json:"language"`
	Published time.Time      `json:"published,omitzero"`
	Modified  time.Time      `json:"modified,omitzero"`
	Picture   *Thumbnail     `json:"picture,omitempty"`
}

// Thumbnail is the first picture of an article as lists show it.
type Thumbnail struct {
	Address string `json:"address"`
	Alt     string `json:"alt,omitempty"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
}

// column returns the column of that name.
func (s Site) column(name string) (Column, bool) {
	for _, c := range s.Columns {
		if c.Name == name && name != "" {
			return c, true
		}
	}
	return Column{}, false
}

// newest returns when an article last changed for its readers.
func (e Entry) newest() time.Time {
	if e.Modified.After(e.Published) {
		return e.Modified
	}
	return e.Published
}

// oneLine returns words without ends of lines and without room around them.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
