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
}

// Errorf returns an error of the given code whose sentence is the catalogue's entry id with the given names and values.
func Errorf(code Code, cause error, id string, pairs ...any) *Error {
	return &Error{code, catalogue.T(id, pairs...), cause}
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
