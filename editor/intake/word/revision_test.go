package word_test

import (
	"testing"

	"galley/editor/intake/word"
	"galley/editor/model/build"
)

// TestReadWith reads each kind of tracked change with and without it.
func TestReadWith(t *testing.T) {
	const li, wang = ` w:author="li" w:date="2026-11-20T09:30:00Z"`, ` w:author="wang" w:date="2026-11-21T09:30:00Z"`
	deleted := func(s string) string { return `<w:r><w:delText>` + s + `</w:delText></w:r>` }
	for _, c := range []struct{ name, body, with, without string }{
		{"an insertion", p("", r("", "甲"), `<w:ins`+li+`>`+r("", "乙")+`</w:ins>`), "p(甲乙)", "p(甲)"},
		{"a deletion", p("", r("", "甲"), `<w:del`+li+`>`+deleted("乙")+`</w:del>`), "p(甲)", "p(甲乙)"},
		{"a move", p("", r("", "前"), `<w:moveFrom`+li+`>`+r("", "动")+`</w:moveFrom>`) + p("", r("", "后"), `<w:moveTo`+li+`>`+r("", "动")+`</w:moveTo>`), "p(前) p(后动)", "p(前动) p(后)"},
		{"a format", p("", r(`<w:b/><w:rPrChange`+li+`><w:rPr><w:i/></w:rPr></w:rPrChange>`, "甲")), "p([strong 甲])", "p([em 甲])"},
		{"a join", `<w:p><w:pPr><w:rPr><w:del` + li + `/></w:rPr></w:pPr>` + r("", "甲") + `</w:p>` + p("", r("", "乙")), "p(甲乙)", "p(甲) p(乙)"},
		{"a split", `<w:p><w:pPr><w:rPr><w:ins` + li + `/></w:rPr></w:pPr>` + r("", "甲") + `</w:p>` + p("", r("", "乙")), "p(甲) p(乙)", "p(甲乙)"},
		{"a row", `<w:tbl><w:tr><w:tc>` + p("", r("", "甲")) + `</w:tc></w:tr><w:tr><w:trPr><w:ins` + li + `/></w:trPr><w:tc>` + p("", r("", "乙")) + `</w:tc></w:tr></w:tbl>`,
			"table(tr(td(p(甲))) tr(td(p(乙))))", "table(tr(td(p(甲))))"},
		{"an insertion of another's that was deleted", p("", r("", "甲"), `<w:ins`+wang+`><w:del`+li+`>`+deleted("乙")+`</w:del></w:ins>`), "p(甲)", "p(甲乙)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := file(c.body, withStyles(nil))
			with, err := word.Read(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			without, err := word.ReadWith(t.Context(), data, func(v word.Revision) bool { return v.By != "li" })
			if err != nil {
				t.Fatal(err)
			}
			if got := build.Format(document(with)); got != c.with {
				t.Errorf("with: %s, want %s", got, c.with)
			}
			if got := build.Format(document(without)); got != c.without {
				t.Errorf("without: %s, want %s", got, c.without)
			}
			if v := with.Revisions; len(v) == 0 || v[0].By != "li" || v[0].At.Day() != 20 {
				t.Errorf("the revisions are %v", v)
			}
		})
	}
}
