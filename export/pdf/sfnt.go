package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"

	"galley/editor/typeset/cff"
)

// sfnt is the tables of a face. They point into the face's own bytes, which every document shares: nothing here writes to them.
type sfnt struct {
	tables     map[string][]byte
	unitsPerEm int
	glyphs     int // in the face
	metrics    int // entries of hmtx that have an advance of their own
	longLoca   bool
	curves     *cff.Font      // PostScript outlines, nil for TrueType ones
	converted  map[int][]byte // of them, what has been asked for
}

// Sizes of what is read at fixed places (OpenType 1.9: head, hhea, maxp, OS/2, post).
const (
	headSize    = 54
	hheaSize    = 36
	maxpSize    = 32 // version 1.0
	maxpSizeCFF = 6  // version 0.5
	os2Size     = 78 // version 0
	os2Size2    = 96 // version 2 and up
	postSize    = 32
)

// Fonts and JPEG put the high byte first; TIFF says which.
var (
	be = binary.BigEndian
	le = binary.LittleEndian
)

// parseSFNT reads the table directory of a face and checks everything that the cutter and gofpdf rely on, because gofpdf answers a
// missing table with a nil pointer and a CFF face with a line on stdout. index is the place of the face in a collection, 0 in any other file.
func parseSFNT(b []byte, index int) (*sfnt, error) {
	start, err := faceOffset(b, index)
	if err != nil {
		return nil, err
	}
	n := int(be.Uint16(b[start+4:]))
	if len(b) < start+12+16*n {
		return nil, errors.New("table directory is cut off")
	}
	f := &sfnt{tables: make(map[string][]byte, n)}
	for i := range n {
		r := b[start+12+16*i:]
		tag, off, size := string(r[:4]), uint64(be.Uint32(r[8:])), uint64(be.Uint32(r[12:]))
		if off+size > uint64(len(b)) {
			return nil, fmt.Errorf("table %q lies outside the file", tag)
		}
		f.tables[tag] = b[off : off+size : off+size]
	}
	if _, ok := f.tables["fvar"]; ok {
		return nil, errors.New("the face is variable; one instance of it is needed")
	}
	least := map[string]int{"head": headSize, "hhea": hheaSize, "OS/2": os2Size, "post": postSize, "hmtx": 4}
	if t, ok := f.tables["CFF "]; ok {
		least["maxp"] = maxpSizeCFF
		if f.curves, err = cff.Parse(t); err != nil {
			return nil, err
		}
		f.converted = make(map[int][]byte)
	} else {
		least["maxp"], least["loca"], least["glyf"] = maxpSize, 4, 0
	}
	for tag, size := range least {
		if t, ok := f.tables[tag]; !ok || len(t) < size {
			return nil, fmt.Errorf("table %q is missing or too short", tag)
		}
	}
	if t := f.tables["OS/2"]; be.Uint16(t) > 1 && len(t) < os2Size2 {
		return nil, errors.New(`table "OS/2" is shorter than its version`)
	}
	f.unitsPerEm = int(be.Uint16(f.tables["head"][18:]))
	f.longLoca = be.Uint16(f.tables["head"][50:]) == 1
	f.metrics = int(be.Uint16(f.tables["hhea"][34:]))
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	entry := 2
	if f.longLoca {
		entry = 4
	}
	switch {
	case f.unitsPerEm < 16 || f.unitsPerEm > 16384:
		return nil, fmt.Errorf("%d units per em", f.unitsPerEm)
	case f.curves != nil && (f.glyphs == 0 || f.curves.NumGlyphs() < f.glyphs):
		return nil, errors.New(`table "CFF " is shorter than the number of glyphs`)
	case f.curves == nil && (f.glyphs == 0 || len(f.tables["loca"]) < entry*(f.glyphs+1)):
		return nil, errors.New(`table "loca" is shorter than the number of glyphs`)
	case f.metrics == 0 || f.metrics > f.glyphs || len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics):
		return nil, errors.New(`table "hmtx" is shorter than the number of glyphs`)
	}
	// OS/2 fsType: bits 1–3 the licence (the least strict one set counts), bit 8 no subsetting, bit 9 bitmaps only.
	if fs := be.Uint16(f.tables["OS/2"][8:]); fs&0x000e == 0x0002 || fs&0x0300 != 0 {
		return nil, fmt.Errorf("the face forbids embedding (fsType %#04x)", fs)
	}
	return f, nil
}

