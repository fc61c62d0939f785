package press

import (
	"context"
	"errors"
	"slices"
	"strings"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/assets/hyphen"
	"galley/export"
	"galley/export/page"
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
)

// Option names a choice that some layouts have.
type Option string

// The options.
const (
	Code       Option = "code"        // the share code at the end
	TwoColumns Option = "two_columns" // of the body
	OneSided   Option = "one_sided"   // the paper is printed on one side
)

// Options are the choices of a job; a layout looks at those that it has (see [OptionsOf]).
type Options struct {
	Code, TwoColumns, OneSided bool
}

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
	case TwoColumns:
		return &o.TwoColumns
	case OneSided:
		return &o.OneSided
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
	{Article, false, []Option{Code, TwoColumns}, article},
	{Notice, false, []Option{OneSided}, official},
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
	code, err := s.shareCode(s.subjects[0])
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	return layout.Article(s.subjects[0].piece, s.fonts, articleOptions(s.options, code))
}

func articleOptions(o Options, code *layout.ShareCode) layout.Options {
	out := layout.Options{Code: code, Columns: 1, Hyphens: hyphen.English}
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
		return doc, report, newsroom.Errorf(newsroom.Invalid, err, "press.faces_missing", "Faces", strings.Join(missing.Categories, "、"))
	}
	return doc, report, err
}
