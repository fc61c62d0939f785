package grid

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

// before is where the table of a document made by [document] is.
const before = 9

func document(table *model.Node) *model.Node {
	doc := model.NewDoc()
	parts := append([]*model.Node{}, doc.Children()...)
	parts[4] = model.New(model.Body, model.Attrs{}, table)
	return doc.With(parts...)
}

// places is a table as a matrix: for each place a number for the cell that covers it, by which two places of one cell are alike; -1 is a hole.
type places [][]int

func placesOf(g Grid) places {
	m := make(places, g.Rows)
	for r := range m {
		for c := range g.Columns {
			m[r] = append(m[r], g.index(r, c))
		}
	}
	return m
}

// named numbers the cells by where they come first, and takes away rows that have none of their own.
func (m places) named() places {
	var out places
	names := map[int]int{}
	for r, row := range m {
		if r > 0 && reflect.DeepEqual(row, m[r-1]) {
			continue
		}
		to := make([]int, len(row))
		for c, i := range row {
			if _, ok := names[i]; !ok {
				names[i] = len(names)
			}
			to[c] = names[i]
		}
		out = append(out, to)
	}
	return out
}

// randomTable returns a table with merged cells, irregular when wild. Each cell says its number.
func randomTable(r *rand.Rand, wild bool) *model.Node {
	width := 1 + r.IntN(4)
	var rows []*model.Node
	n := 0
	cell := func(columns, rows int) *model.Node {
		n++
		return model.New(model.TableCell, model.Attrs{Header: r.IntN(4) == 0, ColSpan: uint8(columns), RowSpan: uint8(rows)},
			model.New(model.Paragraph, model.Attrs{}, model.NewText(fmt.Sprintf("<%d>", n))))
	}
	for range 1 + r.IntN(4) {
		cells := []*model.Node{}
		for range width {
			if wild {
				cells = append(cells, cell(1+r.IntN(3), 1+r.IntN(3)))
			} else {
				cells = append(cells, cell(1, 1))
			}
			if wild && r.IntN(3) == 0 {
				break
			}
		}
		rows = append(rows, model.New(model.TableRow, model.Attrs{}, cells...))
	}
	return model.New(model.Table, model.Attrs{}, rows...)
}

// words returns the numbers that the cells say, each once whatever the order.
func words(n *model.Node) map[string]int {
	out := map[string]int{}
	for _, w := range strings.FieldsFunc(n.PlainText(), func(r rune) bool { return r == '<' || r == '>' || r == '\n' || r == '\t' || r == ' ' }) {
		out[w]++
	}
	return out
}

