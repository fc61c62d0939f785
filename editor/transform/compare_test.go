package transform_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		removed, added      int // tokens
	}{
		{"equal", "headline(甲) p(乙)", "headline(甲) p(乙)", 0, 0},
		{"one character more", "p(甲丙)", "p(甲乙丙)", 0, 1},
		{"one of the same more", "p(甲甲)", "p(甲甲甲)", 0, 1},
		{"one of the same less", "p(甲甲甲)", "p(甲甲)", 1, 0},
		{"one replaced", "p(甲乙丙)", "p(甲丁丙)", 1, 1},
		{"surrogates that share a half", "p(😀)", "p(😁)", 1, 1},
		{"a paragraph more", "p(甲) p(丙)", "p(甲) p(乙) p(丙)", 0, 3},
		{"a paragraph of the same more", "p(甲) p(甲)", "p(甲) p(甲) p(甲)", 0, 3},
		{"an empty paragraph more", "p()", "p() p()", 0, 2},
		{"one of the same before", "p(a)", "p(ba) p(a)", 0, 4},
		{"one of the same after", "p(a)", "p(a) p(ba)", 0, 4},
		{"split", "p(甲乙)", "p(甲) p(乙)", 0, 2},
		{"joined", "p(甲) p(乙)", "p(甲乙)", 2, 0},
		{"in two parts", "headline(甲) p(乙)", "headline(甲甲) p(乙乙)", 0, 2},
		{"a level", "h1(甲) p()", "h2(甲) p()", 3, 3},
		{"a mark", "p(甲乙丙)", "p(甲[strong 乙]丙)", 1, 1},
		{"an item", "ul(li(p(甲)) li(p(乙)))", "ul(li(p(甲)) li(p(丙)))", 1, 1},
		{"another depth", "p(甲) p(乙)", "ul(li(p(甲))) p(乙)", 3, 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := build.Doc(c.before), build.Doc(c.after)
			steps, err := transform.Compare(before, after)
			if err != nil {
				t.Fatal(err)
			}
			laws.Check(t, before, steps, after)
			removed, added := 0, 0
			for _, s := range steps {
				for _, r := range s.StepMap().Ranges() {
					removed += r.OldSize
					added += r.NewSize
				}
			}
			if removed != c.removed || added != c.added {
				t.Errorf("removes %d and adds %d tokens, want %d and %d\n%s", removed, added, c.removed, c.added, laws.Repeat(before, steps))
			}
		})
	}
}

func TestCompareRandom(t *testing.T) {
	for seed := range uint64(1000) {
		r := build.Rand(seed)
		before := build.Random(r, 3)
		after := build.Random(r, 3)
		if seed%4 > 0 { // mostly documents that are near
			tr := transform.New(before)
			for range 3 {
				if _, _, err := anyEdit(r, tr); err != nil {
					continue
				}
			}
			after = tr.Doc()
		}
		steps, err := transform.Compare(before, after)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s\n%s", seed, err, build.Format(before), build.Format(after))
		}
		t.Logf("seed %d", seed)
		laws.Check(t, before, steps, after)
	}
}

func TestCompareRefusesHalfADocument(t *testing.T) {
	if _, err := transform.Compare(build.Doc("p()"), model.New(model.Doc, model.Attrs{})); err == nil {
		t.Error("compared with a document without parts")
	}
}
