package desk

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
)

// typed is the properties as they stand in the window: the fields, and those that are chosen from menus.
type typed struct {
	source, authors, editor, reviewer *field.Entry
	keywords, place, planned          *field.Entry
	particulars                       []*field.Entry  // in the order of newsroom.ParticularFields
	told                              *fyne.Container // those of the kind
	properties                        newsroom.Properties
	labels                            []func() // of the menus, to be said anew
}

func (t *typed) entries() []*field.Entry {
	return append([]*field.Entry{t.source, t.authors, t.editor, t.reviewer, t.keywords, t.place, t.planned}, t.particulars...)
}

// makeFields makes empty fields. Escape leaves them for the page.
func (w *writer) makeFields() {
	t := &w.typed
	t.labels = nil
	t.particulars = make([]*field.Entry, len(newsroom.ParticularFields()))
	all := []**field.Entry{&t.source, &t.authors, &t.editor, &t.reviewer, &t.keywords, &t.place, &t.planned}
	for i := range t.particulars {
		all = append(all, &t.particulars[i])
	}
	for _, e := range all {
		*e = field.NewEntry(w.d.Input)
		(*e).OnEscape = func() { w.focus(w.page) }
		if w.tenure.reads {
			(*e).Disable()
		}
	}
	if w.tenure.reads {
		return
	}
	t.planned.SetPlaceHolder("2026-11-23 16:30")
	t.authors.SetPlaceHolder(w.d.S("hint.several"))
	t.keywords.SetPlaceHolder(w.d.S("hint.several"))
}

// watch lets the fields tell of what is typed; it begins after they are filled.
func (w *writer) watch() {
	for _, e := range w.typed.entries() {
		e.OnChanged = func(string) {
			w.Touch()
			w.active()
		}
	}
}

// carry copies what is typed from fields that are replaced.
func (w *writer) carry(old typed) {
	to := w.typed.entries()
	for i, e := range old.entries() {
		to[i].SetText(e.Text)
	}
	w.watch()
}

// words returns properties as the fields show them, in the order of entries.
func (w *writer) words(p newsroom.Properties) []string {
	words := []string{p.Source, strings.Join(p.Authors, "、"), p.Editor, p.Reviewer, strings.Join(p.Keywords, "、"), p.Place, w.d.Stamp(p.PublishAt)}
	for _, f := range newsroom.ParticularFields() {
		words = append(words, p.Particular(f.ID))
	}
	return words
}

// fill shows properties in the fields.
func (w *writer) fill(p newsroom.Properties) {
	t := &w.typed
	t.properties = p
	for i, s := range w.words(p) {
		e := t.entries()[i]
		e.OnChanged = nil
		e.SetText(s)
	}
	w.watch()
}

// refill shows properties in the fields and menus, and leaves alone what says the same already.
func (w *writer) refill(p newsroom.Properties) {
	t := &w.typed
	was, err := w.properties()
	if err != nil {
		was.PublishAt = t.properties.PublishAt
	}
	t.properties = p
	before, after := w.words(was), w.words(p)
	for i, e := range t.entries() {
		if before[i] != after[i] {
			e.OnChanged = nil
			e.SetText(after[i])
		}
	}
	w.watch()
	for _, say := range t.labels {
		say()
	}
	if was.Language != p.Language {
		w.build() // the page is set by the rules of the language
	}
}

