package word

import (
	"slices"
	"strings"
)

// story is a text that runs on: the body, or the notes.
type story struct {
	*reading
	s        *scanner
	rels     map[string]relation
	fields   []field // that are open; a field may begin in one paragraph and end in another
	tables   int     // that are open around here
	inNotes  bool
	preserve bool // blanks at the ends of texts count everywhere (XML 1.0, 2.10)
}

// through are elements that change nothing about what is in them.
var through = []string{"w:customXml", "w:smartTag", "w:bdo", "w:dir", "w:sdtContent", "w:subDoc"}

// blocks reads what holds paragraphs and tables.
func (st *story) blocks(out *flow) error {
	return st.s.each(func(e element) error { return st.block(e, out) })
}

// block reads one element of what holds paragraphs and tables.
func (st *story) block(e element, out *flow) error {
	visit := func(e element) error { return st.block(e, out) }
	switch e.name {
	case "w:p":
		return st.paragraph(out)
	case "w:tbl":
		return st.table(out)
	case "w:sectPr":
		width, err := st.s.section()
		st.widths(width)
		return err
	case "w:sdt":
		return st.control(visit)
	case "w:ins":
		st.count(Insertions, "")
		return st.s.each(visit)
	case "w:moveTo":
		return st.s.each(visit)
	case "w:del":
		st.count(Deletions, "")
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
	if slices.Contains(through, e.name) {
		return st.s.each(visit)
	}
	return nil
}

// control reads a content control. One that shows only what should be filled in is empty; one that holds the table of contents is no text.
func (st *story) control(visit func(element) error) error {
	empty := false
	return st.s.each(func(e element) error {
		switch {
		case e.name == "w:sdtPr":
			return st.s.each(func(e element) error {
				switch e.name {
				case "w:showingPlcHdr":
					empty = toggleOf(e.attr("val")) == on
				case "w:docPartObj":
					return st.s.each(func(e element) error {
						if e.name == "w:docPartGallery" && e.attr("val") == "Table of Contents" {
							st.drop(Contents, "", "")
							empty = true
						}
						return nil
					})
				}
				return nil
			})
		case e.name == "w:sdtContent" && !empty:
			return st.s.each(visit)
		}
		return nil
	})
}

// understood are the prefixes of extensions that are read here. They are names by custom only, but every program keeps the custom.
var understood = []string{"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16se", "w16cid", "w16", "w16cex", "w16sdtdh", "a14", "wne", "v", "w"}

// alternate reads the first branch that is understood (ISO/IEC 29500-3, 9.3); the other ones say the same in another way.
func (st *story) alternate(visit func(element) error) error {
	taken := false
	return st.s.each(func(e element) error {
		switch {
		case taken:
			return nil
		case e.name == "mc:Fallback":
		case e.name != "mc:Choice":
			return nil
		default:
			for _, prefix := range strings.Fields(e.attr("Requires")) {
				if !slices.Contains(understood, prefix) {
					return nil
				}
			}
		}
		taken = true
		return st.s.each(visit)
	})
}

// Widths of text in twips.
const (
	defaultWidth = 8306 // of an A4 page with the margins of the Chinese Word, 3.18 cm
	emuPerTwip   = 635
)

// section returns the width of the text in a section that was just begun, in twips (ISO/IEC 29500-1, 17.6).
func (s *scanner) section() (int, error) {
	page, margins, columns, gap := 11906, 11906-defaultWidth, 1, 425
	err := s.each(func(e element) error {
		switch e.name {
		case "w:pgSz":
			page = number(e.attr("w"), page)
		case "w:pgMar":
			margins = number(e.attr("left"), 1800) + number(e.attr("right"), 1800) + number(e.attr("gutter"), 0)
		case "w:cols":
			columns, gap = number(e.attr("num"), 1), number(e.attr("space"), gap)
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
