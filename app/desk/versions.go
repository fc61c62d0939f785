package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/compare"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/track"
	"galley/editor/view"
)

// versions is the window of an article's versions: all of them in their order with the newest text on top, two of them compared, and the
// changes between them as a list.
type versions struct {
	frame
	article  newsroom.Article
	entries  []newsroom.VersionEntry // oldest first
	newest   newsroom.Manuscript
	from, to newsroom.VersionSeq // what is compared, 0 for the newest text
	diff     newsroom.Difference
	wanted   newsroom.VersionSeq // to be compared with the newest text at first, 0 for the last that differs
	failed   error
	turn     int

	status  *status
	times   *chrome.Rows // the newest text, and the versions, the newest first
	changes *chrome.Rows
	view    *compare.View
	mode    compare.Mode
	middle  *fyne.Container
	side    *fyne.Container
	against *chrome.Button
	seen    [2]newsroom.VersionSeq // what view compares
}

// Sizes of the window.
const (
	versionsWidth, versionsHeight float32 = 1440, 860
	timesWidth                    float32 = 256
	changesWidth                  float32 = 300
	timeRow                       float32 = 64
)

// versionsOf opens an article's versions, or brings them to the front.
func (d *desk) versionsOf(a newsroom.Article) { d.versionsFrom(a, 0) }

// versionsFrom opens an article's versions, or brings them to the front, and compares the version of that number with the newest text; 0 is any.
func (d *desk) versionsFrom(a newsroom.Article, from newsroom.VersionSeq) {
	if v, ok := d.versions[a.ID]; ok {
		if v.win.RequestFocus(); from > 0 {
			v.wanted = from
			v.load(true)
		}
		return
	}
	v := &versions{wanted: from, frame: newFrame(d, "versions", "", versionsWidth, versionsHeight), article: a}
	d.versions[a.ID] = v
	v.win.SetCloseIntercept(v.leave)
	v.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			v.leave()
		}
		return k == fyne.KeyEscape
	})
	v.build()
	v.win.Show()
	d.stored(a.ID, func() { v.load(true) })
}

// stored calls then once nothing waits to be stored in the writing window of an article. Where it cannot be, that window comes to the front and
// says why.
func (d *desk) stored(id newsroom.ArticleID, then func()) {
	w, ok := d.writers[id]
	if !ok {
		then()
		return
	}
	w.Flush(func(ok bool) {
		if ok {
			then()
			return
		}
		w.win.RequestFocus()
	})
}

func (v *versions) leave() {
	v.turn++
	if v.view != nil {
		v.view.Close()
	}
	v.keepSize()
	delete(v.d.versions, v.article.ID)
	v.win.Close()
}

// load reads what there is. At first the newest text is compared with the last version that differs from it.
func (v *versions) load(first bool) {
	d := v.d
	v.turn++
	turn := v.turn
	var entries []newsroom.VersionEntry
	var newest newsroom.Manuscript
	var a newsroom.Article
	last := newsroom.VersionSeq(0)
	d.work(func(ctx context.Context) (err error) {
		if a, err = d.Newsroom.Article(ctx, v.article.Number); err != nil {
			return err
		}
		if entries, err = d.Newsroom.Versions(ctx, a.ID); err != nil {
			return err
		}
		if newest, _, err = d.Newsroom.Manuscript(ctx, a.ID); err != nil {
			return err
		}
		other, err := d.Newsroom.LastDifferent(ctx, a, newest)
		if newsroom.CodeOf(err) == newsroom.NotFound { // every version says what the newest text says
			return nil
		}
		last = other.Seq
		return err
	}, func(err error) {
		if turn != v.turn {
			return
		}
		if !first && err == nil && v.failed == nil && a.Revision == v.article.Revision && a.Acts == v.article.Acts && len(entries) == len(v.entries) {
			return // somebody wrote elsewhere: who reads here stays where he is
		}
		v.failed = err
		v.article, v.entries, v.newest = a, entries, newest
		if first || v.from > newsroom.VersionSeq(len(entries)) || v.to > newsroom.VersionSeq(len(entries)) {
			v.from, v.to = last, 0
			if last == 0 && len(entries) > 0 {
				v.from = entries[len(entries)-1].Seq
			}
			if v.wanted > 0 && int(v.wanted) <= len(entries) {
				v.from = v.wanted
			}
		}
		v.compare()
	})
}

