package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/sheet"
	"galley/app/newsroom"
	"galley/export"
)

// reading is what is known of the article in the reading pane.
type reading struct {
	article newsroom.Article
	text    newsroom.Manuscript
	piece   export.Piece
	past    []newsroom.Decision
	options []newsroom.Option
	charge  newsroom.Charge      // who has the step that it waits for in hand
	writes  newsroom.StaffID     // who else writes on it, as it is said
	seen    newsroom.VersionSeq  // that the person saw last before the one under review, 0 for none
	since   *newsroom.Difference // what became of it; nil where nothing did
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
	if r.options, err = d.Newsroom.MayAct(ctx, d.Me, a); err != nil {
		return r, err
	}
	if r.charge, err = d.Newsroom.Charge(ctx, a); err != nil {
		return r, err
	}
	r.piece, err = d.Newsroom.Piece(ctx, a, r.text)
	return r, err
}

// choose shows an article in the reading pane.
func (m *mainWindow) choose(a newsroom.Article) {
	same := m.current == a.ID && m.shown.article.ID == a.ID && m.shown.article.Updated.Equal(a.Updated) && m.shown.article.Acts == a.Acts && m.shown.writes == m.writesOn(a) &&
		holders(m.shown.charge) == holders(m.standing.Charges[a.ID]) && m.shown.charge.Reminded.Seq == m.standing.Charges[a.ID].Reminded.Seq
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
			retry := chrome.NewButton(m.d.S("retry"), chrome.Plain, func() { m.choose(a) })
			exchange(m.readBox, empty(m.d.S("read.failed", "Number", string(a.Number)), m.d.Words.Say(newsroom.TextOf(err)), retry))
			return
		}
		r.writes = m.writesOn(a)
		m.shown = r
		m.readObject = m.readingPane(r)
		exchange(m.readBox, m.readObject)
	})
}

// showNothing says what the reading pane is for.
func (m *mainWindow) showNothing() {
	m.shown = reading{}
	exchange(m.readBox, empty(m.d.S("read.nothing"), m.d.S("read.nothing.text")))
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
	steps := chrome.Pad(14, 12, 0, 12, chrome.NewSteps(d.Steps(r.article, r.past)...))
	page := sheet.NewPage(sheet.New(d.Content(r.piece)), d.Properties(r.article, r.text.Properties))
	return chrome.Dock(chrome.Column(0, top, steps, m.liveLine(r.article), m.writesLine(r), m.heldLine(r)), chrome.Gap(0, 0), page)
}

// writesOn returns who else writes on an article, empty for nobody.
func (m *mainWindow) writesOn(a newsroom.Article) newsroom.StaffID {
	if l := m.leases[a.ID]; l.Holder != m.d.Me.ID {
		return l.Holder
	}
	return ""
}

// writesLine says who else writes on the article, nil where nobody does.
func (m *mainWindow) writesLine(r reading) fyne.CanvasObject {
	if r.writes == "" {
		return nil
	}
	d := m.d
	prose := chrome.NewProse(d.S("lease.writes", "Name", d.Person(r.writes), "At", d.Moment(m.leases[r.article.ID].Since)), chrome.Style{})
	return chrome.Pad(10, 24, 0, 24, chrome.GrowingRow(8, prose, chrome.Dot(chrome.Alert), prose))
}

// heldLine says who has the step in hand and who reminded of it, nil where there is nothing to say.
func (m *mainWindow) heldLine(r reading) fyne.CanvasObject {
	d, c := m.d, r.charge
	var said []string
	if len(c.Holders) > 0 {
		said = append(said, d.S("hand.held", "Step", newsroom.StepText(r.article.Awaits()), "Name", holders(c), "At", d.Moment(c.Holders[0].At)))
	}
	if c.Reminded.Seq > 0 {
		said = append(said, d.S("hand.reminded", "Name", c.Reminded.Name, "At", d.Moment(c.Reminded.At)))
	}
	if len(said) == 0 {
		return nil
	}
	prose := chrome.NewProse(strings.Join(said, "　"), chrome.Style{})
	return chrome.Pad(10, 24, 0, 24, chrome.GrowingRow(8, prose, chrome.Dot(chrome.News), prose))
}

