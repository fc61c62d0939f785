package press

import (
	"context"
	"errors"
	"slices"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/assets/hyphen"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
	"galley/export/page/layout"
	"galley/export/page/notice"
	"galley/export/qr"
)

// Layout is how pages look. The empty one is [Article].
type Layout string

// The layouts.
const (
	Article Layout = "article" // as readers get it
	Notice  Layout = "notice"  // an official document to GB/T 9704-2012
	Proof   Layout = "proof"   // a galley proof, for corrections by hand
	SignOff Layout = "signoff" // the record of every decision, to be signed
	Poster  Layout = "poster"  // one sheet for boards and corridors

	Bulletin Layout = "bulletin" // many articles with a title block and contents
)

// Option names a choice that some layouts have.
type Option string

// The options.
const (
	Code       Option = "code"         // the share code at the end
	TwoColumns Option = "two_columns"  // of the body
	OneSided   Option = "one_sided"    // the paper is printed on one side
	Numbered   Option = "numbered"     // lines of a proof, every fifth
	Double     Option = "double"       // spacing of a proof
	Contents   Option = "contents"     // of a bulletin
	Hanging    Option = "hanging"      // 、，。 may hang over the measure
	LineByLine Option = "line_by_line" // each line is filled by itself
	Newest     Option = "newest"       // the text that is being written, where readers see another
	Turn       Option = "turn"         // every article of a bulletin begins a page
	Comments   Option = "comments"     // that are open, on a proof
	A3         Option = "a3"           // paper of a poster, instead of A4
)

// Options are the choices of a job; a layout looks at those that it has (see [OptionsOf]).
type Options struct {
	Code, TwoColumns, OneSided, Numbered, Double, Contents, Turn, Comments, A3, Hanging, LineByLine, Newest bool

	Name  string // of a bulletin; empty for the site and 简报
	Issue int    // of a bulletin, 0 for none

	Width  string // of the punctuation of an article: half at the end of a line, full, kaiming; empty for half
	Breaks string // rules for the ends of an article's lines: none, basic, gb, strict; empty for basic

	Picture int // of a poster: which of the article's, from 1; 0 is the first, and below 0 none
}

// DefaultOptions are those of a job where nobody asks for others.
func DefaultOptions() Options { return Options{Code: true, Numbered: true, Contents: true} }

// On reports whether an option is chosen.
func (o Options) On(of Option) bool { return *o.field(of) }

// With returns the options with one of them chosen or not.
func (o Options) With(of Option, on bool) Options {
	*o.field(of) = on
	return o
}

func (o *Options) field(of Option) *bool {
	switch of {
	case Code:
		return &o.Code
	case Newest:
		return &o.Newest
	case TwoColumns:
		return &o.TwoColumns
	case Hanging:
		return &o.Hanging
	case LineByLine:
		return &o.LineByLine
	case OneSided:
		return &o.OneSided
	case Numbered:
		return &o.Numbered
	case Double:
		return &o.Double
	case Contents:
		return &o.Contents
	case Comments:
		return &o.Comments
	case A3:
		return &o.A3
	case Turn:
		return &o.Turn
	}
	return new(bool)
}

// subject is an article and what is printed of it.
type subject struct {
	article newsroom.Article
	piece   export.Piece
}

// setting is all that a layout is made from.
type setting struct {
	ctx      context.Context
	press    *Press
	subjects []subject // one; one or more for a layout of many
	fonts    page.Fonts
	options  Options
	strict   bool
	record   export.SignOff // of a sign-off sheet, with its evidence
}

// row is a row of the table of layouts.
type row struct {
	name    Layout
	many    bool // takes any number of articles
	options []Option
	set     func(setting) (page.Document, export.Report, error)
}

// layouts are in the order that windows show them in.
var layouts = []row{
	{Article, false, []Option{Code, TwoColumns, Hanging, LineByLine, Newest}, article},
	{Notice, false, []Option{OneSided, Newest}, official},
	{Proof, false, []Option{Numbered, Double, Comments}, proof},
	{SignOff, false, nil, signOff},
	{Poster, false, []Option{Code, A3, Newest}, poster},
	{Bulletin, true, []Option{Contents, Turn, TwoColumns, Newest}, bulletin},
}

// Layouts returns every layout for one article, or every layout for many.
func Layouts(many bool) []Layout {
	var out []Layout
	for _, l := range layouts {
		if l.many == many {
			out = append(out, l.name)
		}
	}
	return out
}

// ParseLayout returns the layout of a name. Invalid: there is none.
func ParseLayout(name string) (Layout, error) {
	row, err := rowOf(Layout(name))
	return row.name, err
}

func rowOf(l Layout) (row, error) {
	if l == "" {
		l = Article
	}
	i := slices.IndexFunc(layouts, func(r row) bool { return r.name == l })
	if i < 0 {
		return row{}, newsroom.Errorf(newsroom.Invalid, nil, "press.layout_unknown", "Layout", string(l))
	}
	return layouts[i], nil
}

// OptionsOf returns the options that a layout has.
func OptionsOf(l Layout) []Option {
	row, err := rowOf(l)
	if err != nil {
		return nil
	}
	return row.options
}

// LayoutText names a layout.
func LayoutText(l Layout) catalogue.Text { return catalogue.T("press.layout." + string(l)) }

// OptionText names an option.
func OptionText(o Option) catalogue.Text { return catalogue.T("press.option." + string(o)) }

