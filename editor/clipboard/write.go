package clipboard

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"galley/editor/model"
)

// writer writes the content of a slice that was cut at a position of a document.
type writer struct {
	at    model.ResolvedPos
	depth int // of the slice's nodes in the document
	open  int // nodes of the slice that are open at the start
}

// number returns the number of the first item of a list that is level nodes below the top of the slice. An open list begins with the item
// that it was cut in.
func (w writer) number(list *model.Node, level int, first bool) int {
	n := int(list.Attrs().Start)
	if d := w.depth + level; first && level < w.open && d <= w.at.Depth() {
		n += w.at.Index(d)
	}
	return n
}

// text writes nodes as lines, each with a line feed at its end. The lines of items begin with the number or a bullet; cells of a row are
// parted by tabs.
func (w writer) text(b *strings.Builder, nodes []*model.Node, indent string, first bool) {
	w.lines(b, nodes, indent, indent, 0, first)
}

// lines writes nodes, the first line after one lead and the others after another. Level counts the nodes around, and first says that all of
// them are the first of their parents.
func (w writer) lines(b *strings.Builder, nodes []*model.Node, lead, indent string, level int, first bool) {
	if len(nodes) > 0 && nodes[0].Kind().IsInline() {
		b.WriteString(lead + words(nodes) + "\n")
		return
	}
	for i, n := range nodes {
		if i > 0 {
			lead, first = indent, false
		}
		switch {
		case n.Kind().IsTextblock():
			if text := words(n.Children()); text != "" || !n.Kind().Isolates() {
				b.WriteString(lead + strings.ReplaceAll(text, "\n", "\n"+indent) + "\n")
			}
		case n.Kind() == model.Rule:
			b.WriteString(lead + "———\n")
		case n.Kind() == model.BulletList || n.Kind() == model.NumberedList:
			number := w.number(n, level, first)
			for j, item := range n.Children() {
				sign := "• "
				if n.Kind() == model.NumberedList {
					sign = strconv.Itoa(number+j) + ". "
				}
				if j > 0 {
					lead = indent
				}
				w.lines(b, item.Children(), lead+sign, indent+strings.Repeat(" ", len([]rune(sign))), level+2, first && j == 0)
			}
		case n.Kind() == model.Table:
			for j, row := range n.Children() {
				if j > 0 {
					lead = indent
				}
				cells := make([]string, len(row.Children()))
				for k, cell := range row.Children() {
					cells[k] = strings.ReplaceAll(cell.PlainText(), "\n", " ")
				}
				b.WriteString(lead + strings.Join(cells, "\t") + "\n")
			}
		default:
			w.lines(b, n.Children(), lead, indent, level+1, first)
		}
	}
}

func words(nodes []*model.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		if n.Kind() == model.Break {
			b.WriteByte('\n')
		}
		b.WriteString(n.Text())
	}
	return b.String()
}

// elements are the tags of the kinds that are plain elements.
var elements = map[model.Kind]string{
	model.Kicker: "p", model.Headline: "h1", model.Subtitle: "p", model.Abstract: "p", model.Paragraph: "p", model.Quote: "blockquote",
	model.BulletList: "ul", model.ListItem: "li", model.Table: "table", model.TableRow: "tr",
}

// marks are the tags of marks.
var marks = map[model.MarkKind]string{
	model.Strong: "strong", model.Emphasis: "em", model.Underline: "u", model.Strike: "s", model.Superscript: "sup", model.Subscript: "sub",
	model.BookTitle: "cite", model.ProperName: "u",
}

// html writes nodes as HTML. The picture of a figure does not travel; its caption does.
func (w writer) html(b *strings.Builder, nodes []*model.Node) { w.tags(b, nodes, 0, true) }

func (w writer) tags(b *strings.Builder, nodes []*model.Node, level int, first bool) {
	for i, n := range nodes {
		first = first && i == 0
		open, end := "", ""
		switch n.Kind() {
		case model.Text, model.Break, model.Footnote:
			writeInline(b, n)
			continue
		case model.Rule:
			b.WriteString("<hr>")
			continue
		case model.Heading:
			end = fmt.Sprintf("h%d", n.Attrs().Level)
			open = end
		case model.NumberedList:
			open, end = fmt.Sprintf(`ol start="%d"`, w.number(n, level, first)), "ol"
		case model.Figure:
			open, end = "figure><figcaption", "figcaption></figure"
		case model.TableCell:
			if end = "td"; n.Attrs().Header {
				end = "th"
			}
			if open = end; n.Attrs().ColSpan > 1 {
				open += fmt.Sprintf(` colspan="%d"`, n.Attrs().ColSpan)
			}
			if n.Attrs().RowSpan > 1 {
				open += fmt.Sprintf(` rowspan="%d"`, n.Attrs().RowSpan)
			}
		case model.Body:
		default:
			end = elements[n.Kind()]
			open = end
		}
		if n.Kind() == model.Body {
			w.tags(b, n.Children(), level+1, first)
			continue
		}
		b.WriteString("<" + open + ">")
		w.tags(b, n.Children(), level+1, first)
		b.WriteString("</" + end + ">")
	}
}

func writeInline(b *strings.Builder, n *model.Node) {
	end := ""
	for _, m := range n.Marks() {
		if m.Kind == model.Link {
			b.WriteString(`<a href="` + escape(m.Href) + `">`)
			end = "</a>" + end
			continue
		}
		b.WriteString("<" + marks[m.Kind] + ">")
		end = "</" + marks[m.Kind] + ">" + end
	}
	switch n.Kind() {
	case model.Break:
		b.WriteString("<br>")
	case model.Footnote: // other programs show a star; what it stands for is in its title
		b.WriteString(`<sup role="doc-noteref" title="` + escape(n.Attrs().Note) + `">*</sup>`)
	default:
		b.WriteString(escape(n.Text()))
	}
	b.WriteString(end)
}

func escape(s string) string { return html.EscapeString(s) }
