package notice

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// row is a strip of the page that is never cut: a line of text, or a figure, a row of a table or a title that takes whole lines of the grid.
// Its frames are placed from the top of its first line.
type row struct {
	lines    int            // of the grid; of a strip, what it brings the sequence up to is counted instead
	tall     typeset.Length // height of a strip: a figure, a caption, a row of a table
	above    typeset.Length // room above a strip that follows another
	follows  bool           // a strip right below the one before it
	blank    int            // empty lines above, none at the top of a page
	frames   []page.Frame
	keep     bool // on the page of the next row
	fresh    bool // begins a page
	body     bool // text of the body
	repeat   []row
	bookmark *page.Bookmark
}

// flow puts rows on pages.
type flow struct {
	pages   []page.Page
	grids   []grid
	outline []page.Bookmark
	slot    int            // next free line of the last page
	empty   bool           // nothing is on the last page yet
	begun   bool           // body was placed
	body    int            // page that the body begins on
	from    int            // line that the strips in hand begin on
	tall    typeset.Length // and how high they are so far
}

// newFlow begins the first page, whose head takes the lines before start.
func newFlow(first grid, start int) flow {
	return flow{pages: []page.Page{{Width: sheetWidth, Height: sheetHeight}}, grids: []grid{first}, slot: start, empty: start == 0}
}

func (f *flow) grid() grid { return f.grids[len(f.grids)-1] }

func (f *flow) turn() {
	f.tall = 0
	f.pages = append(f.pages, page.Page{Width: sheetWidth, Height: sheetHeight})
	f.grids = append(f.grids, pageGrid())
	f.slot, f.empty = 0, true
}

// place puts rows that belong together on a page, on the next one where they do not fit; what is taller than a page is cut where it must be.
func (f *flow) place(rows []row) {
	need, tall, blank := 0, typeset.Length(0), 0
	for i, r := range rows {
		if i == 0 {
			blank = r.blank
		} else {
			need += r.blank
		}
		need += r.lines
		tall += r.above + r.tall
	}
	need += linesOf(tall)
	if rows[0].follows {
		need = linesOf(f.tall+tall) - linesOf(f.tall) + need - linesOf(tall)
	}
	if len(rows) > 1 && need > lines { // what stands at the end is kept together before what stands at the start
		f.place(rows[:1])
		f.place(rows[1:])
		return
	}
	if !f.empty && (rows[0].fresh || f.slot+blank+need > f.grid().count && need <= lines) {
		f.turn()
	}
	for i := range rows {
		r := &rows[i]
		if !f.empty && !f.takes(r) {
			f.turn()
		}
		if f.empty && len(f.pages) > 1 {
			for k := range r.repeat {
				f.put(&r.repeat[k])
			}
		}
		if !f.empty && !r.follows {
			f.slot += r.blank
		}
		f.put(r)
	}
}

// takes reports whether a row still goes on the page.
func (f *flow) takes(r *row) bool {
	if r.tall == 0 {
		return f.slot+r.blank+r.lines <= f.grid().count
	}
	if r.follows && f.tall > 0 {
		return f.from+linesOf(f.tall+r.above+r.tall) <= f.grid().count
	}
	return f.slot+linesOf(r.tall) <= f.grid().count
}

// linesOf returns how many lines of the grid, the narrowest there is, hold a height and a little room below it.
func linesOf(tall typeset.Length) int {
	if tall <= 0 {
		return 0
	}
	const room = 3 * typeset.Point
	return max(1, int((tall+room-cell+narrowest-1)/narrowest)+1)
}

func (f *flow) put(r *row) {
	at := len(f.pages) - 1
	y := f.grid().at(f.slot)
	if r.tall > 0 {
		if f.tall > 0 && !f.empty { // below another strip
			y = f.grid().at(f.from) + f.tall + r.above
			f.tall += r.above + r.tall
		} else {
			f.from, f.tall = f.slot, r.tall
		}
		f.slot = f.from + linesOf(f.tall)
	} else {
		f.slot += r.lines
		f.tall = 0
	}
	for _, fr := range r.frames {
		f.pages[at].Frames = append(f.pages[at].Frames, fr.Moved(0, y))
	}
	if r.bookmark != nil {
		b := *r.bookmark
		b.Page, b.Y = at, y
		f.outline = append(f.outline, b)
	}
	if r.body && !f.begun {
		f.begun, f.body = true, at
	}
	f.empty = false
}

// foot returns the lower edge of what is on the last page.
func (f *flow) foot() typeset.Length {
	if f.empty {
		return 0
	}
	return f.grid().at(f.slot-1) + cell
}

// textRows makes rows of lines of text, one line of the grid each.
func textRows(frames []page.Frame) []row {
	out := make([]row, len(frames))
	for i, fr := range frames {
		out[i] = row{lines: 1, frames: []page.Frame{fr}}
	}
	return out
}
