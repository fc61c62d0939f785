package transform

import (
	"fmt"

	"galley/editor/model"
)

// SetAttrsStep gives the node that begins at Pos other attributes.
type SetAttrsStep struct {
	Pos   model.Pos
	Attrs model.Attrs
}

// Apply implements [Step].
func (s SetAttrsStep) Apply(doc *model.Node) (*model.Node, error) {
	out, err := doc.WithAttrsAt(s.Pos, s.Attrs)
	if err != nil {
		return nil, fmt.Errorf("transform: setting attributes: %w", err)
	}
	return out, nil
}

// Invert implements [Step].
func (s SetAttrsStep) Invert(before *model.Node) (Step, error) {
	n := before.NodeAt(s.Pos)
	if n == nil {
		return nil, fmt.Errorf("transform: inverting attributes: no node at %d", s.Pos)
	}
	return SetAttrsStep{s.Pos, n.Attrs()}, nil
}

// Map implements [Step].
func (s SetAttrsStep) Map(m Mappable) (Step, bool) {
	r := m.MapResult(s.Pos, After)
	return SetAttrsStep{r.Pos, s.Attrs}, !r.DeletedAfter()
}

// StepMap implements [Step].
func (s SetAttrsStep) StepMap() StepMap { return StepMap{} }
