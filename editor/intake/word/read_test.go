package word_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"galley/editor/intake/word"
	"galley/editor/model"
	"galley/editor/model/build"
)

// sheet returns a part of styles with further ones.
func sheet(more string) string { return strings.Replace(styles, "</w:styles>", more+"</w:styles>", 1) }

// level is a level of a list.
func level(i, start int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, start, format, text, more)
}

// numbering is a part with lists 1, 2, …, each with its own levels.
func numbering(lists ...string) string {
	s := `<w:numbering ` + names + `>`
	for i, levels := range lists {
		s += fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, i+1, levels)
	}
	for i := range lists {
		s += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i+1)
	}
	return s + `</w:numbering>`
}

// li is a paragraph of a list.
func li(list, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, list, r("", text))
}

// picture is an inline picture.
func picture(name, descr string, cx int, inBlip string) string {
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline><wp:extent cx="%d" cy="1"/><wp:docPr id="1" name="n" descr="%s"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>`+
		`<a:blip r:embed="%s"/>%s</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, cx, descr, name, inBlip)
}

const (
	begin    = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	separate = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
	end      = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	box      = `<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>`
	section  = `<w:sectPr><w:pgSz w:w="11000"/><w:pgMar w:left="500" w:right="500"/></w:sectPr>`
)

func instr(s string) string {
	return `<w:r><w:instrText xml:space="preserve">` + escape(s) + `</w:instrText></w:r>`
}

