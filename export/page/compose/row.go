package compose

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// Row is a strip of the page that is never cut: a line of text, a picture, a row of a table. Its frames are placed from the top of the row,
// and from the left edge of the sheet.
type Row struct {
	Before, After typeset.Length // least room above and below; of two neighbours the greater counts
	Height        typeset.Length
	Frames        []page.Frame
	Keep          bool  // on the page of the next row
	Repeat        []Row // rows that are shown again when this one begins a page: the head of a table
	Bookmark      *page.Bookmark
	Anchor        string // a place that links lead to
	Span          bool   // over all columns
	Turn          bool   // begins a page
	blocks        int    // added to the numbers of blocks
	tables        int    // added to the numbers of tables
	lists         int    // added to the numbers of lists
}

// heading reports whether the row is a line of a heading.
func (r *Row) heading() bool {
	return len(r.Frames) == 1 && (r.Frames[0].Role == page.H1 || r.Frames[0].Role == page.H2 || r.Frames[0].Role == page.H3)
}

// join appends the rows of the next block. Rules after a heading do not part it from the text.
func join(rows, more []Row) []Row {
	if len(rows) > 0 && len(more) == 1 && rows[len(rows)-1].Keep && more[0].Frames[0].Role == page.Artifact {
		more[0].Keep = true
	}
	return append(rows, more...)
}

// Rows returns the rows of lines: a row for each, so kept together that no page begins with a last line or ends with a first one.
func Rows(lines []page.Frame, s Style) []Row {
	rows := make([]Row, len(lines))
	last := len(lines) - 1
	for i := range lines {
		rows[i] = Row{Height: s.Pitch, Frames: lines[i : i+1 : i+1], Keep: i == 0 && last > 0 || i+1 == last}
	}
	if last >= 0 {
		rows[0].Before, rows[last].After = s.Before, s.After
		rows[last].Keep = s.Keep
	}
	return rows
}

// Pad asks for room above and below the rows.
func Pad(rows []Row, room typeset.Length) {
	if len(rows) == 0 {
		return
	}
	rows[0].Before = max(rows[0].Before, room)
	last := &rows[len(rows)-1]
	last.After = max(last.After, room)
}

// keepAll keeps all the rows on one page.
func keepAll(rows []Row) {
	for i := range rows[:max(0, len(rows)-1)] {
		rows[i].Keep = true
	}
}
