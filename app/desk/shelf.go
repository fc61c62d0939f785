package desk

import (
	"context"
	"fmt"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/state"
	"galley/editor/track"
)

// shelf is the window of the newsroom's pictures: all of them at the left, with what is typed to find one; at the right the one that is chosen, its
// words, and the articles that show it. It puts pictures into the article that it was opened from.
type shelf struct {
	frame
	into   *writer // the article that pictures go into, nil for none
	all    []newsroom.Shelved
	shown  []newsroom.Shelved // of all, what the filter and the words leave
	which  shelfFilter
	failed error
	turn   int
	thumbs thumbs

	query  *field.Entry
	status *status
	rows   *chrome.Rows
	box    *fyne.Container
	side   *fyne.Container
	large  image.Image // of the chosen picture
	size   image.Point
	chosen string // its hash
}

type shelfFilter int

const (
	shelfAll shelfFilter = iota
	shelfUnused
	shelfAway
)

// Sizes of the window.
const (
	shelfWidth, shelfHeight float32 = 1040, 700
	shelfSide               float32 = 460
	shelfInner                      = shelfSide - 40
)

// shelf opens the window, or brings it to the front; pictures go into the article of a writing window from now on where one is given.
func (d *desk) shelf(into *writer) {
	if d.pictures != nil {
		if into != nil {
			d.pictures.into = into
			d.pictures.build()
		}
		d.pictures.win.RequestFocus()
		return
	}
	s := &shelf{frame: newFrame(d, "shelf", "", shelfWidth, shelfHeight), into: into}
	s.thumbs = thumbs{d: d, made: map[string]image.Image{}, done: func() { s.rows.Refresh() }}
	d.pictures = s
	s.win.SetCloseIntercept(s.leave)
	s.win.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		for _, f := range files {
			s.take(f.Path())
		}
	})
	s.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			s.leave()
		}
		return k == fyne.KeyEscape
	})
	s.build()
	s.win.Show()
	s.load()
}

func (s *shelf) leave() {
	s.turn++
	s.keepSize()
	s.d.pictures = nil
	s.win.Close()
}

// build makes the window's content anew, in the language and theme of now.
func (s *shelf) build() {
	d := s.d
	words := ""
	if s.query != nil {
		words = s.query.Text
	}
	s.status = newStatus(d)
	s.win.SetTitle(d.S("shelf.title"))
	s.win.SetMainMenu(s.menu())
	s.query = field.NewEntry(d.Input)
	s.query.SetPlaceHolder(d.S("shelf.find"))
	s.query.SetText(words)
	s.query.OnChanged = func(string) { s.filter() }
	s.query.OnCommit = func() { s.focus(s.rows) }
	s.query.OnEscape = func() { s.focus(s.rows) }
	s.rows = chrome.NewRows()
	s.rows.Make = func() fyne.CanvasObject { return newShelfRow() }
	s.rows.Height = func(int, float32) float32 { return shelfRowHeight }
	s.rows.Update = func(i int, o fyne.CanvasObject, selected bool) {
		p := s.shown[i]
		const room = shelfWidth - shelfSide - 140
		o.(*shelfRow).set(s.thumbs.find(p.Hash), chrome.Cut(s.name(p), room, chrome.Style{Size: theme.HeadlineSize}), chrome.Cut(s.about(p), room, chrome.Meta()), selected)
	}
	s.rows.OnSelect = func(int) { s.choose() }
	s.rows.OnOpen = func(int) { s.insert() }
	s.rows.OnDelete = func(int) { s.putAway() }
	s.box, s.side = slot(s.rows), chrome.Column(12)
	kind := chrome.Primary
	if s.target() != nil { // putting one in is the one thing to do
		kind = chrome.Plain
	}
	top := chrome.GrowingRow(8, s.query, s.query, chrome.NewButton("＋ "+d.S("shelf.add"), kind, s.add))
	filters := chrome.Pad(10, 16, 10, 16, chrome.Segments([]string{d.S("shelf.all"), d.S("shelf.unused"), d.S("shelf.away")}, int(s.which), shelfWidth-shelfSide-32, func(i int) { s.narrow(shelfFilter(i)) }))
	s.win.SetContent(chrome.Dock(bar(topHeight, top), s.status.object,
		chrome.Beside(shelfSide, chrome.On(theme.Paper, chrome.Dock(chrome.Column(0, filters, chrome.HLine()), chrome.Gap(0, 0), s.box)), chrome.On(theme.Panel, container.NewVScroll(chrome.Inset(20, s.side))))))
	s.filter()
	s.focus(s.rows)
}

