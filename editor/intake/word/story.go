package word

import (
	"slices"
	"strings"

	"galley/editor/intake/word/opc"
)

// story is a text that runs on: the body, or the notes.
type story struct {
	*reading
	s        *opc.Scanner
	rels     map[string]opc.Relation
	fields   []field // that are open; a field may begin in one paragraph and end in another
	tables   int     // that are open around here
	inNotes  bool
	preserve bool // blanks at the ends of texts count everywhere (XML 1.0, 2.10)
}

// through are elements that change nothing about what is in them.
var through = []string{"w:customXml", "w:smartTag", "w:bdo", "w:dir", "w:sdtContent", "w:subDoc"}

// blocks reads what holds paragraphs and tables.
func (st *story) blocks(out *flow) error {
	return st.s.Each(func(e opc.Element) error { return st.block(e, out) })
}

// block reads one element of what holds paragraphs and tables.
func (st *story) block(e opc.Element, out *flow) error {
	if err := st.within(); err != nil {
		return err
	}
	visit := func(e opc.Element) error { return st.block(e, out) }
	switch e.Name {
	case "w:p":
		return st.paragraph(out)
	case "w:tbl":
		return st.table(out)
	case "w:sectPr":
		width, err := readSection(st.s)
		st.widths(width)
		return err
	case "w:sdt":
		return st.control(visit)
	case "w:ins", "w:moveTo":
		if e.Name == "w:ins" {
			st.count(Insertions, "")
		}
		if st.carries(revisionOf(e)) {
			return st.s.Each(visit)
		}
	case "w:del", "w:moveFrom":
		if e.Name == "w:del" {
			st.count(Deletions, "")
		}
		if !st.carries(revisionOf(e)) {
			return st.s.Each(visit)
		}
	case "w:altChunk":
		st.drop(Embedded, "altChunk", "")
	case "mc:AlternateContent":
		return st.alternate(visit)
	case "m:oMathPara", "m:oMath": // between paragraphs, as some programs write it
		p := st.newParagraph(out)
		if err := p.formula(e); err != nil {
			return err
		}
		return p.end()
	}
	if slices.Contains(through, e.Name) {
		return st.s.Each(visit)
	}
	return nil
}

// control reads a content control. One that shows only what should be filled in is empty; one that holds the table of contents is no text.
func (st *story) control(visit func(opc.Element) error) error {
	empty := false
	return st.s.Each(func(e opc.Element) error {
		switch {
		case e.Name == "w:sdtPr":
			return st.s.Each(func(e opc.Element) error {
				switch e.Name {
				case "w:showingPlcHdr":
					empty = toggleOf(e.Attr("val")) == on
				case "w:docPartObj":
					return st.s.Each(func(e opc.Element) error {
						if e.Name == "w:docPartGallery" && e.Attr("val") == "Table of Contents" {
							st.drop(Contents, "", "")
							empty = true
						}
						return nil
					})
				}
				return nil
			})
		case e.Name == "w:sdtContent" && !empty:
			return st.s.Each(visit)
		}
		return nil
	})
}

// understood are the prefixes of extensions that are read here. They are names by custom only, but every program keeps the custom.
var understood = []string{"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16se", "w16cid", "w16", "w16cex", "w16sdtdh", "a14", "wne", "v", "w"}

// alternate reads the first branch that is understood (ISO/IEC 29500-3, 9.3); the other ones say the same in another way.
func (st *story) alternate(visit func(opc.Element) error) error {
	taken := false
	return st.s.Each(func(e opc.Element) error {
		switch {
		case taken:
			return nil
		case e.Name == "mc:Fallback":
		case e.Name != "mc:Choice":
			return nil
		default:
			for _, prefix := range strings.Fields(e.Attr("Requires")) {
				if !slices.Contains(understood, prefix) {
					return nil
				}
			}
		}
		taken = true
		return st.s.Each(visit)
	})
}

// Widths of text in twips.
const (
	defaultWidth = 8306 // of an A4 page with the margins of the Chinese Word, 3.18 cm
	emuPerTwip   = 635
)

// section returns the width of the text in a section that was just begun, in twips (ISO/IEC 29500-1, 17.6).
func readSection(s *opc.Scanner) (int, error) {
	page, margins, columns, gap := 11906, 11906-defaultWidth, 1, 425
	err := s.Each(func(e opc.Element) error {
		switch e.Name {
		case "w:pgSz":
			page = number(e.Attr("w"), page)
		case "w:pgMar":
			margins = number(e.Attr("left"), 1800) + number(e.Attr("right"), 1800) + number(e.Attr("gutter"), 0)
		case "w:cols":
			columns, gap = number(e.Attr("num"), 1), number(e.Attr("space"), gap)
		}
		return nil
	})
	width := page - margins
	if columns > 1 && columns < 50 {
		width = (width - (columns-1)*gap) / columns
	}
	if width < 100 || width > 100_000 {
		width = defaultWidth
	}
	return width, err
}

// widths gives the figures since the last section their width.
func (r *reading) widths(twips int) {
	for _, f := range r.waiting {
		if f.extent > 0 {
			f.attrs.Width = uint16(min(max((f.extent*1000+int64(twips)*emuPerTwip/2)/(int64(twips)*emuPerTwip), 1), 1000))
		}
	}
	r.waiting = nil
}
