package press

import (
	"context"
	"path/filepath"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/export/page/label"
	"galley/export/pdf"
	"galley/export/qr"
)

// Codes writes a share code for each article into a folder that there is, each in a file of its own name. done hears of every file when it is
// there, in order. The first article that gets no code ends the work, and so does the end of the context, between two articles; files that
// are there then are whole and stay. Errors are those of [Press.Share] and [Press.CodeFile].
func (p *Press) Codes(ctx context.Context, articles []newsroom.Article, j CodeJob, f CodeFormat, folder string, done func(a newsroom.Article, file string) error) error {
	return each(ctx, articles, folder, string(f), func(a newsroom.Article) ([]byte, error) {
		s, err := p.Share(ctx, a, j)
		if err != nil {
			return nil, err
		}
		return p.CodeFile(ctx, s, f)
	}, done)
}

// Cards writes a share card for each article into a folder that there is, as png or jpg, in the same way as [Press.Codes] writes codes. Errors are
// those of [Press.Card] and [CardFile].
func (p *Press) Cards(ctx context.Context, articles []newsroom.Article, j CardJob, ending, folder string, done func(a newsroom.Article, file string) error) error {
	return each(ctx, articles, folder, ending, func(a newsroom.Article) ([]byte, error) {
		c, err := p.Card(ctx, a, j)
		if err != nil {
			return nil, err
		}
		return CardFile(c, "."+ending)
	}, done)
}

// each writes what is made of every article into a folder, until something is refused or the context ends.
func each(ctx context.Context, articles []newsroom.Article, folder, ending string, make func(newsroom.Article) ([]byte, error), done func(a newsroom.Article, file string) error) error {
	for _, a := range articles {
		data, err := make(a)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		file := filepath.Join(folder, FileName(a)+"."+ending)
		if err := WriteFile(file, data); err != nil {
			return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", file, "Cause", Cause(err))
		}
		if err := done(a, file); err != nil {
			return err
		}
	}
	return nil
}

// FindSheet returns the sheet of labels of a name like 3x8. Invalid: there is none.
func FindSheet(name string) (label.Sheet, error) {
	s, err := label.FindSheet(name)
	if err != nil {
		return s, newsroom.Errorf(newsroom.Invalid, err, "error.code_sheet", "Name", name)
	}
	return s, nil
}

// Labels makes a PDF of labels, one for each article: its share code, what scanning it does, headline and number. The first so many places are
// left out. The job's side is that of the labels. progress hears how far the work is, of twice as many steps as articles: every code is
// drawn, and then read from its sheet. Errors are those of [Press.Share]; Invalid: nothing is on the sheet, or its first places are too many.
func (p *Press) Labels(ctx context.Context, articles []newsroom.Article, j CodeJob, sheet label.Sheet, skip int, progress func(done int)) (data []byte, pages int, err error) {
	if len(articles) == 0 || skip < 0 || skip >= sheet.Len() {
		return nil, 0, newsroom.Errorf(newsroom.Invalid, nil, "error.code_skip", "Most", sheet.Len()-1)
	}
	if j.DPI == 0 {
		j.DPI = DefaultDPI
	}
	labels, codes := make([]label.Label, len(articles)), make([]qr.Drawing, len(articles))
	var s Shared
	for i, a := range articles {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if s, err = p.draw(ctx, a, j); err != nil {
			return nil, 0, err
		}
		if err := s.try(qr.Millimetres(sheet.CodeSide(s.Size())), j.DPI); err != nil {
			return nil, 0, err
		}
		labels[i], codes[i] = s.label, s.Drawing
		progress(i + 1)
	}
	fs, err := p.own.Fonts(typecase.Choice{})
	if err != nil {
		return nil, 0, err
	}
	doc, report, err := sheet.Lay(labels, skip, s.lang, fs)
	if err == nil {
		err = p.seen(ctx, doc, codes, j.DPI, func(n int) { progress(len(articles) + n) })
	}
	if err == nil {
		data, err = pdf.Write(doc, pdf.Options{Created: p.now(), Creator: "Galley", Producer: "Galley"})
	}
	if err != nil {
		return nil, 0, codeError(err)
	}
	return data, report.Pages, nil
}
