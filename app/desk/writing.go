package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/draft"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/editor/count"
	"galley/editor/intake/markdown"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
)

// writer is the writing window of one article.
type writer struct {
	frame
	draft.Saver
	typed    typed
	page     *view.Editor
	tally    count.Tally
	finder   *finder
	outline  *outline
	bar      []tool
	kind     *chrome.Button // of the selected paragraphs
	status   *status
	around   around
	alone    bool            // the page has the whole screen
	notice   *fyne.Container // above the sheet: a text that cannot be saved, properties that somebody else has changed too
	noticed  string          // what is said there
	contest  contest
	changes  changes
	comments discussion
	stale    bool // comments are to be read again when the text is stored
	tab      tab
	tabs     []*chrome.Button
	pages    []fyne.CanvasObject
	copyfit  copyfit
	caret    model.Pos // as it was kept last, -1 before

	tenure tenure

	stopKeeping func()
}

const (
	writingWidth   float32 = 1440
	inspectorWidth float32 = 320
	whyWidth       float32 = 420 // of the reason in the status line; the notice has all of it
)

// write opens an article in its writing window, or brings that window to the front.
func (d *desk) write(a newsroom.Article) {
	if w, ok := d.writers[a.ID]; ok {
		w.win.RequestFocus()
		return
	}
	var m newsroom.Manuscript
	var base newsroom.Revision
	now := d.Now()
	held := tenure{place: d.Newsroom.NewPlace(), asked: now, wrote: now}
	d.work(func(ctx context.Context) (err error) {
		held.lease, err = d.Newsroom.Hold(ctx, d.Me, a.ID, held.place)
		if err == nil || newsroom.CodeOf(err) == newsroom.Forbidden { // what may not be written now is refused when something is
			m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.main.refuse(err)
			return
		}
		w := newWriter(d, a, m, base, held)
		d.writers[a.ID] = w
		w.win.Show()
		w.start()
	})
}

func newWriter(d *desk, a newsroom.Article, m newsroom.Manuscript, base newsroom.Revision, held tenure) *writer {
	w := &writer{frame: newFrame(d, "writing", "", writingWidth, mainHeight), caret: -1, tenure: held, stopKeeping: func() {}}
	w.Saver = draft.New(draft.Params{
		Append: func(ctx context.Context, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
			return d.Newsroom.Append(ctx, d.Me, id, base, changes)
		},
		Changes: d.Newsroom.Changes, Me: d.Me.ID, Work: d.work, After: d.After, Now: d.Now,
		Page: func() state.State { return w.page.State() }, Receive: func(tr *state.Transaction) error { return w.page.Apply(tr) },
		Properties: w.properties, Merged: w.merged, Changed: w.changed, Ticked: w.sayState,
	}, a, base, m)
	w.tenure.reads = d.settings.Accounts && w.heldByAnother()
	w.typed.properties = m.Properties
	w.comments = w.discuss()
	w.win.SetCloseIntercept(func() { w.close() })
	w.win.SetOnDropped(w.dropped)
	w.listen(func(k fyne.KeyName) bool {
		switch {
		case k == fyne.KeyF11:
			w.setAlone(!w.alone)
		case k == fyne.KeyEscape && !w.finder.close():
			w.setAlone(false)
			w.focus(w.page)
		default:
			return false
		}
		return true
	})
	w.build()
	return w
}

// close saves and closes; it reports whether the window has gone. A text that cannot be saved keeps its window open and says so.
func (w *writer) close() bool {
	gone := false
	w.settle()
	w.Flush(func(ok bool) {
		if ok {
			w.leave()
			gone = true
			return
		}
		if w.Err != nil && !newsroom.IsHeld(w.Err) { // what somebody took over is kept as a version, and the window says so
			w.askToLeave()
		}
	})
	return gone
}

