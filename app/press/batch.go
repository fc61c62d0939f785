package press

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"galley/app/newsroom"
	"galley/export"
)

// Done is one article of a batch that has been printed.
type Done struct {
	Article newsroom.Article
	File    string
	Report  export.Report
}

// Batch prints articles one by one into a folder that there is, each into a file of its own name. done hears of every file when it is
// there, in order. The first article that cannot be printed ends the batch, and so does the end of the context, between two articles or while
// one is set; files that are there then are whole and stay.
func (p *Press) Batch(ctx context.Context, articles []newsroom.Article, j Job, folder string, done func(Done) error) error {
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, report, err := p.PDF(ctx, []newsroom.Article{a}, j)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		file := filepath.Join(folder, FileName(a)+".pdf")
		if err := WriteFile(file, data); err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", file, "Cause", Cause(err))
		}
		if err := done(Done{a, file, report}); err != nil {
			return err
		}
	}
	return nil
}

// FileName is an article's name as a file, without an ending: its number and its headline, without what file systems forbid.
func FileName(a newsroom.Article) string {
	if head := CleanName(a.Digest.Headline, 24); head != "" {
		return string(a.Number) + " " + head
	}
	return string(a.Number)
}

// CleanName returns a text without what file systems forbid in names, at most so many characters of it.
func CleanName(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return strings.Trim(s, " .")
}

// Cause returns the innermost words of an error of the file system, without the paths that a sentence already has.
func Cause(err error) string {
	var p *os.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err.Error()
	case errors.As(err, &l):
		return l.Err.Error()
	}
	return err.Error()
}
