package newsroom

import (
	"encoding/json"
	"fmt"
	"time"

	"galley/editor/transform"
)

// Change is one appended edit of a manuscript: a step of its document or new properties. Exactly one of the two is set.
type Change struct {
	Step       transform.Step
	Properties *Properties
}

// StoredChange is a change with its place in the record.
type StoredChange struct {
	Change
	Revision Revision // of the manuscript with the change applied
	By       StaffID
	At       time.Time
}

// Apply returns the manuscript with the change made. It returns an error when the step does not fit.
func (c Change) Apply(m Manuscript) (Manuscript, error) {
	switch {
	case c.Step != nil && c.Properties == nil:
		doc, err := c.Step.Apply(m.Doc)
		if err != nil {
			return Manuscript{}, fmt.Errorf("newsroom: applying a step: %w", err)
		}
		return Manuscript{doc, m.Properties}, nil
	case c.Properties != nil && c.Step == nil:
		return Manuscript{m.Doc, *c.Properties}, nil
	}
	return Manuscript{}, fmt.Errorf("newsroom: a change that is not one thing")
}

type jsonChange struct {
	Step       json.RawMessage `json:"step,omitempty"`
	Properties *Properties     `json:"properties,omitempty"`
}

// MarshalJSON writes the change for the store.
func (c Change) MarshalJSON() ([]byte, error) {
	j := jsonChange{Properties: c.Properties}
	if c.Step != nil {
		step, err := transform.MarshalStep(c.Step)
		if err != nil {
			return nil, fmt.Errorf("newsroom: writing a step: %w", err)
		}
		j.Step = step
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Change) UnmarshalJSON(data []byte) error {
	var j jsonChange
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("newsroom: reading a change: %w", err)
	}
	*c = Change{Properties: j.Properties}
	if j.Step != nil {
		step, err := transform.UnmarshalStep(j.Step)
		if err != nil {
			return fmt.Errorf("newsroom: reading a step: %w", err)
		}
		c.Step = step
	}
	if (c.Step == nil) == (c.Properties == nil) {
		return fmt.Errorf("newsroom: a change that is not one thing")
	}
	return nil
}
