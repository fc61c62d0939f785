package desk

import (
	"image/color"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/tracking"
	"galley/editor/track"
	"galley/editor/view"
)

// marks says what of the tracked changes is shown on the page.
type marks int

const (
	allMarks marks = iota
	onlyBars
	final
	original
)

var marksIDs = []string{"all", "bars", "final", "original"}

// maxChanges is how many changes the list shows; the rest is reached from one to the next.
const maxChanges = 100

// changes are the tracked changes of a writing window: on the page, in the inspector, and what was decided.
type changes struct {
	field   tracking.Field
	shown   track.Tracked // that list and marks say
	open    []track.Change
	on      bool
	marks   marks
	by      track.Author   // only those of one person; empty for all
	kind    track.Kind     // only those of one kind; 0 for all
	authors []track.Author // in the order of their colours
	old     *view.Editor   // the original, while it is shown
	panel   *fyne.Container
	listing bool      // the list will be made anew
	done    []decided // that undo opens again
	undone  []decided // that redo makes again
}

// decided is a decision that was carried out.
type decided struct {
	before, after newsroom.Manuscript
	decision      track.Decision
}

// newState returns the state of what is stored, with its changes followed where they are.
func (w *writer) newState() state.State {
	w.changes.field = tracking.Field{Me: track.Author(w.d.Me.ID)}
	s := state.NewState(w.Stored.Doc, history.Field{}, w.changes.field)
	if !w.Stored.Tracked() {
		return s
	}
	tr := s.Begin()
	tracking.Set(tr, w.Stored.Track())
	if next, err := s.Apply(tr); err == nil { // begun on this state
		s = next
	}
	return s
}

// colour returns the colour of a person, another one for each.
func (w *writer) colour(by track.Author) color.NRGBA {
	c := &w.changes
	i := slices.Index(c.authors, by)
	if i < 0 {
		i = len(c.authors)
		c.authors = append(c.authors, by)
	}
	return theme.Author(i)
}

// showChanges marks the changes on the page and lists them, where they are other ones than those that are shown.
func (w *writer) showChanges(s state.State) {
	c := &w.changes
	t, on := c.field.Of(s)
	if c.panel != nil && on == c.on && t.Doc() == c.shown.Doc() && t.Base() == c.shown.Base() {
		return
	}
	c.shown, c.on, c.open = t, on, t.Changes()
	w.markChanges()
	w.sayTabs()
	w.listSoon()
}

// listTime is how long the list waits while somebody types.
const listTime = 300 * time.Millisecond

// listSoon makes the list anew after a moment: it is long, and a key must not wait for it.
func (w *writer) listSoon() {
	c := &w.changes
	if c.listing || c.panel == nil || w.tab != tabChanges {
		return
	}
	c.listing = true
	w.d.After(listTime, func() {
		fyne.Do(func() {
			c.listing = false
			if w.d.writers[w.Article.ID] == w {
				w.listChanges()
			}
		})
	})
}

// markChanges sets the marks of the changes on the page.
func (w *writer) markChanges() {
	c := &w.changes
	var out []view.Decoration
	var ghosts []view.Ghost
	for i, o := range c.open {
		if c.marks == final {
			break
		}
		if text := view.GhostText(o.Old); c.marks == allMarks && text != "" && o.Kind != track.Format && o.Kind != track.Block {
			ghosts = append(ghosts, view.Ghost{At: o.From, Text: text, Color: w.colour(o.By)})
		}
		colour := w.colour(o.By)
		from, to := o.From, o.To
		if from < to {
			out = append(out, view.Decoration{From: from, To: to, Shape: view.MarginBar, Color: colour, Key: i})
			if c.marks == allMarks {
				out = append(out, view.Decoration{From: from, To: to, Shape: view.Underlined, Color: colour, Key: i})
			}
			continue
		}
		out = append(out, view.Decoration{From: from, To: from, Shape: view.Gone, Color: colour, Key: i})
	}
	w.page.SetGhosts(ghosts)
	w.page.SetDecorations(view.Changes, out)
}

// chosen are the changes that the filters let through.
func (c *changes) chosen() []track.Change {
	return slices.DeleteFunc(slices.Clone(c.open), func(o track.Change) bool {
		return c.by != "" && o.By != c.by || c.kind != 0 && o.Kind != c.kind
	})
}

