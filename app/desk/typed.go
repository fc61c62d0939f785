package desk

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/draft"
	"galley/app/desk/field"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/intake/markdown"
	"galley/editor/model"
)

// typed is the fields of the window and what they showed when they were filled.
type typed struct {
	kicker, headline, subtitle, abstract, body *field.Entry
	source, authors, editor, reviewer          *field.Entry
	keywords, place, planned                   *field.Entry
	body0                                      *model.Node // the body that was put into its field,
	text0                                      string      // and how it was written there
	properties                                 newsroom.Properties
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
	d := w.d
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
	w.Touch()
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
		t.keywords: strings.Join(p.Keywords, "、"), t.place: p.Place, t.planned: w.d.Stamp(p.PublishAt),
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
		parts = append(parts, draft.WithPart(w.Stored.Doc.Part(p.kind), clean(p.e.Text)))
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
	return newsroom.Manuscript{Doc: w.Stored.Doc.With(append(parts, body)...), Properties: props}, nil
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
	s, d := trim(w.typed.planned), w.d
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

// inspector is the properties.
func (w *writer) inspector() fyne.CanvasObject {
	d, t := w.d, &w.typed
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
