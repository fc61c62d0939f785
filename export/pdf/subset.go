package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// subset collects the glyphs of one small face and then builds it.
//
// The face that it builds is complete TrueType with outlines, metrics and a cmap that leads from codes to glyphs, and without hints: the
// instructions of a glyph need the programs of the whole face, and they help no printer.
type subset struct {
	from *sfnt
	old  []int       // new glyph id → glyph id in from
	new  map[int]int // and back
}

func newSubset(from *sfnt) *subset {
	s := &subset{from: from, new: make(map[int]int)}
	s.take(0) // .notdef is glyph 0 of every face
	return s
}

// take puts a glyph into the subset once and returns its new id.
func (s *subset) take(gid int) int {
	n, ok := s.new[gid]
	if !ok {
		n = len(s.old)
		s.new[gid] = n
		s.old = append(s.old, gid)
	}
	return n
}

// maxVisits is how many glyphs one glyph may be made of, counted again wherever they are used. The richest glyph of a real face has some dozens.
const maxVisits = 4096

// close takes the components of composite glyphs, and theirs. A glyph that contains itself is refused here: gofpdf would follow it until
// the stack of the process is full, which no recover can catch.
func (s *subset) close() error {
	visits := make(map[int]int) // glyphs that a glyph is made of; -1 while it is being counted
	var visit func(gid int) (int, error)
	visit = func(gid int) (int, error) {
		if n, ok := visits[gid]; ok {
			if n < 0 {
				return 0, fmt.Errorf("glyph %d is a component of itself", gid)
			}
			return n, nil
		}
		visits[gid] = -1
		outline, err := s.from.outline(gid)
		if err != nil {
			return 0, err
		}
		var parts []int
		if _, err = components(gid, outline, func(at int) { parts = append(parts, int(be.Uint16(outline[at+2:]))) }); err != nil {
			return 0, err
		}
		total := 1
		for _, part := range parts {
			s.take(part)
			n, err := visit(part)
			if err != nil {
				return 0, err
			}
			if total += n; total > maxVisits {
				return 0, fmt.Errorf("glyph %d has too many components", gid)
			}
		}
		visits[gid] = total
		return total, nil
	}
	for i := 0; i < len(s.old); i++ {
		if _, err := visit(s.old[i]); err != nil {
			return err
		}
	}
	return nil
}

// build returns the small face. codes[i] leads to the glyph that has the new id glyphs[i]; codes rise.
func (s *subset) build(name string, codes []uint16, glyphs []int) ([]byte, error) {
	if err := s.close(); err != nil {
		return nil, err
	}
	if len(s.old) > 0xffff {
		return nil, fmt.Errorf("%d glyphs in one face", len(s.old))
	}
	var (
		glyf, loca, hmtx []byte
		points, contours int
	)
	for _, gid := range s.old {
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		outline, err := s.from.outline(gid)
		if err != nil {
			return nil, err
		}
		if glyf, err = s.appendOutline(glyf, gid, outline); err != nil {
			return nil, err
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		advance, bearing := s.from.metric(gid)
		if s.from.curves != nil {
			// A PostScript outline stands where it is drawn, a TrueType one where its bearing says.
			left, n, p := simple(outline)
			bearing, contours, points = left, max(contours, n), max(points, p)
		}
		hmtx = be.AppendUint16(be.AppendUint16(hmtx, advance), bearing)
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))

	head := bytes.Clone(s.from.tables["head"][:headSize])
	be.PutUint32(head[8:], 0)  // checkSumAdjustment, set when the file is assembled
	be.PutUint16(head[50:], 1) // indexToLocFormat: long
	be.PutUint16(head[52:], 0) // glyphDataFormat: the only one there is
	hhea := bytes.Clone(s.from.tables["hhea"][:hheaSize])
	be.PutUint16(hhea[32:], 0) // metricDataFormat: the only one there is
	be.PutUint16(hhea[34:], uint16(len(s.old)))
	maxp := make([]byte, maxpSize)
	if s.from.curves == nil {
		copy(maxp, s.from.tables["maxp"])
	} else {
		be.PutUint32(maxp, 0x00010000)
		be.PutUint16(maxp[6:], uint16(points))
		be.PutUint16(maxp[8:], uint16(contours))
	}
	be.PutUint16(maxp[4:], uint16(len(s.old)))
	be.PutUint16(maxp[14:], 1) // maxZones: no twilight zone
	clear(maxp[16:28])         // maxTwilightPoints to maxSizeOfInstructions
	post := bytes.Clone(s.from.tables["post"][:postSize])
	be.PutUint32(post, 0x00030000) // no glyph names

	return assemble(map[string][]byte{
		"OS/2": s.from.tables["OS/2"],
		"cmap": cmapTable(codes, glyphs),
		"glyf": glyf,
		"head": head,
		"hhea": hhea,
		"hmtx": hmtx,
		"loca": loca,
		"maxp": maxp,
		"name": nameTable(name),
		"post": post,
	}), nil
}

