package collab

import (
	"fmt"
	"strings"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
)

// Step is a step of a writer's own that the others do not know yet.
type Step struct {
	Do, Undo transform.Step
}

// Own returns the steps of a writer's transaction. It returns none for one from elsewhere.
func Own(tr *state.Transaction) []Step {
	if tr.Remote() {
		return nil
	}
	return own(tr.Transform, 0)
}

// own returns the steps of tr from the n-th on.
func own(tr *transform.Transform, n int) []Step {
	out := make([]Step, 0, len(tr.Steps())-n)
	docs := tr.Docs()
	for i, s := range tr.Steps()[n:] {
		undo, err := s.Invert(docs[n+i])
		if err != nil { // a step inverts against the document that it was applied to
			panic(err)
		}
		out = append(out, Step{s, undo})
	}
	return out
}

// Rebase returns the transaction that puts the steps of others, in their order, before the last steps of a state's own, and those steps as they
// are then. A step whose text is gone is left out; what it would have inserted is kept, see [rebasing.keep]. Without own steps the transaction is
// theirs. A caret in what is kept goes along. The error is that of a step of the others' which does not apply: the document below the own steps is not the one that it was made for.
func Rebase(s state.State, mine []Step, theirs []transform.Step) (*state.Transaction, []Step, error) {
	tr := s.Begin()
	for i := len(mine) - 1; i >= 0; i-- {
		if err := tr.Step(mine[i].Undo); err != nil {
			return nil, nil, fmt.Errorf("collab: taking back an own step: %w", err)
		}
	}
	for i, step := range theirs {
		if err := tr.Step(step); err != nil {
			return nil, nil, fmt.Errorf("collab: step %d of others: %w", i, err)
		}
	}
	first := len(tr.Steps())
	r := rebasing{Transform: tr.Transform}
	to := make([][2]int, len(mine))
	for i, step := range mine {
		to[i][0] = len(tr.Steps())
		r.again(step, len(mine)-1-i)
		to[i][1] = len(tr.Steps())
	}
	tr.SetRebased(to)
	if head, ok := s.Selection().(state.TextSelection); ok && r.kept > 0 && tr.Mapping().MapResult(head.Head, transform.After).DeletedAcross() {
		at := tr.Mapping().Slice(r.kept, len(tr.Steps())).Map(r.keptEnd, transform.After)
		if err := tr.Select(state.Near(tr.Doc(), at)); err != nil {
			return nil, nil, fmt.Errorf("collab: %w", err)
		}
	}
	return tr, own(tr.Transform, first), nil
}

// rebasing makes own steps again.
type rebasing struct {
	*transform.Transform
	kept    int // how many steps there were when the last text was kept that had lost its place
	keptEnd model.Pos
}

// again makes a step again that the one at undone took back.
func (r *rebasing) again(s Step, undone int) {
	m := r.Mapping().Slice(undone+1, len(r.Steps()))
	if parts := partsOf(s, m); len(parts) > 1 {
		for i := len(parts) - 1; i >= 0; i-- { // the last first, so that none moves the next
			if r.Step(parts[i]) != nil {
				return
			}
		}
		return
	}
	mapped, ok := s.Do.Map(m)
	if ok && r.writtenInto(s, mapped) || ok && r.StepMirror(mapped, undone) == nil {
		return
	}
	if rs, ok := s.Do.(transform.ReplaceStep); ok && !rs.Structure && !rs.Slice.IsEmpty() {
		r.keep(rs, m, undone)
	}
}

// writtenInto reports whether a step that took away an empty paragraph, or edges of nodes, would take away what others wrote there meanwhile.
func (r *rebasing) writtenInto(s Step, mapped transform.Step) bool {
	now, ok := mapped.(transform.ReplaceStep)
	old, oldOK := s.Undo.(transform.ReplaceStep)
	return ok && oldOK && now.Slice.IsEmpty() && plain(old.Slice) == "" && strings.Trim(r.Doc().TextBetween(now.From, now.To), "\n") != ""
}

// manyTokens is from how many tokens on a text is deleted as a whole, with what others wrote inside of it.
const manyTokens = 1000