// leave closes the window without saving.
func (w *writer) leave() {
	if !w.alone {
		w.keepSize()
	}
	w.keepCaret()
	w.stopKeeping()
	w.Saver.Close()
	w.page.Close()
	if err := w.letGo(); err != nil {
		w.d.main.refuse(err)
	}
	delete(w.d.writers, w.Article.ID)
	w.d.hidePhone(w.Article.ID)
	w.win.Close()
	w.d.refresh()
}

// askToLeave says what would be lost and offers to keep it.
func (w *writer) askToLeave() {
	d := w.d
	w.tell(d.S("leave.title"), d.Words.Say(newsroom.TextOf(w.Err)),
		chrome.Option{Label: d.S("leave.keep"), Action: func() { w.keepInFile(w.leave) }},
		chrome.Option{Label: d.S("leave.drop"), Action: w.leave})
}

// build makes the window's content anew, with what is on the page and in the fields.
func (w *writer) build() {
	old := w.typed
	w.makeFields()
	w.status = newStatus(w.d)
	w.notice, w.noticed = chrome.Column(0), ""
	if w.page == nil {
		w.fill(w.Stored.Properties)
		w.page = w.newPage(w.newState())
		w.tally = count.NewTally(w.Stored.Doc)
	} else {
		w.carry(old)
		s := w.page.State()
		w.page.Close()
		w.page = w.newPage(s)
	}
	w.finder = newFinder(w, w.finder)
	w.outline = newOutline(w)
	w.win.SetMainMenu(w.menu())
	w.changes.panel, w.changes.marks = nil, min(w.changes.marks, final)
	w.around.side = w.inspector()
	w.around.bar = bar(44, w.tools())
	w.dockSheet()
	w.arrange()
	w.showState()
	w.follow(w.page.State())
	w.loadComments()
	w.focus(w.page)
	w.page.Reveal()
}

// dockSheet puts the page below the bars over it, or the original in its place.
func (w *writer) dockSheet() {
	page := w.page
	if w.changes.old != nil {
		page = w.changes.old
	}
	w.around.sheet = chrome.Dock(chrome.Column(0, w.finder.object, w.notice), chrome.Gap(0, 0), page)
}

// follow shows what the page says of itself around the page: after every change and whenever the selection moved.
func (w *writer) follow(s state.State) {
	if w.kind == nil {
		return // the window is being made
	}
	w.tally = w.tally.Refresh(s.Doc())
	w.showTitle(s)
	w.showTools(s)
	w.showCount(s)
	w.fit(s)
	w.outline.show(s)
	w.finder.follow(s)
	w.showChanges(s)
	if w.stale && w.Phase == draft.Saved {
		w.loadComments()
	}
	w.followComments(s)
	w.tellChange(s)
}

// showTitle names the window after the headline as it is on the page.
func (w *writer) showTitle(s state.State) {
	a := w.Article
	a.Digest.Headline = newsroom.Manuscript{Doc: s.Doc()}.Headline()
	if title := w.d.Headline(a) + " · " + w.d.S("writing"); title != w.win.Title() {
		w.win.SetTitle(title)
	}
}

// changed hears of every new phase of what is typed.
func (w *writer) changed() {
	if w.Phase == draft.Unsaved && newsroom.IsHeld(w.Err) {
		w.look()
	}
	if w.Phase == draft.Saved {
		w.keepCaret()
		if w.stale {
			w.loadComments()
		}
	}
	w.showState()
}

// sayState says in the status line how safe the text is. While a save is tried again it goes on saying why the last one failed.
func (w *writer) sayState() {
	d := w.d
	switch w.Phase {
	case draft.Saved:
		w.status.say(toneSaved, d.S("saved", "At", d.Clock(w.At)))
	case draft.Waiting, draft.Saving:
		if w.Err == nil {
			w.status.say(toneBusy, d.S("saving"))
		}
	case draft.Unsaved:
		said := d.S("unsaved")
		if w.Left > 0 {
			why := d.Words.Say(newsroom.TextOf(w.Err))
			said = d.S("unsaved.retry", "Why", chrome.Cut(strings.TrimRight(why, "。."), whyWidth, chrome.Meta()),
				"Seconds", int((w.Left+time.Second-1)/time.Second))
		}
		w.status.say(toneError, said)
	}
}