var cases = []struct {
	name    string
	body    string
	parts   parts
	want    string // as build.Format writes it
	dropped []word.Dropped
	notes   []word.Note
}{
	{name: "paragraphs", body: p("", r("", "甲")) + p("") + p("", r("", "  ")) + p("", r("", "乙")), want: "p(甲) p(乙)"},
	{name: "blanks of layout", body: p("", r("", "　　正文 "), r("", "\u00a0")), want: "p(正文)"},
	{name: "blanks to write on", body: p("", r("", "姓名："), r(`<w:u w:val="single"/>`, "    ")), want: "p(姓名：[u     ])"},
	{name: "two-character indent", body: `<w:p><w:pPr><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>` + r("", "正文") + `</w:p>`, want: "p(正文)"},
	{name: "blanks that XML does not keep", body: p("", `<w:r><w:t> 甲
 乙 </w:t></w:r>`), want: "p(甲  乙)"},
	{name: "control characters", body: p("", r("", "甲&#x85;乙\u2028丙")), want: "p(甲乙丙)", notes: []word.Note{{Kind: word.ControlCharacters, Count: 2}}},

	{name: "title, subtitle and more of them", body: p("Kicker", r("", "引")) + p("Title", r("", "主一")) + p("Title", r("", "主二")) + p("Subtitle", r("", "副")) +
		p("Abstract", r("", "要")) + p("", r("", "正文")) + p("Title", r("", "又一题")) + p("Subtitle", r("", "又一副题")),
		want: "kicker(引) headline(主一[br]主二) subtitle(副) abstract(要) p(正文) h1(又一题) p(又一副题)"},
	{name: "a heading that begins is the headline", body: p("1", r("", "通知")) + p("2", r("", "一")) + p("", r("", "文")), want: "headline(通知) h2(一) p(文)"},
	{name: "a centred line that begins", body: `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + r(`<w:b/>`, "关于放假的通知") + `</w:p>` + p("", r("", "各部门：")),
		want: "headline([strong 关于放假的通知]) p(各部门：)"},
	{name: "a centred sentence is none", body: `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + r("", "通知如下。") + `</w:p>` + p("", r("", "文")), want: "p(通知如下。) p(文)"},
	{name: "headings by the chain of styles", parts: parts{"word/styles.xml": sheet(
		`<w:style w:type="paragraph" w:styleId="x"><w:name w:val="章"/><w:basedOn w:val="y"/></w:style><w:style w:type="paragraph" w:styleId="y"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="z"><w:name w:val="标题 3"/></w:style><w:style w:type="paragraph" w:styleId="w"><w:name w:val="Heading 5"/></w:style>`)},
		body: p("", r("", "文")) + p("x", r("", "章")) + p("z", r("", "三")) + p("w", r("", "五")) + `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>` + r("", "直接") + `</w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="1"/><w:outlineLvl w:val="9"/></w:pPr>` + r("", "不是") + `</w:p>`,
		want: "p(文) h2(章) h3(三) h3(五) h1(直接) p(不是)"},
	{name: "styles in a circle", parts: parts{"word/styles.xml": sheet(`<w:style w:type="paragraph" w:styleId="x"><w:name w:val="甲"/><w:basedOn w:val="y"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="y"><w:name w:val="乙"/><w:basedOn w:val="x"/><w:rPr><w:b/></w:rPr></w:style>`)}, body: p("x", r("", "文")), want: "p([strong 文])"},
	{name: "no styles at all", body: p("nowhere", r("", "文")), want: "p(文)"},
	{name: "a table of contents", parts: parts{"word/styles.xml": sheet(`<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>`)},
		body: p("t", r("", "一、总则 1")) + p("", r("", "文")), want: "p(文)", dropped: []word.Dropped{{Why: word.Contents, Text: "一、总则 1"}}},

	{name: "marks", body: p("", r(`<w:b/>`, "粗"), r(`<w:i w:val="1"/>`, "斜"), r(`<w:em w:val="dot"/>`, "点"), r(`<w:u w:val="wave"/>`, "线"), r(`<w:dstrike/>`, "删"),
		r(`<w:vertAlign w:val="superscript"/>`, "上"), r(`<w:vertAlign w:val="subscript"/>`, "下"), r(`<w:b w:val="0"/><w:u w:val="none"/><w:em w:val="none"/>`, "平")),
		want: "p([strong 粗][em 斜点][u 线][s 删][sup 上][sub 下]平)"},
	{name: "toggles of styles", parts: parts{"word/styles.xml": sheet(`<w:style w:type="paragraph" w:styleId="x"><w:name w:val="粗段"/><w:rPr><w:b/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="y"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`)},
		body: p("x", r("", "甲"), r(`<w:rStyle w:val="y"/>`, "乙"), r(`<w:b w:val="0"/>`, "丙"), r(`<w:rStyle w:val="y"/><w:b/>`, "丁")) + p("", r(`<w:rStyle w:val="y"/>`, "戊")),
		want: "p([strong 甲]乙丙[strong 丁]) p([strong 戊])"},
	{name: "the look of headings is no stress", parts: parts{"word/styles.xml": strings.Replace(styles, `<w:name w:val="heading 2"/>`, `<w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr>`, 1)},
		body: p("", r("", "文")) + p("2", r("", "题"), r(`<w:b/>`, "目"), r(`<w:i/>`, "斜")), want: "p(文) h2(题目[em 斜])"},
	{name: "hidden text", body: p("", r("", "甲"), r(`<w:vanish/>`, "密"), r(`<w:vanish/>`, "文"), r("", "乙")), want: "p(甲乙)", dropped: []word.Dropped{{Why: word.Hidden, Text: "密文"}}},
	{name: "tabs, breaks and hyphens", body: p("", `<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:br w:type="page"/></w:r>`),
		want: "p(甲\t乙[br]丙[br]a\u2011b)"},
	{name: "a page that ends inside a paragraph", body: p("", `<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>`), want: "p(甲[br]乙)"},
	{name: "symbols", body: p("", `<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="F0A3"/><w:sym w:font="宋体" w:char="2103"/><w:sym w:font="Webdings" w:char="F041"/></w:r>`,
		r(`<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>`, "\uf0fe")), want: "p(✓α≤℃\ufffd☑)", notes: []word.Note{{Kind: word.UnknownSymbols, Text: "Webdings F041", Count: 1}}},
	{name: "phonetic guide", body: p("", `<w:r><w:ruby><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>`), want: "p(拼)", notes: []word.Note{{Kind: word.PhoneticGuides, Count: 1}}},
	{name: "formula", body: p("", r("", "当"), `<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>`, r("", "时")), want: "p(当a/b时)", notes: []word.Note{{Kind: word.Formulas, Count: 1}}},

	{name: "links", parts: parts{"rels": `<Relationship Id="l" Type="` + kinds + `hyperlink" Target="https://example.edu/a?b=1&amp;c=2" TargetMode="External"/><Relationship Id="j" Type="` + kinds + `hyperlink" Target="javascript:alert(1)" TargetMode="External"/>`},
		body: p("", `<w:hyperlink r:id="l" w:anchor="x">`+r("", "网页")+`</w:hyperlink><w:hyperlink w:anchor="y">`+r("", "书签")+`</w:hyperlink><w:hyperlink r:id="j">`+r("", "脚本")+`</w:hyperlink>`),
		want: "p([link=https://example.edu/a?b=1&c=2#x 网页]书签脚本)", notes: []word.Note{{Kind: word.LinkUnusable, Text: "javascript:alert(1)", Count: 1}}},
	{name: "fields", body: p("", begin, instr(` HYPERLINK "http://example.edu/" \l "top" \o "提示"`), r("", "看不见"), separate, r("", "链接"), end, r("", "，第"), begin, instr("PAGE"), separate, r("", "3"), end, r("", "页"),
		`<w:fldSimple w:instr="HYPERLINK &quot;mailto:a@example.edu&quot;">`+r("", "信箱")+`</w:fldSimple>`), want: "p([link=http://example.edu/#top 链接]，第3页[link=mailto:a@example.edu 信箱])"},
	{name: "a field of two paragraphs", body: p("", begin, instr("INCLUDETEXT x"), separate, r("", "甲")) + p("", r("", "乙"), end, r("", "丙")), want: "p(甲) p(乙丙)"},
	{name: "a field in a field", body: p("", begin, instr("IF "), begin, instr("PAGE"), separate, r("", "9"), end, instr("= 9"), separate, r("", "真"), end), want: "p(真)"},
	{name: "a drawn field", body: p("", r("", "甲"), begin, instr(`eq \o\ac(○,1)`), end), want: "p(甲)", dropped: []word.Dropped{{Why: word.Embedded, Text: `eq \o\ac(○,1)`}}},

	{name: "insertions and deletions", body: p("", r("", "保留"), `<w:ins w:id="1">`+r("", "插入")+`</w:ins><w:del w:id="2"><w:r><w:delText>删除</w:delText></w:r></w:del>`, r(`<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>`, "末尾")),
		want: "p(保留插入末尾)", notes: []word.Note{{Kind: word.Insertions, Count: 1}, {Kind: word.Deletions, Count: 1}}},
	{name: "an insertion that was deleted again", body: p("", r("", "甲"), `<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>`), want: "p(甲)",
		notes: []word.Note{{Kind: word.Insertions, Count: 1}, {Kind: word.Deletions, Count: 1}}},
	{name: "moves", body: p("", `<w:moveFrom w:id="1">`+r("", "动")+`</w:moveFrom>`, r("", "前")) + p("", `<w:moveTo w:id="2">`+r("", "动")+`</w:moveTo>`, r("", "后")), want: "p(前) p(动后)", notes: []word.Note{{Kind: word.Moves, Count: 1}}},
	{name: "a paragraph's end deleted", body: `<w:p><w:pPr><w:pStyle w:val="1"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + r("", "甲") + `</w:p>` + p("", r("", "乙")), want: "p(甲乙)"},
	{name: "the last paragraph's end deleted", body: p("", r("", "乙")) + `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + r("", "甲") + `</w:p>`, want: "p(乙) p(甲)"},
	{name: "old properties are not the new ones", body: `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="1"/></w:pPr></w:pPrChange></w:pPr>` + r("", "文") + `</w:p>`, want: "p(文)"},
	{name: "comments", body: p("", `<w:commentRangeStart w:id="0"/>`, r("", "文"), `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`), want: "p(文)", notes: []word.Note{{Kind: word.Comments, Count: 1}}},
	{name: "footnotes and endnotes", parts: parts{
		"word/footnotes.xml": `<w:footnotes ` + names + `><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">` + p("", `<w:r><w:footnoteRef/></w:r>`, r("", " 脚注")) + `</w:footnote></w:footnotes>`,
		"word/endnotes.xml":  `<w:endnotes ` + names + `><w:endnote w:id="2">` + p("", r("", "尾注")) + p("", r("", "又一段")) + `</w:endnote></w:endnotes>`},
		body: p("", r("", "甲"), `<w:r><w:endnoteReference w:id="2"/></w:r>`, r("", "乙"), `<w:r><w:footnoteReference w:id="2"/></w:r>`, `<w:r><w:footnoteReference w:id="7"/></w:r>`),
		want: "p(甲[note 尾注\n又一段]乙[note 脚注])", notes: []word.Note{{Kind: word.Endnotes, Count: 1}}},

	{name: "lists", parts: parts{"word/numbering.xml": numbering(level(0, 1, "decimal", "%1.", "")+level(1, 1, "lowerLetter", "%2)", ""), level(0, 1, "bullet", "\uf0b7", ""))},
		body: li(1, 0, "一") + li(1, 1, "甲") + li(1, 1, "乙") + p("") + li(1, 0, "二") + p("", r("", "文")) + li(1, 0, "三") + li(2, 0, "点"),
		want: "ol=1(li(p(一) ol=1(li(p(甲)) li(p(乙)))) li(p(二))) p(文) ol=3(li(p(三))) ul(li(p(点)))"},
	{name: "a list that begins anew", parts: parts{"word/numbering.xml": strings.Replace(numbering(level(0, 1, "decimal", "%1.", "")), `</w:numbering>`,
		`<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`, 1)},
		body: li(1, 0, "一") + li(1, 0, "二") + li(2, 0, "又一"), want: "ol=1(li(p(一)) li(p(二))) ol=1(li(p(又一)))"},
	{name: "a paragraph of an item", parts: parts{"word/numbering.xml": numbering(level(0, 1, "decimal", "%1.", `<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>`))},
		body: li(1, 0, "一") + `<w:p><w:pPr><w:ind w:left="720"/></w:pPr>` + r("", "续") + `</w:p>` + li(1, 0, "二"), want: "ol=1(li(p(一) p(续)) li(p(二)))"},
	{name: "numbers that are words", parts: parts{"word/numbering.xml": numbering(level(0, 1, "chineseCounting", "%1、", "")+level(1, 1, "decimal", "%1.%2", ""), level(0, 10, "chineseCountingThousand", "第%1条", `<w:suff w:val="space"/>`))},
		body: li(1, 0, "总则") + li(1, 1, "范围") + li(2, 0, "定义") + li(2, 0, "解释"), want: "p(一、总则) p(一.1 范围) p(第十条 定义) p(第十一条 解释)", notes: []word.Note{{Kind: word.NumbersTyped, Count: 4}}},
	{name: "numbered headings", parts: parts{
		"word/styles.xml":    strings.Replace(styles, `<w:outlineLvl w:val="1"/>`, `<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>`, 1),
		"word/numbering.xml": numbering(level(0, 1, "decimal", "%1", `<w:pStyle w:val="x"/>`) + level(1, 1, "upperRoman", "%2", `<w:pStyle w:val="2"/>`))},
		body: p("", r("", "文")) + p("2", r("", "总则")) + p("2", r("", "附则")), want: "p(文) h2(I 总则) h2(II 附则)", notes: []word.Note{{Kind: word.NumbersTyped, Count: 2}}},
	{name: "quotations", body: p("Quote", r("", "甲")) + p("Quote", r("", "乙")) + p("", r("", "丙")), want: "quote(p(甲) p(乙)) p(丙)"},
	{name: "a line across", body: p("", r("", "甲")) + `<w:p><w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr></w:p>` + p("", `<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>`), want: "p(甲) hr() hr()"},

	{name: "tables", body: `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", r("", "表头")) + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("", r("", "甲")) + `</w:tc><w:tc>` + p("", r("", "乙")) + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p("") + `</w:tc><w:tc>` + p("1", r("", "丙")) + `</w:tc></w:tr></w:tbl>` + p(""),
		want: "table(tr(th=2x1(p(表头))) tr(td=1x2(p(甲)) td(p(乙))) tr(td(p(丙))))", notes: []word.Note{{Kind: word.Simplified, Count: 1}}},
	{name: "a row that is covered", body: `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("", r("", "甲")) + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p("", r("", "密")) + `</w:tc></w:tr></w:tbl>`,
		want: "table(tr(td(p(甲))))", dropped: []word.Dropped{{Why: word.Hidden, Text: "密"}}},
	{name: "a table in a table, and a picture", parts: parts{"word/media/0.png": string(pictures[0].data)},
		body: `<w:tbl><w:tr><w:tc>` + p("", r("", "外")) + `<w:tbl><w:tr><w:tc>` + p("", r("", "内一")) + `</w:tc><w:tc>` + p("", r("", "内二")) + `</w:tc></w:tr></w:tbl>` + p("", picture("0.png", "", 0, "")) + `</w:tc></w:tr></w:tbl>` + p("", r("", "后")),
		want: "table(tr(td(p(外) p(内一) p(内二)))) fig=" + pictures[0].hash[:8] + "() p(后)", notes: []word.Note{{Kind: word.Simplified, Count: 1}, {Kind: word.PicturesMoved, Count: 1}}},
	{name: "rows added and taken out", body: `<w:tbl><w:tr><w:trPr><w:ins w:id="1"/></w:trPr><w:tc>` + p("", r("", "新")) + `</w:tc></w:tr><w:tr><w:trPr><w:del w:id="2"/></w:trPr><w:tc>` + p("", r("", "旧")) + `</w:tc></w:tr></w:tbl>`,
		want: "table(tr(td(p(新))))", notes: []word.Note{{Kind: word.Insertions, Count: 1}, {Kind: word.Deletions, Count: 1}}},
	{name: "columns left free", body: `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr><w:tc>` + p("", r("", "甲")) + `</w:tc></w:tr></w:tbl>`, want: "table(tr(td=2x1(p()) td(p(甲)) td(p())))"},

	{name: "a picture with its caption", parts: parts{"word/styles.xml": styles, "word/media/0.png": string(pictures[0].data)},
		body: p("", picture("0.png", "图书馆", 3175000, `<a:srcRect l="1000"/>`)) + p("Caption", r("", "图 1")) + p("", r("", "甲"), picture("0.png", "", 0, "")) + section,
		want: "fig=" + pictures[0].hash[:8] + "(图 1) p(甲) fig=" + pictures[0].hash[:8] + "()", notes: []word.Note{{Kind: word.PicturesCropped, Count: 1}}},
	{name: "pictures that cannot be used", parts: parts{"word/media/a.emf": "\x01\x00\x00\x00EMF", "word/media/b.png": string(pictures[0].data[:20]), "word/media/c.png": hugePNG,
		"rels": `<Relationship Id="x" Type="` + kinds + `image" Target="https://example.edu/x.png" TargetMode="External"/>`},
		body: p("", picture("a.emf", "", 0, ""), picture("b.png", "破", 0, ""), picture("c.png", "大", 0, ""), picture("x", "外", 0, ""), picture("nowhere", "无", 0, ""), r("", "文")), want: "p(文)",
		dropped: []word.Dropped{{Why: word.PictureFormat, Text: "a.emf"}, {Why: word.PictureDamaged, Text: "破"}, {Why: word.PictureDamaged, Text: "大"},
			{Why: word.PictureElsewhere, Text: "外", Address: "https://example.edu/x.png"}, {Why: word.PictureDamaged, Text: "无"}}},
	{name: "a text box, said twice", body: p("", r("", "甲"), `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>`+box+
		`</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>`+box+`</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, r("", "乙")),
		want: "p(甲乙) p(框内)", notes: []word.Note{{Kind: word.TextBoxes, Count: 1}}},
	{name: "an old text box", body: p("", `<w:r><w:pict><v:shape><v:textbox>`+box+`</v:textbox></v:shape></w:pict></w:r>`, r("", "乙")), want: "p(框内) p(乙)", notes: []word.Note{{Kind: word.TextBoxes, Count: 1}}},
	{name: "an extension that is not known", body: p("", `<w:r><mc:AlternateContent><mc:Choice Requires="zz"><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>`), want: "p(旧)"},
	{name: "objects", body: p("", r("", "甲"), `<w:r><w:object><v:shape/></w:object></w:r>`) + `<w:altChunk r:id="x"/>`, want: "p(甲)", dropped: []word.Dropped{{Why: word.Embedded}, {Why: word.Embedded, Text: "altChunk"}}},
	{name: "content controls", body: `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("", r("", "甲"), `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+r("", "单击此处")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>` +
		`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("", r("", "目录")) + `</w:sdtContent></w:sdt>`, want: "p(甲)", dropped: []word.Dropped{{Why: word.Contents}}},
	{name: "heads and feet of pages, macros, a template elsewhere", parts: parts{
		"word/header1.xml": `<w:hdr ` + names + `>` + p("", r("", "内部资料")) + `</w:hdr>`, "word/footer1.xml": `<w:ftr ` + names + `>` + p("", r("", "- 1 -")) + `</w:ftr>`, "word/vbaProject.bin": "x",
		"word/settings.xml": `<w:settings ` + names + `/>`, "word/_rels/settings.xml.rels": relations(`<Relationship Id="t" Type="` + kinds + `attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>`)},
		body: p("", r("", "文")), want: "p(文)", dropped: []word.Dropped{{Why: word.HeaderFooter, Text: "内部资料"}, {Why: word.Macros, Text: "word/vbaproject.bin"}},
		notes: []word.Note{{Kind: word.Outside, Text: "https://evil.example/t.dotm", Count: 1}}},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.parts["word/styles.xml"] == "" && !strings.Contains(c.body, "nowhere\"/></w:pPr>") {
				c.parts = withStyles(c.parts)
			}
			d, doc := read(t, file(c.body, c.parts))
			if got := build.Format(doc); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
			if !reflect.DeepEqual(d.Report.Dropped, c.dropped) {
				t.Errorf("dropped\n%+v, want\n%+v", d.Report.Dropped, c.dropped)
			}
			if !reflect.DeepEqual(d.Report.Notes, c.notes) {
				t.Errorf("notes\n%+v, want\n%+v", d.Report.Notes, c.notes)
			}
			strict := strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/",
				"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
				"http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
			again := parts{}
			for name, s := range unpack(t, file(c.body, c.parts)) {
				again[name] = s
				if strings.HasSuffix(name, "l") || strings.HasSuffix(name, ".rels") {
					again[name] = strict.Replace(s)
				}
			}
			if _, doc := read(t, pack(again)); build.Format(doc) != c.want {
				t.Errorf("Strict gives %s", build.Format(doc))
			}
		})
	}
}

