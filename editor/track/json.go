package track

import (
	"encoding/json"
	"fmt"
	"time"

	"galley/editor/model"
	"galley/editor/transform"
)

// jsonSegment is a segment as [from, to, from, to] in base and doc, with who made it.
type jsonSegment struct {
	At       [4]model.Pos `json:"at"`
	Deleted  []jsonSpan   `json:"deleted,omitempty"`
	Inserted []jsonSpan   `json:"inserted,omitempty"`
}

type jsonSpan struct {
	Size int       `json:"size"`
	By   Author    `json:"by"`
	At   time.Time `json:"time"`
}

// MarshalChanges returns the changes as JSON, without the two documents.
func (t Tracked) MarshalChanges() ([]byte, error) {
	out := make([]jsonSegment, len(t.segments))
	for i, s := range t.segments {
		out[i] = jsonSegment{At: [4]model.Pos{s.base.from, s.base.to, s.doc.from, s.doc.to}, Deleted: jsonSpans(s.deleted), Inserted: jsonSpans(s.inserted)}
	}
	return json.Marshal(out)
}

func jsonSpans(spans []span) []jsonSpan {
	out := make([]jsonSpan, len(spans))
	for i, s := range spans {
		out[i] = jsonSpan{s.size, s.by, s.at}
	}
	return out
}

// Restore returns what [Tracked.MarshalChanges] wrote, with its documents. It refuses changes that are not those between the documents.
func Restore(base, doc *model.Node, changes []byte) (Tracked, error) {
	var in []jsonSegment
	if err := json.Unmarshal(changes, &in); err != nil {
		return Tracked{}, fmt.Errorf("track: reading changes: %w", err)
	}
	t := Tracked{base: base, doc: doc}
	var last segment
	for i, j := range in {
		s := segment{base: extent{j.At[0], j.At[1]}, doc: extent{j.At[2], j.At[3]}}
		var err error
		if s.deleted, err = spansOf(j.Deleted, s.base); err == nil {
			s.inserted, err = spansOf(j.Inserted, s.doc)
		}
		if err != nil {
			return Tracked{}, fmt.Errorf("track: change %d: %w", i, err)
		}
		if s.base.size()+s.doc.size() == 0 || !t.same(extent{last.base.to, s.base.from}, extent{last.doc.to, s.doc.from}) ||
			s.base.to > model.Pos(base.ContentSize()) || s.doc.to > model.Pos(doc.ContentSize()) {
			return Tracked{}, fmt.Errorf("track: change %d does not belong to these documents", i)
		}
		t.segments = append(t.segments, s)
		last = s
	}
	if !t.same(extent{last.base.to, model.Pos(base.ContentSize())}, extent{last.doc.to, model.Pos(doc.ContentSize())}) {
		return Tracked{}, fmt.Errorf("track: the documents differ where there is no change")
	}
	return t, nil
}

func spansOf(in []jsonSpan, e extent) ([]span, error) {
	var out []span
	rest := e.size()
	for _, s := range in {
		if s.Size <= 0 || s.Size > rest {
			return nil, fmt.Errorf("a span of %d in an extent of %d", s.Size, e.size())
		}
		rest -= s.Size
		out = append(out, span{s.Size, s.By, s.At})
	}
	if rest != 0 || e.from < 0 {
		return nil, fmt.Errorf("spans that leave %d of %d", rest, e.size())
	}
	return out, nil
}

// same reports whether an extent of base and one of doc hold the same.
func (t Tracked) same(base, doc extent) bool {
	if base.size() < 0 || base.size() != doc.size() {
		return false
	}
	a, b := tokensOf(t.base, base.from, base.to), tokensOf(t.doc, doc.from, doc.to)
	if len(a) != base.size() || len(b) != len(a) {
		return false
	}
	for i := range a {
		if !a[i].equal(b[i]) {
			return false
		}
	}
	return true
}

type jsonDecision struct {
	Verdict Verdict           `json:"verdict"`
	Steps   []json.RawMessage `json:"steps"`
	Places  [][4]model.Pos    `json:"places"`
}

// MarshalJSON writes the decision for a store.
func (d Decision) MarshalJSON() ([]byte, error) {
	out := jsonDecision{Verdict: d.Verdict, Steps: make([]json.RawMessage, len(d.Steps)), Places: make([][4]model.Pos, len(d.places))}
	for i, s := range d.Steps {
		var err error
		if out.Steps[i], err = transform.MarshalStep(s); err != nil {
			return nil, fmt.Errorf("track: writing a decision: %w", err)
		}
	}
	for i, p := range d.places {
		out.Places[i] = [4]model.Pos{p.base.from, p.base.to, p.doc.from, p.doc.to}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Decision) UnmarshalJSON(data []byte) error {
	var in jsonDecision
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("track: reading a decision: %w", err)
	}
	if in.Verdict != Accept && in.Verdict != Reject {
		return fmt.Errorf("track: an unknown verdict %q", in.Verdict)
	}
	*d = Decision{Verdict: in.Verdict}
	for _, raw := range in.Steps {
		s, err := transform.UnmarshalStep(raw)
		if err != nil {
			return fmt.Errorf("track: reading a decision: %w", err)
		}
		d.Steps = append(d.Steps, s)
	}
	for _, p := range in.Places {
		d.places = append(d.places, place{extent{p[0], p[1]}, extent{p[2], p[3]}})
	}
	return nil
}
