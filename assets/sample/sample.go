// Package sample is the content of the sample newsroom: its site, columns and people, articles in every state, and the campus news page that
// the demonstration takes in.
package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed sample.json
var data []byte

//go:embed campus-news-page.html
var page []byte

// PageName is the file name of [Page].
const PageName = "campus-news-page.html"

// Page returns the campus news page as the site serves it: UTF-8 HTML with navigation, side columns and injected links. Treat it as read-only.
func Page() []byte { return page }

// Newsroom is the sample newsroom.
type Newsroom struct {
	Site     string    `json:"site"`
	Pattern  string    `json:"pattern"`
	Columns  []Column  `json:"columns"`
	Staff    []Person  `json:"staff"`
	Articles []Article `json:"articles"`
}

// Column is a column of the sample's site.
type Column struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Slug    string   `json:"slug"`
}

// Person is one of the sample's staff.
type Person struct {
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
}

// Article is one of the sample's articles.
type Article struct {
	Title    string   `json:"title"`
	Kicker   string   `json:"kicker,omitempty"`
	Abstract string   `json:"abstract,omitempty"`
	Column   string   `json:"column"`
	Kind     string   `json:"kind"`
	Author   string   `json:"author"` // one of the staff
	Source   string   `json:"source,omitempty"`
	Keywords []string `json:"keywords,omitempty"`
	Body     []string `json:"body"`             // paragraphs in simple Markdown
	Until    string   `json:"until"`            // how far it has come: draft, submitted, first, second, approved, published, returned or withdrawn
	Reason   string   `json:"reason,omitempty"` // of a return or withdrawal

	Particulars map[string]string `json:"particulars,omitempty"` // what it tells in the fields of its kind
}

// Load returns the sample newsroom.
func Load() (Newsroom, error) {
	var n Newsroom
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&n); err != nil {
		return Newsroom{}, fmt.Errorf("sample: %w", err)
	}
	return n, nil
}
