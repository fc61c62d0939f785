package word

import (
	"strconv"
	"strings"

	"galley/editor/model"
)

// context is where a block stands.
type context struct {
	depth  int  // lists around it
	number int  // numbering of the innermost list, 0 for none
	first  bool // it begins an item
	quote  bool
	cell   bool
	whole  bool // it stands in a row that is new or gone as a whole
	last   bool // nothing follows it in its cell, whose end is no end of a paragraph
}

// headStyles are the styles of the parts of the head.
var headStyles = map[model.Kind]string{model.Kicker: "Kicker", model.Headline: "Title", model.Subtitle: "Subtitle", model.Abstract: "Abstract"}

// story writes the document.
func (w *writer) story() {
	doc, at := w.piece.Doc, model.Pos(0)
	w.begin(w.options.Comments)
	for _, part := range doc.Children() {
		switch {
		case part.Kind() == model.Body:
			w.line("Particulars", w.particulars())
			for _, p := range w.piece.Particulars {
				w.line("BodyText", w.words.S("page.particular", "Label", p.Label, "Value", p.Text))
			}
			w.blocks(part, at+1, context{})
		case part.ContentSize() > 0 || w.touched(at, at+model.Pos(part.Size())):
			w.textblock(part, at, context{})
		}
		at += model.Pos(part.Size())
	}
	w.gone(at, context{})
	w.endMargin()
	for _, c := range w.credits() {
		w.line("Particulars", c)
	}
}

// line writes a paragraph of our own words.
func (w *writer) line(style, text string) {
	if text == "" {
		return
	}
	w.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r></w:p>`)
}

// blocks writes the children of a node whose content begins at a position.
func (w *writer) blocks(n *model.Node, at model.Pos, c context) {
	children := n.Children()
	inner := c
	for i, b := range children {
		inner.last = c.last && i == len(children)-1
		w.block(b, at, inner)
		// Tables that touch would be one, and what follows the last must be a paragraph.
		if last := i == len(children)-1; b.Kind() == model.Table && (last || children[i+1].Kind() == model.Table) {
			w.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>`)
		}
		at += model.Pos(b.Size())
		inner.first = false
	}
}

func (w *writer) block(b *model.Node, at model.Pos, c context) {
	if c.first && !startsItem(b) { // an item that begins with something else has an empty paragraph for its number
		w.gone(at, c)
		w.leave(c)
		w.body.WriteString(w.paragraph(w.props(model.New(model.Paragraph, model.Attrs{}), c), "", ""))
		c.first = false
	}
	switch k := b.Kind(); {
	case k == model.Figure:
		w.figure(b, at, c)
	case k.IsTextblock():
		w.textblock(b, at, c)
	case k == model.Quote:
		c.quote = true
		w.blocks(b, at+1, c)
	case k == model.BulletList || k == model.NumberedList:
		w.list(b, at, c)
	case k == model.Table:
		w.table(b, at, c)
	case k == model.Rule:
		w.gone(at, c)
		w.leave(c)
		w.rule(w.insertedAt(at), nil)
	}
}

// startsItem reports whether a block can carry the number of an item.
func startsItem(b *model.Node) bool { return b.Kind() == model.Paragraph || b.Kind() == model.Heading }

func (w *writer) list(l *model.Node, at model.Pos, c context) {
	c.number, c.depth = w.number(l, c.depth), min(c.depth+1, maxDepth)
	w.open = append(w.open[:min(len(w.open), c.depth-1)], c.number)
	pos := at + 1
	items := l.Children()
	inner := c
	inner.first = true
	for i, item := range items {
		inner.last = c.last && i == len(items)-1
		w.blocks(item, pos+1, inner)
		pos += model.Pos(item.Size())
	}
}

// props are the properties of a paragraph for a textblock: what stands in w:pPr but for its mark.
func (w *writer) props(b *model.Node, c context) string {
	style, own := "", ""
	switch k := b.Kind(); {
	case headStyles[k] != "":
		style = headStyles[k]
	case k == model.Heading && c.depth == 0: // in a list its number would be one of headings
		style = "Heading" + strconv.Itoa(int(b.Attrs().Level))
	case k == model.Figure:
		style = "Caption"
	case c.depth > 0:
		style = "ListParagraph"
	case c.quote:
		style = "Quote"
	case c.cell:
		style = "TableText"
	default:
		style = "BodyText"
	}
	switch {
	case c.depth == 0:
	case c.first:
		own = `<w:numPr><w:ilvl w:val="` + strconv.Itoa(c.depth-1) + `"/><w:numId w:val="` + strconv.Itoa(c.number) + `"/></w:numPr>`
	default:
		own = `<w:ind w:left="` + strconv.Itoa(indent*c.depth) + `" w:firstLine="0"/>`
	}
	return `<w:pStyle w:val="` + style + `"/>` + own
}

// paragraph returns w:p; mark is what the paragraph's mark has, and runs its content.
func (w *writer) paragraph(props, mark, runs string) string {
	return `<w:p><w:pPr>` + props + markOf(mark) + `</w:pPr>` + runs + `</w:p>`
}

// markOf returns the properties of a paragraph's mark.
func markOf(mark string) string {
	if mark == "" {
		return ""
	}
	return `<w:rPr>` + mark + `</w:rPr>`
}

// textblock writes a textblock. What is gone in it may end it early: the paragraphs that the text had stand before it then, each with a mark
// that is gone.
func (w *writer) textblock(b *model.Node, at model.Pos, c context) {
	w.gone(at, c)
	w.leave(c)
	props := w.props(b, c)
	r := w.newRuns(props)
	pos := at + 1
	for _, n := range b.Children() {
		r.inline(n, pos, c)
		pos += model.Pos(n.Size())
	}
	r.at(pos, c)
	r.close()
	mark := ""
	if p := w.insertedAt(pos); p != nil && !c.whole && !c.last {
		mark = w.mark("ins", *p)
	}
	if was := w.was(at); was != nil && was.node.Kind().IsTextblock() {
		if before := w.props(was.node, c); before != props {
			mark = markOf(mark) + w.wrapped("pPrChange", was.revision, `<w:pPr>`+before+`</w:pPr>`)
			w.body.WriteString(`<w:p><w:pPr>` + props + mark + `</w:pPr>` + r.String() + `</w:p>`)
			return
		}
	}
	w.body.WriteString(w.paragraph(props, mark, r.String()))
}

// rule writes a line across the column.
func (w *writer) rule(inserted, deleted *revision) {
	mark := ""
	switch {
	case inserted != nil:
		mark = w.mark("ins", *inserted)
	case deleted != nil:
		mark = w.mark("del", *deleted)
	}
	w.body.WriteString(w.paragraph(`<w:pStyle w:val="Gap"/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`, mark, ""))
}

// escape returns a text as it stands in XML.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "", "\n", " ").Replace
