package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/export"
)

// reading is what is known of the article in the reading pane.
type reading struct {
	article newsroom.Article
	text    newsroom.Manuscript
	piece   export.Piece
	past    []newsroom.Decision
	options []newsroom.Option
}

// may reports whether the person may do the action now, and why not.
func (r reading) may(a newsroom.Action) (bool, error) {
	for _, o := range r.options {
		if o.Action == a {
			return o.Err == nil, o.Err
		}
	}
	return false, nil
}

// read reads everything that is shown of an article.
func (d *desk) read(ctx context.Context, a newsroom.Article) (r reading, err error) {
	r.article = a
	if r.text, _, err = d.Newsroom.Manuscript(ctx, a.ID); err != nil {
		return r, err
	}
	if r.past, err = d.Newsroom.History(ctx, a.ID); err != nil {
		return r, err
	}
	if r.options, err = d.Newsroom.MayAct(ctx, d.me, a); err != nil {
		return r, err
	}
	r.piece, err = d.Newsroom.Piece(ctx, a, r.text)
	return r, err
}

// choose shows an article in the reading pane.
func (m *mainWindow) choose(a newsroom.Article) {
	same := m.current == a.ID && m.shown.article.ID == a.ID && m.shown.article.Updated.Equal(a.Updated) && m.shown.article.Acts == a.Acts
	m.current = a.ID
	if same && len(m.readBox.Objects) > 0 {
		if _, ok := m.readBox.Objects[0].(*fyne.Container); ok && m.readBox.Objects[0] == m.readObject {
			return
		}
	}
	var r reading
	m.d.work(func(ctx context.Context) (err error) {
		r, err = m.d.read(ctx, a)
		return err
	}, func(err error) {
		if m.current != a.ID {
			return
		}
		if err != nil {
			m.shown = reading{}
			retry := chrome.NewButton(m.d.s("retry"), chrome.Plain, func() { m.choose(a) })
			exchange(m.readBox, empty(m.d.s("read.failed", "Number", string(a.Number)), m.d.words.Say(newsroom.TextOf(err)), retry))
			return
		}
		m.shown = r
		m.readObject = m.readingPane(r)
		exchange(m.readBox, m.readObject)
	})
}

// showNothing says what the reading pane is for.
func (m *mainWindow) showNothing() {
	m.shown = reading{}
	exchange(m.readBox, empty(m.d.s("read.nothing"), m.d.s("read.nothing.text")))
}

// readingPane is the article with what can be done, where it stands, and how it reads.
func (m *mainWindow) readingPane(r reading) fyne.CanvasObject {
	d := m.d
	spring := chrome.Spring()
	var bar []fyne.CanvasObject
	for _, b := range m.actions(r) {
		bar = append(bar, b)
	}
	about := chrome.Text(m.identity(r.article), chrome.Meta())
	top := chrome.Pad(16, 24, 0, 24, chrome.GrowingRow(8, spring, append(append(bar, spring), about)...))
	steps := chrome.Pad(14, 12, 0, 12, chrome.NewSteps(d.steps(r.article, r.past)...))
	page := sheet.NewPage(sheet.New(d.content(r.piece)), d.properties(r.article, r.text.Properties))
	return dock(chrome.Column(0, top, steps), chrome.Gap(0, 0), page)
}

// identity names an article to the letter: number, version, hash.
func (m *mainWindow) identity(a newsroom.Article) string {
	parts := []string{string(a.Number)}
	if a.Version > 0 {
		parts = append(parts, m.d.s("version", "Version", int(a.Version)))
	}
	if h := string(a.Hash); len(h) > 8 {
		parts = append(parts, h[:4]+"…"+h[len(h)-4:])
	}
	return strings.Join(parts, " · ")
}

