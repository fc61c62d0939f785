package intake

import (
	"io"
	"log/slog"
	"strconv"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/label"
)

// maxFindElements bounds the pages that are given to readability, which goes over the tree many times.
const maxFindElements = 30_000

// markPrefix begins the attribute that numbers an element, so that it is found again in what readability returns.
const markPrefix = "data-intake-"

// find returns the element that holds the article, and how it was found. Readability says which blocks belong to the article; the element is
// the smallest one around those of them that read like paragraphs, so that a short paragraph, or one with links, between them is not lost.
func (r *reader) find(p *page, ps []piece) (*html.Node, string) {
	if kept := r.readability(p); kept != nil {
		var in []*html.Node
		for i := range ps {
			if ps[i].substantial() && kept[ps[i].el] && wording(ps[i].text()) == 0 && r.labelsOf(&ps[i], true) == nil && judgeSpam(&ps[i]) == 0 {
				in = append(in, ps[i].el)
			}
		}
		if n := around(in); n != nil {
			return r.widen(n, ps), "html"
		}
	}
	return r.widen(r.densest(p, ps), ps), "html-density"
}

// readability returns the elements that readability takes for the article, nil if it finds none.
func (r *reader) readability(p *page) map[*html.Node]bool {
	var all []*html.Node
	for n := range p.body.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	if len(all) > maxFindElements {
		return nil
	}
	for i, n := range all {
		n.Attr = append(n.Attr, html.Attribute{Key: markPrefix + strconv.Itoa(i)})
	}
	parser := readability.NewParser()
	parser.CharThresholds = 100 // a notice may be two sentences
	parser.DisableJSONLD = true
	parser.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	article, err := parser.ParseDocument(p.root, p.base)
	for _, n := range all {
		n.Attr = n.Attr[:len(n.Attr)-1]
	}
	if err != nil || article.Node == nil {
		return nil // nothing found; the caller counts for itself
	}
	kept := map[*html.Node]bool{}
	for n := range article.Node.Descendants() {
		for _, a := range n.Attr {
			if number, ok := strings.CutPrefix(a.Key, markPrefix); ok {
				if i, err := strconv.Atoi(number); err == nil && i < len(all) {
					kept[all[i]] = true
				}
			}
		}
	}
	return kept
}

// around returns the smallest element around all of the given ones, nil for none.
func around(in []*html.Node) *html.Node {
	if len(in) == 0 {
		return nil
	}
	path := pathTo(in[0])
	for _, n := range in[1:] {
		other := pathTo(n)
		i := 0
		for i < len(path) && i < len(other) && path[i] == other[i] {
			i++
		}
		path = path[:i]
	}
	return path[len(path)-1]
}

// pathTo returns the elements from the root down to n.
func pathTo(n *html.Node) []*html.Node {
	var up []*html.Node
	for ; n != nil; n = n.Parent {
		up = append(up, n)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// widen climbs from a block of one paragraph to the element that holds its neighbours. Out of a paragraph, a list, a quote or a table of data
// it always climbs; out of a box with one paragraph, one of several alike or one beside other paragraphs, as long as all that it meets is text
// without links. A paragraph too many is seen in the text; one too few is only seen in the report.
func (r *reader) widen(n *html.Node, ps []piece) *html.Node {
	for n.DataAtom != atom.Body && n.Parent != nil && n.Parent.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Article, atom.Main:
			return n
		case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Table:
			if t := tableOf(n); t == nil || !isDataTable(t) {
				if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
					return n
				}
			}
		case atom.Div, atom.Section, atom.Center, atom.Form:
			from, to := extent(ps, n)
			above, below := extent(ps, n.Parent)
			if worded(ps[from:to]) > 1 && !hasTwin(n) && !anySubstantial(ps[above:from]) && !anySubstantial(ps[to:below]) {
				return n
			}
			if !r.quiet(ps[above:from]) || !r.quiet(ps[to:below]) {
				return n
			}
		}
		n = n.Parent
	}
	return n
}

// hasTwin reports whether a box stands beside another of the same name and class: the parts of one article.
func hasTwin(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s != n && s.Type == html.ElementNode && s.DataAtom == n.DataAtom && attr(s, "class") == attr(n, "class") {
			return true
		}
	}
	return false
}

func anySubstantial(ps []piece) bool {
	for i := range ps {
		if ps[i].substantial() {
			return true
		}
	}
	return false
}

// worded counts the pieces that have words.
func worded(ps []piece) int {
	n := 0
	for i := range ps {
		if ps[i].runes > 0 {
			n++
		}
	}
	return n
}

// quiet reports whether pieces can be neighbours of a paragraph: text, and no links but to what is enclosed.
func (r *reader) quiet(ps []piece) bool {
	for i := range ps {
		p := &ps[i]
		if p.runes == 0 || p.hint == 0 && p.links == 0 && wording(p.text()) == 0 && judgeSpam(p) == 0 || strings.HasPrefix(p.text(), "附件") {
			continue
		}
		return false
	}
	return true
}

func tableOf(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table {
			return n
		}
	}
	return nil
}

// densest returns the element whose own blocks hold the most text outside links. It serves when readability gives nothing: very large pages
// and very short ones.
func (r *reader) densest(p *page, ps []piece) *html.Node {
	weight := map[*html.Node]int{}
	best := p.body
	for i := range ps {
		q := &ps[i]
		if q.block == nil || q.linkDense() || q.hint != 0 || wording(q.text()) != 0 || judgeSpam(q) != 0 || q.heads > 0 {
			continue
		}
		if _, ok := label.Breadcrumb(q.text(), false); ok || r.labelsOf(q, true) != nil {
			continue
		}
		n := q.runes - q.linked
		if q.substantial() {
			n *= 3
		}
		for el, share := q.el, 4; el != nil && share > 2; el, share = el.Parent, share-1 {
			weight[el] += n * share / 4
			if weight[el] > weight[best] {
				best = el
			}
		}
	}
	return best
}