// text returns the text of a version, of the newest for 0.
func (v *versions) text(seq newsroom.VersionSeq) (newsroom.Manuscript, error) {
	if seq == 0 {
		return v.newest, nil
	}
	i := slices.IndexFunc(v.entries, func(e newsroom.VersionEntry) bool { return e.Seq == seq })
	return v.entries[i].Manuscript, v.entries[i].Err
}

// name says which text is meant.
func (v *versions) name(seq newsroom.VersionSeq) string {
	if seq == 0 {
		return v.d.Words.S("version.newest")
	}
	return newsroom.VersionNumber(seq)
}

// compare compares the two texts that are chosen, away from the window.
func (v *versions) compare() {
	d := v.d
	v.turn++
	turn, from, to := v.turn, v.from, v.to
	if v.failed != nil || from == 0 && to == 0 {
		v.show()
		return
	}
	if from == 0 || to != 0 && to < from { // the earlier one is what the later one is compared with
		from, to = to, from
	}
	var diff newsroom.Difference
	d.work(func(context.Context) error {
		before, err := v.text(from)
		if err != nil {
			return err
		}
		after, err := v.text(to)
		if err != nil {
			return err
		}
		diff, err = newsroom.CompareManuscripts(before, after)
		return err
	}, func(err error) {
		if turn != v.turn {
			return
		}
		v.from, v.to, v.diff, v.failed = from, to, diff, err
		v.show()
	})
}

// build makes the window's content anew, in the language and theme of now.
func (v *versions) build() {
	d := v.d
	v.status = newStatus(v.d)
	title := d.S("versions.title", "Headline", d.Headline(v.article))
	v.win.SetTitle(title)
	v.win.SetMainMenu(v.menu())
	v.middle, v.side = container.NewStack(), container.NewStack()
	v.against = chrome.NewMenuButton("", chrome.Plain, v.others)
	modes := chrome.Segments([]string{d.S("versions.inline"), d.S("versions.sides")}, int(v.mode), 260, func(i int) { v.setMode(compare.Mode(i)) })
	words := chrome.Text(chrome.Cut(title, 420, chrome.Style{Bold: true}), chrome.Style{Bold: true})
	spring := chrome.Spring()
	top := chrome.GrowingRow(8, spring, words, spring, v.against, modes, chrome.NewButton("‹", chrome.Plain, func() { v.step(false) }), chrome.NewButton("›", chrome.Plain, func() { v.step(true) }),
		chrome.NewButton(d.S("versions.keep"), chrome.Plain, v.keep), chrome.NewButton(d.S("versions.restore"), chrome.Primary, v.restore))
	v.times = chrome.NewRows()
	v.times.Make = func() fyne.CanvasObject { return container.NewStack() }
	v.times.Height = func(int, float32) float32 { return timeRow }
	v.times.Update = func(i int, o fyne.CanvasObject, selected bool) { exchange(o.(*fyne.Container), v.time(i, selected)) }
	v.times.OnSelect = func(i int) { v.choose(i) }
	v.times.OnOpen = func(i int) { v.choose(i) }
	left := chrome.On(theme.Panel, v.times)
	v.win.SetContent(chrome.Dock(bar(topHeight, top), v.status.object,
		chrome.After(timesWidth, left, chrome.Beside(changesWidth, chrome.On(theme.Ground, v.middle), chrome.On(theme.Panel, v.side)))))
	v.show()
}

// menu is the window's.
func (v *versions) menu() *fyne.MainMenu {
	d, line := v.d, fyne.NewMenuItemSeparator
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"), entry(d.S("close"), keyClose, v.free(v.leave))),
		fyne.NewMenu(d.S("versions.menu"),
			entry(d.S("versions.keep"), keyKeepVersion, v.free(v.keep)),
			entry(d.S("versions.restore"), keyRestore, v.free(v.restore)), line(),
			entry(d.S("versions.copy"), keyCopyBack, v.free(v.copyBack)),
			entry(d.S("versions.copy.one"), keyCopyOne, v.free(v.copyOne))),
		fyne.NewMenu(d.S("menu.view"),
			entry(d.S("changes.next"), keyNextChange, v.free(func() { v.step(true) })),
			entry(d.S("changes.previous"), keyLastChange, v.free(func() { v.step(false) })), line(),
			entry(d.S("versions.inline"), keyInline, v.free(func() { v.setMode(compare.Inline) })),
			entry(d.S("versions.sides"), keySides, v.free(func() { v.setMode(compare.Sides) })), line(),
			entry(d.S("versions.list"), keyTimes, v.free(func() { v.focus(v.times) }))),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, v.free(v.showKeys))),
	)
}

