package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// listItem is a row of the list: an article, or a heading above the articles that follow.
type listItem struct {
	article newsroom.Article
	heading string
}

// arrange puts the articles of a place in the order of the list.
func (m *mainWindow) arrange(list, watched []newsroom.Article) []listItem {
	items := make([]listItem, 0, len(list)+len(watched)+1)
	for _, a := range list {
		items = append(items, listItem{article: a})
	}
	if len(watched) > 0 {
		items = append(items, listItem{heading: m.d.S("list.watched")})
	}
	for _, a := range watched {
		items = append(items, listItem{article: a})
	}
	return items
}

var headlineStyle = chrome.Style{Size: theme.HeadlineSize, Lines: 2}

const (
	rowSide    float32 = 16
	rowTop     float32 = 11
	rowMeta    float32 = 20
	headHeight float32 = 40
)

func (m *mainWindow) newRows() *chrome.Rows {
	l := chrome.NewRows()
	l.Make = func() fyne.CanvasObject { return newArticleRow(m) }
	l.Update = func(i int, o fyne.CanvasObject, selected bool) {
		o.(*articleRow).set(m.items[i], selected, l.Focused())
	}
	l.Height = func(i int, width float32) float32 {
		if m.items[i].heading != "" {
			return headHeight
		}
		lines := len(chrome.Wrap(m.d.Headline(m.items[i].article), width-2*rowSide, headlineStyle))
		return 2*rowTop + float32(min(lines, 2))*chrome.LineHeight(headlineStyle) + 4 + rowMeta + 1
	}
	l.CanSelect = func(i int) bool { return m.items[i].heading == "" }
	l.OnSelect = func(i int) { m.choose(m.items[i].article) }
	l.OnOpen = func(i int) { m.openSelected() }
	return l
}

// showList draws the list, or says why there is nothing in it.
func (m *mainWindow) showList() {
	d := m.d
	at := -1
	for i, it := range m.items {
		if it.heading == "" && it.article.ID == m.current {
			at = i
		}
	}
	if at < 0 && len(m.items) > 0 {
		at = 0
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
	m.choose(m.items[at].article)
}

func (m *mainWindow) emptyList() fyne.CanvasObject {
	d := m.d
	create := func() *chrome.Button { return chrome.NewButton(d.S("new"), chrome.Plain, m.create) }
	switch {
	case m.query != "":
		return empty(d.S("empty.search", "Query", m.query), d.S("empty.search.text", "Query", m.query), chrome.NewButton(d.S("empty.search.action"), chrome.Plain, m.clearSearch))
	case m.place.kind == inMyTurn:
		return empty(d.S("empty.turn"), d.S("empty.turn.text"), create(), chrome.NewButton(d.S("empty.turn.action"), chrome.Plain, func() { m.goTo(place{kind: inAll}) }))
	case m.place.kind == inMine:
		return empty(d.S("empty.mine"), d.S("empty.mine.text"), create())
	case m.place.kind == inState:
		return empty(d.S("empty.state", "State", newsroom.StateText(m.place.state)), d.S("empty.state.text."+string(m.place.state)))
	case m.place.kind == inColumn:
		return empty(d.S("empty.column", "Column", m.place.column), d.S("empty.column.text"), create())
	}
	return empty(d.S("empty.all"), d.S("empty.all.text"), create(), chrome.NewButton(d.S("import"), chrome.Plain, m.chooseImport))
}

// articleRow draws one row of the list.
type articleRow struct {
	widget.BaseWidget
	m        *mainWindow
	item     listItem
	selected bool
	focused  bool
	hovered  bool
}

func newArticleRow(m *mainWindow) *articleRow {
	r := &articleRow{m: m}
	r.ExtendBaseWidget(r)
	return r
}

func (r *articleRow) set(item listItem, selected, focused bool) {
	r.item, r.selected, r.focused = item, selected, focused
	r.Refresh()
}

// MouseIn marks the row and, where its headline is cut, shows it whole in the status line.
func (r *articleRow) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	if h := r.m.d.Headline(r.item.article); r.item.heading == "" && len(chrome.Wrap(h, r.Size().Width-2*rowSide, headlineStyle)) > 2 {
		r.m.status.hint(h)
	}
	r.Refresh()
}

