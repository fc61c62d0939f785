package page

import "galley/editor/typeset"

// The sheet: A4 with a measure of 37 characters of 12 pt and 33 lines of 21 pt.
const (
	body  = 12 * typeset.Point
	pitch = 21 * typeset.Point
	panel = 15 * typeset.Point // from the edge of a panel to its text
	gap   = typeset.Point
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
	hair        = gap / 2
	// A Han character is centred 0.38 em above the baseline; lines are placed by the middle of their characters, so that all faces and sizes sit
	// alike in their pitch.
	middle = func(size typeset.Length) typeset.Length { return size * 38 / 100 }
)

// style is how a paragraph looks.
type style struct {
	family  *typeset.Family
	size    typeset.Length
	pitch   typeset.Length // from line to line
	color   Color
	align   typeset.Align
	balance bool
	indent  typeset.Length // of the first line
	role    Role
	before  typeset.Length // least room above, dropped at the top of a page
	after   typeset.Length // least room below
	keep    bool           // with what follows
}

// styles are the styles of an article.
type styles struct {
	furniture, kicker, headline, subtitle, meta, abstract, text, quote, caption, cell, head, credit, share, address style
	headings                                                                                                        [3]style
}

func newStyles(f Fonts) styles {
	pt := func(v float64) typeset.Length { return typeset.Points(v) }
	return styles{
		furniture: style{family: f.Hei, size: pt(9), pitch: pt(14), color: Soft, role: P},
		kicker:    style{family: f.Kai, size: pt(14), pitch: pt(24), color: Soft, align: typeset.Centre, balance: true, role: P, after: pt(4), keep: true},
		headline:  style{family: f.SongBold, color: Ink, align: typeset.Centre, balance: true, role: Title, keep: true},
		subtitle:  style{family: f.Song, size: pt(14), pitch: pt(23), color: Ink, align: typeset.Centre, balance: true, role: P, before: pt(5), keep: true},
		meta:      style{family: f.Hei, size: pt(9.5), pitch: pt(16), color: Soft, align: typeset.Centre, role: P, before: pt(9), after: pt(16), keep: true},
		abstract:  style{family: f.Song, size: pt(10.5), pitch: pt(18), color: Ink, role: P, before: pt(4), after: pt(16)},
		text:      style{family: f.Song, size: body, pitch: pitch, color: Ink, indent: 2 * body, role: P},
		quote:     style{family: f.Kai, size: body, pitch: pitch, color: Ink, indent: 2 * body, role: BlockQuote},
		caption:   style{family: f.Kai, size: pt(10.5), pitch: pt(16), color: Soft, align: typeset.Centre, balance: true, role: Caption},
		cell:      style{family: f.Song, size: pt(10.5), pitch: pt(16.5), color: Ink, align: typeset.Start, role: TableCell},
		head:      style{family: f.Hei, size: pt(10.5), pitch: pt(16.5), color: Ink, align: typeset.Centre, balance: true, role: TableHead},
		credit:    style{family: f.Kai, size: pt(11), pitch: pt(18), color: Ink, align: typeset.End, role: P},
		share:     style{family: f.Hei, size: pt(10.5), pitch: pt(18), color: Ink, align: typeset.Start, role: P},
		address:   style{family: f.Hei, size: pt(8.5), pitch: pt(13), color: Soft, align: typeset.Start, role: P},
		headings: [3]style{
			{family: f.HeiBold, size: pt(15), pitch: pt(24), color: Ink, align: typeset.Start, role: H1, before: pt(14), after: pt(5), keep: true},
			{family: f.SongBold, size: pt(13.5), pitch: pt(22), color: Ink, align: typeset.Start, role: H2, before: pt(11), after: pt(3), keep: true},
			{family: f.Kai, size: pt(13), pitch: pt(21), color: Ink, align: typeset.Start, role: H3, before: pt(8), after: pt(2), keep: true},
		},
	}
}
