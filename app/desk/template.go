package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// Templates to begin articles with, and snippets to put into them.

// templateRow is the height of a template in a list, templateRows how many are seen at once.
const (
	templateRow  float32 = 52
	templateRows int     = 7
)

// chooser is a card with a list of templates or of snippets.
type chooser struct {
	f       *frame
	snippet bool
	all     []newsroom.Template
	list    *chrome.Rows
	card    *chrome.Modal
	chosen  func(newsroom.Template)
}

// chooseTemplate shows the templates, those that are due first, or the snippets; with none it says how to make one.
func (f *frame) chooseTemplate(snippet bool, chosen func(newsroom.Template)) {
	d := f.d
	title, none, do := d.S("template.title"), d.S("template.none"), d.S("template.do")
	if snippet {
		title, none, do = d.S("snippet.title"), d.S("snippet.none"), d.S("snippet.do")
	}
	var all []newsroom.Template
	d.work(func(ctx context.Context) (err error) {
		all, err = d.Newsroom.Templates(ctx)
		return err
	}, func(err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		all = slices.DeleteFunc(all, func(t newsroom.Template) bool { return t.Snippet != snippet })
		if len(all) == 0 {
			f.tell(title, none)
			return
		}
		slices.SortStableFunc(all, func(a, b newsroom.Template) int { return -compareDue(d, a, b) })
		c := &chooser{f: f, snippet: snippet, all: all, chosen: chosen}
		c.show(title, do)
	})
}

// compareDue puts a template that is due behind one that is not.
func compareDue(d *desk, a, b newsroom.Template) int {
	rank := func(t newsroom.Template) int {
		if _, due := t.Due(d.Now().In(d.Zone)); due {
			return 1
		}
		return 0
	}
	return rank(a) - rank(b)
}

func (c *chooser) show(title, do string) {
	d := c.f.d
	l := chrome.NewRows()
	c.list = l
	l.Make = func() fyne.CanvasObject { return newPersonRow() }
	l.Height = func(int, float32) float32 { return templateRow }
	l.Update = func(i int, o fyne.CanvasObject, selected bool) {
		t := c.all[i]
		o.(*personRow).set(t.Name, strings.Join(d.aboutTemplate(t), " · "), selected)
	}
	l.OnSelect = func(int) {}
	l.OnOpen = func(i int) { c.take() }
	l.OnDelete = func(i int) { c.remove() }
	l.Set(len(c.all), 0)
	rows := min(len(c.all), templateRows)
	c.card = c.f.show(chrome.Card(title, dialogWidth, chrome.Column(12, chrome.Framed(theme.Paper, theme.Line, 6, chrome.Fixed(dialogWidth-48, float32(rows)*templateRow, l))),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { c.card.Close() }),
		chrome.NewButton(d.S("template.delete"), chrome.Danger, c.remove),
		chrome.NewButton(do, chrome.Primary, c.take)), c.take)
	c.f.focus(l)
}

func (c *chooser) take() {
	if i := c.list.Selected(); i >= 0 {
		c.card.Close()
		c.chosen(c.all[i])
	}
}

// remove asks before it takes a template away.
func (c *chooser) remove() {
	i := c.list.Selected()
	if i < 0 {
		return
	}
	f, d, t := c.f, c.f.d, c.all[i]
	c.card.Close()
	var card *chrome.Modal
	gone := func() {
		card.Close()
		d.work(func(ctx context.Context) error { return d.Newsroom.DeleteTemplate(ctx, d.Me, t.Name, t.Snippet) }, func(err error) {
			if err != nil {
				f.refuse(err)
				return
			}
			f.chooseTemplate(c.snippet, c.chosen)
		})
	}
	card = f.show(chrome.Card(d.S("template.delete.title", "Name", t.Name), dialogWidth, chrome.NewProse(d.S("template.delete.text"), chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("template.delete.do"), chrome.Danger, gone)), nil)
}

// aboutTemplate is what a row of a list says of a template besides its name.
func (d *desk) aboutTemplate(t newsroom.Template) []string {
	if t.Snippet {
		words := []rune(strings.Join(strings.Fields(t.Manuscript.Doc.Part(model.Body).PlainText()), " "))
		return []string{string(words[:min(len(words), 30)])}
	}
	about := []string{d.Label(newsroom.KindText(t.Manuscript.Properties.Kind)), d.Words.Say(t.Every.Text())}
	if since, due := t.Due(d.Now().In(d.Zone)); due {
		about = append(about, d.Words.S("template.wanted", "Day", since.Format("2006-01-02")))
	}
	return about
}

