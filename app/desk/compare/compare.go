// Package compare shows what became of a manuscript: the whole text with its changes coloured, on one page or on two beside each other.
//
//	v := compare.New(difference, compare.Params{Page: …, Names: [2]string{"v1", "v2"}, …})
//	v.SetMode(compare.Sides)
//	v.Step(true)   // to the next change
//
// On one page stands the later text; what was deleted stands struck through where it was. On two, the earlier text is at the left with what
// was deleted from it, the later one at the right with what was inserted, and both scroll together. Blocks that stand elsewhere have a colour of
// their own in both places. A View changes nothing: what is done about a change is its owner's.
package compare

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/track"
	"galley/editor/view"
)

// Mode is how two texts are shown.
type Mode int

// The modes.
const (
	Inline Mode = iota // on one page
	Sides              // on two beside each other
)

// Params are what a View is made with.
type Params struct {
	Page   func(*model.Node) *view.Editor // makes a page that is only read
	Names  [2]string                      // said over the pages
	Legend [4]string                      // deleted, inserted, moved, marks or kind
	Chosen func(change int)               // hears which change is shown, -1 for none; may be nil
}

// View shows a difference. Its methods are called on the goroutine of the windows.
type View struct {
	p      Params
	d      newsroom.Difference
	spots  []track.Spot
	mode   Mode
	at     int // the change that is shown, -1 for none
	pages  []*view.Editor
	box    *fyne.Container
	object fyne.CanvasObject
}

// New returns a view of a difference, on one page.
func New(d newsroom.Difference, p Params) *View {
	v := &View{p: p, d: d, spots: d.Tracked.Spots(d.Changes), at: -1, box: container.NewStack()}
	v.object = v.box
	v.SetMode(Inline)
	return v
}

// Object returns what is put into a window.
func (v *View) Object() fyne.CanvasObject { return v.object }

// Mode returns how the texts are shown.
func (v *View) Mode() Mode { return v.mode }

// At returns the change that is shown, -1 for none.
func (v *View) At() int { return v.at }

// Close stops what runs by the clock. The view may not be used after it.
func (v *View) Close() {
	for _, p := range v.pages {
		p.Close()
	}
	v.pages = nil
}

// SetMode shows the texts in another way, at the same change.
func (v *View) SetMode(m Mode) {
	v.Close()
	v.mode = m
	later := v.p.Page(v.d.After.Doc)
	v.pages = []*view.Editor{later}
	var middle fyne.CanvasObject = later
	if m == Sides {
		earlier := v.p.Page(v.d.Before.Doc)
		v.pages = append(v.pages, earlier)
		earlier.OnScroll = func() { later.ScrollTo(v.there(earlier.Top(), true)) }
		later.OnScroll = func() { earlier.ScrollTo(v.there(later.Top(), false)) }
		left := chrome.Dock(v.head(v.p.Names[0], 0, 2), chrome.Gap(0, 0), earlier)
		right := chrome.Dock(v.head(v.p.Names[1], 1, 2, 3), chrome.Gap(0, 0), later)
		middle = container.NewGridWithColumns(2, left, right)
	} else {
		middle = chrome.Dock(v.head(v.p.Names[0]+" → "+v.p.Names[1], 0, 1, 2, 3), chrome.Gap(0, 0), later)
	}
	v.box.Objects = []fyne.CanvasObject{middle}
	v.Mark()
	v.box.Refresh()
	if v.at >= 0 {
		v.Go(v.at)
	}
}

// head is the line over a page: what it shows, and what the colours on it mean.
func (v *View) head(name string, legend ...int) fyne.CanvasObject {
	spring := chrome.NewProse(name, chrome.Style{Bold: true, Lines: 1})
	parts := []fyne.CanvasObject{spring}
	for _, i := range legend {
		parts = append(parts, chrome.NewChip(v.p.Legend[i], []chrome.Tone{chrome.Mine, chrome.News, chrome.Alert, chrome.Good}[i]))
	}
	return chrome.Column(0, chrome.On(theme.Panel, chrome.Pad(6, 16, 6, 16, chrome.GrowingRow(8, spring, parts...))), chrome.HLine())
}

