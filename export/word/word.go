package word

import (
	"slices"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
	"galley/export"
)

// Options are what a file has beside the piece. The zero value is the finished text alone.
type Options struct {
	// Tracked has the changes that are to be shown as tracked ones; its Doc is that of the piece. Nil shows none.
	Tracked *track.Tracked
	// Name says what the author of a change is called. Nil calls authors by their ids.
	Name func(track.Author) string
	// Comments are put beside the text.
	Comments []Thread
	// Zone is that of the hours of changes and comments; Word shows them as they are written. Nil is UTC.
	Zone *time.Location
}

// Thread is a comment with its replies.
type Thread struct {
	From, To model.Pos // the words that it is about; both 0 for the whole article
	Resolved bool
	Said     []Comment // at least one
}

// Comment is what one person said.
type Comment struct {
	Name string
	At   time.Time
	Text string
}

// Write returns a piece as a Word file. The report names the pictures that are not in it, and counts the changes that Word cannot show as such:
// what they made stands in the file as if it had been agreed on. An error says that a part could not be written.
func Write(p export.Piece, o Options) ([]byte, export.Report, error) {
	if o.Name == nil {
		o.Name = func(a track.Author) string { return string(a) }
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	w := &writer{
		piece: p, options: o, sheet: sheetOf(p.Language), words: catalogue.For(p.Language), links: map[string]string{}, media: map[string]medium{},
		numbers: map[*model.Node]int{},
	}
	if o.Tracked != nil {
		w.base = o.Tracked.Base()
		w.sort(o.Tracked.Parts())
	}
	w.story()
	if t := o.Tracked; t != nil && (slices.ContainsFunc(t.Changes(), func(c track.Change) bool { return c.Kind == track.Structure }) || !t.Settled() && w.revisions == 0) {
		w.told()
	}
	data, err := w.file()
	return data, w.report, err
}

// writer writes one file.
type writer struct {
	piece   export.Piece
	options Options
	sheet   *sheet
	words   *catalogue.Catalogue
	report  export.Report

	body      strings.Builder // of the document
	notes     strings.Builder // footnotes
	relations strings.Builder
	links     map[string]string // relations by address
	media     map[string]medium // pictures by hash
	pictures  []medium          // in order
	numbers   map[*model.Node]int
	lists     []numbering
	open      []int // numbers of the lists that the last paragraph stands in
	drawings  int
	footnotes int
	revisions int // ids of tracked changes
	related   int // ids of relations

	changes
	margin
}

// particulars are the words under the headline: where a piece comes from, who wrote it, when it came out.
func (w *writer) particulars() string {
	var out []string
	say := func(id, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, w.words.S(id, "Value", value))
		}
	}
	say("page.source", w.piece.Source)
	say("page.author", strings.Join(w.piece.Authors, w.words.S("page.and")))
	if !w.piece.Published.IsZero() {
		say("page.published", w.piece.Published.Format("2006-01-02 15:04"))
	}
	return strings.Join(out, "\u3000\u3000")
}

// credits are the words under the body.
func (w *writer) credits() []string {
	var out []string
	for _, c := range []struct{ id, name string }{{"page.editor", w.piece.Editor}, {"page.reviewer", w.piece.Reviewer}} {
		if name := strings.TrimSpace(c.name); name != "" {
			out = append(out, w.words.S(c.id, "Value", name))
		}
	}
	if c := strings.TrimSpace(w.piece.Correction); c != "" {
		out = append(out, c)
	}
	return out
}
