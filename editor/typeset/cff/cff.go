// Package cff reads the outlines of PostScript flavoured OpenType faces: table "CFF " (Adobe Technical Note 5176).
//
// [Parse] reads what all glyphs share, and [Font.Outline] one glyph, as lines and cubic curves in font units. Nothing else of a table is
// looked at: names, hints and metrics are told by other tables, or by none. Whoever wants quadratic curves, as TrueType has them, asks
// [Path.Quadratic].
//
// A table comes from outside. A damaged one is an error, and so is one that is made to keep the program busy: subroutines may call
// subroutines ten deep, which is enough for a few kilobytes to ask for years of work, so the steps of a glyph are counted.
package cff

import (
	"encoding/binary"
	"errors"
	"fmt"

	ps "github.com/go-text/typesetting/font/cff/interpreter"
)

// Font is the outlines of a face. It is safe for concurrent use.
type Font struct {
	glyphs index
	global [][]byte
	local  [][][]byte // for each font dictionary
	choose []byte     // the font dictionary of every glyph; nil where there is one only
}

// Operators of dictionaries (Technical Note 5176, tables 9, 10 and 23). The second byte of those with two is above 0x0c00.
const (
	opCharStrings    = 17
	opPrivate        = 18
	opSubrs          = 19
	opCharstringType = 0x0c06
	opFDArray        = 0x0c24
	opFDSelect       = 0x0c25
)

var errCutOff = errors.New("cut off")

// Parse reads a table "CFF ". It keeps the table, which must not change.
func Parse(table []byte) (*Font, error) {
	f, err := parse(table)
	if err != nil {
		return nil, fmt.Errorf("table CFF: %w", err)
	}
	return f, nil
}

func parse(b []byte) (*Font, error) {
	if len(b) < 4 || int(b[2]) > len(b) {
		return nil, errCutOff
	}
	if b[0] != 1 {
		return nil, fmt.Errorf("version %d", b[0])
	}
	names, at, err := readIndex(b, int(b[2]))
	if err != nil {
		return nil, err
	}
	tops, at, err := readIndex(b, at)
	if err != nil {
		return nil, err
	}
	if names.count != 1 || tops.count != 1 {
		return nil, fmt.Errorf("%d faces in one table", names.count)
	}
	_, at, err = readIndex(b, at) // strings
	if err != nil {
		return nil, err
	}
	global, _, err := readIndex(b, at)
	if err != nil {
		return nil, err
	}
	top, err := readDict(tops.item(0))
	if err != nil {
		return nil, err
	}
	if t, ok := top[opCharstringType]; ok && (len(t) != 1 || t[0] != 2) {
		return nil, errors.New("outlines of another type than 2")
	}
	f := &Font{global: global.items()}
	if f.glyphs, _, err = readIndex(b, top.offset(opCharStrings)); err != nil {
		return nil, err
	}
	if f.glyphs.count == 0 {
		return nil, errors.New("no glyphs")
	}
	if _, ok := top[opFDArray]; !ok {
		subrs, err := localSubrs(b, top)
		f.local = [][][]byte{subrs}
		return f, err
	}
	dicts, _, err := readIndex(b, top.offset(opFDArray))
	if err != nil {
		return nil, err
	}
	for i := range dicts.count {
		d, err := readDict(dicts.item(i))
		if err != nil {
			return nil, err
		}
		subrs, err := localSubrs(b, d)
		if err != nil {
			return nil, err
		}
		f.local = append(f.local, subrs)
	}
	if f.choose, err = readChoice(b, top.offset(opFDSelect), f.glyphs.count); err != nil {
		return nil, err
	}
	for g, d := range f.choose {
		if int(d) >= len(f.local) {
			return nil, fmt.Errorf("glyph %d is of font dictionary %d of %d", g, d, len(f.local))
		}
	}
	return f, nil
}

// NumGlyphs returns how many glyphs there are.
func (f *Font) NumGlyphs() int { return f.glyphs.count }

// index is an array of byte strings (Technical Note 5176, 5).
type index struct {
	count   int
	width   int    // bytes of an offset
	offsets []byte // count + 1 of them
	data    []byte // offset 1 is its first byte
}

