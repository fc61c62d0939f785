package state_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
)

func TestCarry(t *testing.T) {
	for _, c := range []struct {
		name, before string
		copied       bool
		after        string // with what is selected between <a> and <b>, or unchanged
	}{
		{"forward in a paragraph", "p(甲<a>乙[strong 丙]<b>丁<c>戊)", false, "p(甲丁<a>乙[strong 丙]<b>戊)"},
		{"backward in a paragraph", "p(甲<c>丁<a>乙<b>戊)", false, "p(甲<a>乙<b>丁戊)"},
		{"a copy", "p(甲<a>乙<b>丁<c>戊)", true, "p(甲乙丁<a>乙<b>戊)"},
		{"a copy beside itself", "p(甲<a>乙<b><c>丁)", true, "p(甲乙<a>乙<b>丁)"},
		{"into another block", "headline(<c>题) p(甲<a>乙<b>)", false, "headline(<a>乙<b>题) p(甲)"},
		{"across paragraphs", "p(甲<a>乙) p(丙<b>丁) p(戊<c>己)", false, "p(甲丁) p(戊<a>乙) p(丙<b>己)"},
		{"paragraphs into the headline", "headline(题<c>) p(甲<a>乙) p(丙<b>丁)", false, "headline(题<a>乙[br]丙<b>) p(甲丁)"},
		{"into a cell", "p(甲<a>乙<b>) table(tr(td(p(<c>))))", false, "p(甲) table(tr(td(p(<a>乙<b>))))"},
		{"with a note", "p(甲<a>乙[note 注]<b>丙<c>)", false, "p(甲丙<a>乙[note 注]<b>)"},
		{"into itself", "p(<a>甲<c>乙<b>)", false, ""},
		{"a copy into itself", "p(<a>甲<c>乙<b>)", true, ""},
		{"a caret", "p(<a><b>甲<c>)", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.before)
			s := state.NewState(doc, history.Field{})
			do := func(command state.Command) bool {
				return command(s, func(tr *state.Transaction) {
					var err error
					if s, err = s.Apply(tr); err != nil {
						t.Fatal(err)
					}
				})
			}
			do(state.Select(state.TextSelection{Anchor: tags["a"], Head: tags["b"]}))
			if applied := do(state.Carry(tags["c"], c.copied)); applied != (c.after != "") {
				t.Fatalf("applied: %v", applied)
			}
			if c.after == "" {
				return
			}
			want, at := build.Tagged(c.after)
			if !s.Doc().Equal(want) || s.Selection() != (state.TextSelection{Anchor: at["a"], Head: at["b"]}) {
				t.Errorf("got %s with %v, want %s with %v", build.Format(s.Doc()), s.Selection(), c.after, at)
			}
			if do(history.Undo); !s.Doc().Equal(doc) {
				t.Errorf("one undo leaves %s", build.Format(s.Doc()))
			}
		})
	}
}

// TestCarryAnything carries any selection of random documents anywhere: it is refused, or leaves a valid document that one undo restores, with
// all of its characters.
func TestCarryAnything(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		doc := build.Random(r, 4)
		random := func() model.Pos { return state.Near(doc, model.Pos(r.IntN(doc.ContentSize()+1))).Head }
		a, b, to := random(), random(), random()
		s := state.NewState(doc, history.Field{})
		for _, c := range []state.Command{state.Select(state.TextSelection{Anchor: a, Head: b}), state.Carry(to, r.IntN(2) == 0), history.Undo} {
			c(s, func(tr *state.Transaction) {
				var err error
				if s, err = s.Apply(tr); err != nil {
					t.Fatal(err)
				}
				if err := s.Doc().Check(); err != nil {
					t.Fatalf("seed %d: %v after %d to %d went to %d in %s", seed, err, a, b, to, build.Format(doc))
				}
			})
		}
		if !s.Doc().Equal(doc) {
			t.Fatalf("seed %d: %d to %d went to %d in %s and is not undone", seed, a, b, to, build.Format(doc))
		}
	}
}
