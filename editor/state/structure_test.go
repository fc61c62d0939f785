package state_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/motion"
)

func TestLists(t *testing.T) {
	bullets, numbers := state.ToggleList(model.BulletList), state.ToggleList(model.NumberedList)
	checkCommands(t, []commandCase{
		{"a list", bullets, "p(甲<c>)", "ul(li(p(甲<c>)))"},
		{"a list of several", bullets, "p(<a>甲) p(乙<h>) p(丙)", "ul(li(p(<a>甲)) li(p(乙<h>))) p(丙)"},
		{"a list beside one", bullets, "ul(li(p(甲))) p(乙<c>) ul(li(p(丙)))", "ul(li(p(甲)) li(p(乙<c>)) li(p(丙)))"},
		{"a list beside another", numbers, "ul(li(p(甲))) p(乙<c>)", "ul(li(p(甲))) ol(li(p(乙<c>)))"},
		{"goes on with the numbers", numbers, "ol=5(li(p(甲))) p(乙<c>)", "ol=5(li(p(甲)) li(p(乙<c>)))"},
		{"another list", numbers, "ul(li(p(甲<c>)) li(p(乙)))", "ol(li(p(甲<c>)) li(p(乙)))"},
		{"the inner list", numbers, "ul(li(p(甲) ul(li(p(乙<c>)))))", "ul(li(p(甲) ol(li(p(乙<c>)))))"},
		{"no list", bullets, "ul(li(p(甲)) li(p(乙<c>)) li(p(丙)))", "ul(li(p(甲))) p(乙<c>) ul(li(p(丙)))"},
		{"no list of several", bullets, "ul(li(p(<a>甲)) li(p(乙<h>)))", "p(<a>甲) p(乙<h>)"},
		{"a list in a cell", bullets, "table(tr(td(p(甲<c>))))", "table(tr(td(ul(li(p(甲<c>))))))"},
		{"a list in the headline", bullets, "headline(主<c>) p()", ""},
		{"a list of a figure", bullets, "<n> fig=x(图)", "ul(li(<n> fig=x(图)))"},

		{"sink", state.Tab, "ul(li(p(甲)) li(p(乙<c>)) li(p(丙)))", "ul(li(p(甲) ul(li(p(乙<c>)))) li(p(丙)))"},
		{"sink into a list", state.Tab, "ol(li(p(甲) ol=3(li(p(乙)))) li(p(丙<c>)))", "ol(li(p(甲) ol=3(li(p(乙)) li(p(丙<c>)))))"},
		{"sink several", state.Tab, "ul(li(p(甲)) li(p(<a>乙)) li(p(丙<h>)))", "ul(li(p(甲) ul(li(p(<a>乙)) li(p(丙<h>)))))"},
		{"sink the first", state.Tab, "ul(li(p(甲<c>)) li(p(乙)))", ""},
		{"sink a paragraph", state.Tab, "p(甲<c>)", ""},
		{"lift out", state.ShiftTab, "ul(li(p(甲<c>)) li(p(乙)))", "p(甲<c>) ul(li(p(乙)))"},
		{"lift into the outer list", state.ShiftTab, "ul(li(p(甲) ul(li(p(乙<c>)))) li(p(丁)))", "ul(li(p(甲)) li(p(乙<c>)) li(p(丁)))"},
		{"lift with what follows", state.ShiftTab, "ul(li(p(甲) ul(li(p(乙)) li(p(丙<c>)) li(p(丁)))))",
			"ul(li(p(甲) ul(li(p(乙)))) li(p(丙<c>) ul(li(p(丁)))))"},
		{"lift the first with what follows", state.ShiftTab, "ul(li(p(甲) ul(li(p(乙<c>)) li(p(丙)) li(p(丁)))))",
			"ul(li(p(甲)) li(p(乙<c>) ul(li(p(丙)) li(p(丁)))))"},
		{"lift an item of several blocks", state.ShiftTab, "ul(li(p(甲<c>) quote(p(乙))))", "p(甲<c>) quote(p(乙))"},
		{"lift a paragraph", state.ShiftTab, "p(甲<c>)", ""},
		{"return in an empty inner item", state.Return, "ul(li(p(甲) ul(li(p(乙)) li(p(<c>)))))", "ul(li(p(甲) ul(li(p(乙)))) li(p(<c>)))"},
		{"return in an empty item before others", state.Return, "ul(li(p(甲)) li(p(<c>)) li(p(乙)))", "ul(li(p(甲))) p(<c>) ul(li(p(乙)))"},
		{"return in an empty paragraph of a quote", state.Return, "quote(p(甲) p(<c>))", "quote(p(甲)) p(<c>)"},
		{"backspace in an inner item", state.DeleteBackward(motion.Character), "ul(li(p(甲) ul(li(p(<c>乙)))))", "ul(li(p(甲)) li(p(<c>乙)))"},
	})
}

