package intake

import (
	"errors"
	"fmt"
)

// Why a file is refused. The error of [Read] is an [*Error] that wraps one of these.
var (
	ErrNotText   = errors.New("the file is not a text")                   // Detail names what it is: pdf, zip, png, … or binary
	ErrEmpty     = errors.New("the file is empty")                        // nothing, or nothing but blanks
	ErrNoArticle = errors.New("the page has no article")                  // only navigation, only pictures, only spam
	ErrTooLarge  = errors.New("the file is too large")                    // Detail says which limit: bytes, elements or nesting
	ErrEncoding  = errors.New("the text is valid in no encoding we know") // Offset is the first byte that is no character
	ErrOldFormat = errors.New("the file is in an old format")             // Detail: doc, which .wps files are too, or rtf
	ErrEncrypted = errors.New("the file is encrypted")                    // asks for a password when it is opened
	ErrDamaged   = errors.New("the file is damaged")                      // Detail is the part of a Word file that cannot be read
)

// Error says what is wrong with a file and where.
type Error struct {
	Err    error  // one of the errors above
	Name   string // the file
	Detail string // see the errors above; for ErrEncoding the encoding that came nearest
	Offset int    // for ErrEncoding, in bytes from the start
	Size   int    // for ErrTooLarge, in the unit of Detail; 0 if counting stopped at the limit
	Limit  int    // for ErrTooLarge, in the unit of Detail
}

// Unwrap returns the sentinel.
func (e *Error) Unwrap() error { return e.Err }

// Error returns one sentence in English.
func (e *Error) Error() string {
	name := e.Name
	if name == "" {
		name = "the text"
	}
	switch e.Err {
	case ErrNotText:
		return fmt.Sprintf("intake: %s: %v but %s", name, e.Err, e.Detail)
	case ErrOldFormat, ErrDamaged:
		return fmt.Sprintf("intake: %s: %v: %s", name, e.Err, e.Detail)
	case ErrTooLarge:
		if e.Size > 0 {
			return fmt.Sprintf("intake: %s: %v: %d %s, over %d", name, e.Err, e.Size, e.Detail, e.Limit)
		}
		return fmt.Sprintf("intake: %s: %v: more than %d %s", name, e.Err, e.Limit, e.Detail)
	case ErrEncoding:
		return fmt.Sprintf("intake: %s: %v: byte %d is no character of %s", name, e.Err, e.Offset, e.Detail)
	}
	return fmt.Sprintf("intake: %s: %v", name, e.Err)
}
