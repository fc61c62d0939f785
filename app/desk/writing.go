package desk

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/intake/markdown"
	"galley/editor/model"
)

// writer is the writing window of one article.
type writer struct {
	frame
	saver
	typed  typed
	status *status
	notice *fyne.Container // above the sheet: a conflict, a text that cannot be saved
	count  *canvas.Text
}

// typed is the fields of the window and what they showed when they were filled.
type typed struct {
	kicker, headline, subtitle, abstract, body *field.Entry
	source, authors, editor, reviewer          *field.Entry
	keywords, place, planned                   *field.Entry
	body0                                      *model.Node // the body that was put into its field,
	text0                                      string      // and how it was written there
	properties                                 newsroom.Properties
}

const (
	writingWidth   float32 = 1440
	inspectorWidth float32 = 320
	paperWidth     float32 = 730
)

// write opens an article in its writing window, or brings that window to the front.
func (d *desk) write(a newsroom.Article) {
	if w, ok := d.writers[a.ID]; ok {
		w.win.RequestFocus()
		return
	}
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			d.main.refuse(err)
			return
		}
		w := newWriter(d, a, m, base)
		d.writers[a.ID] = w
		w.win.Show()
		w.start()
	})
}

func newWriter(d *desk, a newsroom.Article, m newsroom.Manuscript, base newsroom.Revision) *writer {
	w := &writer{frame: newFrame(d, "writing", "", writingWidth, mainHeight)}
	w.saver = saver{d: d, article: a, base: base, stored: m, at: a.Updated}
	w.saver.fields, w.saver.changed = w.manuscript, w.showState
	w.typed.properties = m.Properties
	w.win.SetCloseIntercept(func() { w.close() })
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			w.close()
		}
	})
	w.build()
	return w
}

// start puts the caret where writing goes on: the headline of a new article, the body of any other.
func (w *writer) start() {
	if w.typed.headline.Text == "" {
		w.focus(w.typed.headline)
		return
	}
	w.focus(w.typed.body)
}

// close saves and closes; it reports whether the window has gone. A text that cannot be saved keeps its window open and says so.
func (w *writer) close() bool {
	gone := false
	w.flush(func(ok bool) {
		if ok {
			w.leave()
			gone = true
			return
		}
		w.askToLeave()
	})
	return gone
}

// leave closes the window without saving.
func (w *writer) leave() {
	w.keepSize()
	delete(w.frame.d.writers, w.article.ID)
	w.win.Close()
	w.frame.d.refresh()
}

// askToLeave says what would be lost and offers to keep it.
func (w *writer) askToLeave() {
	d := w.frame.d
	w.tell(d.S("leave.title"), d.Words.Say(newsroom.TextOf(w.err)),
		chrome.Option{Label: d.S("leave.keep"), Action: func() { w.keepInFile(w.leave) }},
		chrome.Option{Label: d.S("leave.drop"), Action: w.leave})
}

// build makes the window's content anew, with what is in the fields.
func (w *writer) build() {
	d := w.frame.d
	old := w.typed
	w.makeFields()
	if old.headline != nil {
		w.carry(old)
	} else {
		w.fill(w.stored)
	}
	w.win.SetTitle(d.Headline(w.article) + " · " + d.S("writing"))
	w.win.SetMainMenu(w.menu())
	w.status = newStatus()
	w.notice = chrome.Column(0)
	w.win.SetContent(chrome.Dock(bar(44, w.tools()), w.status.object, w.body()))
	w.showState()
	w.showCount()
}

func (w *writer) entries() []*field.Entry {
	t := &w.typed
	return []*field.Entry{t.kicker, t.headline, t.subtitle, t.abstract, t.body, t.source, t.authors, t.editor, t.reviewer, t.keywords, t.place, t.planned}
}

func (w *writer) makeFields() {
	t := &w.typed
	for _, e := range []**field.Entry{&t.kicker, &t.subtitle, &t.source, &t.authors, &t.editor, &t.reviewer, &t.keywords, &t.place, &t.planned} {
		*e = field.NewEntry()
	}
	t.headline, t.abstract, t.body = field.NewParagraph(), field.NewText(), field.NewText()
	if t.properties.Language == catalogue.En {
		t.abstract.Wrapping, t.body.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
		t.headline.Wrapping = fyne.TextWrapWord
	}
	t.abstract.SetMinRowsVisible(3)
	t.headline.OnGrow = func() { w.win.Content().Refresh() }
	d := w.frame.d
	for _, h := range []struct {
		e  *field.Entry
		id string
	}{{t.kicker, "kicker"}, {t.headline, "headline"}, {t.subtitle, "subtitle"}, {t.abstract, "abstract"}, {t.body, "body"}} {
		h.e.SetPlaceHolder(d.S("hint." + h.id))
	}
	t.planned.SetPlaceHolder("2026-11-23 16:30")
	t.authors.SetPlaceHolder(d.S("hint.several"))
	t.keywords.SetPlaceHolder(d.S("hint.several"))
	for _, f := range []struct{ e, next *field.Entry }{{t.kicker, t.headline}, {t.headline, t.subtitle}, {t.subtitle, t.abstract}} {
		f.e.OnCommit = func() { w.focus(f.next) }
		f.e.OnDown = f.e.OnCommit // of the headline the arrow moves between its own lines
	}
}