func TestBlocks(t *testing.T) {
	checkCommands(t, []commandCase{
		{"a heading", state.ToggleHeading(2), "p(甲<c>)", "h2(甲<c>)"},
		{"another heading", state.ToggleHeading(2), "h1(甲<c>)", "h2(甲<c>)"},
		{"no heading", state.ToggleHeading(2), "h2(甲<c>)", "p(甲<c>)"},
		{"headings of different levels", state.ToggleHeading(2), "h2(<a>甲) h1(乙<h>)", "h2(<a>甲) h2(乙<h>)"},
		{"headings that are all", state.ToggleHeading(2), "h2(<a>甲) h2(乙<h>)", "p(<a>甲) p(乙<h>)"},
		{"a heading of no level", state.ToggleHeading(4), "p(甲<c>)", ""},
		{"paragraphs", state.Paragraphs, "h1(<a>甲) p(乙<h>)", "p(<a>甲) p(乙<h>)"},
		{"quote", state.ToggleQuote, "p(甲) p(<a>乙) p(丙<h>)", "p(甲) quote(p(<a>乙) p(丙<h>))"},
		{"no quote", state.ToggleQuote, "quote(p(甲) p(乙<c>) p(丙))", "quote(p(甲)) p(乙<c>) quote(p(丙))"},
		{"no quote around a list", state.ToggleQuote, "quote(ul(li(p(乙<c>))))", "ul(li(p(乙<c>)))"},
		{"quote a figure", state.ToggleQuote, "<n> fig=x(图)", "quote(<n> fig=x(图))"},
		{"quote in a cell", state.ToggleQuote, "table(tr(td(p(甲<c>))))", ""},
		{"rule", state.InsertRule, "p(甲<c>乙)", "p(甲) hr() p(<c>乙)"},
		{"rule at the end", state.InsertRule, "p(甲<c>)", "p(甲) hr() p(<c>)"},
		{"rule in an empty paragraph", state.InsertRule, "p(甲) p(<c>) p(乙)", "p(甲) hr() p(<c>乙)"},
		{"rule in the headline", state.InsertRule, "headline(主<c>题) p()", ""},
		{"figure", state.InsertFigure(model.Attrs{Picture: build.Picture("x"), Alt: "x"}), "p(甲<c>乙)", "p(甲) fig=x(<c>) p(乙)"},
		{"figure in an empty paragraph", state.InsertFigure(model.Attrs{Picture: build.Picture("x"), Alt: "x"}), "p(<c>)", "fig=x(<c>)"},
		{"figure after a figure", state.InsertFigure(model.Attrs{Picture: build.Picture("x"), Alt: "x"}), "<n> fig=y(图) p()", "fig=y(图) fig=x(<c>) p()"},
		{"figure without a picture", state.InsertFigure(model.Attrs{}), "p(<c>)", ""},
		{"down", state.MoveBlock(motion.Forward), "p(甲<c>) p(乙) p(丙)", "p(乙) p(甲<c>) p(丙)"},
		{"up", state.MoveBlock(motion.Backward), "p(甲) p(<a>乙) p(丙<h>)", "p(<a>乙) p(丙<h>) p(甲)"},
		{"up at the start", state.MoveBlock(motion.Backward), "abstract(要) p(<c>甲)", ""},
		{"down at the end", state.MoveBlock(motion.Forward), "p(甲) p(乙<c>)", ""},
		{"item down", state.MoveBlock(motion.Forward), "ul(li(p(甲<c>)) li(p(乙)))", "ul(li(p(乙)) li(p(甲<c>)))"},
		{"last item down", state.MoveBlock(motion.Forward), "ul(li(p(甲)) li(p(乙<c>))) p(丙)", "p(丙) ul(li(p(甲)) li(p(乙<c>)))"},
		{"figure down", state.MoveBlock(motion.Forward), "<n> fig=x(图) p(甲)", "p(甲) <n> fig=x(图)"},
		{"rule up", state.MoveBlock(motion.Backward), "p(甲) <n> hr()", "<n> hr() p(甲)"},
		{"table down from a cell", state.MoveBlock(motion.Forward), "table(tr(td(p(甲<c>)))) p(乙)", ""},
		{"in a cell", state.MoveBlock(motion.Forward), "table(tr(td(p(甲<c>) p(乙))))", "table(tr(td(p(乙) p(甲<c>))))"},
		{"headline up", state.MoveBlock(motion.Backward), "kicker(引) headline(主<c>) p()", ""},
	})
}

