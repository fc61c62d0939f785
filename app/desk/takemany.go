package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/lists"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/editor/intake"
	"galley/editor/model"
)

// taken is one of several files that were read: what would be made of it, or why nothing.
type taken struct {
	path string
	in   intake.Article
	err  error
}

// importFolder asks for a folder and takes in the files in it.
func (m *mainWindow) importFolder() {
	d := m.d
	if d.Me.ID == "" {
		return
	}
	m.askFolder(d.S("import.folder.title"), d.S("import.folder.about"), d.Folder, d.S("import.folder.read"), func(folder string) {
		d.Folder = folder
		m.takeInAll([]string{folder})
	})
}

// dropped takes in the files, and the folders of files, that were dropped on the window.
func (m *mainWindow) dropped(_ fyne.Position, uris []fyne.URI) {
	if m.d.Me.ID == "" {
		return
	}
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	m.takeInAll(paths)
}

// takeInAll takes in files and what is in folders, a single file with the report of its own.
func (m *mainWindow) takeInAll(paths []string) {
	d := m.d
	var files []string
	for _, path := range paths {
		entries, err := os.ReadDir(path)
		if err != nil { // a file, or something that reading will say more about
			files = append(files, path)
			continue
		}
		for _, e := range entries {
			if !e.IsDir() && slices.Contains(takeInSuffixes, strings.ToLower(filepath.Ext(e.Name()))) {
				files = append(files, filepath.Join(path, e.Name()))
			}
		}
	}
	switch len(files) {
	case 0:
		m.tell(d.S("import.folder.title"), d.S("import.folder.empty"))
	case 1:
		m.takeIn(files[0])
	default:
		m.readMany(files)
	}
}

// progress shows how far work on many things is. Its button, and Escape, end the work; the returned function shows that one more is begun.
func (m *mainWindow) progress(title string, total int, stop func()) (card *chrome.Modal, next func(line string)) {
	const inner = dialogWidth - 48
	line := chrome.NewProse(" ", chrome.Style{Width: inner, Lines: 1})
	bar := widget.NewProgressBar()
	bar.TextFormatter = func() string { return "" }
	bar.Max = float64(total)
	card = m.show(chrome.Card(title, dialogWidth, chrome.Column(12, line, chrome.Fixed(inner, 8, bar)),
		chrome.NewButton(m.d.S("batch.stop"), chrome.Plain, stop)), stop)
	below := card.OnClose
	card.OnClose = func() {
		stop()
		below()
	}
	begun := 0
	return card, func(s string) {
		line.SetText(s)
		bar.SetValue(float64(begun))
		begun++
	}
}

// readMany reads files one after another and shows one report of all. Nothing is stored before the person has accepted it.
func (m *mainWindow) readMany(paths []string) {
	d := m.d
	ctx, cancel := context.WithCancel(context.Background())
	card, next := m.progress(d.S("import.many", "Count", len(paths)), len(paths), cancel)
	var files []taken
	d.work(func(context.Context) error {
		for _, path := range paths {
			if err := ctx.Err(); err != nil {
				return err
			}
			name := filepath.Base(path)
			fyne.Do(func() { next(d.S("import.reading", "Name", name)) })
			f := taken{path: path}
			data, err := readFile(path)
			if err == nil {
				f.in, err = d.Import(ctx, name, data)
			}
			f.err = err
			files = append(files, f)
		}
		return ctx.Err()
	}, func(err error) {
		cancel()
		card.Close()
		if !errors.Is(err, context.Canceled) {
			m.showMany(files)
		}
	})
}