// showState says in the status line, and above the sheet where it matters, how safe the text is.
func (w *writer) showState() {
	if w.status == nil {
		return
	}
	w.sayState()
	d := w.d
	why, others := "", w.contest.said(d)
	if w.Err != nil && !newsroom.IsHeld(w.Err) {
		why = d.S("unsaved.why", "Why", d.Words.Say(newsroom.TextOf(w.Err)))
	}
	remarks := w.remarks()
	said := why + others
	for _, r := range remarks {
		said += r.said
	}
	if said == w.noticed { // what is pressed must not be exchanged under the pointer
		return
	}
	w.noticed = said
	w.notice.Objects = nil
	for _, r := range remarks {
		w.notice.Add(chrome.Notice(r.tone, w.noticeWidth(), r.said, r.actions...))
	}
	if why != "" {
		w.notice.Add(chrome.Notice(chrome.Mine, w.noticeWidth(), why,
			chrome.NewButton(d.S("retry"), chrome.Plain, w.Save), chrome.NewButton(d.S("keep"), chrome.Plain, func() { w.keepInFile(nil) })))
	}
	if others != "" {
		w.notice.Add(chrome.Notice(chrome.Alert, w.noticeWidth(), others,
			chrome.NewButton(d.S("contest.take"), chrome.Plain, w.takeTheirs), chrome.NewButton(d.S("contest.keep"), chrome.Plain, w.keepMine)))
	}
	w.win.Content().Refresh()
}

func (w *writer) noticeWidth() float32 {
	width := w.win.Canvas().Size().Width
	if !w.alone {
		width -= inspectorWidth + outlineWidth + 2
	}
	return max(560, width)
}

// showCount says how long the text is and how much of it is selected.
func (w *writer) showCount(s state.State) {
	d, n := w.d, w.tally.Count()
	said := d.S("count", "Count", voice.Grouped(n.Length()), "Characters", voice.Grouped(n.Characters), "Minutes", max(1, int((n.Reading()+time.Minute/2)/time.Minute)))
	if sel := s.Selection(); sel.From() < sel.To() {
		length := 0
		for _, p := range state.Parts(s) {
			length += count.Between(s.Doc(), p.From, p.To).Length()
		}
		said += "　" + d.S("count.selected", "Count", voice.Grouped(length))
	}
	if w.copyfit.said != "" {
		said += "　" + w.copyfit.said
	}
	if w.Article.Version > 0 {
		said += "　" + d.S("version", "Version", w.Article.Version)
	}
	w.status.note(said)
}

// handOver saves and submits.
func (w *writer) handOver() {
	w.Flush(func(ok bool) {
		if ok {
			w.submit(w.Article)
		}
	})
}

// print saves and shows the article as it will be printed.
func (w *writer) print() {
	w.Flush(func(ok bool) {
		if ok {
			w.d.print(w.Article)
		}
	})
}

// phone saves and shows the article to phones.
func (w *writer) phone() {
	w.Flush(func(ok bool) {
		if ok {
			w.d.phone(w.Article)
		}
	})
}

// keepInFile writes what is typed to a file that the person chooses.
func (w *writer) keepInFile(then func()) {
	d := w.d
	text := ""
	doc := w.page.State().Doc()
	for _, part := range doc.Children() {
		if words := part.PlainText(); part.Kind() != model.Body && words != "" {
			text += words + "\n\n"
		}
	}
	text += markdown.Write(doc.Part(model.Body).Children())
	w.saveFile(d.S("keep.title"), string(w.Article.Number)+".md", writeBytes([]byte(text)), func(path string) {
		w.status.say(toneWarn, d.S("kept", "Path", path))
		if then != nil {
			then()
		}
	})
}
