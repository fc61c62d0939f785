package intake

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// maxCellText is the length in bytes over which a cell is taken for a column of the page. Old sites lay pages out in tables.
const maxCellText = 600

// isDataTable tells a table of data from one that lays out the page: it has at least two rows and two columns, or heading cells, and no cell
// holds another table or the length of an article.
func isDataTable(n *html.Node) bool {
	rows, columns, heads := 0, 0, false
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Table, atom.Form, atom.H1, atom.Iframe:
			return false
		case atom.Tr:
			rows++
			n := 0
			for td := c.FirstChild; td != nil; td = td.NextSibling {
				if td.DataAtom == atom.Td || td.DataAtom == atom.Th {
					n++
				}
			}
			columns = max(columns, n)
		case atom.Th:
			heads = true
		case atom.Td:
			if len(han.Squeeze(textContent(c))) > maxCellText {
				return false
			}
		}
	}
	return rows > 0 && (heads || rows > 1 && columns > 1)
}

// table converts a table of data.
func (c *converter) table(n *html.Node, at place) {
	at.el, at.loose = n, true
	p := piece{el: n, hint: at.hint, hintFrom: at.from}
	var trs []*html.Node
	var caption []piece
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case d.DataAtom == atom.Tr && !c.page.hides(d):
			trs = append(trs, d)
		case d.DataAtom == atom.Tr:
			c.hide(d, at)
		case d.DataAtom == atom.Caption:
			caption = c.inside(d, at)
		}
	}
	c.flush(at, 0)
	c.out = append(c.out, caption...)
	var rows []*model.Node
	simplified := false
	for i, tr := range trs {
		var cells []*model.Node
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.Type != html.ElementNode || td.DataAtom != atom.Td && td.DataAtom != atom.Th {
				continue
			}
			if c.page.hides(td) {
				p.cut = append(p.cut, Dropped{Text: han.Squeeze(textContent(td)), Why: Hidden})
				continue
			}
			in := at
			in.el = td
			var content []*model.Node
			for _, q := range c.inside(td, in) {
				p.gather(&q)
				blocks, lost := cellBlocks(q.block)
				content, simplified = append(content, blocks...), simplified || lost
			}
			if len(content) == 0 {
				content = []*model.Node{model.New(model.Paragraph, model.Attrs{})}
			}
			cells = append(cells, model.New(model.TableCell, model.Attrs{
				Header:  td.DataAtom == atom.Th,
				ColSpan: spanOf(td, "colspan", 100),
				RowSpan: spanOf(td, "rowspan", min(len(trs)-i, 255)),
			}, content...))
		}
		if len(cells) > 0 {
			rows = append(rows, model.New(model.TableRow, model.Attrs{}, cells...))
		}
	}
	if len(rows) > 0 {
		p.block = model.New(model.Table, model.Attrs{}, rows...)
	}
	if simplified {
		p.notes = append(p.notes, Note{Kind: TableSimplified, Count: 1})
	}
	c.out = append(c.out, p)
}

func spanOf(n *html.Node, key string, most int) uint8 {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return uint8(min(v, max(most, 1)))
}

// cellBlocks returns a block as a cell can hold it, and whether something but its text was lost.
func cellBlocks(n *model.Node) ([]*model.Node, bool) {
	switch {
	case n == nil || n.Kind() == model.Figure && n.ContentSize() == 0:
		return nil, n != nil
	case model.TableCell.Allows(n.Kind()):
		return []*model.Node{n}, false
	case n.Kind().IsTextblock():
		return []*model.Node{model.New(model.Paragraph, model.Attrs{}, n.Children()...)}, true
	}
	var out []*model.Node
	for _, child := range n.Children() {
		blocks, _ := cellBlocks(child)
		out = append(out, blocks...)
	}
	return out, true
}
