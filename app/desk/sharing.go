package desk

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/app/press"
)

// sharing is the share window of one article: its code, or its card, as they will be written, and beside them how.
type sharing struct {
	frame
	article newsroom.Article
	tab     shareTab
	code    codeShare
	card    cardShare
	picture *canvas.Image
	problem *fyne.Container // why there is no picture
	left    *fyne.Container // what stands under the picture
	side    *fyne.Container
	tabs    *fyne.Container
}

// shareTab is what is shared.
type shareTab int

const (
	tabCode shareTab = iota
	tabCard
)

// Sizes of the window.
const (
	shareWidth, shareHeight float32 = 1040, 760
	shareSide               float32 = 500
	shareInner                      = shareSide - 64
)

// share opens an article's share window, or brings it to the front.
func (d *desk) share(a newsroom.Article) {
	s, ok := d.shares[a.ID]
	if ok {
		s.article = a
		s.set()
		s.win.RequestFocus()
		return
	}
	s = newSharing(d, a)
	d.shares[a.ID] = s
	s.win.Show()
	s.set()
}

func newSharing(d *desk, a newsroom.Article) *sharing {
	s := &sharing{frame: newFrame(d, "share", "", shareWidth, shareHeight), article: a}
	s.code.s, s.card.s = s, s
	s.code.recall()
	s.card.recall()
	s.win.SetCloseIntercept(s.leave)
	s.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			s.leave()
		}
		return k == fyne.KeyEscape
	})
	s.build()
	return s
}

func (s *sharing) leave() {
	s.code.turn++
	s.card.turn++
	s.keepSize()
	delete(s.d.shares, s.article.ID)
	s.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (s *sharing) build() {
	d := s.d
	title := d.S("share.window", "Headline", d.Headline(s.article))
	s.win.SetTitle(title)
	s.picture = canvas.NewImageFromImage(image.NewRGBA(image.Rect(0, 0, 1, 1)))
	s.picture.FillMode = canvas.ImageFillContain
	s.problem = chrome.Column(0)
	s.left, s.side, s.tabs = chrome.Column(0), chrome.Column(0), chrome.Row(8)
	words := chrome.Text(chrome.Cut(title, 620, chrome.Style{Bold: true}), chrome.Style{Bold: true})
	spring := chrome.Spring()
	top := bar(topHeight, chrome.GrowingRow(8, spring, words, spring, chrome.Text(d.trust(), chrome.Meta()), s.tabs))
	shown := chrome.Dock(chrome.Gap(0, 28), chrome.Pad(20, 32, 28, 32, s.left), chrome.Pad(0, 32, 0, 32, chrome.Over(s.picture, chrome.Centre(s.problem))))
	side := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(24, 32, 24, 32, s.side)))
	s.win.SetContent(chrome.Dock(top, chrome.Gap(0, 0), chrome.Beside(shareSide, chrome.On(theme.Paper, shown), side)))
	s.fill()
}

// fill makes what depends on the tab, and leaves the keyboard at the field or button where it was.
func (s *sharing) fill() {
	d := s.d
	at := slices.Index(fields(s.side), s.win.Canvas().Focused())
	s.win.SetMainMenu(s.menu())
	s.tabs.Objects = nil
	for i, label := range []string{d.S("share.tab.code"), d.S("share.tab.card")} {
		kind := chrome.Plain
		if shareTab(i) == s.tab {
			kind = chrome.Chosen
		}
		s.tabs.Add(chrome.NewButton(label, kind, func() { s.showTab(shareTab(i)) }))
	}
	switch s.tab {
	case tabCode:
		s.side.Objects = []fyne.CanvasObject{s.code.content()}
	case tabCard:
		s.side.Objects = []fyne.CanvasObject{s.card.content()}
	}
	s.side.Refresh()
	s.show()
	if now := fields(s.side); at >= 0 && at < len(now) {
		s.focus(now[at])
	}
}

// fields are what takes the keyboard in an object, in order.
func fields(o fyne.CanvasObject) (out []fyne.Focusable) {
	switch o := o.(type) {
	case *chrome.Tick:
		return []fyne.Focusable{o.Field()}
	case fyne.Focusable:
		return []fyne.Focusable{o}
	case *fyne.Container:
		for _, c := range o.Objects {
			out = append(out, fields(c)...)
		}
	}
	return out
}

