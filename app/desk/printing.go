package desk

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/print"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/printer"
	"galley/app/typecase"
	"galley/assets/catalogue"
	"galley/export/raster"
)

// printing is the print window of one article: its pages as they will be printed, and beside them what they are set with.
type printing struct {
	frame
	article newsroom.Article
	job     press.Job
	printed press.Print
	failed  error           // why the job that is asked for could not be set; the pages are those of the one before
	system  []typecase.Face // fonts that the operating system has
	turn    int             // of the newest setting, so that an older one that ends later is not shown
	setting bool

	drawn  *raster.Renderer
	pages  *print.Pages
	side   *fyne.Container
	status *status
	where  string // the printer that would be printed on, and what it does; empty while that is not known
	zoom   *chrome.Button
	export *chrome.Button
	send   *chrome.Button
}

const printSide float32 = 288

// print opens an article in its print window, or brings that window to the front.
func (d *desk) print(a newsroom.Article) {
	p, ok := d.prints[a.ID]
	if ok {
		p.article = a
		p.set()
		p.win.RequestFocus()
		return
	}
	p = newPrinting(d, a)
	d.prints[a.ID] = p
	p.win.Show()
	p.set()
	p.findPrinter()
	p.findFonts()
}

// findPrinter asks for the printer that would be printed on. Where there is none, the button says so when it is pressed.
func (p *printing) findPrinter() {
	d := p.d
	var list []printer.Printer
	d.work(func(ctx context.Context) (err error) {
		list, err = d.Printers.Printers(ctx)
		return err
	}, func(err error) {
		if err == nil && len(list) > 0 && d.prints[p.article.ID] == p {
			x := lastPrinter(d, list)
			p.where = d.S("print.on", "Printer", x.Title, "State", press.StateText(x))
			p.showPlace()
		}
	})
}

// lastPrinter is the printer that was used last, or else the default one.
func lastPrinter(d *desk, list []printer.Printer) printer.Printer {
	for _, x := range list {
		if x.Name == d.Preferences.String(prefPrinter) {
			return x
		}
	}
	return list[0]
}

func newPrinting(d *desk, a newsroom.Article) *printing {
	p := &printing{frame: newFrame(d, "print", "", mainWidth, mainHeight), article: a, drawn: raster.New()}
	p.job.Options, p.job.Fonts = d.printOptions(), d.ownFonts()
	if l, err := press.ParseLayout(d.Preferences.String(prefLayout)); err == nil {
		p.job.Layout = l
	}
	p.win.SetCloseIntercept(p.leave)
	p.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			p.leave()
			return true
		}
		return p.pages.TypedKey(k)
	})
	p.build()
	return p
}

func (p *printing) leave() {
	p.turn++
	p.keepSize()
	delete(p.d.prints, p.article.ID)
	p.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (p *printing) build() {
	d := p.d
	p.status = newStatus(p.d)
	p.pages = print.New(print.Source{Sketch: p.drawn.Sketch, Draw: p.drawn.Page, Work: d.work})
	p.pages.OnChanged = p.showPlace
	p.side = chrome.Column(0)
	p.win.SetTitle(d.S("print.title", "Headline", d.Headline(p.article)))
	p.win.SetMainMenu(p.menu())
	p.zoom = chrome.NewMenuButton("", chrome.Ghost, p.zooms)
	p.export = chrome.NewButton(d.S("print.export"), chrome.Plain, p.exportFile)
	p.send = chrome.NewButton(d.S("print.send"), chrome.Primary, p.askPrinter)
	title := chrome.Text(chrome.Cut(d.S("print.title", "Headline", d.Headline(p.article)), 520, chrome.Style{Bold: true}), chrome.Style{Bold: true})
	spring := chrome.Spring()
	top := chrome.GrowingRow(8, spring, title, spring,
		chrome.NewButton("－", chrome.Plain, p.pages.Farther), p.zoom, chrome.NewButton("＋", chrome.Plain, p.pages.Nearer), chrome.Gap(4, 0), p.export, p.send)
	side := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 16, 24, 16, p.side)))
	p.win.SetContent(chrome.Dock(bar(topHeight, top), p.status.object, chrome.Beside(printSide, p.pages, side)))
	p.pages.SetPages(p.printed.Document.Pages)
	p.show()
}

