package word

import (
	"regexp"
	"strings"

	"galley/editor/intake/word/opc"
)

// maxLevels is how deep lists of Word go (ISO/IEC 29500-1, 17.9.3).
const maxLevels = 9

// level is how one depth of a list is numbered.
type level struct {
	start  int
	format string
	text   string // %1 stands for the number of the first level
	suffix string // tab, space or nothing
	style  string // the paragraph style that is of this level
	left   int
	stays  bool // does not begin anew behind a higher level
}

// abstract numbering is what several lists may share: levels, and the count, which goes on from one list to the next.
type numbering struct {
	levels [maxLevels]*level
	styled string // its levels are those of a numbering style
	counts [maxLevels]int
	begun  [maxLevels]bool
}

// list is what a paragraph's list number leads to.
type list struct {
	numbering string
	starts    map[int]int // levels that begin anew with this list
	levels    map[int]*level
}

// lists is the lists of a file.
type lists struct {
	numberings map[string]*numbering
	lists      map[int]*list
	sheet      *sheet
}

func readNumbering(c *opc.Container, part string, sh *sheet) (*lists, error) {
	ls := &lists{numberings: map[string]*numbering{}, lists: map[int]*list{}, sheet: sh}
	if part == "" || !c.Has(part) {
		return ls, nil
	}
	return ls, c.Scan(part, func(s *opc.Scanner, root opc.Element) error {
		return s.Each(func(e opc.Element) error {
			switch e.Name {
			case "w:abstractNum":
				if len(ls.numberings) > maxLists {
					return opc.TooLarge("lists", maxLists)
				}
				n := &numbering{}
				ls.numberings[e.Attr("abstractNumId")] = n
				return s.Each(func(e opc.Element) (err error) {
					switch e.Name {
					case "w:numStyleLink":
						n.styled = e.Attr("val")
					case "w:lvl":
						if i := number(e.Attr("ilvl"), -1); i >= 0 && i < maxLevels {
							n.levels[i], err = readLevel(s)
						}
					}
					return err
				})
			case "w:num":
				if len(ls.lists) > maxLists {
					return opc.TooLarge("lists", maxLists)
				}
				l := &list{starts: map[int]int{}, levels: map[int]*level{}}
				ls.lists[number(e.Attr("numId"), -1)] = l
				return s.Each(func(e opc.Element) error {
					switch e.Name {
					case "w:abstractNumId":
						l.numbering = e.Attr("val")
					case "w:lvlOverride":
						return readOverride(s, l, number(e.Attr("ilvl"), -1))
					}
					return nil
				})
			}
			return nil
		})
	})
}

func readOverride(s *opc.Scanner, l *list, at int) error {
	if at < 0 || at >= maxLevels {
		return nil
	}
	return s.Each(func(e opc.Element) (err error) {
		switch e.Name {
		case "w:startOverride":
			l.starts[at] = number(e.Attr("val"), 1)
		case "w:lvl":
			l.levels[at], err = readLevel(s)
		}
		return err
	})
}

func readLevel(s *opc.Scanner) (*level, error) {
	l := &level{start: 1, format: "decimal", left: -1}
	return l, s.Each(func(e opc.Element) error {
		v := e.Attr("val")
		switch e.Name {
		case "w:start":
			l.start = number(v, 1)
		case "w:numFmt":
			l.format = v
		case "w:lvlText":
			l.text = v
		case "w:suff":
			l.suffix = v
		case "w:pStyle":
			l.style = v
		case "w:lvlRestart":
			l.stays = v == "0"
		case "w:pPr":
			return s.Each(func(e opc.Element) error {
				if e.Name == "w:ind" {
					l.left = leftOf(e)
				}
				return nil
			})
		}
		return nil
	})
}

// numbering returns the numbering of a list, through at most a few numbering styles.
func (ls *lists) numbering(id int) (*list, *numbering) {
	for range 5 {
		l := ls.lists[id]
		if l == nil {
			return nil, nil
		}
		n := ls.numberings[l.numbering]
		if n == nil || n.styled == "" {
			return l, n
		}
		id = ls.sheet.face(n.styled).paragraph.list
	}
	return nil, nil
}