// at returns which text stands in a row of the list.
func (v *versions) at(row int) newsroom.VersionSeq {
	if row == 0 {
		return 0
	}
	return v.entries[len(v.entries)-row].Seq
}

// choose compares the text of a row with the one that the other is compared with; the newest text with the version before it.
func (v *versions) choose(row int) {
	if len(v.entries) == 0 {
		return
	}
	if seq := v.at(row); seq == 0 {
		v.from, v.to = v.entries[len(v.entries)-1].Seq, 0
	} else {
		v.from = seq
		if v.to == seq {
			v.to = 0
		}
	}
	v.compare()
}

// others offers what the chosen version is compared with.
func (v *versions) others() []chrome.Option {
	var out []chrome.Option
	for row := range len(v.entries) + 1 {
		seq := v.at(row)
		if seq == v.from {
			continue
		}
		out = append(out, chrome.Option{Label: v.name(seq), Chosen: seq == v.to, Action: func() {
			v.to = seq
			v.compare()
		}})
	}
	return out
}

func (v *versions) setMode(m compare.Mode) {
	v.mode = m
	v.build()
}

// step goes to the next change or the one before.
func (v *versions) step(forward bool) {
	if v.view == nil {
		return
	}
	if !v.view.Step(forward) {
		v.status.say(toneSaved, v.d.S("versions.same", "From", v.name(v.from), "To", v.name(v.to)))
	}
}

// show shows what is known.
func (v *versions) show() {
	d, at := v.d, -1
	if v.view != nil {
		if v.seen == [2]newsroom.VersionSeq{v.from, v.to} {
			at = v.view.At() // the same texts, in another way or with one change less
		}
		v.view.Close()
		v.view = nil
	}
	v.middle.Objects, v.side.Objects = nil, nil
	row := 0
	for i := range len(v.entries) + 1 {
		if v.at(i) == v.from && v.from != 0 {
			row = i
		}
	}
	v.times.Set(len(v.entries)+1, row)
	v.against.Hidden = len(v.entries) == 0
	v.against.SetLabel(d.S("versions.against", "From", v.name(v.from), "To", v.name(v.to)))
	switch {
	case v.failed != nil:
		v.status.say(toneError, d.Words.Say(newsroom.TextOf(v.failed)))
		v.middle.Add(chrome.Centre(empty(d.S("versions.failed"), d.Words.Say(newsroom.TextOf(v.failed)), chrome.NewButton(d.S("retry"), chrome.Plain, func() { v.load(true) }))))
	case len(v.entries) == 0:
		v.status.say(toneSaved, string(v.article.Number))
		v.middle.Add(chrome.Centre(empty(d.S("versions.none"), d.S("versions.none.text"), chrome.NewButton(d.S("versions.keep"), chrome.Primary, v.keep))))
	default:
		v.status.say(toneSaved, d.Words.Say(v.diff.Size().Text()))
		v.view = d.comparison(&v.frame, v.diff, [2]string{v.name(v.from), v.name(v.to)}, func(i int) { v.changes.Set(len(v.diff.Changes), i) })
		v.changes = d.changeRows(v.diff, func(i int) { v.view.Go(i) })
		v.middle.Add(v.view.Object())
		v.side.Add(v.list())
		v.view.SetMode(v.mode)
		v.seen = [2]newsroom.VersionSeq{v.from, v.to}
	}
	v.middle.Refresh()
	v.side.Refresh()
	if n := len(v.diff.Changes); v.view != nil && at >= 0 && n > 0 {
		v.view.Go(min(at, n-1))
	}
}

