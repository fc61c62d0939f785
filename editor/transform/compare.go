package transform

import (
	"fmt"

	"galley/editor/model"
)

// Compare returns steps that turn one document into another: at most one replacement for each part of the document (kicker, headline,
// subtitle, abstract, body), of the content between the first and the last difference in that part. It returns none for equal documents.
//
// It is for a document that was edited as plain fields, where only the outcome is known. Both documents must be valid.
func Compare(before, after *model.Node) ([]Step, error) {
	if len(before.Children()) != len(after.Children()) {
		return nil, fmt.Errorf("transform: comparing documents of %d and %d parts", len(before.Children()), len(after.Children()))
	}
	// From the last part to the first, so that no step moves the positions of the next one.
	t := New(before)
	start := model.Pos(before.ContentSize())
	for i := len(before.Children()) - 1; i >= 0; i-- {
		a, b := before.Child(i), after.Child(i)
		start -= model.Pos(a.Size())
		if err := t.comparePart(start+1, a, b); err != nil {
			return nil, fmt.Errorf("transform: comparing: %w", err)
		}
	}
	return t.Steps(), nil
}

// comparePart turns a, whose content starts at start, into b.
func (t *Transform) comparePart(start model.Pos, a, b *model.Node) error {
	from, differ := model.DiffStart(a, b)
	if !differ {
		return nil
	}
	toA, toB, _ := model.DiffEnd(a, b)
	// Where the change repeats what stands beside it, the last difference lies before the first one.
	if overlap := from - min(toA, toB); overlap > 0 {
		toA, toB = toA+overlap, toB+overlap
	}
	if s, err := b.Slice(from, toB); err == nil {
		step := ReplaceStep{From: start + from, To: start + toA, Slice: s}
		if out, err := step.Apply(t.doc); err == nil && out.Part(a.Kind()).Equal(b) {
			return t.Step(step)
		}
	}
	return t.replace(start, start+model.Pos(a.ContentSize()), model.NewSlice(b.Children()...))
}
