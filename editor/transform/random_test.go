package transform_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
	"galley/editor/transform/laws"
)

// TestEditsAgainstAString edits a body of paragraphs and a string at the same places, a line feed standing for the two edges between
// paragraphs, and wants the same words.
func TestEditsAgainstAString(t *testing.T) {
	for seed := range uint64(200) {
		r := build.Rand(seed)
		doc := build.Doc("headline(标题) p(通知) p()")
		text := []rune("通知\n")
		calls := []string{fmt.Sprintf("seed %d: d := build.Doc(%q)", seed, build.Format(doc))}
		tr := transform.New(doc)
		for range 60 {
			call, err := plainEdit(r, tr, &text)
			calls = append(calls, call)
			if err == nil {
				err = tr.Doc().Check()
			}
			if got := tr.Doc().Part(model.Body).PlainText(); err != nil || got != string(text) {
				t.Fatalf("got %q (%v), want %q after\n\t%s", got, err, string(text), strings.Join(calls, "\n\t"))
			}
		}
		laws.Check(t, doc, tr.Steps(), tr.Doc())

		undone := transform.New(tr.Doc())
		for i := len(tr.Steps()) - 1; i >= 0; i-- {
			inverse, err := tr.Steps()[i].Invert(tr.Docs()[i])
			if err == nil {
				err = undone.Step(inverse)
			}
			if err != nil {
				t.Fatalf("undoing step %d: %v after\n\t%s", i, err, strings.Join(calls, "\n\t"))
			}
		}
		if !undone.Doc().Equal(doc) || undone.Before() != tr.Doc() {
			t.Fatalf("undone to %s after\n\t%s", build.Format(undone.Doc()), strings.Join(calls, "\n\t"))
		}
	}
}

// plainEdit makes one random edit of both and returns the call.
func plainEdit(r *rand.Rand, tr *transform.Transform, text *[]rune) (call string, err error) {
	pos := func(off int) model.Pos { // of an offset in the text
		breaks := 0
		for _, c := range (*text)[:off] {
			if c == '\n' {
				breaks++
			}
		}
		start := tr.Doc().ContentSize() - tr.Doc().Part(model.Body).Size() + 1
		return model.Pos(start + 1 + off + breaks)
	}
	from := r.IntN(len(*text) + 1)
	to := from + r.IntN(min(6, len(*text)-from+1))
	switch r.IntN(4) {
	case 0, 1:
		s := build.RandomText(r, 1+r.IntN(4))
		call = fmt.Sprintf("InsertText(%d, %q, nil)", pos(from), s)
		err = tr.InsertText(pos(from), s, nil)
		*text = slices.Insert(*text, from, []rune(s)...)
	case 2:
		call = fmt.Sprintf("Delete(%d, %d)", pos(from), pos(to))
		err = tr.Delete(pos(from), pos(to))
		*text = slices.Delete(*text, from, to)
	case 3:
		call = fmt.Sprintf("Split(%d, 1)", pos(from))
		err = tr.Split(pos(from), 1)
		*text = slices.Insert(*text, from, '\n')
	}
	return call, err
}

// TestAnyEdit makes random edits of all kinds on random documents. An edit may refuse, and then has changed nothing; what it does must keep
// the laws.
func TestAnyEdit(t *testing.T) {
	done, refused := map[string]int{}, map[string]int{}
	for seed := range uint64(1500) {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		for range 8 {
			tr := transform.New(doc)
			name, call, err := anyEdit(r, tr)
			if err != nil {
				refused[name]++
				if tr.Changed() || tr.Doc() != doc {
					t.Fatalf("seed %d: %s refused (%v) and changed something\n%s", seed, call, err, laws.Repeat(doc, tr.Steps()))
				}
				continue
			}
			done[name]++
			t.Logf("seed %d: %s", seed, call)
			laws.Check(t, doc, tr.Steps(), tr.Doc())
			doc = tr.Doc()
		}
	}
	for name := range refused {
		if done[name] == 0 {
			t.Errorf("%s was always refused", name)
		}
	}
	if refused["Delete"] > 0 {
		t.Errorf("Delete refused %d times", refused["Delete"])
	}
}

