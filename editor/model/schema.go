package model

import "fmt"

// Kind is a kind of node.
type Kind uint8

// The nodes of the schema.
const (
	Doc Kind = iota + 1
	Kicker
	Headline
	Subtitle
	Abstract
	Body
	Paragraph
	Heading // Attrs.Level 1 to 3
	Quote
	BulletList
	NumberedList // Attrs.Start is the first number
	ListItem
	Figure // Attrs.Picture, Alt, Width, Credit; its content is the caption
	Table
	TableRow
	TableCell // Attrs.Header, ColSpan, RowSpan
	Rule
	Break // a line break inside a paragraph
	Text
)

var kindNames = map[Kind]string{
	Doc: "doc", Kicker: "kicker", Headline: "headline", Subtitle: "subtitle", Abstract: "abstract", Body: "body",
	Paragraph: "paragraph", Heading: "heading", Quote: "quote", BulletList: "bullet_list", NumberedList: "numbered_list",
	ListItem: "list_item", Figure: "figure", Table: "table", TableRow: "table_row", TableCell: "table_cell",
	Rule: "rule", Break: "break", Text: "text",
}

// String returns the name of the kind as it stands in JSON.
func (k Kind) String() string { return nameOf(kindNames, k, "kind") }

func nameOf[K ~uint8](names map[K]string, k K, what string) string {
	if s, ok := names[k]; ok {
		return s
	}
	return fmt.Sprintf("%s(%d)", what, uint8(k))
}

// Attrs are the attributes of a node. A kind uses the fields that its rule names and leaves the others zero, so that attributes compare
// with ==.
type Attrs struct {
	Level   uint8  // Heading: 1, 2 or 3
	Start   int32  // NumberedList: the first number, 0 or more
	Picture string // Figure: hex SHA-256 of the picture's bytes
	Alt     string // Figure: alternative text
	Credit  string // Figure: who made the picture
	Width   uint16 // Figure: width in thousandths of the measure, 1 to 1000; 0 is the picture's own
	Header  bool   // TableCell: heads its row or column
	ColSpan uint8  // TableCell: columns it covers, 1 or more
	RowSpan uint8  // TableCell: rows it covers, 1 or more
}

// rule says what a node of a kind may hold.
type rule struct {
	content group // what its children may be
	min     int   // fewest children
	attrs   func(Attrs) error
}

type group uint8

const (
	nothing  group = iota
	inline         // Text, Break
	blocks         // what a body holds
	items          // ListItem
	rows           // TableRow
	cells          // TableCell
	cellText       // what a cell holds: paragraphs and lists, not tables in tables
	head           // the five parts of a Doc, in order
)

var (
	blockKinds = kindSet(Paragraph, Heading, Quote, BulletList, NumberedList, Figure, Table, Rule)
	groups     = map[group]map[Kind]bool{
		nothing:  {},
		inline:   kindSet(Text, Break),
		blocks:   blockKinds,
		items:    kindSet(ListItem),
		rows:     kindSet(TableRow),
		cells:    kindSet(TableCell),
		cellText: kindSet(Paragraph, BulletList, NumberedList),
		head:     kindSet(Kicker, Headline, Subtitle, Abstract, Body),
	}
	headParts = []Kind{Kicker, Headline, Subtitle, Abstract, Body}

	rules = map[Kind]rule{
		Doc:          {head, len(headParts), noAttrs},
		Kicker:       {inline, 0, noAttrs},
		Headline:     {inline, 0, noAttrs},
		Subtitle:     {inline, 0, noAttrs},
		Abstract:     {inline, 0, noAttrs},
		Body:         {blocks, 1, noAttrs},
		Paragraph:    {inline, 0, noAttrs},
		Heading:      {inline, 0, headingAttrs},
		Quote:        {blocks, 1, noAttrs},
		BulletList:   {items, 1, noAttrs},
		NumberedList: {items, 1, listAttrs},
		ListItem:     {blocks, 1, noAttrs},
		Figure:       {inline, 0, figureAttrs},
		Table:        {rows, 1, noAttrs},
		TableRow:     {cells, 1, noAttrs},
		TableCell:    {cellText, 1, cellAttrs},
		Rule:         {nothing, 0, noAttrs},
		Break:        {nothing, 0, noAttrs},
		Text:         {nothing, 0, noAttrs},
	}
)

func kindSet(kinds ...Kind) map[Kind]bool {
	set := make(map[Kind]bool, len(kinds))
	for _, k := range kinds {
		set[k] = true
	}
	return set
}

// IsLeaf reports whether nodes of the kind have no edges: text, a line break, a rule.
func (k Kind) IsLeaf() bool { return k == Text || k == Break || k == Rule }

// IsInline reports whether the kind stands inside a line of text.
func (k Kind) IsInline() bool { return groups[inline][k] }

// IsBlock reports whether the kind may stand in a body.
func (k Kind) IsBlock() bool { return blockKinds[k] }

// IsTextblock reports whether the kind holds inline content.
func (k Kind) IsTextblock() bool { return rules[k].content == inline }

// Allows reports whether a node of kind k may have a child of kind c.
func (k Kind) Allows(c Kind) bool { return groups[rules[k].content][c] }

func noAttrs(a Attrs) error {
	if a != (Attrs{}) {
		return fmt.Errorf("attributes that the kind does not have: %+v", a)
	}
	return nil
}

func headingAttrs(a Attrs) error {
	if a.Level < 1 || a.Level > 3 {
		return fmt.Errorf("heading level %d is not 1, 2 or 3", a.Level)
	}
	return noAttrs(Attrs{Start: a.Start, Picture: a.Picture, Alt: a.Alt, Credit: a.Credit, Width: a.Width, Header: a.Header, ColSpan: a.ColSpan, RowSpan: a.RowSpan})
}

func listAttrs(a Attrs) error {
	if a.Start < 0 {
		return fmt.Errorf("list start %d is negative", a.Start)
	}
	a.Start = 0
	return noAttrs(a)
}

func figureAttrs(a Attrs) error {
	if a.Width > 1000 {
		return fmt.Errorf("figure width %d is over 1000", a.Width)
	}
	if a.Picture == "" {
		return fmt.Errorf("a figure without a picture")
	}
	a.Picture, a.Alt, a.Credit, a.Width = "", "", "", 0
	return noAttrs(a)
}

func cellAttrs(a Attrs) error {
	if a.ColSpan < 1 || a.RowSpan < 1 {
		return fmt.Errorf("cell covers %d columns and %d rows", a.ColSpan, a.RowSpan)
	}
	a.Header, a.ColSpan, a.RowSpan = false, 0, 0
	return noAttrs(a)
}
