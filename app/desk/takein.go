package desk

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/lists"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/editor/intake"
	"galley/editor/model"
)

// takeInSuffixes are the files that can be taken in.
var takeInSuffixes = []string{".html", ".htm", ".txt", ".md", ".markdown", ".docx", ".docm"}

// chooseImport asks for a file and takes it in.
func (m *mainWindow) chooseImport() {
	if m.d.Me.ID != "" {
		m.openFile(m.d.S("import.title"), takeInSuffixes, m.takeIn)
	}
}

// takeIn reads a file and shows what would be made of it. Nothing is stored before the person has accepted it.
func (m *mainWindow) takeIn(path string) {
	d := m.d
	name := filepath.Base(path)
	m.status.say(toneBusy, d.S("import.reading", "Name", name))
	var in intake.Article
	d.work(func(ctx context.Context) error {
		data, err := readFile(path)
		if err != nil {
			return err
		}
		in, err = d.Import(ctx, name, data)
		return err
	}, func(err error) {
		m.showStatus()
		if err != nil {
			m.refuse(err, chrome.Option{Label: d.S("import.other"), Action: m.chooseImport})
			return
		}
		m.showReport(name, in, func() { m.keep(in) })
	})
}

// keep stores the article of a file.
func (m *mainWindow) keep(in intake.Article) {
	d := m.d
	var a newsroom.Article
	d.work(func(ctx context.Context) (err error) {
		a, err = d.Newsroom.TakeIn(ctx, d.Me, in)
		return err
	}, func(err error) {
		if err != nil {
			m.refuse(err)
			return
		}
		m.place, m.current = lists.Place{Kind: lists.Mine}, a.ID
		m.clearQuery()
		m.reload()
		m.status.say(toneSaved, d.S("import.done", "Number", string(a.Number)))
	})
}

// showReport shows what a file gave: the article's fields at the left, everything that was left out and why at the right. Where keep is nil it is
// only looked at.
func (m *mainWindow) showReport(name string, in intake.Article, keep func()) {
	d := m.d
	const left, right, height = 520, 420, 520
	page := container.NewVScroll(chrome.Pad(0, 14, 0, 0, m.takenFields(in, left-14)))
	report := container.NewVScroll(chrome.Pad(0, 14, 0, 0, m.report(in.Report, right-14)))
	body := chrome.TopRow(20, nil, chrome.Fixed(left, height, page), chrome.VLine(), chrome.Fixed(right, height, report))
	var card *chrome.Modal
	title := d.S("import.report", "Name", name)
	if keep == nil {
		shut := func() { card.Close() }
		card = m.show(chrome.Card(title, left+right+41+48, body, chrome.NewButton(d.S("close"), chrome.Primary, shut)), shut)
		return
	}
	accept := func() {
		card.Close()
		keep()
	}
	card = m.show(chrome.Card(title, left+right+41+48, body,
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("import.accept"), chrome.Primary, accept)), accept)
}

// takenFields shows the article that would be made.
func (m *mainWindow) takenFields(in intake.Article, width float32) fyne.CanvasObject {
	d := m.d
	p := in.Properties
	part := func(k model.Kind) string { return in.Doc.Part(k).PlainText() }
	text := newsroom.Manuscript{Doc: in.Doc}
	col := chrome.Column(12, chrome.NewProse(orElse(part(model.Headline), d.S("untitled")), chrome.Style{Size: 18, Bold: true, Width: width}))
	cells := []fyne.CanvasObject{}
	add := func(id, value string) {
		if value != "" {
			cells = append(cells, chrome.Column(1, chrome.Text(d.S("field."+id), chrome.Meta()), chrome.NewProse(value, chrome.Style{Lines: 2, Width: width/2 - 12})))
		}
	}
	add("column", p.Column)
	add("source", p.Source)
	add("published", d.Stamp(p.Published))
	add("authors", strings.Join(p.Authors, "、"))
	add("editor", p.Editor)
	add("reviewer", p.Reviewer)
	add("keywords", strings.Join(p.Keywords, "、"))
	add("length", d.S("characters", "Count", voice.Grouped(text.Characters())))
	col.Add(chrome.Pairs(8, cells...))
	if a := part(model.Abstract); a != "" {
		col.Add(chrome.Notice(chrome.Calm, width, a))
	}
	for _, b := range in.Doc.Part(model.Body).Children() {
		s := chrome.Style{Width: width}
		if b.Kind() == model.Heading {
			s.Bold = true
		}
		if t := b.PlainText(); t != "" {
			col.Add(chrome.NewProse(t, s))
		}
	}
	return col
}

