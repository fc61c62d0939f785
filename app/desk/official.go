package desk

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/export"
)

// officialCard is the card that asks for what an official document says around its text: three columns of fields in the order of the page, the
// attachments below the first two. What a field gets wrong is said under it.
type officialCard struct {
	f        *frame
	before   export.Official
	format   export.Format
	chosen   map[string]string       // of the fields with a choice of grades
	fields   map[string]*field.Entry // of all others
	said     map[string]*chrome.Prose
	bare     *widget.Check
	sealed   *widget.Check
	papers   []paper
	list     *fyne.Container // of the attachments
	scroll   *container.Scroll
	card     *chrome.Modal
	accepted func(*export.Official)
}

// paper is an attachment in the card.
type paper struct {
	name, text *field.Entry
}

const (
	officialWidth  float32 = 960
	officialHeight float32 = 500
	officialInner          = officialWidth - 48 - 14 // beside the scroll bar
	officialColumn         = (officialInner - 2*20) / 3
)

// longFields have a line for each item.
var longFields = []string{"organs", "signers", "recipients", "signatories", "posts", "copies"}

// editOfficial asks for the elements of an official document; before is nil for none yet. done is told what they are now, nil for none.
func (f *frame) editOfficial(before *export.Official, done func(*export.Official)) *officialCard {
	d := f.d
	c := &officialCard{f: f, chosen: map[string]string{}, fields: map[string]*field.Entry{}, said: map[string]*chrome.Prose{}, accepted: done}
	if before != nil {
		c.before = *before
	}
	c.format = c.before.Format
	buttons := []fyne.CanvasObject{chrome.NewButton(d.S("cancel"), chrome.Plain, func() { c.card.Close() })}
	if before != nil {
		buttons = append(buttons, chrome.NewButton(d.S("official.clear"), chrome.Danger, func() {
			c.card.Close()
			done(nil)
		}))
	}
	buttons = append(buttons, chrome.NewButton(d.S("official.save"), chrome.Primary, c.save))
	c.scroll = container.NewVScroll(chrome.Pad(0, 14, 0, 0, c.body()))
	c.card = f.show(chrome.Card(d.S("official.title"), officialWidth, chrome.Fixed(officialWidth-48, officialHeight, c.scroll), buttons...), c.save)
	f.focus(c.fields["organs"])
	return c
}

// body is all of the card's fields.
func (c *officialCard) body() fyne.CanvasObject {
	d, o := c.f.d, c.before
	label := func(name string) string { return d.Label(export.FieldText(name)) }
	c.bare, c.sealed = widget.NewCheck(label("bare"), nil), widget.NewCheck(label("sealed"), nil)
	c.bare.SetChecked(o.Bare)
	c.sealed.SetChecked(o.Sealed)
	at := 0
	if c.format == export.LetterFormat {
		at = 1
	}
	format := chrome.Segments([]string{d.S("official.document"), d.S("official.letter")}, at, officialColumn, func(i int) {
		c.format = []export.Format{export.DocumentFormat, export.LetterFormat}[i]
	})
	columns := []*fyne.Container{chrome.Column(10, chrome.Labelled(label("format"), format)), chrome.Column(10), chrome.Column(10)}
	to := 0
	for _, n := range export.OfficialFields() {
		if n == "attachments" {
			continue
		}
		if n == "organs" || n == "signatories" {
			to++
		}
		columns[to].Add(chrome.Labelled(label(n), c.input(n)))
		columns[to].Add(c.error(n))
		switch n {
		case "organs":
			columns[to].Add(c.bare)
		case "signatories":
			columns[to].Add(c.sealed)
		}
	}
	for _, a := range o.Attachments {
		c.addPaper(a)
	}
	c.list = chrome.Column(10)
	c.showPapers()
	add := chrome.NewButton(d.S("official.attachment_add"), chrome.Plain, func() {
		c.addPaper(export.Attachment{})
		c.showPapers()
		c.f.focus(c.papers[len(c.papers)-1].name)
	})
	papers := chrome.Column(10, chrome.HLine(), chrome.Text(label("attachments"), chrome.Meta()), c.list, c.error("attachments"), chrome.Row(8, add))
	left := chrome.Column(12, chrome.TopRow(20, nil, chrome.Fixed(officialColumn, 0, columns[0]), chrome.Fixed(officialColumn, 0, columns[1])), papers)
	return chrome.Column(12,
		chrome.NewProse(d.S("official.hint"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: officialInner}),
		chrome.TopRow(20, nil, chrome.Fixed(2*officialColumn+20, 0, left), chrome.Fixed(officialColumn, 0, columns[2])))
}

// error is where a field's mistake is said.
func (c *officialCard) error(name string) fyne.CanvasObject {
	p := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: officialColumn})
	p.Hide()
	c.said[name] = p
	return p
}

// input is what a field is filled in with: a choice of grades, or an entry of one line or more.
func (c *officialCard) input(name string) fyne.CanvasObject {
	var grades []string
	switch name {
	case "secrecy":
		grades = export.Secrecies()
	case "urgency":
		grades = export.Urgencies()
	default:
		e := c.entry(slices.Contains(longFields, name))
		e.SetText(c.before.Field(name))
		c.fields[name] = e
		return e
	}
	c.chosen[name] = c.before.Field(name)
	return chrome.Segments(append([]string{c.f.d.S("official.none")}, grades...), slices.Index(grades, c.chosen[name])+1, officialColumn, func(i int) {
		c.chosen[name] = ""
		if i > 0 {
			c.chosen[name] = grades[i-1]
		}
	})
}

