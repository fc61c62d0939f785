package state_test

import (
	"fmt"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

func TestCells(t *testing.T) {
	forth, back := motion.Forward, motion.Backward
	strong := state.ToggleMark(model.Mark{Kind: model.Strong})
	table := func(text string) model.Slice { return model.NewSlice(build.Doc(text).Part(model.Body).Children()...) }
	four := "table(tr(td(p(<x>甲)) td(p(乙))) tr(td(p(丙<y>)) td(p(丁))))" // the first column
	checkCommands(t, []commandCase{
		{"delete empties", state.DeleteBackward(motion.Character), four, "table(tr(td(p(<x>)) td(p(乙))) tr(td(p(<y>)) td(p(丁))))"},
		{"type", state.InsertText("新"), four, "table(tr(td(p(新<c>)) td(p(乙))) tr(td(p()) td(p(丁))))"},
		{"a mark", strong, four, "table(tr(td(p(<x>[strong 甲])) td(p(乙))) tr(td(p([strong 丙]<y>)) td(p(丁))))"},
		{"no mark", strong, "table(tr(td(p(<x>[strong 甲])) td(p(乙))) tr(td(p([strong 丙]<y>)) td(p())))",
			"table(tr(td(p(<x>甲)) td(p(乙))) tr(td(p(丙<y>)) td(p())))"},
		{"a link", state.SetLink("https://a.example/"), four,
			"table(tr(td(p(<x>[link=https://a.example/ 甲])) td(p(乙))) tr(td(p([link=https://a.example/ 丙]<y>)) td(p(丁))))"},
		{"a list", state.ToggleList(model.BulletList), four, "table(tr(td(ul(li(p(<x>甲)))) td(p(乙))) tr(td(ul(li(p(丙<y>)))) td(p(丁))))"},
		{"a list in the others", state.ToggleList(model.BulletList), "table(tr(td(ul(li(p(<x>甲))))) tr(td(p(丙<y>))))",
			"table(tr(td(ul(li(p(<x>甲))))) tr(td(ul(li(p(丙<y>))))))"},
		{"no list", state.ToggleList(model.BulletList), "table(tr(td(ul(li(p(<x>甲))))) tr(td(ul(li(p(丙<y>))))))", "table(tr(td(p(<x>甲))) tr(td(p(丙<y>))))"},
		{"a heading", state.ToggleHeading(1), four, ""},
		{"a quote", state.ToggleQuote, four, ""},
		{"a figure", state.InsertFigure(model.Attrs{Picture: build.Picture("x")}), four, ""},
		{"merge", state.MergeCells, four, "table(tr(td=1x2(p(<c>甲) p(丙)) td(p(乙))) tr(td(p(丁))))"},
		{"merge all of two rows", state.MergeCells, "table(tr(td(p(<x>甲)) td(p(乙))) tr(td(p(丙)) td(p(<y>丁))) tr(td(p()) td(p())))",
			"table(tr(td=2x1(p(<c>甲) p(乙) p(丙) p(丁))) tr(td(p()) td(p())))"},
		{"merge one", state.MergeCells, "table(tr(td(p(甲<c>)) td(p(乙))))", ""},
		{"split", state.SplitCell, "table(tr(td=2x2(p(甲<c>)) td(p(乙))) tr(td(p(丁))))",
			"table(tr(td(p(<c>甲)) td(p()) td(p(乙))) tr(td(p()) td(p()) td(p(丁))))"},
		{"split what is not merged", state.SplitCell, "table(tr(td(p(甲<c>)) td(p(乙))))", ""},
		{"split several", state.SplitCell, "table(tr(td=2x1(p(甲<x>))) tr(td(p(乙<y>)) td(p())))", ""},
		{"rows of both", state.AddRow(forth), four, "table(tr(td(p(<x>甲)) td(p(乙))) tr(td(p(丙<y>)) td(p(丁))) tr(td(p()) td(p())))"},
		{"a row through a merged cell", state.AddRow(forth), "table(tr(td=1x2(p(甲)) td(p(乙<c>))) tr(td(p(丙))))",
			"table(tr(td=1x3(p(甲)) td(p(乙<c>))) tr(td(p())) tr(td(p(丙))))"},
		{"delete the row where a merged cell begins", state.DeleteRow, "table(tr(td=1x2(p(甲)) td(p(乙<x>)) td(p(<y>))) tr(td(p(丙)) td(p())))", "table(tr(td(p(甲)) td(p(<c>丙)) td(p())))"},
		{"delete a column of a merged cell", state.DeleteColumn, "table(tr(td=2x1(p(甲))) tr(td(p(乙<c>)) td(p(丙))))", "table(tr(td(p(甲))) tr(td(p(<c>丙))))"},
		{"header row", state.ToggleHeaderRow, "table(tr(td=2x1(p(甲<c>))) tr(td(p(乙)) td(p(丙))))", "table(tr(th=2x1(p(甲<c>))) tr(td(p(乙)) td(p(丙))))"},
		{"paste a column", state.InsertSlice(table("table(tr(td(p(一))) tr(td(p(二))))")), "table(tr(td(p(甲)) td(p(乙<c>))) tr(td(p(丙)) td(p(丁))))",
			"table(tr(td(p(甲)) td(p(<x>一))) tr(td(p(丙)) td(p(<y>二))))"},
		{"paste more than there is", state.InsertSlice(table("table(tr(td(p(一)) td(p(二))))")), "table(tr(td(p(甲)) td(p(乙<c>))))",
			"table(tr(td(p(甲)) td(p(<x>一)) td(p(<y>二))))"},
		{"paste over cells", state.InsertSlice(table("table(tr(td(p(一)) td(p(二))))")), four,
			"table(tr(td(p(<x>一)) td(p(<y>二))) tr(td(p(丙)) td(p(丁))))"},
		{"paste one cell at a caret", state.InsertSlice(table("table(tr(td(p(一))))")), "table(tr(td(p(甲<c>乙))))", "table(tr(td(p(甲一<c>乙))))"},
		{"paste text over cells", state.InsertPlain("一"), four, "table(tr(td(p(一<c>)) td(p(乙))) tr(td(p()) td(p(丁))))"},
		{"extend down", state.ExtendCells(1, 0), "table(tr(td(p(<x>甲)) td(p(<y>乙))) tr(td(p(丙)) td(p(丁))))", "table(tr(td(p(<x>甲)) td(p(乙))) tr(td(p(丙)) td(p(<y>丁))))"},
		{"extend by a key", state.Extend(motion.Character, forth), "table(tr(td(p(<a>甲<h>)) td(p(乙))))", "table(tr(td(p(<x>甲)) td(p(<y>乙))))"},
		{"extend over the edge", state.ExtendCells(0, 1), "table(tr(td(p(<x>甲)) td(p(<y>乙))))", ""},
		{"collapse", state.Collapse(back), four, "table(tr(td(p(<c>甲)) td(p(乙))) tr(td(p(丙)) td(p(丁))))"},
		{"collapse forward", state.Collapse(forth), four, "table(tr(td(p(甲)) td(p(乙))) tr(td(p(丙<c>)) td(p(丁))))"},
		{"next cell", state.Tab, "table(tr(td(p(<x>甲)) td(p(<y>乙))) tr(td(p(丙)) td(p(丁))))", "table(tr(td(p(甲)) td(p(乙))) tr(td(p(<a>丙<h>)) td(p(丁))))"},
	})
}

// TestCellsFollow makes random changes elsewhere and sees that the same cells stay selected, or a caret is left.
func TestCellsFollow(t *testing.T) {
	doc, tags := build.Tagged("p(前) table(tr(td(p(甲)) td(p(<a>乙))) tr(td(p(丙)) td(p(<b>丁)))) p(后)")
	sel := state.Between(doc, tags["a"], tags["b"])
	for seed := range uint64(300) {
		r := build.Rand(seed)
		tr := transform.New(doc)
		from := model.Pos(r.IntN(doc.ContentSize()))
		to := min(from+model.Pos(r.IntN(6)), model.Pos(doc.ContentSize()))
		if tr.Delete(from, to) != nil && tr.InsertText(from, "新", nil) != nil {
			continue
		}
		got := sel.Map(tr.Doc(), tr.Mapping())
		s := state.NewState(tr.Doc())
		if !state.Select(got)(s, func(tr *state.Transaction) { s, _ = s.Apply(tr) }) {
			t.Fatalf("seed %d: %#v does not fit %s", seed, got, build.Format(tr.Doc()))
		}
		var said []string
		for _, p := range state.Parts(s) {
			said = append(said, s.Doc().TextBetween(p.From, p.To))
		}
		if _, ok := got.(state.CellSelection); ok && strings.Trim(fmt.Sprint(said), "[]新乙丁 ") != "" {
			t.Fatalf("seed %d: %v is selected in %s", seed, said, build.Format(s.Doc()))
		}
	}
}
