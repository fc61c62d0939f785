package word

import "strings"

// Report tells what of a file is not in the document, and what stands in it in another form.
type Report struct {
	Dropped []Dropped // in the order of the file
	Notes   []Note    // in the order of their kinds
}

// Dropped is something that is not in the document.
type Dropped struct {
	Why     Reason
	Text    string // what it said; of a picture its alternative text
	Address string // of something outside the file
}

// Reason is why something is not in the document.
type Reason uint8

// The reasons.
const (
	Hidden           Reason = iota + 1 // formatted as hidden, or in a cell that a merged one covers
	HeaderFooter                       // stands at the head or foot of every page
	Contents                           // a table of contents
	PictureElsewhere                   // a linked picture; nothing is fetched
	PictureDamaged                     // missing, unreadable or too large
	PictureFormat                      // Text is the name of the file: EMF, WMF, TIFF and others that nothing here can draw
	Embedded                           // an object of another program, a chart, a diagram, a formula field
	Macros                             //
)

// Note is something that is in the document in another form, or that an editor should know.
type Note struct {
	Kind  NoteKind
	Text  string // see the kinds
	Count int    // how many
}

// NoteKind is a kind of note.
type NoteKind uint8

// The notes.
const (
	Insertions        NoteKind = iota + 1 // tracked insertions that were accepted
	Deletions                             // tracked deletions that were left out
	Moves                                 // tracked moves: the text stands where it was moved to
	Comments                              // comments that were left out
	Endnotes                              // endnotes that became footnotes
	TextBoxes                             // boxes whose text follows the paragraph they hang on
	Simplified                            // tables that lost a heading's rank or a table inside
	PicturesMoved                         // pictures of table cells, which now follow the table
	PicturesCropped                       // pictures that Word shows in part and that are whole here
	NumbersTyped                          // automatic numbers that became text: of headings, and those a list cannot show
	Formulas                              // formulas that became plain text
	PhoneticGuides                        // pinyin above characters that was left out
	UnknownSymbols                        // symbols of special fonts; Text lists them, U+FFFD stands for them
	ControlCharacters                     // characters that a document may not hold
	Outside                               // things outside of the file that it refers to, such as a template; Text is the first address
	LinkUnusable                          // Text is the address of a link that a reader cannot follow; its words were kept
	noteKinds
)

// tally collects a report.
type tally struct {
	dropped []Dropped
	counts  [noteKinds]int
	texts   [noteKinds]string
	links   []Note
}

func (t *tally) drop(why Reason, text, address string) {
	if n := len(t.dropped); (why == Hidden || why == Contents) && n > 0 && t.dropped[n-1].Why == why {
		if last := &t.dropped[n-1]; len(last.Text) < maxReported {
			last.Text = cutText(last.Text + text)
		}
		return
	}
	if len(t.dropped) < maxDropped {
		t.dropped = append(t.dropped, Dropped{why, cutText(text), cutText(address)})
	}
}

func (t *tally) count(k NoteKind, text string) {
	t.counts[k]++
	if t.texts[k] == "" {
		t.texts[k] = text
	}
}

func (t *tally) report() Report {
	r := Report{Dropped: t.dropped}
	for k := NoteKind(1); k < noteKinds; k++ {
		if t.counts[k] > 0 {
			r.Notes = append(r.Notes, Note{k, t.texts[k], t.counts[k]})
		}
	}
	r.Notes = append(r.Notes, t.links...)
	return r
}

// cutText cuts a text to what a report holds of it.
func cutText(s string) string {
	if len(s) > maxReported {
		s = s[:maxReported]
	}
	return strings.ToValidUTF8(s, "")
}