func TestTables(t *testing.T) {
	forth, back := motion.Forward, motion.Backward
	checkCommands(t, []commandCase{
		{"insert", state.InsertTable(2, 2), "p(甲<c>)", "p(甲) table(tr(th(p(<c>)) th(p())) tr(td(p()) td(p()))) p()"},
		{"insert before text", state.InsertTable(1, 1), "p(<c>甲)", "table(tr(td(p(<c>)))) p(甲)"},
		{"insert nothing", state.InsertTable(0, 2), "p(甲<c>)", ""},
		{"insert in a cell", state.InsertTable(1, 1), "table(tr(td(p(<c>))))", ""},
		{"next cell", state.Tab, "table(tr(td(p(甲<c>)) td(p(乙丙))))", "table(tr(td(p(甲)) td(p(<a>乙丙<h>))))"},
		{"next row", state.Tab, "table(tr(td(p(甲<c>))) tr(td(p())))", "table(tr(td(p(甲))) tr(td(p(<c>))))"},
		{"a new row", state.Tab, "table(tr(th(p()) th(p(甲<c>))))", "table(tr(th(p()) th(p(甲))) tr(td(p(<c>)) td(p())))"},
		{"a new row with a header column", state.Tab, "table(tr(th(p()) td(p(甲<c>))))", "table(tr(th(p()) td(p(甲))) tr(th(p(<c>)) td(p())))"},
		{"previous cell", state.ShiftTab, "table(tr(td(p(甲)) td(p(乙<c>))))", "table(tr(td(p(<a>甲<h>)) td(p(乙))))"},
		{"before the first cell", state.ShiftTab, "table(tr(td(p(甲<c>))))", ""},
		{"row below", state.AddRow(forth), "table(tr(td(p(甲<c>)) td(p(乙))))", "table(tr(td(p(甲<c>)) td(p(乙))) tr(td(p()) td(p())))"},
		{"row above", state.AddRow(back), "table(tr(td(p(甲<c>))))", "table(tr(td(p())) tr(td(p(甲<c>))))"},
		{"column on the right", state.AddColumn(forth), "table(tr(th(p(甲<c>)) th(p(乙))) tr(td(p(丙)) td(p(丁))))",
			"table(tr(th(p(甲<c>)) th(p()) th(p(乙))) tr(td(p(丙)) td(p()) td(p(丁))))"},
		{"column on the left", state.AddColumn(back), "table(tr(td(p(甲<c>))))", "table(tr(td(p()) td(p(甲<c>))))"},
		{"column of merged cells", state.AddColumn(back), "table(tr(td=2x1(p(甲<c>))) tr(td(p()) td(p())))",
			"table(tr(td(p()) td=2x1(p(甲<c>))) tr(td(p()) td(p()) td(p())))"},
		{"row outside", state.AddRow(forth), "p(甲<c>)", ""},
		{"delete a row", state.DeleteRow, "table(tr(td(p(甲<c>))) tr(td(p(乙))))", "table(tr(td(p(<c>乙))))"},
		{"delete the last row", state.DeleteRow, "table(tr(td(p(甲))) tr(td(p(乙<c>))))", "table(tr(td(p(<c>甲))))"},
		{"delete rows", state.DeleteRow, "table(tr(td(p(甲))) tr(td(p(<a>乙))) tr(td(p(丙<h>))))", "table(tr(td(p(<c>甲))))"},
		{"delete all rows", state.DeleteRow, "table(tr(td(p(<a>甲))) tr(td(p(乙<h>)))) p(丙)", "p(<c>丙)"},
		{"delete the only row", state.DeleteRow, "table(tr(td(p(甲<c>))))", "p(<c>)"},
		{"delete a column", state.DeleteColumn, "table(tr(td(p(甲<c>)) td(p(乙))) tr(td(p(丙)) td(p(丁))))", "table(tr(td(p(<c>乙))) tr(td(p(丁))))"},
		{"delete the last column", state.DeleteColumn, "table(tr(td(p(甲)) td(p(乙<c>))))", "table(tr(td(p(<c>甲))))"},
		{"delete all columns", state.DeleteColumn, "p(丙) table(tr(td(p(甲<c>))))", "p(丙<c>)"},
		{"delete the table", state.DeleteTable, "p(丙) table(tr(td(p(甲<c>)))) p(丁)", "p(丙) p(<c>丁)"},
		{"delete the selected table", state.DeleteTable, "p(丙) <n> table(tr(td(p(甲)))) p(丁)", "p(丙) p(<c>丁)"},
		{"delete a table that is none", state.DeleteTable, "<n> fig=x() p()", ""},
		{"header row", state.ToggleHeaderRow, "table(tr(td(p(甲)) th(p())) tr(td(p(<c>)) td(p())))", "table(tr(th(p(甲)) th(p())) tr(td(p(<c>)) td(p())))"},
		{"no header row", state.ToggleHeaderRow, "table(tr(th(p(甲<c>))))", "table(tr(td(p(甲<c>))))"},
	})
}