// report lists the notes and what was left out, the most doubtful first: what stood in the text, then spam, then furniture.
func (m *mainWindow) report(r intake.Report, width float32) fyne.CanvasObject {
	d := m.d
	col := chrome.Column(8, chrome.Text(d.S("import.notes"), chrome.Style{Bold: true}))
	col.Add(chrome.NewProse(d.S("import.how", "Encoding", strings.ToUpper(r.Encoding)), chrome.Style{Token: theme.Soft, Width: width}))
	for _, n := range r.Notes {
		col.Add(chrome.Notice(chrome.Alert, width, d.Words.S(n.Kind.ID(), "Text", n.Text, "Count", n.Count)))
	}
	col.Add(chrome.Gap(0, 6))
	col.Add(chrome.Text(d.S("import.dropped", "Count", len(r.Dropped)), chrome.Style{Bold: true}))
	if len(r.Dropped) == 0 {
		col.Add(chrome.NewProse(d.S("import.dropped.none"), chrome.Style{Token: theme.Soft, Width: width}))
	}
	for _, group := range []func(intake.Reason) bool{intake.Reason.IsSpam, func(w intake.Reason) bool { return !w.IsSpam() && w != intake.Label }, func(w intake.Reason) bool { return w == intake.Label }} {
		for _, x := range r.Dropped {
			if group(x.Why) {
				col.Add(m.droppedRow(x, width))
			}
		}
	}
	return col
}

func (m *mainWindow) droppedRow(x intake.Dropped, width float32) fyne.CanvasObject {
	tone := chrome.Calm
	switch {
	case x.Why.IsSpam():
		tone = chrome.Mine
	case x.Why == intake.Label:
		tone = chrome.Good
	}
	text := strings.Join(strings.Fields(x.Text), " ")
	if text == "" {
		text = x.Address
	}
	chip := chrome.NewChip(m.d.Label(newsroom.ReasonText(x)), tone)
	return chrome.Framed(theme.Paper, theme.Line, 5, chrome.Pad(8, 12, 8, 12, chrome.Column(5, chrome.Row(0, chip),
		chrome.NewProse(text, chrome.Style{Size: 13, Token: theme.Soft, Lines: 2, Width: width - 24}))))
}

func (m *mainWindow) clearQuery() {
	m.query = ""
	if m.search != nil && m.search.Text != "" {
		changed := m.search.OnChanged
		m.search.OnChanged = nil
		m.search.SetText("")
		m.search.OnChanged = changed
	}
}

// create begins an article and opens its writing window.
func (m *mainWindow) create() {
	d := m.d
	if d.Me.ID == "" {
		return
	}
	props := newsroom.Properties{Kind: newsroom.Kinds()[0], Language: d.settings.Language, Authors: []string{d.Me.Name}}
	if m.place.Kind == lists.InColumn {
		props.Column = m.place.Column
	}
	var a newsroom.Article
	d.work(func(ctx context.Context) (err error) {
		a, err = d.Newsroom.Create(ctx, d.Me, newsroom.Manuscript{Doc: model.NewDoc(), Properties: props})
		return err
	}, func(err error) {
		if err != nil {
			m.refuse(err)
			return
		}
		m.made(a)
	})
}

// made opens an article that was just made, and shows it in the list.
func (m *mainWindow) made(a newsroom.Article) {
	if m.place.Kind != lists.InColumn || m.place.Column != a.Digest.Column {
		m.place = lists.Place{Kind: lists.Mine}
	}
	m.current = a.ID
	m.clearQuery()
	m.reload()
	m.d.write(a)
}