// watch lets the fields tell of what is typed; it begins after they are filled.
func (w *writer) watch() {
	for _, e := range w.entries() {
		e.OnChanged = func(string) { w.typedSomething() }
	}
}

func (w *writer) typedSomething() {
	w.touch()
	w.showCount()
}

// carry copies what is typed from fields that are replaced.
func (w *writer) carry(old typed) {
	was := writer{typed: old}
	from, to := was.entries(), w.entries()
	for i := range from {
		to[i].SetText(from[i].Text)
	}
	w.watch()
}

// fill shows a manuscript in the fields.
func (w *writer) fill(m newsroom.Manuscript) {
	t := &w.typed
	for _, p := range w.headParts() {
		p.e.OnChanged = nil
		p.e.SetText(m.Doc.Part(p.kind).PlainText())
	}
	t.body.OnChanged = nil
	t.body0 = m.Doc.Part(model.Body)
	t.text0 = markdown.Write(t.body0.Children())
	t.body.SetText(t.text0)
	t.properties = m.Properties
	p := m.Properties
	for e, s := range map[*field.Entry]string{
		t.source: p.Source, t.authors: strings.Join(p.Authors, "、"), t.editor: p.Editor, t.reviewer: p.Reviewer,
		t.keywords: strings.Join(p.Keywords, "、"), t.place: p.Place, t.planned: w.frame.d.Stamp(p.PublishAt),
	} {
		e.OnChanged = nil
		e.SetText(s)
	}
	w.watch()
}

type headPart struct {
	e    *field.Entry
	kind model.Kind
}

func (w *writer) headParts() []headPart {
	t := &w.typed
	return []headPart{{t.kicker, model.Kicker}, {t.headline, model.Headline}, {t.subtitle, model.Subtitle}, {t.abstract, model.Abstract}}
}

// manuscript returns what is typed. Invalid: a figure or block comment in the body was damaged, or a time is none.
func (w *writer) manuscript() (newsroom.Manuscript, error) {
	t := &w.typed
	var parts []*model.Node
	for _, p := range w.headParts() {
		parts = append(parts, withPart(w.stored.Doc.Part(p.kind), clean(p.e.Text)))
	}
	body := t.body0
	if t.body.Text != t.text0 {
		blocks, err := markdown.Read(t.body.Text)
		if err != nil {
			return newsroom.Manuscript{}, newsroom.Errorf(newsroom.Invalid, err, "desk.body_damaged", "Cause", err.Error())
		}
		body = body.With(blocks...)
	}
	props := t.properties
	props.Source, props.Editor, props.Reviewer, props.Place = trim(t.source), trim(t.editor), trim(t.reviewer), trim(t.place)
	props.Authors, props.Keywords = several(t.authors.Text), several(t.keywords.Text)
	at, err := w.plannedTime()
	if err != nil {
		return newsroom.Manuscript{}, err
	}
	props.PublishAt = at
	return newsroom.Manuscript{Doc: w.stored.Doc.With(append(parts, body)...), Properties: props}, nil
}

func trim(e *field.Entry) string { return strings.TrimSpace(clean(e.Text)) }