// author names who made a change.
func (d *desk) author(by track.Author) string { return newsroom.AuthorName(d.People, by) }

// changesPanel is the page of the inspector with the tracked changes.
func (w *writer) changesPanel() fyne.CanvasObject {
	if w.changes.panel == nil {
		w.changes.panel = chrome.Column(12)
	}
	w.listChanges()
	return w.changes.panel
}

// listChanges makes the panel anew.
func (w *writer) listChanges() {
	c, d := &w.changes, w.d
	w.sayTabs()
	if c.panel == nil || w.tab != tabChanges {
		return
	}
	onoff := 1
	if c.on {
		onoff = 0
	}
	inner := inspectorWidth - 36
	parts := []fyne.CanvasObject{
		chrome.Labelled(d.S("changes.track"), chrome.Segments([]string{d.S("changes.track.on"), d.S("changes.track.off")}, onoff, inner, func(i int) { w.setTracking(i == 0) })),
		chrome.Labelled(d.S("changes.show"), chrome.NewMenuButton(d.S("changes.show."+marksIDs[c.marks]), chrome.Plain, w.marksChoices)),
	}
	if len(c.open) == 0 {
		said := "changes.none"
		if !c.on {
			said = "changes.none_off"
		}
		parts = append(parts, chrome.NewProse(d.S(said), chrome.Style{Token: theme.Soft, Width: inner}))
		w.setPanel(parts)
		return
	}
	name, kind := d.S("changes.everyone"), d.S("changes.every_kind")
	if c.by != "" {
		name = d.author(c.by)
	}
	if c.kind != 0 {
		kind = d.Label(newsroom.ChangeText(c.kind))
	}
	chosen := c.chosen()
	parts = append(parts,
		chrome.Pairs(8, chrome.NewMenuButton(name, chrome.Plain, w.authorChoices), chrome.NewMenuButton(kind, chrome.Plain, w.kindChoices)),
		chrome.Flow(4, inner,
			chrome.NewButton(d.S("changes.accept_all", "Count", len(chosen)), chrome.Plain, func() { w.decideMany(track.Accept) }),
			chrome.NewButton(d.S("changes.reject_all", "Count", len(chosen)), chrome.Danger, func() { w.decideMany(track.Reject) })))
	for i, o := range chosen {
		if i == maxChanges {
			parts = append(parts, chrome.Text(d.S("changes.more", "Count", len(chosen)-i), chrome.Meta()))
			break
		}
		parts = append(parts, w.changeCard(o))
	}
	w.setPanel(parts)
}

func (w *writer) setPanel(parts []fyne.CanvasObject) {
	w.changes.panel.Objects = parts
	w.changes.panel.Refresh()
	if w.around.side != nil {
		w.around.side.Refresh()
	}
}

// changeCard is one change: who, what, when, its words, and what can be done.
func (w *writer) changeCard(o track.Change) fyne.CanvasObject {
	d := w.d
	return changeCard(d, o, w.colour(o.By), inspectorWidth-36,
		chrome.NewButton(d.S("changes.go"), chrome.Ghost, func() { w.goToChange(o) }),
		chrome.NewButton(d.S("changes.accept"), chrome.Ghost, func() { w.decide(track.Accept, o) }),
		chrome.NewButton(d.S("changes.reject"), chrome.Ghost, func() { w.decide(track.Reject, o) }))
}

// changeCard is one change with buttons.
func changeCard(d *desk, o track.Change, colour color.NRGBA, width float32, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	spring := chrome.Spring()
	dot := canvas.NewCircle(colour)
	who := canvas.NewText(d.author(o.By), colour)
	who.TextSize, who.TextStyle.Bold = theme.MetaSize, true
	col := chrome.Column(4, chrome.GrowingRow(6, spring, chrome.Fixed(8, 8, dot), who, chrome.Text(d.Label(newsroom.ChangeText(o.Kind)), chrome.Meta()), spring,
		chrome.Text(d.Moment(o.At), chrome.Meta())))
	inner := width - 22
	words := func(id, s string) {
		if s = strings.TrimRight(strings.ReplaceAll(s, "\n", "¶"), "¶"); s != "" {
			col.Add(chrome.NewProse(d.S(id, "Words", s), chrome.Style{Width: inner, Lines: 3}))
		}
	}
	if o.Old != o.New {
		words("changes.old", o.Old)
	}
	words("changes.new", o.New)
	col.Add(chrome.Row(2, buttons...))
	return chrome.Framed(theme.Paper, theme.Line, 5, chrome.Pad(8, 10, 4, 10, col))
}

