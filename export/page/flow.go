package page

import "galley/editor/typeset"

// row is a strip of the page that is never cut. Its frames are placed from the top of the row, and from the left edge of the sheet.
type row struct {
	before, after typeset.Length // least room above and below; of two neighbours the greater counts
	height        typeset.Length
	frames        []Frame
	keep          bool  // on the page of the next row
	repeat        []row // rows that are shown again when this one begins a page: the head of a table
	bookmark      *Bookmark
}

// flow puts rows on pages.
type flow struct {
	pages   []Page
	outline []Bookmark
	y       typeset.Length // next free place on the last page
	after   typeset.Length // asked for by the last row
	fresh   bool           // nothing is on the last page yet
}

// paginate puts rows on as many pages as they take. Rows that are to be kept together go to the next page together; a group that is taller
// than a page is cut where it must be.
func paginate(rows []row) ([]Page, []Bookmark) {
	f := &flow{}
	f.turn()
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j-1].keep {
			j++
		}
		if !f.fresh && f.y+f.extent(rows[i:j]) > bottom {
			f.turn()
		}
		for k := i; k < j; k++ {
			if !f.fresh && f.y+f.space(&rows[k])+rows[k].height > bottom {
				f.turn()
			}
			f.place(&rows[k])
		}
		i = j
	}
	return f.pages, f.outline
}

// extent is the height of the rows below what is on the page.
func (f *flow) extent(rows []row) typeset.Length {
	var h typeset.Length
	after := f.after
	for i := range rows {
		h += max(after, rows[i].before) + rows[i].height
		after = rows[i].after
	}
	return h
}

func (f *flow) space(r *row) typeset.Length {
	if f.fresh {
		return 0
	}
	return max(f.after, r.before)
}

func (f *flow) turn() {
	f.pages = append(f.pages, Page{Width: sheetWidth, Height: sheetHeight})
	f.y, f.after, f.fresh = top, 0, true
}

func (f *flow) place(r *row) {
	if f.fresh && len(f.pages) > 1 {
		for i := range r.repeat {
			f.put(&r.repeat[i])
		}
	}
	f.y += f.space(r)
	f.put(r)
	f.after = r.after
}

func (f *flow) put(r *row) {
	p := &f.pages[len(f.pages)-1]
	for _, frame := range r.frames {
		p.Frames = append(p.Frames, frame.down(f.y))
	}
	if r.bookmark != nil {
		b := *r.bookmark
		b.Page, b.Y = len(f.pages)-1, f.y
		f.outline = append(f.outline, b)
	}
	f.y += r.height
	f.fresh = false
}

// down returns the frame moved down the page.
func (f Frame) down(by typeset.Length) Frame {
	marks := make([]Mark, len(f.Marks))
	for i, m := range f.Marks {
		switch m := m.(type) {
		case Glyphs:
			m.Y += by
			marks[i] = m
		case Box:
			m.Y += by
			marks[i] = m
		case Dot:
			m.Y += by
			marks[i] = m
		case Picture:
			m.Y += by
			marks[i] = m
		case Cells:
			m.Y += by
			marks[i] = m
		}
	}
	f.Marks = marks
	return f
}