// actions are the buttons over an article: the one thing to do next first, in red, then what else the person can do.
func (m *mainWindow) actions(r reading) []*chrome.Button {
	d, a := m.d, r.article
	edit, _ := r.may(newsroom.Edit)
	submit, _ := r.may(newsroom.Submit)
	approve, _ := r.may(newsroom.Approve)
	publish, _ := r.may(newsroom.Publish)
	withdraw, _ := r.may(newsroom.Withdraw)
	giveBack, _ := r.may(newsroom.Return)
	var out []*chrome.Button
	add := func(kind chrome.Kind, label string, f func()) {
		if kind == chrome.Primary && len(out) > 0 {
			kind = chrome.Plain
		}
		out = append(out, chrome.NewButton(label, kind, f))
	}
	act := func(action newsroom.Action) string { return d.label(newsroom.ActionText(action)) }
	if edit {
		label := d.s("action.write")
		if a.State == newsroom.Returned {
			label = d.s("action.mend")
		}
		add(chrome.Primary, label, func() { d.write(a) })
	}
	if submit {
		add(chrome.Plain, act(newsroom.Submit), func() { m.submit(a) })
	}
	if approve {
		add(chrome.Primary, d.s("action.review", "Step", newsroom.StepText(a.Awaits())), func() { d.review(a) })
	} else if a.State == newsroom.InReview {
		add(chrome.Plain, d.s("action.look"), func() { d.review(a) })
	}
	if publish {
		add(chrome.Primary, act(newsroom.Publish), func() { m.publish(a) })
	}
	if giveBack && a.State == newsroom.Approved {
		add(chrome.Plain, act(newsroom.Return)+"…", func() { m.sendBack(a) })
	}
	if a.State == newsroom.Published {
		add(chrome.Primary, d.s("action.share"), func() { m.share(a) })
	}
	add(chrome.Plain, d.s("action.pdf"), func() { m.exportPDF(a) })
	add(chrome.Plain, d.s("action.history"), func() { m.history(a) })
	if withdraw {
		add(chrome.Danger, act(newsroom.Withdraw)+"…", func() { m.withdraw(a) })
	}
	return out
}

// steps is the review of an article as a line of dots, with who took each step and when.
func (d *desk) steps(a newsroom.Article, history []newsroom.Decision) []chrome.Step {
	last := map[string]newsroom.Decision{} // of this round, by step; submission and publication by action
	for _, h := range history {
		if h.Round == a.Round || h.Action == newsroom.Publish || h.Action == newsroom.Withdraw {
			key := h.Step
			if h.Action == newsroom.Submit || h.Action == newsroom.Publish || h.Action == newsroom.Withdraw {
				key = string(h.Action)
			}
			last[key] = h
		}
	}
	who := func(h newsroom.Decision) string { return h.Name + " " + d.moment(h.At) }
	submit := chrome.Step{Name: d.label(newsroom.ActionText(newsroom.Submit)), Who: d.person(a.Creator)}
	switch a.State {
	case newsroom.Draft:
		submit.Progress = chrome.Now
		if a.Creator == d.me.ID {
			submit.Progress = chrome.MyTurn
		}
	case newsroom.Returned:
		submit.Progress = chrome.Back
		submit.Name, submit.Who = d.s("step.returned"), d.person(a.Creator)
	default:
		submit.Progress, submit.Who = chrome.Done, who(last[string(newsroom.Submit)])
	}
	steps := []chrome.Step{submit}
	for i, p := range a.Policy.Steps {
		s := chrome.Step{Name: d.label(newsroom.StepText(p.Name)), Who: d.label(newsroom.RoleText(p.Role))}
		h, taken := last[p.Name]
		passed := a.State == newsroom.Approved || a.State == newsroom.Published || a.State == newsroom.Withdrawn || a.State == newsroom.InReview && i < a.Step
		switch {
		case passed:
			s.Progress = chrome.Done
			if taken {
				s.Name, s.Who = d.label(catalogue.T("desk.step.passed", "Step", newsroom.StepText(p.Name))), who(h)
			}
		case a.State == newsroom.InReview && i == a.Step && newsroom.IsTurnOf(a, d.me):
			s.Progress, s.Who = chrome.MyTurn, d.s("step.mine")
		case a.State == newsroom.InReview && i == a.Step:
			s.Progress = chrome.Now
		case a.State == newsroom.Returned && taken && h.Action == newsroom.Return:
			s.Name, s.Who = d.label(catalogue.T("desk.step.sent_back", "Step", newsroom.StepText(p.Name))), who(h)
		}
		steps = append(steps, s)
	}
	publish := chrome.Step{Name: d.label(newsroom.ActionText(newsroom.Publish)), Who: d.label(newsroom.RoleText(newsroom.Publisher))}
	switch {
	case a.State == newsroom.Approved && newsroom.IsTurnOf(a, d.me):
		publish.Progress, publish.Who = chrome.MyTurn, d.s("step.mine")
	case a.State == newsroom.Approved:
		publish.Progress = chrome.Now
	case a.State == newsroom.Published:
		publish.Progress, publish.Who = chrome.Done, who(last[string(newsroom.Publish)])
	case a.State == newsroom.Withdrawn:
		publish.Progress, publish.Who = chrome.Back, who(last[string(newsroom.Withdraw)])
		publish.Name = d.label(newsroom.StateText(newsroom.Withdrawn))
	}
	return append(steps, publish)
}

