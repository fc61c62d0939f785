package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// sfnt is the tables of a TrueType face. They point into the face's own bytes, which every document shares: nothing here writes to them.
type sfnt struct {
	tables     map[string][]byte
	unitsPerEm int
	glyphs     int // in the face
	metrics    int // entries of hmtx that have an advance of their own
	longLoca   bool
}

// Sizes of what is read at fixed places (OpenType 1.9: head, hhea, maxp, OS/2, post).
const (
	headSize = 54
	hheaSize = 36
	maxpSize = 32
	os2Size  = 78 // version 0
	os2Size2 = 96 // version 2 and up
	postSize = 32
)

// Fonts and JPEG put the high byte first; TIFF says which.
var (
	be = binary.BigEndian
	le = binary.LittleEndian
)

// parseSFNT reads the table directory of a face and checks everything that the cutter and gofpdf rely on, because gofpdf answers a
// missing table with a nil pointer and a CFF face with a line on stdout.
func parseSFNT(b []byte) (*sfnt, error) {
	if len(b) < 12 {
		return nil, errors.New("not a font: too short")
	}
	switch tag := be.Uint32(b); tag {
	case 0x00010000, 0x74727565: // TrueType outlines, 'true'
	case 0x4F54544F: // 'OTTO'
		return nil, errors.New("the face has PostScript outlines; TrueType outlines are needed")
	case 0x74746366: // 'ttcf'
		return nil, errors.New("the file is a collection of faces; a single face is needed")
	default:
		return nil, fmt.Errorf("not a TrueType face: it starts with %#08x", tag)
	}
	n := int(be.Uint16(b[4:]))
	if len(b) < 12+16*n {
		return nil, errors.New("table directory is cut off")
	}
	f := &sfnt{tables: make(map[string][]byte, n)}
	for i := range n {
		r := b[12+16*i:]
		tag, off, size := string(r[:4]), uint64(be.Uint32(r[8:])), uint64(be.Uint32(r[12:]))
		if off+size > uint64(len(b)) {
			return nil, fmt.Errorf("table %q lies outside the file", tag)
		}
		f.tables[tag] = b[off : off+size : off+size]
	}
	for tag, least := range map[string]int{
		"head": headSize, "hhea": hheaSize, "maxp": maxpSize, "OS/2": os2Size, "post": postSize, "hmtx": 4, "loca": 4, "glyf": 0,
	} {
		if t, ok := f.tables[tag]; !ok || len(t) < least {
			return nil, fmt.Errorf("table %q is missing or too short", tag)
		}
	}
	if _, ok := f.tables["fvar"]; ok {
		return nil, errors.New("the face is variable; one instance of it is needed")
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
	case f.glyphs == 0 || len(f.tables["loca"]) < entry*(f.glyphs+1):
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

// outline returns the description of a glyph in table glyf; empty for a blank.
func (f *sfnt) outline(gid int) ([]byte, error) {
	if gid < 0 || gid >= f.glyphs {
		return nil, fmt.Errorf("glyph %d of %d", gid, f.glyphs)
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
