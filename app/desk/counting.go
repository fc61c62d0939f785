package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/newsroom/statistics"
	"galley/app/press"
	"galley/export/sheet"
)

// counting is the window of 稿件统计: a period, what is counted by, bars of the rows with the most, all figures below, and files of them.
type counting struct {
	frame
	span   span
	day    time.Time // within the period
	by     statistics.Dimension
	table  statistics.Table
	failed error
	turn   int

	status *status
	period *chrome.Button
	body   *fyne.Container
}

// span is how long a period is.
type span int

const (
	oneMonth span = iota
	oneYear
	always
)

// Sizes of the window.
const (
	figuresWidth, figuresHeight float32 = 1080, 760
	figuresName                 float32 = 168 // the column of what is counted by
	figuresCell                 float32 = 88
	figuresRow                  float32 = 30
	figuresHead                 float32 = 64
	mostBars                            = 12
	mostFigures                         = 500 // rows that are shown; a file has all
)

// statistics opens the window, or brings it to the front.
func (d *desk) statistics() {
	if d.counting != nil {
		d.counting.win.RequestFocus()
		return
	}
	g := &counting{frame: newFrame(d, "figures", "", figuresWidth, figuresHeight), day: d.Now().In(d.Zone), by: statistics.ByPerson}
	d.counting = g
	g.win.SetCloseIntercept(g.leave)
	g.listen(func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyEscape:
			g.leave()
		case fyne.KeyLeft, fyne.KeyPageUp:
			g.move(-1)
		case fyne.KeyRight, fyne.KeyPageDown:
			g.move(1)
		default:
			return false
		}
		return true
	})
	g.build()
	g.win.Show()
	g.count()
}

func (g *counting) leave() {
	g.turn++
	g.keepSize()
	g.d.counting = nil
	g.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (g *counting) build() {
	d := g.d
	g.status = newStatus(g.d)
	g.win.SetTitle(d.Words.S("statistics.title"))
	g.win.SetMainMenu(g.menu())
	g.body = chrome.Column(0)
	g.period = chrome.NewButton("", chrome.Ghost, func() { g.day = d.Now().In(d.Zone); g.count() })
	spans := chrome.Segments([]string{d.S("figures.month"), d.S("figures.year"), d.S("figures.always")}, int(g.span), 240, func(i int) { g.setSpan(span(i)) })
	var names []string
	for _, by := range statistics.Dimensions() {
		names = append(names, d.Words.S("statistics.by."+string(by)))
	}
	bys := chrome.Segments(names, slices.Index(statistics.Dimensions(), g.by), 420, func(i int) { g.setBy(statistics.Dimensions()[i]) })
	spring := chrome.Spring()
	top := chrome.GrowingRow(8, spring, spans, chrome.NewButton("‹", chrome.Plain, func() { g.move(-1) }), g.period, chrome.NewButton("›", chrome.Plain, func() { g.move(1) }), spring,
		chrome.NewButton(d.S("figures.csv"), chrome.Plain, g.saveCSV), chrome.NewButton(d.S("figures.xlsx"), chrome.Primary, g.saveWorkbook))
	second := chrome.Pad(12, 20, 4, 20, chrome.Row(8, bys))
	g.win.SetContent(chrome.Dock(chrome.Column(0, bar(topHeight, top), chrome.On(theme.Paper, second)), g.status.object,
		chrome.On(theme.Paper, container.NewScroll(chrome.Pad(12, 20, 24, 20, g.body)))))
	g.show()
}

// menu is the statistics window's.
func (g *counting) menu() *fyne.MainMenu {
	d, line := g.d, fyne.NewMenuItemSeparator
	period := []*fyne.MenuItem{
		entry(d.S("figures.month"), keyFiguresSpan[oneMonth], g.free(func() { g.setSpan(oneMonth) })), entry(d.S("figures.year"), keyFiguresSpan[oneYear], g.free(func() { g.setSpan(oneYear) })),
		entry(d.S("figures.always"), keyFiguresSpan[always], g.free(func() { g.setSpan(always) })), line(),
		entry(d.S("figures.before"), keyFiguresBefore, g.free(func() { g.move(-1) })), entry(d.S("figures.after"), keyFiguresAfter, g.free(func() { g.move(1) })), line(),
	}
	for i, by := range statistics.Dimensions() {
		period = append(period, entry(d.S("figures.by", "What", d.Words.S("statistics.by."+string(by))), keyFiguresBy[i], g.free(func() { g.setBy(by) })))
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"), entry(d.S("figures.csv")+"…", keyExport, g.free(g.saveCSV)), entry(d.S("figures.xlsx")+"…", keyKeepAs, g.free(g.saveWorkbook)), line(),
			entry(d.S("close"), keyClose, g.free(g.leave))),
		fyne.NewMenu(d.S("menu.view"), period...),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, g.free(g.showKeys))),
	)
}

