package newsroom

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"galley/editor/model"
	"galley/editor/track"
	"galley/editor/transform"
)

// Tracked reports whether steps of the document are followed as changes to be decided on.
func (m Manuscript) Tracked() bool { return m.tracked != nil }

// Track returns the document with what became of it since the text agreed on. Where changes are not followed nothing is open.
func (m Manuscript) Track() track.Tracked {
	if m.tracked == nil {
		return track.New(m.Doc)
	}
	return *m.tracked
}

// Changes returns the changes that nobody has decided on, in the order of the text. It is the one answer to what is open: lists show it, and
// approval and publication ask for it.
func (m Manuscript) Changes() []track.Change {
	if m.tracked == nil {
		return nil
	}
	return m.tracked.Changes()
}

// Suggested returns the manuscript with changes that it came with, as from a Word file: they are open, and those that follow are tracked too.
func (m Manuscript) Suggested(t track.Tracked) Manuscript {
	m.Doc, m.tracked = t.Doc(), &t
	return m
}

// stepped returns the manuscript after a step of somebody's.
func (m Manuscript) stepped(s transform.Step, by track.Author, at time.Time) (Manuscript, error) {
	if m.tracked == nil {
		doc, err := s.Apply(m.Doc)
		if err != nil {
			return Manuscript{}, fmt.Errorf("newsroom: applying a step: %w", err)
		}
		m.Doc = doc
		return m, nil
	}
	t, err := m.tracked.Apply(s, by, instant(at))
	if err != nil {
		return Manuscript{}, fmt.Errorf("newsroom: applying a step: %w", err)
	}
	return m.Suggested(t), nil
}

// instant returns a time as it is kept in the record.
func instant(at time.Time) time.Time { return time.UnixMicro(at.UnixMicro()).UTC() }

// switched returns the manuscript with its changes followed from here on, or not.
func (m Manuscript) switched(on bool) (Manuscript, error) {
	switch {
	case on && m.tracked == nil:
		t := track.New(m.Doc)
		m.tracked = &t
	case !on && m.tracked != nil && !m.tracked.Settled():
		return Manuscript{}, Errorf(Forbidden, nil, "bar.tracking_open", "Count", len(m.Changes()))
	case !on:
		m.tracked = nil
	}
	return m, nil
}

func (m Manuscript) decided(d track.Decision) (Manuscript, error) {
	t, err := m.Track().Carry(d)
	if err != nil {
		return Manuscript{}, fmt.Errorf("newsroom: deciding on changes: %w", err)
	}
	if m.tracked == nil {
		return m, nil
	}
	return m.Suggested(t), nil
}

func (m Manuscript) reopened(r Reopened) (Manuscript, error) {
	apply := m.Track().Apply
	if r.Base {
		apply = m.Track().ApplyBase
	}
	t, err := apply(r.Step, r.By, r.At)
	if err != nil {
		return Manuscript{}, fmt.Errorf("newsroom: taking a decision back: %w", err)
	}
	return m.Suggested(t), nil
}

// Decided returns the change that decides on some of the open changes.
func (m Manuscript) Decided(v track.Verdict, changes ...track.Change) (Change, error) {
	d, err := m.Track().Decide(v, changes...)
	if err != nil {
		return Change{}, err
	}
	return Change{Decision: &d}, nil
}

// Reopens returns the changes that take a decision back. m is the manuscript before the decision.
func (m Manuscript) Reopens(d track.Decision) ([]Change, error) {
	steps, err := m.Track().Reopen(d)
	if err != nil {
		return nil, err
	}
	out := make([]Change, len(steps))
	for i, s := range steps {
		out[i] = Change{Reopened: &Reopened{Step: s.Step, By: s.By, At: s.At, Base: d.Verdict == track.Accept}}
	}
	return out, nil
}

// jsonTracked is what is kept of a manuscript whose changes are followed, beside its document: the text agreed on, which is left out where
// nothing is open, and the changes.
type jsonTracked struct {
	Base    json.RawMessage `json:"base,omitempty"`
	Changes json.RawMessage `json:"changes"`
}

// MarshalTracked returns what became of the document as JSON, for the store to keep beside it; nil where changes are not followed.
func (m Manuscript) MarshalTracked() ([]byte, error) {
	if m.tracked == nil {
		return nil, nil
	}
	changes, err := m.tracked.MarshalChanges()
	if err != nil {
		return nil, err
	}
	j := jsonTracked{Changes: changes}
	if !m.tracked.Settled() {
		if j.Base, err = model.Marshal(m.tracked.Base()); err != nil {
			return nil, err
		}
	}
	return json.Marshal(j)
}

// WithTracked returns the manuscript with what [Manuscript.MarshalTracked] wrote of it.
func (m Manuscript) WithTracked(data []byte) (Manuscript, error) {
	if len(data) == 0 {
		m.tracked = nil
		return m, nil
	}
	var j jsonTracked
	if err := json.Unmarshal(data, &j); err != nil {
		return m, fmt.Errorf("newsroom: reading tracked changes: %w", err)
	}
	base := m.Doc
	if j.Base != nil {
		var err error
		if base, err = model.Unmarshal(j.Base); err != nil {
			return m, err
		}
	}
	t, err := track.Restore(base, m.Doc, j.Changes)
	if err != nil {
		return m, err
	}
	m.tracked = &t
	return m, nil
}

// MayDecide returns why the person may not decide on the article's changes that way now, nil where he may. Who may edit may accept and
// reject; in a review the one whose step it is may accept, since what was handed over stays as it is, and returns what he would reject.
func MayDecide(a Article, actor Staff, v track.Verdict) error {
	action := Edit
	if v == track.Accept {
		action = Agree
	}
	_, err := Decide(Facts{Article: a, Actor: actor, Do: Do{Action: action}})
	return err
}

// actionOf returns what the machine is asked for changes.
func actionOf(changes []Change) Action {
	if len(changes) > 0 && !slices.ContainsFunc(changes, func(c Change) bool { return !c.agrees() }) {
		return Agree
	}
	return Edit
}

// strangers returns the first of the names in which changes are reopened that never wrote on the article; the manuscripts are those that
// the article began with and stands at.
func strangers(a Article, changes []Change, manuscripts ...Manuscript) (track.Author, bool) {
	for _, c := range changes {
		if c.Reopened == nil || slices.Contains(a.Contributors, StaffID(c.Reopened.By)) {
			continue
		}
		known := slices.ContainsFunc(manuscripts, func(m Manuscript) bool {
			return slices.ContainsFunc(m.Changes(), func(o track.Change) bool { return o.By == c.Reopened.By })
		})
		if !known {
			return c.Reopened.By, true
		}
	}
	return "", false
}
