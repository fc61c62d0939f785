package note_test

import (
	"testing"

	"galley/editor/intake/note"
	"galley/editor/model"
	"galley/editor/model/build"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ blocks, want string }{
		{"p( 据[strong 校史馆]记录。) p() p(又一段[br]一行)", "据校史馆记录。\n又一段\n一行"},
		{"p(见[link=https://a.example/b 学校[em 网页]]。)", "见学校网页 https://a.example/b 。"},
		{"p(见[link=https://a.example/ a.example]、[link=mailto:a@b.example a@b.example])", "见a.example、a@b.example"},
		{"ul(li(p(甲)) li(p(乙[note 丙]))) fig(图)", "甲\n乙\n图"},
		{"hr() p()", ""},
	} {
		if got := note.Words(build.Doc(c.blocks).Part(model.Body).Children()); got != c.want {
			t.Errorf("%s gives %q, want %q", c.blocks, got, c.want)
		}
	}
}
