package word_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"galley/editor/intake/han"
	"galley/editor/model"
	"galley/editor/model/build"
)

// writer writes documents as Word files, for these tests only: all that Word has a form for.
type writer struct {
	body      strings.Builder
	rels      strings.Builder
	abstracts strings.Builder
	nums      strings.Builder
	footnotes strings.Builder
	lists     int
	links     int
	notes     int
}

var paragraphStyles = map[model.Kind]string{model.Kicker: "Kicker", model.Headline: "Title", model.Subtitle: "Subtitle", model.Abstract: "Abstract"}

const styles = `<w:styles ` + names + `>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="base"><w:name w:val="Base Heading"/><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Kicker"><w:name w:val="引题"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Abstract"><w:name w:val="摘要"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
</w:styles>`

func (w *writer) write(doc *model.Node) []byte {
	media := parts{"word/styles.xml": styles}
	for _, c := range doc.Children() {
		if c.Kind() != model.Body {
			if c.ContentSize() > 0 {
				w.paragraph(paragraphStyles[c.Kind()], "", c.Children())
			}
			continue
		}
		w.blocks(c.Children(), 0)
	}
	fmt.Fprintf(&w.body, `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1453" w:right="1453"/></w:sectPr>`)
	if w.notes > 0 {
		media["word/footnotes.xml"] = `<w:footnotes ` + names + `>` + w.footnotes.String() + `</w:footnotes>`
	}
	doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			for i := range pictures {
				if pictures[i].hash == n.Attrs().Picture {
					media[fmt.Sprintf("word/media/%d.png", i)] = string(pictures[i].data)
				}
			}
		}
		return true
	})
	media["word/numbering.xml"] = `<w:numbering ` + names + `>` + w.abstracts.String() + w.nums.String() + `</w:numbering>`
	media["rels"] = w.rels.String()
	return file(w.body.String(), media)
}

func (w *writer) blocks(blocks []*model.Node, depth int) {
	for _, b := range blocks {
		switch b.Kind() {
		case model.Paragraph:
			w.paragraph("", "", b.Children())
		case model.Heading:
			w.paragraph(fmt.Sprint(b.Attrs().Level), "", b.Children())
		case model.Quote:
			for _, c := range b.Children() {
				w.paragraph("Quote", "", c.Children())
			}
		case model.BulletList, model.NumberedList:
			w.list(b, depth)
		case model.Rule:
			w.body.WriteString(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr></w:pPr></w:p>`)
		case model.Figure:
			w.figure(b)
		case model.Table:
			w.table(b)
		}
	}
}

// twips is the width of the text that write sets.
const twips = 9000

func (w *writer) figure(f *model.Node) {
	a := f.Attrs()
	for i := range pictures {
		if pictures[i].hash == a.Picture {
			fmt.Fprintf(&w.body, `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="%d" cy="5"/><wp:docPr id="1" name="图" descr="%s"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="%d.png"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
				int(a.Width)*twips*635/1000, escape(a.Alt), i)
		}
	}
	if f.ContentSize() > 0 {
		w.paragraph("Caption", "", f.Children())
	}
}

func (w *writer) list(l *model.Node, depth int) {
	w.lists++
	id := w.lists
	format := `<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>`
	if l.Kind() == model.NumberedList {
		format = fmt.Sprintf(`<w:start w:val="%d"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%%d."/>`, l.Attrs().Start, depth+1)
	}
	fmt.Fprintf(&w.abstracts, `<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="%d">%s</w:lvl></w:abstractNum>`, id, depth, format)
	fmt.Fprintf(&w.nums, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, id, id)
	for _, item := range l.Children() {
		first := item.Child(0)
		w.paragraph("", fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, depth, id), first.Children())
		w.blocks(item.Children()[1:], depth+1)
	}
}

