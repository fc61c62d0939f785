package word

import (
	"errors"

	"galley/editor/intake/word/opc"
)

// MaxBytes is the greatest number of bytes of a file that [Read] takes.
const MaxBytes = opc.MaxBytes

// Limits on what a document may grow to; see those of the package opc on the file.
const (
	maxParagraphs = 200_000 // and cells, rows, figures and notes
	maxPieces     = 500_000 // stretches of text with the same marks, and line breaks
	maxStyles     = 10_000  // Word has room for 4,000
	maxLists      = 50_000
	maxFields     = 200 // in one another
	maxPixels     = 50_000_000
	maxReported   = 300 // bytes of one dropped text in the report
	maxDropped    = 1_000
)

// Why a file is refused. The error of [Read] is an [*Error] that wraps one of these, or the error of its context.
var (
	ErrNotWord   = errors.New("the file is no Word document") // Detail: zip, xlsx, pptx, odt
	ErrOld       = opc.ErrOld
	ErrEncrypted = opc.ErrEncrypted
	ErrDamaged   = opc.ErrDamaged
	ErrTooLarge  = opc.ErrTooLarge // Detail also: paragraphs, pieces, styles, lists
)

// Error says what is wrong with a file.
type Error = opc.Error
