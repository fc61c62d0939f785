package compose

import (
	"strconv"
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
)

// Sheet is the paper and the place of text on it.
type Sheet struct {
	Width, Height typeset.Length
	Top, Bottom   typeset.Length // of the text, from the top of the sheet
	Text          Column         // all of the text, over its columns
	Columns       int            // beside each other; 0 is one
	Gutter        typeset.Length // between two columns
	Grid          typeset.Length // of the lines of text in several columns, which stand at one height in all; 0 for none
}

// Column returns the first column, in which rows are set; the others are as wide.
func (s Sheet) Column() Column {
	n := typeset.Length(max(1, s.Columns))
	return Column{s.Text.X, (s.Text.Width - (n-1)*s.Gutter) / n}
}

// Book is rows on pages.
type Book struct {
	Pages   []page.Page
	Outline []page.Bookmark
	Anchors []page.Anchor
	Placed  []Placed         // the rows of the text, in order
	Feet    []typeset.Length // height of the notes of each page
}

// Placed is a row with its place.
type Placed struct {
	Row    *Row
	Page   int // index into Book.Pages
	Column int // 0 for a row over all columns
	Y      typeset.Length
	again  bool // it is a head of a table that is shown again
}

// Paginate puts rows on as many pages as they take, and on one where there are none.
//
// Rows that are to be kept together go to the next column or page together; a group that is taller than a page is cut where it must be. Rows
// that span stand over all columns, and the columns above and below them are of about equal height. Notes stand at the foot of the page of their
// number, over all columns; a note that has no room there goes on at the foot of the next page.
func (s *Setter) Paginate(rows []Row, sheet Sheet) Book {
	for i := len(rows) - 2; i >= 0; i-- {
		if rows[i+1].Span && rows[i].heading() {
			rows[i].Span = true // a heading of what spans spans
		}
	}
	f := &flow{sheet: sheet, rows: rows, notes: s.notes}
	for len(f.book.Pages) == 0 || f.next < len(rows) || len(f.carry) > 0 {
		var reserve typeset.Length
		t := f.fill(reserve)
		for t.lowest > sheet.Bottom-t.area() && t.area() > reserve {
			reserve = t.area()
			t = f.fill(reserve)
		}
		f.commit(t)
	}
	return f.book
}

type flow struct {
	sheet Sheet
	rows  []Row
	notes map[int]Note
	book  Book
	next  int   // row that is not yet on a page
	carry []Row // of notes of earlier pages
}

// trial is an attempt at one page.
type trial struct {
	*flow
	reserve typeset.Length // kept free for notes
	placed  []Placed
	notes   []Row
	carry   []Row // of notes, for the next page
	next    int
	top     typeset.Length // where the column begins
	y       typeset.Length // next free place
	after   typeset.Length // asked for by the last row
	lowest  typeset.Length // end of the text
	closed  bool           // a note goes on to the next page: nothing more stands on this one
}

// noteAbove is the room from the text to the first note; the rule lies in it.
const (
	noteAbove = 14 * typeset.Point
	noteRule  = 5 * typeset.Point // from the rule to the first note
)

func area(notes []Row) typeset.Length {
	if len(notes) == 0 {
		return 0
	}
	h := noteAbove
	for _, r := range notes {
		h += r.Height
	}
	return h
}

func (t *trial) area() typeset.Length { return area(t.notes) }

// limit is where the text must end.
func (t *trial) limit() typeset.Length { return t.sheet.Bottom - max(t.reserve, t.area()) }

// fill makes a page of the rows that are next, with room for notes.
func (f *flow) fill(reserve typeset.Length) *trial {
	t := &trial{flow: f, reserve: reserve, next: f.next, top: f.sheet.Top, y: f.sheet.Top, lowest: f.sheet.Top}
	room := f.sheet.Bottom - f.sheet.Top
	if t.next < len(f.rows) {
		room = room * 3 / 5 // the text goes on beside long notes
	}
	t.notes, t.carry = fitting(f.carry, room)
	for t.next < len(f.rows) && !t.closed {
		end := t.next + 1
		for end < len(f.rows) && !f.rows[end].Turn && (f.sheet.Columns < 2 || f.rows[end].Span == f.rows[t.next].Span) {
			end++
		}
		if f.rows[t.next].Turn && len(t.placed) > 0 {
			break
		}
		if f.sheet.Columns < 2 || f.rows[t.next].Span {
			t.top = t.sheet.Top
			t.run(end, 0, t.limit())
		} else {
			t.columns(end)
		}
		if t.next < end {
			break
		}
	}
	if len(t.placed) == 0 {
		t.notes, t.carry = fitting(f.carry, f.sheet.Bottom-f.sheet.Top)
	}
	return t
}

