package transform

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"galley/editor/model"
)

// jsonStep is the stored form of every step: the name of the step and the fields that it uses.
type jsonStep struct {
	Step      string       `json:"step"`
	From      *model.Pos   `json:"from,omitempty"`
	To        *model.Pos   `json:"to,omitempty"`
	GapFrom   *model.Pos   `json:"gap_from,omitempty"`
	GapTo     *model.Pos   `json:"gap_to,omitempty"`
	Slice     *model.Slice `json:"slice,omitempty"`
	Insert    *model.Pos   `json:"insert,omitempty"`
	Structure bool         `json:"structure,omitempty"`
	Mark      *model.Mark  `json:"mark,omitempty"`
	Pos       *model.Pos   `json:"pos,omitempty"`
	Attrs     *model.Attrs `json:"attrs,omitempty"`
}

// The names of the steps in JSON.
const (
	replaceName       = "replace"
	replaceAroundName = "replace_around"
	addMarkName       = "add_mark"
	removeMarkName    = "remove_mark"
	setAttrsName      = "set_attrs"
)

// MarshalStep returns the step as JSON, an object whose field "step" names it. Equal steps give equal bytes.
func MarshalStep(s Step) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s.marshal()); err != nil {
		return nil, fmt.Errorf("transform: writing a step: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// UnmarshalStep reads what [MarshalStep] wrote. It refuses an unknown step, an unknown, missing or extra field, and a slice or mark that is
// not valid; whether the step fits a document only Apply can tell.
func UnmarshalStep(data []byte) (Step, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var j jsonStep
	if err := d.Decode(&j); err != nil {
		return nil, fmt.Errorf("transform: reading a step: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("transform: something follows the step")
	}
	s, err := j.step()
	if err != nil {
		return nil, fmt.Errorf("transform: reading the step %q: %w", j.Step, err)
	}
	return s, nil
}

func (s ReplaceStep) marshal() jsonStep {
	return jsonStep{Step: replaceName, From: &s.From, To: &s.To, Slice: optional(s.Slice), Structure: s.Structure}
}

func (s ReplaceAroundStep) marshal() jsonStep {
	return jsonStep{Step: replaceAroundName, From: &s.From, To: &s.To, GapFrom: &s.GapFrom, GapTo: &s.GapTo,
		Slice: optional(s.Slice), Insert: &s.Insert, Structure: s.Structure}
}

func (s AddMarkStep) marshal() jsonStep {
	return jsonStep{Step: addMarkName, From: &s.From, To: &s.To, Mark: &s.Mark}
}

func (s RemoveMarkStep) marshal() jsonStep {
	return jsonStep{Step: removeMarkName, From: &s.From, To: &s.To, Mark: &s.Mark}
}

func (s SetAttrsStep) marshal() jsonStep {
	return jsonStep{Step: setAttrsName, Pos: &s.Pos, Attrs: &s.Attrs}
}

// optional leaves the empty slice out of the stored form: most steps of a writer delete or insert text.
func optional(s model.Slice) *model.Slice {
	if s.IsEmpty() {
		return nil
	}
	return &s
}

// step returns the step in j. Each case takes the fields that it uses out of j; nothing may be left.
func (j jsonStep) step() (Step, error) {
	var missing error
	pos := func(name string, p **model.Pos) model.Pos {
		if *p == nil {
			missing = errors.Join(missing, fmt.Errorf("no field %q", name))
			return 0
		}
		v := **p
		*p = nil
		return v
	}
	slice := func() (s model.Slice) {
		if j.Slice != nil {
			s = *j.Slice
		}
		j.Slice = nil
		return s
	}
	mark := func() (m model.Mark) {
		if j.Mark == nil {
			missing = errors.Join(missing, errors.New(`no field "mark"`))
			return m
		}
		m, j.Mark = *j.Mark, nil
		return m
	}
	var s Step
	var err error
	switch j.Step {
	case replaceName:
		r := ReplaceStep{From: pos("from", &j.From), To: pos("to", &j.To), Slice: slice(), Structure: j.Structure}
		j.Structure = false
		s, err = r, errors.Join(inOrder(r.From, r.To), r.Slice.Check())
	case replaceAroundName:
		r := ReplaceAroundStep{From: pos("from", &j.From), To: pos("to", &j.To), GapFrom: pos("gap_from", &j.GapFrom), GapTo: pos("gap_to", &j.GapTo),
			Slice: slice(), Insert: pos("insert", &j.Insert), Structure: j.Structure}
		j.Structure = false
		s, err = r, errors.Join(r.check(), r.Slice.CheckGap(r.Insert))
	case addMarkName:
		r := AddMarkStep{pos("from", &j.From), pos("to", &j.To), mark()}
		s, err = r, inOrder(r.From, r.To)
	case removeMarkName:
		r := RemoveMarkStep{pos("from", &j.From), pos("to", &j.To), mark()}
		s, err = r, inOrder(r.From, r.To)
	case setAttrsName:
		r := SetAttrsStep{Pos: pos("pos", &j.Pos)}
		if j.Attrs == nil {
			missing = errors.Join(missing, errors.New(`no field "attrs"`))
		} else {
			r.Attrs = *j.Attrs
		}
		j.Attrs = nil
		s, err = r, inOrder(r.Pos, r.Pos)
	default:
		return nil, errors.New("no such step")
	}
	if err := errors.Join(missing, err); err != nil {
		return nil, err
	}
	if j != (jsonStep{Step: j.Step}) {
		return nil, errors.New("a field of another step")
	}
	return s, nil
}

func inOrder(from, to model.Pos) error {
	if from < 0 || from > to {
		return fmt.Errorf("positions %d to %d", from, to)
	}
	return nil
}