func withStyles(more parts) parts {
	out := parts{"word/styles.xml": styles}
	for name, s := range more {
		out[name] = s
	}
	return out
}

// The files of other programs; testdata/README.md says how they were made.
func TestFilesOfOthers(t *testing.T) {
	for _, c := range []struct {
		file, want string
		dropped    []word.Dropped
		notes      []word.Note
		properties word.Properties
		width      uint16
	}{
		{"notice-pandoc.docx", "headline(关于举办校园读书节的通知) subtitle(第十二届) h1(一、总体安排) " +
			"p(读书节于[strong 四月二十三日]开幕，[em 主题]为“阅读与成长”。详见[link=https://news.example.edu/reading?year=2026&a=1 活动页面]。本次活动[note 含国际学生。]面向全体师生。) " +
			"quote(p(书籍是人类进步的阶梯。)) h2(日程) ol=1(li(p(开幕式)) li(p(讲座) ul(li(p(上午场)) li(p(下午场)))) li(p(闭幕式))) p(续前一项编号之外的段落。) " +
			"table(tr(th(p(时间)) th(p(地点)) th(p(负责人))) tr(td(p(9:00)) td(p(图书馆报告厅)) td(p(王老师))) tr(td(p(14:30)) td(p(教学楼 A101)) td(p(李老师)))) " +
			"fig=bfa5dc6a(图书馆正门) p(H[sub 2]O 与 x[sup 2]，[s 旧地点]新地点。) hr() p(联系人：张老师)",
			nil, nil, word.Properties{Title: "关于举办校园读书节的通知"}, 96},
		{"changes-libreoffice.docx", "headline(关于做好防汛工作的通知) h1(工作要求) p(各部门务必于今天完成[strong 检查]，[em 不留死角]。) " +
			"p(电话：010-12345678[note 工作时间接听。][br]地址：行政楼\t201 室) ol=3(li(p(值班) ul(li(p(白班)) li(p(夜班)))) li(p(巡查))) " +
			"table(tr(th=2x1(p(值班表))) tr(td=1x2(p(周一)) td(p(王老师))) tr(td(p(李老师)))) quote(p(安全第一。)) fig=bfa5dc6a() " +
			"p(附件见[link=https://news.example.edu/flood 网页]。)",
			[]word.Dropped{{Why: word.Hidden, Text: "内部备注"}},
			[]word.Note{{Kind: word.Insertions, Count: 1}, {Kind: word.Deletions, Count: 1}, {Kind: word.Comments, Count: 1}},
			word.Properties{Title: "防汛通知", Creator: "陈晨", Keywords: []string{"防汛", "校园"}}, 431},
	} {
		t.Run(c.file, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + c.file)
			if err != nil {
				t.Fatal(err)
			}
			d, doc := read(t, data)
			if got := build.Format(doc); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
			if !reflect.DeepEqual(d.Report, word.Report{Dropped: c.dropped, Notes: c.notes}) {
				t.Errorf("report %+v", d.Report)
			}
			if !reflect.DeepEqual(d.Properties, c.properties) {
				t.Errorf("properties %+v", d.Properties)
			}
			i := slices.IndexFunc(d.Body, func(n *model.Node) bool { return n.Kind() == model.Figure })
			if a := d.Body[i].Attrs(); a.Width != c.width || len(d.Pictures[a.Picture]) != 100 {
				t.Errorf("figure %+v with %d bytes", a, len(d.Pictures[a.Picture]))
			}
		})
	}
}

