package desk

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/draft"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
	"galley/editor/intake/markdown"
	"galley/editor/model"
)

// writer is the writing window of one article.
type writer struct {
	frame
	draft.Saver
	typed  typed
	status *status
	notice *fyne.Container // above the sheet: a conflict, a text that cannot be saved
}

const (
	writingWidth   float32 = 1440
	inspectorWidth float32 = 320
	paperWidth     float32 = 730
)

// write opens an article in its writing window, or brings that window to the front.
func (d *desk) write(a newsroom.Article) {
	if w, ok := d.writers[a.ID]; ok {
		w.win.RequestFocus()
		return
	}
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			d.main.refuse(err)
			return
		}
		w := newWriter(d, a, m, base)
		d.writers[a.ID] = w
		w.win.Show()
		w.start()
	})
}

func newWriter(d *desk, a newsroom.Article, m newsroom.Manuscript, base newsroom.Revision) *writer {
	w := &writer{frame: newFrame(d, "writing", "", writingWidth, mainHeight)}
	w.Saver = draft.New(draft.Params{
		Append: func(ctx context.Context, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
			return d.Newsroom.Append(ctx, d.Me, id, base, changes)
		},
		Work: d.work, After: d.After, Now: d.Now, Fields: w.manuscript, Changed: w.showState,
	}, a, base, m)
	w.typed.properties = m.Properties
	w.win.SetCloseIntercept(func() { w.close() })
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			w.close()
		}
	})
	w.build()
	return w
}

// start puts the caret where writing goes on: the headline of a new article, the body of any other.
func (w *writer) start() {
	if w.typed.headline.Text == "" {
		w.focus(w.typed.headline)
		return
	}
	w.focus(w.typed.body)
}

// close saves and closes; it reports whether the window has gone. A text that cannot be saved keeps its window open and says so.
func (w *writer) close() bool {
	gone := false
	w.Flush(func(ok bool) {
		if ok {
			w.leave()
			gone = true
			return
		}
		w.askToLeave()
	})
	return gone
}

// leave closes the window without saving.
func (w *writer) leave() {
	w.keepSize()
	delete(w.d.writers, w.Article.ID)
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

// build makes the window's content anew, with what is in the fields.
func (w *writer) build() {
	d := w.d
	old := w.typed
	w.makeFields()
	if old.headline != nil {
		w.carry(old)
	} else {
		w.fill(w.Stored)
	}
	w.win.SetTitle(d.Headline(w.Article) + " · " + d.S("writing"))
	w.win.SetMainMenu(w.menu())
	w.status = newStatus()
	w.notice = chrome.Column(0)
	w.win.SetContent(chrome.Dock(bar(44, w.tools()), w.status.object, w.body()))
	w.showState()
	w.showCount()
}

// tools is the bar of the window: undo and redo at the left, the one thing to do next at the right.
func (w *writer) tools() fyne.CanvasObject {
	d := w.d
	spring := chrome.Spring()
	undo := chrome.NewButton(d.S("undo"), chrome.Ghost, func() { w.typed.body.Undo() })
	redo := chrome.NewButton(d.S("redo"), chrome.Ghost, func() { w.typed.body.Redo() })
	number := chrome.Text(string(w.Article.Number), chrome.Meta())
	chip, tone := d.Chip(w.Article)
	pdf := chrome.NewButton(d.S("action.pdf"), chrome.Plain, w.exportPDF)
	submit := chrome.NewButton(d.Label(newsroom.ActionText(newsroom.Submit)), chrome.Primary, w.handOver)
	return chrome.GrowingRow(8, spring, number, chrome.NewChip(chip, tone), chrome.Fixed(1, 20, chrome.VLine()), undo, redo, spring, pdf, submit)
}

// body is the sheet with its fields and the inspector beside it.
func (w *writer) body() fyne.CanvasObject {
	ground := chrome.Paper(paperWidth, chrome.Framed(theme.Paper, theme.Line, 5, w.paper()))
	inspector := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 18, 18, 18, w.inspector())))
	return chrome.Beside(inspectorWidth, chrome.Dock(w.notice, chrome.Gap(0, 0), chrome.On(theme.Ground, ground)), inspector)
}

// paper is the sheet: the head of the article in its fields, then the body, which takes the rest.
func (w *writer) paper() fyne.CanvasObject {
	t := &w.typed
	head := chrome.Column(2,
		field.OnPaper(t.kicker, field.Kicker), field.OnPaper(t.headline, field.Headline), field.OnPaper(t.subtitle, field.Subtitle),
		chrome.Gap(0, 6),
		chrome.TopRow(0, nil, chrome.Fixed(3, 0, canvas.NewRectangle(theme.Color(theme.Red)))),
	)
	bar := chrome.Fixed(3, 0, canvas.NewRectangle(theme.Color(theme.Red)))
	abstract := field.OnPaper(t.abstract, field.Abstract)
	row := chrome.On(theme.Panel, chrome.TopRow(0, abstract, bar, abstract))
	head.Objects[len(head.Objects)-1] = row
	head.Add(chrome.Gap(0, 10))
	return chrome.Pad(26, 44, 20, 44, chrome.Dock(head, chrome.Gap(0, 0), field.OnPaper(t.body, field.Body)))
}