func TestInsert(t *testing.T) {
	list := build.Doc("ul(li(p(一)) li(p(二)))").Part(model.Body).Children()
	doc, tags := build.Tagged("p(<a>一二) p(三<b>四)")
	open, err := doc.Slice(tags["a"], tags["b"])
	if err != nil {
		t.Fatal(err)
	}
	checkCommands(t, []commandCase{
		{"a line", state.InsertPlain("乙"), "p(甲<c>)", "p(甲乙<c>)"},
		{"lines", state.InsertPlain("乙\r\n丙"), "p(甲<c>丁)", "p(甲乙) p(丙<c>丁)"},
		{"lines with an empty one", state.InsertPlain("乙\n\n"), "p(甲<c>丁)", "p(甲乙) p() p(<c>丁)"},
		{"lines in strong text", state.InsertPlain("乙\n丙"), "p([strong 甲<c>丁])", "p([strong 甲乙]) p([strong 丙<c>丁])"},
		{"lines over a selection", state.InsertPlain("乙\n丙"), "p(甲<a>) p(<h>丁)", "p(甲乙) p(丙<c>丁)"},
		{"lines in the headline", state.InsertPlain("乙\n丙"), "headline(甲<c>丁) p()", "headline(甲乙[br]丙<c>丁) p()"},
		{"lines in an item", state.InsertPlain("乙\n丙"), "ul(li(p(甲<c>)))", "ul(li(p(甲乙) p(丙<c>)))"},
		{"lines over a figure", state.InsertPlain("乙\n丙"), "p(甲) <n> fig=x(图)", "p(甲) p(乙) p(丙<c>)"},
		{"control characters", state.InsertPlain("乙\x00\x07\ufffe"), "p(甲<c>)", "p(甲乙<c>)"},
		{"nothing", state.InsertPlain("\x00"), "p(甲<c>)", ""},
		{"a list", state.InsertSlice(model.NewSlice(list...)), "p(甲<c>丁)", "p(甲) ul(li(p(一)) li(p(二<c>))) p(丁)"},
		{"a list at the end", state.InsertSlice(model.NewSlice(list...)), "p(甲<c>)", "p(甲) ul(li(p(一)) li(p(二<c>)))"},
		{"a list at the end before more", state.InsertSlice(model.NewSlice(list...)), "p(甲<c>) p(乙)", "p(甲) ul(li(p(一)) li(p(二<c>))) p(乙)"},
		{"a list in an empty paragraph", state.InsertSlice(model.NewSlice(list...)), "p(<c>)", "ul(li(p(一)) li(p(二<c>)))"},
		{"a list in the headline", state.InsertSlice(model.NewSlice(list...)), "headline(<c>主) p()", "headline(一[br]二<c>主) p()"},
		{"an open slice", state.InsertSlice(open), "p(甲<c>丁)", "p(甲一二) p(三<c>丁)"},
	})
}

