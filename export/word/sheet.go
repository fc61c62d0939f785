package word

import (
	"strconv"
	"strings"

	"galley/assets/catalogue"
)

// sheet is what the styles of a language have.
type sheet struct {
	eastAsia         bool
	text, head, hand string // faces of Chinese: 宋体, 黑体, 楷体; those of the systems that Word runs on
	western, plain   string // faces of Western letters: in the text, in headings
	language         string
	eastern          string // language of Chinese text
	first            string // indent of the first line
}

var sheets = map[catalogue.Lang]*sheet{
	catalogue.ZhHans: {true, "宋体", "黑体", "楷体", "Times New Roman", "Arial", "en-US", "zh-CN", `<w:ind w:firstLineChars="200" w:firstLine="480"/>`},
	catalogue.ZhHant: {true, "新細明體", "微軟正黑體", "標楷體", "Times New Roman", "Arial", "en-US", "zh-TW", `<w:ind w:firstLineChars="200" w:firstLine="480"/>`},
	catalogue.En:     {false, "宋体", "黑体", "楷体", "Times New Roman", "Arial", "en-US", "zh-CN", ""},
}

func sheetOf(l catalogue.Lang) *sheet {
	if s := sheets[l]; s != nil {
		return s
	}
	return sheets[catalogue.ZhHans]
}

// face is a face of a sheet.
type face uint8

const (
	ofText face = iota
	ofHead
	ofHand // quotations, captions and what stands around a headline
)

// style is a style of paragraphs. Names of Word's own styles are English whatever its language; the others are those that people see.
//
// No style is bold or slanted: what a person made bold in a heading could not be told from the heading then.
type style struct {
	id, name, next string
	face           face
	size           int // half points; 0 for that of the text
	properties     string
	outline        int  // rank of a heading, from 1
	indents        bool // its first lines, as the language has it
}

var styles = []style{
	{id: "BodyText", name: "Body Text", indents: true},
	{id: "Kicker", name: "引题", next: "Title", face: ofHand, size: 30, properties: `<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/>`},
	{id: "Title", name: "Title", next: "BodyText", face: ofHead, size: 44, properties: `<w:keepNext/><w:spacing w:before="120" w:after="120" w:line="288" w:lineRule="auto"/><w:jc w:val="center"/>`},
	{id: "Subtitle", name: "Subtitle", next: "BodyText", face: ofHand, size: 30, properties: `<w:keepNext/><w:spacing w:before="60" w:after="120"/><w:jc w:val="center"/>`},
	{id: "Abstract", name: "摘要", next: "BodyText", face: ofHand, size: 22, properties: `<w:spacing w:before="120" w:after="120"/><w:ind w:left="420" w:right="420"/>`},
	{id: "Particulars", name: "稿件信息", face: ofText, size: 20, properties: `<w:spacing w:before="60" w:after="120"/><w:jc w:val="center"/>`},
	{id: "Heading1", name: "heading 1", next: "BodyText", face: ofHead, size: 32, properties: `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>`, outline: 1},
	{id: "Heading2", name: "heading 2", next: "BodyText", face: ofHead, size: 28, properties: `<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80"/>`, outline: 2},
	{id: "Heading3", name: "heading 3", next: "BodyText", face: ofHead, size: 24, properties: `<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="60"/>`, outline: 3},
	{id: "Quote", name: "Quote", face: ofHand, properties: `<w:ind w:left="420" w:right="420"/>`},
	{id: "ListParagraph", name: "List Paragraph"},
	{id: "TableText", name: "表格文字", size: 21, properties: `<w:spacing w:line="240" w:lineRule="auto"/>`},
	{id: "Figure", name: "图片", next: "Caption", properties: `<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`},
	{id: "Caption", name: "caption", next: "BodyText", face: ofHand, size: 21, properties: `<w:spacing w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`},
	{id: "Credit", name: "图片署名", next: "BodyText", face: ofHand, size: 18, properties: `<w:spacing w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>`},
	{id: "Rights", name: "图片版权", next: "BodyText", face: ofHand, size: 18, properties: `<w:spacing w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>`},
	{id: "Gap", name: "间隔", size: 10, properties: `<w:spacing w:line="240" w:lineRule="auto"/>`},
	{id: "FootnoteText", name: "footnote text", size: 18, properties: `<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>`},
	{id: "CommentText", name: "annotation text", size: 21},
}

// characters are the styles of runs.
var characters = []struct{ id, name, properties string }{
	{"Hyperlink", "Hyperlink", `<w:color w:val="0563C1"/><w:u w:val="single"/>`},
	{"FootnoteReference", "footnote reference", `<w:vertAlign w:val="superscript"/>`},
	{"CommentReference", "annotation reference", `<w:sz w:val="21"/><w:szCs w:val="21"/>`},
	{"BookTitle", "书名号", `<w:u w:val="wave"/>`},
	{"ProperName", "专名号", `<w:u w:val="single"/>`},
}

// fonts returns the faces of a style.
func (s *sheet) fonts(f face) string {
	east, west := s.text, s.western
	switch f {
	case ofHead:
		east, west = s.head, s.plain
	case ofHand:
		east = s.hand
	}
	return `<w:rFonts w:ascii="` + west + `" w:hAnsi="` + west + `" w:eastAsia="` + east + `" w:cs="` + west + `"/>`
}

// part returns the part of styles.
func (s *sheet) part() string {
	var b strings.Builder
	b.WriteString(`<w:styles ` + names + `><w:docDefaults><w:rPrDefault><w:rPr>` + s.fonts(ofText) + `<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="` + s.language + `" w:eastAsia="` + s.eastern +
		`" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>` +
		`<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, st := range styles {
		s.style(&b, st)
	}
	for _, c := range characters {
		b.WriteString(`<w:style w:type="character" w:styleId="` + c.id + `"><w:name w:val="` + c.name + `"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>` + c.properties + `</w:rPr></w:style>`)
	}
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(`</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr></w:tblStylePr></w:style></w:styles>`)
	return b.String()
}

func (s *sheet) style(b *strings.Builder, st style) {
	b.WriteString(`<w:style w:type="paragraph" w:styleId="` + st.id + `"><w:name w:val="` + st.name + `"/><w:basedOn w:val="Normal"/>`)
	if st.next != "" {
		b.WriteString(`<w:next w:val="` + st.next + `"/>`)
	}
	b.WriteString(`<w:qFormat/>`)
	properties := st.properties
	if st.indents {
		properties += s.first
	}
	if st.outline > 0 {
		properties += `<w:outlineLvl w:val="` + strconv.Itoa(st.outline-1) + `"/>`
	}
	if properties != "" {
		b.WriteString(`<w:pPr>` + properties + `</w:pPr>`)
	}
	b.WriteString(`<w:rPr>`)
	if st.face != ofText {
		b.WriteString(s.fonts(st.face))
	}
	if st.size > 0 {
		size := strconv.Itoa(st.size)
		b.WriteString(`<w:sz w:val="` + size + `"/><w:szCs w:val="` + size + `"/>`)
	}
	b.WriteString(`</w:rPr></w:style>`)
}