func anyEdit(r *rand.Rand, tr *transform.Transform) (name, call string, err error) {
	doc := tr.Doc()
	size := doc.ContentSize()
	a, b := model.Pos(r.IntN(size+1)), model.Pos(r.IntN(size+1))
	if r.IntN(2) == 0 { // most edits of a writer are near
		b = model.Pos(min(size, int(a)+r.IntN(12)))
	}
	a, b = min(a, b), max(a, b)
	mark := build.RandomMark(r)
	blocks := []transform.Block{{Kind: model.Paragraph}, {Kind: model.Heading, Attrs: model.Attrs{Level: 2}}, {Kind: model.Quote},
		{Kind: model.BulletList}, {Kind: model.NumberedList, Attrs: model.Attrs{Start: 7}}}
	block := blocks[r.IntN(len(blocks))]
	depth := 1 + r.IntN(2)
	other := build.Random(r, 2)
	from := model.Pos(r.IntN(other.ContentSize() + 1))
	to := from + model.Pos(r.IntN(min(10, other.ContentSize()-int(from)+1)))
	slice, err := other.Slice(from, to)
	if err != nil {
		return "Slice", "Slice", err
	}
	edits := []struct {
		call string
		do   func() error
	}{
		{fmt.Sprintf("Delete(%d, %d)", a, b), func() error { return tr.Delete(a, b) }},
		{fmt.Sprintf("InsertText(%d)", a), func() error { return tr.InsertText(a, "新", nil) }},
		{fmt.Sprintf("Split(%d, %d)", a, depth), func() error { return tr.Split(a, depth) }},
		{fmt.Sprintf("Join(%d)", a), func() error { return tr.Join(a) }},
		{fmt.Sprintf("AddMark(%d, %d, %v)", a, b, mark), func() error { return tr.AddMark(a, b, mark) }},
		{fmt.Sprintf("RemoveMarkKind(%d, %d, %v)", a, b, mark.Kind), func() error { return tr.RemoveMarkKind(a, b, mark.Kind) }},
		{fmt.Sprintf("ClearMarks(%d, %d)", a, b), func() error { return tr.ClearMarks(a, b) }},
		{fmt.Sprintf("SetBlockKind(%d, %d, %v)", a, b, block), func() error { return tr.SetBlockKind(a, b, block) }},
		{fmt.Sprintf("Wrap(%d, %d, %v)", a, b, block), func() error { return tr.Wrap(a, b, block) }},
		{fmt.Sprintf("Lift(%d, %d)", a, b), func() error { return tr.Lift(a, b) }},
		{fmt.Sprintf("Unquote(%d, %d)", a, b), func() error { return tr.Unquote(a, b) }},
		{fmt.Sprintf("SinkItems(%d, %d)", a, b), func() error { return tr.SinkItems(a, b) }},
		{fmt.Sprintf("LiftItems(%d, %d)", a, b), func() error { return tr.LiftItems(a, b) }},
		{fmt.Sprintf("SetListKind(%d, %d, %v)", a, b, block), func() error { return tr.SetListKind(a, b, block) }},
		{fmt.Sprintf("MoveBlocks(%d, %d, %d)", a, b, depth*2-3), func() error { return tr.MoveBlocks(a, b, depth*2-3) }},
		{fmt.Sprintf("Replace(%d, %d, %s)", a, b, build.FormatSlice(slice)), func() error { return tr.Replace(a, b, slice) }},
		{fmt.Sprintf("Step(AddMark %d, %d, %v)", a, b, mark), func() error { return tr.Step(transform.AddMarkStep{From: a, To: b, Mark: mark}) }},
		{fmt.Sprintf("Step(RemoveMark %d, %d, %v)", a, b, mark), func() error { return tr.Step(transform.RemoveMarkStep{From: a, To: b, Mark: mark}) }},
		{fmt.Sprintf("ReplaceStep(%d, %d, %s)", a, b, build.FormatSlice(slice)), func() error {
			return tr.Step(transform.ReplaceStep{From: a, To: b, Slice: slice})
		}},
	}
	e := edits[r.IntN(len(edits))]
	name, _, _ = strings.Cut(e.call, "(")
	if strings.HasPrefix(e.call, "Step(") {
		name, _, _ = strings.Cut(e.call, " ")
	}
	return name, e.call, e.do()
}

// TestMappedStepsMeet makes two edits of one document apart, maps each over the other, and wants a valid document both ways: the ground
// that rebasing stands on.
func TestMappedStepsMeet(t *testing.T) {
	met := 0
	for seed := range uint64(2000) {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		one, two := transform.New(doc), transform.New(doc)
		_, callOne, err1 := anyEdit(r, one)
		_, callTwo, err2 := anyEdit(r, two)
		if err1 != nil || err2 != nil {
			continue
		}
		over := transform.New(one.Doc())
		back := two.Mapping()
		mapping := back.Invert()
		forth := one.Mapping()
		mapping.AppendMapping(forth)
		for i, s := range two.Steps() {
			mapped, ok := s.Map(mapping.Slice(len(two.Steps())-i, mapping.Len()))
			if !ok {
				continue
			}
			if over.Step(mapped) == nil {
				mapping.AppendMirror(mapped.StepMap(), len(two.Steps())-1-i)
				met++
			}
		}
		if err := over.Doc().Check(); err != nil {
			t.Fatalf("seed %d: %s then %s: %v\n%s", seed, callOne, callTwo, err, laws.Repeat(one.Doc(), over.Steps()))
		}
		laws.Check(t, one.Doc(), over.Steps(), over.Doc())
	}
	if met < 500 {
		t.Errorf("only %d steps met", met)
	}
}
