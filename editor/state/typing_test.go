package state_test

import (
	"testing"

	"galley/editor/state"
	"galley/editor/state/motion"
)

func TestTyping(t *testing.T) {
	backspace, deleteKey := state.DeleteBackward(motion.Character), state.DeleteForward(motion.Character)
	checkCommands(t, []commandCase{
		{"backspace", backspace, "p(甲乙<c>)", "p(甲<c>)"},
		{"backspace a cluster", backspace, "p(甲👩🏽\u200d🎓<c>)", "p(甲<c>)"},
		{"backspace a letter with its mark", backspace, "p(cafe\u0301<c>)", "p(caf<c>)"},
		{"backspace between a letter and a mark", backspace, "p(ex<c>\u0301y)", "p(e\u0301<c>y)"},
		{"backspace a line break", backspace, "p(甲[br]<c>乙)", "p(甲<c>乙)"},
		{"backspace a selection", backspace, "p(甲<a>乙<h>)", "p(甲<c>)"},
		{"backspace a figure", backspace, "p(甲) <n> fig=x(图)", "p(甲<c>)"},
		{"backspace at the start", backspace, "p(甲) p(<c>乙)", "p(甲<c>乙)"},
		{"backspace after an empty paragraph", backspace, "p() h2(甲) p(<c>乙)", "p() h2(甲<c>乙)"},
		{"backspace an empty heading before", backspace, "h2() p(<c>乙)", "p(<c>乙)"},
		{"backspace in a heading", backspace, "p(甲) h2(<c>乙)", "p(甲) p(<c>乙)"},
		{"backspace in a heading in a quote", backspace, "quote(h2(<c>乙))", "quote(p(<c>乙))"},
		{"backspace in the headline", backspace, "kicker(引) headline(<c>主) p()", ""},
		{"backspace in the body", backspace, "abstract(要) p(<c>甲)", ""},
		{"backspace in a caption", backspace, "p(甲) fig=x(<c>图)", "p(甲) <n> fig=x(图)"},
		{"backspace in a caption that is first", backspace, "fig=x(<c>图)", "<n> fig=x(图)"},
		{"backspace after a figure", backspace, "fig=x(图) p(<c>)", "<n> fig=x(图) p()"},
		{"backspace a word", state.DeleteBackward(motion.Word), "p(学校举行典礼<c>)", "p(学校举行<c>)"},
		{"backspace a word and the blank after it", state.DeleteBackward(motion.Word), "p(open day <c>)", "p(open <c>)"},
		{"backspace a word at the start", state.DeleteBackward(motion.Word), "p(甲) p(<c>乙)", "p(甲<c>乙)"},

		{"delete", deleteKey, "p(甲<c>乙丙)", "p(甲<c>丙)"},
		{"delete a cluster", deleteKey, "p(<c>🇨🇳人)", "p(<c>人)"},
		{"delete at the end", deleteKey, "p(甲<c>) p(乙)", "p(甲<c>乙)"},
		{"delete before a list", deleteKey, "p(甲<c>) ul(li(p(乙)) li(p(丙)))", "p(甲<c>乙) ul(li(p(丙)))"},
		{"delete at the end of a list", deleteKey, "ul(li(p(甲<c>))) p(乙)", "ul(li(p(甲<c>乙)))"},
		{"delete an empty paragraph", deleteKey, "p(<c>) h2(乙)", "h2(<c>乙)"},
		{"delete an empty paragraph before a list", deleteKey, "p(<c>) ul(li(p(乙)))", "ul(li(p(<c>乙)))"},
		{"delete before a figure", deleteKey, "p(甲<c>) fig=x(图)", "p(甲) <n> fig=x(图)"},
		{"delete before a table", deleteKey, "p(<c>) table(tr(td(p())))", "p() <n> table(tr(td(p())))"},
		{"delete before a rule in a quote", deleteKey, "p(甲<c>) quote(hr())", "p(甲) quote(<n> hr())"},
		{"delete in a cell", deleteKey, "table(tr(td(p(甲<c>)) td(p(乙))))", ""},
		{"delete in the headline", deleteKey, "headline(主<c>) subtitle(副) p()", ""},
		{"delete at the end of all", deleteKey, "p(甲<c>)", ""},
		{"delete in a caption", deleteKey, "fig=x(图<c>) p(乙)", ""},
		{"delete a word", state.DeleteForward(motion.Word), "p(学校<c>举行典礼)", "p(学校<c>典礼)"},

		{"return", state.Return, "p(甲<c>乙)", "p(甲) p(<c>乙)"},
		{"return in the kicker", state.Return, "kicker(引<c>) headline(主) p()", "kicker(引) headline(<c>主) p()"},
		{"return in the middle of the headline", state.Return, "headline(主<c>题) p()", "headline(主题) subtitle(<c>) p()"},
		{"return in the abstract", state.Return, "abstract(要<c>) ul(li(p(甲)))", "abstract(要) ul(li(p(<c>甲)))"},
		{"return in the abstract before a rule", state.Return, "abstract(要<c>) hr()", "abstract(要) <n> hr()"},
		{"return over a selected part", state.Return, "headline(<a>主题<h>) p()", "headline(主题) subtitle(<c>) p()"},
		{"return over parts", state.Return, "headline(主<a>题) subtitle(副<h>题) p()", ""},
		{"return after a figure", state.Return, "<n> fig=x(图) p(甲)", "fig=x(图) p(<c>) p(甲)"},
		{"return after hyphens", state.Return, "p(甲) p(---<c>) p(乙)", "p(甲) hr() p(<c>) p(乙)"},
		{"return after hyphens in a cell", state.Return, "table(tr(td(p(---<c>))))", "table(tr(td(p(---) p(<c>))))"},
		{"return in hyphens", state.Return, "p(--<c>-)", "p(--) p(<c>-)"},

		{"line break", state.InsertBreak, "p(甲<c>乙)", "p(甲[br]<c>乙)"},
		{"line break over a selection", state.InsertBreak, "p(甲<a>乙<h>丙)", "p(甲[br]<c>丙)"},
		{"line break in strong text", state.InsertBreak, "p([strong 甲<c>乙])", "p([strong 甲[br]<c>乙])"},
		{"line break in the headline", state.InsertBreak, "headline(主<c>题) p()", "headline(主[br]<c>题) p()"},
		{"line break in a figure", state.InsertBreak, "<n> fig=x(图)", ""},
	})
}