func (g *counting) setSpan(s span) {
	g.span = s
	g.build()
	g.count()
}

func (g *counting) setBy(by statistics.Dimension) {
	g.by = by
	g.build()
	g.count()
}

// move goes to another period; there is none beside all time.
func (g *counting) move(by int) {
	switch g.span {
	case oneMonth:
		g.day = time.Date(g.day.Year(), g.day.Month()+time.Month(by), 1, 0, 0, 0, 0, g.d.Zone)
	case oneYear:
		g.day = time.Date(g.day.Year()+by, 1, 1, 0, 0, 0, 0, g.d.Zone)
	default:
		return
	}
	g.count()
}

// filter is the period and what is counted by.
func (g *counting) filter() newsroom.StatisticsFilter {
	f := newsroom.StatisticsFilter{By: g.by}
	switch g.span {
	case oneMonth:
		f.Month = g.day.Format("2006-01")
	case oneYear:
		f.From, f.To = g.day.Format("2006")+"-01-01", g.day.Format("2006")+"-12-31"
	}
	return f
}

// name says the period.
func (g *counting) name() string {
	switch g.span {
	case oneMonth:
		return g.day.Format("2006-01")
	case oneYear:
		return g.day.Format("2006")
	}
	return g.d.S("figures.always")
}

// count has the newsroom count the period. Of two counts that are under way the later one is shown.
func (g *counting) count() {
	d := g.d
	g.turn++
	turn, f, me := g.turn, g.filter(), d.manager()
	if me.ID == "" {
		me = d.Me
	}
	g.status.say(toneBusy, d.S("figures.counting"))
	var table statistics.Table
	d.work(func(ctx context.Context) (err error) {
		table, err = d.Newsroom.Statistics(ctx, me, f)
		return err
	}, func(err error) {
		if turn != g.turn {
			return
		}
		g.table, g.failed = table, err
		g.show()
	})
}

// show shows what was counted.
func (g *counting) show() {
	d := g.d
	g.period.SetLabel(g.name())
	g.body.Objects = nil
	switch {
	case g.failed != nil:
		g.status.say(toneError, d.Words.Say(newsroom.TextOf(g.failed)))
		g.body.Add(empty(d.S("figures.failed"), d.Words.Say(newsroom.TextOf(g.failed)), chrome.NewButton(d.S("retry"), chrome.Plain, g.count)))
	case len(g.table.Rows) == 0:
		g.status.say(toneSaved, g.name())
		g.body.Add(chrome.Gap(0, 60))
		g.body.Add(chrome.Centre(empty(d.S("figures.none"), d.S("figures.none.text", "Period", g.name()))))
	default:
		g.status.say(toneSaved, d.S("figures.total", "Period", g.name(), "Submitted", g.table.Total.Submitted, "Published", g.table.Total.Published, "Returned", g.table.Total.Returned))
		g.body.Add(g.bars())
		g.body.Add(chrome.Gap(0, 24))
		g.body.Add(g.grid(press.Statistics(g.table, d.Words.Lang())))
	}
	g.body.Refresh()
}

// measures are what the bars show, each in its colour.
var measures = []struct {
	id    string // in the catalogue, after "statistics."
	ink   theme.Token
	count func(statistics.Counts) int
}{
	{"submitted", theme.Blue, func(c statistics.Counts) int { return c.Submitted }},
	{"published", theme.Green, func(c statistics.Counts) int { return c.Published }},
	{"returned", theme.Amber, func(c statistics.Counts) int { return c.Returned }},
	{"overdue", theme.Red, func(c statistics.Counts) int { return c.Overdue }},
}

