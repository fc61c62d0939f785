package desk

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/setting"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// setup is the window of the settings: its pages at the left, the page that is shown at the right, over it what keeps the draft from being
// saved. Nothing is changed before it is saved, and then all of it at once.
type setup struct {
	frame
	form  *setting.Form
	place setting.Place
	busy  bool

	status *status
	save   *chrome.Button
	undo   *chrome.Button
	add    *chrome.Button
	fault  *fyne.Container
	nav    *fyne.Container
	page   *fyne.Container
	scroll *container.Scroll
}

// Sizes of the window.
const (
	setupWidth, setupHeight float32 = 1080, 740
	setupSide               float32 = 220
)

// setup opens the window, or brings it to the front.
func (d *desk) setup() {
	if d.setUp != nil {
		d.setUp.win.RequestFocus()
		return
	}
	s := &setup{frame: newFrame(d, "setup", "", setupWidth, setupHeight), form: setting.New(&d.Voice, d.Input)}
	d.setUp = s
	s.win.SetCloseIntercept(s.leave)
	s.listen(func(k fyne.KeyName) bool {
		if k != fyne.KeyEscape {
			return false
		}
		s.leave()
		return true
	})
	s.form.Changed, s.form.Redraw, s.form.Focus = s.changed, s.redraw, s.focus
	s.take(d.settings)
	s.build()
	s.win.Show()
}

// take begins a draft of the settings as they are.
func (s *setup) take(now newsroom.Settings) {
	s.form.Stored, s.form.Draft = now.Clone(), now.Clone()
}

// dirty reports whether something is changed and not saved.
func (s *setup) dirty() bool { return !s.form.Draft.Says(s.form.Stored) }

// follow shows what is stored now, unless something here is not saved: that is said when it is.
func (s *setup) follow() {
	if s.dirty() || s.busy || s.d.settings.Says(s.form.Stored) {
		return
	}
	s.take(s.d.settings)
	s.build()
}

// leave closes the window, and asks before that where something is not saved.
func (s *setup) leave() {
	if !s.dirty() {
		s.close()
		return
	}
	d := s.d
	var card *chrome.Modal
	keep := func() {
		card.Close()
		s.store()
	}
	card = s.show(chrome.Card(d.S("setup.leave"), dialogWidth, chrome.NewProse(d.S("setup.leave.text"), chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.NewButton(d.S("setup.stay"), chrome.Plain, func() { card.Close() }),
		chrome.NewButton(d.S("setup.discard"), chrome.Danger, func() {
			card.Close()
			s.close()
		}),
		chrome.NewButton(d.S("setup.save"), chrome.Primary, keep)), keep)
}

func (s *setup) close() {
	s.keepSize()
	s.d.setUp = nil
	s.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (s *setup) build() {
	d := s.d
	s.status = newStatus(d)
	s.win.SetTitle(d.S("setup.title"))
	s.win.SetMainMenu(s.menu())
	s.save = chrome.NewButton(d.S("setup.save"), chrome.Primary, s.store)
	s.undo = chrome.NewButton(d.S("setup.undo"), chrome.Plain, s.revert)
	s.add = chrome.NewMenuButton("＋ "+d.S("setup.policy.add"), chrome.Ghost, s.samples)
	s.fault, s.nav, s.page = chrome.Column(0), chrome.Column(0), slot(chrome.Gap(0, 0))
	s.scroll = container.NewVScroll(chrome.Inset(24, s.page))
	spring := chrome.Spring()
	top := chrome.GrowingRow(8, spring, chrome.Text(d.S("setup.title"), chrome.Style{Size: theme.TitleSize, Bold: true}), spring, s.undo, s.save)
	middle := chrome.Dock(s.fault, chrome.Gap(0, 0), s.scroll)
	s.win.SetContent(chrome.Dock(bar(topHeight, top), s.status.object,
		chrome.After(setupSide, chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(12, 8, 12, 8, s.nav))), chrome.On(theme.Ground, middle))))
	s.redraw()
}

