package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// place is what the list of the desk shows.
type place struct {
	kind   placeKind
	state  newsroom.State
	column string
}

type placeKind int

const (
	inMyTurn placeKind = iota
	inMine
	inAll
	inState
	inColumn
)

var placeMyTurn = place{kind: inMyTurn}

// mainWindow is the desk's own window. Until somebody has signed in it shows the way there.
type mainWindow struct {
	frame
	place      place
	query      string
	articles   []newsroom.Article // of the place, in the order of the list
	items      []listItem
	counts     newsroom.Counts
	current    newsroom.ArticleID // selected, empty for none
	shown      reading
	readObject fyne.CanvasObject // what stands in readBox for shown
	loading    bool
	failed     error
	turn       int // of the newest reload, so that an older one that ends later is not shown

	status      *status
	search      *field.Entry
	firstButton *chrome.Button // of the first start
	firstName   *field.Entry
	firstField  *field.Entry // of the first start
	people      *chrome.Rows // of signing in
	side        *sideList
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
	m.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape && m.search != nil {
			m.clearSearch()
		}
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
	m.status = newStatus()
	m.win.SetMainMenu(m.menu())
	m.win.SetTitle(m.title())
	switch {
	case len(m.d.people) == 0:
		m.search = nil
		m.win.SetContent(m.firstStart())
		m.focus(m.firstButton)
	case m.d.me.ID == "":
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
	m.side = newSideList(m)
	m.rows = m.newRows()
	m.listBox = slot(m.rows)
	m.readBox = slot(canvas.NewRectangle(theme.Color(theme.Ground)))
	body := newColumns(m, m.side.object, chrome.On(theme.Paper, m.listBox), chrome.On(theme.Ground, m.readBox))
	return dock(bar(topHeight, m.top()), m.status.object, chrome.On(theme.Panel, body))
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
	create := chrome.NewButton("＋ "+d.s("new"), chrome.Primary, m.create)
	take := chrome.NewButton(d.s("import"), chrome.Plain, m.chooseImport)
	m.search = field.NewEntry()
	m.search.SetPlaceHolder(d.s("search.placeholder"))
	m.search.SetText(m.query)
	m.search.OnChanged = func(s string) {
		m.query = strings.TrimSpace(s)
		m.reload()
	}
	m.search.OnEscape = m.clearSearch
	m.search.OnCommit = m.focusList
	m.search.OnDown = m.focusList
	key := chrome.Text("Ctrl K", chrome.Style{Size: theme.MetaSize, Token: theme.Faint})
	find := chrome.Fixed(340, 0, m.search)
	hint := &fyne.Container{Layout: atRight{10}, Objects: []fyne.CanvasObject{key}}
	spring := chrome.Spring()
	right := chrome.Row(4, m.languageButton(), m.themeButton(), m.personButton())
	left := chrome.Row(8, create, take)
	// The field stands in the middle of the window while there is room, whatever stands at its sides.
	return &fyne.Container{Layout: threeParts{}, Objects: []fyne.CanvasObject{left, chrome.Over(find, hint), right, spring}}
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
func (m *mainWindow) goTo(p place) {
	m.place = p
	m.current = ""
	m.reload()
}

// reload reads what the window shows now and shows it. Nothing moves while it reads.
func (m *mainWindow) reload() {
	if m.d.me.ID == "" || m.rows == nil {
		return
	}
	m.turn++
	turn, p, query, me := m.turn, m.place, m.query, m.d.me
	var list, watched []newsroom.Article
	var counts newsroom.Counts
	m.d.work(func(ctx context.Context) (err error) {
		if counts, err = m.d.Newsroom.Counts(ctx, me); err != nil {
			return err
		}
		list, watched, err = m.d.list(ctx, p, query, me)
		return err
	}, func(err error) {
		if turn != m.turn {
			return
		}
		m.failed = err
		m.counts, m.articles = counts, list
		m.items = m.arrange(list, watched)
		if err != nil {
			m.items = nil
		}
		m.showList()
		m.showStatus()
	})
}

// list reads the articles of a place; watched are those that come below a heading: in progress, and the person has had a hand in them.
func (d *desk) list(ctx context.Context, p place, query string, me newsroom.Staff) (list, watched []newsroom.Article, err error) {
	filter := newsroom.Filter{Query: query}
	switch {
	case query != "" && p.kind == inMyTurn:
		list, err = d.Newsroom.Articles(ctx, filter) // a search from the first place is over everything
		return list, nil, err
	case p.kind == inMyTurn:
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
	case p.kind == inMine:
		filter.Creator = me.ID
	case p.kind == inState:
		filter.States = []newsroom.State{p.state}
	case p.kind == inColumn:
		filter.Column = p.column
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
		m.status.say(toneError, m.d.words.Say(newsroom.TextOf(m.failed)))
	} else {
		m.status.say(toneSaved, m.d.s("status.saved", "Where", m.d.Where, "Total", m.counts.Total))
	}
	m.status.note(m.d.s("status.turn", "Count", m.counts.MyTurn, "Person", m.d.me.Name))
	m.side.show()
}

// article returns the selected article.
func (m *mainWindow) article() (newsroom.Article, bool) {
	for _, i := range m.items {
		if i.article.ID == m.current && m.current != "" {
			return i.article, true
		}
	}
	return newsroom.Article{}, false
}

// columns places the side list, the list and the reading pane, with a line to drag between the last two.
type columns struct {
	widget.BaseWidget
	m                *mainWindow
	side, list, read fyne.CanvasObject
	grip             *grip
}

func newColumns(m *mainWindow, side, list, read fyne.CanvasObject) *columns {
	c := &columns{m: m, side: side, list: list, read: read}
	c.grip = &grip{columns: c, line: canvas.NewRectangle(theme.Color(theme.Line))}
	c.grip.ExtendBaseWidget(c.grip)
	c.ExtendBaseWidget(c)
	return c
}

func (c *columns) CreateRenderer() fyne.WidgetRenderer {
	return &columnsRenderer{c, canvas.NewRectangle(theme.Color(theme.Line))}
}

type columnsRenderer struct {
	c    *columns
	line *canvas.Rectangle
}

func (r *columnsRenderer) Layout(size fyne.Size) {
	c := r.c
	list := min(c.m.width, max(listLeast, size.Width-sideWidth-readLeast))
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(0, w), size.Height))
	}
	put(c.side, 0, sideWidth)
	put(r.line, sideWidth, 1)
	put(c.list, sideWidth+1, list)
	put(c.grip, sideWidth+1+list-3, 7)
	put(c.read, sideWidth+2+list, size.Width-sideWidth-2-list)
}

