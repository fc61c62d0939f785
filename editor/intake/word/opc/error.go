package opc

import (
	"errors"
	"fmt"
)

// Why a file is refused. Every error is an [*Error] that wraps one of these or one of the caller's own, or the error of the context.
var (
	ErrOld       = errors.New("the file is in an old format") // Detail: doc, which .wps files are too
	ErrEncrypted = errors.New("the file is encrypted")        //
	ErrDamaged   = errors.New("the file is damaged")          // Detail is the part that cannot be read
	ErrTooLarge  = errors.New("the file is too large")        // Detail: parts, bytes, compression, nesting, elements, relations; or what the caller counts
)

// Error says what is wrong with a file.
type Error struct {
	Err    error  // one of the errors above
	Detail string // see the errors above
	Limit  int    // for ErrTooLarge, in the unit of Detail
	Cause  error  // what the reader below said; may be nil
}

// Unwrap returns the sentinel and the cause.
func (e *Error) Unwrap() []error { return []error{e.Err, e.Cause} }

// Error returns one sentence in English.
func (e *Error) Error() string {
	s := fmt.Sprintf("office file: %v", e.Err)
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Limit > 0 {
		s += fmt.Sprintf(", the limit is %d", e.Limit)
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Damaged returns the error for a part that cannot be read.
func Damaged(part string, cause error) error {
	return &Error{Err: ErrDamaged, Detail: part, Cause: cause}
}

// TooLarge returns the error for a file that has too many of something.
func TooLarge(what string, limit int) error {
	return &Error{Err: ErrTooLarge, Detail: what, Limit: limit}
}