// showTab changes between code and card.
func (s *sharing) showTab(t shareTab) {
	if s.tab == t {
		return
	}
	s.tab = t
	s.fill()
	s.set()
}

// set makes what the tab shows anew.
func (s *sharing) set() {
	if s.tab == tabCard {
		s.card.set()
		return
	}
	s.code.set()
}

// reload shows the article as it is now.
func (s *sharing) reload() {
	var a newsroom.Article
	s.d.work(func(ctx context.Context) (err error) {
		a, err = s.d.Newsroom.Article(ctx, s.article.Number)
		return err
	}, func(err error) {
		switch {
		case s.d.shares[s.article.ID] != s:
		case err != nil:
			s.refuse(err)
		case a.Revision != s.article.Revision || a.Acts != s.article.Acts:
			s.article = a
			s.fill()
			s.set()
		}
	})
}

// show shows what is known: the picture and what stands under it.
func (s *sharing) show() {
	var shown image.Image
	failed := s.code.failed
	if s.tab == tabCard {
		failed = s.card.failed
		shown, s.left.Objects = s.card.shown()
		s.card.allow()
	} else {
		shown, s.left.Objects = s.code.shown()
		s.code.allow()
	}
	s.problem.Objects = nil
	if failed != nil {
		s.problem.Add(chrome.Notice(chrome.Mine, shareWidth-shareSide-80, s.d.Words.Say(newsroom.TextOf(failed))))
	}
	s.picture.Image, s.picture.Hidden = shown, shown == nil
	s.picture.Refresh()
	s.left.Refresh()
	s.win.Content().Refresh()
}

// menu is the share window's.
func (s *sharing) menu() *fyne.MainMenu {
	d := s.d
	line := fyne.NewMenuItemSeparator
	tab := func(t shareTab, f func()) func() {
		return s.free(func() {
			s.showTab(t)
			f()
		})
	}
	saves := []*fyne.MenuItem{
		entry(d.S("share.save.png"), keySave, s.free(s.savePNG)),
		entry(d.S("share.save.svg"), keySaveSVG, tab(tabCode, func() { s.code.save(press.SVG) })),
		entry(d.S("share.save.pdf"), keyPrint, tab(tabCode, func() { s.code.save(press.PDF) })),
		entry(d.S("share.save.jpg"), keySaveJPG, tab(tabCard, func() { s.card.save("jpg") })), line(),
		entry(d.S("share.copy_address"), keyCopyAddress, s.free(s.copyAddress)),
		entry(d.S("share.copy_picture"), keyCopyPicture, s.free(s.copyPicture)), line(),
		entry(d.S("close"), keyClose, s.free(s.leave)),
	}
	view := []*fyne.MenuItem{
		entry(d.S("share.tab.code"), ctrl(fyne.Key1), s.free(func() { s.showTab(tabCode) })),
		entry(d.S("share.tab.card"), ctrl(fyne.Key2), s.free(func() { s.showTab(tabCard) })), line(),
	}
	for i, p := range placements {
		item := entry(d.S("share.place")+"　"+d.S("share.place."+p.label), keyPlaces[i], s.free(func() { s.placeAt(p.source) }))
		item.Checked = s.place() == p.source
		view = append(view, item)
	}
	view = append(view, line())
	if s.tab == tabCode {
		for i, l := range levels {
			item := entry(d.S("share.level_of", "Level", l.String()), keyLevels[i], s.free(func() { s.code.setLevel(l) }))
			item.Checked = s.code.job.Level == l
			view = append(view, item)
		}
		view = append(view, entry(s.code.logoLabel(), keyLogo, s.free(s.code.changeLogo)))
	} else {
		for i, name := range cardDesigns() {
			item := entry(d.Label(press.DesignText(name)), keyDesigns[i], s.free(func() { s.card.setDesign(name) }))
			item.Checked = s.card.job.Design == name
			view = append(view, item)
		}
	}
	return fyne.NewMainMenu(fyne.NewMenu(d.S("menu.file"), saves...), fyne.NewMenu(d.S("menu.view"), view...),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, s.free(s.showKeys))))
}

