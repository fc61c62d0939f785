package transform

import (
	"fmt"

	"galley/editor/model"
)

// AddMarkStep adds Mark to all inline content between From and To, in place of any mark that conflicts with it.
type AddMarkStep struct {
	From, To model.Pos
	Mark     model.Mark
}

// Apply implements [Step].
func (s AddMarkStep) Apply(doc *model.Node) (*model.Node, error) {
	return mapMarks(doc, s.From, s.To, func(m model.Marks) model.Marks { return m.With(s.Mark) })
}

// Invert implements [Step]. Where some of the content had the mark or a conflicting one, the inverse replaces the content, for no mark
// step would restore it exactly.
func (s AddMarkStep) Invert(before *model.Node) (Step, error) {
	if allMarks(before, s.From, s.To, func(m model.Marks) bool {
		with := m.With(s.Mark)
		return len(with) == len(m)+1
	}) {
		return RemoveMarkStep(s), nil
	}
	return restore(before, s.From, s.To)
}

// Map implements [Step].
func (s AddMarkStep) Map(m Mappable) (Step, bool) {
	var ok bool
	s.From, s.To, ok = mapRange(m, s.From, s.To)
	return s, ok
}

// StepMap implements [Step].
func (s AddMarkStep) StepMap() StepMap { return StepMap{} }

// RemoveMarkStep removes Mark, its address included, from all inline content between From and To.
type RemoveMarkStep struct {
	From, To model.Pos
	Mark     model.Mark
}

// Apply implements [Step].
func (s RemoveMarkStep) Apply(doc *model.Node) (*model.Node, error) {
	return mapMarks(doc, s.From, s.To, func(m model.Marks) model.Marks { return m.Without(s.Mark) })
}

// Invert implements [Step]. Where some of the content did not have the mark, the inverse replaces the content.
func (s RemoveMarkStep) Invert(before *model.Node) (Step, error) {
	if allMarks(before, s.From, s.To, func(m model.Marks) bool { return m.Has(s.Mark) }) {
		return AddMarkStep(s), nil
	}
	return restore(before, s.From, s.To)
}

// Map implements [Step].
func (s RemoveMarkStep) Map(m Mappable) (Step, bool) {
	var ok bool
	s.From, s.To, ok = mapRange(m, s.From, s.To)
	return s, ok
}

// StepMap implements [Step].
func (s RemoveMarkStep) StepMap() StepMap { return StepMap{} }

func mapMarks(doc *model.Node, from, to model.Pos, f func(model.Marks) model.Marks) (*model.Node, error) {
	out, err := doc.MapMarks(from, to, f)
	if err != nil {
		return nil, fmt.Errorf("transform: marking %d to %d: %w", from, to, err)
	}
	return out, nil
}

func allMarks(doc *model.Node, from, to model.Pos, ok func(model.Marks) bool) bool {
	all := true
	doc.NodesBetween(from, to, func(n *model.Node, _ model.Pos) bool {
		if n.Kind().IsInline() {
			all = all && ok(n.Marks())
		}
		return all
	})
	return all
}

// restore returns the step that puts back what a step that kept all sizes changed.
func restore(before *model.Node, from, to model.Pos) (Step, error) {
	old, err := before.Slice(from, to)
	if err != nil {
		return nil, fmt.Errorf("transform: inverting a mark: %w", err)
	}
	return ReplaceStep{From: from, To: to, Slice: old}, nil
}

// mapRange maps a range that shrinks with what is deleted at its ends; ok is false when nothing is left of it.
func mapRange(m Mappable, from, to model.Pos) (model.Pos, model.Pos, bool) {
	f, t := m.MapResult(from, After), m.MapResult(to, Before)
	if f.Deleted() && t.Deleted() || f.Pos >= t.Pos {
		return f.Pos, f.Pos, false
	}
	return f.Pos, t.Pos, true
}