// faceOffset returns where the table directory of a face begins.
func faceOffset(b []byte, index int) (int, error) {
	if len(b) < 12 {
		return 0, errors.New("not a font: too short")
	}
	switch tag := be.Uint32(b); tag {
	case 0x00010000, 0x74727565, 0x4F54544F: // TrueType outlines, 'true', 'OTTO'
		if index != 0 {
			return 0, fmt.Errorf("face %d of a file with one", index)
		}
		return 0, nil
	case 0x74746366: // 'ttcf'
		n := be.Uint32(b[8:])
		if index < 0 || uint64(index) >= uint64(n) || len(b) < 12+4*index+4 {
			return 0, fmt.Errorf("face %d of a collection of %d", index, n)
		}
		at := be.Uint32(b[12+4*index:])
		if uint64(at)+12 > uint64(len(b)) {
			return 0, fmt.Errorf("face %d of the collection lies outside the file", index)
		}
		return int(at), nil
	default:
		return 0, fmt.Errorf("not a font: it starts with %#08x", tag)
	}
}

// outline returns the description of a glyph as in table glyf; empty for a blank.
func (f *sfnt) outline(gid int) ([]byte, error) {
	if gid < 0 || gid >= f.glyphs {
		return nil, fmt.Errorf("glyph %d of %d", gid, f.glyphs)
	}
	if f.curves != nil {
		return f.convert(gid)
	}
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	var from, to uint64
	if f.longLoca {
		from, to = uint64(be.Uint32(loca[4*gid:])), uint64(be.Uint32(loca[4*gid+4:]))
	} else {
		from, to = 2*uint64(be.Uint16(loca[2*gid:])), 2*uint64(be.Uint16(loca[2*gid+2:]))
	}
	if from > to || to > uint64(len(glyf)) {
		return nil, fmt.Errorf("glyph %d lies outside table glyf", gid)
	}
	return glyf[from:to:to], nil
}

// metric returns advance and left side bearing of a glyph in font units. gid must be less than f.glyphs.
func (f *sfnt) metric(gid int) (advance, bearing uint16) {
	t := f.tables["hmtx"]
	if gid < f.metrics {
		return be.Uint16(t[4*gid:]), be.Uint16(t[4*gid+2:])
	}
	return be.Uint16(t[4*(f.metrics-1):]), be.Uint16(t[4*f.metrics+2*(gid-f.metrics):])
}

// Flags of a component in a composite glyph (OpenType 1.9, glyf).
const (
	componentWords        = 0x0001
	componentScale        = 0x0008
	componentMore         = 0x0020
	componentXY           = 0x0040
	componentMatrix       = 0x0080
	componentInstructions = 0x0100
)

// components calls visit with the place of every component record in a composite outline, and returns where the records end.
// A simple outline has none.
func components(gid int, outline []byte, visit func(at int)) (end int, err error) {
	if len(outline) < 10 || int16(be.Uint16(outline)) >= 0 {
		return 0, nil
	}
	at := 10
	for {
		if at+4 > len(outline) {
			return 0, fmt.Errorf("composite glyph %d is cut off", gid)
		}
		flags := be.Uint16(outline[at:])
		visit(at)
		at += 4 + 2
		if flags&componentWords != 0 {
			at += 2
		}
		switch {
		case flags&componentScale != 0:
			at += 2
		case flags&componentXY != 0:
			at += 4
		case flags&componentMatrix != 0:
			at += 8
		}
		if at > len(outline) {
			return 0, fmt.Errorf("composite glyph %d is cut off", gid)
		}
		if flags&componentMore == 0 {
			return at, nil
		}
	}
}
