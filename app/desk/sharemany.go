package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/export/page/card"
	"galley/export/page/label"
)

// manyCodes is the card that asks of which articles in the list codes are made, and how.
type manyCodes struct {
	m        *mainWindow
	articles []newsroom.Article
	checks   []*widget.Check
	folder   *field.Entry
	skip     *field.Entry // labels of the first sheet that were used
	said     *chrome.Prose
	more     *fyne.Container
	card     *chrome.Modal

	as     manyAs
	sheet  label.Sheet
	format press.CodeFormat
	source string
	design card.Design
}

// manyAs is what is made of many articles.
type manyAs int

const (
	asFiles manyAs = iota
	asLabels
	asCards
)

const manyInner = dialogWidth - 48

// shareMany asks which of the articles in the list get codes, as files or as labels.
func (m *mainWindow) shareMany() {
	d := m.d
	if len(m.items) == 0 {
		m.tell(d.S("share.many"), d.S("batch.empty"))
		return
	}
	c := &manyCodes{m: m, folder: field.NewEntry(d.Input), skip: field.NewEntry(d.Input), more: chrome.Column(12), sheet: label.Sheets()[0], format: press.PNG, design: cardDesigns()[0]}
	if last, err := press.ParseDesign(d.Preferences.String(prefDesign)); err == nil {
		c.design = last
	}
	list := chrome.Column(0)
	for _, item := range m.items {
		c.articles = append(c.articles, item.Article)
		check := widget.NewCheck(chrome.Cut(string(item.Article.Number)+"　"+d.Headline(item.Article), manyInner-48, chrome.Style{}), nil)
		check.SetChecked(true)
		c.checks = append(c.checks, check)
		list.Add(check)
	}
	c.folder.SetText(d.Folder)
	c.skip.SetText("0")
	c.said = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: manyInner})
	c.said.Hide()
	c.ask()
	how := chrome.Segments([]string{d.S("share.many.files"), d.S("share.many.labels"), d.S("share.many.cards")}, 0, manyInner, func(i int) {
		c.as = manyAs(i)
		c.ask()
		c.card.Refresh()
	})
	places := make([]string, len(placements))
	for i, p := range placements {
		places[i] = d.S("share.place." + p.label)
	}
	where := chrome.Segments(places, 0, manyInner, func(i int) { c.source = placements[i].source })
	c.folder.OnCommit, c.skip.OnCommit = c.begin, c.begin
	c.card = m.show(chrome.Card(d.S("share.many"), dialogWidth, chrome.Column(12,
		chrome.Framed(theme.Paper, theme.Line, 5, chrome.Fixed(manyInner, min(180, float32(len(c.checks))*36+8), container.NewVScroll(list))),
		chrome.Labelled(d.S("share.place"), where), how, c.more, chrome.Labelled(d.S("print.folder"), c.folder), c.said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { c.card.Close() }), chrome.NewButton(d.S("share.many.begin"), chrome.Primary, c.begin)), c.begin)
	m.focus(c.folder)
}

// ask makes the fields of files or of labels.
func (c *manyCodes) ask() {
	d := c.m.d
	switch c.as {
	case asFiles:
		var names []string
		for _, f := range press.CodeFormats() {
			names = append(names, strings.ToUpper(string(f)))
		}
		c.more.Objects = []fyne.CanvasObject{
			chrome.Labelled(d.S("share.save"), chrome.Segments(names, 0, manyInner, func(i int) { c.format = press.CodeFormats()[i] })),
			chrome.NewProse(d.codeText(d.codeJob()), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: manyInner}),
		}
		c.format = press.PNG
		return
	case asCards:
		var names []string
		for _, one := range cardDesigns() {
			names = append(names, d.Label(press.DesignText(one)))
		}
		c.more.Objects = []fyne.CanvasObject{
			chrome.Labelled(d.S("share.card.design"), chrome.Segments(names, slices.Index(cardDesigns(), c.design), manyInner, func(i int) { c.design = cardDesigns()[i] })),
		}
		return
	}
	sheets, names := label.Sheets(), []string{}
	at := 0
	for i, s := range sheets {
		names = append(names, sheetName(s))
		if s == c.sheet {
			at = i
		}
	}
	c.more.Objects = []fyne.CanvasObject{
		chrome.Labelled(d.S("share.many.sheet"), chrome.Segments(names, at, manyInner, func(i int) { c.sheet = sheets[i] })),
		chrome.Fixed(200, 0, chrome.Labelled(d.S("share.many.skip"), c.skip)),
	}
}

