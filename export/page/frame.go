package page

import (
	"galley/editor/typeset"
)

// Color is an sRGB colour, 0xRRGGBB.
type Color uint32

// The colours of a printed page.
const (
	Black Color = 0x000000
	Ink   Color = 0x22252A
	Soft  Color = 0x6B6F76
	Red   Color = 0xB4232A
	Hair  Color = 0xC9C4B8 // thin lines and borders
	Wash  Color = 0xFAF9F6 // ground of an abstract
	White Color = 0xFFFFFF
)

// Document is a laid-out piece: pages of frames, ready to be drawn. Whatever draws it measures nothing.
type Document struct {
	Pages    []Page
	Title    string
	Author   string
	Subject  string
	Keywords string
	Language string // BCP 47
	Outline  []Bookmark
	Anchors  []Anchor
}

// Page is one sheet side. All positions on it are from the top left corner of the sheet.
type Page struct {
	Width, Height typeset.Length
	Frames        []Frame
}

// Role is what a frame is to a reader, for the structure of a tagged file.
type Role uint8

// The roles, named after the standard structure types of PDF (ISO 32000-1, 14.8.4).
const (
	Artifact Role = iota // page numbers, rules, grounds: not part of the text
	Title                // Title of the article, H1
	P
	H1
	H2
	H3
	BlockQuote
	ListItem
	Caption
	FigureRole // with Frame.Alt
	TableCell
	TableHead
	Code     // the share code, with Frame.Alt
	Note     // a footnote, at the foot of its page
	Contents // an entry of a table of contents
)

// Frame is a group of marks that belong together: one line of a paragraph, a picture, a rule.
type Frame struct {
	Role  Role
	Block int    // frames of one paragraph share a number; 0 for artifacts
	Alt   string // alternative text of pictures
	Cell  Cell   // of frames in a table, whose role is TableCell or TableHead
	Item  Item   // of frames in a list outside tables
	Marks []Mark
}

// Cell is a place in a table, so that a tagged file can say rows and columns. Row and Column count from 0; a head that is shown again on
// a later page is an artifact and has no cell.
type Cell struct {
	Table            int // tables are numbered from 1; 0 is no table
	Row, Column      int
	RowSpan, ColSpan int // 1 or more
}

// Item is a place in a list, so that a tagged file can say lists, their items and the numbers or bullets of these. Places count from 0.
type Item struct {
	List, Place     int // lists are numbered from 1; 0 is no list
	Parent, Outside int // the list, and the place in it, whose item this list is in; 0 for a list of its own
	Label           int // that many marks, the first ones, are the number or bullet
	Numbered        bool
}

// Mark is one thing drawn: [Glyphs], [Box], [Dot], [Wave], [Picture] or [Cells].
type Mark interface{ mark() }

// Glyphs is a run of shaped glyphs on a baseline.
type Glyphs struct {
	Run   typeset.Run
	X, Y  typeset.Length // start of the run, baseline
	Color Color
	Link  string // address that it leads to, "#" and the name of an [Anchor], or empty
}

// Box is a filled rectangle: rules, grounds, borders, underlines.
type Box struct {
	X, Y, W, H typeset.Length
	Fill       Color
}

// Dot is a filled circle: the emphasis dots of Chinese.
type Dot struct {
	X, Y, R typeset.Length // centre and radius
	Fill    Color
}

// Wave is a wavy line: the mark of a title in Chinese (书名号甲式, GB/T 15834-2011, 4.15). It starts and ends on its middle.
type Wave struct {
	X, Y, W typeset.Length // left end and middle height, width
	Height  typeset.Length // from crest to trough
	Period  typeset.Length // about; as many whole waves as come nearest to it fill W
	Thick   typeset.Length
	Fill    Color
}

// Picture is a picture scaled into a rectangle.
type Picture struct {
	X, Y, W, H typeset.Length
	Hash       string // hex SHA-256 of Data
	Data       []byte // PNG, JPEG or GIF as it came
}

// Cells is a pattern of filled squares: a QR code as a vector.
type Cells struct {
	X, Y  typeset.Length // top left of cell 0, 0
	Side  typeset.Length // of one cell
	Rects [][4]int       // x, y, width, height in cells
	Fill  Color
	Link  string
}

func (Glyphs) mark()  {}
func (Box) mark()     {}
func (Dot) mark()     {}
func (Wave) mark()    {}
func (Picture) mark() {}
func (Cells) mark()   {}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Level int // 1 and up
	Page  int // index into Document.Pages
	Y     typeset.Length
}

// Anchor is a place that links inside the document lead to.
type Anchor struct {
	Name string // without "#"
	Page int    // index into Document.Pages
	Y    typeset.Length
}