func (w *writer) table(t *model.Node) {
	w.body.WriteString(`<w:tbl><w:tblPr/>`)
	for _, row := range t.Children() {
		w.body.WriteString(`<w:tr>`)
		if row.Child(0).Attrs().Header {
			w.body.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for _, cell := range row.Children() {
			fmt.Fprintf(&w.body, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr>`, cell.Attrs().ColSpan)
			w.blocks(cell.Children(), 0)
			w.body.WriteString(`<w:p/></w:tc>`)
		}
		w.body.WriteString(`</w:tr>`)
	}
	w.body.WriteString(`</w:tbl>`)
}

func (w *writer) paragraph(style, props string, inline []*model.Node) {
	if style != "" {
		props = `<w:pStyle w:val="` + style + `"/>` + props
	}
	w.body.WriteString(`<w:p><w:pPr>` + props + `</w:pPr>`)
	for _, n := range inline {
		w.run(n)
	}
	w.body.WriteString(`</w:p>`)
}

var runSigns = map[model.MarkKind]string{model.Strong: `<w:b/>`, model.Emphasis: `<w:em w:val="dot"/>`, model.Underline: `<w:u w:val="single"/>`,
	model.Strike: `<w:strike/>`, model.Superscript: `<w:vertAlign w:val="superscript"/>`, model.Subscript: `<w:vertAlign w:val="subscript"/>`}

// run writes a text with its marks, in as many runs as will show that runs do not matter.
func (w *writer) run(n *model.Node) {
	props, href := "", ""
	for _, m := range n.Marks() {
		props += runSigns[m.Kind]
		href += m.Href
	}
	if href != "" {
		w.links++
		fmt.Fprintf(&w.rels, `<Relationship Id="link%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, w.links, kinds, escape(href))
		fmt.Fprintf(&w.body, `<w:hyperlink r:id="link%d">`, w.links)
		defer w.body.WriteString(`</w:hyperlink>`)
	}
	if n.Kind() == model.Break {
		w.body.WriteString(`<w:r><w:rPr>` + props + `</w:rPr><w:br/></w:r>`)
		return
	}
	if n.Kind() == model.Footnote {
		w.notes++
		fmt.Fprintf(&w.body, `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, w.notes)
		fmt.Fprintf(&w.footnotes, `<w:footnote w:id="%d">%s</w:footnote>`, w.notes, p("", `<w:r><w:footnoteRef/></w:r>`, r("", " "+escape(n.Attrs().Note))))
		return
	}
	text := []rune(n.Text())
	for len(text) > 0 {
		k := min(len(text), 1+len(text)/2)
		w.body.WriteString(`<w:proofErr w:type="spellStart"/>` + r(props, escape(string(text[:k]))))
		text = text[k:]
	}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

// pictures are what the figures of these tests show.
var pictures = makePictures()

type shown struct {
	hash string
	data []byte
}

func makePictures() []shown {
	var out []shown
	for i := range 4 {
		var b bytes.Buffer
		m := image.NewGray(image.Rect(0, 0, 8+i, 6))
		m.Set(1, 1, color.White)
		if err := png.Encode(&b, m); err != nil {
			panic(err)
		}
		out = append(out, shown{build.Picture(b.String()), b.Bytes()})
	}
	return out
}

// wordly returns the document as Word can say it: no blanks at the ends of paragraphs and no empty paragraphs, which are layout; items that
// begin with a paragraph and go on with lists; quotations of paragraphs; a width for every figure.
func wordly(doc *model.Node) *model.Node {
	parts := slices.Clone(doc.Children())
	for i, c := range parts {
		if c.Kind() != model.Body {
			parts[i] = c.With(bare(c.Children())...)
		}
		if c.Kind() == model.Headline && parts[i].ContentSize() == 0 {
			parts[i] = c.With(model.NewText("题"))
		}
	}
	body := blocks(parts[4].Children())
	if len(body) == 0 {
		body = []*model.Node{model.New(model.Paragraph, model.Attrs{}, model.NewText("文"))}
	}
	parts[4] = parts[4].With(body...)
	return doc.With(parts...)
}

// bare takes the blanks at the ends away, as far as nothing is drawn at them.
func bare(in []*model.Node) []*model.Node {
	in = slices.Clone(in)
	for i, n := range in { // Word has neither mark, and the sign of a note has none
		if in[i] = n.WithMarks(n.Marks().Without(model.Mark{Kind: model.BookTitle}).Without(model.Mark{Kind: model.ProperName})); n.Kind() == model.Footnote {
			in[i] = n.WithMarks(nil)
		}
	}
	drawn := func(n *model.Node) bool {
		return n.Kind() == model.Break || n.Kind() == model.Footnote || n.Marks().Has(model.Mark{Kind: model.Underline}) || n.Marks().Has(model.Mark{Kind: model.Strike})
	}
	for len(in) > 0 && !drawn(in[0]) {
		if s := strings.TrimLeftFunc(in[0].Text(), han.IsIndent); s != "" {
			in = append([]*model.Node{model.NewText(s, in[0].Marks()...)}, in[1:]...)
			break
		}
		in = in[1:]
	}
	for len(in) > 0 && !drawn(in[len(in)-1]) {
		last := in[len(in)-1]
		if s := strings.TrimRightFunc(last.Text(), han.IsIndent); s != "" {
			in = append(slices.Clone(in[:len(in)-1]), model.NewText(s, last.Marks()...))
			break
		}
		in = in[:len(in)-1]
	}
	return in
}

func blocks(in []*model.Node) []*model.Node {
	var out []*model.Node
	for _, b := range in {
		switch k := b.Kind(); {
		case k == model.Figure:
			a := b.Attrs()
			a.Picture, a.Alt, a.Credit, a.Rights, a.Width, a.Crop = pictures[int(a.Picture[0])%4].hash, han.Squeeze(a.Alt), "", "", max(a.Width, 1), model.Crop{}
			out = append(out, b.WithAttrs(a).With(bare(b.Children())...))
		case k.IsTextblock():
			if c := bare(b.Children()); len(c) > 0 {
				out = append(out, b.With(c...))
			}
		case k == model.Quote:
			var ps []*model.Node
			for _, c := range paragraphs(b) {
				ps = append(ps, model.New(model.Paragraph, model.Attrs{}, c...))
			}
			if n := len(out); len(ps) > 0 && (n == 0 || out[n-1].Kind() != model.Quote) {
				out = append(out, b.With(ps...))
			}
		case k == model.BulletList || k == model.NumberedList:
			var items []*model.Node
			for _, item := range b.Children() {
				content := []*model.Node{model.New(model.Paragraph, model.Attrs{}, slices.Concat(paragraphs(item)...)...)}
				content[0] = content[0].With(bare(content[0].Children())...)
				for _, c := range item.Children() {
					if c.Kind() == model.BulletList || c.Kind() == model.NumberedList {
						content = append(content, blocks([]*model.Node{c})...)
					}
				}
				items = append(items, item.With(content...))
			}
			out = append(out, b.With(items...))
		case k == model.Table:
			out = append(out, b.With(rows(b)...))
		default:
			out = append(out, b)
		}
	}
	return out
}

func rows(table *model.Node) []*model.Node {
	var out []*model.Node
	for _, row := range table.Children() {
		var cells []*model.Node
		for _, c := range row.Children() {
			content := blocks(c.Children())
			if len(content) == 0 {
				content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
			}
			cells = append(cells, c.With(content...))
		}
		out = append(out, row.With(cells...))
	}
	return out
}

// paragraphs returns the inline content of the textblocks right inside a node, but for those that are empty.
func paragraphs(n *model.Node) [][]*model.Node {
	var out [][]*model.Node
	for _, c := range n.Children() {
		if c.Kind().IsTextblock() && c.Kind() != model.Figure {
			if in := bare(c.Children()); len(in) > 0 {
				out = append(out, in)
			}
		}
	}
	return out
}

// What is written as Word would write it comes back, every character and mark of it.
func TestWrittenComesBack(t *testing.T) {
	for seed := range uint64(400) {
		want := wordly(build.Random(build.Rand(seed), 12))
		if err := want.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		d, got := read(t, new(writer).write(want))
		if !got.Equal(want) {
			t.Fatalf("seed %d:\nwant %s\ngot  %s", seed, build.Format(want), build.Format(got))
		}
		if len(d.Report.Dropped) > 0 || len(d.Report.Notes) > 0 {
			t.Fatalf("seed %d: %+v", seed, d.Report)
		}
	}
}