func (w *writer) marksChoices() []chrome.Option {
	var out []chrome.Option
	for i, id := range marksIDs {
		out = append(out, chrome.Option{Label: w.d.S("changes.show." + id), Chosen: marks(i) == w.changes.marks, Action: func() { w.setMarks(marks(i)) }})
	}
	return out
}

func (w *writer) authorChoices() []chrome.Option {
	c := &w.changes
	out := []chrome.Option{{Label: w.d.S("changes.everyone"), Chosen: c.by == "", Action: func() { c.by = ""; w.listChanges() }}}
	for _, by := range c.authors {
		if slices.ContainsFunc(c.open, func(o track.Change) bool { return o.By == by }) {
			out = append(out, chrome.Option{Label: w.d.author(by), Chosen: c.by == by, Action: func() { c.by = by; w.listChanges() }})
		}
	}
	return out
}

func (w *writer) kindChoices() []chrome.Option {
	c := &w.changes
	out := []chrome.Option{{Label: w.d.S("changes.every_kind"), Chosen: c.kind == 0, Action: func() { c.kind = 0; w.listChanges() }}}
	for k := track.Insertion; k <= track.Move; k++ {
		out = append(out, chrome.Option{Label: w.d.Label(newsroom.ChangeText(k)), Chosen: c.kind == k, Action: func() { c.kind = k; w.listChanges() }})
	}
	return out
}

// setMarks chooses what of the changes is shown. The original is the text agreed on, which is only read.
func (w *writer) setMarks(m marks) {
	c := &w.changes
	c.marks = m
	if c.old != nil {
		c.old.Close()
		c.old = nil
	}
	if m == original {
		c.old = w.newPage(state.NewState(c.shown.Base()))
		c.old.OnChange, c.old.OnSelection = nil, nil
		c.old.Disable()
	}
	w.dockSheet()
	w.arrange()
	w.markChanges()
	w.listChanges()
	if c.old == nil {
		w.focus(w.page)
	}
}

// setTracking switches the following of changes.
func (w *writer) setTracking(on bool) {
	w.Settle(func(m newsroom.Manuscript) ([]newsroom.Change, error) {
		if m.Tracked() == on {
			return nil, nil
		}
		return []newsroom.Change{{Tracking: &on}}, nil
	}, func(err error) {
		if err != nil {
			w.refuse(err)
		}
		w.listChanges()
	})
}

// decide decides on changes of the list, as one thing to undo.
func (w *writer) decide(v track.Verdict, chosen ...track.Change) {
	var d decided
	w.Settle(func(m newsroom.Manuscript) ([]newsroom.Change, error) {
		c, err := m.Decided(v, sameChanges(m.Changes(), chosen)...)
		if err == nil {
			d.before, d.decision = m, *c.Decision
		}
		return []newsroom.Change{c}, err
	}, func(err error) {
		if err != nil {
			w.refuse(err)
			return
		}
		d.after = w.Stored
		w.changes.done, w.changes.undone = append(w.changes.done, d), nil
		w.status.say(toneSaved, w.d.S("changes.done."+string(v), "Count", len(chosen)))
		w.follow(w.page.State())
		w.listChanges()
	})
}

// sameChanges finds changes of the page among those that are stored: the times of what was typed just now are other ones.
func sameChanges(stored, chosen []track.Change) []track.Change {
	type place struct {
		kind                       track.Kind
		from, to, baseFrom, baseTo model.Pos
	}
	at := func(o track.Change) place { return place{o.Kind, o.From, o.To, o.BaseFrom, o.BaseTo} }
	want := map[place]bool{}
	for _, o := range chosen {
		want[at(o)] = true
	}
	return slices.DeleteFunc(slices.Clone(stored), func(o track.Change) bool { return !want[at(o)] })
}

