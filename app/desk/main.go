package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/lists"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// mainWindow is the desk's own window. Until somebody has signed in it shows the way there.
type mainWindow struct {
	frame
	place      lists.Place
	query      string
	articles   []newsroom.Article // of the place, in the order of the list
	items      []lists.Item
	due        int // templates that an article is to be begun from
	counts     newsroom.Counts
	notes      int                                   // what others said to the person, as of the last look for alerts
	leases     map[newsroom.ArticleID]newsroom.Lease // who writes on what
	standing   newsroom.Standing                     // who has what in hand
	current    newsroom.ArticleID                    // selected, empty for none
	shown      reading
	readObject fyne.CanvasObject // what stands in readBox for shown
	failed     error
	turn       int // of the newest reload, so that an older one that ends later is not shown

	status      *status
	search      *field.Entry
	firstButton *chrome.Button // of the first start
	firstName   *field.Entry
	firstField  *field.Entry // of the first start
	people      *chrome.Rows // of signing in
	side        *lists.Side
	rows        *chrome.Rows
	listBox     *fyne.Container // the list or its empty state
	readBox     *fyne.Container // the reading pane
	width       float32         // of the list
}

const (
	topHeight  float32 = 52
	sideWidth  float32 = 208
	listWidth  float32 = 420
	listLeast  float32 = 320
	listMost   float32 = 560
	readLeast  float32 = 420
	mainWidth  float32 = 1440
	mainHeight float32 = 900
)

func newMainWindow(d *desk) *mainWindow {
	m := &mainWindow{frame: newFrame(d, "desk", "Galley", mainWidth, mainHeight), width: listWidth}
	if v := float32(d.Preferences.Float(prefList)); v >= listLeast && v <= listMost {
		m.width = v
	}
	m.win.SetCloseIntercept(m.leave)
	m.win.SetOnDropped(m.dropped)
	m.listen(func(k fyne.KeyName) bool {
		if k != fyne.KeyEscape || m.search == nil {
			return false
		}
		m.clearSearch()
		return true
	})
	return m
}

// leave closes everything: the writing windows first, which save.
func (m *mainWindow) leave() {
	m.keepSize()
	for _, w := range m.d.writers {
		if !w.close() {
			return // its text is not saved, and it says so
		}
	}
	m.d.Quit()
}

// build makes the window's content anew, in the language and theme of now.
func (m *mainWindow) build() {
	m.status = newStatus(m.d)
	m.win.SetMainMenu(m.menu())
	m.win.SetTitle(m.title())
	switch {
	case len(m.d.People) == 0:
		m.search = nil
		m.win.SetContent(m.firstStart())
		m.focus(m.firstButton)
	case m.d.Me.ID == "":
		m.search = nil
		m.win.SetContent(m.signIn())
		m.focus(m.people)
	default:
		m.win.SetContent(m.desk())
		m.reload()
	}
}

func (m *mainWindow) title() string {
	if m.d.settings.Site == "" {
		return "Galley"
	}
	return m.d.settings.Site + " · Galley"
}

// desk is the window of somebody who has signed in.
func (m *mainWindow) desk() fyne.CanvasObject {
	m.side = lists.NewSide(&m.d.Voice, m.d.settings.Columns, m.goTo, m.status.hint)
	m.rows = m.newRows()
	m.listBox = slot(m.rows)
	m.readBox = slot(canvas.NewRectangle(theme.Color(theme.Ground)))
	body := chrome.NewColumns(chrome.Widths{Side: sideWidth, List: m.width, ListLeast: listLeast, ListMost: listMost, RestLeast: readLeast},
		m.side.Object, chrome.On(theme.Paper, m.listBox), chrome.On(theme.Ground, m.readBox))
	body.OnResized = func(w float32) {
		m.width = w
		m.d.Preferences.SetFloat(prefList, float64(w))
	}
	return chrome.Dock(bar(topHeight, m.top()), m.status.object, chrome.On(theme.Panel, body))
}

// slot holds one object at its own size, to be exchanged.
func slot(o fyne.CanvasObject) *fyne.Container { return chrome.Sized(0, 0, o) }