// sheetName is a sheet's columns and rows, and the size of a label.
func sheetName(s label.Sheet) string {
	size := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return strconv.Itoa(s.Columns) + " × " + strconv.Itoa(s.Rows) + " · " + size(s.Width) + " × " + size(s.Height)
}

// begin makes the codes. What cannot be read is said in the card.
func (c *manyCodes) begin() {
	d := c.m.d
	var chosen []newsroom.Article
	for i, check := range c.checks {
		if check.Checked {
			chosen = append(chosen, c.articles[i])
		}
	}
	path := strings.TrimSpace(c.folder.Text)
	info, err := os.Stat(path)
	skip, wrong := strconv.Atoi(strings.TrimSpace(c.skip.Text))
	switch {
	case len(chosen) == 0:
		c.say(d.S("batch.none"))
		return
	case c.as == asLabels && (wrong != nil || skip < 0 || skip >= c.sheet.Len()):
		c.say(d.Words.Say(newsroom.TextOf(newsroom.Errorf(newsroom.Invalid, nil, "error.code_skip", "Most", c.sheet.Len()-1))))
		return
	case c.as == asCards && slices.ContainsFunc(chosen, isWithdrawn):
		gone := chosen[slices.IndexFunc(chosen, isWithdrawn)]
		c.say(d.Words.Say(newsroom.TextOf(newsroom.Errorf(newsroom.Invalid, nil, "error.card_withdrawn", "Number", string(gone.Number)))))
		return
	case err != nil || !info.IsDir():
		c.say(d.S("print.no_folder", "Folder", path))
		return
	}
	c.card.Close()
	d.Folder = path
	job, pixels := d.codeJob()
	if job.Source = c.source; pixels {
		job.Side = 0
	}
	switch c.as {
	case asLabels:
		job.Scan = true
		c.makeLabels(chosen, job, skip, path)
	case asCards:
		of := press.CardJob{Design: c.design, Source: c.source, Fonts: d.ownFonts()}
		c.makeFiles(chosen, path, func(ctx context.Context, done func(newsroom.Article, string) error) error {
			return d.Press.Cards(ctx, chosen, of, "png", path, done)
		})
	default:
		c.makeFiles(chosen, path, func(ctx context.Context, done func(newsroom.Article, string) error) error {
			return d.Press.Codes(ctx, chosen, job, c.format, path, done)
		})
	}
}

func isWithdrawn(a newsroom.Article) bool { return a.State == newsroom.Withdrawn }

func (c *manyCodes) say(words string) {
	c.said.SetText(words)
	c.said.Show()
	c.card.Refresh()
}

// makeFiles writes a code or a card for each article into a folder.
func (c *manyCodes) makeFiles(articles []newsroom.Article, folder string, write func(context.Context, func(newsroom.Article, string) error) error) {
	m, d := c.m, c.m.d
	ctx, at, end := m.gauge(d.S("share.many"), len(articles), func(done int) string { return d.S("batch.progress", "Done", done, "Total", len(articles)) })
	done := 0
	d.work(func(context.Context) error {
		return write(ctx, func(newsroom.Article, string) error {
			done++
			at(done)
			return nil
		})
	}, func(err error) {
		end()
		if err != nil && !errors.Is(err, context.Canceled) {
			m.refuse(err)
			return
		}
		m.tell(d.S("share.many"), d.S("batch.done", "Done", done, "Total", len(articles), "Folder", folder),
			chrome.Option{Label: d.S("batch.open"), Action: func() { m.openOutside(folder) }})
	})
}

// makeLabels writes the codes of articles on sheets of labels into one file in a folder. Nothing is written where it is stopped.
func (c *manyCodes) makeLabels(articles []newsroom.Article, job press.CodeJob, skip int, folder string) {
	m, d := c.m, c.m.d
	ctx, at, end := m.gauge(d.S("share.many"), 2*len(articles), func(done int) string { return d.S("batch.progress", "Done", done/2, "Total", len(articles)) })
	path := filepath.Join(folder, d.S("share.many.file", "Sheet", c.sheet.Name, "Day", d.Now().In(d.Zone).Format("2006-01-02"))+".pdf")
	pages := 0
	d.work(func(context.Context) error {
		data, n, err := d.Press.Labels(ctx, articles, job, c.sheet, skip, at)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		pages = n
		if err := press.WriteFile(path, data); err != nil {
			return fileError(err, path)
		}
		return nil
	}, func(err error) {
		end()
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			m.refuse(err)
		default:
			m.tell(d.S("share.many"), d.S("share.many.done", "Labels", len(articles), "Pages", pages, "File", path),
				chrome.Option{Label: d.S("file.open"), Action: func() { m.openOutside(path) }})
		}
	})
}