// decideMany decides on everything that the filters let through, after a question where that is more than one.
func (w *writer) decideMany(v track.Verdict) {
	d, chosen := w.d, w.changes.chosen()
	switch len(chosen) {
	case 0:
	case 1:
		w.decide(v, chosen...)
	default:
		w.tell(d.S("changes.sure."+string(v)), d.S("changes.sure", "Count", len(chosen)),
			chrome.Option{Label: d.S("changes." + string(v)), Action: func() { w.decide(v, chosen...) }})
	}
}

// atCaret returns the changes that the selection touches.
func (w *writer) atCaret() []track.Change {
	s := w.page.State().Selection()
	w.showChanges(w.page.State())
	return slices.DeleteFunc(slices.Clone(w.changes.open), func(o track.Change) bool { return o.To < s.From() || o.From > s.To() })
}

// decideHere decides on the change at the caret, or on all that are selected.
func (w *writer) decideHere(v track.Verdict) {
	here := w.atCaret()
	if s := w.page.State().Selection(); s.From() == s.To() && len(here) > 1 {
		here = here[:1]
	}
	if len(here) == 0 {
		w.status.say(toneWarn, w.d.S("changes.none_here"))
		return
	}
	w.decide(v, here...)
}

// goToChange selects a change on the page.
func (w *writer) goToChange(o track.Change) {
	if w.changes.marks == original {
		w.setMarks(allMarks)
	}
	w.page.Do(state.Select(selectionOf(w.page.State().Doc(), o)))
	w.focus(w.page)
	w.page.Reveal()
}

// tellChange says in the status line who made the change at the caret, what it is and when, while there is one.
func (w *writer) tellChange(s state.State) {
	said, at := "", s.Selection().To()
	for _, o := range w.changes.open {
		if w.changes.marks != final && o.From <= at && at <= o.To {
			said = w.d.S("changes.at", "Name", w.d.author(o.By), "Kind", newsroom.ChangeText(o.Kind), "At", w.d.Stamp(o.At))
			break
		}
	}
	w.status.hint(said)
}

// selectionOf returns the selection of a change: its words where they stand in one text, else the place.
func selectionOf(doc *model.Node, o track.Change) state.Selection {
	from, to := state.Near(doc, o.From), state.Near(doc, o.To)
	if from.Head >= o.From && to.Head <= o.To && from.Head < to.Head {
		return state.TextSelection{Anchor: from.Head, Head: to.Head}
	}
	return from
}

// stepChange goes to the next change after the caret, or to the one before; round at the ends.
func (w *writer) stepChange(forward bool) {
	w.showChanges(w.page.State())
	open := w.changes.chosen()
	if len(open) == 0 {
		w.status.say(toneBusy, w.d.S("changes.none"))
		return
	}
	doc, s := w.page.State().Doc(), w.page.State().Selection()
	next := open[0]
	if !forward {
		next = open[len(open)-1]
	}
	for i := range open {
		o := open[i]
		if !forward {
			o = open[len(open)-1-i]
		}
		at := selectionOf(doc, o)
		if forward && (at.From() > s.From() || at.From() == s.From() && at.To() > s.To()) || !forward && (at.From() < s.From() || at.From() == s.From() && at.To() < s.To()) {
			next = o
			break
		}
	}
	w.goToChange(next)
}

// undoing opens the decision again that was the last thing done, or makes it again.
func (w *writer) undoing(redo bool) func() {
	c := &w.changes
	stack := c.done
	if redo {
		stack = c.undone
	}
	if len(stack) == 0 {
		return nil
	}
	d := stack[len(stack)-1]
	is := d.after
	if redo {
		is = d.before
	}
	t, _ := c.field.Of(w.page.State())
	if !t.Doc().Equal(is.Doc) || !t.Base().Equal(is.Track().Base()) {
		return nil
	}
	return func() {
		w.Settle(func(m newsroom.Manuscript) ([]newsroom.Change, error) {
			if redo {
				return []newsroom.Change{{Decision: &d.decision}}, nil
			}
			return d.before.Reopens(d.decision)
		}, func(err error) {
			if err != nil {
				w.refuse(err)
				return
			}
			if redo {
				c.undone, c.done = stack[:len(stack)-1], append(c.done, d)
			} else {
				c.done, c.undone = stack[:len(stack)-1], append(c.undone, d)
			}
			w.follow(w.page.State())
		})
	}
}