// fitting parts rows into those that go into a height, at least one, and the others.
func fitting(rows []Row, height typeset.Length) (in, out []Row) {
	for n := len(rows); n > 0; n-- {
		if n == 1 || area(rows[:n]) <= height {
			return rows[:n:n], rows[n:]
		}
	}
	return nil, nil
}

// columns puts the rows up to end into columns. If they all go on the page, the columns are made as short as they can be.
func (t *trial) columns(end int) {
	start := *t
	space := max(start.after, t.rows[t.next].Before)
	if start.y == t.sheet.Top {
		space = 0
	}
	into := func(bottom typeset.Length) bool {
		*t = start
		t.placed = t.placed[:len(start.placed):len(start.placed)]
		t.notes = t.notes[:len(start.notes):len(start.notes)]
		lowest := t.y
		for column := 0; column < t.sheet.Columns && t.next < end && !t.closed; column++ {
			t.top, t.y, t.after = start.y+space, start.y+space, 0
			t.run(end, column, min(bottom, t.limit()))
			lowest = max(lowest, t.y)
		}
		t.y = lowest
		return t.next == end
	}
	if !into(start.limit()) || t.closed {
		return
	}
	low, high := start.y+space, t.limit()
	for high-low > typeset.Point {
		if middle := (low + high) / 2; into(middle) && !t.closed {
			high = middle
		} else {
			low = middle
		}
	}
	into(high)
}

// run puts rows up to end into a column, as long as they fit.
func (t *trial) run(end, column int, bottom typeset.Length) {
	for t.next < end && !t.closed {
		n := t.next + 1
		for n < end && t.rows[n-1].Keep {
			n++
		}
		if t.fits(t.rows[t.next:n], bottom) {
			t.place(n, column)
			continue
		}
		if t.y > t.top || t.top > t.sheet.Top || len(t.notes) > 0 || bottom < t.limit() {
			return
		}
		t.force(n, column, bottom)
		if t.next < n {
			return
		}
	}
}

// force begins an empty page with a group that is taller than it. A heading still stays with one row more, if both go on a page.
func (t *trial) force(end, column int, bottom typeset.Length) {
	for t.next < end {
		n := t.next + 1
		for n < end && t.rows[n-1].heading() {
			n++
		}
		if !t.fits(t.rows[t.next:n], bottom) {
			if t.y > t.top {
				return
			}
			n = t.next + 1
		}
		t.place(n, column)
	}
}

// fits reports whether rows, and at least the beginnings of their notes, go below what is in the column.
func (t *trial) fits(rows []Row, bottom typeset.Length) bool {
	y, after := t.y, t.after
	for i := range rows {
		if y > t.top {
			y += t.space(y, after, &rows[i])
		} else {
			for _, r := range rows[i].Repeat {
				y += r.Height
			}
		}
		y, after = y+rows[i].Height, rows[i].After
	}
	if len(t.carry) > 0 && len(t.notesOf(rows)) > 0 {
		return false // its notes would come before those of the page before
	}
	notes := t.notes[:len(t.notes):len(t.notes)]
	var least int
	for _, id := range t.notesOf(rows) {
		least = len(notes) + min(2, len(t.flow.notes[id].Rows))
		notes = append(notes, t.flow.notes[id].Rows...)
	}
	if least > 0 {
		notes = notes[:least]
	}
	return y <= bottom && y <= t.sheet.Bottom-area(notes)
}

// space returns the room above a row at y whose upper neighbour asks for room below. A line of text in several columns goes to the next
// line of their grid, or back to the last one where that takes less than a quarter of a line.
func (t *trial) space(y, after typeset.Length, r *Row) typeset.Length {
	if y == t.top {
		return 0
	}
	room := max(after, r.Before)
	grid := t.sheet.Grid
	if grid == 0 || r.Span || r.Height != grid || r.heading() {
		return room
	}
	over := (y + room - t.top) % grid
	switch {
	case over == 0:
		return room
	case over <= grid/4 && over <= room:
		return room - over
	}
	return room + grid - over
}

