package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
)

// sideList is the list of places at the left: the person's own first, then progress, then columns, each with a count.
type sideList struct {
	m      *mainWindow
	places []place
	navs   []*chrome.Nav
	object fyne.CanvasObject
}

func newSideList(m *mainWindow) *sideList {
	l := &sideList{m: m}
	d := m.d
	col := chrome.Column(0)
	add := func(p place, name string) {
		n := chrome.NewNav(name, func() { m.goTo(p) }, m.status.hint)
		l.places, l.navs = append(l.places, p), append(l.navs, n)
		col.Add(n)
	}
	head := func(name string) {
		col.Add(chrome.Pad(14, 10, 4, 10, chrome.Text(name, chrome.Style{Size: theme.MetaSize, Token: theme.Soft})))
	}
	add(placeMyTurn, d.S("place.turn"))
	add(place{kind: inMine}, d.S("place.mine"))
	add(place{kind: inAll}, d.S("place.all"))
	head(d.S("side.progress"))
	for _, s := range newsroom.States() {
		add(place{kind: inState, state: s}, d.Label(newsroom.StateText(s)))
	}
	if len(d.settings.Columns) > 0 {
		head(d.S("side.columns"))
	}
	for _, c := range d.settings.Columns {
		add(place{kind: inColumn, column: c.Name}, c.Name)
	}
	l.object = container.NewVScroll(chrome.Pad(12, 8, 12, 8, col))
	return l
}

// show marks the place that is shown and writes the counts.
func (l *sideList) show() {
	c := l.m.counts
	for i, p := range l.places {
		n := c.Total
		switch p.kind {
		case inMyTurn:
			n = c.MyTurn
		case inMine:
			n = c.Mine
		case inState:
			n = c.States[p.state]
		case inColumn:
			n = c.Columns[p.column]
		}
		l.navs[i].Set(voice.Grouped(n), p == l.m.place)
	}
}
