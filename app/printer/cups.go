//go:build !windows

package printer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Open returns the printers of this machine.
func Open() System { return cups{} }

// ReadsLater says that a file must stay after it was handed over.
const ReadsLater = false

// cups speaks to CUPS through its programs. Their options and output are those of CUPS 1.6 and later (man lp, lpstat, lpoptions).
type cups struct{}

// run runs one of the programs in the language that its output is read in, and returns what it prints.
func run(ctx context.Context, program string, args ...string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("%w: %s: %w", ErrNoSystem, program, err)
	}
	c := exec.CommandContext(ctx, path, args...)
	c.Args[0] = program // its messages begin with it
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "LANGUAGE=C")
	var stderr strings.Builder
	c.Stderr = &stderr
	out, err := c.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil || absent(stderr.String()) {
		return string(out), failure(program, stderr.String(), err)
	}
	return string(out), nil
}

// absent reports whether a program says that the server of CUPS does not run.
func absent(words string) bool {
	return strings.Contains(words, "Scheduler is not running") || strings.Contains(words, "scheduler not responding") ||
		strings.Contains(words, "Unable to connect to server") || strings.Contains(words, "Bad file descriptor")
}

// failure makes an error of what a program says.
func failure(program, words string, err error) error {
	words = strings.TrimSpace(words)
	sentinel := err
	switch {
	case absent(words):
		sentinel = ErrNoSystem
	case strings.Contains(words, "does not exist"), strings.Contains(words, "Unknown destination"), strings.Contains(words, "Invalid destination"):
		sentinel = ErrUnknown
	case strings.Contains(words, "not accepting"):
		sentinel = ErrRefused
	}
	// The program's own words are the cause; its name in front is said already.
	words = strings.TrimPrefix(strings.TrimPrefix(words, program+": "), "Error - ")
	if words == "" {
		return fmt.Errorf("%s: %w", program, sentinel)
	}
	return fmt.Errorf("%s: %w: %s", program, sentinel, words)
}

// Printers implements [System].
func (cups) Printers(ctx context.Context) ([]Printer, error) {
	out, err := run(ctx, "lpstat", "-e")
	if err != nil {
		return nil, err
	}
	// Without a default printer, lpstat -d says so and fails.
	said, err := run(ctx, "lpstat", "-d")
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	byDefault := parseDefault(said)
	var list []Printer
	for _, name := range parseNames(out) {
		about, err := run(ctx, "lpoptions", "-p", name)
		if err != nil {
			return nil, err
		}
		p := parsePrinter(name, about)
		p.Default = name == byDefault
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b Printer) int {
		switch {
		case a.Default != b.Default && a.Default:
			return -1
		case a.Default != b.Default:
			return 1
		}
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Name, b.Name))
	})
	return list, nil
}

// Abilities implements [System]. A printer without a description, as a raw queue is, says nothing.
func (cups) Abilities(ctx context.Context, name string) (Abilities, error) {
	out, err := run(ctx, "lpoptions", "-p", name, "-l")
	if exit := new(exec.ExitError); errors.As(err, &exit) { // it has no description
		return Abilities{}, nil
	}
	if err != nil {
		return Abilities{}, err
	}
	return parseAbilities(out), nil
}

// Print implements [System].
func (cups) Print(ctx context.Context, j Job, file string) (string, error) {
	if err := j.Check(); err != nil {
		return "", err
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	out, err := run(ctx, "lp", append(arguments(j), "--", path)...)
	if err != nil {
		return "", err
	}
	return parseRequest(out), nil
}

// arguments are those of lp for a job.
func arguments(j Job) []string {
	var args []string
	if j.Printer != "" {
		args = append(args, "-d", j.Printer)
	}
	if j.Title != "" {
		args = append(args, "-t", j.Title)
	}
	if j.Copies > 1 {
		args = append(args, "-n", strconv.Itoa(j.Copies))
	}
	if len(j.Pages) > 0 {
		var pages []string
		for _, r := range j.Pages {
			pages = append(pages, r.String())
		}
		args = append(args, "-P", strings.Join(pages, ","))
	}
	if sides := [...]string{OneSided: "one-sided", LongEdge: "two-sided-long-edge", ShortEdge: "two-sided-short-edge"}[j.Sides]; sides != "" {
		args = append(args, "-o", "sides="+sides)
	}
	if j.Paper != "" {
		args = append(args, "-o", "media="+j.Paper)
	}
	if j.Up > 1 {
		args = append(args, "-o", "number-up="+strconv.Itoa(j.Up))
	}
	return args
}
