package desk

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app/desk/lists"
	"galley/app/desk/print"
	"galley/app/newsroom"
	"galley/app/printer"
	"galley/export/page"
)

// office is the printers of a test.
type office struct {
	err  error
	jobs []printer.Job
	data []byte // of the last job
}

func (o *office) Printers(context.Context) ([]printer.Printer, error) {
	return []printer.Printer{
		{Name: "hp", Title: "办公室 HP-M405", Place: "二楼 203", State: printer.Idle, Default: true},
		{Name: "old", Title: "传达室 旧针式", State: printer.Stopped},
	}, o.err
}

func (o *office) Abilities(_ context.Context, name string) (printer.Abilities, error) {
	if name == "old" {
		return printer.Abilities{OneSide: true}, nil
	}
	return printer.Abilities{Papers: []printer.Choice{{Name: "A4", Title: "A4", Default: true}, {Name: "A3", Title: "A3"}}}, nil
}

func (o *office) Print(_ context.Context, j printer.Job, file string) (id string, err error) {
	o.jobs = append(o.jobs, j)
	o.data, err = os.ReadFile(file)
	return j.Printer + "-7", err
}

func TestPrintWindow(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	p := h.as("王四").print1(h.find(newsroom.Published))
	if p.pages.Len() == 0 || p.failed != nil {
		t.Fatalf("%d pages, %v", p.pages.Len(), p.failed)
	}
	// Zoom and place by key.
	was := p.pages.Percent()
	p.pages.TypedKey(fyne.KeyPlus)
	if p.pages.Percent() <= was {
		t.Errorf("nearer went from %d to %d %%", was, p.pages.Percent())
	}
	p.pages.SetZoom(print.FitPage)
	if p.pages.Percent() != was {
		t.Errorf("back at the whole page it is %d %%, not %d", p.pages.Percent(), was)
	}
	p.pages.TypedKey(fyne.KeyEnd)
	if p.pages.Current() != p.pages.Len()-1 {
		t.Errorf("at the end page %d of %d is looked at", p.pages.Current(), p.pages.Len())
	}
	// Without its code the article has other pages.
	before := frames(p.printed.Document.Pages)
	p.job.Options.Code = false
	p.set()
	if after := frames(p.printed.Document.Pages); after >= before {
		t.Errorf("without a code there are %d frames, with one %d", after, before)
	}
	// Fonts that cannot be read are said in place, and the pages stay.
	j := p.job
	j.Fonts.Folder = filepath.Join(t.TempDir(), "none")
	p.change(j)
	if p.failed == nil || p.pages.Len() == 0 {
		t.Errorf("%v, %d pages", p.failed, p.pages.Len())
	}
	p.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(h.prints) != 0 {
		t.Error("Escape leaves the window open")
	}
}

func frames(pages []page.Page) (n int) {
	for _, p := range pages {
		n += len(p.Frames)
	}
	return n
}

// TestLastSettingCounts has two settings end in the wrong order.
func TestLastSettingCounts(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	p := h.as("王四").print1(h.find(newsroom.Published))
	var waiting []func()
	at := h.Go
	h.Go = func(f func()) { waiting = append(waiting, f) }
	p.job.Options.Code = false
	p.set()
	p.job.Options.Code = true
	p.set()
	h.Go = at
	waiting[1]()
	want := frames(p.printed.Document.Pages)
	waiting[0]()
	if got := frames(p.printed.Document.Pages); got != want {
		t.Errorf("the older setting is shown: %d frames, not %d", got, want)
	}
}

func TestPrint(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	p := h.as("王四").print1(h.find(newsroom.Published))
	p.askPrinter()
	list, err := h.Printers.Printers(t.Context())
	h.must(err)
	able, err := h.Printers.Abilities(t.Context(), "hp")
	h.must(err)
	p.card.Close()
	s := newSending(p, list, map[string]printer.Abilities{"hp": able})
	s.show()
	for copies, pages := range map[string]string{"0": "", "x": "", "1000": "", "2": "3-1"} {
		s.copies.SetText(copies)
		s.pages.SetText(pages)
		s.send()
		if len(h.printers.jobs) > 0 || !s.said.Visible() || p.card == nil {
			t.Fatalf("%s copies of %q were printed", copies, pages)
		}
	}
	s.copies.SetText("2")
	s.pages.SetText("1-2，3")
	s.job.Sides, s.job.Paper = printer.LongEdge, "A3"
	s.send()
	want := printer.Job{Printer: "hp", Copies: 2, Pages: []printer.Range{{First: 1, Last: 2}, {First: 3, Last: 3}}, Sides: printer.LongEdge, Paper: "A3"}
	if len(h.printers.jobs) != 1 || p.card != nil {
		t.Fatalf("jobs: %+v", h.printers.jobs)
	}
	want.Title = h.printers.jobs[0].Title
	if !reflect.DeepEqual(h.printers.jobs[0], want) || !strings.HasPrefix(string(h.printers.data), "%PDF-") || !strings.HasPrefix(want.Title, string(p.article.Number)) {
		t.Errorf("printed %+v", h.printers.jobs[0])
	}
}

func TestExportMany(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王四").main.goTo(lists.Place{Kind: lists.All})
	h.main.exportMany()
	h.main.card.Press()
	files, err := filepath.Glob(filepath.Join(h.Folder, "*.pdf"))
	h.must(err)
	if len(files) != len(h.main.items) || len(files) == 0 {
		t.Errorf("%d files of %d articles", len(files), len(h.main.items))
	}
	// Together they are one bulletin.
	h.main.card.Close()
	h.Folder = t.TempDir()
	h.main.exportMany()
	press1(t, h.main.win, h.S("batch.bulletin"))
	h.main.card.Press()
	if files, err = filepath.Glob(filepath.Join(h.Folder, "*.pdf")); err != nil || len(files) != 1 || !strings.Contains(files[0], "简报") {
		t.Errorf("a bulletin is %v, %v", files, err)
	}
}
