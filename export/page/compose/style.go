package compose

import (
	"galley/editor/typeset"
	"galley/export/page"
)

// Style is how a paragraph looks.
type Style struct {
	Family  *typeset.Family
	Size    typeset.Length
	Pitch   typeset.Length // from line to line
	Color   page.Color
	Align   typeset.Align
	Balance bool
	Shape   typeset.Shape  // of balanced lines
	Indent  typeset.Length // of the first line
	Role    page.Role
	Before  typeset.Length // least room above, dropped at the top of a page
	After   typeset.Length // least room below
	Keep    bool           // with what follows
}

// Styles are the styles of what a body is made of. Lengths that belong to no style (the indent of a quotation, the room around a list) are in
// characters or lines of Text.
type Styles struct {
	Text     Style
	Quote    Style
	Caption  Style
	Cell     Style // of a table
	Head     Style // a cell that is a head
	Note     Style // at the foot of a page
	Headings [3]Style
}

// Column is where text stands across the sheet.
type Column struct {
	X, Width typeset.Length
}

// Inset returns the column made narrower on both sides, and the column itself where that would leave less than room for a line of text.
func (c Column) Inset(left, right, least typeset.Length) Column {
	if c.Width-left-right < least {
		return c
	}
	return Column{c.X + left, c.Width - left - right}
}

// Hair is the thickness of a thin line.
const Hair = typeset.Point / 2

// Middle is the height of the middle of a Han character above its baseline. Lines are placed by the middle of their characters, so that all
// faces and sizes sit alike in their pitch.
func Middle(size typeset.Length) typeset.Length { return size * 38 / 100 }