func TestWidth(t *testing.T) {
	more := parts{"word/media/0.png": string(pictures[0].data)}
	for _, c := range []struct {
		name, section string
		cx            int
		want          uint16
	}{
		{"half of a section", section, 10000 * 635 / 2, 500},
		{"wider than the text", section, 10000 * 635 * 2, 1000},
		{"of nothing", section, 0, 0},
		{"without a section", "", 8306 * 635 / 4, 250},
		{"in columns", `<w:sectPr><w:pgSz w:w="11000"/><w:pgMar w:left="500" w:right="500"/><w:cols w:num="2" w:space="400"/></w:sectPr>`, 4800 * 635, 1000},
		{"of a page without sense", `<w:sectPr><w:pgSz w:w="-7"/></w:sectPr>`, 8306 * 635, 1000},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, _ := read(t, file(p("", picture("0.png", "", c.cx, ""))+c.section, more))
			if got := d.Body[0].Attrs().Width; got != c.want {
				t.Errorf("width %d, want %d", got, c.want)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	core := func(s string) parts {
		return parts{"docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` + s + `</cp:coreProperties>`}
	}
	for _, c := range []struct {
		name, core string
		want       word.Properties
	}{
		{"all", `<dc:title> 通知 </dc:title><dc:creator>王 老师</dc:creator><cp:keywords>防汛；校园, 防汛</cp:keywords>`, word.Properties{Title: "通知", Creator: "王 老师", Keywords: []string{"防汛", "校园"}}},
		{"words at blanks", `<cp:keywords>甲 乙</cp:keywords>`, word.Properties{Keywords: []string{"甲", "乙"}}},
		{"nobody", `<dc:creator>Administrator</dc:creator>`, word.Properties{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, _ := read(t, file(p("", r("", "文")), core(c.core)))
			if !reflect.DeepEqual(d.Properties, c.want) {
				t.Errorf("%+v", d.Properties)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := word.Read(ctx, file(p("", r("", "文")), nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
