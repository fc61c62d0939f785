package model

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

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
	Figure // Attrs.Picture, Crop, Alt, Width, Credit, Rights; its content is the caption
	Table
	TableRow
	TableCell // Attrs.Header, ColSpan, RowSpan
	Rule
	Break    // a line break inside a paragraph
	Footnote // Attrs.Note; its number is made where it is shown
	Text
)

var kindNames = map[Kind]string{
	Doc: "doc", Kicker: "kicker", Headline: "headline", Subtitle: "subtitle", Abstract: "abstract", Body: "body",
	Paragraph: "paragraph", Heading: "heading", Quote: "quote", BulletList: "bullet_list", NumberedList: "numbered_list",
	ListItem: "list_item", Figure: "figure", Table: "table", TableRow: "table_row", TableCell: "table_cell",
	Rule: "rule", Break: "break", Footnote: "footnote", Text: "text",
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
	Picture string // Figure: SHA-256 of the picture's bytes, in lower-case hex
	Alt     string // Figure: alternative text
	Credit  string // Figure: who made the picture
	Rights  string // Figure: whose it is and what may be done with it, as readers are told
	Crop    Crop   // Figure: the part of the picture that is shown
	Width   uint16 // Figure: width in thousandths of the measure, 1 to 1000; 0 is the picture's own
	Header  bool   // TableCell: heads its row or column
	ColSpan uint8  // TableCell: columns it covers, 1 or more
	RowSpan uint8  // TableCell: rows it covers, 1 or more
	Note    string // Footnote: what it says, as plain text with line feeds between its lines
}

// rule says what a node of a kind may hold.
type rule struct {
	content kinds // what its children may be
	min     int   // fewest children
	attrs   func(Attrs) error
}

// kinds is a set of kinds, one bit each.
type kinds uint32

func set(of ...Kind) kinds {
	var s kinds
	for _, k := range of {
		s |= 1 << k
	}
	return s
}

func (s kinds) has(k Kind) bool { return s>>k&1 != 0 }

var (
	headParts = []Kind{Kicker, Headline, Subtitle, Abstract, Body}

	inline   = set(Text, Break, Footnote)
	blocks   = set(Paragraph, Heading, Quote, BulletList, NumberedList, Figure, Table, Rule)
	cellText = set(Paragraph, BulletList, NumberedList) // what a cell holds; Check refuses tables in tables at any depth

	rules = [...]rule{
		Doc:          {set(headParts...), len(headParts), noAttrs},
		Kicker:       {inline, 0, noAttrs},
		Headline:     {inline, 0, noAttrs},
		Subtitle:     {inline, 0, noAttrs},
		Abstract:     {inline, 0, noAttrs},
		Body:         {blocks, 1, noAttrs},
		Paragraph:    {inline, 0, noAttrs},
		Heading:      {inline, 0, headingAttrs},
		Quote:        {blocks, 1, noAttrs},
		BulletList:   {set(ListItem), 1, noAttrs},
		NumberedList: {set(ListItem), 1, listAttrs},
		ListItem:     {blocks, 1, noAttrs},
		Figure:       {inline, 0, figureAttrs},
		Table:        {set(TableRow), 1, noAttrs},
		TableRow:     {set(TableCell), 1, noAttrs},
		TableCell:    {cellText, 1, cellAttrs},
		Rule:         {0, 0, noAttrs},
		Break:        {0, 0, noAttrs},
		Footnote:     {0, 0, noteAttrs},
		Text:         {0, 0, noAttrs},
	}
)

// rule returns the rule of the kind; ok is false for a number that is no kind.
func (k Kind) rule() (r rule, ok bool) {
	if k < Doc || int(k) >= len(rules) {
		return rule{}, false
	}
	return rules[k], true
}

// IsLeaf reports whether nodes of the kind have no edges: text, a line break, a footnote, a rule.
func (k Kind) IsLeaf() bool { return k == Text || k == Break || k == Footnote || k == Rule }

// IsInline reports whether the kind stands inside a line of text.
func (k Kind) IsInline() bool { return inline.has(k) }

// IsBlock reports whether the kind may stand in a body.
func (k Kind) IsBlock() bool { return blocks.has(k) }

// IsTextblock reports whether the kind holds inline content.
func (k Kind) IsTextblock() bool {
	r, ok := k.rule()
	return ok && r.content == inline
}

// Allows reports whether a node of kind k may have a child of kind c.
func (k Kind) Allows(c Kind) bool {
	r, ok := k.rule()
	return ok && r.content.has(c)
}

// CanJoin reports whether the content of a node of kind o can be appended to a node of kind k, as when text is deleted across both: some
// child may stand in either.
func (k Kind) CanJoin(o Kind) bool {
	a, aok := k.rule()
	b, bok := o.rule()
	return k == o || aok && bok && a.content&b.content != 0
}

// Isolates reports whether edits stay inside nodes of the kind: the parts of a document and the cells of a table never merge with their
// neighbours, and deleting across them empties them.
func (k Kind) Isolates() bool { return k == TableCell || set(headParts...).has(k) }

// CheckAttrs reports whether a are attributes that a node of the kind may have.
func (k Kind) CheckAttrs(a Attrs) error {
	r, ok := k.rule()
	if !ok {
		return fmt.Errorf("model: unknown kind %d", k)
	}
	if err := r.attrs(a); err != nil {
		return fmt.Errorf("model: %v: %w", k, err)
	}
	return nil
}

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
	a.Level = 0
	return noAttrs(a)
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
	if sum, err := hex.DecodeString(a.Picture); err != nil || len(sum) != sha256.Size || strings.ToLower(a.Picture) != a.Picture {
		return fmt.Errorf("picture %q is not a SHA-256 in lower-case hex", a.Picture)
	}
	if err := a.Crop.check(); err != nil {
		return err
	}
	for _, s := range []string{a.Alt, a.Credit, a.Rights} {
		if !utf8.ValidString(s) {
			return fmt.Errorf("attribute %q is not UTF-8", s)
		}
	}
	a.Picture, a.Alt, a.Credit, a.Rights, a.Width, a.Crop = "", "", "", "", 0, Crop{}
	return noAttrs(a)
}

func cellAttrs(a Attrs) error {
	if a.ColSpan < 1 || a.RowSpan < 1 {
		return fmt.Errorf("cell covers %d columns and %d rows", a.ColSpan, a.RowSpan)
	}
	a.Header, a.ColSpan, a.RowSpan = false, 0, 0
	return noAttrs(a)
}

func noteAttrs(a Attrs) error {
	switch {
	case a.Note == "":
		return errors.New("a footnote without words")
	case !utf8.ValidString(a.Note):
		return fmt.Errorf("footnote %q is not UTF-8", a.Note)
	}
	for _, r := range a.Note {
		if !validInNote(r) {
			return fmt.Errorf("footnote has the control character %U", r)
		}
	}
	a.Note = ""
	return noAttrs(a)
}
