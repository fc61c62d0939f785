package build

import (
	"fmt"
	"strings"

	"galley/editor/model"
)

// Format returns the text from which [Doc] makes the document. What the text cannot say is lost: the credit, width and alternative text of
// a figure, and its picture but for the first characters of its digest.
func Format(doc *model.Node) string {
	var parts []string
	for _, c := range doc.Children() {
		switch {
		case c.Kind() == model.Body:
			parts = append(parts, formatAll(c.Children(), " "))
		case c.ContentSize() > 0:
			parts = append(parts, format(c))
		}
	}
	return strings.Join(parts, " ")
}

func formatAll(nodes []*model.Node, between string) string {
	var out []string
	for _, n := range nodes {
		out = append(out, format(n))
	}
	return strings.Join(out, between)
}

// FormatSlice returns the content of a slice as [Format] would write it, with the number of nodes that are open at each end.
func FormatSlice(s model.Slice) string {
	return fmt.Sprintf("%d|%s|%d", s.OpenStart, formatAll(s.Content, ""), s.OpenEnd)
}

func format(n *model.Node) string {
	if n.Kind().IsInline() {
		return formatInline(n)
	}
	between := " "
	if n.Kind().IsTextblock() {
		between = ""
	}
	return name(n) + "(" + formatAll(n.Children(), between) + ")"
}

func name(n *model.Node) string {
	a := n.Attrs()
	switch n.Kind() {
	case model.Kicker, model.Headline, model.Subtitle, model.Abstract:
		return n.Kind().String()
	case model.Heading:
		return fmt.Sprintf("h%d", a.Level)
	case model.NumberedList:
		return fmt.Sprintf("ol=%d", a.Start)
	case model.Figure:
		return "fig=" + a.Picture[:min(8, len(a.Picture))]
	case model.TableCell:
		s := "td"
		if a.Header {
			s = "th"
		}
		if a.ColSpan != 1 || a.RowSpan != 1 {
			s += fmt.Sprintf("=%dx%d", a.ColSpan, a.RowSpan)
		}
		return s
	}
	for s, b := range blockNames {
		if b.kind == n.Kind() {
			return s
		}
	}
	return n.Kind().String()
}

var escapes = strings.NewReplacer(`\`, `\\`, "<", `\<`, "[", `\[`, "]", `\]`, ")", `\)`)

func formatInline(n *model.Node) string {
	s := escapes.Replace(n.Text())
	if n.Kind() == model.Break {
		s = "[br]"
	}
	if n.Kind() == model.Footnote {
		s = "[note " + escapes.Replace(n.Attrs().Note) + "]"
	}
	for _, m := range n.Marks() {
		for word, k := range markNames {
			switch {
			case k != m.Kind:
			case m.Href != "":
				s = "[" + word + "=" + m.Href + " " + s + "]"
			default:
				s = "[" + word + " " + s + "]"
			}
		}
	}
	return s
}
