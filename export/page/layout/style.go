package layout

import (
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// The sheet: A4 with a measure of 37 characters of 12 pt and 32 lines of 21 pt.
const (
	body        = 12 * typeset.Point
	pitch       = 21 * typeset.Point
	narrowPitch = 18 * typeset.Point // in two columns
	panel       = 15 * typeset.Point // from the edge of a panel to its text
	gap         = typeset.Point
)

var (
	sheetWidth  = typeset.Millimetres(210)
	sheetHeight = typeset.Millimetres(297)
	measure     = 37 * body
	left        = (sheetWidth - measure) / 2
	top         = typeset.Millimetres(28)
	bottom      = sheetHeight - typeset.Millimetres(26)
	headLine    = typeset.Millimetres(19) // of the rule under the head of a page
	footLine    = sheetHeight - typeset.Millimetres(15)
	codeSide    = typeset.Millimetres(20) // facts of Denso Wave: 20 mm for a code read in the hand
)

// sheet is the sheet of an article in one column or two, of 20 characters of 10.5 pt.
func sheet(columns int) compose.Sheet {
	s := compose.Sheet{
		Width: sheetWidth, Height: sheetHeight, Top: top, Bottom: bottom,
		Text: compose.Column{X: left, Width: measure}, Columns: columns, Gutter: 2 * body,
	}
	if columns > 1 {
		s.Grid = narrowPitch
	}
	return s
}

// styles are the styles of an article.
type styles struct {
	compose.Styles
	furniture, kicker, headline, subtitle, meta, abstract, credit, share, address compose.Style
}

func newStyles(f page.Fonts) styles {
	pt := typeset.Points
	return styles{
		Styles: compose.Styles{
			Text:    compose.Style{Family: f.Song, Size: body, Pitch: pitch, Color: page.Ink, Indent: 2 * body, Role: page.P},
			Quote:   compose.Style{Family: f.Kai, Size: body, Pitch: pitch, Color: page.Ink, Indent: 2 * body, Role: page.BlockQuote},
			Caption: compose.Style{Family: f.Kai, Size: pt(10.5), Pitch: pt(16), Color: page.Soft, Align: typeset.Centre, Balance: true, Role: page.Caption},
			Cell:    compose.Style{Family: f.Song, Size: pt(10.5), Pitch: pt(16.5), Color: page.Ink, Align: typeset.Start, Role: page.TableCell},
			Head:    compose.Style{Family: f.Hei, Size: pt(10.5), Pitch: pt(16.5), Color: page.Ink, Align: typeset.Centre, Balance: true, Role: page.TableHead},
			Note:    compose.Style{Family: f.Song, Size: pt(9), Pitch: pt(13.5), Color: page.Ink, Indent: pt(18), Role: page.Note},
			Headings: [3]compose.Style{
				{Family: f.HeiBold, Size: pt(15), Pitch: pt(24), Color: page.Ink, Align: typeset.Start, Role: page.H1, Before: pt(14), After: pt(5), Keep: true},
				{Family: f.SongBold, Size: pt(13.5), Pitch: pt(22), Color: page.Ink, Align: typeset.Start, Role: page.H2, Before: pt(11), After: pt(3), Keep: true},
				{Family: f.Kai, Size: pt(13), Pitch: pt(21), Color: page.Ink, Align: typeset.Start, Role: page.H3, Before: pt(8), After: pt(2), Keep: true},
			},
		},
		furniture: compose.Style{Family: f.Hei, Size: pt(9), Pitch: pt(14), Color: page.Soft},
		kicker:    compose.Style{Family: f.Kai, Size: pt(14), Pitch: pt(24), Color: page.Soft, Align: typeset.Centre, Balance: true, Role: page.P, After: pt(4), Keep: true},
		headline:  compose.Style{Family: f.SongBold, Color: page.Ink, Align: typeset.Centre, Balance: true, Role: page.Title, Keep: true},
		subtitle:  compose.Style{Family: f.Song, Size: pt(14), Pitch: pt(23), Color: page.Ink, Align: typeset.Centre, Balance: true, Role: page.P, Before: pt(5), Keep: true},
		meta:      compose.Style{Family: f.Hei, Size: pt(9.5), Pitch: pt(16), Color: page.Soft, Align: typeset.Centre, Role: page.P, Before: pt(9), After: pt(16), Keep: true},
		abstract:  compose.Style{Family: f.Song, Size: pt(10.5), Pitch: pt(18), Color: page.Ink, Role: page.P, Before: pt(4), After: pt(16)},
		credit:    compose.Style{Family: f.Kai, Size: pt(11), Pitch: pt(18), Color: page.Ink, Align: typeset.End, Role: page.P},
		share:     compose.Style{Family: f.Hei, Size: pt(10.5), Pitch: pt(18), Color: page.Ink, Align: typeset.Start, Role: page.P},
		address:   compose.Style{Family: f.Hei, Size: pt(8.5), Pitch: pt(13), Color: page.Soft, Align: typeset.Start, Role: page.P},
	}
}

// narrowed returns the styles for two columns.
func (s styles) narrowed() styles {
	pt := typeset.Points
	size := func(st *compose.Style, size, pitch float64) { st.Size, st.Pitch = pt(size), pt(pitch) }
	size(&s.Text, 10.5, narrowPitch.Points())
	size(&s.Quote, 10.5, 18)
	size(&s.Caption, 9, 14)
	size(&s.Cell, 9, 14)
	size(&s.Head, 9, 14)
	size(&s.Headings[0], 13, 20)
	size(&s.Headings[1], 11.5, 18)
	size(&s.Headings[2], 11, 18)
	s.Text.Indent, s.Quote.Indent = 2*s.Text.Size, 2*s.Quote.Size
	for i, room := range [][2]float64{{11, 5}, {14, 2}, {14, 2}} {
		s.Headings[i].Before, s.Headings[i].After = pt(room[0]), pt(room[1])
	}
	return s
}
