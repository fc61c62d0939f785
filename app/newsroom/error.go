package newsroom

import (
	"errors"

	"galley/assets/catalogue"
)

// Code says what kind of refusal an [Error] is, so that a program can branch on it.
type Code string

// The codes.
const (
	Conflict  Code = "conflict"  // the stored state is not the one the caller worked from; look again
	Invalid   Code = "invalid"   // the input cannot be accepted as it is
	NotFound  Code = "not_found" // there is no such thing
	Forbidden Code = "forbidden" // this person may not do this now
	Corrupt   Code = "corrupt"   // what is stored contradicts itself
	Internal  Code = "internal"  // the disk, the database or the program failed
)

// Error is a refusal for three readers: the program branches on Code, the person reads Text in his language, the log gets the cause.
type Error struct {
	Code  Code
	Text  catalogue.Text
	Cause error
	Unmet []Unmet // every condition that is not met, of a refusal by the review machine; Text says all of them
}

// Unmet is one condition that is not met, and the place that leads to it.
type Unmet struct {
	Text   catalogue.Text
	Target Target
}

// Target is what a window opens to let a person meet a condition. The zero value is nowhere: somebody else has to act.
type Target struct {
	Kind TargetKind `json:"kind,omitempty"`
	Name string     `json:"name,omitempty"` // of a field, the [Field]; of an item of a checklist, its id; of a proof, its [ProofKind]
}

// TargetKind says what sort of place a target is.
type TargetKind string

// The kinds of targets.
const (
	ToField  TargetKind = "field"  // of the manuscript
	ToCheck  TargetKind = "check"  // an item of the checklist
	ToProof  TargetKind = "proof"  // the figures of a proof
	ToChange TargetKind = "change" // the changes that are open
	ToReason TargetKind = "reason" // the reason in the request
	ToPolicy TargetKind = "policy" // the policy that is followed
)

// at returns the error as one condition that is met at the target.
func (e *Error) at(kind TargetKind, name string) *Error {
	e.Unmet = []Unmet{{e.Text, Target{kind, name}}}
	return e
}

// UnmetOf returns every condition that the refusal names, each with its target.
func UnmetOf(err error) []Unmet {
	var e *Error
	switch {
	case !errors.As(err, &e):
		return nil
	case len(e.Unmet) == 0:
		return []Unmet{{Text: e.Text}}
	}
	return e.Unmet
}

// Errorf returns an error of the given code whose sentence is the catalogue's entry id with the given names and values.
func Errorf(code Code, cause error, id string, pairs ...any) *Error {
	return &Error{Code: code, Text: catalogue.T(id, pairs...), Cause: cause}
}

// Error returns the English sentence and the cause: the form for logs.
func (e *Error) Error() string {
	s := string(e.Code) + ": " + catalogue.For(catalogue.En).Say(e.Text)
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf returns the code of the first [Error] in err's chain, and Internal for any other error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// TextOf returns the sentence of err for a person. An error that is no [Error] is named as an internal one, with its text.
func TextOf(err error) catalogue.Text {
	var e *Error
	if errors.As(err, &e) {
		return e.Text
	}
	return catalogue.T("error.internal", "Cause", err.Error())
}
