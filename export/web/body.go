package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/grid"
	"galley/editor/model"
	"galley/export"
)

// blocks writes the blocks of a body, a quote, an item or a cell.
func (w *writer) blocks(nodes []*model.Node) error {
	for _, n := range nodes {
		if err := w.block(n); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) block(n *model.Node) error {
	switch n.Kind() {
	case model.Paragraph:
		w.textblock("p", n)
	case model.Heading:
		if !blank(n) {
			w.textblock("h"+strconv.Itoa(w.rank(int(n.Attrs().Level))), n)
		}
	case model.Quote:
		return w.around("blockquote", n.Children())
	case model.BulletList:
		return w.list("ul", "", n)
	case model.NumberedList:
		start := ""
		if s := n.Attrs().Start; s != 1 {
			start = strconv.Itoa(int(s))
		}
		return w.list("ol", start, n)
	case model.Figure:
		return w.figure(n)
	case model.Table:
		return w.table(n)
	case model.Rule:
		w.raw("<hr>")
		w.line()
	}
	return nil
}

// blank reports whether a textblock shows nothing.
func blank(n *model.Node) bool {
	return !slices.ContainsFunc(n.Children(), func(c *model.Node) bool {
		return c.Kind() == model.Footnote || strings.TrimSpace(c.Text()) != ""
	})
}

// textblock writes a textblock; one that shows nothing is left out: distances are the style's.
func (w *writer) textblock(tag string, n *model.Node, attributes ...string) {
	if blank(n) {
		return
	}
	w.start(tag, attributes...)
	w.inline(n.Children())
	w.end(tag)
	w.line()
}

func (w *writer) around(tag string, nodes []*model.Node) error {
	w.start(tag)
	err := w.blocks(nodes)
	w.end(tag)
	w.line()
	return err
}

// rank returns the rank of a heading's element: the headline is h1, and no rank is passed over on the way down, whatever levels the article uses.
func (w *writer) rank(level int) int {
	for len(w.levels) > 0 && w.levels[len(w.levels)-1] >= level {
		w.levels = w.levels[:len(w.levels)-1]
	}
	w.levels = append(w.levels, level)
	return 1 + len(w.levels)
}

func (w *writer) list(tag, start string, n *model.Node) error {
	w.start(tag, "start", start)
	for _, item := range n.Children() {
		w.start("li")
		err := w.tight(item)
		w.end("li")
		if err != nil {
			return err
		}
		w.line()
	}
	w.end(tag)
	w.line()
	return nil
}

// tight writes the content of an item or a cell: of a single paragraph only its words.
func (w *writer) tight(n *model.Node) error {
	w.inside++
	defer func() { w.inside-- }()
	if c := n.Children(); len(c) == 1 && c[0].Kind() == model.Paragraph {
		w.inline(c[0].Children())
		return nil
	}
	return w.blocks(n.Children())
}

// table writes a table in a box that scrolls by itself where the screen is narrow.
func (w *writer) table(n *model.Node) error {
	g := grid.Of(n)
	w.tables++
	w.start("section", "class", "scroll", "tabindex", "0", "aria-label", w.words.S("web.table", "Number", strconv.Itoa(w.tables)))
	w.start("table")
	head := headRows(g)
	section := func(tag string, from, to int) error {
		if from == to {
			return nil
		}
		w.start(tag)
		for r := from; r < to; r++ {
			w.start("tr")
			for _, c := range g.Cells {
				if c.Row != r {
					continue
				}
				if err := w.cell(c, r < head); err != nil {
					return err
				}
			}
			for c := range g.Columns { // a row that is shorter than the others
				if _, ok := g.At(r, c); !ok {
					w.raw("<td></td>")
				}
			}
			w.end("tr")
		}
		w.end(tag)
		return nil
	}
	if err := section("thead", 0, head); err != nil {
		return err
	}
	if err := section("tbody", head, g.Rows); err != nil {
		return err
	}
	w.end("table")
	w.end("section")
	w.line()
	return nil
}

// headRows returns how many of the first rows are the table's head: rows of headers out of which no cell reaches.
func headRows(g grid.Grid) int {
	head := 0
	for r := 0; r < g.Rows-1; r++ {
		reach := r
		for c := range g.Columns {
			cell, ok := g.At(r, c)
			if ok && !cell.Node.Attrs().Header {
				return head
			}
			reach = max(reach, cell.Row+cell.Rows-1)
		}
		if reach == r {
			head = r + 1
		}
	}
	return head
}

func (w *writer) cell(c grid.Cell, head bool) error {
	tag, scope := "td", ""
	if c.Node.Attrs().Header && !empty(c.Node) { // an empty header heads nothing
		tag, scope = "th", "row"
		switch {
		case head && c.Columns > 1:
			scope = "colgroup"
		case head:
			scope = "col"
		case c.Rows > 1:
			scope = "rowgroup"
		}
	}
	w.start(tag, "scope", scope, "colspan", several(c.Columns), "rowspan", several(c.Rows))
	err := w.tight(c.Node)
	w.end(tag)
	return err
}

func empty(n *model.Node) bool { return strings.TrimSpace(n.PlainText()) == "" }

func several(n int) string {
	if n < 2 {
		return ""
	}
	return strconv.Itoa(n)
}

// figure writes a picture with its caption and credit. A picture that cannot be had or shown is left out and reported; what stands under it
// stays.
func (w *writer) figure(n *model.Node) error {
	a := n.Attrs()
	files, err := w.find(a.Shown())
	if err != nil {
		w.page.Notes = append(w.page.Notes, catalogue.T("web.picture_lost", "Picture", naming(n)))
	}
	width := ""
	if a.Width > 0 && a.Width < 1000 {
		step := max(1, (int(a.Width)+25)/50) // twentieths of the measure
		width = "w" + strconv.Itoa(5*step)
		w.widths[5*step] = true
	}
	credit := export.Credit(w.words, a)
	if err != nil && blank(n) && credit == "" {
		return nil
	}
	w.start("figure", "class", width)
	if err == nil {
		w.picture(n, files)
	}
	if !blank(n) || credit != "" {
		w.start("figcaption")
		w.inline(n.Children())
		if credit != "" {
			w.raw(" ")
			w.element("small", credit)
		}
		w.end("figcaption")
	}
	w.end("figure")
	w.line()
	return nil
}

// naming returns what a picture is called where it is not seen: its alternative text, or its caption.
func naming(n *model.Node) string {
	if alt := oneLine(n.Attrs().Alt); alt != "" {
		return alt
	}
	return oneLine(n.PlainText())
}

// find returns the files of a picture, which the page has from now on.
func (w *writer) find(hash string) ([]Picture, error) {
	if files, ok := w.found[hash]; ok {
		return files, nil
	}
	if w.article.Pictures == nil {
		return nil, fmt.Errorf("web: the piece has no pictures")
	}
	data, err := w.article.Pictures(hash)
	if err != nil {
		return nil, err
	}
	files, err := w.site.files(hash, data)
	if err != nil {
		return nil, err
	}
	w.found[hash] = files
	w.page.Pictures = append(w.page.Pictures, files...)
	return files, nil
}

func (w *writer) picture(n *model.Node, files []Picture) {
	last := files[len(files)-1]
	middle := files[min(1, len(files)-1)]
	var set []string
	for _, f := range files {
		set = append(set, w.to(f.Address)+" "+strconv.Itoa(f.Width)+"w")
	}
	sizes, lazy := "(min-width: 44rem) 40rem, 100vw", "lazy"
	if width := n.Attrs().Width; width > 0 && width < 1000 {
		sizes = fmt.Sprintf("(min-width: 44rem) %drem, 100vw", (int(width)*40+999)/1000)
	}
	if len(files) == 1 {
		set, sizes = nil, ""
	}
	if w.entry().Picture == nil {
		lazy = "" // the first is seen at once
		w.entry().Picture = &Thumbnail{files[0].Address, naming(n), files[0].Width, files[0].Height}
		w.share = middle
	}
	w.start("img", "src", w.to(middle.Address), "srcset", strings.Join(set, ", "), "sizes", sizes, "width", strconv.Itoa(last.Width), "height", strconv.Itoa(last.Height),
		"alt", naming(n), "loading", lazy, "decoding", "async")
}
