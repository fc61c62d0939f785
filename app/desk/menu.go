package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"galley/app/desk/chrome"
	"galley/app/desk/lists"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// The keys of the application. They belong to the menus, which Fyne asks first: a text field that has the keyboard would keep them.
var (
	keyNew        = ctrl(fyne.KeyN)
	keyImport     = ctrl(fyne.KeyO)
	keyFolder     = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keySave       = ctrl(fyne.KeyS)
	keyPrint      = ctrl(fyne.KeyP)
	keyExport     = ctrl(fyne.KeyS) // in the print window, where nothing else is saved
	keyBatch      = &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyFind       = ctrl(fyne.KeyK)
	keySearch     = ctrl(fyne.KeyF)
	keyHistory    = ctrl(fyne.KeyH)
	keyQuit       = ctrl(fyne.KeyQ)
	keyClose      = ctrl(fyne.KeyW)
	keyShare      = &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault}
	keyShareMany  = ctrlShift(fyne.KeyE)
	keyHandOver   = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	keyGiveBack   = &desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyTurn       = ctrl(fyne.Key1)
	keyMine       = ctrl(fyne.Key2)
	keyAll        = ctrl(fyne.Key3)
	keySent       = ctrl(fyne.Key4)
	keyInReview   = ctrl(fyne.Key5)
	keyPeople     = &desktop.CustomShortcut{KeyName: fyne.KeyU, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyLink       = ctrl(fyne.KeyK)
	keyNote       = &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyTable      = &desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyPicture    = &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyFigure     = &desktop.CustomShortcut{KeyName: fyne.KeyG, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyFindNext   = ctrl(fyne.KeyG)
	keyFindBack   = &desktop.CustomShortcut{KeyName: fyne.KeyG, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyAlone      = &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift} // F11 on the page: Fyne has no shortcut without a modifier
	keyProperties = &desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyComments   = &desktop.CustomShortcut{KeyName: fyne.Key2, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyComment    = &desktop.CustomShortcut{KeyName: fyne.KeyM, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyAnswer     = &desktop.CustomShortcut{KeyName: fyne.KeyM, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keySettle     = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyNextOne    = &desktop.CustomShortcut{KeyName: fyne.KeyF9}
	keyLastOne    = &desktop.CustomShortcut{KeyName: fyne.KeyF9, Modifier: fyne.KeyModifierShift}
	keyChanges    = &desktop.CustomShortcut{KeyName: fyne.Key3, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyNextChange = &desktop.CustomShortcut{KeyName: fyne.KeyF8}
	keyLastChange = &desktop.CustomShortcut{KeyName: fyne.KeyF8, Modifier: fyne.KeyModifierShift}
	keyAccept     = &desktop.CustomShortcut{KeyName: fyne.KeyA, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyReject     = &desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyPublish    = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyMend       = &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyOverride   = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyRecall     = &desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyWithdraw   = &desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyCorrect    = &desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyUpdate     = &desktop.CustomShortcut{KeyName: fyne.KeyU, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyRepublish  = &desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyPhrases    = &desktop.CustomShortcut{KeyName: fyne.KeyY, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
	keyTemplate   = ctrlShift(fyne.KeyN)
	keySnippet    = ctrlAlt(fyne.KeyI)
	keyKeepAs     = ctrlShift(fyne.KeyS)
	keyVersions   = ctrlAlt(fyne.Key4)
	keyConvert    = ctrlAlt(fyne.KeyZ)
	keyClaim      = ctrlShift(fyne.KeyK)
	keyGiveOn     = ctrlShift(fyne.KeyH)
	keyConsult    = ctrlShift(fyne.KeyQ)
	keyRemind     = ctrlShift(fyne.KeyR)
	keyAgain      = ctrlShift(fyne.KeyReturn)
	keyNotes      = ctrlShift(fyne.KeyT)
	keyTakeOver   = ctrlAlt(fyne.KeyJ)
	keySince      = ctrlAlt(fyne.KeyD)
	keyPhone      = ctrlAlt(fyne.KeyV)
	keyExtend     = ctrl(fyne.KeyE) // in the window of a preview
	keyCrop       = ctrlAlt(fyne.KeyX)
	keyPictures   = ctrlAlt(fyne.KeyL)
	keyShelves    = []*desktop.CustomShortcut{ctrl(fyne.Key1), ctrl(fyne.Key2), ctrl(fyne.Key3)} // as filters
	keyHelp       = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
)

// The keys of the window of versions besides those that others have too.
var (
	keyKeepVersion = ctrlAlt(fyne.KeyK)
	keyRestore     = ctrlAlt(fyne.KeyR)
	keyCopyBack    = ctrl(fyne.KeyB)
	keyCopyOne     = &desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	keyInline      = ctrl(fyne.Key1)
	keySides       = ctrl(fyne.Key2)
	keyTimes       = ctrl(fyne.KeyL)
)

// The keys of the window of statistics besides those that others have too.
var (
	keyStatistics    = ctrlAlt(fyne.KeyT)
	keyFiguresSpan   = []*desktop.CustomShortcut{ctrl(fyne.KeyM), ctrl(fyne.KeyY), ctrl(fyne.Key0)} // as spans
	keyFiguresBefore = ctrl(fyne.KeyLeft)
	keyFiguresAfter  = ctrl(fyne.KeyRight)
	keyFiguresBy     = []*desktop.CustomShortcut{ctrl(fyne.Key1), ctrl(fyne.Key2), ctrl(fyne.Key3), ctrl(fyne.Key4), ctrl(fyne.Key5)} // as dimensions
)

// The keys of the window of people and accounts besides those that others have too.
var (
	keyStaffing     = ctrlAlt(fyne.KeyG)
	keyGivePassword = ctrlShift(fyne.KeyP)
	keyAccounts     = ctrlAlt(fyne.KeyA)
)

// The keys of the window of settings besides those that others have too.
var (
	keySetup      = ctrl(fyne.KeyComma)
	keyNextPage   = ctrl(fyne.KeyDown) // window managers keep the arrows with Ctrl and Alt
	keyLastPage   = ctrl(fyne.KeyUp)
	keyNextStep   = ctrl(fyne.KeyPageDown)
	keyLastStep   = ctrl(fyne.KeyPageUp)
	keyLower      = ctrlShift(fyne.KeyPageDown)
	keyHigher     = ctrlShift(fyne.KeyPageUp)
	keyRemoveStep = ctrlAlt(fyne.KeyBackspace)
)

// The keys of exports besides that of the PDF.
var (
	keyWord     = ctrlShift(fyne.KeyD)
	keyMarkdown = ctrlShift(fyne.KeyM)
	keyText     = ctrlShift(fyne.KeyX)
)

// The keys of the share window besides those that others have too.
var (
	keySaveSVG     = ctrlShift(fyne.KeyS)
	keySaveJPG     = ctrlShift(fyne.KeyJ)
	keyCopyAddress = ctrlShift(fyne.KeyA)
	keyCopyPicture = ctrlShift(fyne.KeyC)
	keyLogo        = ctrl(fyne.KeyL)
	keyPlaces      = []*desktop.CustomShortcut{ctrlAlt(fyne.Key1), ctrlAlt(fyne.Key2), ctrlAlt(fyne.Key3), ctrlAlt(fyne.Key4), ctrlAlt(fyne.Key5)} // as placements
	keyLevels      = []*desktop.CustomShortcut{ctrlAlt(fyne.KeyL), ctrlAlt(fyne.KeyM), ctrlAlt(fyne.KeyQ), ctrlAlt(fyne.KeyH)}                     // as levels
	keyDesigns     = []*desktop.CustomShortcut{ctrl(fyne.Key5), ctrl(fyne.Key6), ctrl(fyne.Key7), ctrl(fyne.Key8)}                                 // as the designs of cards
)

func ctrlShift(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

func ctrlAlt(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}
}

func ctrl(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
}

// entry is one line of a menu with its key.
func entry(label string, key *desktop.CustomShortcut, f func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, f)
	if key != nil {
		i.Shortcut = key
	}
	return i
}

// unless makes an entry grey, and its key mean nothing: the toolkit looks at the action only.
func unless(ok bool, i *fyne.MenuItem) *fyne.MenuItem {
	if !ok {
		i.Disabled, i.Action = true, nil
	}
	return i
}

// listen hears the keys that nothing in the window has a use for. own is asked first; then the keys of the menus that are pressed alone, F1 and
// the like, for which the toolkit makes no shortcuts. A card over the window hears all of them instead.
func (f *frame) listen(own func(fyne.KeyName) bool) {
	f.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if !own(k.Name) {
			f.menuKey(k.Name)
		}
	})
}

// menuKey does what a menu of the window has for a key that is pressed alone.
func (f *frame) menuKey(key fyne.KeyName) {
	if f.win.MainMenu() == nil {
		return
	}
	held := f.d.held() & fyne.KeyModifierShift // the toolkit makes no shortcut of Shift and a key
	for _, m := range f.win.MainMenu().Items {
		for _, i := range m.Items {
			if s, ok := i.Shortcut.(*desktop.CustomShortcut); ok && s.KeyName == key && s.Modifier == held && i.Action != nil {
				i.Action()
				return
			}
		}
	}
}

// heldKeys tells what is held, where the toolkit knows it.
func heldKeys() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// free wraps an action of a menu: while a card lies over the window, only the card is used.
func (f *frame) free(action func()) func() {
	return func() {
		f.d.touch()
		if f.card == nil && f.cover == nil {
			action()
		}
	}
}

// commit is the key that hands over: on a card it presses the card's button, beside that it does the action.
func (f *frame) commit(action func()) func() {
	return func() {
		f.d.touch()
		switch {
		case f.cover != nil:
			f.cover.Press()
		case f.card != nil:
			f.card.Press()
		default:
			action()
		}
	}
}

// menu is the main window's.
func (m *mainWindow) menu() *fyne.MainMenu {
	d := m.d
	in := d.Me.ID != ""
	on := func(f func(newsroom.Article)) func() {
		return m.free(func() {
			if a, ok := m.article(); ok {
				f(a)
			}
		})
	}
	act := func(a newsroom.Action) string { return d.Label(newsroom.ActionText(a)) }
	quit := entry(d.S("menu.quit"), keyQuit, m.leave)
	quit.IsQuit = true
	line := fyne.NewMenuItemSeparator
	review := append(m.taskItems(on, in), line(), unless(in, entry(d.S("again.menu"), keyAgain, m.free(m.approveAgain))),
		unless(in, entry(d.S("notes.menu"), keyNotes, m.free(m.showNotes))))
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			unless(in, entry(d.S("new"), keyNew, m.free(m.create))),
			unless(in, entry(d.S("template.menu"), keyTemplate, m.free(m.begin))),
			unless(in, entry(d.S("import"), keyImport, m.free(m.chooseImport))),
			unless(in, entry(d.S("import.folder"), keyFolder, m.free(m.importFolder))), line(),
			unless(in, entry(d.S("action.print"), keyPrint, on(d.print))),
			unless(in, entry(d.S("menu.batch"), keyBatch, m.free(m.exportMany))),
			unless(in, entry(d.S("menu.share_many"), keyShareMany, m.free(m.shareMany))), line(),
			unless(in, entry(d.S("menu.people"), keyPeople, m.free(m.changePerson))),
			unless(len(d.People) > 0, entry(d.S("person.add"), nil, m.free(m.addPerson))),
			unless(len(d.People) > 0, entry(d.S("staffing.title"), keyStaffing, m.free(d.staffing))),
			unless(len(d.People) > 0, entry(d.S("setup.title")+"…", keySetup, m.free(d.setup))), line(), quit),
		fyne.NewMenu(d.S("menu.edit"),
			unless(in, entry(d.S("menu.search"), keyFind, m.free(m.focusSearch))),
			unless(in, entry(d.S("menu.find"), keySearch, m.free(m.focusSearch)))),
		fyne.NewMenu(d.S("menu.article"),
			unless(in, entry(d.S("menu.open"), nil, m.free(m.openSelected))),
			unless(in, entry(d.S("menu.next"), keyHandOver, m.commit(m.next))), line(),
			unless(in, entry(act(newsroom.Submit)+"…", nil, on(m.submit))),
			unless(in, entry(act(newsroom.Return)+"…", keyGiveBack, on(m.sendBack))),
			unless(in, entry(act(newsroom.Publish)+"…", keyPublish, on(m.publish))), line(),
			unless(in, entry(act(newsroom.Recall)+"…", keyRecall, on(m.recall))),
			unless(in, entry(act(newsroom.Override)+"…", keyOverride, on(m.override))),
			unless(in, entry(act(newsroom.Correct)+"…", keyCorrect, on(m.amend(newsroom.Correct)))),
			unless(in, entry(act(newsroom.Update)+"…", keyUpdate, on(m.amend(newsroom.Update)))),
			unless(in, entry(act(newsroom.Republish)+"…", keyRepublish, on(m.amend(newsroom.Republish)))),
			unless(in, entry(act(newsroom.Withdraw)+"…", keyWithdraw, on(m.withdraw))), line(),
			unless(in, entry(d.S("action.share"), keyShare, on(d.share))),
			unless(in, entry(d.S("phone.menu"), keyPhone, on(d.phone))),
			unless(in, entry(d.S("versions.open"), keyVersions, on(d.versionsOf))),
			unless(in, entry(d.S("action.history"), keyHistory, on(m.history)))),
		fyne.NewMenu(d.S("menu.export"), m.exportItems(on, in)...),
		fyne.NewMenu(d.S("menu.review"), review...),
		fyne.NewMenu(d.S("menu.view"),
			unless(in, entry(d.S("place.turn"), keyTurn, m.free(func() { m.goTo(lists.Place{Kind: lists.MyTurn}) }))),
			unless(in, entry(d.S("place.mine"), keyMine, m.free(func() { m.goTo(lists.Place{Kind: lists.Mine}) }))),
			unless(in, entry(d.S("place.all"), keyAll, m.free(func() { m.goTo(lists.Place{Kind: lists.All}) }))),
			unless(in, entry(d.S("place.sent"), keySent, m.free(func() { m.goTo(lists.Place{Kind: lists.Sent}) }))),
			unless(in, entry(d.S("place.in_review"), keyInReview, m.free(func() { m.goTo(lists.Place{Kind: lists.InState, State: newsroom.InReview}) }))), line(),
			unless(in, entry(d.S("figures.menu"), keyStatistics, m.free(d.statistics))),
			unless(in, entry(d.S("shelf.menu"), keyPictures, m.free(func() { d.shelf(nil) }))), line(),
			m.languageMenu(), m.themeMenu()),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, m.free(m.showKeys))),
	)
}

func (m *mainWindow) languageMenu() *fyne.MenuItem {
	d := m.d
	item := fyne.NewMenuItem(d.S("menu.language"), nil)
	item.ChildMenu = fyne.NewMenu("")
	for _, l := range catalogue.Langs() {
		i := fyne.NewMenuItem(voice.LanguageNames[l], func() { d.setLanguage(l) })
		i.Checked = l == d.Words.Lang()
		item.ChildMenu.Items = append(item.ChildMenu.Items, i)
	}
	return item
}

func (m *mainWindow) themeMenu() *fyne.MenuItem {
	d := m.d
	item := fyne.NewMenuItem(d.S("menu.theme"), nil)
	light, dark := fyne.NewMenuItem(d.S("theme.light"), func() { d.setDark(false) }), fyne.NewMenuItem(d.S("theme.dark"), func() { d.setDark(true) })
	light.Checked, dark.Checked = !d.dark(), d.dark()
	item.ChildMenu = fyne.NewMenu("", light, dark)
	return item
}

// changePerson goes back to signing in.
func (m *mainWindow) changePerson() {
	m.d.Me = newsroom.Staff{}
	m.current = ""
	m.build()
}

// openSelected opens the selected article where the person can work on it: the writing window while it may be changed, the review window
// while it is judged.
func (m *mainWindow) openSelected() {
	a, ok := m.article()
	if !ok {
		return
	}
	if edit, _ := m.shown.may(newsroom.Edit); edit && m.shown.article.ID == a.ID {
		m.d.write(a)
		return
	}
	m.d.review(a)
}

// next does what the red button over the article does.
func (m *mainWindow) next() {
	if _, ok := m.article(); !ok {
		return
	}
	for _, b := range m.actions(m.shown) {
		if b.Kind == chrome.Primary {
			b.OnTap()
			return
		}
	}
}

// menu is the review window's.
func (r *review) menu() *fyne.MainMenu {
	d := r.d
	may := func(a newsroom.Action) bool {
		ok, _ := r.may(a)
		return ok
	}
	act := func(a newsroom.Action) string { return d.Label(newsroom.ActionText(a)) }
	gone := func(newsroom.Article) { r.leave() }
	_, _, decides := r.decides()
	line := fyne.NewMenuItemSeparator
	items := []*fyne.MenuItem{
		entry(act(newsroom.Approve), keyHandOver, r.commit(r.approve)),
		unless(may(newsroom.ApproveCorrected), entry(act(newsroom.ApproveCorrected)+"…", keyMend, r.free(r.beginMending))),
		unless(may(newsroom.Return), entry(act(newsroom.Return)+"…", keyGiveBack, r.free(r.giveBack))), line(),
		unless(decides, entry(d.S("phrases"), keyPhrases, r.free(func() { r.words.Tapped(nil) }))), line(),
	}
	for _, x := range []struct {
		action newsroom.Action
		key    *desktop.CustomShortcut
		do     func(newsroom.Article, func(newsroom.Article))
	}{
		{newsroom.Recall, keyRecall, r.recallThen}, {newsroom.Override, keyOverride, r.overrideThen},
		{newsroom.Correct, keyCorrect, r.amendBy(newsroom.Correct)}, {newsroom.Update, keyUpdate, r.amendBy(newsroom.Update)},
		{newsroom.Republish, keyRepublish, r.amendBy(newsroom.Republish)}, {newsroom.Withdraw, keyWithdraw, r.withdrawThen},
	} {
		items = append(items, unless(may(x.action), entry(act(x.action)+"…", x.key, r.free(func() { x.do(r.article, gone) }))))
	}
	items = append(items, line())
	items = append(items, r.taskItems(func(do func(newsroom.Article)) func() { return r.free(func() { do(r.article) }) }, r.article.State == newsroom.InReview)...)
	changed := r.reading.since != nil
	items = append(items, line(), unless(changed, entry(d.S("review.toggle"), keySince, r.free(func() { r.showWhole(!r.whole) }))),
		unless(changed, entry(d.S("changes.next"), keyNextChange, r.free(func() { r.stepSince(true) }))),
		unless(changed, entry(d.S("changes.previous"), keyLastChange, r.free(func() { r.stepSince(false) }))))
	items = append(items, line(), entry(d.S("versions.open"), keyVersions, r.free(func() { d.versionsOf(r.article) })), entry(d.S("action.history"), keyHistory, r.free(func() { r.frame.history(r.article) })))
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("action.print"), keyPrint, r.free(func() { d.print(r.article) })),
			entry(d.S("phone.menu"), keyPhone, r.free(func() { d.phone(r.article) })), line(),
			entry(d.S("close"), keyClose, r.free(r.leave))),
		fyne.NewMenu(d.S("comments"), r.comments.items(r.free, r.comments.add, func(forward bool) { r.comments.step(forward) })...),
		fyne.NewMenu(d.S("menu.review"), items...),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, r.free(r.showKeys))),
	)
}