// properties returns those that are typed. Invalid: the planned time is none; the other properties are returned all the same.
func (w *writer) properties() (newsroom.Properties, error) {
	t := &w.typed
	props := t.properties
	props.Source, props.Editor, props.Reviewer, props.Place = trim(t.source), trim(t.editor), trim(t.reviewer), trim(t.place)
	props.Authors, props.Keywords = several(t.authors.Text), several(t.keywords.Text)
	for i, f := range newsroom.ParticularFields() {
		props = props.WithParticular(f.ID, trim(t.particulars[i]))
	}
	at, err := w.plannedTime()
	props.PublishAt = at
	return props, err
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

// propertiesPage is the page of the inspector with the properties.
func (w *writer) propertiesPage() fyne.CanvasObject {
	d, t := w.d, &w.typed
	spring := chrome.Spring()
	chip, tone := d.Chip(w.Article)
	col := chrome.Column(12, chrome.GrowingRow(8, spring, chrome.Text(string(w.Article.Number), chrome.Meta()), spring, chrome.NewChip(chip, tone)))
	add := func(id string, o fyne.CanvasObject) { col.Add(chrome.Labelled(d.S("field."+id), o)) }
	add("kind", w.choice(func() string { return d.Label(newsroom.KindText(t.properties.Kind)) }, func(set func(func(*newsroom.Properties))) []chrome.Option {
		var options []chrome.Option
		for _, k := range newsroom.Kinds() {
			options = append(options, chrome.Option{Label: d.Label(newsroom.KindText(k)), Chosen: k == t.properties.Kind, Action: func() {
				set(func(p *newsroom.Properties) { p.Kind = k })
				w.showParticulars()
			}})
		}
		return options
	}))
	t.told = chrome.Column(12)
	w.showParticulars()
	t.labels = append(t.labels, w.showParticulars)
	col.Add(t.told)
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
			options = append(options, chrome.Option{Label: voice.LanguageNames[l], Chosen: l == t.properties.Language, Action: func() {
				set(func(p *newsroom.Properties) { p.Language = l })
				w.build() // the page is set by the rules of the language
			}})
		}
		return options
	}))
	add("planned", t.planned)
	add("official", w.officialButton())
	return col
}

// showParticulars shows the fields of the article's kind. What was typed in those of another is kept.
func (w *writer) showParticulars() {
	d, t := w.d, &w.typed
	t.told.Objects = nil
	all := newsroom.ParticularFields()
	for _, f := range newsroom.KindOf(t.properties.Kind).Particulars {
		label := d.Label(newsroom.ParticularText(f.ID))
		if f.Required {
			label = d.S("field.required", "Field", label)
		}
		t.told.Add(chrome.Labelled(label, t.particulars[slices.Index(all, f)]))
	}
	t.told.Hidden = len(t.told.Objects) == 0
	t.told.Refresh()
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
	w.typed.labels = append(w.typed.labels, func() { b.SetLabel(label()) })
	b = chrome.NewMenuButton(label(), chrome.Plain, func() []chrome.Option {
		if w.tenure.reads {
			return nil
		}
		return options(func(change func(*newsroom.Properties)) {
			change(&w.typed.properties)
			b.SetLabel(label())
			w.Touch()
			w.active()
		})
	})
	b.Allow(!w.tenure.reads)
	return b
}

// showField goes to where a field of the article is filled: on the page, or in the inspector.
func (w *writer) showField(f newsroom.Field) {
	w.win.RequestFocus()
	t := &w.typed
	entries := map[newsroom.Field]*field.Entry{
		newsroom.FieldSource: t.source, newsroom.FieldAuthors: t.authors, newsroom.FieldEditor: t.editor, newsroom.FieldReviewer: t.reviewer,
		newsroom.FieldKeywords: t.keywords, newsroom.FieldPlace: t.place,
	}
	parts := map[newsroom.Field]model.Kind{
		newsroom.FieldHeadline: model.Headline, newsroom.FieldText: model.Body, newsroom.FieldKicker: model.Kicker, newsroom.FieldAbstract: model.Abstract,
	}
	if k, ok := parts[f]; ok {
		w.putCaret(k)
		w.page.Reveal()
		return
	}
	if f == newsroom.FieldPictures {
		w.putCaret(model.Body)
		w.page.Reveal()
		return
	}
	w.showTab(tabProperties)
	for i, p := range newsroom.ParticularFields() {
		entries[p.Field()] = t.particulars[i]
	}
	if e, ok := entries[f]; ok {
		w.focus(e)
	}
}
