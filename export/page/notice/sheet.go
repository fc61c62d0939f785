package notice

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// The sheet and its type area: GB/T 9704-2012, 5.1 and 5.2.1.
var (
	sheetWidth  = typeset.Millimetres(210)
	sheetHeight = typeset.Millimetres(297)
	left        = typeset.Millimetres(28) // 订口
	top         = typeset.Millimetres(37) // 天头
	width       = typeset.Millimetres(156)
	bottom      = typeset.Millimetres(37 + 225)
)

// The sizes of type, in the points of the trade: 1号 is 27.5, 2号 22, 3号 15.75, 4号 14. The 16 pt that Word calls 三号 do not go 28 times into 156 mm.
const (
	size2   = 22 * typeset.Point
	size3   = 63 * typeset.Point / 4
	size4   = 14 * typeset.Point
	markTop = 36 * typeset.Point // 小初: the largest red mark; the standard leaves its size to the organ (7.2.4)
	markLow = 12 * typeset.Point // and the smallest
)

// The grid: 28 characters and 22 lines fill the type area (5.2.3). A cell is a character's share of the width, a hair wider than 3号; a line is a
// cell and ⅞ of a 3号 character (3.2), and 21 of them and a cell come to 225 mm.
const (
	columns = 28
	lines   = 22
)

var (
	cell  = typeset.Millimetres(156.0 / columns)
	pitch = (bottom - top - cell) / (lines - 1)
	lead  = size3 * 7 / 8 // between two lines
)

// grid is the lines of one page. All but the first page of a letter have the same.
type grid struct {
	first, last typeset.Length // tops of the first and the last line
	count       int
}

func pageGrid() grid { return grid{top, bottom - cell, lines} }

// narrowest is the least pitch that a page can have: the first page of a letter may be half a line in fifteen closer.
var narrowest = pitch * 96 / 100

// at returns the top of line k of the grid, counted from 0.
func (g grid) at(k int) typeset.Length {
	if g.count < 2 {
		return g.first
	}
	return g.first + (g.last-g.first)*typeset.Length(k)/typeset.Length(g.count-1)
}

// Red is Y 80 and M 80 (5.2.4, 6): of 255, 20 parts in a hundred are left of green and blue.
const Red page.Color = 0xFF3333

// The head of a document and of a letter.
var (
	markBelow   = typeset.Millimetres(35) // from the type area's top to the mark's upper edge, 7.2.4
	underNumber = typeset.Millimetres(4)  // from the number to the red line, 7.2.7; from a letter's mark to its first double line, 10.1
	redLine     = typeset.Millimetres(0.5)

	letterMark  = typeset.Millimetres(30)  // from the sheet's top to the mark's upper edge, 10.1
	letterWidth = typeset.Millimetres(170) // of the double lines
	letterFoot  = typeset.Millimetres(297 - 20)
	thick       = typeset.Millimetres(0.8)
	between     = typeset.Millimetres(0.5)
	thin        = typeset.Millimetres(0.25)
)

// The imprint (版记) and the page number.
var (
	outerRule   = typeset.Millimetres(0.35) // 7.4.1
	innerRule   = typeset.Millimetres(0.25)
	numberBelow = typeset.Millimetres(7)  // from the type area to the upper edge of the number's dashes, 7.5
	sealAbove   = typeset.Millimetres(3)  // its middle above that of name and date, which are "a little below" it (7.3.5.1)
	sealSide    = typeset.Millimetres(42) // a seal of an organ below the provinces is 42 mm across (国发〔1999〕25号)

	stampIndent = 4 * cell // of a signer's stamp and the date below it, from the right (7.3.5.3)
	stampWide   = 7 * cell // the place of a stamp: 39 mm, and three lines high; the standard gives it no size
	stampLines  = 3
)

// boxTop and boxFoot are the upper and lower edge of the square of a Han character on a baseline: its middle is 0.38 em above it.
func boxTop(baseline, size typeset.Length) typeset.Length  { return baseline - size*88/100 }
func boxFoot(baseline, size typeset.Length) typeset.Length { return baseline + size*12/100 }

// sit returns the baseline of characters that stand in the middle of a cell whose top is 0.
func sit(size typeset.Length) typeset.Length { return cell/2 + size*38/100 }