// MouseMoved does nothing.
func (r *articleRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut unmarks it.
func (r *articleRow) MouseOut() {
	r.hovered = false
	r.m.status.hint("")
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *articleRow) CreateRenderer() fyne.WidgetRenderer {
	x := &articleRowRenderer{
		r: r, ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		headline: chrome.NewProse("", headlineStyle), chip: chrome.NewChip("", chrome.Calm),
		meta: canvas.NewText("", nil), when: canvas.NewText("", nil),
	}
	x.Refresh()
	return x
}

type articleRowRenderer struct {
	r                  *articleRow
	ground, mark, line *canvas.Rectangle
	headline           *chrome.Prose
	chip               *chrome.Chip
	meta, when         *canvas.Text
}

func (x *articleRowRenderer) Refresh() {
	r, d := x.r, x.r.m.d
	a := r.item.article
	heading := r.item.heading != ""
	x.ground.FillColor = color.Transparent
	switch {
	case r.selected:
		x.ground.FillColor = theme.Color(theme.RedWash)
	case r.hovered && !heading:
		x.ground.FillColor = theme.Color(theme.Hover)
	}
	x.mark.FillColor, x.mark.Hidden = theme.Color(theme.Red), !r.selected
	x.line.FillColor = theme.Color(theme.Line)
	if r.focused && r.selected {
		x.line.FillColor = theme.Color(theme.Red)
	}
	x.meta.Color, x.meta.TextSize = theme.Color(theme.Soft), theme.MetaSize
	x.when.Color, x.when.TextSize = theme.Color(theme.Soft), theme.MetaSize
	x.chip.Hidden, x.when.Hidden, x.headline.Hidden = heading, heading, heading
	if heading {
		x.meta.Text = r.item.heading
	} else {
		text, tone := d.Chip(a)
		x.chip.Set(text, tone, r.selected)
		x.headline.SetText(d.Headline(a))
		x.headline.SetToken(theme.Ink)
		if a.Digest.Headline == "" {
			x.headline.SetToken(theme.Soft)
		}
		x.when.Text = d.Moment(a.Updated)
	}
	x.Layout(r.Size())
	canvas.Refresh(r)
}

func (x *articleRowRenderer) Layout(size fyne.Size) {
	if size.Width == 0 {
		return
	}
	x.ground.Resize(size)
	x.mark.Resize(fyne.NewSize(3, size.Height))
	x.line.Resize(fyne.NewSize(size.Width, 1))
	x.line.Move(fyne.NewPos(0, size.Height-1))
	inner := size.Width - 2*rowSide
	if x.r.item.heading != "" {
		m := x.meta.MinSize()
		x.meta.Resize(m)
		x.meta.Move(fyne.NewPos(rowSide, size.Height-m.Height-8))
		return
	}
	x.headline.Resize(fyne.NewSize(inner, 0))
	h := x.headline.MinSize().Height
	x.headline.Resize(fyne.NewSize(inner, h))
	x.headline.Move(fyne.NewPos(rowSide, rowTop))
	y := rowTop + h + 4
	c, w := x.chip.MinSize(), x.when.MinSize()
	x.chip.Resize(c)
	x.chip.Move(fyne.NewPos(rowSide, y))
	x.when.Resize(w)
	x.when.Move(fyne.NewPos(size.Width-rowSide-w.Width, y+(rowMeta-w.Height)/2))
	x.meta.Text = chrome.Cut(x.r.m.d.Meta(x.r.item.article), inner-c.Width-w.Width-20, chrome.Meta())
	m := x.meta.MinSize()
	x.meta.Resize(m)
	x.meta.Move(fyne.NewPos(rowSide+c.Width+10, y+(rowMeta-m.Height)/2))
}

func (x *articleRowRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 60) }

func (x *articleRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.mark, x.headline, x.chip, x.meta, x.when, x.line}
}
func (x *articleRowRenderer) Destroy() {}
