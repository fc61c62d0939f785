package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/model"
)

// Fragment reads the HTML that a program put on the clipboard: all of it is wanted, so that nothing is taken for furniture, a label or
// spam. Beside what a page has it understands what Word, WPS and Google Docs write: lists that are paragraphs with their signs in front,
// and marks that are only in styles. It returns the blocks, none for a fragment without text, and the pictures that travelled inside, by
// the digest that the figures name. The error is that of [Read].
func Fragment(text string) (blocks []*model.Node, pictures map[string][]byte, err error) {
	r := &reader{}
	if rest, ok := strings.CutPrefix(text, "Version:"); ok { // the head of Windows' format (CF_HTML)
		_, rest, _ = strings.Cut(rest, "<")
		text = "<" + rest
	}
	p, err := r.parse(text)
	if err != nil {
		return nil, nil, err
	}
	styledMarks(p.body)
	officeLists(p.body)
	for _, q := range r.convert(p) {
		if q.block != nil {
			blocks = append(blocks, q.block)
		}
	}
	return blocks, r.pictures, nil
}

// styledMarks makes elements of marks that are only declared in the style of an element, and none of elements whose style takes the mark
// back: Google Docs puts all it copies into a <b> of normal weight.
func styledMarks(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Span && n.DataAtom != atom.B && n.DataAtom != atom.Font {
			continue
		}
		style := declarations(attr(n, "style"))
		weight := style["font-weight"]
		if n.DataAtom == atom.B && (weight == "normal" || weight == "400") {
			n.DataAtom, n.Data = atom.Span, "span"
		}
		line := style["text-decoration"] + " " + style["text-decoration-line"]
		for _, m := range []struct {
			is   bool
			atom atom.Atom
		}{
			{weight == "bold" || weight == "700" || weight == "800" || weight == "900", atom.B},
			{style["font-style"] == "italic" || style["text-emphasis-style"] == "dot", atom.I},
			{strings.Contains(line, "underline") && !inLink(n), atom.U},
			{strings.Contains(line, "line-through"), atom.S},
			{style["vertical-align"] == "super", atom.Sup},
			{style["vertical-align"] == "sub", atom.Sub},
		} {
			if m.is {
				wrapChildren(n, m.atom)
			}
		}
	}
}

// declarations reads a style attribute, in lower case.
func declarations(style string) map[string]string {
	out := map[string]string{}
	for _, d := range strings.Split(strings.ToLower(style), ";") {
		if key, value, ok := strings.Cut(d, ":"); ok {
			out[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return out
}

func inLink(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// wrapChildren puts an element around all that is in n.
func wrapChildren(n *html.Node, a atom.Atom) {
	in := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		in.AppendChild(c)
	}
	n.AppendChild(in)
}

// officeLists makes lists of the paragraphs that Word and WPS write for their items: their style says mso-list with a level, and their sign
// stands in a span that is to be ignored.
func officeLists(root *html.Node) {
	var items []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && officeLevel(n) > 0 {
			items = append(items, n)
		}
	}
	var lists []*html.Node // open ones, the outermost first
	var last *html.Node
	for _, n := range items {
		level := min(officeLevel(n), maxLists)
		kind, start := atom.Ul, ""
		if sign := takeSign(n); sign != "" && sign[0] >= '0' && sign[0] <= '9' {
			kind, start = atom.Ol, strings.TrimRightFunc(sign, func(r rune) bool { return r < '0' || r > '9' })
		}
		if last == nil || !follows(n, last) {
			lists = nil
		}
		lists = lists[:min(len(lists), level)]
		if len(lists) == level && lists[level-1].DataAtom != kind {
			lists = lists[:level-1]
		}
		for len(lists) < level {
			list := &html.Node{Type: html.ElementNode, DataAtom: kind, Data: kind.String()}
			if start != "" {
				list.Attr = append(list.Attr, html.Attribute{Key: "start", Val: start})
			}
			switch outer := len(lists) - 1; {
			case outer < 0:
				n.Parent.InsertBefore(list, n)
			case lists[outer].LastChild == nil:
				lists[outer].AppendChild(&html.Node{Type: html.ElementNode, DataAtom: atom.Li, Data: "li"})
				fallthrough
			default:
				lists[outer].LastChild.AppendChild(list)
			}
			lists = append(lists, list)
		}
		last = lists[0]
		n.Parent.RemoveChild(n)
		n.DataAtom, n.Data, n.Attr = atom.P, "p", nil
		li := &html.Node{Type: html.ElementNode, DataAtom: atom.Li, Data: "li"}
		li.AppendChild(n)
		lists[level-1].AppendChild(li)
	}
}

// officeLevel returns the level of an item in a list of Word's, from 1, and 0 for any other element.
func officeLevel(n *html.Node) int {
	list := declarations(attr(n, "style"))["mso-list"]
	i := strings.Index(list, "level")
	if i < 0 || !slices.Contains([]atom.Atom{atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, n.DataAtom) {
		return 0
	}
	if c := list[i+len("level"):]; c != "" && c[0] >= '1' && c[0] <= '9' {
		return int(c[0] - '0')
	}
	return 1
}

// takeSign removes the sign of an item and returns it.
func takeSign(item *html.Node) string {
	for n := range item.Descendants() {
		if n.Type == html.ElementNode && strings.HasPrefix(declarations(attr(n, "style"))["mso-list"], "ignore") {
			sign := strings.TrimSpace(textContent(n))
			n.Parent.RemoveChild(n)
			return sign
		}
	}
	return ""
}

// follows reports whether nothing but blanks is between two siblings.
func follows(n, before *html.Node) bool {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		switch {
		case n == before:
			return true
		case n.Type == html.ElementNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			return false
		}
	}
	return false
}