// menu is the window's.
func (s *shelf) menu() *fyne.MainMenu {
	d, line := s.d, fyne.NewMenuItemSeparator
	away := entry(d.S("shelf.remove")+"…", keyGiveBack, s.free(s.putAway))
	if p, ok := s.picture(); ok && p.Away {
		away = entry(d.S("shelf.restore"), keyGiveBack, s.free(s.restore))
	}
	views := []*fyne.MenuItem{}
	for i, label := range []string{d.S("shelf.all"), d.S("shelf.unused"), d.S("shelf.away")} {
		item := entry(label, keyShelves[i], s.free(func() { s.narrow(shelfFilter(i)) }))
		item.Checked = s.which == shelfFilter(i)
		views = append(views, item)
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(d.S("menu.file"),
			entry(d.S("shelf.add")+"…", keyImport, s.free(s.add)),
			unless(s.target() != nil, entry(d.S("shelf.insert"), keyHandOver, s.commit(s.insert))),
			entry(d.S("shelf.open"), keyShare, s.free(s.openFirst)), away, line(),
			entry(d.S("close"), keyClose, s.free(s.leave))),
		fyne.NewMenu(d.S("menu.edit"), entry(d.S("menu.find"), keySearch, s.free(func() { s.focus(s.query) }))),
		fyne.NewMenu(d.S("menu.view"), views...),
		fyne.NewMenu(d.S("menu.help"), entry(d.S("menu.keys"), keyHelp, s.free(s.showKeys))),
	)
}

// load reads the shelf. Of two readings that are under way the later one is shown.
func (s *shelf) load() {
	d := s.d
	s.turn++
	turn := s.turn
	var all []newsroom.Shelved
	d.work(func(ctx context.Context) (err error) {
		all, err = d.Newsroom.Shelf(ctx)
		return err
	}, func(err error) {
		if turn != s.turn {
			return
		}
		if s.failed = err; err == nil {
			s.all = all
		}
		s.filter()
	})
}

func (s *shelf) narrow(f shelfFilter) {
	s.which = f
	s.build()
}

// filter shows what the filter and the words leave, with the chosen picture still chosen where it is among them.
func (s *shelf) filter() {
	s.shown = slices.DeleteFunc(slices.Clone(s.all), func(p newsroom.Shelved) bool {
		return p.Away != (s.which == shelfAway) || s.which == shelfUnused && len(p.Uses) > 0 || !p.Matches(s.query.Text)
	})
	at := max(0, slices.IndexFunc(s.shown, func(p newsroom.Shelved) bool { return p.Hash == s.chosen }))
	s.rows.Set(len(s.shown), min(at, len(s.shown)-1))
	s.choose()
}

// picture returns the chosen one.
func (s *shelf) picture() (newsroom.Shelved, bool) {
	i := -1
	if s.rows != nil {
		i = s.rows.Selected()
	}
	if i < 0 || i >= len(s.shown) {
		return newsroom.Shelved{}, false
	}
	return s.shown[i], true
}

// choose shows the chosen picture at the side, and has it read.
func (s *shelf) choose() {
	d := s.d
	p, ok := s.picture()
	if ok && p.Hash == s.chosen && s.large != nil || !ok {
		if !ok {
			s.chosen, s.large = "", nil
		}
		s.present()
		return
	}
	s.chosen, s.large, s.size = p.Hash, nil, image.Point{}
	s.present()
	var m image.Image
	var size image.Point
	d.work(func(ctx context.Context) (err error) {
		if size, err = d.Newsroom.PictureSize(ctx, p.Hash); err == nil {
			m, err = readScreen(ctx, d, p.Hash)
		}
		return err
	}, func(err error) {
		if s.chosen != p.Hash || d.pictures != s {
			return
		}
		if err != nil {
			s.status.say(toneError, d.Words.Say(newsroom.TextOf(err)))
			return
		}
		s.large, s.size = shrink(m, 2*int(shelfInner), 2*int(shelfInner)), size
		s.present()
	})
}

