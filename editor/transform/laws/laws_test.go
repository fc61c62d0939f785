package laws

import (
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestBrokenNamesTheLaw(t *testing.T) {
	doc := build.Doc("p(甲)")
	insert := transform.ReplaceStep{From: 10, To: 10, Slice: model.NewSlice(model.NewText("乙"))}
	for _, c := range []struct {
		name  string
		steps []transform.Step
		want  *model.Node
		law   string // empty: all hold
	}{
		{"nothing is broken", []transform.Step{insert}, build.Doc("p(乙甲)"), ""},
		{"any document will do", []transform.Step{insert}, nil, ""},
		{"another document", []transform.Step{insert}, build.Doc("p(甲乙)"), "expected document"},
		{"a step that does not apply", []transform.Step{transform.ReplaceStep{From: 100, To: 100}}, nil, "does not apply"},
	} {
		err := broken(doc, c.steps, c.want)
		if (err == nil) != (c.law == "") || err != nil && !strings.Contains(err.Error(), c.law) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if text := Repeat(doc, []transform.Step{insert}); !strings.Contains(text, `build.Doc("p(甲)")`) || !strings.Contains(text, `"step":"replace"`) {
		t.Errorf("cannot be repeated from %s", text)
	}
}