// item is the place of a paragraph in a list.
type item struct {
	of       *numbering
	depth    int
	numbered bool
	value    int // of a numbered item
	left     int // indent of its text in twips, -1 if unknown
}

// mark is what Word puts before a paragraph.
type mark struct {
	item  *item
	typed string // a number that a list of the document cannot show, as text
	runOn int    // for a level without a sign: the depth of the item that the paragraph belongs to, else -1
}

// next counts the paragraph in and returns what stands before it; false if nothing does.
func (ls *lists) next(p paragraphProperties, isHeading bool) (mark, bool) {
	m := mark{runOn: -1}
	if p.list <= 0 {
		return m, false
	}
	l, n := ls.numbering(p.list)
	if n == nil {
		return m, false
	}
	depth := ls.depth(p, n)
	at := func(i int) *level {
		if v := l.levels[i]; v != nil {
			return v
		}
		return n.levels[i]
	}
	lv := at(depth)
	switch {
	case lv == nil:
		return m, false
	case lv.format == "bullet" && strings.TrimSpace(lv.text) == "", lv.format == "none" && strings.TrimSpace(lv.text) == "":
		m.runOn = depth
		return m, true
	case lv.format == "bullet":
		if isHeading {
			return m, false
		}
		m.item = &item{of: n, depth: depth, left: lv.left}
		return m, true
	}
	for i := range depth {
		if !n.begun[i] && at(i) != nil {
			n.counts[i], n.begun[i] = at(i).start, true
		}
	}
	start, anew := l.starts[depth]
	switch {
	case anew:
		n.counts[depth] = start
		delete(l.starts, depth)
	case n.begun[depth]:
		n.counts[depth]++
	default:
		n.counts[depth] = lv.start
	}
	n.begun[depth] = true
	for i := depth + 1; i < maxLevels; i++ {
		if deeper := at(i); deeper == nil || !deeper.stays {
			n.begun[i] = false
		}
	}
	if !isHeading && listNumber.MatchString(lv.text) && listFormats[lv.format] && n.counts[depth] >= 0 {
		m.item = &item{of: n, depth: depth, numbered: true, value: n.counts[depth], left: lv.left}
		return m, true
	}
	m.typed = n.typed(lv, at)
	return m, m.typed != ""
}

// depth returns the level of a paragraph: its own, or the one that is of its style.
func (ls *lists) depth(p paragraphProperties, n *numbering) int {
	if p.level >= 0 {
		return p.level
	}
	for i, lv := range n.levels {
		if lv != nil && lv.style != "" && lv.style == p.style {
			return i
		}
	}
	return 0
}

var (
	// listNumber is a sign that a numbered list stands for: one number with the marks that are about a number.
	listNumber = regexp.MustCompile(`^[(（\[]?%[1-9][.．、。)）:\]]?$`)

	// listFormats are the formats of numbers that a numbered list stands for; 一、 and 甲、 are words of the text in Chinese.
	listFormats = map[string]bool{
		"decimal": true, "decimalZero": true, "decimalFullWidth": true, "decimalHalfWidth": true, "lowerLetter": true, "upperLetter": true,
		"lowerRoman": true, "upperRoman": true,
	}
)

// typed returns the sign before a paragraph as a person would type it.
func (n *numbering) typed(lv *level, at func(int) *level) string {
	var out strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if d := lv.text[i]; d == '%' && i+1 < len(lv.text) && lv.text[i+1] >= '1' && lv.text[i+1] <= '9' {
			i++
			of := int(lv.text[i] - '1')
			if l := at(of); l != nil {
				out.WriteString(numeral(l.format, n.counts[of]))
			}
			continue
		}
		out.WriteByte(lv.text[i])
	}
	s := out.String()
	switch last := s[max(len(s)-1, 0):]; {
	case s == "" || lv.suffix == "nothing":
	case lv.suffix == "space", last != "" && last[0] < 0x80: // behind a full-width mark the tab is only layout
		s += " "
	}
	return s
}
