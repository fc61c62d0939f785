package state_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
)

func TestFootnote(t *testing.T) {
	for _, c := range []struct{ name, before, note, after string }{
		{"at a caret", "p(通<a>知)", " 据记录\t ", "p(通[note 据记录]<a>知)"},
		{"behind what is selected", "p(<a>通<b>知)", "甲\r\n乙", "p(通[note 甲\n乙]<a>知)"},
		{"in the abstract", "abstract(要<a>) p()", "注", "abstract(要[note 注]<a>) p()"},
		{"that says nothing", "p(通<a>知)", " \n", "p(通<a>知)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.before)
			want, at := build.Tagged(c.after)
			sel := state.Caret(tags["a"])
			if b, ok := tags["b"]; ok {
				sel.Head = b
			}
			s := state.NewState(doc)
			for _, command := range []state.Command{state.Select(sel), state.InsertFootnote(c.note)} {
				command(s, func(tr *state.Transaction) {
					var err error
					if s, err = s.Apply(tr); err != nil {
						t.Fatal(err)
					}
				})
			}
			if !s.Doc().Equal(want) || s.Selection() != state.Caret(at["a"]) {
				t.Errorf("got %s with %v, want %s", build.Format(s.Doc()), s.Selection(), c.after)
			}
		})
	}
}

func TestFootnoteAt(t *testing.T) {
	doc, tags := build.Tagged("p(<a>甲<b>[note 注]<c>乙<d>)")
	for _, c := range []struct {
		from, to string
		ok       bool
	}{{"a", "a", false}, {"b", "b", true}, {"c", "c", true}, {"b", "c", true}, {"d", "d", false}, {"a", "c", false}} {
		s := state.NewState(doc)
		state.Select(state.TextSelection{Anchor: tags[c.from], Head: tags[c.to]})(s, func(tr *state.Transaction) {
			var err error
			if s, err = s.Apply(tr); err != nil {
				t.Fatal(err)
			}
		})
		at, n, ok := state.FootnoteAt(s)
		if ok != c.ok || ok && (at != tags["b"] || n.Kind() != model.Footnote) {
			t.Errorf("%s to %s: %d, %v", c.from, c.to, at, ok)
		}
	}
}