// shareCode returns an article's share code, nil where none is asked for. A withdrawn article's address leads to no article: it has none.
func (s setting) shareCode(of subject) (*layout.ShareCode, error) {
	if !s.options.Code || of.article.State == newsroom.Withdrawn {
		return nil, nil
	}
	code, err := codeOf(of.piece)
	if err != nil {
		return nil, err
	}
	return &layout.ShareCode{Size: code.Size(), Rects: cells(code), Address: code.Content(), Shown: qr.ReadableAddress(code.Content())}, nil
}

func article(s setting) (page.Document, export.Report, error) {
	if err := s.options.check(); err != nil {
		return page.Document{}, export.Report{}, err
	}
	code, err := s.shareCode(s.subjects[0])
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	return layout.Article(s.subjects[0].piece, s.fonts, articleOptions(s.options, code))
}

// custom is a custom of setting punctuation that has a name.
type custom[T any] struct {
	name string
	is   T
}

// The customs that an article may follow (CLREQ 3.1.6.2, 3.1.7.1), the house's own first.
var (
	widths = []custom[typeset.Style]{{"half", typeset.HalfAtEnd}, {"full", typeset.FullWidth}, {"kaiming", typeset.Kaiming}}
	breaks = []custom[typeset.Level]{{"basic", typeset.Basic}, {"gb", typeset.GB}, {"strict", typeset.Strict}, {"none", typeset.None}}
)

// find returns the custom of a name, the first of the table for none.
func find[T any](table []custom[T], name string) (T, bool) {
	for i, c := range table {
		if c.name == name || i == 0 && name == "" {
			return c.is, true
		}
	}
	return table[0].is, false
}

func namesOf[T any](table []custom[T]) (out []string) {
	for _, c := range table {
		out = append(out, c.name)
	}
	return out
}

// Widths returns what [Options.Width] may be, the house's own first.
func Widths() []string { return namesOf(widths) }

// LineRules returns what [Options.Breaks] may be, the house's own first.
func LineRules() []string { return namesOf(breaks) }

// WidthText names a width of punctuation.
func WidthText(name string) catalogue.Text { return catalogue.T("press.width." + name) }

// LineRuleText names rules for the ends of lines.
func LineRuleText(name string) catalogue.Text { return catalogue.T("press.breaks." + name) }

// check refuses customs that have no name in the tables.
func (o Options) check() error {
	if _, ok := find(widths, o.Width); !ok {
		return newsroom.Errorf(newsroom.Invalid, nil, "press.width", "Name", o.Width)
	}
	if _, ok := find(breaks, o.Breaks); !ok {
		return newsroom.Errorf(newsroom.Invalid, nil, "press.breaks", "Name", o.Breaks)
	}
	return nil
}

func articleOptions(o Options, code *layout.ShareCode) layout.Options {
	width, _ := find(widths, o.Width)
	level, _ := find(breaks, o.Breaks)
	out := layout.Options{Code: code, Columns: 1, Hyphens: hyphen.English, Marks: compose.Marks{Level: level, Style: width, Hanging: o.Hanging, LineByLine: o.LineByLine}}
	if o.TwoColumns {
		out.Columns = 2
	}
	return out
}

// official lays an article out that has the elements of an official document.
func official(s setting) (page.Document, export.Report, error) {
	if s.subjects[0].piece.Official == nil {
		return page.Document{}, export.Report{}, newsroom.Errorf(newsroom.Invalid, nil, "press.not_official")
	}
	doc, report, err := notice.Layout(s.subjects[0].piece, s.fonts, notice.Options{Strict: s.strict, OneSided: s.options.OneSided})
	if missing := new(notice.MissingFaces); errors.As(err, &missing) {
		return doc, report, newsroom.Errorf(newsroom.Invalid, err, "press.faces_missing", "Faces", missing.Categories)
	}
	return doc, report, err
}

// printed is now in the newsroom's zone.
func (s setting) printed() (time.Time, newsroom.Settings, error) {
	settings, err := s.press.room.Settings(s.ctx)
	if err != nil {
		return time.Time{}, settings, err
	}
	zone, err := settings.Location()
	if err != nil {
		return time.Time{}, settings, err
	}
	return s.press.now().In(zone), settings, nil
}

// proof lays an article out for the proofreaders, with the version that they read.
func proof(s setting) (page.Document, export.Report, error) {
	at, _, err := s.printed()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	o := layout.Proof{Version: int(s.subjects[0].article.Version), Printed: at, Double: s.options.Double, Every: -1, Hyphens: hyphen.English}
	if s.options.Numbered {
		o.Every = 5
	}
	if s.options.Comments {
		if o.Comments, err = s.comments(at.Location()); err != nil {
			return page.Document{}, export.Report{}, err
		}
	}
	return o.Lay(s.subjects[0].piece, s.fonts)
}

// bulletin lays articles out together, in the order in which they are given and the language of the first.
func bulletin(s setting) (page.Document, export.Report, error) {
	at, settings, err := s.printed()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	pieces := make([]export.Piece, len(s.subjects))
	for i, one := range s.subjects {
		pieces[i] = one.piece
	}
	o := layout.Bulletin{
		Name: s.options.Name, Issue: s.options.Issue, Organ: settings.Site, Date: at, Language: pieces[0].Language, Turn: s.options.Turn, Contents: s.options.Contents,
		Hyphens: hyphen.English, Columns: 1,
	}
	if o.Name == "" {
		o.Name = catalogue.For(o.Language).S("press.bulletin_name", "Site", settings.Site)
	}
	if s.options.TwoColumns {
		o.Columns = 2
	}
	return o.Lay(pieces, s.fonts)
}
