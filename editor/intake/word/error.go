package word

import (
	"errors"
	"fmt"
)

// Why a file is refused. The error of [Read] is an [*Error] that wraps one of these, or the error of its context.
var (
	ErrNotWord   = errors.New("the file is no Word document")         // Detail: zip, xlsx, pptx, odt
	ErrOld       = errors.New("the file is in an old format of Word") // Detail: doc, which .wps files are too
	ErrEncrypted = errors.New("the file is encrypted")                //
	ErrDamaged   = errors.New("the file is damaged")                  // Detail is the part that cannot be read
	ErrTooLarge  = errors.New("the file is too large")                // Detail: parts, bytes, compression, nesting, elements or paragraphs
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
	s := fmt.Sprintf("word: %v", e.Err)
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

func damaged(part string, cause error) error {
	return &Error{Err: ErrDamaged, Detail: part, Cause: cause}
}

func tooLarge(what string, limit int) error {
	return &Error{Err: ErrTooLarge, Detail: what, Limit: limit}
}