// bars draws the rows with the most, months in their order, all on one scale. Each bar has its figure, so that colour is not all that tells.
func (g *counting) bars() fyne.CanvasObject {
	d := g.d
	const wide, high = 520, 12
	rows := slices.Clone(g.table.Rows)
	if g.by != statistics.ByMonth {
		slices.SortStableFunc(rows, func(a, b statistics.Row) int { return b.Submitted + b.Published - a.Submitted - a.Published })
		rows = rows[:min(len(rows), mostBars)]
	} else {
		rows = rows[max(0, len(rows)-mostBars):]
	}
	most := 1
	for _, r := range rows {
		for _, m := range measures {
			most = max(most, m.count(r.Counts))
		}
	}
	legend := chrome.Row(16)
	for _, m := range measures {
		legend.Add(chrome.Row(6, chrome.Centre(chrome.Fixed(high, high, canvas.NewRectangle(theme.Color(m.ink)))), chrome.Text(d.Words.S("statistics."+m.id), chrome.Meta())))
	}
	chart := chrome.Column(12, legend)
	for _, r := range rows {
		stack := chrome.Column(2)
		for _, m := range measures {
			n := m.count(r.Counts)
			if n == 0 {
				continue
			}
			long := max(2, float32(wide)*float32(n)/float32(most))
			stack.Add(chrome.Row(6, chrome.Centre(chrome.Fixed(long, high, canvas.NewRectangle(theme.Color(m.ink)))), chrome.Text(fmt.Sprint(n), chrome.Meta())))
		}
		name := chrome.Text(chrome.Cut(g.label(r), figuresName-16, chrome.Style{}), chrome.Style{})
		chart.Add(chrome.TopRow(0, nil, chrome.Fixed(figuresName, 0, name), stack))
	}
	return chart
}

// label names a row for a person, as in the table.
func (g *counting) label(r statistics.Row) string {
	return press.Statistics(statistics.Table{By: g.by, Rows: []statistics.Row{r}}, g.d.Words.Lang()).Rows[0][0].String()
}

// grid shows all figures: a head, a line for each row, the total.
func (g *counting) grid(t sheet.Table) fyne.CanvasObject {
	line := func(cells []string, high float32, style chrome.Style) fyne.CanvasObject {
		row := chrome.Row(0)
		for i, c := range cells {
			if i == 0 {
				name := style
				name.Width, name.Lines = figuresName-12, 1
				row.Add(chrome.Fixed(figuresName, high, chrome.Pad(4, 8, 4, 0, chrome.NewProse(c, name))))
				continue
			}
			right := style
			right.Align, right.Width, right.Lines = fyne.TextAlignTrailing, figuresCell-10, 3
			if c == "0" { // what happened is what is to be seen
				right.Token = theme.Faint
			}
			row.Add(chrome.Fixed(figuresCell, high, chrome.Pad(4, 10, 4, 0, chrome.NewProse(c, right))))
		}
		return row
	}
	out := chrome.Column(0, line(t.Head, figuresHead, chrome.Meta()), chrome.HLine())
	for i, r := range t.Rows {
		if i >= mostFigures && i+1 < len(t.Rows) {
			continue
		}
		cells := make([]string, len(r))
		for k, c := range r {
			cells[k] = c.String()
		}
		style := chrome.Style{}
		if i+1 == len(t.Rows) {
			out.Add(chrome.HLine())
			style.Bold = true
		}
		out.Add(line(cells, figuresRow, style))
	}
	return out
}

func (g *counting) saveCSV()      { g.save(".csv", sheet.Table.CSV) }
func (g *counting) saveWorkbook() { g.save(".xlsx", sheet.Table.Workbook) }

// save asks for a file and writes what is shown, all rows of it.
func (g *counting) save(extension string, form func(sheet.Table) ([]byte, error)) {
	if len(g.table.Rows) == 0 {
		return
	}
	d := g.d
	data, err := form(press.Statistics(g.table, d.Words.Lang()))
	if err != nil {
		g.refuse(err)
		return
	}
	g.saveFile(d.Words.S("statistics.title"), d.Words.S("statistics.title")+" "+g.name()+extension, writeBytes(data), func(path string) {
		g.status.say(toneSaved, d.S("figures.saved", "File", path))
	})
}
