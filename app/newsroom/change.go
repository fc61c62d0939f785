package newsroom

import (
	"encoding/json"
	"fmt"
	"time"

	"galley/editor/track"
	"galley/editor/transform"
)

// Change is one appended edit of a manuscript. Exactly one of its fields is set.
type Change struct {
	Step       transform.Step // of the document
	Properties *Properties
	Tracking   *bool           // whether steps are suggestions from here on
	Decision   *track.Decision // on open changes
	Reopened   *Reopened       // a step that takes a decision back
}

// Reopened is a step of [track.Tracked.Reopen]: it is made in the name of the person whose change is open again, not of the one who makes it.
type Reopened struct {
	Step transform.Step
	By   track.Author
	At   time.Time
	Base bool // a step of the text agreed on, which takes an acceptance back
}

// StoredChange is a change with its place in the record.
type StoredChange struct {
	Change
	Revision Revision // of the manuscript with the change applied
	By       StaffID
	At       time.Time
}

// Apply returns the manuscript with the change made, by that person and at that time. It returns an error when the change does not fit.
func (c StoredChange) Apply(m Manuscript) (Manuscript, error) { return c.Change.Apply(m, c.By, c.At) }

// Apply returns the manuscript with the change made by somebody at a time, of which microseconds count. It returns an error when the change
// does not fit.
func (c Change) Apply(m Manuscript, by StaffID, at time.Time) (Manuscript, error) {
	if err := c.check(); err != nil {
		return Manuscript{}, err
	}
	switch {
	case c.Step != nil:
		return m.stepped(c.Step, track.Author(by), at)
	case c.Properties != nil:
		m.Properties = *c.Properties
		return m, nil
	case c.Tracking != nil:
		return m.switched(*c.Tracking)
	case c.Decision != nil:
		return m.decided(*c.Decision)
	default:
		return m.reopened(*c.Reopened)
	}
}

// check refuses a change that is not one thing.
func (c Change) check() error {
	set := 0
	for _, is := range []bool{c.Step != nil, c.Properties != nil, c.Tracking != nil, c.Decision != nil, c.Reopened != nil && c.Reopened.Step != nil} {
		if is {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("newsroom: a change that is not one thing")
	}
	return nil
}

// Steps returns what the change does to the document.
func (c Change) Steps() []transform.Step {
	switch {
	case c.Step != nil:
		return []transform.Step{c.Step}
	case c.Decision != nil && c.Decision.Verdict == track.Reject:
		return c.Decision.Steps
	case c.Reopened != nil && !c.Reopened.Base:
		return []transform.Step{c.Reopened.Step}
	}
	return nil
}

// Writes reports whether the change is one of the text or the properties, so that who makes it has written on the article. To accept what
// others wrote, and to follow changes or not, changes no word.
func (c Change) Writes() bool { return c.Tracking == nil && !c.agrees() }

// agrees reports whether the change moves the text agreed on and leaves the text as it stands.
func (c Change) agrees() bool {
	return c.Decision != nil && c.Decision.Verdict == track.Accept || c.Reopened != nil && c.Reopened.Base
}

type jsonChange struct {
	Step       json.RawMessage `json:"step,omitempty"`
	Properties *Properties     `json:"properties,omitempty"`
	Tracking   *bool           `json:"tracking,omitempty"`
	Decision   *track.Decision `json:"decision,omitempty"`
	Reopened   *jsonReopened   `json:"reopened,omitempty"`
}

type jsonReopened struct {
	Step json.RawMessage `json:"step"`
	By   track.Author    `json:"by"`
	At   time.Time       `json:"at"`
	Base bool            `json:"base,omitempty"`
}

// MarshalJSON writes the change for the store.
func (c Change) MarshalJSON() ([]byte, error) {
	j := jsonChange{Properties: c.Properties, Tracking: c.Tracking, Decision: c.Decision}
	var err error
	if c.Step != nil {
		if j.Step, err = transform.MarshalStep(c.Step); err != nil {
			return nil, fmt.Errorf("newsroom: writing a step: %w", err)
		}
	}
	if r := c.Reopened; r != nil {
		j.Reopened = &jsonReopened{By: r.By, At: r.At, Base: r.Base}
		if j.Reopened.Step, err = transform.MarshalStep(r.Step); err != nil {
			return nil, fmt.Errorf("newsroom: writing a step: %w", err)
		}
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Change) UnmarshalJSON(data []byte) error {
	var j jsonChange
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("newsroom: reading a change: %w", err)
	}
	*c = Change{Properties: j.Properties, Tracking: j.Tracking, Decision: j.Decision}
	var err error
	if j.Step != nil {
		if c.Step, err = transform.UnmarshalStep(j.Step); err != nil {
			return fmt.Errorf("newsroom: reading a step: %w", err)
		}
	}
	if r := j.Reopened; r != nil {
		c.Reopened = &Reopened{By: r.By, At: r.At, Base: r.Base}
		if c.Reopened.Step, err = transform.UnmarshalStep(r.Step); err != nil {
			return fmt.Errorf("newsroom: reading a step: %w", err)
		}
	}
	return c.check()
}
