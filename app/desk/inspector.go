package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
)

// tab is a page of the inspector.
type tab int

const (
	tabProperties tab = iota
	tabComments
	tabChanges
)

// inspector is the right side of the writing window: its pages, one of which is seen.
func (w *writer) inspector() fyne.CanvasObject {
	d := w.d
	w.tabs = []*chrome.Button{
		chrome.NewButton(d.S("properties"), chrome.Ghost, func() { w.showTab(tabProperties) }),
		chrome.NewButton(d.S("comments"), chrome.Ghost, func() { w.showTab(tabComments) }),
		chrome.NewButton(d.S("changes"), chrome.Ghost, func() { w.showTab(tabChanges) }),
	}
	for i, key := range []string{keyName(keyProperties), keyName(keyComments), keyName(keyChanges)} {
		w.tabs[i].Hint, w.tabs[i].Say = w.tabs[i].Label+"　"+key, func(s string) { w.status.hint(s) }
	}
	pages := []fyne.CanvasObject{w.propertiesPage(), w.commentsPanel(), w.changesPanel()}
	w.pages = nil
	stack := container.NewStack()
	for _, p := range pages {
		s := container.NewVScroll(chrome.Pad(12, 18, 18, 18, p))
		w.pages = append(w.pages, s)
		stack.Add(s)
	}
	w.sayTabs()
	return chrome.On(theme.Panel, chrome.Dock(chrome.Column(0, chrome.Pad(6, 6, 6, 8, chrome.Row(0, w.tabs[0], w.tabs[1], w.tabs[2])), chrome.HLine()), chrome.Gap(0, 0), stack))
}

// showTab shows a page of the inspector.
func (w *writer) showTab(t tab) {
	w.tab = t
	w.sayTabs()
	if t == tabChanges {
		w.listChanges()
	}
	if w.around.side != nil {
		w.around.side.Refresh()
	}
}

// sayTabs says which page is seen and how many comments and changes are open.
func (w *writer) sayTabs() {
	if len(w.pages) == 0 {
		return
	}
	label := w.d.S("changes")
	if n := len(w.changes.open); n > 0 {
		label = w.d.S("changes.tab", "Count", n)
	}
	w.tabs[tabChanges].SetLabel(label)
	label = w.d.S("comments")
	if unread, open := w.comments.unread(); unread > 0 {
		label = w.d.S("comments.tab.unread", "Count", unread)
	} else if open > 0 {
		label = w.d.S("comments.tab", "Count", open)
	}
	w.tabs[tabComments].SetLabel(label)
	for i, p := range w.pages {
		kind := chrome.Ghost
		p.Hide()
		if tab(i) == w.tab {
			kind = chrome.Held
			p.Show()
		}
		w.tabs[i].SetKind(kind)
	}
}