func TestMoves(t *testing.T) {
	back, forth := motion.Backward, motion.Forward
	checkCommands(t, []commandCase{
		{"right", state.Move(motion.Character, forth), "p(<c>甲乙)", "p(甲<c>乙)"},
		{"left at the start", state.Move(motion.Character, back), "kicker(<c>)", ""},
		{"right to a figure", state.Move(motion.Character, forth), "p(甲<c>) fig=x(图)", "p(甲) <n> fig=x(图)"},
		{"right from a figure", state.Move(motion.Character, forth), "<n> fig=x(图)", "fig=x(<c>图)"},
		{"left from a figure", state.Move(motion.Character, back), "p(甲) <n> fig=x(图)", "p(甲<c>) fig=x(图)"},
		{"right from a table", state.Move(motion.Character, forth), "<n> table(tr(td(p(甲)))) p(乙)", "table(tr(td(p(甲)))) p(<c>乙)"},
		{"word", state.Move(motion.Word, forth), "p(<c>学校举行)", "p(学校<c>举行)"},
		{"collapse left", state.Collapse(back), "p(甲<h>乙<a>)", "p(甲<c>乙)"},
		{"collapse right", state.Collapse(forth), "p(甲<h>乙<a>)", "p(甲乙<c>)"},
		{"collapse a caret", state.Collapse(forth), "p(甲<c>)", ""},
		{"extend", state.Extend(motion.Character, forth), "p(甲<a>乙<h>丙)", "p(甲<a>乙丙<h>)"},
		{"extend over a figure", state.Extend(motion.Character, forth), "p(甲<c>) hr() p(乙)", "p(甲<a>) hr() p(<h>乙)"},
		{"extend from a figure", state.Extend(motion.Character, forth), "p(甲) <n> hr() p(乙)", "p(甲<a>) hr() p(<h>乙)"},
		{"extend back from a figure", state.Extend(motion.Character, back), "p(甲) <n> hr() p(乙)", "p(甲<h>) hr() p(<a>乙)"},
		{"select a word", state.SelectWord(12), "p(<c>学校举行)", "p(学校<a>举行<h>)"},
		{"select a paragraph", state.SelectParagraph(10), "p(<c>学校举行)", "p(<a>学校举行<h>)"},
		{"select what is not there", state.SelectWord(100), "p(<c>)", ""},
	})
	s := parse(t, "headline(主) p(甲<c>)")
	s, _ = do(t, s, state.SelectEverything)
	if s.Selection() != state.Selection(state.SelectAll(s.Doc())) {
		t.Errorf("selects %#v", s.Selection())
	}
	if s, _ = do(t, s, state.Move(motion.Character, forth)); s.Selection() != state.Selection(state.Caret(12)) {
		t.Errorf("moves to %#v", s.Selection())
	}
}