// entry is a field of the card; Return saves from one line, Control and Return from many.
func (c *officialCard) entry(long bool) *field.Entry {
	e := field.NewEntry(c.f.d.Input)
	if long {
		e = field.NewText(c.f.d.Input)
		e.SetMinRowsVisible(2)
		e.Shortcuts = commitShortcut(c.save)
	} else {
		e.OnCommit = c.save
	}
	e.OnEscape = func() { c.card.Close() }
	return e
}

func (c *officialCard) addPaper(a export.Attachment) {
	p := paper{c.entry(false), c.entry(true)}
	p.name.SetText(a.Name)
	p.text.SetText(a.Text)
	p.text.SetPlaceHolder(c.f.d.S("official.attachment_text"))
	c.papers = append(c.papers, p)
}

func (c *officialCard) showPapers() {
	d := c.f.d
	c.list.Objects = nil
	for i, p := range c.papers {
		name := chrome.Labelled(d.S("official.attachment_name", "Count", i+1), p.name)
		remove := chrome.NewButton(d.S("official.attachment_remove"), chrome.Ghost, func() {
			c.papers = slices.Delete(c.papers, i, i+1)
			c.showPapers()
		})
		c.list.Add(chrome.GrowingRow(8, name, name, remove))
		c.list.Add(p.text)
	}
	c.list.Refresh()
	if c.scroll != nil {
		c.scroll.Refresh()
	}
}

// official is what is typed, with the mistakes of its fields.
func (c *officialCard) official() (export.Official, []*export.FieldError, error) {
	var wrong []*export.FieldError
	o := c.before
	o.Format, o.Bare, o.Sealed = c.format, c.bare.Checked, c.sealed.Checked
	for _, name := range export.OfficialFields() {
		text := c.chosen[name]
		if e := c.fields[name]; e != nil {
			text = clean(e.Text)
		} else if name == "attachments" {
			continue
		}
		next, err := o.With(name, text)
		if mistake := new(export.FieldError); errors.As(err, &mistake) {
			wrong = append(wrong, mistake)
			continue
		} else if err != nil {
			return o, nil, err
		}
		o = next
	}
	o.Attachments = nil
	for _, p := range c.papers {
		if a := (export.Attachment{Name: trim(p.name), Text: clean(p.text.Text)}); a != (export.Attachment{}) {
			o.Attachments = append(o.Attachments, a)
		}
	}
	for _, e := range o.Check() {
		if !slices.ContainsFunc(wrong, func(w *export.FieldError) bool { return w.Field == e.Field }) {
			wrong = append(wrong, e)
		}
	}
	return o, wrong, nil
}

// save hands over what is typed, or says at each field what is wrong with it and goes to the first.
func (c *officialCard) save() {
	o, wrong, err := c.official()
	if err != nil {
		c.f.refuse(err)
		return
	}
	if len(wrong) == 0 {
		c.card.Close()
		c.accepted(&o)
		return
	}
	for _, p := range c.said {
		p.Hide()
	}
	for _, e := range wrong {
		if p := c.said[e.Field]; p != nil {
			p.SetText(c.f.d.Words.Say(e.Text))
			p.Show()
		}
	}
	c.card.Refresh()
	c.scroll.Refresh()
	if e := c.fields[wrong[0].Field]; e != nil {
		c.f.focus(e)
	}
}

// editOfficial asks for the elements of the article that is written.
func (w *writer) editOfficial() {
	if w.tenure.reads {
		return
	}
	w.frame.editOfficial(w.typed.properties.Official, func(o *export.Official) {
		w.typed.properties.Official = o
		for _, say := range w.typed.labels {
			say()
		}
		w.Touch()
	})
}

// officialLabel says which official document the article is.
func (w *writer) officialLabel() string {
	o := w.typed.properties.Official
	switch {
	case o == nil:
		return w.d.S("official.edit")
	case o.Field("number") == "":
		return w.d.S("official.menu")
	}
	return o.Field("number")
}

// officialButton opens the elements from the properties.
func (w *writer) officialButton() fyne.CanvasObject {
	b := chrome.NewButton(w.officialLabel(), chrome.Plain, w.editOfficial)
	b.Allow(!w.tenure.reads)
	w.typed.labels = append(w.typed.labels, func() { b.SetLabel(w.officialLabel()) })
	return b
}

// editOfficial asks for the elements of the article that is printed, in its writing window where it is open.
func (p *printing) editOfficial() {
	d := p.d
	if w, ok := d.writers[p.article.ID]; ok {
		w.win.RequestFocus()
		w.editOfficial()
		return
	}
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		m, base, err = d.Newsroom.Manuscript(ctx, p.article.ID)
		return err
	}, func(err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.frame.editOfficial(m.Properties.Official, func(o *export.Official) {
			props := m.Properties
			props.Official = o
			if props.Equal(m.Properties) {
				return
			}
			var changed newsroom.Article
			d.work(func(ctx context.Context) (err error) {
				changed, err = d.Newsroom.Append(ctx, d.Me, p.article.ID, base, []newsroom.Change{{Properties: &props}})
				return err
			}, func(err error) {
				if err != nil {
					p.refuse(err)
					return
				}
				p.article = changed
				p.set()
			})
		})
	})
}