// menu is the print window's.
func (p *printing) menu() *fyne.MainMenu {
	d := p.d
	line := fyne.NewMenuItemSeparator
	layouts := fyne.NewMenuItem(d.S("print.layout"), nil)
	layouts.ChildMenu = fyne.NewMenu("")
	for _, l := range press.Layouts(false) {
		i := fyne.NewMenuItem(d.Label(press.LayoutText(l)), p.free(func() { p.setLayout(l) }))
		i.Checked = l == p.layout()
		layouts.ChildMenu.Items = append(layouts.ChildMenu.Items, i)
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("print.send"), keyPrint, p.free(p.askPrinter)),
			entry(d.S("print.export"), keyExport, p.free(p.exportFile)), line(),
			entry(d.S("close"), keyClose, p.free(p.leave))),
		fyne.NewMenu(d.S("menu.view"), layouts, line(),
			entry(d.S("print.nearer"), ctrl(fyne.KeyEqual), p.free(p.pages.Nearer)),
			entry(d.S("print.farther"), ctrl(fyne.KeyMinus), p.free(p.pages.Farther)),
			entry(d.S("print.fit_page"), ctrl(fyne.Key0), p.free(func() { p.pages.SetZoom(print.FitPage) })),
			entry(d.S("print.fit_width"), ctrl(fyne.Key9), p.free(func() { p.pages.SetZoom(print.FitWidth) }))),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, p.free(p.showKeys))),
	)
}

func (p *printing) layout() press.Layout {
	if p.job.Layout == "" {
		return press.Article
	}
	return p.job.Layout
}

// zooms are the choices of the zoom button.
func (p *printing) zooms() []chrome.Option {
	d := p.d
	at := p.pages.Zoom()
	option := func(label string, z print.Zoom) chrome.Option {
		return chrome.Option{Label: label, Chosen: at == z, Action: func() { p.pages.SetZoom(z) }}
	}
	out := []chrome.Option{option(d.S("print.fit_page"), print.FitPage), option(d.S("print.fit_width"), print.FitWidth), {Rule: true}}
	for _, z := range []print.Zoom{50, 75, 100, 150, 200} {
		out = append(out, option(fmt.Sprintf("%d %%", int(z)), z))
	}
	return out
}

// set lays the article out as the job says. What is shown stays until the new pages are there; of several settings the last one counts.
func (p *printing) set() {
	d := p.d
	p.turn++
	turn, job, article := p.turn, p.job, p.article
	p.setting = true
	p.showPlace()
	var printed press.Print
	d.work(func(ctx context.Context) (err error) {
		printed, err = d.Press.Set(ctx, []newsroom.Article{article}, job)
		return err
	}, func(err error) {
		if turn != p.turn {
			return
		}
		p.setting, p.failed = false, err
		if err == nil {
			p.printed = printed
			p.pages.SetPages(printed.Document.Pages)
		}
		p.show()
	})
}

// reload sets the article as it is now.
func (p *printing) reload() {
	var a newsroom.Article
	p.d.work(func(ctx context.Context) (err error) {
		a, err = p.d.Newsroom.Article(ctx, p.article.Number)
		return err
	}, func(err error) {
		switch {
		case p.d.prints[p.article.ID] != p:
		case err != nil:
			p.failed = err
			p.show()
		case a.Revision != p.article.Revision || a.Acts != p.article.Acts:
			p.article = a
			p.set()
		}
	})
}

// change sets with another job.
func (p *printing) change(j press.Job) {
	if j.Options != p.job.Options {
		p.d.keepOptions(j.Options)
	}
	p.job = j
	p.set()
}

func (p *printing) setLayout(l press.Layout) {
	j := p.job
	j.Layout = l
	p.d.Preferences.SetString(prefLayout, string(l))
	p.change(j)
	p.win.SetMainMenu(p.menu())
}

// show shows what is known: the side, the place, what can be pressed.
func (p *printing) show() {
	there := p.pages.Len() > 0
	p.export.Allow(there)
	p.send.Allow(there)
	p.side.Objects = []fyne.CanvasObject{p.sideContent()}
	p.side.Refresh()
	p.showPlace()
}

