// Package export is finished work for readers: what every format is made from and reports back.
//
// A [Piece] is one article ready to be shown: the document, the words around it, its pictures. It knows no newsroom: whoever has a newsroom
// fills one in. Formats live in the packages below; each turns a Piece into one kind of file and says in its [Report] what a person
// must know about it.
package export

import (
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
)

// Piece is one article as readers get it.
type Piece struct {
	Doc       *model.Node
	Language  catalogue.Lang // of the article; the words around it (摘要, 编辑, 扫一扫) are in it
	Site      string
	Column    string
	Number    string // 2026-00017
	Source    string // 信息来自
	Authors   []string
	Editor    string // credit, 编辑
	Reviewer  string // credit, 审核
	Keywords  []string
	Published time.Time // in the newsroom's zone; zero while it is not published
	Permalink string    // address of the published article, ASCII; empty for none
	Version   string    // hex content hash of the version shown
	Pictures  Pictures
	Screen    Pictures // the same upright and with no more pixels than a screen shows; nil where there is only Pictures
	// Correction is what readers are told of what was wrong before (更正说明); empty where nothing was.
	Correction string
	Official   *Official // of an official document; nil for any other
	// Particulars are what an article of its kind tells readers, in order: when and where an activity is, who wrote a book.
	Particulars []Particular
}

// Particular is one thing that readers are told besides the text.
type Particular struct {
	Label   catalogue.Text
	Text    string
	Address string // that it leads to; empty for none
}

// Pictures finds what a figure shows by [model.Attrs.Shown]. It returns an error for one that it does not have.
type Pictures func(hash string) ([]byte, error)

// Report says what a person must know about an export.
type Report struct {
	Pages    int
	Missing  []Glyph // characters that no face could show
	Replaced []Glyph // characters shown in another face than the one asked for
	Notes    []catalogue.Text
	Clauses  []Clause // of a standard that the layout follows, measured on the finished pages
}

// Clause says of one clause of a standard whether finished pages meet it.
type Clause struct {
	Number        string         // 7.2.7
	What          catalogue.Text // the element and what is asked of it
	Wanted, Found string         // figures with their units, or words of the page
	Tolerance     string         // what Found may differ; empty where it may not
	Met           bool
}

// Glyph names a character and the face it is about.
type Glyph struct {
	Text string
	Face string // the face that was asked for
	Used string // the face that stands in; empty for none
}