// place puts the rows up to end into a column.
func (t *trial) place(end, column int) {
	first := t.next
	for ; t.next < end; t.next++ {
		r := &t.rows[t.next]
		if t.y == t.top {
			for i := range r.Repeat {
				t.put(&r.Repeat[i], column, true)
			}
		}
		t.y += t.space(t.y, t.after, r)
		t.put(r, column, false)
		t.after = r.After
	}
	ids := t.notesOf(t.rows[first:end])
	if len(ids) == 0 {
		return
	}
	for _, id := range ids {
		t.carry = append(t.carry[:len(t.carry):len(t.carry)], t.flow.notes[id].Rows...)
	}
	whole := append(t.notes[:len(t.notes):len(t.notes)], t.carry...)
	n := len(whole)
	for n > len(t.notes) && area(whole[:n]) > t.sheet.Bottom-t.y {
		n--
	}
	t.notes, t.carry = whole[:n:n], whole[n:]
	t.closed = len(t.carry) > 0
}

func (t *trial) put(r *Row, column int, again bool) {
	t.placed = append(t.placed, Placed{Row: r, Page: len(t.book.Pages), Column: column, Y: t.y, again: again})
	t.y += r.Height
	t.lowest = max(t.lowest, t.y)
}

// notesOf returns the numbers of the notes that rows refer to.
func (t *trial) notesOf(rows []Row) []int {
	if len(t.flow.notes) == 0 {
		return nil
	}
	var out []int
	for _, r := range rows {
		for _, f := range r.Frames {
			if f.Role == page.Artifact {
				continue
			}
			for _, m := range f.Marks {
				if id, ok := noteOf(m); ok {
					out = append(out, id)
				}
			}
		}
	}
	return out
}

// noteOf returns the number of the note that a mark leads to.
func noteOf(m page.Mark) (int, bool) {
	g, ok := m.(page.Glyphs)
	if !ok {
		return 0, false
	}
	name, ok := strings.CutPrefix(g.Link, notePrefix)
	if !ok {
		return 0, false
	}
	id, err := strconv.Atoi(name)
	return id, err == nil
}

// commit makes a page of a trial.
func (f *flow) commit(t *trial) {
	n := len(f.book.Pages)
	p := page.Page{Width: f.sheet.Width, Height: f.sheet.Height}
	step := f.sheet.Column().Width + f.sheet.Gutter
	for _, placed := range t.placed {
		f.put(&p, n, placed.Row, typeset.Length(placed.Column)*step, placed.Y)
		if !placed.again {
			f.book.Placed = append(f.book.Placed, placed)
		}
	}
	if len(t.notes) > 0 {
		y := f.sheet.Bottom - area(t.notes)
		p.Frames = append(p.Frames, page.Frame{Marks: []page.Mark{
			page.Box{X: f.sheet.Text.X, Y: y + noteAbove - noteRule, W: f.sheet.Text.Width / 4, H: Hair, Fill: page.Soft},
		}})
		y += noteAbove
		for i := range t.notes {
			f.put(&p, n, &t.notes[i], 0, y)
			y += t.notes[i].Height
		}
	}
	f.book.Pages = append(f.book.Pages, p)
	f.book.Feet = append(f.book.Feet, area(t.notes))
	f.next, f.carry = t.next, t.carry
}

func (f *flow) put(p *page.Page, n int, r *Row, x, y typeset.Length) {
	for _, frame := range r.Frames {
		frame = frame.Moved(x, y)
		if frame.Block > 0 {
			frame.Block += r.blocks
		}
		if frame.Cell.Table > 0 {
			frame.Cell.Table += r.tables
		}
		if frame.Item.List > 0 {
			frame.Item.List += r.lists
		}
		if frame.Item.Parent > 0 {
			frame.Item.Parent += r.lists
		}
		p.Frames = append(p.Frames, frame)
		if frame.Role == page.Artifact {
			continue
		}
		for _, m := range frame.Marks {
			if id, ok := noteOf(m); ok {
				f.book.Anchors = append(f.book.Anchors, page.Anchor{Name: backPrefix[1:] + strconv.Itoa(id), Page: n, Y: y})
			}
		}
	}
	if r.Bookmark != nil {
		b := *r.Bookmark
		b.Page, b.Y = n, y
		f.book.Outline = append(f.book.Outline, b)
	}
	if r.Anchor != "" {
		f.book.Anchors = append(f.book.Anchors, page.Anchor{Name: r.Anchor, Page: n, Y: y})
	}
}
