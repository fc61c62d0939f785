package compose

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// Sheet is the paper and the place of text on it.
type Sheet struct {
	Width, Height typeset.Length
	Top, Bottom   typeset.Length // of the text, from the top of the sheet
}

// Book is rows on pages.
type Book struct {
	Pages   []page.Page
	Outline []page.Bookmark
}

// flow puts rows on pages.
type flow struct {
	Book
	sheet Sheet
	y     typeset.Length // next free place on the last page
	after typeset.Length // asked for by the last row
	fresh bool           // nothing is on the last page yet
}

// Paginate puts rows on as many pages as they take, and on one where there are none. Rows that are to be kept together go to the next page
// together; a group that is taller than a page is cut where it must be.
func Paginate(rows []Row, sheet Sheet) Book {
	f := &flow{sheet: sheet}
	f.turn()
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j-1].Keep {
			j++
		}
		if !f.fresh && f.y+f.extent(rows[i:j]) > sheet.Bottom {
			f.turn()
		}
		for k := i; k < j; k++ {
			if !f.fresh && f.y+f.space(&rows[k])+rows[k].Height > sheet.Bottom {
				f.turn()
			}
			f.place(&rows[k])
		}
		i = j
	}
	return f.Book
}

// extent is the height of the rows below what is on the page.
func (f *flow) extent(rows []Row) typeset.Length {
	var h typeset.Length
	after := f.after
	for i := range rows {
		h += max(after, rows[i].Before) + rows[i].Height
		after = rows[i].After
	}
	return h
}

func (f *flow) space(r *Row) typeset.Length {
	if f.fresh {
		return 0
	}
	return max(f.after, r.Before)
}

func (f *flow) turn() {
	f.Pages = append(f.Pages, page.Page{Width: f.sheet.Width, Height: f.sheet.Height})
	f.y, f.after, f.fresh = f.sheet.Top, 0, true
}

func (f *flow) place(r *Row) {
	if f.fresh && len(f.Pages) > 1 {
		for i := range r.Repeat {
			f.put(&r.Repeat[i])
		}
	}
	f.y += f.space(r)
	f.put(r)
	f.after = r.After
}

func (f *flow) put(r *Row) {
	p := &f.Pages[len(f.Pages)-1]
	for _, frame := range r.Frames {
		p.Frames = append(p.Frames, frame.Moved(0, f.y))
	}
	if r.Bookmark != nil {
		b := *r.Bookmark
		b.Page, b.Y = len(f.Pages)-1, f.y
		f.Outline = append(f.Outline, b)
	}
	f.y += r.Height
	f.fresh = false
}
