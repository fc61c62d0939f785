package transform

import (
	"errors"
	"fmt"

	"galley/editor/model"
)

// Step is one change of a document, a value that can be stored. The steps are [ReplaceStep], [ReplaceAroundStep], [AddMarkStep],
// [RemoveMarkStep] and [SetAttrsStep].
type Step interface {
	// Apply returns the document after the step. It returns an error when the step does not fit the document: positions outside of
	// it, content that may not stand there.
	Apply(doc *model.Node) (*model.Node, error)
	// Invert returns the step that turns the document after the step back into before, the document that the step applied to.
	Invert(before *model.Node) (Step, error)
	// Map returns the step with its positions mapped through m; ok is false when all that it would change was deleted.
	Map(m Mappable) (s Step, ok bool)
	// StepMap returns how the step moves positions.
	StepMap() StepMap

	// marshal returns the step's form in JSON.
	marshal() jsonStep
}

// errStructure is why a step made for edges of nodes does not apply when there is text between them.
var errStructure = errors.New("transform: there is content where the step removes only edges")

// ReplaceStep replaces the content between From and To by Slice, as [model.Node.Replace] does.
type ReplaceStep struct {
	From, To  model.Pos
	Slice     model.Slice
	Structure bool // refuse to remove anything but a run of closing and opening edges
}

// Apply implements [Step].
func (s ReplaceStep) Apply(doc *model.Node) (*model.Node, error) {
	if s.Structure {
		if err := onlyEdges(doc, s.From, s.To); err != nil {
			return nil, err
		}
	}
	out, err := doc.Replace(s.From, s.To, s.Slice)
	if err != nil {
		return nil, fmt.Errorf("transform: replacing %d to %d: %w", s.From, s.To, err)
	}
	return out, nil
}

// Invert implements [Step].
func (s ReplaceStep) Invert(before *model.Node) (Step, error) {
	old, err := before.Slice(s.From, s.To)
	if err != nil {
		return nil, fmt.Errorf("transform: inverting a replacement: %w", err)
	}
	return ReplaceStep{From: s.From, To: s.From + model.Pos(s.Slice.Size()), Slice: old}, nil
}

// Map implements [Step].
func (s ReplaceStep) Map(m Mappable) (Step, bool) {
	from, to := m.MapResult(s.From, After), m.MapResult(s.To, Before)
	if from.DeletedAcross() && to.DeletedAcross() {
		return nil, false
	}
	s.From, s.To = from.Pos, max(from.Pos, to.Pos)
	return s, true
}

// StepMap implements [Step].
func (s ReplaceStep) StepMap() StepMap {
	return NewStepMap(Range{s.From, int(s.To - s.From), s.Slice.Size()})
}

// ReplaceAroundStep replaces the content between From and To by Slice but keeps what is between GapFrom and GapTo, which moves into the
// slice at Insert. It wraps, lifts and changes the kind of nodes without touching what is in them.
type ReplaceAroundStep struct {
	From, To       model.Pos
	GapFrom, GapTo model.Pos // From ≤ GapFrom ≤ GapTo ≤ To; both in one node
	Slice          model.Slice
	Insert         model.Pos // in the tokens of Slice
	Structure      bool      // refuse to remove anything but runs of closing and opening edges
}

// Apply implements [Step].
func (s ReplaceAroundStep) Apply(doc *model.Node) (*model.Node, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.Structure {
		if err := onlyEdges(doc, s.From, s.GapFrom); err != nil {
			return nil, err
		}
		if err := onlyEdges(doc, s.GapTo, s.To); err != nil {
			return nil, err
		}
	}
	gap, err := doc.Slice(s.GapFrom, s.GapTo)
	if err == nil && gap.OpenStart+gap.OpenEnd > 0 {
		err = fmt.Errorf("the gap is not in one node: %w", model.ErrFit)
	}
	if err != nil {
		return nil, fmt.Errorf("transform: replacing around %d to %d: %w", s.GapFrom, s.GapTo, err)
	}
	filled, err := s.Slice.InsertAt(s.Insert, gap.Content)
	if err != nil {
		return nil, fmt.Errorf("transform: replacing around %d to %d: %w", s.GapFrom, s.GapTo, err)
	}
	out, err := doc.Replace(s.From, s.To, filled)
	if err != nil {
		return nil, fmt.Errorf("transform: replacing around %d to %d: %w", s.GapFrom, s.GapTo, err)
	}
	return out, nil
}

// check verifies that the positions of the step are in order.
func (s ReplaceAroundStep) check() error {
	if s.From < 0 || s.From > s.GapFrom || s.GapFrom > s.GapTo || s.GapTo > s.To {
		return fmt.Errorf("transform: a gap from %d to %d in %d to %d", s.GapFrom, s.GapTo, s.From, s.To)
	}
	return nil
}

// Invert implements [Step].
func (s ReplaceAroundStep) Invert(before *model.Node) (Step, error) {
	old, err := before.Slice(s.From, s.To)
	if err == nil {
		old, err = old.RemoveBetween(s.GapFrom-s.From, s.GapTo-s.From)
	}
	if err != nil {
		return nil, fmt.Errorf("transform: inverting a replacement around a gap: %w", err)
	}
	gap := s.GapTo - s.GapFrom
	return ReplaceAroundStep{
		From: s.From, To: s.From + model.Pos(s.Slice.Size()) + gap,
		GapFrom: s.From + s.Insert, GapTo: s.From + s.Insert + gap,
		Slice: old, Insert: s.GapFrom - s.From, Structure: s.Structure,
	}, nil
}

// Map implements [Step].
func (s ReplaceAroundStep) Map(m Mappable) (Step, bool) {
	from, to := m.MapResult(s.From, After), m.MapResult(s.To, Before)
	gapFrom, gapTo := from.Pos, to.Pos
	if s.GapFrom != s.From {
		gapFrom = m.Map(s.GapFrom, Before)
	}
	if s.GapTo != s.To {
		gapTo = m.Map(s.GapTo, After)
	}
	if from.DeletedAcross() && to.DeletedAcross() || gapFrom < from.Pos || gapTo > to.Pos || gapFrom > gapTo {
		return nil, false
	}
	s.From, s.To, s.GapFrom, s.GapTo = from.Pos, to.Pos, gapFrom, gapTo
	return s, true
}

// StepMap implements [Step].
func (s ReplaceAroundStep) StepMap() StepMap {
	return NewStepMap(
		Range{s.From, int(s.GapFrom - s.From), int(s.Insert)},
		Range{s.GapTo, int(s.To - s.GapTo), s.Slice.Size() - int(s.Insert)},
	)
}

// onlyEdges returns [errStructure] unless the tokens between from and to are closing edges followed by opening ones.
func onlyEdges(doc *model.Node, from, to model.Pos) error {
	r, err := doc.Resolve(from)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	left, d := to-from, r.Depth()
	if left > 0 && r.TextOffset() > 0 {
		return errStructure
	}
	for left > 0 && d > 0 && r.IndexAfter(d) == len(r.Node(d).Children()) {
		left, d = left-1, d-1
	}
	for n, i := r.Node(d), r.IndexAfter(d); left > 0; left-- {
		if i >= len(n.Children()) || n.Child(i).Kind().IsLeaf() {
			return errStructure
		}
		n, i = n.Child(i), 0
	}
	return nil
}