// showMany shows what each of several files gave, lets choose, and takes the chosen in.
func (m *mainWindow) showMany(files []taken) {
	d := m.d
	const width, inner = 720, 720 - 48
	list := chrome.Column(0)
	checks := make([]*widget.Check, len(files))
	for i, f := range files {
		if i > 0 {
			list.Add(chrome.HLine())
		}
		var row fyne.CanvasObject
		checks[i], row = m.takenRow(f, inner-28)
		list.Add(row)
	}
	var card *chrome.Modal
	accept := func() {
		var chosen []taken
		for i, c := range checks {
			if c.Checked {
				chosen = append(chosen, files[i])
			}
		}
		if len(chosen) > 0 {
			card.Close()
			m.keepMany(chosen)
		}
	}
	scroll := container.NewVScroll(chrome.Pad(0, 14, 0, 0, list))
	card = m.show(chrome.Card(d.S("import.many", "Count", len(files)), width,
		chrome.Framed(theme.Paper, theme.Line, 5, chrome.Pad(4, 0, 4, 14, chrome.Fixed(inner-14, min(460, list.MinSize().Height), scroll))),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }),
		chrome.NewButton(d.S("import.many.accept"), chrome.Primary, accept)), accept)
}

// takenRow is one file of a report on many: whether to take it, what it is, what there is to know, and a button that shows all of it.
func (m *mainWindow) takenRow(f taken, width float32) (*widget.Check, fyne.CanvasObject) {
	d := m.d
	const button = 64
	check := widget.NewCheck("", nil)
	said := chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: width - button - 40, Lines: 2}
	name := filepath.Base(f.path)
	if f.err != nil {
		check.Disable()
		said.Token = theme.Red
		return check, chrome.Pad(8, 0, 8, 0, chrome.TopRow(6, nil, check, chrome.Column(3,
			chrome.Text(chrome.Cut(name, said.Width, chrome.Style{}), chrome.Style{}), chrome.NewProse(d.Words.Say(newsroom.TextOf(f.err)), said))))
	}
	check.SetChecked(true)
	title := orElse(f.in.Doc.Part(model.Headline).PlainText(), d.S("untitled"))
	words := d.S("import.many.row", "Name", name, "Count", voice.Grouped(newsroom.Manuscript{Doc: f.in.Doc}.Characters()),
		"Dropped", len(f.in.Report.Dropped), "Notes", len(f.in.Report.Notes))
	look := chrome.NewButton(d.S("import.many.look"), chrome.Plain, func() { m.showReport(name, f.in, nil) })
	return check, chrome.Pad(8, 0, 8, 0, chrome.TopRow(6, nil, check, chrome.Fixed(said.Width, 44, chrome.Column(3,
		chrome.Text(chrome.Cut(title, said.Width, chrome.Style{Bold: true}), chrome.Style{Bold: true}), chrome.NewProse(words, said))), look))
}

// keepMany stores articles one after another; it can be stopped between two of them. Those that the newsroom refuses are said in the end.
func (m *mainWindow) keepMany(files []taken) {
	d := m.d
	ctx, cancel := context.WithCancel(context.Background())
	card, next := m.progress(d.S("import.many", "Count", len(files)), len(files), cancel)
	kept, refused := 0, ""
	var last newsroom.Article
	d.work(func(context.Context) error {
		for _, f := range files {
			if ctx.Err() != nil {
				break
			}
			name := filepath.Base(f.path)
			fyne.Do(func() { next(d.S("import.keeping", "Name", name)) })
			a, err := d.Newsroom.TakeIn(context.Background(), d.Me, f.in) // what is begun is finished
			if err != nil {
				refused += "\n" + name + "　" + d.Words.Say(newsroom.TextOf(err))
				continue
			}
			kept, last = kept+1, a
		}
		return nil
	}, func(error) {
		cancel()
		card.Close()
		if kept > 0 {
			m.place, m.current = lists.Place{Kind: lists.Mine}, last.ID
			m.clearQuery()
			m.reload()
		}
		said := d.S("import.many.done", "Done", kept, "Total", len(files))
		m.status.say(toneSaved, said)
		if refused != "" {
			m.tell(d.S("import.many", "Count", len(files)), said+refused)
		}
	})
}