// showPlace says in the bar and in the status line which page is seen, how large, and on what paper.
func (p *printing) showPlace() {
	d := p.d
	switch p.pages.Zoom() {
	case print.FitPage:
		p.zoom.SetLabel(d.S("print.fit_page"))
	case print.FitWidth:
		p.zoom.SetLabel(d.S("print.fit_width"))
	default:
		p.zoom.SetLabel(fmt.Sprintf("%d %%", p.pages.Percent()))
	}
	switch {
	case p.setting, p.pages.Len() == 0 && p.failed == nil:
		p.status.say(toneBusy, d.S("pdf.setting"))
	case p.failed != nil:
		p.status.say(toneError, d.Words.Say(newsroom.TextOf(p.failed)))
	default:
		first := p.printed.Document.Pages[0]
		p.status.say(toneSaved, d.S("print.sheet", "Paper", paperName(first.Width.Points(), first.Height.Points()), "Pages", p.pages.Len()))
	}
	p.status.note("")
	if p.pages.Len() > 0 {
		place := d.S("print.place", "Page", p.pages.Current()+1, "Pages", p.pages.Len(), "Percent", p.pages.Percent())
		if p.where != "" {
			place += "　" + p.where
		}
		p.status.note(place)
	}
}

// papers are the sheets of ISO 216 in points.
var papers = []struct {
	name       string
	wide, high float64
}{{"A3", 841.89, 1190.55}, {"A4", 595.28, 841.89}, {"A5", 419.53, 595.28}}

// paperName names a sheet by its size.
func paperName(wide, high float64) string {
	near := func(a, b float64) bool { return a-b < 1.5 && b-a < 1.5 }
	for _, s := range papers {
		if near(s.wide, wide) && near(s.high, high) || near(s.wide, high) && near(s.high, wide) {
			return s.name
		}
	}
	return fmt.Sprintf("%.0f × %.0f mm", wide*25.4/72, high*25.4/72)
}

// exportFile asks where the pages should go as a file.
func (p *printing) exportFile() {
	if p.pages.Len() == 0 {
		return
	}
	d, printed, finish := p.d, p.printed, p.job.Finish
	var data []byte
	p.status.say(toneBusy, d.S("print.writing"))
	d.work(func(context.Context) (err error) {
		data, err = d.Press.Write(printed, finish)
		return err
	}, func(err error) {
		p.showPlace()
		if err != nil {
			p.refuse(err)
			return
		}
		p.saveFile(d.S("pdf.title"), press.FileName(p.article)+".pdf", writeBytes(data), func(path string) { p.showPDF(path, printed.Report) })
	})
}

// askPrinter asks where and how the pages are to be printed. The printers are read while the person waits.
func (p *printing) askPrinter() {
	if p.pages.Len() == 0 {
		return
	}
	d := p.d
	var list []printer.Printer
	able := map[string]printer.Abilities{}
	p.status.say(toneBusy, d.S("print.printers"))
	d.work(func(ctx context.Context) (err error) {
		if list, err = d.Printers.Printers(ctx); err != nil {
			return press.PrinterError(err, "")
		}
		for _, x := range list {
			if able[x.Name], err = d.Printers.Abilities(ctx, x.Name); err != nil {
				return press.PrinterError(err, x.Name)
			}
		}
		if len(list) == 0 {
			return newsroom.Errorf(newsroom.NotFound, nil, "printer.none")
		}
		return nil
	}, func(err error) {
		p.showPlace()
		if err != nil {
			p.tell(d.S("print.no_printer"), d.Words.Say(newsroom.TextOf(err)), chrome.Option{Label: d.S("print.export"), Action: p.exportFile})
			return
		}
		newSending(p, list, able).show()
	})
}

// printerLabel names a printer and what it does.
func (d *desk) printerLabel(x printer.Printer) string {
	state := press.StateText(x)
	if press.Ready(x) && x.Default {
		state = catalogue.T("printer.default")
	}
	return x.Title + "　" + d.Words.Say(state)
}