func (r *columnsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(sideWidth+2+listLeast+readLeast, 300)
}
func (r *columnsRenderer) Refresh() {
	r.line.FillColor = theme.Color(theme.Line)
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
func (r *columnsRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.side, r.line, r.c.list, r.c.read, r.c.grip}
}
func (r *columnsRenderer) Destroy() {}

// grip is the line that is dragged.
type grip struct {
	widget.BaseWidget
	columns *columns
	line    *canvas.Rectangle
}

// Cursor says that the line moves sideways.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged moves the line.
func (g *grip) Dragged(e *fyne.DragEvent) {
	m := g.columns.m
	m.width = min(listMost, max(listLeast, m.width+e.Dragged.DX))
	g.columns.Refresh()
}

// DragEnd remembers where it is.
func (g *grip) DragEnd() {
	g.columns.m.d.Preferences.SetFloat(prefList, float64(g.columns.m.width))
}

// CreateRenderer implements fyne.Widget.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(chrome.Pad(0, 3, 0, 3, g.line))
}

// dock puts a bar at the top and at the foot and gives the rest to the middle.
func dock(top, foot, middle fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: docked{}, Objects: []fyne.CanvasObject{top, foot, middle}}
}

type docked struct{}

func (docked) Layout(o []fyne.CanvasObject, size fyne.Size) {
	t, f := o[0].MinSize().Height, o[1].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, t))
	o[1].Resize(fyne.NewSize(size.Width, f))
	o[1].Move(fyne.NewPos(0, size.Height-f))
	o[2].Move(fyne.NewPos(0, t))
	o[2].Resize(fyne.NewSize(size.Width, max(0, size.Height-t-f)))
}

func (docked) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b, c := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(a.Width, b.Width, c.Width), a.Height+b.Height+c.Height)
}

// threeParts places one object at the left, one at the right, and one in the middle of the whole or, where there is no room for that, of
// what is left.
type threeParts struct{}

func (threeParts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l, c, r := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	free := size.Width - l.Width - r.Width - 32
	c.Width = min(c.Width, max(0, free))
	x := (size.Width - c.Width) / 2
	x = min(max(x, l.Width+16), size.Width-r.Width-16-c.Width)
	for i, at := range []float32{0, x, size.Width - r.Width} {
		m := []fyne.Size{l, c, r}[i]
		o[i].Resize(m)
		o[i].Move(fyne.NewPos(at, (size.Height-m.Height)/2))
	}
}

func (threeParts) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+o[2].MinSize().Width+200, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// atRight places its objects at the right edge, in the middle of the height.
type atRight struct{ inset float32 }

func (a atRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		o.Resize(m)
		o.Move(fyne.NewPos(size.Width-m.Width-a.inset, (size.Height-m.Height)/2))
	}
}

func (a atRight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