// content is a piece as the sheet shows it. The words around an article are in the article's language.
func (d *desk) content(p export.Piece) sheet.Content {
	words := catalogue.For(p.Language)
	say := func(id string, pairs ...any) string { return words.S("desk.sheet."+id, pairs...) }
	c := sheet.Content{
		Doc: p.Doc, Western: p.Language == catalogue.En, Abstract: say("abstract"), Empty: d.s("sheet.empty"), Untitled: d.s("untitled"),
		Pictures: p.Pictures, NoImage: d.s("sheet.no_picture"),
	}
	if p.Source != "" {
		c.Meta = append(c.Meta, say("source", "Source", p.Source))
	}
	if !p.Published.IsZero() {
		c.Meta = append(c.Meta, say("time", "At", p.Published.Format("2006-01-02 15:04")))
	}
	if p.Column != "" {
		c.Meta = append(c.Meta, say("column", "Column", p.Column))
	}
	if p.Editor != "" || p.Reviewer != "" {
		c.Credits = say("credits", "Editor", orDash(p.Editor), "Reviewer", orDash(p.Reviewer))
	}
	return c
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// properties is a card with what the trade wrote on the manuscript; what is empty is left out.
func (d *desk) properties(a newsroom.Article, p newsroom.Properties) fyne.CanvasObject {
	const width = 300
	var cells []fyne.CanvasObject
	add := func(id, value string) {
		if value != "" {
			cells = append(cells, chrome.Fixed(width, 0, chrome.Column(1, chrome.Text(d.s("field."+id), chrome.Meta()), chrome.NewProse(value, chrome.Style{Lines: 2, Width: width - 8}))))
		}
	}
	add("kind", d.label(newsroom.KindText(p.Kind)))
	add("column", p.Column)
	add("source", p.Source)
	add("authors", strings.Join(p.Authors, "、"))
	add("editor", p.Editor)
	add("reviewer", p.Reviewer)
	add("keywords", strings.Join(p.Keywords, "、"))
	add("place", p.Place)
	add("language", languageNames[p.Language])
	add("planned", d.stampOf(p.PublishAt))
	add("permalink", a.Permalink)
	add("origin", p.Origin)
	add("created", d.s("by_at", "By", d.person(a.Creator), "At", d.stampOf(a.Created)))
	if !a.Updated.Equal(a.Created) {
		add("updated", d.stampOf(a.Updated))
	}
	head := chrome.Text(d.s("properties"), chrome.Style{Bold: true})
	grid := &fyne.Container{Layout: pairs{gap: 12}, Objects: cells}
	return chrome.Framed(theme.Panel, theme.Line, 5, chrome.Pad(14, 20, 18, 20, chrome.Column(10, head, grid)))
}

// pairs places cells in two columns of equal width, or one where there is no room for two.
type pairs struct{ gap float32 }

func (p pairs) rows(objects []fyne.CanvasObject, visit func(i int, y, h float32)) float32 {
	y := float32(0)
	for i := 0; i < len(objects); i += 2 {
		h := objects[i].MinSize().Height
		if i+1 < len(objects) {
			h = max(h, objects[i+1].MinSize().Height)
		}
		visit(i, y, h)
		y += h + p.gap
	}
	return max(0, y-p.gap)
}

func (p pairs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - p.gap) / 2
	p.rows(objects, func(i int, y, h float32) {
		for j := i; j < min(i+2, len(objects)); j++ {
			objects[j].Move(fyne.NewPos(float32(j-i)*(w+p.gap), y))
			objects[j].Resize(fyne.NewSize(w, h))
		}
	})
}

func (p pairs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, p.rows(objects, func(int, float32, float32) {}))
}

// clock says an hour to the second, for the save state.
func (d *desk) clock(t time.Time) string { return t.In(d.zone).Format("15:04:05") }