// menu is the window's.
func (s *setup) menu() *fyne.MainMenu {
	d, line := s.d, fyne.NewMenuItemSeparator
	step := func(f func(int), by int) func() { return s.free(func() { f(by) }) }
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("setup.save"), keySave, s.free(s.store)),
			entry(d.S("setup.undo"), keyRestore, s.free(s.revert)), line(),
			entry(d.S("setup.new"), keyNew, s.free(s.create)),
			entry(d.S("setup.remove"), keyGiveBack, s.free(s.remove)),
			entry(d.S("setting.hours.read"), keyImport, s.free(s.readNotice)), line(),
			entry(d.S("close"), keyClose, s.free(s.leave))),
		fyne.NewMenu(d.S("menu.view"),
			entry(d.S("setup.next"), keyNextPage, step(s.turn, 1)),
			entry(d.S("setup.previous"), keyLastPage, step(s.turn, -1)), line(),
			entry(d.S("setup.first"), keyTurn, s.free(func() { s.goTo(setting.Place{Kind: setting.Site}) })),
			entry(d.S("setting.columns"), keyMine, s.free(func() { s.goTo(setting.Place{Kind: setting.Columns}) })),
			entry(d.S("setting.hours"), keyAll, s.free(func() { s.goTo(setting.Place{Kind: setting.Hours}) })),
			entry(d.S("setup.policies"), keySent, s.free(func() { s.goTo(setting.Place{Kind: setting.Policies}) }))),
		fyne.NewMenu(d.S("setup.policy"),
			entry(d.S("setting.step.add"), keyHandOver, s.commit(s.form.AddStep)),
			entry(d.S("setup.step.next"), keyNextStep, step(s.leaf, 1)),
			entry(d.S("setup.step.previous"), keyLastStep, step(s.leaf, -1)), line(),
			entry(d.S("setup.down"), keyLower, step(s.move, 1)),
			entry(d.S("setup.up"), keyHigher, step(s.move, -1)),
			entry(d.S("setting.step.remove"), keyRemoveStep, s.free(s.form.RemoveStep)), line(),
			entry(d.S("setup.earlier")+"…", keyHistory, s.free(s.earlier))),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, s.free(s.showKeys))),
	)
}

// redraw shows the page anew, with the keyboard in its first field.
func (s *setup) redraw() {
	d := s.d
	var nav []fyne.CanvasObject
	for _, p := range s.form.Places() {
		name, count := d.S("setup.first"), ""
		switch p.Kind {
		case setting.Columns:
			name, count = d.S("setting.columns"), strconv.Itoa(len(s.form.Draft.Columns))
		case setting.Hours:
			name = d.S("setting.hours")
		case setting.Policies:
			if p.Policy == 0 {
				nav = append(nav, chrome.Gap(0, 12), chrome.Pad(0, 0, 4, 10, chrome.Text(d.S("setup.policies"), chrome.Meta())))
			}
			if name = s.form.Draft.Policies[p.Policy].Name; name == "" {
				name = d.S("setup.unnamed")
			}
			count = strconv.Itoa(len(s.form.Draft.Policies[p.Policy].Steps))
		}
		n := chrome.NewNav(name, func() { s.goTo(p) }, s.status.hint)
		n.Set(count, p == s.place)
		nav = append(nav, n)
	}
	s.nav.Objects = append(nav, chrome.Gap(0, 4), chrome.Row(0, s.add))
	s.nav.Refresh()
	page := s.form.Page(s.place)
	exchange(s.page, chrome.TopRow(0, nil, page))
	s.scroll.Refresh()
	s.changed()
	if s.card != nil || s.cover != nil {
		return
	}
	if first := s.form.First(); first != nil {
		s.focus(first)
		if o, ok := first.(fyne.CanvasObject); ok {
			s.bring(o)
		}
	} else {
		s.win.Canvas().Unfocus() // what had the keyboard is gone
	}
}

// bring scrolls so that a field of the page is seen.
func (s *setup) bring(field fyne.CanvasObject) {
	const margin = 60
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(field).Y - driver.AbsolutePositionForObject(s.scroll).Y
	switch low := s.scroll.Size().Height - field.Size().Height; {
	case top < 0:
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, top-margin))
	case top > low:
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, top-low+margin))
	}
}

// changed says whether the draft can be saved, and if not why.
func (s *setup) changed() {
	d := s.d
	dirty, mayNot := s.dirty(), s.form.Draft.MayManage(d.Me)
	s.save.Allow(dirty && mayNot == nil && !s.busy)
	s.undo.Allow(dirty && !s.busy)
	var err error
	switch {
	case mayNot != nil:
		err = mayNot
		s.status.say(toneWarn, d.S("setup.reading"))
	case s.busy:
		s.status.say(toneBusy, d.S("setup.saving"))
	case dirty:
		err = s.form.Draft.Check()
		s.status.say(toneBusy, d.S("setup.unsaved"))
	default:
		s.status.say(toneSaved, d.S("setup.saved"))
	}
	s.say(err)
}

