package desk

import (
	"strings"

	"fyne.io/fyne/v2"

	"galley/app/newsroom"
	"galley/editor/track"
	"galley/editor/view"
)

// pageKey shows a key of the page beside a menu's words. No driver makes shortcuts of this name, so the key itself goes to whatever has the
// keyboard: Ctrl+Z in a field undoes in the field.
type pageKey struct{ key view.Key }

// ShortcutName implements fyne.Shortcut.
func (k pageKey) ShortcutName() string { return "page" }

// Key implements fyne.KeyboardShortcut.
func (k pageKey) Key() fyne.KeyName { return k.key.Name }

// Mod implements fyne.KeyboardShortcut.
func (k pageKey) Mod() fyne.KeyModifier { return k.key.Mod }

// pageKeys are the keys of the page's actions, the one that menus show.
var pageKeys = func() map[view.Action]pageKey {
	m := map[view.Action]pageKey{}
	for _, b := range view.Bindings() {
		keys := b.Keys
		if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
			keys = b.Mac
		}
		if len(keys) > 0 {
			m[b.Action] = pageKey{keys[0]}
		}
	}
	return m
}()

// keyOf writes the key of an action, "" where it has none.
func keyOf(a view.Action) string {
	k, ok := pageKeys[a]
	if !ok {
		return ""
	}
	return keyName(k)
}

// actionItem is an action of the page in a menu.
func (w *writer) actionItem(a view.Action) *fyne.MenuItem {
	i := fyne.NewMenuItem(w.d.S("act."+string(a)), w.free(func() { w.act(a) }))
	if k, ok := pageKeys[a]; ok {
		i.Shortcut = k
	}
	return i
}

// actionItems are actions of the page in a menu, "" being a line between groups.
func (w *writer) actionItems(actions ...view.Action) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, a := range actions {
		if a == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		items = append(items, w.actionItem(a))
	}
	return items
}

// menu is the writing window's.
func (w *writer) menu() *fyne.MainMenu {
	d, line := w.d, fyne.NewMenuItemSeparator
	table := append([]*fyne.MenuItem{entry(d.S("table.insert"), keyTable, w.free(w.insertTable)), line()}, w.tableItems()...)
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("menu.save"), keySave, w.free(func() { w.Flush(func(bool) {}) })),
			entry(d.S("template.keep.menu"), keyKeepAs, w.free(w.keepTemplate)),
			entry(d.S("keep"), nil, w.free(func() { w.keepInFile(nil) })), line(),
			entry(d.S("action.print"), keyPrint, w.free(w.print)),
			entry(d.S("phone.menu"), keyPhone, w.free(w.phone)), line(),
			entry(d.S("close"), keyClose, w.free(func() { w.close() }))),
		fyne.NewMenu(d.S("menu.edit"), append(w.actionItems(view.Undo, view.Redo, "", view.Cut, view.Copy, view.Paste, view.PastePlain, view.SelectAll, ""),
			entry(d.S("find.menu"), keySearch, w.free(func() { w.finder.open() })),
			entry(d.S("find.menu.next"), keyFindNext, w.free(func() { w.finder.step(true) })),
			entry(d.S("find.menu.previous"), keyFindBack, w.free(func() { w.finder.step(false) })))...),
		fyne.NewMenu(d.S("menu.insert"), append([]*fyne.MenuItem{
			entry(d.S("link.menu"), keyLink, w.free(w.editLink)),
			entry(d.S("note.menu"), keyNote, w.free(w.editNote)),
			entry(d.S("picture.menu"), keyPicture, w.free(w.choosePicture)),
			entry(d.S("shelf.menu"), keyPictures, w.free(func() { d.shelf(w) })),
			entry(d.S("figure.menu"), keyFigure, w.free(w.editFigure)),
			entry(d.S("crop.menu"), keyCrop, w.free(w.cropFigure)),
			entry(d.S("snippet.menu"), keySnippet, w.free(w.insertSnippet)), line(),
		}, w.actionItems(view.Rule, view.LineBreak)...)...),
		fyne.NewMenu(d.S("menu.format"), w.actionItems(view.Strong, view.Emphasis, view.Underline, view.Strike, view.Superscript, view.Subscript, view.BookTitle, view.ProperName, view.ClearMarks, "",
			view.Body, view.Heading1, view.Heading2, view.Heading3, view.Quote, view.BulletList, view.NumberedList, view.Sink, view.Lift, "", view.BlockUp, view.BlockDown)...),
		fyne.NewMenu(d.S("menu.table"), table...),
		fyne.NewMenu(d.S("menu.view"), append(w.actionItems(view.Larger, view.Smaller, view.ActualSize, ""),
			entry(d.S("alone.menu"), keyAlone, w.free(func() { w.setAlone(!w.alone) })))...),
		fyne.NewMenu(d.S("comments"), append([]*fyne.MenuItem{
			entry(d.S("comments.list"), keyComments, w.free(func() { w.showTab(tabComments) })), line(),
		}, w.comments.items(w.free, w.addComment, w.stepComment)...)...),
		fyne.NewMenu(d.S("changes"),
			entry(d.S("properties"), keyProperties, w.free(func() { w.showTab(tabProperties) })),
			entry(d.S("changes.list"), keyChanges, w.free(func() { w.showTab(tabChanges) })), line(),
			entry(d.S("changes.next"), keyNextChange, w.free(func() { w.stepChange(true) })),
			entry(d.S("changes.previous"), keyLastChange, w.free(func() { w.stepChange(false) })), line(),
			entry(d.S("changes.accept"), keyAccept, w.free(func() { w.decideHere(track.Accept) })),
			entry(d.S("changes.reject"), keyReject, w.free(func() { w.decideHere(track.Reject) })), line(),
			entry(d.S("changes.show.all"), nil, w.free(func() { w.setMarks(allMarks) })),
			entry(d.S("changes.show.bars"), nil, w.free(func() { w.setMarks(onlyBars) })),
			entry(d.S("changes.show.final"), nil, w.free(func() { w.setMarks(final) })),
			entry(d.S("changes.show.original"), nil, w.free(func() { w.setMarks(original) })), line(),
			entry(d.S("changes.switch_on"), nil, w.free(func() { w.setTracking(true) })),
			entry(d.S("changes.switch_off"), nil, w.free(func() { w.setTracking(false) }))),
		fyne.NewMenu(d.S("menu.article"),
			entry(strings.TrimSuffix(d.Label(newsroom.ActionText(newsroom.Submit)), "…")+"…", keyHandOver, w.commit(w.handOver)),
			entry(d.S("official.menu"), nil, w.free(w.editOfficial)),
			entry(d.S("convert.menu"), keyConvert, w.free(w.convert)),
			entry(d.S("lease.menu"), keyTakeOver, w.free(w.takeOver)),
			entry(d.S("versions.open"), keyVersions, w.free(func() { d.versionsOf(w.Article) })),
			entry(d.S("action.history"), keyHistory, w.free(func() { w.history(w.Article) }))),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, w.free(w.showKeys))),
	)
}
