package printer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// Open returns the printers of this machine.
func Open() System { return shell{} }

// ReadsLater says that a file must stay after it was handed over.
const ReadsLater = true

// shell prints through the verbs "print" and "printto" of the program for PDFs. They know no copies, ranges or sides.
type shell struct{}

// Printers implements [System]: the shell prints on the default printer, which has no name here.
func (shell) Printers(context.Context) ([]Printer, error) {
	return []Printer{{Title: "Windows", State: Idle, Default: true}}, nil
}

// Abilities implements [System].
func (shell) Abilities(context.Context, string) (Abilities, error) { return Abilities{}, nil }

// Print implements [System].
func (shell) Print(ctx context.Context, j Job, file string) (string, error) {
	if err := j.Check(); err != nil {
		return "", err
	}
	if j.Copies > 1 || len(j.Pages) > 0 || j.Sides != AsSet || j.Paper != "" || j.Up > 1 {
		return "", errors.New("the shell prints one copy of all pages as the printer is set")
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	verb, name := "print", ""
	if j.Printer != "" {
		verb, name = "printto", `"`+j.Printer+`"`
	}
	var words [3]*uint16
	for i, s := range []string{verb, path, name} {
		if words[i], err = windows.UTF16PtrFromString(s); err != nil {
			return "", err
		}
	}
	if err := windows.ShellExecute(0, words[0], words[1], words[2], nil, windows.SW_HIDE); err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoSystem, err)
	}
	return "", nil
}