// dueTemplates counts the templates that an article is to be begun from.
func (d *desk) dueTemplates(ctx context.Context) (int, error) {
	all, err := d.Newsroom.Templates(ctx)
	n := 0
	for _, t := range all {
		if _, due := t.Due(d.Now().In(d.Zone)); due {
			n++
		}
	}
	return n, err
}

// begin makes an article from a template and opens it.
func (m *mainWindow) begin() {
	d := m.d
	m.chooseTemplate(false, func(t newsroom.Template) {
		var a newsroom.Article
		d.work(func(ctx context.Context) (err error) {
			a, err = d.Newsroom.Begin(ctx, d.Me, t.Name, "")
			return err
		}, func(err error) {
			if err != nil {
				m.refuse(err)
				return
			}
			m.made(a)
		})
	})
}

// insertSnippet puts a snippet at the caret, with today's day in it.
func (w *writer) insertSnippet() {
	w.chooseTemplate(true, func(t newsroom.Template) {
		m := newsroom.Filled(t.Manuscript, w.d.Now().In(w.d.Zone))
		blocks := m.Doc.Part(model.Body).Children()
		slice := model.NewSlice(blocks...)
		if len(blocks) == 1 && blocks[0].Kind() == model.Paragraph {
			slice = model.NewSlice(blocks[0].Children()...)
		}
		w.do(state.InsertSlice(slice))
	})
}

// keepTemplate asks for a name and keeps the article as it is typed, or what is selected, for everybody.
func (w *writer) keepTemplate() {
	d := w.d
	const inner = dialogWidth - 48
	name, day := field.NewEntry(d.Input), field.NewEntry(d.Input)
	said := chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Red, Width: inner})
	said.Hide()
	t := newsroom.Template{}
	var card *chrome.Modal
	more := chrome.Column(12)
	units := newsroom.Units()
	ask := func() {
		more.Objects = nil
		if t.Snippet {
			return
		}
		labels := make([]string, len(units))
		for i, u := range units {
			labels[i] = d.S("template.unit." + unitNames[u])
		}
		more.Add(chrome.Labelled(d.S("template.every"), chrome.Segments(labels, slices.Index(units, t.Every.Unit), inner, func(i int) {
			t.Every.Unit = units[i]
			if day.Hidden = units[i] == newsroom.Never; !day.Hidden {
				day.SetPlaceHolder(d.S("template.hint." + unitNames[units[i]]))
			}
			card.Refresh()
		})))
		more.Add(day)
	}
	day.Hide()
	ask()
	sort := chrome.Segments([]string{d.S("template.whole"), d.S("template.snippet")}, 0, inner, func(i int) {
		t.Snippet = i == 1
		ask()
		card.Refresh()
	})
	keep := func() {
		t.Name = strings.TrimSpace(clean(name.Text))
		t.Every.Day, _ = strconv.Atoi(digits(day.Text)) // no number is no day, which the newsroom refuses
		if t.Snippet {
			t.Every = newsroom.Recurrence{}
		} else if t.Every.Unit == newsroom.Never {
			t.Every.Day = 0
		}
		props, err := w.properties()
		if err != nil { // the planned time is of this article only
			props.PublishAt = w.Stored.Properties.PublishAt
		}
		t.Manuscript = newsroom.Manuscript{Doc: w.page.State().Doc(), Properties: props}
		d.work(func(ctx context.Context) error { return d.Newsroom.SaveTemplate(ctx, d.Me, t) }, func(err error) {
			if err != nil {
				said.SetText(d.Words.Say(newsroom.TextOf(err)))
				said.Show()
				card.Refresh()
				w.focus(name)
				return
			}
			card.Close()
		})
	}
	name.OnCommit, day.OnCommit = keep, keep
	card = w.show(chrome.Card(d.S("template.keep.title"), dialogWidth, chrome.Column(12,
		chrome.NewProse(d.S("template.keep.text"), chrome.Style{Token: theme.Soft, Width: inner}), sort, chrome.Labelled(d.S("template.name"), name), more, said),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("template.keep.do"), chrome.Primary, keep)), keep)
	w.focus(name)
}

// unitNames name the units in the catalogue.
var unitNames = map[newsroom.Unit]string{newsroom.Never: "never", newsroom.Weekly: "week", newsroom.Monthly: "month", newsroom.Yearly: "year"}

// digits returns the digits of a text, as a person writes a day: 12-25 is 1225.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