// say shows over the page why it cannot be saved, with the way to the page that this is about.
func (s *setup) say(err error) {
	d := s.d
	s.fault.Objects = nil
	if err != nil {
		text := newsroom.TextOf(err)
		var ways []fyne.CanvasObject
		if newsroom.CodeOf(err) == newsroom.Conflict {
			ways = append(ways, chrome.NewButton(d.S("setup.undo"), chrome.Plain, s.revert))
		} else if newsroom.CodeOf(err) == newsroom.Invalid && s.form.About(text) != s.place {
			ways = append(ways, chrome.NewButton(d.S("setup.lead"), chrome.Plain, func() { s.goTo(s.form.Where(text)) }))
		}
		s.fault.Objects = []fyne.CanvasObject{chrome.Notice(chrome.Alert, s.win.Canvas().Size().Width-setupSide, d.Words.Say(text), ways...)}
	}
	s.fault.Refresh()
	s.win.Content().Refresh()
}

// goTo shows a page.
func (s *setup) goTo(p setting.Place) {
	s.place = p
	s.scroll.Offset = fyne.Position{}
	s.redraw()
}

// turn shows the next page, or the one before.
func (s *setup) turn(by int) {
	all := s.form.Places()
	for i, p := range all {
		if p == s.place && i+by >= 0 && i+by < len(all) {
			s.goTo(all[i+by])
			return
		}
	}
}

// leaf shows the next step of the policy or the next year of the calendar, or the one before.
func (s *setup) leaf(by int) {
	if s.place.Kind == setting.Hours {
		s.form.TurnYear(by)
		return
	}
	s.form.TurnStep(by)
}

// readNotice reads the announcement of the holidays that is pasted on the page of the hours, and shows that page first.
func (s *setup) readNotice() {
	if s.place.Kind != setting.Hours {
		s.goTo(setting.Place{Kind: setting.Hours})
	}
	s.form.ReadNotice()
}

// move moves the step or the column that is at hand.
func (s *setup) move(by int) {
	if s.place.Kind == setting.Columns {
		s.form.MoveColumn(by)
		return
	}
	s.form.MoveStep(by)
}

// create makes what the page has several of: a column, or else a policy from a sample.
func (s *setup) create() {
	if s.place.Kind == setting.Columns {
		s.form.AddColumn()
		return
	}
	chrome.PopUp(s.add, s.samples())
}

// samples are what a new policy can begin as.
func (s *setup) samples() []chrome.Option {
	var out []chrome.Option
	for _, p := range newsroom.SamplePolicies() {
		out = append(out, chrome.Option{Label: s.d.S("setup.from", "Name", p.Name), Action: func() { s.goTo(s.form.AddPolicy(p)) }})
	}
	return out
}

// remove takes the column or the policy that is shown out of the draft.
func (s *setup) remove() {
	switch s.place.Kind {
	case setting.Columns:
		s.form.RemoveColumn()
	case setting.Policies:
		s.form.RemovePolicy()
		s.place.Policy = max(0, s.place.Policy-1)
		s.redraw()
	}
}

// earlier offers the versions that the policy on the page had.
func (s *setup) earlier() {
	if all := s.form.Earlier(); len(all) > 0 {
		chrome.PopUp(s.nav, all)
		return
	}
	s.tell(s.d.S("setup.earlier"), s.d.S("setup.earlier.none"))
}

// revert takes back everything that is not saved.
func (s *setup) revert() {
	d := s.d
	d.work(d.load, func(err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.take(d.settings)
		if s.place.Kind == setting.Policies && s.place.Policy >= len(d.settings.Policies) {
			s.place.Policy = 0
		}
		s.build()
	})
}

// store saves the draft. What somebody else saved meanwhile is not overwritten.
func (s *setup) store() {
	d := s.d
	if s.busy || !s.dirty() {
		return
	}
	if err := s.form.Draft.Check(); err != nil {
		s.goTo(s.form.Where(newsroom.TextOf(err)))
		return
	}
	s.busy = true
	s.changed()
	draft, before := s.form.Draft.Clone(), s.form.Stored
	d.work(func(ctx context.Context) error {
		now, err := d.Newsroom.Settings(ctx)
		if err != nil {
			return err
		}
		if !now.Says(before) {
			return newsroom.Errorf(newsroom.Conflict, nil, "error.settings_changed")
		}
		if err := d.Newsroom.SaveSettings(ctx, d.manager(), draft); err != nil {
			return err
		}
		return d.load(ctx)
	}, func(err error) {
		s.busy = false
		if err != nil {
			s.changed()
			s.say(err)
			return
		}
		s.take(d.settings)
		d.rebuild()
	})
}
