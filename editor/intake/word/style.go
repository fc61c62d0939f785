package word

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"galley/editor/intake/word/opc"
	"galley/editor/model"
)

// toggle is a property that a style or a run may leave as it is, turn off or turn on.
type toggle uint8

const (
	inherit toggle = iota
	off
	on
)

// property is a place in [look].
type property uint8

const (
	bold property = iota
	italic
	strike
	doubleStrike
	vanish // the last of those that each kind of style turns over (ISO/IEC 29500-1, 17.7.3)
	dots
	underline
	raised
	lowered
	properties
)

// look is how a run looks, as far as the document can say it.
type look struct {
	on   [properties]toggle
	font string
}

// over returns the look with what b sets in its place.
func (l look) over(b look) look {
	for i, t := range b.on {
		if t != inherit {
			l.on[i] = t
		}
	}
	if b.font != "" {
		l.font = b.font
	}
	return l
}

// styled returns the look of a paragraph style with a character style in it: what both turn on is off again.
func (l look) styled(b look) look {
	out := l.over(b)
	for p := bold; p <= vanish; p++ {
		if l.on[p] == on && b.on[p] == on {
			out.on[p] = off
		}
	}
	return out
}

// looks are the elements of w:rPr that matter.
var looks = map[string]property{
	"w:b": bold, "w:i": italic, "w:strike": strike, "w:dstrike": doubleStrike, "w:vanish": vanish, "w:em": dots, "w:u": underline,
}

// runProperties are the properties of a run.
type runProperties struct {
	look     look
	style    string
	deleted  *Revision      // of a paragraph's mark: the paragraph runs on into the next
	inserted *Revision      // of a paragraph's mark: without it the paragraph runs on into the next
	was      *runProperties // before a tracked change of them
	changed  Revision       // which one
}

func readRunProperties(s *opc.Scanner) (p runProperties, err error) {
	err = s.Each(func(e opc.Element) error {
		if k, ok := looks[e.Name]; ok {
			p.look.on[k] = toggleOf(e.Attr("val"))
			return nil
		}
		switch e.Name {
		case "w:vertAlign":
			p.look.on[raised], p.look.on[lowered] = off, off
			switch e.Attr("val") {
			case "superscript":
				p.look.on[raised] = on
			case "subscript":
				p.look.on[lowered] = on
			}
		case "w:rFonts":
			if font := e.Attr("ascii"); isSymbolFont(font) {
				p.look.font = font
			} else if font != "" {
				p.look.font = "text"
			}
		case "w:rStyle":
			p.style = e.Attr("val")
		case "w:del", "w:moveFrom":
			v := revisionOf(e)
			p.deleted = &v
		case "w:ins", "w:moveTo":
			v := revisionOf(e)
			p.inserted = &v
		case "w:rPrChange":
			p.changed, p.was = revisionOf(e), &runProperties{}
			return s.Each(func(e opc.Element) (err error) {
				if e.Name == "w:rPr" {
					*p.was, err = readRunProperties(s)
				}
				return err
			})
		}
		return nil
	})
	return p, err
}

// toggleOf reads the value of a property: nothing means on; "none" is how w:u and w:em say off.
func toggleOf(v string) toggle {
	switch v {
	case "0", "false", "off", "none":
		return off
	}
	return on
}

// paragraphProperties are the properties of a paragraph that matter. Numbers are -1 where nothing is said.
type paragraphProperties struct {
	style   string
	list    int // the list's number; 0 takes the paragraph out of its style's list
	level   int // in the list
	outline int // 0 to 8 is a heading, 9 is text
	left    int // indent in twips
	centred toggle
	ruled   bool // has a line above or below
	mark    runProperties
	section int // the text width of the section that the paragraph ends, in twips
}

func noProperties() paragraphProperties {
	return paragraphProperties{list: -1, level: -1, outline: -1, left: -1, section: -1}
}

func (p paragraphProperties) over(b paragraphProperties) paragraphProperties {
	set := func(a *int, b int) {
		if b >= 0 {
			*a = b
		}
	}
	set(&p.list, b.list)
	set(&p.level, b.level)
	set(&p.outline, b.outline)
	set(&p.left, b.left)
	if b.centred != inherit {
		p.centred = b.centred
	}
	p.ruled = p.ruled || b.ruled
	p.style, p.mark, p.section = b.style, b.mark, b.section
	return p
}

func readParagraphProperties(s *opc.Scanner) (paragraphProperties, error) {
	p := noProperties()
	err := s.Each(func(e opc.Element) (err error) {
		switch e.Name {
		case "w:pStyle":
			p.style = e.Attr("val")
		case "w:numPr":
			return s.Each(func(e opc.Element) error {
				switch e.Name {
				case "w:ilvl":
					p.level = min(number(e.Attr("val"), -1), maxLevels-1)
				case "w:numId":
					p.list = number(e.Attr("val"), -1)
				}
				return nil
			})
		case "w:outlineLvl":
			p.outline = number(e.Attr("val"), -1)
		case "w:jc":
			if p.centred = off; e.Attr("val") == "center" {
				p.centred = on
			}
		case "w:ind":
			p.left = leftOf(e)
		case "w:pBdr":
			return s.Each(func(e opc.Element) error {
				if v := e.Attr("val"); (e.Name == "w:top" || e.Name == "w:bottom") && v != "none" && v != "nil" {
					p.ruled = true
				}
				return nil
			})
		case "w:rPr":
			p.mark, err = readRunProperties(s)
		case "w:sectPr":
			p.section, err = readSection(s)
		}
		return err
	})
	return p, err
}