// partsOf returns the parts of a text that a step removes or replaces, where others wrote into it: what they wrote stays. What the text is replaced by
// takes the place of the last part, so that typing goes on after it.
func partsOf(s Step, m transform.Mapping) []transform.ReplaceStep {
	r, ok := s.Do.(transform.ReplaceStep)
	old, oldOK := s.Undo.(transform.ReplaceStep)
	if n := r.To - r.From; !ok || !oldOK || r.Structure || n < 2 || n > manyTokens || !inline(r.Slice) || !inline(old.Slice) {
		return nil
	}
	var parts []transform.ReplaceStep
	for pos := r.From; pos < r.To; pos++ {
		at := m.MapResult(pos, transform.After)
		if at.DeletedAfter() {
			continue
		}
		if last := len(parts) - 1; last >= 0 && parts[last].To == at.Pos {
			parts[last].To++
		} else {
			parts = append(parts, transform.ReplaceStep{From: at.Pos, To: at.Pos + 1})
		}
	}
	if len(parts) > 0 {
		parts[len(parts)-1].Slice = r.Slice
	}
	return parts
}

// keep puts what a step inserts where the place that it was inserted in has gone: into the text there; where there is none, as blocks after what
// stands there; and where blocks cannot stand, as paragraphs. What was typed after it follows it there.
func (r *rebasing) keep(s transform.ReplaceStep, m transform.Mapping, undone int) {
	text := plain(s.Slice)
	at := m.Map(s.From, transform.After)
	if inline(s.Slice) {
		if s.From == s.To && r.StepMirror(transform.ReplaceStep{From: at, To: at, Slice: s.Slice}, undone) == nil {
			return
		}
		if r.kept > 0 {
			end := r.Mapping().Slice(r.kept, len(r.Steps())).Map(r.keptEnd, transform.After)
			if r.Step(transform.ReplaceStep{From: end, To: end, Slice: s.Slice}) == nil {
				r.kept, r.keptEnd = len(r.Steps()), end+model.Pos(s.Slice.Size())
				return
			}
		}
	} else if text == "" && s.Slice.Content[0].Kind().IsTextblock() {
		return // a paragraph that was split where there is none any longer
	} else if r.blocks(at, s.Slice.Content) {
		return
	}
	r.blocks(at, paragraphs(text))
}

// blocks inserts blocks at a position, or else after the first block around it after which they can stand.
func (r *rebasing) blocks(at model.Pos, blocks []*model.Node) bool {
	pos, err := r.Doc().Resolve(at)
	if err != nil || len(blocks) == 0 {
		return false
	}
	slice := model.NewSlice(blocks...)
	for d := pos.Depth(); d >= 0; d-- {
		if d < pos.Depth() {
			at = pos.After(d + 1)
		}
		if r.Step(transform.ReplaceStep{From: at, To: at, Slice: slice}) == nil {
			r.kept, r.keptEnd = len(r.Steps()), at+model.Pos(slice.Size())-1
			return true
		}
	}
	return false
}

// inline reports whether a slice is nothing but inline content.
func inline(s model.Slice) bool {
	for _, n := range s.Content {
		if !n.Kind().IsInline() {
			return false
		}
	}
	return s.OpenStart+s.OpenEnd == 0
}

// plain returns the text of a slice, a line for each of its textblocks.
func plain(s model.Slice) string {
	var b strings.Builder
	for i, n := range s.Content {
		if i > 0 && !n.Kind().IsInline() {
			b.WriteByte('\n')
		}
		if n.Kind() == model.Text {
			b.WriteString(n.Text())
			continue
		}
		b.WriteString(n.PlainText())
	}
	return b.String()
}

// paragraphs returns a paragraph for each line of a text that is not empty.
func paragraphs(text string) []*model.Node {
	var out []*model.Node
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			out = append(out, model.New(model.Paragraph, model.Attrs{}, model.NewText(line)))
		}
	}
	return out
}

// Do returns what steps do.
func Do(own []Step) []transform.Step {
	out := make([]transform.Step, 0, len(own))
	for _, s := range own {
		out = append(out, s.Do)
	}
	return out
}
