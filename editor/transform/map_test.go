package transform_test

import (
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestStepMap(t *testing.T) {
	type r = transform.Range
	const (
		side = 1 << iota
		before
		after
		across
	)
	for _, c := range []struct {
		name    string
		ranges  []r
		pos     model.Pos
		assoc   transform.Assoc
		want    model.Pos
		removed int
	}{
		{"before an insertion", []r{{5, 0, 3}}, 4, transform.After, 4, 0},
		{"at an insertion, after", []r{{5, 0, 3}}, 5, transform.After, 8, 0},
		{"at an insertion, before", []r{{5, 0, 3}}, 5, transform.Before, 5, 0},
		{"after an insertion", []r{{5, 0, 3}}, 6, transform.Before, 9, 0},
		{"at the start of a deletion", []r{{5, 3, 0}}, 5, transform.Before, 5, after},
		{"at the start of a deletion, after", []r{{5, 3, 0}}, 5, transform.After, 5, side | after},
		{"in a deletion", []r{{5, 3, 0}}, 6, transform.Before, 5, side | before | after | across},
		{"at the end of a deletion", []r{{5, 3, 0}}, 8, transform.After, 5, before},
		{"at the end of a deletion, before", []r{{5, 3, 0}}, 8, transform.Before, 5, side | before},
		{"at the start of a replacement", []r{{5, 3, 2}}, 5, transform.After, 5, side | after},
		{"in a replacement, before", []r{{5, 3, 2}}, 6, transform.Before, 5, side | before | after | across},
		{"in a replacement, after", []r{{5, 3, 2}}, 6, transform.After, 7, side | before | after | across},
		{"at the end of a replacement", []r{{5, 3, 2}}, 8, transform.Before, 7, side | before},
		{"in the gap of a wrapping", []r{{5, 0, 1}, {8, 0, 1}}, 6, transform.After, 7, 0},
		{"at the end of a wrapping", []r{{5, 0, 1}, {8, 0, 1}}, 8, transform.After, 10, 0},
		{"after an unwrapping", []r{{5, 1, 0}, {9, 1, 0}}, 12, transform.After, 10, 0},
		{"nothing by nothing", []r{{5, 0, 0}}, 5, transform.After, 5, 0},
	} {
		got := transform.NewStepMap(c.ranges...).MapResult(c.pos, c.assoc)
		removed := 0
		for i, is := range []bool{got.Deleted(), got.DeletedBefore(), got.DeletedAfter(), got.DeletedAcross()} {
			if is {
				removed |= 1 << i
			}
		}
		if got.Pos != c.want || removed != c.removed {
			t.Errorf("%s: %d with %04b removed, want %d with %04b", c.name, got.Pos, removed, c.want, c.removed)
		}
	}
}

func TestMirrorsBringBack(t *testing.T) {
	var m transform.Mapping
	del := transform.NewStepMap(transform.Range{Start: 2, OldSize: 4})
	insert := transform.NewStepMap(transform.Range{Start: 0, NewSize: 3})
	m.Append(del)
	m.Append(insert)
	// Undoing the deletion after the insertion.
	m.AppendMirror(transform.NewStepMap(transform.Range{Start: 5, NewSize: 4}), 0)
	for pos := model.Pos(0); pos < 10; pos++ {
		want := pos + 3
		if pos == 0 {
			want = 0
		}
		if got := m.Map(pos, transform.Before); got != want {
			t.Errorf("%d went to %d, want %d", pos, got, want)
		}
	}
	if got := m.Slice(1, 3).Map(2, transform.After); got != 9 {
		t.Errorf("without its mirror the insertion moved 2 to %d", got)
	}
	inverse := m.Invert()
	if got := inverse.Map(7, transform.Before); got != 4 {
		t.Errorf("the inverse moved 7 to %d", got)
	}
	var twice transform.Mapping
	twice.AppendMapping(m)
	twice.AppendMapping(m)
	if got := twice.Map(4, transform.Before); got != 10 {
		t.Errorf("twice moved 4 to %d", got)
	}
}

// TestMappingIsAValue keeps what was returned apart from what is appended later.
func TestMappingIsAValue(t *testing.T) {
	tr := transform.New(build.Doc("p(甲)"))
	insert := func() {
		t.Helper()
		if err := tr.InsertText(10, "乙", nil); err != nil {
			t.Fatal(err)
		}
	}
	insert()
	one, steps := tr.Mapping(), tr.Steps()
	other := one
	insert()
	other.Append(transform.NewStepMap(transform.Range{Start: 0, NewSize: 100}))
	if one.Len() != 1 || one.Map(10, transform.After) != 11 || len(steps) != 1 || tr.Mapping().Map(10, transform.After) != 12 {
		t.Error("a returned mapping changed")
	}
}

func TestMapSteps(t *testing.T) {
	strong := model.Mark{Kind: model.Strong}
	deleted := transform.NewStepMap(transform.Range{Start: 10, OldSize: 5})
	for _, c := range []struct {
		name string
		step transform.Step
		want transform.Step // nil: all of it was deleted
	}{
		{"text behind", transform.ReplaceStep{From: 20, To: 22}, transform.ReplaceStep{From: 15, To: 17}},
		{"text deleted", transform.ReplaceStep{From: 11, To: 14}, nil},
		{"text half deleted", transform.ReplaceStep{From: 12, To: 18}, transform.ReplaceStep{From: 10, To: 13}},
		{"a mark", transform.AddMarkStep{From: 12, To: 18, Mark: strong}, transform.AddMarkStep{From: 10, To: 13, Mark: strong}},
		{"a mark deleted", transform.RemoveMarkStep{From: 10, To: 15, Mark: strong}, nil},
		{"attributes", transform.SetAttrsStep{Pos: 20}, transform.SetAttrsStep{Pos: 15}},
		{"attributes of a node deleted", transform.SetAttrsStep{Pos: 10}, nil},
		{"a wrapping", transform.ReplaceAroundStep{From: 8, To: 20, GapFrom: 8, GapTo: 20}, transform.ReplaceAroundStep{From: 8, To: 15, GapFrom: 8, GapTo: 15}},
		{"a kind deleted", transform.ReplaceAroundStep{From: 11, To: 14, GapFrom: 12, GapTo: 13}, nil},
	} {
		got, ok := c.step.Map(deleted)
		if !ok {
			got = nil
		}
		if (got == nil) != (c.want == nil) || got != nil && !sameStep(t, got, c.want) {
			t.Errorf("%s: %#v, want %#v", c.name, got, c.want)
		}
	}
}

func sameStep(t *testing.T, a, b transform.Step) bool {
	t.Helper()
	x, err := transform.MarshalStep(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := transform.MarshalStep(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}
