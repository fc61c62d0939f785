package cff

import (
	"errors"
	"fmt"

	ps "github.com/go-text/typesetting/font/cff/interpreter"
	ot "github.com/go-text/typesetting/font/opentype"
)

// Point is a place in font units.
type Point struct{ X, Y float64 }

// Curve is a cubic Bézier curve from where the one before it ended. A line has its controls at its ends.
type Curve struct {
	C1, C2, To Point
	Line       bool
}

// Contour is a closed line round an area.
type Contour struct {
	From   Point
	Curves []Curve // the last one leads back to From
}

// Path is the outline of a glyph; none for a blank.
type Path []Contour

// Limits of one glyph. The richest of Noto Serif CJK takes some 300 steps.
const (
	maxSteps    = 20_000
	maxSegments = 20_000
)

// Outline reads the outline of a glyph.
func (f *Font) Outline(glyph int) (path Path, err error) {
	if glyph < 0 || glyph >= f.glyphs.count {
		return nil, fmt.Errorf("glyph %d of %d", glyph, f.glyphs.count)
	}
	// The interpreter trusts the operators that it is given to have operands.
	defer func() {
		if r := recover(); r != nil {
			path, err = nil, fmt.Errorf("glyph %d is damaged: %v", glyph, r)
		}
	}()
	local := f.local[0]
	if f.choose != nil {
		local = f.local[f.choose[glyph]]
	}
	var (
		m ps.Machine
		r reader
	)
	if err := m.Run(f.glyphs.item(glyph), local, f.global, &r); err != nil {
		return nil, fmt.Errorf("glyph %d: %w", glyph, err)
	}
	return pathOf(r.pen.Segments), nil
}

// pathOf closes the contours.
func pathOf(segments []ot.Segment) Path {
	var p Path
	var at Point
	point := func(s ot.SegmentPoint) Point { return Point{float64(s.X), float64(s.Y)} }
	for _, s := range segments {
		n := len(p) - 1
		switch s.Op {
		case ot.SegmentOpMoveTo:
			at = point(s.Args[0])
			p = append(p, Contour{From: at})
			continue
		case ot.SegmentOpLineTo:
			if to := point(s.Args[0]); n >= 0 && to != at {
				p[n].Curves = append(p[n].Curves, Curve{at, to, to, true})
				at = to
			}
		case ot.SegmentOpCubeTo:
			if n >= 0 {
				p[n].Curves = append(p[n].Curves, Curve{point(s.Args[0]), point(s.Args[1]), point(s.Args[2]), false})
				at = point(s.Args[2])
			}
		}
	}
	kept := p[:0]
	for _, c := range p {
		n := len(c.Curves)
		if n == 0 {
			continue
		}
		if end := c.Curves[n-1].To; end != c.From {
			c.Curves = append(c.Curves, Curve{end, c.From, c.From, true})
		}
		kept = append(kept, c)
	}
	return kept
}

// Box returns the smallest and the largest coordinates of the points and controls of a path. It reports false for a blank.
func (p Path) Box() (least, most Point, ok bool) {
	for _, c := range p {
		for _, q := range append([]Point{c.From}, c.points()...) {
			if !ok {
				least, most, ok = q, q, true
			}
			least = Point{min(least.X, q.X), min(least.Y, q.Y)}
			most = Point{max(most.X, q.X), max(most.Y, q.Y)}
		}
	}
	return least, most, ok
}

func (c Contour) points() []Point {
	var all []Point
	for _, s := range c.Curves {
		all = append(all, s.C1, s.C2, s.To)
	}
	return all
}

// reader carries out the operators of an outline (Adobe Technical Note 5177). The stack of operands and the arithmetic of each operator are
// those of go-text; here are the operators that there are, and a count of them.
type reader struct {
	pen   ps.CharstringReader
	steps int
}

// Context is for the interpreter: numbers are written as in outlines.
func (*reader) Context() ps.Context { return ps.Type2Charstring }

// Apply is for the interpreter: it carries out one operator.
func (r *reader) Apply(m *ps.Machine, op ps.Operator) error {
	if r.steps++; r.steps > maxSteps || len(r.pen.Segments) > maxSegments {
		return errors.New("an outline without end")
	}
	key := int(op.Operator)
	if op.IsEscaped {
		key |= 0x0c00
	}
	switch key { // these leave the stack as it is, or clear it themselves
	case 10:
		return ps.LocalSubr(m)
	case 29:
		return ps.GlobalSubr(m)
	case 11:
		return m.Return()
	case 14: // endchar; with four operands it stands for two glyphs of the standard encoding (5177, appendix C), which no OpenType face needs
		if m.ArgStack.Top >= 4 {
			return errors.New("a glyph made of two others in the manner of Type 1")
		}
		r.pen.ClosePath()
		return ps.ErrInterrupt
	case 19, 20:
		r.pen.Hintmask(m)
		return nil
	}
	do, ok := operators[key]
	if !ok {
		return fmt.Errorf("operator %#x", key)
	}
	err := do(&r.pen, m)
	m.ArgStack.Clear()
	return err
}

type operator func(*ps.CharstringReader, *ps.Machine) error

// sure is an operator that cannot fail.
func sure(do func(*ps.CharstringReader, *ps.Machine)) operator {
	return func(r *ps.CharstringReader, m *ps.Machine) error {
		do(r, m)
		return nil
	}
}

// operators is what draws and what hints (Technical Note 5177, 4).
var operators = map[int]operator{
	1:      sure((*ps.CharstringReader).Hstem),
	18:     sure((*ps.CharstringReader).Hstem),
	3:      sure((*ps.CharstringReader).Vstem),
	23:     sure((*ps.CharstringReader).Vstem),
	4:      (*ps.CharstringReader).Vmoveto,
	21:     (*ps.CharstringReader).Rmoveto,
	22:     (*ps.CharstringReader).Hmoveto,
	5:      sure((*ps.CharstringReader).Rlineto),
	6:      sure((*ps.CharstringReader).Hlineto),
	7:      sure((*ps.CharstringReader).Vlineto),
	8:      sure((*ps.CharstringReader).Rrcurveto),
	24:     (*ps.CharstringReader).Rcurveline,
	25:     (*ps.CharstringReader).Rlinecurve,
	26:     sure((*ps.CharstringReader).Vvcurveto),
	27:     sure((*ps.CharstringReader).Hhcurveto),
	30:     sure((*ps.CharstringReader).Vhcurveto),
	31:     sure((*ps.CharstringReader).Hvcurveto),
	0x0c22: (*ps.CharstringReader).Hflex,
	0x0c23: (*ps.CharstringReader).Flex,
	0x0c24: (*ps.CharstringReader).Hflex1,
	0x0c25: (*ps.CharstringReader).Flex1,
}