func TestLinks(t *testing.T) {
	link := state.SetLink("https://a.example/")
	checkCommands(t, []commandCase{
		{"a link", link, "p(<a>甲<h>乙)", "p([link=https://a.example/ <a>甲<h>]乙)"},
		{"another address", link, "p(甲[link=y 乙[strong <c>丙]]丁)", "p(甲[link=https://a.example/ 乙[strong <c>丙]]丁)"},
		{"at the end of one", link, "p([link=y 乙]<c>丁)", "p([link=https://a.example/ 乙<c>]丁)"},
		{"at a caret", link, "p(甲<c>)", ""},
		{"no address", state.SetLink(""), "p(<a>甲<h>)", ""},
		{"remove", state.RemoveLink, "p(甲[link=y 乙<c>丙]丁)", "p(甲乙<c>丙丁)"},
		{"remove several", state.RemoveLink, "p(<a>甲[link=y 乙]丙[link=z 丁]<h>)", "p(<a>甲乙丙丁<h>)"},
		{"remove none", state.RemoveLink, "p(<a>甲<h>)", ""},
		{"clear", state.ClearMarks, "p([strong <a>甲[link=y 乙<h>]])", "p(<a>甲乙<h>)"},
		{"clear across blocks", state.ClearMarks, "p([strong <a>甲]) ul(li(p([em 乙<h>丙])))", "p(<a>甲) ul(li(p(乙<h>[em 丙])))"},
		{"clear nothing", state.ClearMarks, "p(<a>甲<h>)", ""},
	})
}

func TestActive(t *testing.T) {
	for _, c := range []struct{ text, marks, block string }{
		{"p([strong 甲<c>])", "strong", "paragraph"},
		{"p([strong <a>甲[em 乙]<h>])", "strong", "paragraph"},
		{"p([strong <a>甲]) h2([em 乙<h>])", "", ""},
		{"h2([em <a>甲]) h2([em 乙<h>])", "em", "heading"},
		{"h2(<a>甲) h3(乙<h>)", "", ""},
		{"<n> hr() p()", "", ""},
	} {
		s := parse(t, c.text)
		marks := ""
		for _, m := range state.ActiveMarks(s) {
			marks += map[model.MarkKind]string{model.Strong: "strong", model.Emphasis: "em"}[m.Kind]
		}
		b, ok := state.ActiveBlock(s)
		block := ""
		if ok {
			block = b.Kind.String()
		}
		if marks != c.marks || block != c.block {
			t.Errorf("%s: %q in %q, want %q in %q", c.text, marks, block, c.marks, c.block)
		}
	}
}

func TestInputRules(t *testing.T) {
	checkCommands(t, []commandCase{
		{"bullet", state.InputRule, "p(- <c>)", "ul(li(p(<c>)))"},
		{"asterisk", state.InputRule, "p(* <c>甲)", "ul(li(p(<c>甲)))"},
		{"bullet after a list", state.InputRule, "ul(li(p(甲))) p(- <c>)", "ul(li(p(甲)) li(p(<c>)))"},
		{"number", state.InputRule, "p(1. <c>)", "ol(li(p(<c>)))"},
		{"another number", state.InputRule, "p(12. <c>)", "ol=12(li(p(<c>)))"},
		{"the next number", state.InputRule, "ol(li(p(甲)) li(p(乙))) p(3. <c>)", "ol(li(p(甲)) li(p(乙)) li(p(<c>)))"},
		{"one after a list", state.InputRule, "ol(li(p(甲))) p(1. <c>)", "ol(li(p(甲))) ol(li(p(<c>)))"},
		{"a great number", state.InputRule, "p(99999999999. <c>)", ""},
		{"a negative number", state.InputRule, "p(-1. <c>)", ""},
		{"heading", state.InputRule, "p(# <c>)", "h1(<c>)"},
		{"heading of level 3", state.InputRule, "p(### <c>甲)", "h3(<c>甲)"},
		{"heading of level 4", state.InputRule, "p(#### <c>甲)", ""},
		{"quote", state.InputRule, "p(> <c>)", "quote(p(<c>))"},
		{"in the middle", state.InputRule, "p(甲- <c>)", ""},
		{"without a blank", state.InputRule, "p(-<c>)", ""},
		{"in a heading", state.InputRule, "h1(- <c>)", ""},
		{"in the abstract", state.InputRule, "abstract(- <c>) p()", ""},
		{"in a cell", state.InputRule, "table(tr(td(p(- <c>))))", "table(tr(td(ul(li(p(<c>))))))"},
		{"a heading in a cell", state.InputRule, "table(tr(td(p(# <c>))))", ""},
		{"over marks", state.InputRule, "p([strong -] <c>)", ""},
	})
}
