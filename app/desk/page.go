package desk

import (
	"context"
	"image/color"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/field"
	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/editor/view"
	"galley/editor/view/ime"
)

// pageOptions are how pages look and sound in a window, by the rules of a language.
func (d *desk) pageOptions(win fyne.Window, lang catalogue.Lang) view.Options {
	o := view.Options{
		Faces: sheet.Faces(), Colors: pageColors(), Western: lang == catalogue.En,
		Hints: map[model.Kind]string{
			model.Kicker: d.S("hint.kicker"), model.Headline: d.S("hint.headline"), model.Subtitle: d.S("hint.subtitle"),
			model.Abstract: d.S("hint.abstract"), model.Paragraph: d.S("hint.body"),
		},
		Label: catalogue.For(lang).S("desk.sheet.abstract"), NoPicture: d.S("sheet.no_picture"),
		Pictures: func(hash string) ([]byte, error) { return d.Newsroom.Screen(context.Background(), hash) },
		Now:      d.Now, Every: d.every, Go: d.Go, Mac: fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper,
	}
	if in := d.Input; in != nil {
		o.Method, o.Held = in.Method, in.Held
		o.Screen = func(at fyne.Position, size fyne.Size) (ime.Rect, bool) { return in.Screen(win, at, size), true }
		o.Reserved = func(key fyne.KeyName, held fyne.KeyModifier) bool { return field.Reserved(win, key, held) }
	}
	if lang == catalogue.ZhHant {
		o.Region = typeset.Taiwan
	}
	return o
}

// equip gives a page what every page of the desk has: the clipboard, a place for pictures, the zoom of the last time, a way to say what failed.
func (d *desk) equip(f *frame, e *view.Editor) {
	if d.Clipboard != nil {
		e.SetClipboard(d.Clipboard)
	}
	e.OnPictures = func(pictures map[string][]byte) error {
		for _, hash := range slices.Sorted(maps.Keys(pictures)) {
			if _, err := d.Newsroom.TakePicture(context.Background(), d.Me, "", pictures[hash]); err != nil {
				return err
			}
		}
		return nil
	}
	if zoom := d.Preferences.Float(prefZoom); zoom > 0 {
		e.SetZoom(int(zoom))
	}
	e.OnZoom = func(percent int) { d.Preferences.SetFloat(prefZoom, float64(percent)) }
	e.OnError = func(err error) {
		f.refuse(newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error()))
	}
}

// newPage puts a state on the sheet.
func (w *writer) newPage(s state.State) *view.Editor {
	e := view.New(s, w.d.pageOptions(w.win, w.typed.properties.Language))
	w.d.equip(&w.frame, e)
	e.OnChange = func(tr *state.Transaction, _ state.State) {
		w.Typed(tr)
		w.active()
	}
	e.OnSelection = func(s state.State) { w.follow(s) }
	e.OnEscape = func() {
		switch {
		case w.finder.close():
		case w.alone:
			w.setAlone(false)
		default:
			w.focus(w.typed.source)
		}
	}
	e.Undoing = w.undoing
	e.OnMenu = w.showPageMenu
	e.OnLink = w.openLink
	e.OnFigure = func(model.Pos) { w.editFigure() }
	e.OnNote = func(model.Pos) { w.editNote() }
	e.OnKey = func(k fyne.KeyName) {
		if k == fyne.KeyF11 {
			w.setAlone(!w.alone)
			return
		}
		w.menuKey(k)
	}
	if w.tenure.reads {
		e.Disable()
	}
	return e
}

// tokenColor returns a token's colour in the theme of now.
func tokenColor(t theme.Token) color.NRGBA {
	return color.NRGBAModel.Convert(theme.Color(t)).(color.NRGBA)
}

// pageColors are the colours of the page in the theme of now.
func pageColors() view.Colors {
	c := tokenColor
	return view.Colors{
		Ground: c(theme.Ground), Paper: c(theme.Paper), Border: c(theme.Line), Ink: c(theme.Ink), Soft: c(theme.Soft), Faint: c(theme.Faint),
		Link: c(theme.Blue), Line: c(theme.Edge), Wash: c(theme.Panel), Red: c(theme.Red), Selection: c(theme.Marked), Idle: c(theme.Marked),
		Caret: c(theme.Red), Bar: c(theme.Edge),
	}
}

// partAt returns where the content of a part of a document begins.
func partAt(doc *model.Node, k model.Kind) model.Pos {
	at := model.Pos(0)
	for _, part := range doc.Children() {
		if part.Kind() == k {
			break
		}
		at += model.Pos(part.Size())
	}
	return at + 1
}

// putCaret puts the caret where a part of the article begins.
func (w *writer) putCaret(k model.Kind) {
	doc := w.page.State().Doc()
	w.page.Do(state.Select(state.Near(doc, partAt(doc, k))))
	w.focus(w.page)
}

// act carries an action of the page out for a button or a menu, and gives the page the keyboard.
func (w *writer) act(a view.Action) {
	w.focus(w.page)
	w.page.Act(a)
}

// do carries a command out for a button or a menu, and gives the page the keyboard.
func (w *writer) do(c state.Command) {
	w.focus(w.page)
	w.page.Do(c)
}

// kindOf returns what the textblocks of a selection are, with the level of a heading; false when they differ.
func kindOf(s state.State) (transform.Block, bool) {
	at, err := s.Doc().Resolve(s.Selection().From())
	if err == nil {
		for d := at.Depth(); d > 0; d-- {
			if n := at.Node(d); slices.Contains([]model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract}, n.Kind()) {
				return transform.Block{Kind: n.Kind()}, true
			}
		}
	}
	return state.ActiveBlock(s)
}

// within reports whether the caret is in a block of a kind.
func within(s state.State, kinds ...model.Kind) bool {
	at, err := s.Doc().Resolve(s.Selection().From())
	if err != nil {
		return false
	}
	for d := at.Depth(); d > 0; d-- {
		if slices.Contains(kinds, at.Node(d).Kind()) {
			return true
		}
	}
	return false
}

// showPageMenu opens the menu of the page.
func (w *writer) showPageMenu(at fyne.Position) {
	items := []*fyne.MenuItem{}
	for _, a := range []view.Action{view.Cut, view.Copy, view.Paste, view.PastePlain} {
		items = append(items, unless(w.page.CanAct(a), w.actionItem(a)))
	}
	items = append(items, fyne.NewMenuItemSeparator(), unless(w.canLink(), entry(w.d.S("link.menu"), keyLink, w.editLink)))
	if _, _, ok := figureOf(w.page.State()); ok {
		items = append(items, entry(w.d.S("figure.menu"), keyFigure, w.editFigure), entry(w.d.S("crop.menu"), keyCrop, w.cropFigure))
	}
	label := "note.insert"
	if _, _, ok := state.FootnoteAt(w.page.State()); ok {
		label = "note.edit"
	}
	items = append(items, unless(w.page.Can(anyNote), entry(w.d.S(label), keyNote, w.editNote)))
	if within(w.page.State(), model.Table) {
		items = append(items, fyne.NewMenuItemSeparator())
		items = append(items, w.tableItems()...)
	}
	widget.NewPopUpMenu(fyne.NewMenu("", items...), w.win.Canvas()).ShowAtPosition(at)
}
