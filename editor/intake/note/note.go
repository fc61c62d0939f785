// Package note makes the words of a footnote of the blocks that a file has for it.
package note

import (
	"strings"

	"galley/editor/model"
)

// Words returns what a footnote made of blocks says: a line for each textblock. The address of a link follows its words where they do not
// say it, for a note often is nothing but a source; pictures and what is only look go.
func Words(blocks []*model.Node) string {
	var b strings.Builder
	for _, n := range blocks {
		words(&b, n)
	}
	return model.CleanNote(b.String())
}

func words(b *strings.Builder, n *model.Node) {
	children := n.Children()
	for i, c := range children {
		switch c.Kind() {
		case model.Break:
			b.WriteByte('\n')
		case model.Footnote:
		case model.Text:
			b.WriteString(c.Text())
			link, linked := c.Marks().Find(model.Link)
			if goesOn := i+1 < len(children) && children[i+1].Marks().Has(link); linked && !goesOn && !says(children[:i+1], link) {
				b.WriteString(" " + strings.TrimPrefix(link.Href, "mailto:") + " ")
			}
		default:
			words(b, c)
		}
	}
	if n.Kind().IsTextblock() {
		b.WriteByte('\n')
	}
}

// says reports whether the words of the link that ends a list of nodes have its address.
func says(nodes []*model.Node, link model.Mark) bool {
	text := ""
	for i := len(nodes) - 1; i >= 0 && nodes[i].Marks().Has(link); i-- {
		text = nodes[i].Text() + text
	}
	_, address, ok := strings.Cut(link.Href, ":")
	if !ok {
		address = link.Href
	}
	return strings.Contains(text, strings.Trim(address, "/"))
}