// leftOf returns the left indent of w:ind, -1 if it has none.
func leftOf(e opc.Element) int {
	v, ok := e.Lookup("left")
	if !ok {
		v, ok = e.Lookup("start") // Strict
	}
	if !ok {
		return -1
	}
	return max(number(v, -1), -1)
}

// number reads an integer, or returns other.
func number(s string, other int) int {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return other
	}
	return int(n)
}

// role is what a paragraph is in the document.
type role uint8

const (
	text role = iota
	heading
	headline
	subtitle
	kicker
	abstract
	quote
	caption
	credit      // who made the picture before it
	rights      // whose the picture before it is
	particulars // what stands around the text and is a property of the article
	contents
)

// roles are the names of styles that give a paragraph its role, in lower case. Word and WPS store the English names of their own styles
// whatever their language; the Chinese names are those that people give.
var roles = map[string]role{
	"title": headline, "标题": headline, "標題": headline, "主标题": headline, "主標題": headline, "文章标题": headline,
	"subtitle": subtitle, "副标题": subtitle, "副標題": subtitle,
	"kicker": kicker, "引题": kicker, "引題": kicker, "眉题": kicker, "眉題": kicker,
	"abstract": abstract, "摘要": abstract, "提要": abstract,
	"quote": quote, "intense quote": quote, "block text": quote, "quotations": quote, "引用": quote, "明显引用": quote,
	"caption": caption, "image caption": caption, "题注": caption, "題注": caption, "图片说明": caption,
	"图片署名": credit, "圖片署名": credit, "图片版权": rights, "圖片版權": rights, "稿件信息": particulars,
	"toc heading": contents, "contents heading": contents, "目录": contents, "目錄": contents,
}

// marked are the names of styles of runs that mean a mark which Word has no property for.
var marked = map[string]model.MarkKind{"书名号": model.BookTitle, "書名號": model.BookTitle, "专名号": model.ProperName, "專名號": model.ProperName}

var (
	headingName  = regexp.MustCompile(`^(?:heading|标题|標題) ?([1-9])$`)
	contentsName = regexp.MustCompile(`^(?:toc|contents|目录|目錄) ?[1-9]$`)
)

// style is one style of the file.
type style struct {
	name      string
	based     string
	link      bool // the look of links, whose underline says nothing of its own
	mark      model.MarkKind
	look      look
	paragraph paragraphProperties
}

// face is what a style gives to a paragraph or a run, with all that it is based on.
type face struct {
	look      look
	paragraph paragraphProperties
	role      role
	rank      int // of a heading, from 1
	link      bool
	mark      model.MarkKind // 0 for none; its look says nothing of its own
}

// sheet is the styles of a file.
type sheet struct {
	styles    map[string]*style
	paragraph string // the style of paragraphs that name none
	faces     map[string]face
}

// readStyles reads the part of styles; a file may have none.
func readStyles(c *opc.Container, part string) (*sheet, error) {
	sh := &sheet{styles: map[string]*style{}, faces: map[string]face{}}
	if part == "" || !c.Has(part) {
		return sh, nil
	}
	return sh, c.Scan(part, func(s *opc.Scanner, root opc.Element) error {
		return s.Each(func(e opc.Element) error {
			if e.Name != "w:style" {
				return nil
			}
			id, kind := e.Attr("styleId"), e.Attr("type")
			if kind == "paragraph" && toggleOf(e.Attr("default")) == on && e.Attr("default") != "" {
				sh.paragraph = id
			}
			st := &style{paragraph: noProperties()}
			if kind == "paragraph" || kind == "character" || kind == "numbering" {
				sh.styles[id] = st
			}
			if len(sh.styles) > maxStyles {
				return opc.TooLarge("styles", maxStyles)
			}
			return s.Each(func(e opc.Element) (err error) {
				switch e.Name {
				case "w:name":
					st.name = strings.ToLower(strings.TrimSpace(e.Attr("val")))
					if kind == "character" {
						st.mark = marked[st.name]
					}
					st.link = kind == "character" && (st.name == "hyperlink" || st.name == "followedhyperlink" || st.name == "internet link")
				case "w:basedOn":
					st.based = e.Attr("val")
				case "w:rPr":
					var p runProperties
					p, err = readRunProperties(s)
					st.look = p.look
				case "w:pPr":
					st.paragraph, err = readParagraphProperties(s)
				}
				return err
			})
		})
	})
}

// face returns what a style gives. A style that is not in the file gives nothing; a chain that bites its tail ends where it does.
func (sh *sheet) face(id string) face {
	if f, ok := sh.faces[id]; ok {
		return f
	}
	var chain []*style
	var seen []string
	for at := id; sh.styles[at] != nil && !slices.Contains(seen, at) && len(chain) < 100; at = sh.styles[at].based {
		chain, seen = append(chain, sh.styles[at]), append(seen, at)
	}
	f := face{paragraph: noProperties()}
	for _, st := range slices.Backward(chain) {
		f.look = f.look.over(st.look)
		f.paragraph = f.paragraph.over(st.paragraph)
		f.link = f.link || st.link
		if st.mark != 0 {
			f.mark = st.mark
		}
	}
	f.paragraph.style = id
	if o := f.paragraph.outline; o >= 0 && o < 9 {
		f.role, f.rank = heading, o+1
	}
	for _, st := range chain {
		if m := headingName.FindStringSubmatch(st.name); m != nil {
			if f.paragraph.outline < 0 {
				f.role, f.rank = heading, number(m[1], 1)
			}
			break
		}
		if contentsName.MatchString(st.name) {
			f.role = contents
			break
		}
		if r, ok := roles[st.name]; ok {
			f.role = r
			break
		}
	}
	sh.faces[id] = f
	return f
}
