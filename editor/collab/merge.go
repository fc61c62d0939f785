package collab

import (
	"galley/editor/model"
	"galley/editor/transform"
)

// Merge returns steps that do exactly what the given ones do, one for each run of text that was typed forward: the same document, the same
// inverse, and every position goes to the same place. Everything else it leaves as it is, deletions too, whose one range would not map positions as
// several do.
func Merge(steps []transform.Step) []transform.Step {
	out := make([]transform.Step, 0, len(steps))
	for len(steps) > 0 {
		n, content := typed(steps)
		if n > 1 {
			at := steps[0].(transform.ReplaceStep).From
			out = append(out, transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(content...)})
		} else {
			n = 1
			out = append(out, steps[0])
		}
		steps = steps[n:]
	}
	return out
}

// typed returns how many of the first steps insert inline content, each right after the one before it, and all of that content.
func typed(steps []transform.Step) (n int, content []*model.Node) {
	var end model.Pos
	for _, s := range steps {
		r, ok := s.(transform.ReplaceStep)
		if !ok || r.From != r.To || r.Structure || r.Slice.IsEmpty() || !inline(r.Slice) || n > 0 && r.From != end {
			break
		}
		n, content, end = n+1, append(content, r.Slice.Content...), r.From+model.Pos(r.Slice.Size())
	}
	return n, content
}