// clean takes out what a document cannot hold and a paste may bring.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && !model.ValidRune(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// several parts a list that was typed on one line.
func several(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(clean(s), func(r rune) bool { return strings.ContainsRune("、，,;；\n", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// plannedTime reads the field of the planned publication: a date, or a date and an hour.
func (w *writer) plannedTime() (time.Time, error) {
	s, d := trim(w.typed.planned), w.frame.d
	if s == "" || s == d.Stamp(w.typed.properties.PublishAt) {
		if s == "" {
			return time.Time{}, nil
		}
		return w.typed.properties.PublishAt, nil
	}
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02", "2006-1-2 15:04", "2006-1-2"} {
		if t, err := time.ParseInLocation(form, s, d.Zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, newsroom.Errorf(newsroom.Invalid, nil, "desk.time_invalid", "Text", s)
}

// tools is the bar of the window: undo and redo at the left, the one thing to do next at the right.
func (w *writer) tools() fyne.CanvasObject {
	d := w.frame.d
	spring := chrome.Spring()
	undo := chrome.NewButton(d.S("undo"), chrome.Ghost, func() { w.typed.body.Undo() })
	redo := chrome.NewButton(d.S("redo"), chrome.Ghost, func() { w.typed.body.Redo() })
	number := chrome.Text(string(w.article.Number), chrome.Meta())
	chip, tone := d.Chip(w.article)
	pdf := chrome.NewButton(d.S("action.pdf"), chrome.Plain, w.exportPDF)
	submit := chrome.NewButton(d.Label(newsroom.ActionText(newsroom.Submit)), chrome.Primary, w.handOver)
	return chrome.GrowingRow(8, spring, number, chrome.NewChip(chip, tone), chrome.Fixed(1, 20, chrome.VLine()), undo, redo, spring, pdf, submit)
}

// body is the sheet with its fields and the inspector beside it.
func (w *writer) body() fyne.CanvasObject {
	ground := chrome.Paper(paperWidth, chrome.Framed(theme.Paper, theme.Line, 5, w.paper()))
	inspector := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 18, 18, 18, w.inspector())))
	return chrome.Beside(inspectorWidth, chrome.Dock(w.notice, chrome.Gap(0, 0), chrome.On(theme.Ground, ground)), inspector)
}

// paper is the sheet: the head of the article in its fields, then the body, which takes the rest.
func (w *writer) paper() fyne.CanvasObject {
	t := &w.typed
	head := chrome.Column(2,
		field.OnPaper(t.kicker, field.Kicker), field.OnPaper(t.headline, field.Headline), field.OnPaper(t.subtitle, field.Subtitle),
		chrome.Gap(0, 6),
		chrome.TopRow(0, nil, chrome.Fixed(3, 0, canvas.NewRectangle(theme.Color(theme.Red)))),
	)
	bar := chrome.Fixed(3, 0, canvas.NewRectangle(theme.Color(theme.Red)))
	abstract := field.OnPaper(t.abstract, field.Abstract)
	row := chrome.On(theme.Panel, chrome.TopRow(0, abstract, bar, abstract))
	head.Objects[len(head.Objects)-1] = row
	head.Add(chrome.Gap(0, 10))
	return chrome.Pad(26, 44, 20, 44, chrome.Dock(head, chrome.Gap(0, 0), field.OnPaper(t.body, field.Body)))
}

// inspector is the properties.
func (w *writer) inspector() fyne.CanvasObject {
	d, t := w.frame.d, &w.typed
	col := chrome.Column(12, chrome.Text(d.S("properties"), chrome.Style{Bold: true}))
	add := func(id string, o fyne.CanvasObject) { col.Add(chrome.Labelled(d.S("field."+id), o)) }
	add("kind", w.choice(func() string { return d.Label(newsroom.KindText(t.properties.Kind)) }, func(set func(func(*newsroom.Properties))) []chrome.Option {
		var options []chrome.Option
		for _, k := range newsroom.Kinds() {
			options = append(options, chrome.Option{Label: d.Label(newsroom.KindText(k)), Chosen: k == t.properties.Kind, Action: func() { set(func(p *newsroom.Properties) { p.Kind = k }) }})
		}
		return options
	}))
	add("column", w.choice(func() string { return orElse(t.properties.Column, d.S("column.none")) }, func(set func(func(*newsroom.Properties))) []chrome.Option {
		options := []chrome.Option{{Label: d.S("column.none"), Chosen: t.properties.Column == "", Action: func() { set(func(p *newsroom.Properties) { p.Column = "" }) }}}
		for _, c := range d.settings.Columns {
			options = append(options, chrome.Option{Label: c.Name, Chosen: c.Name == t.properties.Column, Action: func() { set(func(p *newsroom.Properties) { p.Column = c.Name }) }})
		}
		return options
	}))
	add("source", t.source)
	add("authors", t.authors)
	add("editor", t.editor)
	add("reviewer", t.reviewer)
	add("keywords", t.keywords)
	add("place", t.place)
	add("language", w.choice(func() string { return voice.LanguageNames[t.properties.Language] }, func(set func(func(*newsroom.Properties))) []chrome.Option {
		var options []chrome.Option
		for _, l := range catalogue.Langs() {
			options = append(options, chrome.Option{Label: voice.LanguageNames[l], Chosen: l == t.properties.Language, Action: func() { set(func(p *newsroom.Properties) { p.Language = l }) }})
		}
		return options
	}))
	add("planned", t.planned)
	return col
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// choice is a button that shows a property and opens a menu of others.
func (w *writer) choice(label func() string, options func(set func(func(*newsroom.Properties))) []chrome.Option) fyne.CanvasObject {
	var b *chrome.Button
	b = chrome.NewMenuButton(label(), chrome.Plain, func() []chrome.Option {
		return options(func(change func(*newsroom.Properties)) {
			change(&w.typed.properties)
			b.SetLabel(label())
			w.typedSomething()
		})
	})
	return b
}

// showState says in the status line, and above the sheet where it matters, how safe the text is.
func (w *writer) showState() {
	if w.status == nil {
		return
	}
	d := w.frame.d
	w.notice.Objects = nil
	switch w.phase {
	case saved:
		w.status.say(toneSaved, d.S("saved", "At", d.Clock(w.at)))
	case waiting, saving:
		w.status.say(toneBusy, d.S("saving"))
	case unsaved:
		why := d.Words.Say(newsroom.TextOf(w.err))
		w.status.say(toneError, d.S("unsaved"))
		w.notice.Add(chrome.Notice(chrome.Mine, w.noticeWidth(), d.S("unsaved.why", "Why", why),
			chrome.NewButton(d.S("retry"), chrome.Plain, w.save), chrome.NewButton(d.S("keep"), chrome.Plain, func() { w.keepInFile(nil) })))
	case conflict:
		w.status.say(toneWarn, d.S("unsaved"))
		w.notice.Add(chrome.Notice(chrome.Alert, w.noticeWidth(), d.Words.Say(newsroom.TextOf(w.err)),
			chrome.NewButton(d.S("compare"), chrome.Primary, w.compare), chrome.NewButton(d.S("keep"), chrome.Plain, func() { w.keepInFile(nil) })))
	}
	w.win.Content().Refresh()
}

func (w *writer) noticeWidth() float32 {
	return max(560, w.win.Canvas().Size().Width-inspectorWidth-1)
}

// showCount says how long the text is.
func (w *writer) showCount() {
	d := w.frame.d
	m, err := w.manuscript()
	if err != nil {
		return // the save state says what is wrong
	}
	n := m.Characters()
	minutes := max(1, (n+399)/400)
	w.status.note(d.S("count", "Count", voice.Grouped(n), "Minutes", minutes, "Headline", utf8.RuneCountInString(m.Headline())))
}

// handOver saves and submits.
func (w *writer) handOver() {
	w.flush(func(ok bool) {
		if ok {
			w.submit(w.article)
		}
	})
}

// exportPDF saves and sets the article.
func (w *writer) exportPDF() {
	w.flush(func(ok bool) {
		if ok {
			w.frame.exportPDF(w.article)
		}
	})
}

// keepInFile writes what is typed to a file that the person chooses.
func (w *writer) keepInFile(then func()) {
	d := w.frame.d
	text := ""
	for _, p := range w.headParts() {
		if p.e.Text != "" {
			text += p.e.Text + "\n\n"
		}
	}
	text += w.typed.body.Text + "\n"
	w.saveFile(d.S("keep.title"), string(w.article.Number)+".md", writeBytes([]byte(text)), func(path string) {
		w.status.say(toneWarn, d.S("kept", "Path", path))
		if then != nil {
			then()
		}
	})
}

// compare shows what is typed beside what is stored, and asks which holds.
func (w *writer) compare() {
	d := w.frame.d
	var a newsroom.Article
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		if a, err = d.Newsroom.Article(ctx, w.article.Number); err != nil {
			return err
		}
		m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			w.refuse(err)
			return
		}
		const width, side = 940, 430
		text := func(title, head, body string) fyne.CanvasObject {
			e := chrome.NewProse(body, chrome.Style{Width: side - 44})
			h := chrome.NewProse(head, chrome.Style{Size: theme.HeadlineSize, Bold: true, Width: side - 44})
			return chrome.Column(6, chrome.Text(title, chrome.Meta()), chrome.Fixed(side, 380, chrome.Framed(theme.Paper, theme.Line, 5, container.NewVScroll(chrome.Inset(16, chrome.Column(8, h, e))))))
		}
		mine := text(d.S("compare.mine"), w.typed.headline.Text, w.typed.body.Text)
		theirs := text(d.S("compare.stored", "At", d.Stamp(a.Updated)), m.Headline(), markdown.Write(m.Doc.Part(model.Body).Children()))
		var card *chrome.Modal
		button := func(id string, kind chrome.Kind, f func()) fyne.CanvasObject {
			return chrome.NewButton(d.S(id), kind, func() {
				card.Close()
				f()
			})
		}
		card = w.show(chrome.Card(d.S("compare.title"), width, chrome.Column(14, chrome.NewProse(d.S("compare.text"), chrome.Style{Token: theme.Soft, Width: width - 48}), chrome.TopRow(16, nil, mine, theirs)),
			button("cancel", chrome.Plain, func() {}),
			button("keep", chrome.Plain, func() { w.keepInFile(nil) }),
			button("compare.take_stored", chrome.Plain, func() {
				w.rebase(a, m, base)
				w.fill(m)
				w.save()
				w.showCount()
			}),
			button("compare.keep_mine", chrome.Primary, func() {
				w.rebase(a, m, base)
				w.save()
			})), nil)
	})
}
