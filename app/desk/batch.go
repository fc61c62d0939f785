package desk

import (
	"cmp"
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
)

// askFolder asks for a folder that there is.
func (f *frame) askFolder(title, about, folder, do string, done func(folder string)) {
	d := f.d
	const inner = dialogWidth - 48
	entry := field.NewEntry(d.Input)
	entry.SetText(folder)
	said := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	var card *chrome.Modal
	press := func() {
		path := strings.TrimSpace(entry.Text)
		if info, err := os.Stat(path); path != "" && (err != nil || !info.IsDir()) {
			said.SetText(d.S("print.no_folder", "Folder", path))
			said.Show()
			card.Refresh()
			f.focus(entry)
			return
		}
		card.Close()
		done(path)
	}
	entry.OnCommit = press
	card = f.show(chrome.Card(title, dialogWidth, chrome.Column(12, chrome.NewProse(about, chrome.Style{Token: theme.Soft, Width: inner}),
		chrome.Labelled(d.S("print.folder"), entry), said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(do, chrome.Primary, press)), press)
	f.focus(entry)
}

// exportMany asks which of the articles in the list go into which folder, each as a file of its own.
func (m *mainWindow) exportMany() {
	d := m.d
	if len(m.items) == 0 {
		m.tell(d.S("batch.title"), d.S("batch.empty"))
		return
	}
	const inner = dialogWidth - 48
	checks := make([]*widget.Check, len(m.items))
	list := chrome.Column(0)
	articles := make([]newsroom.Article, len(m.items))
	for i, item := range m.items {
		articles[i] = item.Article
		checks[i] = widget.NewCheck(chrome.Cut(string(item.Article.Number)+"　"+d.Headline(item.Article), inner-48, chrome.Style{}), nil)
		checks[i].SetChecked(true)
		list.Add(checks[i])
	}
	folder := field.NewEntry(d.Input)
	folder.SetText(d.Folder)
	said := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	together := false
	job := press.Job{Options: d.printOptions(), Fonts: d.ownFonts()}
	name, issue := field.NewEntry(d.Input), field.NewEntry(d.Input)
	name.SetText(job.Options.Name)
	name.SetPlaceHolder(d.Words.S("press.bulletin_name", "Site", d.settings.Site))
	if job.Options.Issue > 0 {
		issue.SetText(strconv.Itoa(job.Options.Issue + 1))
	}
	var card *chrome.Modal
	more := chrome.Column(12)
	ask := func() {
		if !together {
			more.Objects = []fyne.CanvasObject{chrome.Labelled(d.S("print.layout"), m.layoutSegments(&job, inner))}
			return
		}
		choices := chrome.Row(8)
		for _, o := range press.OptionsOf(press.Bulletin) {
			c := widget.NewCheck(d.Label(press.OptionText(o)), func(on bool) { job.Options = job.Options.With(o, on) })
			c.SetChecked(job.Options.On(o))
			choices.Add(c)
		}
		more.Objects = []fyne.CanvasObject{chrome.TopRow(12, nil, chrome.Fixed(inner-108, 0, chrome.Labelled(d.S("batch.name"), name)),
			chrome.Fixed(96, 0, chrome.Labelled(d.S("batch.issue"), issue))), choices}
	}
	ask()
	how := chrome.Segments([]string{d.S("batch.files"), d.S("batch.bulletin")}, 0, inner, func(i int) {
		together = i == 1
		ask()
		card.Refresh()
	})
	begin := func() {
		var chosen []newsroom.Article
		for i, c := range checks {
			if c.Checked {
				chosen = append(chosen, articles[i])
			}
		}
		path := strings.TrimSpace(folder.Text)
		info, err := os.Stat(path)
		number, wrong := issueOf(issue.Text)
		switch {
		case len(chosen) == 0:
			said.SetText(d.S("batch.none"))
		case together && wrong != nil:
			said.SetText(d.S("batch.issue_wrong"))
		case err != nil || !info.IsDir():
			said.SetText(d.S("print.no_folder", "Folder", path))
		default:
			card.Close()
			d.Folder = path
			if together {
				job.Layout, job.Options.Name, job.Options.Issue = press.Bulletin, strings.TrimSpace(name.Text), number
				d.keepOptions(job.Options)
				m.printBulletin(chosen, job, path)
			} else {
				m.printMany(chosen, job, path)
			}
			return
		}
		said.Show()
		card.Refresh()
	}
	folder.OnCommit = begin
	card = m.show(chrome.Card(d.S("batch.title"), dialogWidth, chrome.Column(12,
		chrome.Framed(theme.Paper, theme.Line, 5, chrome.Fixed(inner, min(236, float32(len(checks))*36+8), container.NewVScroll(list))),
		how, more, chrome.Labelled(d.S("print.folder"), folder), said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("batch.begin"), chrome.Primary, begin)), begin)
	m.focus(folder)
}

// layoutSegments chooses the layout of a job.
func (m *mainWindow) layoutSegments(j *press.Job, width float32) fyne.CanvasObject {
	layouts := press.Layouts(false)
	labels := make([]string, len(layouts))
	for i, l := range layouts {
		labels[i] = m.d.Label(press.LayoutText(l))
	}
	return chrome.Segments(labels, max(0, slices.Index(layouts, j.Layout)), width, func(i int) { j.Layout = layouts[i] })
}

// issueOf reads the number of an issue, 0 for none.
func issueOf(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 99_999 {
		return 0, strconv.ErrRange
	}
	return n, nil
}

// printMany prints articles into a folder, shows how far it is, and can be stopped between two of them.
func (m *mainWindow) printMany(articles []newsroom.Article, job press.Job, folder string) {
	d := m.d
	ctx, at, end := m.gauge(d.S("batch.title"), len(articles), func(done int) string { return d.S("batch.progress", "Done", done, "Total", len(articles)) })
	var done []press.Done
	d.work(func(context.Context) error {
		return d.Press.Batch(ctx, articles, job, folder, func(one press.Done) error {
			done = append(done, one)
			at(len(done))
			return nil
		})
	}, func(err error) {
		end()
		if err != nil && !errors.Is(err, context.Canceled) {
			m.refuse(err)
			return
		}
		m.batchDone(done, len(articles), folder)
	})
}

// printBulletin sets articles as one bulletin and writes it into a folder. It can be stopped until the file is written.
func (m *mainWindow) printBulletin(articles []newsroom.Article, job press.Job, folder string) {
	d := m.d
	ctx, end := m.stoppable(d.S("batch.bulletin"), chrome.NewProse(d.S("batch.setting"), chrome.Style{Width: dialogWidth - 48}))
	name := cmp.Or(job.Options.Name, d.Words.S("press.bulletin_name", "Site", d.settings.Site))
	path := filepath.Join(folder, press.CleanName(name, 40)+" "+d.Now().In(d.Zone).Format("2006-01-02")+".pdf")
	var printed press.Print
	d.work(func(context.Context) (err error) {
		j := press.Job{Layout: press.Bulletin, Options: press.DefaultOptions(), Fonts: d.ownFonts()}
		if printed, err = d.Press.Set(ctx, articles, j); err != nil {
			return err
		}
		data, err := d.Press.Write(printed, press.Finish{})
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
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
			m.showPDF(path, printed.Report)
		}
	})
}

// batchDone says what was made, and of which articles there is something to know.
func (m *mainWindow) batchDone(done []press.Done, total int, folder string) {
	d := m.d
	words := d.S("batch.done", "Done", len(done), "Total", total, "Folder", folder)
	for _, one := range done {
		if n := len(one.Report.Missing) + len(one.Report.Replaced); n > 0 {
			words += "\n" + d.S("batch.odd", "Number", string(one.Article.Number), "Count", n)
		}
	}
	m.tell(d.S("batch.title"), words, chrome.Option{Label: d.S("batch.open"), Action: func() { m.openOutside(folder) }})
}
