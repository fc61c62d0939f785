package desk

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/editor/find"
	"galley/editor/state"
	"galley/editor/view"
)

// finder is the bar that finds and replaces on the page.
type finder struct {
	w       *writer
	options find.Options
	query   *find.Query // nil while there is nothing to look for
	hits    find.Hits
	failed  bool // the pattern is no regular expression

	pattern, with *field.Entry
	said          *canvas.Text
	object        *fyne.Container // empty while the bar is closed
	content       fyne.CanvasObject
}

// newFinder returns a closed bar that remembers what an older one looked for.
func newFinder(w *writer, old *finder) *finder {
	f := &finder{w: w, options: find.Options{AnyWidth: true, AnyScript: true}, pattern: field.NewEntry(w.d.Input), with: field.NewEntry(w.d.Input), object: chrome.Column(0)}
	open := false
	if old != nil {
		f.options, open = old.options, old.opened()
		f.pattern.SetText(old.pattern.Text)
		f.with.SetText(old.with.Text)
	}
	d := w.d
	f.pattern.SetPlaceHolder(d.S("find.what"))
	f.with.SetPlaceHolder(d.S("find.with"))
	f.pattern.OnChanged = func(string) { f.look() }
	f.pattern.OnCommit = func() { f.step(true) }
	f.pattern.OnDown, f.pattern.OnUp = func() { f.step(true) }, func() { f.step(false) }
	f.with.OnCommit = f.replace
	for _, e := range []*field.Entry{f.pattern, f.with} {
		e.OnEscape = func() { f.close() }
	}
	f.said = chrome.Text("", chrome.Meta())
	button := func(id string, tap func()) fyne.CanvasObject {
		return chrome.NewButton(d.S("find."+id), chrome.Ghost, tap)
	}
	row := chrome.Row(4, chrome.Fixed(200, 0, f.pattern), chrome.Fixed(84, 0, chrome.Centre(f.said)), button("previous", func() { f.step(false) }), button("next", func() { f.step(true) }),
		chrome.Fixed(160, 0, f.with), button("replace", f.replace), button("all", f.replaceAll), chrome.NewMenuButton(d.S("find.options"), chrome.Ghost, f.choices), button("close", func() { f.close() }))
	f.content = chrome.Column(0, chrome.On(theme.Panel, chrome.Pad(5, 12, 5, 12, row)), chrome.HLine())
	if open {
		f.object.Add(f.content)
		f.look()
	}
	return f
}

func (f *finder) opened() bool { return len(f.object.Objects) > 0 }

// open shows the bar, with the selected words to look for.
func (f *finder) open() {
	s := f.w.page.State()
	if sel, ok := s.Selection().(state.TextSelection); ok && !sel.Empty() {
		if at, err := s.Doc().Resolve(sel.From()); err == nil && at.SharedDepth(sel.To()) == at.Depth() {
			f.pattern.SetText(s.Doc().TextBetween(sel.From(), sel.To()))
		}
	}
	if !f.opened() {
		f.object.Add(f.content)
		f.w.win.Content().Refresh()
	}
	f.w.focus(f.pattern)
	f.pattern.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.look()
}

// close hides the bar and reports whether it was there.
func (f *finder) close() bool {
	if !f.opened() {
		return false
	}
	f.object.Objects = nil
	f.query = nil
	f.w.page.SetDecorations(view.Hits, nil)
	f.w.win.Content().Refresh()
	f.w.focus(f.w.page)
	return true
}

// look searches for what stands in the field.
func (f *finder) look() {
	q, err := find.Compile(clean(f.pattern.Text), f.options)
	f.failed = err != nil && !errors.Is(err, find.ErrEmpty)
	if f.query = q; err != nil {
		f.query = nil
	}
	if f.query != nil {
		f.hits = find.New(f.query, f.w.page.State().Doc())
	}
	f.show()
}

// follow looks again after the document changed.
func (f *finder) follow(s state.State) {
	if !f.opened() || f.query == nil {
		return
	}
	if f.hits.Doc() != s.Doc() {
		f.hits = f.hits.Refresh(s.Doc())
		f.show()
		return
	}
	f.count()
}

// show highlights the hits.
func (f *finder) show() {
	var marks []view.Decoration
	if f.query != nil {
		colour := tokenColor(theme.Comment)
		for i := range f.hits.Count() {
			r := f.hits.At(i)
			marks = append(marks, view.Decoration{From: r.From, To: r.To, Shape: view.Highlight, Color: colour})
		}
	}
	f.w.page.SetDecorations(view.Hits, marks)
	f.count()
}

// count says how many hits there are, and which of them is selected.
func (f *finder) count() {
	d := f.w.d
	switch {
	case f.failed:
		f.said.Text = d.S("find.bad")
	case f.query == nil:
		f.said.Text = ""
	case f.hits.Count() == 0:
		f.said.Text = d.S("find.none")
	default:
		f.said.Text = d.S("find.count", "At", f.selected()+1, "Count", f.hits.Count())
	}
	f.said.Refresh()
}

// selected returns the hit that is selected, -1 for none.
func (f *finder) selected() int {
	s := f.w.page.State().Selection()
	if i := f.hits.Next(s.From()); i >= 0 && f.hits.At(i) == (find.Range{From: s.From(), To: s.To()}) {
		return i
	}
	return -1
}

// step selects the next hit, or the one before.
func (f *finder) step(forward bool) {
	if !f.opened() {
		f.open()
		return
	}
	if f.query == nil {
		return
	}
	sel := f.w.page.State().Selection()
	i := f.hits.Previous(sel.From())
	if forward {
		i = f.hits.Next(sel.To())
	}
	if i >= 0 {
		r := f.hits.At(i)
		f.w.page.Do(state.Select(state.TextSelection{Anchor: r.From, Head: r.To}))
	}
}

// replace replaces the selected hit and goes to the next one.
func (f *finder) replace() {
	if f.query == nil {
		return
	}
	if i := f.selected(); i >= 0 {
		f.change(func(tr *state.Transaction, with string) error { return f.hits.Replace(tr.Transform, i, with) })
	}
	f.step(true)
}

// replaceAll replaces all hits as one change.
func (f *finder) replaceAll() {
	if f.query == nil {
		return
	}
	n := f.hits.Count()
	f.change(func(tr *state.Transaction, with string) error { return f.hits.ReplaceAll(tr.Transform, with) })
	f.w.status.say(toneBusy, f.w.d.S("find.replaced", "Count", n))
}

func (f *finder) change(edit func(tr *state.Transaction, with string) error) {
	f.w.page.Do(func(s state.State, dispatch func(*state.Transaction)) bool {
		tr := s.Begin()
		if err := edit(tr, clean(f.with.Text)); err != nil {
			f.w.page.OnError(err)
			return false
		}
		dispatch(tr)
		return true
	})
}

// choices are what counts as the same.
func (f *finder) choices() []chrome.Option {
	var options []chrome.Option
	for _, c := range []struct {
		id string
		on *bool
	}{
		{"case", &f.options.MatchCase}, {"word", &f.options.WholeWord}, {"width", &f.options.AnyWidth}, {"script", &f.options.AnyScript}, {"regexp", &f.options.Regexp},
	} {
		options = append(options, chrome.Option{Label: f.w.d.S("find." + c.id), Chosen: *c.on, Action: func() {
			*c.on = !*c.on
			f.look()
		}})
	}
	return options
}