// Mark colours the changes in the theme of now.
func (v *View) Mark() {
	var sides [2]marked // later, earlier
	for _, s := range v.spots {
		here := v.d.Changes[s.Change].Kind
		switch here {
		case track.Format, track.Block, track.Structure, track.Split, track.Join:
			sides[0].add(s.From, s.To, s.Change, theme.Green, 0, view.Underlined)
			sides[1].add(s.BaseFrom, s.BaseTo, s.Change, theme.Green, 0, view.Underlined)
		case track.Move:
			sides[0].add(s.From, s.To, s.Change, theme.Amber, theme.AmberWash, view.MarginBar)
			sides[1].add(s.BaseFrom, s.BaseTo, s.Change, theme.Amber, theme.AmberWash, view.MarginBar)
		default:
			sides[0].add(s.From, s.To, s.Change, theme.Blue, theme.BlueWash, view.Underlined)
			sides[1].add(s.BaseFrom, s.BaseTo, s.Change, theme.Red, theme.RedWash, view.Struck)
		}
		if v.mode == Inline && here != track.Format && here != track.Block {
			c := tint(theme.Red)
			if here == track.Move {
				c = tint(theme.Amber)
			}
			sides[0].ghosts = append(sides[0].ghosts, view.Ghosts(s.From, s.Old, c)...)
		}
	}
	for i, p := range v.pages {
		p.SetGhosts(sides[i].ghosts)
		p.SetDecorations(view.Changes, sides[i].out)
	}
}

// marked is what is shown with one page.
type marked struct {
	out    []view.Decoration
	ghosts []view.Ghost
}

// add marks a range: in the margin, with a line, and on a wash where there is one. An empty range is a place where something was taken away.
func (m *marked) add(from, to model.Pos, change int, ink, wash theme.Token, line view.Shape) {
	if from == to {
		m.out = append(m.out, view.Decoration{From: from, To: to, Shape: view.Gone, Color: tint(ink), Key: change})
		return
	}
	if wash != 0 {
		m.out = append(m.out, view.Decoration{From: from, To: to, Shape: view.Highlight, Color: tint(wash), Key: change})
	}
	m.out = append(m.out, view.Decoration{From: from, To: to, Shape: view.MarginBar, Color: tint(ink), Key: change})
	if line != view.MarginBar {
		m.out = append(m.out, view.Decoration{From: from, To: to, Shape: line, Color: tint(ink), Key: change})
	}
}

func tint(t theme.Token) color.NRGBA { return color.NRGBAModel.Convert(theme.Color(t)).(color.NRGBA) }

// Step shows the next change, or the one before; round at the ends. It reports whether there is one.
func (v *View) Step(forward bool) bool {
	n := len(v.d.Changes)
	if n == 0 {
		return false
	}
	switch {
	case forward:
		v.Go((v.at + 1) % n)
	case v.at <= 0:
		v.Go(n - 1)
	default:
		v.Go(v.at - 1)
	}
	return true
}

// Go shows a change: it is selected, and stands near the top of every page.
func (v *View) Go(change int) {
	v.at = change
	for i, p := range v.pages {
		from, to := v.place(change, i == 1)
		doc := p.State().Doc()
		start, end := state.Near(doc, from), state.Near(doc, to)
		if end.Head > to && from < to { // a range of whole blocks ends between two: the caret goes to the end of its last
			end = state.Near(doc, to-1)
		}
		if start.Head >= from && end.Head <= to && start.Head < end.Head {
			start.Anchor, start.Head = start.Head, end.Head
		}
		p.Do(state.Select(start))
		p.ScrollTo(start.From())
	}
	if v.p.Chosen != nil {
		v.p.Chosen(change)
	}
}

// place returns where a change stands in the later text or the earlier one. A block that moved stands in two places with others between: it is
// shown where its words are.
func (v *View) place(change int, earlier bool) (from, to model.Pos) {
	c := v.d.Changes[change]
	if from, to = c.From, c.To; earlier {
		from, to = c.BaseFrom, c.BaseTo
	}
	if c.Kind != track.Move {
		return from, to
	}
	first, last := to, from
	for _, s := range v.spots {
		here, end := s.From, s.To
		if earlier {
			here, end = s.BaseFrom, s.BaseTo
		}
		if s.Change == change && here < end {
			first, last = min(first, here), max(last, end)
		}
	}
	if first < last {
		return first, last
	}
	return from, to
}

// there returns the position of the other text that stands beside a position of one: of the later one beside one of the earlier, or the other
// way round. Blocks that moved are passed over.
func (v *View) there(pos model.Pos, earlier bool) model.Pos {
	if pos == 0 {
		return 0
	}
	from := func(s track.Spot) (here, end, there model.Pos) {
		if earlier {
			return s.BaseFrom, s.BaseTo, s.To
		}
		return s.From, s.To, s.BaseTo
	}
	still := make([]track.Spot, 0, len(v.spots))
	for _, s := range v.spots {
		if v.d.Changes[s.Change].Kind != track.Move {
			still = append(still, s)
		}
	}
	i := sort.Search(len(still), func(i int) bool { here, _, _ := from(still[i]); return here > pos })
	out := pos
	if i > 0 {
		_, end, there := from(still[i-1])
		out = there + max(0, pos-end)
	}
	doc := v.d.Before.Doc
	if earlier {
		doc = v.d.After.Doc
	}
	return max(1, min(out, model.Pos(doc.ContentSize())))
}
