// Package printer hands finished PDF files to the printers of the system.
//
// On Linux and macOS it speaks to CUPS through its own programs (lpstat, lpoptions, lp), which every system with printers has; on Windows to
// the shell, whose print verb gives the file to the program for PDFs. A [System] lists printers, says what one can do and takes a [Job].
// What a machine without CUPS answers is [ErrNoSystem], not a puzzle.
package printer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrNoSystem says that this machine has no CUPS: its programs are not installed or its server does not run.
var ErrNoSystem = errors.New("no printing system")

// ErrUnknown says that there is no printer of the name that was asked for.
var ErrUnknown = errors.New("no such printer")

// ErrRefused says that the printer takes no jobs at present.
var ErrRefused = errors.New("the printer takes no jobs")

// State is what a printer does.
type State int

// The states of a printer (RFC 8011, 5.4.11).
const (
	Idle       State = 3
	Processing State = 4
	Stopped    State = 5
)

// Printer is a printer of the system.
type Printer struct {
	Name     string // that jobs go to
	Title    string // that people know it by; the name where nobody gave one
	Place    string // empty for none said
	State    State
	Refusing bool // takes no jobs
	Default  bool
}

// Choice is one value of a setting.
type Choice struct {
	Name    string // as a job says it: A4
	Title   string // as the printer's maker says it: A4 210 x 297 mm; often the same
	Default bool
}

// Abilities is what a printer can do. A printer that says nothing has no papers and may or may not print on both sides.
type Abilities struct {
	Papers  []Choice
	OneSide bool // cannot print on both sides
}

// Sides says which sides of the paper are printed.
type Sides int

// The sides.
const (
	AsSet     Sides = iota // as the printer is set
	OneSided               // one side
	LongEdge               // both, turned over the long edge, as a book
	ShortEdge              // both, turned over the short edge, as a calendar
)

// Range is a run of pages, from 1; Last 0 is the end of the file.
type Range struct{ First, Last int }

// Job is a file to be printed.
type Job struct {
	Printer string // empty for the default one
	Title   string
	Copies  int     // 0 and 1 are one
	Pages   []Range // empty for all
	Sides   Sides
	Paper   string // name of a [Choice]; empty for the printer's own
	Up      int    // pages on a side: 1, 2, 4, 6, 9 or 16; 0 is 1
}

// MostCopies is more than anybody prints on purpose.
const MostCopies = 999

// Check returns an error for a job that no printer can do.
func (j Job) Check() error {
	if j.Copies < 0 || j.Copies > MostCopies {
		return fmt.Errorf("%d copies", j.Copies)
	}
	for _, r := range j.Pages {
		if r.First < 1 || r.Last != 0 && r.Last < r.First {
			return fmt.Errorf("pages %s", r)
		}
	}
	switch j.Up {
	case 0, 1, 2, 4, 6, 9, 16:
		return nil
	}
	return fmt.Errorf("%d pages on a side", j.Up)
}

// String writes a range as people do: 3, 1-3, 5-.
func (r Range) String() string {
	switch {
	case r.Last == r.First:
		return strconv.Itoa(r.First)
	case r.Last == 0:
		return strconv.Itoa(r.First) + "-"
	}
	return strconv.Itoa(r.First) + "-" + strconv.Itoa(r.Last)
}

// ParseRanges reads pages as people write them: "1-3, 5, 8-", with the commas and dashes of Chinese too. It returns an error that quotes
// what it does not understand, and none for an empty text, which is all pages.
func ParseRanges(s string) ([]Range, error) {
	s = strings.NewReplacer("，", ",", "、", ",", "–", "-", "—", "-", "－", "-", "～", "-", "~", "-").Replace(s)
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var out []Range
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		first, last, span := strings.Cut(part, "-")
		r := Range{}
		var err error
		if r.First, err = number(first); err == nil {
			switch {
			case !span:
				r.Last = r.First
			case strings.TrimSpace(last) != "":
				r.Last, err = number(last)
			}
		}
		if err != nil || r.Last != 0 && r.Last < r.First {
			return nil, fmt.Errorf("%q", part)
		}
		out = append(out, r)
	}
	return out, nil
}

// number reads a page number.
func number(s string) (int, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 20)
	if err == nil && n == 0 {
		err = errors.New("pages begin with 1")
	}
	return int(n), err
}

// System is the printers of a machine.
type System interface {
	// Printers lists the printers by title, the default one first. ErrNoSystem: there is no printing system.
	Printers(context.Context) ([]Printer, error)
	// Abilities says what a printer can do. ErrUnknown: there is no such printer.
	Abilities(ctx context.Context, name string) (Abilities, error)
	// Print hands over a PDF file, which may be removed afterwards but where ReadsLater, and returns the name of the job, empty where the system gives none.
	// ErrNoSystem, ErrUnknown, ErrRefused, and an error with the system's own words for anything else.
	Print(ctx context.Context, j Job, file string) (id string, err error)
}