// showKeys lists the keys of the window's menus, and those that have no menu.
func (f *frame) showKeys() {
	d := f.d
	const width, half, furniture = 640, 282, 190 // furniture is the height of the card without the list, and of the window around it
	var lines []fyne.CanvasObject
	add := func(label, key string) {
		name := chrome.NewProse(label, chrome.Style{Lines: 1, Width: half - 110})
		lines = append(lines, chrome.Fixed(half, 0, chrome.GrowingRow(8, name, name, chrome.Text(key, chrome.Meta()))))
	}
	for _, m := range f.win.MainMenu().Items {
		for _, i := range m.Items {
			if s, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				add(strings.TrimSuffix(i.Label, "…"), keyName(s))
			}
		}
	}
	add(d.S("keys.move"), "Tab")
	add(d.S("keys.list"), "↑ ↓")
	add(d.S("keys.open"), "Enter")
	add(d.S("keys.close"), "Esc")
	left := (len(lines) + 1) / 2
	list := chrome.TopRow(28, nil, chrome.Column(4, lines[:left]...), chrome.Column(4, lines[left:]...))
	room := min(list.MinSize().Height, max(120, f.win.Canvas().Size().Height-furniture))
	var card *chrome.Modal
	card = f.show(chrome.Card(d.S("menu.keys"), width, chrome.Fixed(width-48, room, container.NewVScroll(list)),
		chrome.NewButton(d.S("close"), chrome.Primary, func() { card.Close() })), func() { card.Close() })
}

// keyName writes a shortcut as keyboards do.
func keyName(s fyne.KeyboardShortcut) string {
	name := ""
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "Cmd"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if s.Mod()&m.modifier != 0 {
			name += m.name + " "
		}
	}
	key := string(s.Key())
	switch s.Key() {
	case fyne.KeyUp:
		key = "↑"
	case fyne.KeyDown:
		key = "↓"
	case fyne.KeyPageUp:
		key = "PgUp"
	case fyne.KeyPageDown:
		key = "PgDn"
	case fyne.KeyReturn:
		key = "Enter"
	case fyne.KeyBackspace:
		key = "Backspace"
	}
	return name + key
}