// placements are where a code may stand: the source that its address says, empty for none, and its name.
var placements = []struct{ source, label string }{{"", "any"}, {"poster", "poster"}, {"wechat", "wechat"}, {"screen", "screen"}, {"print", "print"}}

func (s *sharing) place() string {
	if s.tab == tabCard {
		return s.card.job.Source
	}
	return s.code.job.Source
}

// placeAt says where what is shared will stand.
func (s *sharing) placeAt(source string) {
	if s.tab == tabCard {
		s.card.job.Source = source
	} else {
		s.code.job.Source = source
	}
	s.fill()
	s.set()
}

// placeChoice is the choice of placements.
func (s *sharing) placeChoice() fyne.CanvasObject {
	labels, at := make([]string, len(placements)), 0
	for i, p := range placements {
		labels[i] = s.d.S("share.place." + p.label)
		if p.source == s.place() {
			at = i
		}
	}
	return chrome.Segments(labels, at, shareInner, func(i int) { s.placeAt(placements[i].source) })
}

// online says whether the address leads anywhere yet.
func (s *sharing) online() fyne.CanvasObject {
	d, a := s.d, s.article
	switch {
	case a.State == newsroom.Withdrawn:
		return chrome.Notice(chrome.Alert, shareInner, d.S("share.withdrawn"))
	case !a.IsLive():
		return chrome.Notice(chrome.Alert, shareInner, d.S("share.not_online", "Standing", newsroom.StandingText(a)))
	}
	return chrome.Notice(chrome.Good, shareInner, d.S("share.online", "At", d.Stamp(a.PublishedAt)))
}

// savePNG saves what the tab shows.
func (s *sharing) savePNG() {
	if s.tab == tabCard {
		s.card.save("png")
		return
	}
	s.code.save(press.PNG)
}

// copyAddress puts the address on the clipboard.
func (s *sharing) copyAddress() {
	address := s.code.shared.Content()
	if s.tab == tabCard {
		address = s.card.made.Address
	}
	if address == "" {
		return
	}
	s.d.app.Clipboard().SetContent(address)
	s.said(s.d.S("share.copied_address"))
}

// copyPicture puts the picture on the clipboard and, where that cannot be, asks for a file to save it in.
func (s *sharing) copyPicture() {
	if s.d.CopyPicture == nil {
		s.savePNG()
		return
	}
	file := s.code.png
	if s.tab == tabCard {
		file = s.card.png
	}
	make, ok := file()
	if !ok {
		return
	}
	s.d.work(func(ctx context.Context) error {
		data, err := make(ctx)
		if err != nil {
			return err
		}
		return s.d.CopyPicture(data)
	}, func(err error) {
		if err != nil {
			s.refuse(newsroom.Errorf(newsroom.Internal, err, "desk.share.not_copied"), chrome.Option{Label: s.d.S("share.save.png"), Action: s.savePNG})
			return
		}
		s.said(s.d.S("share.copied_picture"))
	})
}

// said says under the picture what was done, until something else is shown.
func (s *sharing) said(words string) {
	text := chrome.Text(words, chrome.Style{Size: 13, Token: theme.Green})
	if n := len(s.left.Objects); n > 0 {
		s.left.Objects[n-1] = chrome.Centre(text)
		s.left.Refresh()
	}
}

// under is what stands under the picture: the address, what can be copied, and what is known of the code.
func (s *sharing) under(address string, known fyne.CanvasObject) []fyne.CanvasObject {
	d := s.d
	return []fyne.CanvasObject{
		chrome.NewProse(address, chrome.Style{Size: 13, Token: theme.Soft, Align: fyne.TextAlignCenter, Lines: 3}), chrome.Gap(0, 14),
		chrome.Centre(chrome.Row(8, chrome.NewButton(d.S("share.copy_address"), chrome.Plain, s.copyAddress), chrome.NewButton(d.S("share.copy_picture"), chrome.Plain, s.copyPicture))),
		chrome.Gap(0, 14), chrome.Centre(known),
	}
}

// group is a part of the side under a small label.
func (s *sharing) group(label string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return chrome.Column(0, chrome.Text(s.d.S(label), chrome.Meta()), chrome.Gap(0, 6), chrome.Column(8, parts...), chrome.Gap(0, 18))
}
