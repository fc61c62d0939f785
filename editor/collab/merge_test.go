package collab_test

import (
	"testing"

	"galley/editor/collab"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/motion"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

// TestMergeIsExact merges what writers do and wants the same document, inverse and map.
func TestMergeIsExact(t *testing.T) {
	fewer := 0
	for seed := range uint64(300) {
		rm := newRoom(t, seed, build.Random(build.Rand(seed), 3), 1)
		w := rm.writers[0]
		before := w.s.Doc()
		for range 12 {
			w.edit(harsh, map[rune]bool{})
		}
		var steps []transform.Step
		var maps []transform.StepMap
		for _, s := range w.own {
			steps, maps = append(steps, s.Do), append(maps, s.Do.StepMap())
		}
		merged := collab.Merge(steps)
		laws.Check(t, before, merged, w.s.Doc())
		fewer += len(steps) - len(merged)
		var list []transform.StepMap
		for _, s := range merged {
			list = append(list, s.StepMap())
		}
		apart, together := transform.NewMapping(maps), transform.NewMapping(list)
		for pos := range model.Pos(before.ContentSize() + 1) {
			for _, side := range []transform.Assoc{transform.Before, transform.After} {
				a, b := apart.MapResult(pos, side), together.MapResult(pos, side)
				if a.Pos != b.Pos || a.Deleted() != b.Deleted() || a.DeletedAcross() != b.DeletedAcross() {
					rm.fail("%d (%d) goes to %v apart and to %v together", pos, side, a, b)
				}
			}
		}
	}
	if fewer < 1000 {
		t.Errorf("only %d steps were saved", fewer)
	}
}

// TestRebase says what becomes of what one types while the other changes the same place. <c> is where the writer's caret is, <r> to <s> what
// the other changes.
func TestRebase(t *testing.T) {
	remove := func(tr *state.Transaction, tags build.Tags) error { return tr.Delete(tags["r"], tags["s"]) }
	insert := func(tr *state.Transaction, tags build.Tags) error { return tr.InsertText(tags["r"], "※", nil) }
	typing := []state.Command{state.InsertText("新"), state.InsertText("字")}
	for _, c := range []struct {
		name, before string
		own          []state.Command
		theirs       func(*state.Transaction, build.Tags) error
		want         string // with <c> for the caret
	}{
		{"elsewhere", "p(甲<c>) p(乙<r>)", typing, insert, "p(甲新字<c>) p(乙※)"},
		{"at the same place the stored one is first", "p(甲<c><r>乙)", typing, insert, "p(甲※新字<c>乙)"},
		{"in a text that was deleted", "p(甲<r>乙<c>丙<s>丁)", typing, remove, "p(甲新字<c>丁)"},
		{"in a paragraph that was deleted", "p(甲) <r>p(乙<c>丙)<s> p(丁)", typing, remove, "p(甲) p(新字<c>) p(丁)"},
		{"in the last paragraph, which was deleted", "p(甲) <r>p(乙<c>丙)<s>", typing, remove, "p(甲) p(新字<c>)"},
		{"in an item that was deleted", "ul(li(p(甲)) <r>li(p(乙<c>丙))<s> li(p(丁)))", typing, remove, "ul(li(p(甲)) li(p(丁))) p(新字<c>)"},
		{"a split in a paragraph that was deleted", "p(甲) <r>p(乙<c>丙)<s> p(丁)", []state.Command{state.SplitBlock}, remove, "p(甲) p(<c>丁)"},
		{"a deletion around what was written", "p(<c>甲乙<r>丙丁)", []state.Command{
			func(s state.State, do func(*state.Transaction)) bool {
				return state.DeleteRange(s.Selection().From(), s.Selection().From()+4)(s, do)
			},
		}, insert, "p(※<c>)"},
		{"an empty paragraph that was written into goes no longer", "p(<r>) p(<c>乙)", []state.Command{state.JoinBackward}, insert, "p(※) p(<c>乙)"},
		{"a join", "p(甲<r>) p(<c>乙)", []state.Command{state.JoinBackward}, insert, "p(甲※<c>乙)"},
		{"a character that both deleted", "p(甲<r>乙<s><c>丙)", []state.Command{state.DeleteBackward(motion.Character)}, remove, "p(甲<c>丙)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, tags := build.Tagged(c.before)
			rm := newRoom(t, 0, doc, 1)
			w := rm.writers[0]
			tr := w.s.Begin()
			if err := tr.Select(state.Caret(tags["c"])); err != nil {
				t.Fatal(err)
			}
			w.apply(tr)
			for _, do := range c.own {
				if !w.do("own", do) {
					t.Fatal("the own command does not apply")
				}
			}
			their := state.NewState(doc).Begin()
			if err := c.theirs(their, tags); err != nil {
				t.Fatal(err)
			}
			rm.doc, rm.steps = their.Doc(), their.Steps()
			w.pull()
			want, place := build.Tagged(c.want)
			if !w.s.Doc().Equal(want) || w.s.Selection() != state.Selection(state.Caret(place["c"])) {
				t.Errorf("got %s with %v selected, want %s with %d", build.Format(w.s.Doc()), w.s.Selection(), build.Format(want), place["c"])
			}
		})
	}
}

// TestRebaseOnAnotherDocument wants an error, and no more, where the steps of others do not fit.
func TestRebaseOnAnotherDocument(t *testing.T) {
	s := state.NewState(build.Doc("p(甲)"))
	if _, _, err := collab.Rebase(s, nil, []transform.Step{transform.ReplaceStep{From: 500, To: 501}}); err == nil {
		t.Error("a step of another document was taken")
	}
}

// BenchmarkRebase rebases a burst of typing, and what an hour without a disk leaves, over a character of another writer's, in 200,000 characters.
func BenchmarkRebase(b *testing.B) {
	doc := build.Doc("p(甲)")
	paragraph := model.New(model.Paragraph, model.Attrs{}, model.NewText(string(make100())))
	body := make([]*model.Node, 2000)
	for i := range body {
		body[i] = paragraph
	}
	parts := append([]*model.Node{}, doc.Children()...)
	parts[len(parts)-1] = model.New(model.Body, model.Attrs{}, body...)
	doc = doc.With(parts...)
	for _, n := range []struct {
		name  string
		steps int
	}{{"20", 20}, {"2000", 2000}} {
		b.Run(n.name, func(b *testing.B) {
			s := state.NewState(doc)
			var own []collab.Step
			for range n.steps {
				state.InsertText("字")(s, func(tr *state.Transaction) {
					own = append(own, collab.Own(tr)...)
					next, err := s.Apply(tr)
					if err != nil {
						b.Fatal(err)
					}
					s = next
				})
			}
			end := model.Pos(doc.ContentSize() - 2)
			theirs := []transform.Step{transform.ReplaceStep{From: end, To: end, Slice: model.NewSlice(model.NewText("他"))}}
			for b.Loop() {
				_, mine, err := collab.Rebase(s, own, theirs)
				if err != nil || len(mine) != n.steps {
					b.Fatal(len(mine), err)
				}
			}
		})
	}
}

func make100() []rune {
	text := make([]rune, 100)
	for i := range text {
		text[i] = '字'
	}
	return text
}
