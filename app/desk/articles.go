package desk

import (
	"slices"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/lists"
	"galley/app/newsroom"
)

// arrange puts the articles of a place in the order of the list.
func (m *mainWindow) arrange(list, watched []newsroom.Article) []lists.Item {
	items := make([]lists.Item, 0, len(list)+len(watched)+1)
	steps := m.place.Kind == lists.InState && m.place.State == newsroom.InReview
	switch {
	case steps:
		list = m.d.settings.ByStep(list)
	case m.place.Kind == lists.MyTurn && m.query == "":
		list = m.d.settings.ByDue(list)
	}
	step := ""
	for _, a := range list {
		if at := a.Awaits(); steps && at != step {
			step = at
			items = append(items, lists.Item{Heading: m.d.Label(newsroom.StepText(step))})
		}
		items = append(items, m.item(a))
	}
	if len(watched) > 0 {
		items = append(items, lists.Item{Heading: m.d.S("list.watched")})
	}
	for _, a := range watched {
		items = append(items, m.item(a))
	}
	return items
}

// item is an article with when its step is due, who writes on it, and who has its step in hand.
func (m *mainWindow) item(a newsroom.Article) lists.Item {
	d := m.d
	due, _ := d.settings.Due(a)
	it := lists.Item{Article: a, Due: due}
	if l := m.leases[a.ID]; !l.IsZero() {
		it.With = d.S("row.writes", "Name", d.Person(l.Holder))
	} else if c := m.standing.Charges[a.ID]; len(c.Holders) > 0 {
		it.With = d.S("row.held", "Name", holders(c))
	}
	return it
}

func (m *mainWindow) newRows() *chrome.Rows {
	l := chrome.NewRows()
	l.Make = func() fyne.CanvasObject { return lists.NewRow(&m.d.Voice, m.status.hint) }
	l.Update = func(i int, o fyne.CanvasObject, selected bool) { o.(*lists.Row).Set(m.items[i], selected, l.Focused()) }
	l.Height = func(i int, width float32) float32 { return m.items[i].Height(&m.d.Voice, width) }
	l.CanSelect = func(i int) bool { return m.items[i].Heading == "" }
	l.OnSelect = func(i int) { m.choose(m.items[i].Article) }
	l.OnOpen = func(i int) { m.openSelected() }
	return l
}

// showList draws the list, or says why there is nothing in it.
func (m *mainWindow) showList() {
	d := m.d
	at := -1
	for i, it := range m.items {
		if it.Heading == "" && it.Article.ID == m.current {
			at = i
		}
	}
	if at < 0 {
		at = slices.IndexFunc(m.items, func(i lists.Item) bool { return i.Heading == "" })
	}
	m.rows.Set(len(m.items), at)
	switch {
	case m.failed != nil:
		retry := chrome.NewButton(d.S("retry"), chrome.Plain, m.reload)
		exchange(m.listBox, empty(d.S("list.failed"), d.Words.Say(newsroom.TextOf(m.failed)), retry))
	case len(m.items) == 0:
		exchange(m.listBox, m.emptyList())
	default:
		if len(m.listBox.Objects) != 1 || m.listBox.Objects[0] != fyne.CanvasObject(m.rows) {
			exchange(m.listBox, m.rows)
		}
	}
	if at < 0 {
		m.current = ""
		m.showNothing()
		return
	}
	m.choose(m.items[at].Article)
}

func (m *mainWindow) emptyList() fyne.CanvasObject {
	d := m.d
	create := func() *chrome.Button { return chrome.NewButton(d.S("new"), chrome.Plain, m.create) }
	switch {
	case m.query != "":
		return empty(d.S("empty.search", "Query", m.query), d.S("empty.search.text", "Query", m.query), chrome.NewButton(d.S("empty.search.action"), chrome.Plain, m.clearSearch))
	case m.place.Kind == lists.MyTurn:
		return empty(d.S("empty.turn"), d.S("empty.turn.text"), create(), chrome.NewButton(d.S("empty.turn.action"), chrome.Plain, func() { m.goTo(lists.Place{Kind: lists.All}) }))
	case m.place.Kind == lists.Mine:
		return empty(d.S("empty.mine"), d.S("empty.mine.text"), create())
	case m.place.Kind == lists.Sent:
		return empty(d.S("empty.sent"), d.S("empty.sent.text"), create())
	case m.place.Kind == lists.InState:
		return empty(d.S("empty.state", "State", newsroom.StateText(m.place.State)), d.S("empty.state.text."+string(m.place.State)))
	case m.place.Kind == lists.InColumn:
		return empty(d.S("empty.column", "Column", m.place.Column), d.S("empty.column.text"), create())
	}
	return empty(d.S("empty.all"), d.S("empty.all.text"), create(), chrome.NewButton(d.S("import"), chrome.Plain, m.chooseImport))
}
