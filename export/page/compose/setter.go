package compose

import (
	"fmt"

	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// Setup is what a [Setter] sets with, for all the pieces of a document.
type Setup struct {
	Fonts  page.Fonts
	Styles Styles
	Height typeset.Length // of the text of a page, which a figure or a row of a table has to go into
}

// Setter turns the blocks of a body into rows and keeps what there is to report of them. Make one for each document, and call [Setter.For]
// before each piece.
type Setter struct {
	Setup
	words    *catalogue.Catalogue
	region   typeset.Region
	pictures export.Pictures
	block    int // last number given to a paragraph
	report   export.Report
	noted    map[export.Glyph]bool
	wide     int // lines that are wider than their column
}

// New returns a setter without a piece.
func New(s Setup) *Setter { return &Setter{Setup: s, noted: map[export.Glyph]bool{}} }

// For takes language and pictures from a piece.
func (s *Setter) For(p export.Piece) {
	s.words, s.pictures, s.region = catalogue.For(p.Language), p.Pictures, typeset.Mainland
	if p.Language == catalogue.ZhHant {
		s.region = typeset.Taiwan
	}
}

// Words are the words around the piece, in its language.
func (s *Setter) Words() *catalogue.Catalogue { return s.words }

// Block returns the number of a new block of frames.
func (s *Setter) Block() int {
	s.block++
	return s.block
}

// Report says what could not be shown as asked.
func (s *Setter) Report() export.Report {
	r := s.report
	if s.wide > 0 {
		r.Notes = append(r.Notes[:len(r.Notes):len(r.Notes)], catalogue.T("page.overfull", "Lines", s.wide))
	}
	return r
}

// set breaks text and notes what the paragraph could not show as asked, each thing once.
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
		if s.noted[g] {
			continue
		}
		s.noted[g] = true
		if sub.Used == nil {
			s.report.Missing = append(s.report.Missing, g)
		} else {
			s.report.Replaced = append(s.report.Replaced, g)
		}
	}
	return p, nil
}