// list is the changes of the text, below those of the properties.
func (v *versions) list() fyne.CanvasObject {
	d := v.d
	head := chrome.Column(6, chrome.Text(d.S("versions.changes", "Count", len(v.diff.Changes)), chrome.Style{Bold: true}))
	for _, p := range v.diff.Properties(d.Stamp) {
		head.Add(chrome.NewProse(d.S("versions.property", "Field", d.Label(p.Name), "Before", orDash(d.Words.Say(p.Before)), "After", orDash(d.Words.Say(p.After))),
			chrome.Style{Width: changesWidth - 28, Lines: 2, Size: theme.MetaSize}))
	}
	back, one := chrome.NewButton(d.S("versions.copy.block"), chrome.Plain, v.copyBack), chrome.NewButton(d.S("versions.copy.one"), chrome.Plain, v.copyOne)
	for _, b := range []*chrome.Button{back, one} {
		b.Allow(v.mayEdit() == nil && v.to == 0 && len(v.diff.Changes) > 0)
	}
	return chrome.Dock(chrome.Pad(14, 14, 8, 14, head), chrome.Pad(8, 14, 12, 14, chrome.Pairs(8, one, back)), v.changes)
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// mayEdit returns why the person may not change the newest text, nil where he may.
func (v *versions) mayEdit() error { return newsroom.MayRestore(v.article, v.d.Me) }

// keep freezes the newest text under a name.
func (v *versions) keep() {
	d := v.d
	if err := newsroom.MayKeep(v.article, d.Me); err != nil {
		v.refuse(err)
		return
	}
	name := field.NewEntry(d.Input)
	var card *chrome.Modal
	do := func() {
		card.Close()
		said := strings.TrimSpace(clean(name.Text))
		v.change(func(ctx context.Context) error {
			_, err := d.Newsroom.KeepVersion(ctx, d.Me, v.article.ID, said)
			return err
		})
	}
	name.OnCommit = do
	card = v.frame.show(chrome.Card(d.S("versions.keep"), dialogWidth, chrome.Column(12, chrome.NewProse(d.S("versions.keep.text"), chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.Labelled(d.S("versions.keep.name"), name)), chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("versions.keep.do"), chrome.Primary, do)), do)
	v.focus(name)
}

// restore asks, and puts the chosen version in the place of the newest text. Nothing is lost: what stood there is a version too.
func (v *versions) restore() {
	d, seq := v.d, v.from
	if seq == 0 {
		v.status.say(toneWarn, d.S("versions.restore.choose"))
		return
	}
	if err := v.mayEdit(); err != nil {
		v.refuse(err)
		return
	}
	var card *chrome.Modal
	do := func() {
		card.Close()
		v.change(func(ctx context.Context) error {
			_, err := d.Newsroom.Restore(ctx, d.Me, v.article.ID, seq)
			return err
		})
	}
	card = v.frame.show(chrome.Card(d.S("versions.restore.title", "Version", newsroom.VersionNumber(seq)), dialogWidth,
		chrome.NewProse(d.S("versions.restore.text"), chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("versions.restore.do"), chrome.Primary, do)), do)
}

// copyBack makes the paragraph of the change that is shown say what the version says. It can be undone in the article, and by copying on.
func (v *versions) copyBack() { v.copy(func(i int) []track.Change { return v.diff.Paragraph(i) }) }

// copyOne does so with the change alone.
func (v *versions) copyOne() { v.copy(func(i int) []track.Change { return v.diff.Changes[i : i+1] }) }

func (v *versions) copy(of func(change int) []track.Change) {
	d := v.d
	if v.view == nil || v.view.At() < 0 {
		v.status.say(toneWarn, d.S("versions.copy.choose"))
		return
	}
	if v.to != 0 {
		v.status.say(toneWarn, d.S("versions.copy.newest"))
		return
	}
	if err := v.mayEdit(); err != nil {
		v.refuse(err)
		return
	}
	changes := of(v.view.At())
	v.change(func(ctx context.Context) error {
		_, err := d.Newsroom.CopyBack(ctx, d.Me, v.article.ID, v.from, changes...)
		return err
	})
}

// change does something to the newest text, and shows what there is then in every window.
func (v *versions) change(f func(context.Context) error) {
	d := v.d
	d.stored(v.article.ID, func() {
		d.work(f, func(err error) {
			if err != nil {
				v.refuse(err)
				return
			}
			d.refresh()
		})
	})
}

// comparison is a view of a difference.
func (d *desk) comparison(f *frame, diff newsroom.Difference, names [2]string, chosen func(int)) *compare.View {
	return compare.New(diff, compare.Params{
		Page: func(doc *model.Node) *view.Editor {
			o := d.pageOptions(f.win, diff.After.Properties.Language)
			o.Hints = nil // nobody writes here
			e := view.New(state.NewState(doc), o)
			d.equip(f, e)
			e.Disable()
			e.OnKey = f.menuKey
			e.OnEscape = func() { f.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
			return e
		},
		Names:  names,
		Legend: [4]string{d.S("versions.deleted"), d.S("versions.inserted"), d.S("versions.moved"), d.S("versions.formed")},
		Chosen: chosen,
	})
}
