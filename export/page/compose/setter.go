package compose

import (
	"fmt"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// Setup is what a [Setter] sets with, for all the pieces of a document.
type Setup struct {
	Fonts   page.Fonts
	Styles  Styles
	Height  typeset.Length          // of the text of a page, which a figure or a row of a table has to go into
	Foot    Column                  // where notes stand
	Hyphens func(word string) []int // how English words part, as in [typeset.Options]; nil parts none
	Marks   Marks                   // how punctuation is set
	Cache   *Cache                  // of blocks that were set before; nil for none
}

// Marks are the customs of a house in setting punctuation. The zero Marks are those of a Chinese book.
type Marks struct {
	Level   typeset.Level // of the rules for the ends of lines
	Style   typeset.Style // width of marks
	Hanging bool          // 、，。 may hang over the measure

	// LineByLine fills each line by itself and never looks ahead (CLREQ 3.2.1), so that what changes late in a paragraph leaves the lines
	// before it as they were.
	LineByLine bool
}

// Setter turns the blocks of a body into rows and keeps what there is to report of them. Make one for each document, and call [Setter.For]
// before each piece.
type Setter struct {
	Setup
	language  catalogue.Lang
	words     *catalogue.Catalogue
	region    typeset.Region
	hyphens   func(string) []int
	pictures  export.Pictures
	measuring bool // what is set now is set again
	notes     map[int]Note
	shown, id int // last number of a note, in the piece and in the document
	tally
	noted map[export.Glyph]bool
}

// tally is what setting adds up.
type tally struct {
	blocks, tables, lists int // last number given to a paragraph, a table and a list
	wide                  int // lines that are wider than their column
	report                export.Report
}

// New returns a setter without a piece.
func New(s Setup) *Setter {
	if s.Cache != nil {
		s.Cache.turn()
	}
	return &Setter{Setup: s, notes: map[int]Note{}, noted: map[export.Glyph]bool{}}
}

// For takes language and pictures from a piece. Its notes are numbered from 1.
func (s *Setter) For(p export.Piece) {
	s.language, s.words, s.pictures, s.region, s.shown = p.Language, catalogue.For(p.Language), p.Pictures, typeset.Mainland, 0
	if p.Language == catalogue.ZhHant {
		s.region = typeset.Taiwan
	}
	s.hyphens = nil
	if p.Language == catalogue.En {
		s.hyphens = s.Hyphens
	}
}

// Words are the words around the piece, in its language.
func (s *Setter) Words() *catalogue.Catalogue { return s.words }

// Block returns the number of a new block of frames.
func (s *Setter) Block() int {
	s.blocks++
	return s.blocks
}

// Report says what could not be shown as asked.
func (s *Setter) Report() export.Report {
	r := s.report
	if s.wide > 0 {
		r.Notes = append(r.Notes[:len(r.Notes):len(r.Notes)], catalogue.T("page.overfull", "Lines", s.wide))
	}
	return r
}

// Measure breaks the content of a textblock into lines to see how it falls. Nothing of it gets onto a page or into the report, and its notes
// get the numbers that they will have.
func (s *Setter) Measure(nodes []*model.Node, st Style, col Column) ([]typeset.Line, error) {
	defer func(measuring bool, shown, id int) { s.measuring, s.shown, s.id = measuring, shown, id }(s.measuring, s.shown, s.id)
	s.measuring = true
	in, err := s.Inline(nodes, st)
	if err != nil {
		return nil, err
	}
	p, err := typeset.Break(in.spans, typeset.Options{Measure: col.Width, Align: st.Align, Balance: st.Balance, Shape: st.Shape, Region: s.region, Keep: in.kept(st, col.Width)})
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return p.Lines, nil
}

// set breaks text and notes what the paragraph could not show as asked.
func (s *Setter) set(in Inline, o typeset.Options) (typeset.Paragraph, error) {
	p, err := typeset.Break(in.spans, o)
	if err != nil {
		return p, fmt.Errorf("page: %w", err)
	}
	s.wide += p.Overfull
	for _, sub := range p.Substitutions {
		g := export.Glyph{Text: sub.Text, Face: sub.Asked.Name()}
		if sub.Used != nil {
			g.Used = sub.Used.Name()
		}
		s.glyph(g)
	}
	return p, nil
}

// glyph reports a character that is missing or replaced, once.
func (s *Setter) glyph(g export.Glyph) {
	switch {
	case s.noted[g]:
	case g.Used == "":
		s.report.Missing = append(s.report.Missing, g)
	default:
		s.report.Replaced = append(s.report.Replaced, g)
	}
	s.noted[g] = true
}