// name is what a picture is called: its file, its alternative text, the digits of its hash.
func (s *shelf) name(p newsroom.Shelved) string {
	for _, n := range []string{p.Name, p.Alt} {
		if n != "" {
			return n
		}
	}
	return p.Hash[:12]
}

// about is how often a picture is used, and who made it.
func (s *shelf) about(p newsroom.Shelved) string {
	uses := s.d.S("shelf.unused")
	if len(p.Uses) > 0 {
		uses = s.d.S("shelf.uses", "Count", len(p.Uses))
	}
	says := []string{uses, p.Credit}
	return strings.Join(slices.DeleteFunc(says, func(t string) bool { return t == "" }), " · ")
}

// present shows the list and the chosen picture.
func (s *shelf) present() {
	d := s.d
	s.win.SetMainMenu(s.menu())
	switch {
	case s.failed != nil:
		s.status.say(toneError, d.Words.Say(newsroom.TextOf(s.failed)))
		exchange(s.box, empty(d.S("shelf.failed"), d.Words.Say(newsroom.TextOf(s.failed)), chrome.NewButton(d.S("retry"), chrome.Plain, s.load)))
	case len(s.shown) == 0:
		s.status.say(toneSaved, d.S("shelf.count", "Count", 0))
		exchange(s.box, empty(d.S("shelf.none"), d.S("shelf.none.text"), chrome.NewButton(d.S("shelf.add"), chrome.Plain, s.add)))
	default:
		s.status.say(toneSaved, d.S("shelf.count", "Count", len(s.shown)))
		if s.box.Objects[0] != fyne.CanvasObject(s.rows) {
			exchange(s.box, s.rows)
		}
	}
	s.side.Objects = nil
	if p, ok := s.picture(); ok {
		s.side.Objects = s.details(p)
	}
	s.side.Refresh()
}

// details are what the side says of a picture.
func (s *shelf) details(p newsroom.Shelved) []fyne.CanvasObject {
	d := s.d
	high := float32(260)
	var preview fyne.CanvasObject = chrome.Spring()
	if s.large != nil {
		m := canvas.NewImageFromImage(s.large)
		m.FillMode = canvas.ImageFillContain
		preview = m
	}
	out := []fyne.CanvasObject{chrome.Fixed(shelfInner, high, preview), chrome.NewProse(s.name(p), chrome.Style{Size: theme.HeadlineSize, Bold: true, Width: shelfInner})}
	facts := fmt.Sprintf("%d KB", (p.Bytes+1023)/1024)
	if s.size != (image.Point{}) {
		facts = fmt.Sprintf("%d × %d · ", s.size.X, s.size.Y) + facts
	}
	if !p.At.IsZero() {
		facts += " · " + d.author(track.Author(p.By)) + " " + d.Stamp(p.At)
	}
	out = append(out, chrome.NewProse(facts, chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: shelfInner}))
	for _, f := range []struct{ label, text string }{{d.S("figure.alt"), p.Alt}, {d.S("figure.credit"), p.Credit}, {d.S("figure.rights"), p.Rights}} {
		if f.text != "" {
			out = append(out, chrome.Column(2, chrome.Text(f.label, chrome.Meta()), chrome.NewProse(f.text, chrome.Style{Width: shelfInner})))
		}
	}
	var actions []fyne.CanvasObject
	if s.target() != nil && !p.Away {
		actions = append(actions, chrome.NewButton(d.S("shelf.insert"), chrome.Primary, s.insert))
	}
	switch {
	case p.Away:
		actions = append(actions, chrome.NewButton(d.S("shelf.restore"), chrome.Plain, s.restore))
	case len(p.Uses) == 0:
		actions = append(actions, chrome.NewButton(d.S("shelf.remove"), chrome.Danger, s.putAway))
	}
	if len(actions) > 0 {
		out = append(out, chrome.Row(8, actions...))
	}
	out = append(out, chrome.HLine(), chrome.Text(d.S("shelf.used"), chrome.Style{Bold: true}))
	if len(p.Uses) == 0 {
		out = append(out, chrome.NewProse(d.S("shelf.used.nowhere"), chrome.Style{Token: theme.Soft, Width: shelfInner}))
	}
	for _, u := range p.Uses {
		title := u.Title
		if title == "" {
			title = d.S("untitled")
		}
		out = append(out, chrome.Row(0, chrome.NewButton(chrome.Cut(string(u.Number)+"　"+title, shelfInner-40, chrome.Style{}), chrome.Ghost, func() { s.open(u) })))
	}
	return out
}