func exchange(c *fyne.Container, o fyne.CanvasObject) {
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

// top is the bar: what begins an article, what finds one, who is here and how it looks.
func (m *mainWindow) top() fyne.CanvasObject {
	d := m.d
	create := chrome.NewButton("＋ "+d.S("new"), chrome.Primary, m.create)
	take := chrome.NewButton(d.S("import"), chrome.Plain, m.chooseImport)
	m.search = field.NewEntry(d.Input)
	m.search.SetPlaceHolder(d.S("search.placeholder"))
	m.search.SetText(m.query)
	key := chrome.Text("Ctrl K", chrome.Style{Size: theme.MetaSize, Token: theme.Faint})
	key.Hidden = m.query != ""
	m.search.OnChanged = func(s string) {
		key.Hidden = s != "" // a long query comes up to it
		key.Refresh()
		m.query = strings.TrimSpace(s)
		m.reload()
	}
	m.search.OnEscape = m.clearSearch
	m.search.OnCommit = m.focusList
	m.search.OnDown = m.focusList
	find := chrome.Fixed(340, 0, m.search)
	right := chrome.Row(4, m.languageButton(), m.themeButton(), m.personButton())
	left := chrome.Row(8, create, take)
	// The field stands in the middle of the window while there is room, whatever stands at its sides.
	return chrome.ThreeParts(left, chrome.Over(find, chrome.AtRight(10, key)), right)
}

func (m *mainWindow) clearSearch() {
	if m.query != "" {
		m.search.SetText("")
		return
	}
	m.focusList()
}

func (m *mainWindow) focusSearch() {
	if m.search != nil {
		m.focus(m.search)
	}
}

func (m *mainWindow) focusList() {
	if m.rows == nil {
		return
	}
	m.focus(m.rows)
	if m.rows.Selected() < 0 {
		m.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	}
}

// goTo shows a place of the side list.
func (m *mainWindow) goTo(p lists.Place) {
	m.d.touch()
	m.place = p
	m.current = ""
	m.reload()
}

// reload reads what the window shows now and shows it. Nothing moves while it reads.
func (m *mainWindow) reload() {
	if m.d.Me.ID == "" || m.rows == nil {
		return
	}
	m.turn++
	turn, p, query, me := m.turn, m.place, m.query, m.d.Me
	var list, watched []newsroom.Article
	var counts newsroom.Counts
	var leases []newsroom.Lease
	var standing newsroom.Standing
	due := 0
	m.d.work(func(ctx context.Context) (err error) {
		if due, err = m.d.dueTemplates(ctx); err != nil {
			return err
		}
		if counts, err = m.d.Newsroom.Counts(ctx, me); err != nil {
			return err
		}
		if leases, err = m.d.Newsroom.Leases(ctx); err != nil {
			return err
		}
		if standing, err = m.d.Newsroom.Standing(ctx); err != nil {
			return err
		}
		list, watched, err = m.d.list(ctx, p, query, me)
		return err
	}, func(err error) {
		if turn != m.turn {
			return
		}
		m.failed = err
		m.counts, m.articles, m.due, m.standing = counts, list, due, standing
		m.leases = map[newsroom.ArticleID]newsroom.Lease{}
		for _, l := range leases {
			m.leases[l.Article] = l
		}
		m.items = m.arrange(list, watched)
		if err != nil {
			m.items = nil
		}
		m.showList()
		m.showStatus()
	})
}

// list reads the articles of a place; watched are those that come below a heading: in progress, and the person has had a hand in them.
func (d *desk) list(ctx context.Context, p lists.Place, query string, me newsroom.Staff) (list, watched []newsroom.Article, err error) {
	filter := newsroom.Filter{Query: query}
	switch {
	case query != "" && p.Kind == lists.MyTurn:
		list, err = d.Newsroom.Articles(ctx, filter) // a search from the first place is over everything
		return list, nil, err
	case p.Kind == lists.MyTurn:
		if list, err = d.Newsroom.MyTurn(ctx, me); err != nil {
			return nil, nil, err
		}
		open, err := d.Newsroom.Articles(ctx, newsroom.Filter{States: []newsroom.State{newsroom.InReview, newsroom.Approved, newsroom.Returned}})
		if err != nil {
			return nil, nil, err
		}
		for _, a := range open {
			if !newsroom.IsTurnOf(a, me) && hadAHand(a, me) {
				watched = append(watched, a)
			}
		}
		return list, watched, nil
	case p.Kind == lists.Mine:
		filter.Creator = me.ID
	case p.Kind == lists.Sent:
		filter.Creator, filter.States = me.ID, []newsroom.State{newsroom.InReview, newsroom.Approved}
	case p.Kind == lists.InState:
		filter.States = []newsroom.State{p.State}
	case p.Kind == lists.InColumn:
		filter.Column = p.Column
	}
	list, err = d.Newsroom.Articles(ctx, filter)
	return list, nil, err
}

// hadAHand reports whether the person wrote or judged the article.
func hadAHand(a newsroom.Article, me newsroom.Staff) bool {
	if a.WrittenBy(me.ID) {
		return true
	}
	for _, t := range a.Taken {
		if t.By == me.ID {
			return true
		}
	}
	return false
}

// showStatus says where the newsroom is and what waits.
func (m *mainWindow) showStatus() {
	if m.failed != nil {
		m.status.say(toneError, m.d.Words.Say(newsroom.TextOf(m.failed)))
	} else {
		m.status.say(toneSaved, m.d.S("status.saved", "Where", m.d.Where, "Total", m.counts.Total))
	}
	m.showTurn()
	m.side.Show(m.place, m.counts)
}

// showTurn says what waits for the person.
func (m *mainWindow) showTurn() {
	turn := m.d.S("status.turn", "Count", m.counts.MyTurn, "Person", m.d.Me.Name)
	if m.due > 0 {
		turn += " · " + m.d.S("template.status", "Count", m.due)
	}
	if m.notes > 0 {
		turn += " · " + m.d.S("notes.status", "Count", m.notes)
	}
	m.status.note(turn)
}

// article returns the selected article.
func (m *mainWindow) article() (newsroom.Article, bool) {
	for _, i := range m.items {
		if i.Article.ID == m.current && m.current != "" {
			return i.Article, true
		}
	}
	return newsroom.Article{}, false
}