// liveLine says what readers see where that is not the text below, and offers it; nil where it is.
func (m *mainWindow) liveLine(a newsroom.Article) fyne.CanvasObject {
	d := m.d
	tone, said := chrome.News, d.S("live", "Version", int(a.Live), "At", a.PublishedAt.In(d.Zone))
	switch {
	case !a.IsLive() || a.State == newsroom.Published:
		return nil
	case a.Unreviewed:
		tone, said = chrome.Alert, d.S("live.unreviewed", "At", a.PublishedAt.In(d.Zone))
	}
	prose := chrome.NewProse(said, chrome.Style{})
	line := chrome.GrowingRow(8, prose, chrome.Dot(tone), prose)
	if a.Live != a.Version || a.Amends != "" {
		line.Add(chrome.NewButton(d.S("live.look"), chrome.Ghost, func() { m.showLive(a) }))
	}
	return chrome.Pad(10, 24, 0, 24, line)
}

// showLive shows the version that readers see, with a way back.
func (m *mainWindow) showLive(a newsroom.Article) {
	d := m.d
	var piece export.Piece
	d.work(func(ctx context.Context) error {
		v, err := d.Newsroom.Version(ctx, a.ID, a.Live)
		if err == nil {
			piece, err = d.Newsroom.Piece(ctx, a, v.Manuscript)
		}
		return err
	}, func(err error) {
		if m.current != a.ID {
			return
		}
		if err != nil {
			m.refuse(err)
			return
		}
		prose := chrome.NewProse(d.S("live.shown", "Version", int(a.Live)), chrome.Style{})
		line := chrome.GrowingRow(8, prose, chrome.Dot(chrome.Good), prose, chrome.NewButton(d.S("live.back"), chrome.Plain, func() { exchange(m.readBox, m.readObject) }))
		exchange(m.readBox, chrome.Dock(chrome.Pad(16, 24, 12, 24, line), chrome.Gap(0, 0), sheet.NewPage(sheet.New(d.Content(piece)))))
	})
}

// identity names an article to the letter: number, version, hash.
func (m *mainWindow) identity(a newsroom.Article) string {
	parts := []string{string(a.Number)}
	if a.Version > 0 {
		parts = append(parts, m.d.S("version", "Version", int(a.Version)))
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
	giveBack, _ := r.may(newsroom.Return)
	var out []*chrome.Button
	add := func(kind chrome.Kind, label string, f func()) {
		if kind == chrome.Primary && len(out) > 0 {
			kind = chrome.Plain
		}
		out = append(out, chrome.NewButton(label, kind, f))
	}
	act := func(action newsroom.Action) string { return d.Label(newsroom.ActionText(action)) }
	if edit {
		label := d.S("action.write")
		if a.State == newsroom.Returned {
			label = d.S("action.mend")
		}
		add(chrome.Primary, label, func() { d.write(a) })
	}
	if submit {
		add(chrome.Plain, act(newsroom.Submit), func() { m.submit(a) })
	}
	if approve {
		add(chrome.Primary, d.S("action.review", "Step", newsroom.StepText(a.Awaits())), func() { d.review(a) })
	} else if a.State == newsroom.InReview {
		add(chrome.Plain, d.S("action.look"), func() { d.review(a) })
	}
	if publish && a.State == newsroom.InReview { // 先发后审: the review comes first where it is his to take, too
		add(chrome.Plain, act(newsroom.Publish)+"…", func() { m.publish(a) })
	} else if publish {
		add(chrome.Primary, act(newsroom.Publish), func() { m.publish(a) })
	}
	if giveBack && a.State == newsroom.Approved {
		add(chrome.Plain, act(newsroom.Return)+"…", func() { m.sendBack(a) })
	}
	if a.State == newsroom.Published {
		add(chrome.Primary, d.S("action.share"), func() { d.share(a) })
	}
	add(chrome.Plain, d.S("action.print"), func() { d.print(a) })
	add(chrome.Plain, d.S("action.history"), func() { m.history(a) })
	if rare := func() []chrome.Option { return append(m.tasks(r), m.rare(r, nil)...) }; len(rare()) > 0 {
		out = append(out, chrome.NewMenuButton(d.S("action.more"), chrome.Plain, rare))
	}
	return out
}
