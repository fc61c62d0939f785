// Package impose changes finished PDF files as a whole: several pages on a sheet, a booklet to fold, a lock.
//
// [Sheets] and [Booklet] put the pages of a file on larger or fewer sheets, for proofs on paper and for booklets. The text can still be
// selected and copied; bookmarks, links, tags and the claim of PDF/A are left behind, since they speak of pages that are no more.
// Equal files give equal bytes, as they do before. [Protect] locks a file with AES-256. What it writes differs every time, because good
// encryption begins with random numbers.
//
// The work is done by pdfcpu, the one well-kept library for it that is written in Go. It is large, so nothing but this package imports it.
package impose

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Paper is a size of sheets.
type Paper string

// The papers that sheets are printed on.
const (
	A4 Paper = "A4"
	A3 Paper = "A3"
)

// quiet keeps pdfcpu from making a folder for its settings in the home of whoever runs the program.
var quiet = sync.OnceFunc(api.DisableConfigDir)

func configuration() *model.Configuration {
	quiet()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationStrict
	c.Offline = true
	// Objects one by one and a plain table: settle finds what it looks for.
	c.WriteObjectStream, c.WriteXRefStream = false, false
	return c
}

// forms is how pdfcpu is told of a number of pages on a sheet: two stand side by side on a landscape sheet, four on a portrait one.
var forms = map[int]string{2: "L", 4: "P"}

// Sheets puts 2 or 4 portrait pages on each sheet, in reading order. It returns an error for another number, another paper, and a file
// that is no PDF or is locked.
func Sheets(file []byte, pages int, on Paper) ([]byte, error) {
	turn, ok := forms[pages]
	if !ok || on != A4 && on != A3 {
		return nil, fmt.Errorf("impose: %d pages on a sheet of %q", pages, on)
	}
	c := configuration()
	form, err := api.PDFNUpConfig(pages, fmt.Sprintf("form:%s%s, border:off, margin:0", on, turn), c)
	if err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	return impose(file, c, form, pdfcpu.NUpFromPDF)
}

// Booklet orders pages for sheets that are printed on both sides as they come, turned over the long edge, then put into each other and folded in
// the middle: two portrait pages lie across each side. It fills up with blank pages to a multiple of four.
func Booklet(file []byte, on Paper) ([]byte, error) {
	if on != A4 && on != A3 {
		return nil, fmt.Errorf("impose: a booklet of %q", on)
	}
	c := configuration()
	form, err := api.PDFBookletConfig(2, fmt.Sprintf("form:%sP, border:off, margin:0, guides:off", on), c)
	if err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	return impose(file, c, form, pdfcpu.BookletFromPDF)
}

// impose reads a file, lets pages be put on sheets, and writes what is left.
func impose(file []byte, c *model.Configuration, form *model.NUp, arrange func(*model.Context, types.IntSet, *model.NUp) error) ([]byte, error) {
	ctx, err := api.ReadAndValidate(bytes.NewReader(file), c)
	if err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	all := types.IntSet{}
	for i := range ctx.PageCount {
		all[i+1] = true
	}
	if form.PageDim == nil {
		form.PageDim = types.PaperSize[form.PageSize]
	}
	if err := arrange(ctx, all, form); err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	// These speak of the pages that were: the tree of tags, bookmarks, names, and what the file claims to be.
	for _, key := range []string{"StructTreeRoot", "MarkInfo", "Outlines", "PageMode", "Dests", "Names", "Metadata", "PageLabels"} {
		ctx.RootDict.Delete(key)
	}
	var out bytes.Buffer
	if err := api.Write(ctx, &out, c); err != nil {
		return nil, fmt.Errorf("impose: %w", err)
	}
	return settle(file, out.Bytes())
}