// TestGrid makes random changes to random tables, and compares each with the same change to a matrix. After every change the document is valid, the
// table regular, and the steps taken back give the document before.
func TestGrid(t *testing.T) {
	for seed := range uint64(2000) {
		r := build.Rand(seed)
		doc := document(randomTable(r, seed%2 == 0))
		calls := []string{fmt.Sprintf("seed %d: %s", seed, build.Format(doc))}
		fresh := 1000 // numbers of new cells
		one := func() int { fresh++; return fresh }
		for range 8 {
			tr := transform.New(doc)
			tidy, err := newSheet(tr, before)
			if err != nil {
				t.Fatal(err)
			}
			g, m := tidy.grid, placesOf(tidy.grid)
			row, column := r.IntN(g.Rows), r.IntN(g.Columns)
			lastRow, lastColumn := row+r.IntN(g.Rows-row), column+r.IntN(g.Columns-column)
			same, call, fits := true, "", true // same: nothing that the cells say goes
			switch r.IntN(6) {
			case 0:
				at := r.IntN(g.Rows + 1)
				call, err = fmt.Sprintf("AddRow(%d, %d)", at, row), AddRow(tr, before, at, row)
				added := make([]int, g.Columns)
				fits = false
				for c := range added {
					if added[c] = one(); at > 0 && at < g.Rows && m[at-1][c] == m[at][c] {
						added[c] = m[at][c]
					} else {
						fits = true
					}
				}
				m = append(m[:at:at], append(places{added}, m[at:]...)...)
			case 1:
				at := r.IntN(g.Columns + 1)
				call, err = fmt.Sprintf("AddColumn(%d)", at), AddColumn(tr, before, at)
				for i := range m {
					n := one()
					if at > 0 && at < g.Columns && m[i][at-1] == m[i][at] {
						n = m[i][at]
					}
					m[i] = append(m[i][:at:at], append([]int{n}, m[i][at:]...)...)
				}
			case 2:
				call, err = fmt.Sprintf("DeleteRows(%d, %d)", row, lastRow), DeleteRows(tr, before, row, lastRow)
				fits, same = lastRow-row+1 < g.Rows, false
				m = append(m[:row:row], m[lastRow+1:]...)
			case 3:
				call, err = fmt.Sprintf("DeleteColumns(%d, %d)", column, lastColumn), DeleteColumns(tr, before, column, lastColumn)
				fits, same = lastColumn-column+1 < g.Columns, false
				for i := range m {
					m[i] = append(m[i][:column:column], m[i][lastColumn+1:]...)
				}
			case 4:
				a := Area{row, column, lastRow, lastColumn}
				call, err = fmt.Sprintf("Merge(%v)", a), Merge(tr, before, a)
				a = g.Around(a)
				fits = len(g.In(a)) > 1
				n := one()
				for i := a.Row; i <= a.LastRow; i++ {
					for j := a.Column; j <= a.LastColumn; j++ {
						m[i][j] = n
					}
				}
			case 5:
				call, err = fmt.Sprintf("Split(%d, %d)", row, column), Split(tr, before, row, column)
				c, _ := g.At(row, column)
				fits = c.Rows > 1 || c.Columns > 1
				for i := c.Row; i < c.Row+c.Rows; i++ {
					for j := c.Column; j < c.Column+c.Columns; j++ {
						m[i][j] = one()
					}
				}
			}
			calls = append(calls, call)
			if (err == nil) != fits {
				t.Fatalf("%v, fits: %v\n%s", err, fits, strings.Join(calls, "\n"))
			}
			if err != nil {
				continue
			}
			table := tr.Doc().NodeAt(before)
			got := Of(table)
			if err := tr.Doc().Check(); err != nil || !got.regular() {
				t.Fatalf("%v, regular: %v: %s\n%s", err, got.regular(), build.Format(tr.Doc()), strings.Join(calls, "\n"))
			}
			if was, is := m.named(), placesOf(got).named(); !reflect.DeepEqual(was, is) {
				t.Fatalf("want %v, got %v: %s\n%s", was, is, build.Format(tr.Doc()), strings.Join(calls, "\n"))
			}
			if same && !reflect.DeepEqual(words(doc), words(tr.Doc())) {
				t.Fatalf("words %v became %v\n%s", words(doc), words(tr.Doc()), strings.Join(calls, "\n"))
			}
			back := tr.Doc()
			for i := len(tr.Steps()) - 1; i >= 0; i-- {
				step, err := tr.Steps()[i].Invert(tr.Docs()[i])
				if err == nil {
					back, err = step.Apply(back)
				}
				if err != nil {
					t.Fatalf("%v\n%s", err, strings.Join(calls, "\n"))
				}
			}
			if !back.Equal(doc) {
				t.Fatalf("taken back: %s\n%s", build.Format(back), strings.Join(calls, "\n"))
			}
			doc = tr.Doc()
		}
	}
}

// TestFill puts random tables into others: every word of the block is there after, and the rest of the table as it was.
func TestFill(t *testing.T) {
	for seed := range uint64(500) {
		r := build.Rand(seed)
		doc, block := document(randomTable(r, true)), randomTable(r, true)
		g := Of(doc.NodeAt(before))
		tr := transform.New(doc)
		row, column := r.IntN(g.Rows), r.IntN(g.Columns)
		filled, err := Fill(tr, before, row, column, block)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := tr.Doc().Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		after := Of(tr.Doc().NodeAt(before))
		if !after.regular() || after.Around(filled) != filled {
			t.Fatalf("seed %d: %v in %s", seed, filled, build.Format(tr.Doc()))
		}
		in, err := after.Cut(filled)
		if err != nil || in.Check() != nil {
			t.Fatalf("seed %d: %v, %v", seed, err, in.Check())
		}
		for w := range words(block) {
			if words(in)[w] == 0 {
				t.Fatalf("seed %d: %s is not in %s", seed, w, build.Format(tr.Doc()))
			}
		}
	}
}

func TestCut(t *testing.T) {
	table := build.Doc("table(tr(td=1x2(p(甲)) td(p(乙))) tr(td(p(丙))) tr(td=2x1(p(丁))))").Part(model.Body).Child(0)
	g := Of(table)
	for _, c := range []struct {
		area Area
		want string
	}{
		{Area{0, 0, 1, 1}, "table(tr(td=1x2(p(甲)) td(p(乙))) tr(td(p(丙))))"},
		{Area{0, 0, 1, 0}, "table(tr(td(p(甲))))"},
		{Area{0, 1, 1, 1}, "table(tr(td(p(乙))) tr(td(p(丙))))"},
	} {
		got, err := g.Cut(c.area)
		if err != nil || !document(got).Equal(build.Doc(c.want)) {
			t.Errorf("%v: %v, %s", c.area, err, build.Format(document(got)))
		}
	}
	if a := g.Around(Area{1, 0, 2, 0}); a != (Area{0, 0, 2, 1}) {
		t.Errorf("around: %v", a)
	}
}
