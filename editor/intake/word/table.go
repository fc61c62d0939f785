package word

import (
	"slices"

	"galley/editor/intake/word/opc"
	"galley/editor/model"
)

// maxSpan is how many columns or rows a cell of the model can cover.
const maxSpan = 255

// cell is a cell of a table that is being read.
type cell struct {
	columns, rows int
	header        bool
	content       []*model.Node
}

// cellProperties are those of w:tcPr that matter.
type cellProperties struct {
	columns int
	merge   string // vMerge: "restart", "continue" or ""
	beside  bool   // hMerge: covered by the cell before it
}

// table is a table that is being read.
type table struct {
	*story
	out    *flow
	rows   [][]*cell
	open   map[int]*cell // cells that may go on below, by their column
	grown  []*cell       // cells that go on in this row
	moved  []block       // figures of its cells
	nested bool          // in a cell of another table: its words go into that cell
	simple bool          // something was lost that is not words
}

// table reads w:tbl.
func (st *story) table(out *flow) error {
	t := &table{story: st, out: out, open: map[int]*cell{}, nested: st.tables > 0}
	st.tables++
	err := st.s.Each(t.child)
	st.tables--
	if err != nil {
		return err
	}
	if t.simple || t.nested {
		st.count(Simplified, "")
	}
	if t.nested {
		return nil
	}
	var rows []*model.Node
	for _, r := range t.rows {
		var cells []*model.Node
		for _, c := range r {
			cells = append(cells, model.New(model.TableCell, model.Attrs{Header: c.header, ColSpan: uint8(c.columns), RowSpan: uint8(c.rows)}, c.content...))
		}
		rows = append(rows, model.New(model.TableRow, model.Attrs{}, cells...))
	}
	out.end()
	if len(rows) > 0 {
		out.blocks = append(out.blocks, block{node: model.New(model.Table, model.Attrs{}, rows...), left: -1, runOn: -1})
	}
	for range t.moved {
		st.count(PicturesMoved, "")
	}
	out.blocks = append(out.blocks, t.moved...)
	return nil
}

func (t *table) child(e opc.Element) error {
	switch e.Name {
	case "w:tr":
		return t.row()
	case "w:sdt":
		return t.control(t.child)
	case "w:ins", "w:moveTo":
		if t.carries(revisionOf(e)) {
			return t.s.Each(t.child)
		}
	case "w:del", "w:moveFrom":
		if !t.carries(revisionOf(e)) {
			return t.s.Each(t.child)
		}
	case "mc:AlternateContent":
		return t.alternate(t.child)
	}
	if slices.Contains(through, e.Name) {
		return t.s.Each(t.child)
	}
	return nil
}

// row reads w:tr.
func (t *table) row() error {
	var cells []*cell
	column, after, header, deleted := 0, 0, false, false
	t.grown = t.grown[:0]
	t.paragraphs++
	if err := t.within(); err != nil {
		return err
	}
	var child func(e opc.Element) error
	child = func(e opc.Element) error {
		switch e.Name {
		case "w:trPr":
			return t.s.Each(func(e opc.Element) error {
				switch e.Name {
				case "w:tblHeader":
					header = toggleOf(e.Attr("val")) == on
				case "w:gridBefore":
					if n := number(e.Attr("val"), 0); n > 0 && !t.nested {
						t.paragraphs++
						cells = append(cells, emptyCell(&column, n))
					}
				case "w:gridAfter":
					after = number(e.Attr("val"), 0)
				case "w:ins":
					t.count(Insertions, "")
					deleted = deleted || !t.carries(revisionOf(e))
				case "w:del":
					t.count(Deletions, "")
					deleted = deleted || t.carries(revisionOf(e))
				}
				return nil
			})
		case "w:tc":
			if deleted {
				return nil
			}
			c, err := t.cell(&column, cells)
			if c != nil {
				cells = append(cells, c)
			}
			return err
		case "w:sdt":
			return t.control(child)
		}
		if slices.Contains(through, e.Name) {
			return t.s.Each(child)
		}
		return nil
	}
	if err := t.s.Each(child); err != nil || deleted || t.nested {
		return err
	}
	if after > 0 && len(cells) > 0 {
		cells = append(cells, emptyCell(&column, after))
	}
	for _, c := range cells {
		c.header = header
	}
	if len(cells) == 0 { // every column is covered from above: the row is none
		for _, c := range t.grown {
			c.rows--
		}
		return nil
	}
	t.rows = append(t.rows, cells)
	return nil
}

func emptyCell(column *int, columns int) *cell {
	c := &cell{columns: min(columns, maxSpan), rows: 1, content: []*model.Node{model.New(model.Paragraph, model.Attrs{})}}
	*column += c.columns
	return c
}

// cell reads w:tc. It returns nil for a cell that another one covers.
func (t *table) cell(column *int, row []*cell) (*cell, error) {
	t.paragraphs++
	props := cellProperties{columns: 1}
	in := t.out // the words of a nested table
	if !t.nested {
		in = &flow{}
	}
	err := t.s.Each(func(e opc.Element) error {
		if e.Name == "w:tcPr" {
			return t.cellProperties(&props)
		}
		return t.block(e, in)
	})
	if t.nested {
		return nil, err
	}
	in.end()
	at := *column
	*column += props.columns
	if err != nil {
		return nil, err
	}
	content := t.content(in)
	over := t.open[at]
	covered := props.merge == "continue" && over != nil && over.columns == props.columns && over.rows < maxSpan || props.beside && len(row) > 0
	if covered {
		if words := plain(flat(content)); words != "" {
			t.drop(Hidden, words, "")
		}
		if props.beside {
			row[len(row)-1].columns = min(row[len(row)-1].columns+props.columns, maxSpan)
		} else {
			over.rows++
			t.grown = append(t.grown, over)
		}
		return nil, nil
	}
	c := &cell{columns: props.columns, rows: 1, content: content}
	delete(t.open, at)
	if props.merge != "" {
		t.open[at] = c
	}
	return c, nil
}

func (t *table) cellProperties(p *cellProperties) error {
	return t.s.Each(func(e opc.Element) error {
		switch e.Name {
		case "w:gridSpan":
			p.columns = min(max(number(e.Attr("val"), 1), 1), maxSpan)
		case "w:vMerge":
			if p.merge = "continue"; e.Attr("val") == "restart" {
				p.merge = "restart"
			}
		case "w:hMerge":
			p.beside = e.Attr("val") != "restart"
		}
		return nil
	})
}

// content returns the blocks of a cell as a cell can hold them. Its figures are moved behind the table.
func (t *table) content(in *flow) []*model.Node {
	var blocks []block
	for _, b := range in.blocks {
		switch {
		case b.figure != nil:
			b.hangs = false
			t.moved = append(t.moved, b)
		case b.node != nil: // a rule; tables are flattened
		default:
			t.simple = t.simple || b.role == heading || b.role == headline
			b.role = text
			blocks = append(blocks, b)
		}
	}
	out := nodes(blocks)
	if len(out) == 0 {
		out = append(out, model.New(model.Paragraph, model.Attrs{}))
	}
	return out
}

// flat returns the inline content of all blocks.
func flat(blocks []*model.Node) []*model.Node {
	var out []*model.Node
	for _, b := range blocks {
		if b.Kind().IsInline() {
			out = append(out, b)
		}
		out = append(out, flat(b.Children())...)
	}
	return out
}
