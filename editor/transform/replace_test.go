package transform_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

// TestReplace pastes what lies between <a> and <b> of one document over what lies between <a> and <b> of another.
func TestReplace(t *testing.T) {
	for _, c := range []struct{ name, paste, before, after string }{
		{"text", "p(x<a>新<b>y)", "p(甲<a>乙<b>丙)", "p(甲<a>新<b>丙)"},
		{"text over paragraphs", "p(x<a>新<b>y)", "p(甲<a>乙) p(丙<b>丁)", "p(甲<a>新<b>丁)"},
		{"parts of two paragraphs", "p(x<a>新) p(旧<b>y)", "p(甲<a>乙)", "p(甲新) p(旧<a>乙)"},
		{"a paragraph", "<a> p(新) <b>", "p(甲<a>乙)", "p(甲) p(新) p(<a>乙)"},
		{"a paragraph into an empty one", "<a> p(新) <b>", "p(<a>) p(甲)", "p(新) p(甲)"},
		{"a paragraph at the end", "<a> p(新) <b>", "p(甲<a>)", "p(甲) p(新)"},
		{"a paragraph at the start", "<a> p(新) <b>", "p(<a>甲)", "p(新) p(甲)"},
		{"a rule", "<a> hr() <b>", "p(甲<a>乙)", "p(甲) hr() p(<a>乙)"},
		{"a list", "<a> ul(li(p(新))) <b>", "p(甲<a>乙)", "p(甲) ul(li(p(新))) p(<a>乙)"},
		{"the text of an item", "ul(li(p(x<a>新<b>y)))", "headline(主<a>题) p()", "headline(主新<a>题) p()"},
		{"the end of a paragraph of an item", "ul(li(p(x<a>新) <b>))", "h(甲<a>乙)", "h(甲新<a>乙)"},
		{"items into an item", "ul(li(p(x<a>新)) li(p(旧<b>y)))", "ul(li(p(甲<a>乙)))", "ul(li(p(甲新)) li(p(旧<a>乙)))"},
		{"a paragraph and a list", "p(x<a>新) ul(li(p(旧))) <b>", "p(甲<a>乙)", "p(甲新) ul(li(p(旧))) p(<a>乙)"},
		{"over a figure", "<a> p(新) <b>", "p(甲) <a> fig=x(图) <b>", "p(甲) p(新)"},
		{"a quote over cells", "<a> quote(p(新)) <b>", "table(tr(td(p(甲<a>乙)) td(p(丙<b>丁))))", ""},
		{"paragraphs into a headline", "p(x<a>新) p(旧<b>y)", "headline(主<a>题) p()", ""},
		{"a table into a cell", "<a> table(tr(td(p(新)))) <b>", "table(tr(td(p(甲<a>乙))))", ""},
		{"nothing", "<a> <b> p()", "p(甲<a>乙<b>丙)", "p(甲<a><b>丙)"},
	} {
		source, tags := build.Tagged(c.paste)
		slice, err := source.Slice(tags["a"], tags["b"])
		if err != nil {
			t.Fatal(err)
		}
		run(t, []edit{{c.name, c.before, c.after, func(t *transform.Transform, a, b model.Pos) error { return t.Replace(a, b, slice) }}})
	}
}
