package lists

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
)

// Side is the list of places at the left: the person's own first, then progress, then columns, each with a count.
type Side struct {
	Object fyne.CanvasObject
	places []Place
	navs   []*chrome.Nav
}

// NewSide returns the side list of a newsroom with these columns. open is called with a place that is pressed, hint with the whole of a
// name that is cut while the pointer is over it.
func NewSide(v *voice.Voice, columns []newsroom.Column, open func(Place), hint func(string)) *Side {
	l := &Side{}
	col := chrome.Column(0)
	add := func(p Place, name string) {
		n := chrome.NewNav(name, func() { open(p) }, hint)
		l.places, l.navs = append(l.places, p), append(l.navs, n)
		col.Add(n)
	}
	head := func(name string) {
		col.Add(chrome.Pad(14, 10, 4, 10, chrome.Text(name, chrome.Style{Size: theme.MetaSize, Token: theme.Soft})))
	}
	add(Place{Kind: MyTurn}, v.S("place.turn"))
	add(Place{Kind: Mine}, v.S("place.mine"))
	add(Place{Kind: Sent}, v.S("place.sent"))
	add(Place{Kind: All}, v.S("place.all"))
	head(v.S("side.progress"))
	for _, s := range newsroom.States() {
		add(Place{Kind: InState, State: s}, v.Label(newsroom.StateText(s)))
	}
	if len(columns) > 0 {
		head(v.S("side.columns"))
	}
	for _, c := range columns {
		add(Place{Kind: InColumn, Column: c.Name}, c.Name)
	}
	l.Object = container.NewVScroll(chrome.Pad(12, 8, 12, 8, col))
	return l
}

// Show marks the place that is shown and writes the counts.
func (l *Side) Show(at Place, c newsroom.Counts) {
	for i, p := range l.places {
		count := ""
		if n := p.Count(c); n > 0 {
			count = voice.Grouped(n)
		}
		l.navs[i].Set(count, p == at)
	}
}
