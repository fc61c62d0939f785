// Package typeset sets one paragraph: text in faces becomes lines of placed glyphs.
//
// It follows W3C "Requirements for Chinese Text Layout" (CLREQ) and GB/T 15834-2011. Text goes through five steps, one file each, every
// one a function of its input alone:
//
//	collect    spans → one text → clusters, each in the first face of its family that has it
//	classify   clusters → classes; “ ” ‘ ’ — … · become Han or Western by their neighbours
//	itemise    classes → boxes, the glue between them, the penalty for ending a line there
//	break      items → line ends, chosen over the whole paragraph
//	finalise   line ends → glyphs with places; what a line lacks or has too much goes to its glue in the order of CLREQ
//
// A punctuation mark is a body of ½ em with glue of ½ em beside it. Everything that Chinese does with marks follows from that: glue at a
// line's end is dropped, so a mark there takes half a cell; two neighbours share their glue, so they take 1.5 em; a long line takes room
// from glue. The breaker knows none of this.
//
// The space between Han and Latin is glue and never in the text. The texts of a line's glyphs are the text of the line, without the
// spaces at its end.
//
// Lengths are integers, and nothing but the input decides: equal input gives equal lines on every machine. Text runs from left to right.
package typeset

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Span is a stretch of text in one style.
type Span struct {
	Text   string // UTF-8; a line feed ends a line
	Family *Family
	Size   Length
	Rise   Length // of the baseline: superscripts up, subscripts down
}

// Paragraph is a text in lines.
type Paragraph struct {
	Text          string
	Lines         []Line
	Substitutions []Substitution // each once, in the order of the text
	Overfull      int            // lines that are wider than the measure, because one character is
}

// Break sets spans into lines. No text gives no lines. It returns an error for text that is not UTF-8, a span without a face or a size, a
// measure that leaves no room beside the indents, a range of Keep outside the text, and a face whose layout tables are damaged.
func Break(spans []Span, o Options) (Paragraph, error) {
	if err := check(spans, o); err != nil {
		return Paragraph{}, err
	}
	text, clusters, subs := collect(spans)
	resolve(clusters)
	set, err := itemise(text, clusters, spans, o)
	if err != nil {
		return Paragraph{}, err
	}
	breaks := breakLines(set.items, o)
	p := Paragraph{Text: text, Substitutions: subs, Lines: make([]Line, 0, len(breaks))}
	s := newSetter(set, len(breaks))
	first := 0
	for _, b := range breaks {
		p.Lines = append(p.Lines, s.set(first, b.item))
		if b.overfull {
			p.Overfull++
		}
		first = b.item + 1
	}
	return p, nil
}

func check(spans []Span, o Options) error {
	if o.lineMeasure(true) <= 0 || o.lineMeasure(false) <= 0 {
		return errors.New("typeset: no room beside the indents")
	}
	size := 0
	for i, s := range spans {
		size += len(s.Text)
		switch {
		case !utf8.ValidString(s.Text):
			return fmt.Errorf("typeset: span %d is not UTF-8", i)
		case s.Family == nil || len(s.Family.Faces) == 0:
			return fmt.Errorf("typeset: span %d has no face", i)
		case s.Size <= 0:
			return fmt.Errorf("typeset: span %d has size %v pt", i, s.Size.Points())
		}
	}
	for _, r := range o.Keep {
		if r.Start < 0 || r.End < r.Start || r.End > size {
			return fmt.Errorf("typeset: keeping bytes %d to %d of %d", r.Start, r.End, size)
		}
	}
	return nil
}