// readIndex reads the index at a place of the table and returns where it ends.
func readIndex(b []byte, at int) (index, int, error) {
	if at < 0 || at > len(b)-2 {
		return index{}, 0, errCutOff
	}
	x := index{count: int(binary.BigEndian.Uint16(b[at:]))}
	if at += 2; x.count == 0 {
		return x, at, nil
	}
	if at >= len(b) {
		return index{}, 0, errCutOff
	}
	x.width = int(b[at])
	at++
	size := (x.count + 1) * x.width
	if x.width < 1 || x.width > 4 || size > len(b)-at {
		return index{}, 0, errCutOff
	}
	x.offsets, x.data = b[at:at+size], b[at+size:]
	for i, last := 0, 1; i <= x.count; i++ {
		o := x.offset(i)
		if o < last || o-1 > len(x.data) {
			return index{}, 0, errors.New("an index with offsets out of order")
		}
		last = o
	}
	return x, at + size + x.offset(x.count) - 1, nil
}

func (x index) offset(i int) (v int) {
	for _, c := range x.offsets[i*x.width : (i+1)*x.width] {
		v = v<<8 | int(c)
	}
	return v
}

func (x index) item(i int) []byte { return x.data[x.offset(i)-1 : x.offset(i+1)-1] }

func (x index) items() [][]byte {
	all := make([][]byte, x.count)
	for i := range all {
		all[i] = x.item(i)
	}
	return all
}

// dict is a dictionary: the operands of each operator (Technical Note 5176, 4).
type dict map[int][]float64

func readDict(b []byte) (dict, error) {
	d := dict{}
	var m ps.Machine
	err := m.Run(b, nil, nil, d)
	return d, err
}

// Context is for the interpreter: numbers are written as in dictionaries.
func (dict) Context() ps.Context { return ps.TopDict }

// Apply is for the interpreter: it keeps the operands.
func (d dict) Apply(m *ps.Machine, op ps.Operator) error {
	key := int(op.Operator)
	if op.IsEscaped {
		key |= 0x0c00
	}
	d[key] = append([]float64(nil), m.ArgStack.Vals[:m.ArgStack.Top]...)
	m.ArgStack.Clear()
	return nil
}

// offset is the last operand of an operator as a place in the table, -1 for none.
func (d dict) offset(op int) int {
	v := d[op]
	if len(v) == 0 || v[len(v)-1] < 0 || v[len(v)-1] > 1<<31 {
		return -1
	}
	return int(v[len(v)-1])
}

// localSubrs reads the subroutines that a font dictionary has for itself.
func localSubrs(b []byte, d dict) ([][]byte, error) {
	private := d[opPrivate]
	if len(private) != 2 || private[0] == 0 {
		return nil, nil
	}
	size, at := private[0], d.offset(opPrivate)
	if at < 0 || size < 0 || float64(at)+size > float64(len(b)) {
		return nil, errCutOff
	}
	p, err := readDict(b[at : at+int(size)])
	if err != nil {
		return nil, err
	}
	if _, ok := p[opSubrs]; !ok {
		return nil, nil
	}
	subrs := p.offset(opSubrs)
	if subrs < 0 {
		return nil, errCutOff
	}
	x, _, err := readIndex(b, at+subrs)
	if err != nil {
		return nil, err
	}
	return x.items(), nil
}

// readChoice reads the font dictionary of every glyph (Technical Note 5176, 19).
func readChoice(b []byte, at, glyphs int) ([]byte, error) {
	if at < 0 || at >= len(b) {
		return nil, errCutOff
	}
	format, b := b[at], b[at+1:]
	switch {
	case format == 0 && len(b) >= glyphs:
		return b[:glyphs], nil
	case format == 3 && len(b) >= 2:
		all := make([]byte, glyphs)
		n := int(binary.BigEndian.Uint16(b))
		if b = b[2:]; len(b) < 3*n+2 {
			return nil, errCutOff
		}
		for i := range n {
			first, next := int(binary.BigEndian.Uint16(b[3*i:])), int(binary.BigEndian.Uint16(b[3*i+3:]))
			for g := first; g < min(next, glyphs); g++ {
				all[g] = b[3*i+2]
			}
		}
		return all, nil
	}
	return nil, fmt.Errorf("a choice of font dictionaries of format %d, or %w", format, errCutOff)
}