// showState says in the status line, and above the sheet where it matters, how safe the text is.
func (w *writer) showState() {
	if w.status == nil {
		return
	}
	d := w.d
	w.notice.Objects = nil
	switch w.Phase {
	case draft.Saved:
		w.status.say(toneSaved, d.S("saved", "At", d.Clock(w.At)))
	case draft.Waiting, draft.Saving:
		w.status.say(toneBusy, d.S("saving"))
	case draft.Unsaved:
		why := d.Words.Say(newsroom.TextOf(w.Err))
		w.status.say(toneError, d.S("unsaved"))
		w.notice.Add(chrome.Notice(chrome.Mine, w.noticeWidth(), d.S("unsaved.why", "Why", why),
			chrome.NewButton(d.S("retry"), chrome.Plain, w.Save), chrome.NewButton(d.S("keep"), chrome.Plain, func() { w.keepInFile(nil) })))
	case draft.Conflict:
		w.status.say(toneWarn, d.S("unsaved"))
		w.notice.Add(chrome.Notice(chrome.Alert, w.noticeWidth(), d.Words.Say(newsroom.TextOf(w.Err)),
			chrome.NewButton(d.S("compare"), chrome.Primary, w.compare), chrome.NewButton(d.S("keep"), chrome.Plain, func() { w.keepInFile(nil) })))
	}
	w.win.Content().Refresh()
}

func (w *writer) noticeWidth() float32 {
	return max(560, w.win.Canvas().Size().Width-inspectorWidth-1)
}

// showCount says how long the text is.
func (w *writer) showCount() {
	d := w.d
	m, err := w.manuscript()
	if err != nil {
		return // the save state says what is wrong
	}
	n := m.Characters()
	minutes := max(1, (n+399)/400)
	w.status.note(d.S("count", "Count", voice.Grouped(n), "Minutes", minutes, "Headline", utf8.RuneCountInString(m.Headline())))
}

// handOver saves and submits.
func (w *writer) handOver() {
	w.Flush(func(ok bool) {
		if ok {
			w.submit(w.Article)
		}
	})
}

// exportPDF saves and sets the article.
func (w *writer) exportPDF() {
	w.Flush(func(ok bool) {
		if ok {
			w.frame.exportPDF(w.Article)
		}
	})
}

// keepInFile writes what is typed to a file that the person chooses.
func (w *writer) keepInFile(then func()) {
	d := w.d
	text := ""
	for _, p := range w.headParts() {
		if p.e.Text != "" {
			text += p.e.Text + "\n\n"
		}
	}
	text += w.typed.body.Text + "\n"
	w.saveFile(d.S("keep.title"), string(w.Article.Number)+".md", writeBytes([]byte(text)), func(path string) {
		w.status.say(toneWarn, d.S("kept", "Path", path))
		if then != nil {
			then()
		}
	})
}

// compare shows what is typed beside what is stored, and asks which holds.
func (w *writer) compare() {
	d := w.d
	var a newsroom.Article
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		if a, err = d.Newsroom.Article(ctx, w.Article.Number); err != nil {
			return err
		}
		m, base, err = d.Newsroom.Manuscript(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			w.refuse(err)
			return
		}
		const width, side = 940, 430
		text := func(title, head, body string) fyne.CanvasObject {
			e := chrome.NewProse(body, chrome.Style{Width: side - 44})
			h := chrome.NewProse(head, chrome.Style{Size: theme.HeadlineSize, Bold: true, Width: side - 44})
			return chrome.Column(6, chrome.Text(title, chrome.Meta()), chrome.Fixed(side, 380, chrome.Framed(theme.Paper, theme.Line, 5, container.NewVScroll(chrome.Inset(16, chrome.Column(8, h, e))))))
		}
		mine := text(d.S("compare.mine"), w.typed.headline.Text, w.typed.body.Text)
		theirs := text(d.S("compare.stored", "At", d.Stamp(a.Updated)), m.Headline(), markdown.Write(m.Doc.Part(model.Body).Children()))
		var card *chrome.Modal
		button := func(id string, kind chrome.Kind, f func()) fyne.CanvasObject {
			return chrome.NewButton(d.S(id), kind, func() {
				card.Close()
				f()
			})
		}
		card = w.show(chrome.Card(d.S("compare.title"), width, chrome.Column(14, chrome.NewProse(d.S("compare.text"), chrome.Style{Token: theme.Soft, Width: width - 48}), chrome.TopRow(16, nil, mine, theirs)),
			button("cancel", chrome.Plain, func() {}),
			button("keep", chrome.Plain, func() { w.keepInFile(nil) }),
			button("compare.take_stored", chrome.Plain, func() {
				w.Rebase(a, m, base)
				w.fill(m)
				w.Save()
				w.showCount()
			}),
			button("compare.keep_mine", chrome.Primary, func() {
				w.Rebase(a, m, base)
				w.Save()
			})), nil)
	})
}
