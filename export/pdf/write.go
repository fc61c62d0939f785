package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"galley/editor/typeset"
	"galley/export/page"
)

// Options is what a file says about its making.
type Options struct {
	Created  time.Time // with its zone; zero leaves the dates out
	Creator  string    // the program that made the document, for example Galley
	Producer string    // the program that made the file
	Private  []byte    // data for [ReadPrivate], which no reader shows; needs Created
}

// maxSide is the largest side of a page in points (ISO 32000-1, annex C.2).
const maxSide = 14400 * typeset.Point

// Write draws a document as a PDF file. Equal documents and options give equal bytes.
//
// It returns an error that names the page for a run without a face, a glyph that its face does not have, text that is not UTF-8, a picture
// that is damaged, too large or of no known format, a page without area, a bookmark to a page that does not exist, and a link to an anchor
// that does not exist.
func Write(d page.Document, o Options) (b []byte, err error) {
	// gofpdf panics on input that it does not foresee. What can be foreseen is checked before it gets there: fonts by parseSFNT, codes
	// by their allocation, text never reaches it. This is for the rest.
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("write PDF: the PDF library failed: %v", r)
		}
	}()
	if b, err = write(d, o); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return b, nil
}

func write(d page.Document, o Options) ([]byte, error) {
	if err := check(d); err != nil {
		return nil, err
	}
	fs, err := collect(d)
	if err != nil {
		return nil, err
	}
	out := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 595, Ht: 842}})
	out.SetCompression(true)
	out.SetCatalogSort(true)
	out.SetAutoPageBreak(false, 0)
	out.SetMargins(0, 0, 0)
	// The finaliser writes the dates; these keep gofpdf from reading the clock.
	out.SetCreationDate(time.Unix(0, 0).UTC())
	out.SetModificationDate(time.Unix(0, 0).UTC())
	for _, f := range fs.list {
		data, err := f.data()
		if err != nil {
			return nil, err
		}
		out.AddUTF8FontFromBytes(f.family, "", data)
	}
	drawn, err := drawPages(out, d, fs)
	if err != nil {
		return nil, err
	}
	registerCodes(out, fs)
	var raw bytes.Buffer
	if err := out.Output(&raw); err != nil {
		return nil, err
	}
	return finish(raw.Bytes(), d, o, drawn)
}

// check refuses what could not be drawn.
func check(d page.Document) error {
	if len(d.Pages) == 0 {
		return errors.New("the document has no pages")
	}
	for _, s := range []struct{ what, text string }{
		{"title", d.Title}, {"author", d.Author}, {"subject", d.Subject}, {"list of keywords", d.Keywords}, {"language", d.Language},
	} {
		if err := valid(s.what, s.text); err != nil {
			return err
		}
	}
	for i, p := range d.Pages {
		if p.Width < typeset.Point || p.Height < typeset.Point || p.Width > maxSide || p.Height > maxSide {
			return fmt.Errorf("page %d: a page of %g × %g pt", i+1, p.Width.Points(), p.Height.Points())
		}
		for _, f := range p.Frames {
			if err := valid("alternative text", f.Alt); err != nil {
				return fmt.Errorf("page %d: %w", i+1, err)
			}
		}
	}
	names := make(map[string]bool)
	for _, a := range d.Anchors {
		switch {
		case a.Page < 0 || a.Page >= len(d.Pages):
			return fmt.Errorf("anchor %q stands on page %d of %d", a.Name, a.Page+1, len(d.Pages))
		case names[a.Name]:
			return fmt.Errorf("two anchors are named %q", a.Name)
		}
		names[a.Name] = true
	}
	for _, m := range d.Outline {
		if err := valid("bookmark", m.Title); err != nil {
			return err
		}
		if m.Page < 0 || m.Page >= len(d.Pages) {
			return fmt.Errorf("bookmark %q leads to page %d of %d", m.Title, m.Page+1, len(d.Pages))
		}
	}
	return nil
}

func valid(what, text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%s %q is not valid UTF-8", what, text)
	}
	return nil
}

// registerCodes tells gofpdf which codes are used, because text that is written as operators passes it by. Text on a template
// that is never drawn does that, and leaves nothing in the file.
func registerCodes(out *gofpdf.Fpdf, fs *fontSet) {
	out.CreateTemplate(func(t *gofpdf.Tpl) {
		for _, f := range fs.list {
			codes := make([]rune, len(f.uses))
			for i := range codes {
				codes[i] = rune(f.code(i))
			}
			t.SetFont(f.family, "", 1)
			t.Text(0, 0, string(codes))
		}
	})
}

// drawing is what the finaliser needs to know of the drawn pages.
type drawing struct {
	fonts     *fontSet
	pictures  *pictures
	structure *structure
}

// drawPages draws every page.
func drawPages(out *gofpdf.Fpdf, d page.Document, fs *fontSet) (drawing, error) {
	p := &painter{pdf: out, fonts: fs, pictures: &pictures{}}
	s := newStructure(d)
	for i, pg := range d.Pages {
		out.AddPageFormat("P", gofpdf.SizeType{Wd: pg.Width.Points(), Ht: pg.Height.Points()})
		p.start(pg.Height)
		for _, f := range pg.Frames {
			if err := drawFrame(p, s, i, f); err != nil {
				return drawing{}, fmt.Errorf("page %d: %w", i+1, err)
			}
		}
		p.flush()
		if err := out.Error(); err != nil {
			return drawing{}, err
		}
	}
	return drawing{fs, p.pictures, s}, nil
}

// drawFrame draws a frame as marked content (ISO 32000-1, 14.6 to 14.8): an artifact, or one piece for every stretch that leads to
// the same address.
func drawFrame(p *painter, s *structure, pageIndex int, f page.Frame) error {
	if len(f.Marks) == 0 {
		return nil
	}
	if n := min(f.Item.Label, len(f.Marks)); n > 0 {
		if err := drawContent(p, s, pageIndex, s.label(f.Item), f.Marks[:n]); err != nil {
			return err
		}
		if f.Marks = f.Marks[n:]; len(f.Marks) == 0 {
			return nil
		}
	}
	var owner *element
	if f.Role != page.Artifact {
		e, err := s.block(f)
		if err != nil {
			return err
		}
		owner = e
	}
	return drawContent(p, s, pageIndex, owner, f.Marks)
}

// drawContent draws marks as the content of an element, and as an artifact where there is none.
func drawContent(p *painter, s *structure, pageIndex int, owner *element, marks []page.Mark) error {
	for _, part := range stretches(marks) {
		e := owner
		if e != nil && part.to != "" {
			e = s.linkIn(owner, part.to)
		}
		if e == nil {
			p.op(artifact(marks))
		} else {
			p.op("/" + e.kind + " <</MCID " + strconv.Itoa(s.content(e, pageIndex)) + ">> BDC")
		}
		if err := p.marks(part.marks); err != nil {
			return err
		}
		p.op("EMC")
		if part.to != "" {
			if err := s.annotate(e, pageIndex, part.to, part.marks); err != nil {
				return err
			}
		}
	}
	return nil
}

// artifact begins what is not part of the text: what pages repeat in words, a running head or a number, belongs to the division into pages,
// and the rest, rules and grounds, to the look (ISO 32000-1, 14.8.2.2).
func artifact(marks []page.Mark) string {
	for _, m := range marks {
		if _, ok := m.(page.Glyphs); ok {
			return "/Artifact <</Type /Pagination>> BDC"
		}
	}
	return "/Artifact <</Type /Layout>> BDC"
}