// simple returns the left edge of a converted glyph, and how many contours and points it has.
func simple(outline []byte) (left uint16, contours, points int) {
	if len(outline) == 0 {
		return 0, 0, 0
	}
	contours = int(be.Uint16(outline))
	return be.Uint16(outline[2:]), contours, int(be.Uint16(outline[10+2*contours-2:])) + 1
}

// appendOutline appends an outline without its instructions, and with the new ids of its components.
func (s *subset) appendOutline(dst []byte, gid int, outline []byte) ([]byte, error) {
	if len(outline) == 0 {
		return dst, nil
	}
	if len(outline) < 10 {
		return nil, fmt.Errorf("glyph %d is cut off", gid)
	}
	start := len(dst)
	contours := int(int16(be.Uint16(outline)))
	if contours >= 0 {
		at := 10 + 2*contours // instructionLength follows the ends of the contours
		if contours == 0 && len(outline) < at+2 {
			return dst, nil
		}
		if at+2 > len(outline) {
			return nil, fmt.Errorf("glyph %d is cut off", gid)
		}
		points := at + 2 + int(be.Uint16(outline[at:]))
		if points > len(outline) {
			return nil, fmt.Errorf("glyph %d is cut off", gid)
		}
		dst = append(dst, outline[:at]...)
		dst = append(dst, 0, 0)
		return append(dst, outline[points:]...), nil
	}
	end, err := components(gid, outline, func(int) {})
	if err != nil {
		return nil, err
	}
	dst = append(dst, outline[:end]...)
	_, err = components(gid, outline, func(at int) {
		r := dst[start+at:]
		be.PutUint16(r, be.Uint16(r)&^componentInstructions)
		be.PutUint16(r[2:], uint16(s.new[int(be.Uint16(r[2:]))]))
	})
	return dst, err
}

// cmapTable is a cmap with one subtable of format 4 for platform 3, encoding 1: the only kind that gofpdf reads. Codes are never
// neighbours, so every code is a segment of its own.
func cmapTable(codes []uint16, glyphs []int) []byte {
	segments := len(codes) + 1
	power, log := 1, 0
	for power*2 <= segments {
		power, log = power*2, log+1
	}
	var b []byte
	u16 := func(v int) { b = be.AppendUint16(b, uint16(v)) }
	for _, v := range []int{0, 1, 3, 1, 0, 12, 4, 16 + 8*segments, 0, 2 * segments, 2 * power, log, 2 * (segments - power)} {
		u16(v)
	}
	for _, c := range codes {
		u16(int(c)) // endCode
	}
	u16(0xffff)
	u16(0) // reservedPad
	for _, c := range codes {
		u16(int(c)) // startCode
	}
	u16(0xffff)
	for i, c := range codes {
		u16(glyphs[i] - int(c)) // idDelta
	}
	u16(1)
	for range segments {
		u16(0) // idRangeOffset
	}
	return b
}

// nameTable names the small face for programs that show it: family, style, full name, PostScript name.
func nameTable(name string) []byte {
	ids := []struct {
		id   int
		text string
	}{{1, name}, {2, "Regular"}, {4, name}, {6, name}}
	var b, text []byte
	b = be.AppendUint16(be.AppendUint16(be.AppendUint16(b, 0), uint16(len(ids))), uint16(6+12*len(ids)))
	for _, n := range ids {
		for _, v := range []int{3, 1, 0x409, n.id, 2 * len(n.text), len(text)} {
			b = be.AppendUint16(b, uint16(v))
		}
		for _, c := range []byte(n.text) {
			text = append(text, 0, c)
		}
	}
	return append(b, text...)
}

// assemble writes the tables as one sfnt file with checksums.
func assemble(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	power, log := 1, 0
	for power*2 <= len(tags) {
		power, log = power*2, log+1
	}
	b := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		b = be.AppendUint16(b, uint16(v))
	}
	offset, head := 12+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = offset
		}
		b = append(b, tag...)
		for _, v := range []uint32{checksum(tables[tag]), uint32(offset), uint32(len(tables[tag]))} {
			b = be.AppendUint32(b, v)
		}
		offset += (len(tables[tag]) + 3) &^ 3
	}
	b = slices.Grow(b, offset-len(b))
	for _, tag := range tags {
		b = append(b, tables[tag]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	be.PutUint32(b[head+8:], 0xB1B0AFBA-checksum(b))
	return b
}

// checksum adds a table up in words of 32 bits, as if it were padded with zeros.
func checksum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += be.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + be.Uint32(last[:])
}

// postScriptName makes a name for use in a PDF name object: ASCII letters, digits and hyphens.
func postScriptName(name string) string {
	s := strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, name)
	if s == "" {
		return "Face"
	}
	return s[:min(len(s), 63)]
}