// target is the writing window that pictures go into, nil where it is closed.
func (s *shelf) target() *writer {
	if s.into != nil && s.d.writers[s.into.Article.ID] == s.into {
		return s.into
	}
	return nil
}

// insert puts the chosen picture into the article.
func (s *shelf) insert() {
	p, ok := s.picture()
	w := s.target()
	switch {
	case !ok || p.Away:
	case w == nil:
		s.tell(s.d.S("shelf.insert"), s.d.S("shelf.no_article"))
	case !w.page.Can(anyFigure):
		s.tell(s.d.S("shelf.insert"), s.d.S("picture.body_only"))
	default:
		w.do(state.InsertFigure(p.Figure()))
		w.win.RequestFocus()
	}
}

// add asks for a file and takes it in.
func (s *shelf) add() { s.openFile(s.d.S("shelf.add"), pictureSuffixes, s.take) }

// take puts the picture in a file on the shelf and chooses it.
func (s *shelf) take(path string) {
	d := s.d
	var taken newsroom.Picture
	actor := d.Me
	d.work(func(ctx context.Context) error {
		data, err := readFile(path)
		if err == nil {
			taken, err = d.Newsroom.TakePicture(ctx, actor, path, data)
		}
		return err
	}, func(err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.which, s.chosen = shelfAll, taken.Hash
		s.query.SetText("")
		s.build()
		s.load()
	})
}

// openFirst opens the article that shows the chosen picture and was changed last.
func (s *shelf) openFirst() {
	if p, ok := s.picture(); ok && len(p.Uses) > 0 {
		s.open(p.Uses[0])
	}
}

// open opens an article where the person can work on it.
func (s *shelf) open(u newsroom.Use) {
	d := s.d
	var a newsroom.Article
	edit := false
	d.work(func(ctx context.Context) (err error) {
		if a, err = d.Newsroom.Article(ctx, u.Number); err != nil {
			return err
		}
		may, err := d.Newsroom.MayAct(ctx, d.Me, a)
		edit = slices.ContainsFunc(may, func(o newsroom.Option) bool { return o.Action == newsroom.Edit && o.Err == nil })
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.refuse(err)
		case edit:
			d.write(a)
		default:
			d.review(a)
		}
	})
}

// putAway asks before it takes the chosen picture off the shelf.
func (s *shelf) putAway() {
	p, ok := s.picture()
	if !ok || p.Away {
		return
	}
	d := s.d
	if len(p.Uses) > 0 {
		s.tell(d.S("shelf.remove"), d.S("shelf.is_used", "Count", len(p.Uses)))
		return
	}
	var card *chrome.Modal
	gone := func() {
		card.Close()
		s.setAway(p, true)
	}
	card = s.ask(d.S("shelf.remove.title", "Name", s.name(p)), d.S("shelf.remove.text"), chrome.NewButton(d.S("shelf.remove"), chrome.Danger, gone))
}

// ask shows a card with a sentence, a way back and one button.
func (s *shelf) ask(title, sentence string, button *chrome.Button) *chrome.Modal {
	var card *chrome.Modal
	card = s.show(chrome.Card(title, dialogWidth, chrome.NewProse(sentence, chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.NewButton(s.d.S("cancel"), chrome.Plain, func() { card.Close() }), button), nil)
	return card
}

// restore puts the chosen picture back on the shelf.
func (s *shelf) restore() {
	if p, ok := s.picture(); ok && p.Away {
		s.setAway(p, false)
	}
}

func (s *shelf) setAway(p newsroom.Shelved, away bool) {
	d := s.d
	d.work(func(ctx context.Context) error { return d.Newsroom.PutAway(ctx, d.Me, p.Hash, away) }, func(err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.load()
	})
}
