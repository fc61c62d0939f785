package layout

import (
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Fit is how an article falls on its pages.
type Fit struct {
	Pages int
	Lines int // of text on the last page
	Over  int // lines more than go on the chosen pages; below 0, lines of the body that could still be added
}

// Fitter tells while an article is written how it will fall. It keeps the blocks that it has set, so that after a key only the one that was
// written in is set again. It is not for concurrent use.
type Fitter struct {
	fonts   page.Fonts
	options Options
}

// NewFitter returns a fitter for the layout of [Article] with the given fonts and options, whose cache it replaces with one of its own.
func NewFitter(f page.Fonts, o Options) *Fitter {
	o.Cache = compose.NewCache()
	return &Fitter{f, o}
}

// Fit lays an article out and measures it against a number of pages. It fails where [Article] does.
func (f *Fitter) Fit(p export.Piece, pages int) (Fit, error) {
	s, book, err := arrange(p, f.fonts, f.options)
	if err != nil {
		return Fit{}, err
	}
	fit := Fit{Pages: len(book.Pages)}
	line := s.styles.Text.Pitch
	columns := typeset.Length(max(1, s.sheet.Columns))
	var over, lowest typeset.Length // what stands after the chosen pages; the end of the last page
	for i, placed := range book.Placed {
		if placed.Page == len(book.Pages)-1 {
			if hasText(placed.Row) {
				fit.Lines++
			}
			lowest = max(lowest, placed.Y+placed.Row.Height)
		}
		if placed.Page < pages {
			continue
		}
		height := placed.Row.Height
		if i > 0 && book.Placed[i-1].Page == placed.Page && book.Placed[i-1].Column == placed.Column {
			height = placed.Y + height - book.Placed[i-1].Y - book.Placed[i-1].Row.Height
		}
		over += height
	}
	if fit.Pages > pages {
		fit.Over = int((over + line - 1) / line)
		return fit, nil
	}
	room := columns * max(0, s.sheet.Bottom-book.Feet[fit.Pages-1]-lowest)
	fit.Over = -int(room/line) - (pages-fit.Pages)*int((s.sheet.Bottom-s.sheet.Top)/line*columns)
	return fit, nil
}

// hasText reports whether a row says something.
func hasText(r *compose.Row) bool {
	for _, f := range r.Frames {
		if f.Role == page.Artifact {
			continue
		}
		for _, m := range f.Marks {
			if _, ok := m.(page.Glyphs); ok {
				return true
			}
		}
	}
	return false
}
