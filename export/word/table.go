package word

import (
	"strconv"

	"galley/editor/grid"
	"galley/editor/model"
)

// row is what a row of a table has beside its cells.
type row struct {
	header bool
	change string // w:ins or w:del
}

// table writes a table.
func (w *writer) table(t *model.Node, at model.Pos, c context) {
	w.gone(at, c)
	w.leave(c)
	c = context{cell: true, last: true}
	var rows []row
	pos := at + 1
	for _, r := range t.Children() {
		one := row{header: heads(r)}
		if v := w.insertedRow(r, pos); v != nil {
			one.change = w.mark("ins", *v)
		}
		rows = append(rows, one)
		pos += model.Pos(r.Size())
	}
	w.cells(t, rows, func(cell grid.Cell) {
		c.whole = rows[cell.Row].change != ""
		w.blocks(cell.Node, at+cell.At+1, c)
		w.gone(at+cell.At+model.Pos(cell.Node.Size())-1, c)
	})
}

// insertedRow returns who made a row; nil for one that is not new. Where a row begins and ends among equal edges is anybody's guess: it is
// new when one of its edges is and all that stands in it.
func (w *writer) insertedRow(r *model.Node, at model.Pos) *revision {
	v := w.insertedAt(at)
	if v == nil {
		v = w.insertedAt(at + model.Pos(r.Size()) - 1)
	}
	r.Walk(func(n *model.Node, in model.Pos) bool {
		if from := at + 1 + in; n.Kind().IsLeaf() && v != nil && (w.insertedAt(from) == nil || w.nextChange(from, from+model.Pos(n.Size())) < from+model.Pos(n.Size())) {
			v = nil
		}
		return v != nil
	})
	return v
}

// goneTable writes a table that is gone.
func (g *goneWalk) goneTable(t *model.Node, v revision) {
	var rows []row
	for _, r := range t.Children() {
		rows = append(rows, row{header: heads(r), change: g.mark("del", v)})
	}
	g.cells(t, rows, func(cell grid.Cell) {
		for _, b := range cell.Node.Children() {
			r := g.newRuns("")
			for _, n := range inlineOf(b) {
				r.run(n, "", "del", &v)
			}
			r.close()
			g.body.WriteString(g.paragraph(`<w:pStyle w:val="TableText"/>`, "", r.String()))
		}
	})
	g.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="Gap"/>` + markOf(g.mark("del", v)) + `</w:pPr></w:p>`)
}

// inlineOf returns all inline content of a block.
func inlineOf(b *model.Node) []*model.Node {
	if b.Kind().IsTextblock() {
		return b.Children()
	}
	var out []*model.Node
	for _, c := range b.Children() {
		out = append(out, inlineOf(c)...)
	}
	return out
}

// heads reports whether all cells of a row are heads.
func heads(r *model.Node) bool {
	for _, c := range r.Children() {
		if !c.Attrs().Header {
			return false
		}
	}
	return true
}

// cells writes the frame of a table, and calls content for each cell where its content stands.
func (w *writer) cells(t *model.Node, rows []row, content func(grid.Cell)) {
	g := grid.Of(t)
	columns := max(g.Columns, 1)
	width := textWidth / columns
	b := &w.body
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="` + strconv.Itoa(width*columns) + `" w:type="dxa"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for range columns {
		b.WriteString(`<w:gridCol w:w="` + strconv.Itoa(width) + `"/>`)
	}
	b.WriteString(`</w:tblGrid>`)
	for r := range g.Rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if rows[r].header {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(rows[r].change + `</w:trPr>`)
		for column := 0; column < columns; {
			cell, ok := g.At(r, column)
			span := 1
			for column+span < columns {
				next, also := g.At(r, column+span)
				if !ok || !also || next.Node != cell.Node || next.At != cell.At {
					break
				}
				span++
			}
			b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width*span) + `" w:type="dxa"/>`)
			if span > 1 {
				b.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(span) + `"/>`)
			}
			begins := ok && cell.Row == r
			if ok && cell.Rows > 1 {
				b.WriteString(map[bool]string{true: `<w:vMerge w:val="restart"/>`, false: `<w:vMerge/>`}[begins])
			}
			b.WriteString(`</w:tcPr>`)
			if begins {
				content(cell)
			} else {
				b.WriteString(`<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>`)
			}
			b.WriteString(`</w:tc>`)
			column += span
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}
