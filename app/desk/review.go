package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/sheet"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
)

// review is the review window of one article: the version under review as it will be read, what was decided so far, and the bar to
// decide in.
type review struct {
	frame
	reading
	status   *status
	opinion  *field.Entry
	page     *sheet.Page
	comments discussion
}

// review opens an article in its review window, or brings that window to the front.
func (d *desk) review(a newsroom.Article) {
	if r, ok := d.reviews[a.ID]; ok {
		r.win.RequestFocus()
		return
	}
	var known reading
	d.work(func(ctx context.Context) (err error) {
		known, err = d.readVersion(ctx, a)
		return err
	}, func(err error) {
		if err != nil {
			d.main.refuse(err)
			return
		}
		r := newReview(d, known)
		d.reviews[a.ID] = r
		r.win.Show()
		r.start()
	})
}

// readVersion reads an article with the text of the version that is judged, not the one that somebody may have begun since.
func (d *desk) readVersion(ctx context.Context, a newsroom.Article) (reading, error) {
	r, err := d.read(ctx, a)
	if err != nil || a.Version == 0 {
		return r, err
	}
	v, err := d.Newsroom.Version(ctx, a.ID, a.Version)
	if err != nil {
		return r, err
	}
	r.text = v.Manuscript
	r.piece, err = d.Newsroom.Piece(ctx, a, r.text)
	return r, err
}

func newReview(d *desk, known reading) *review {
	r := &review{frame: newFrame(d, "review", "", 1200, mainHeight), reading: known}
	r.comments = r.discuss()
	r.win.SetCloseIntercept(r.leave)
	r.listen(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			r.leave()
			return true
		}
		return r.page.TypedKey(&fyne.KeyEvent{Name: k})
	})
	r.build()
	return r
}

func (r *review) start() {
	r.loadComments()
	if r.opinion != nil {
		r.focus(r.opinion)
	}
}

func (r *review) leave() {
	r.keepSize()
	delete(r.d.reviews, r.article.ID)
	r.win.Close()
}

// reload shows what is stored now; an opinion that is being typed stays.
func (r *review) reload() {
	var known reading
	r.d.work(func(ctx context.Context) error {
		a, err := r.d.Newsroom.Article(ctx, r.article.Number)
		if err != nil {
			return err
		}
		known, err = r.d.readVersion(ctx, a)
		return err
	}, func(err error) {
		switch {
		case r.d.reviews[r.article.ID] != r:
		case err != nil:
			r.status.say(toneError, r.d.Words.Say(newsroom.TextOf(err)))
		case known.article.Acts != r.article.Acts || known.article.Revision != r.article.Revision:
			r.reading = known
			r.build()
		}
	})
	r.loadComments()
}

// build makes the window's content anew.
func (r *review) build() {
	d, a := r.d, r.article
	typed := ""
	if r.opinion != nil {
		typed = r.opinion.Text
	}
	r.win.SetTitle(d.Headline(a) + " · " + d.S("review"))
	r.win.SetMainMenu(r.menu())
	r.status = newStatus()
	r.page = sheet.NewPage(sheet.New(d.Content(r.piece)))
	steps := chrome.On(theme.Ground, chrome.Pad(16, 12, 4, 12, chrome.NewSteps(d.Steps(a, r.past)...)))
	side := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 16, 16, 16, r.inspector())))
	middle := chrome.Beside(inspectorWidth, chrome.Dock(steps, chrome.Gap(0, 0), chrome.On(theme.Ground, r.page)), side)
	foot := chrome.Column(0, chrome.HLine(), chrome.On(theme.Panel, chrome.Pad(12, 16, 12, 16, r.decisionBar(typed))), r.status.object)
	r.win.SetContent(chrome.Dock(chrome.Gap(0, 0), foot, middle))
	r.status.say(toneSaved, d.S("review.version", "Version", int(a.Version), "Number", string(a.Number)))
	r.status.note(d.S("characters", "Count", voice.Grouped(r.text.Characters())))
	r.comments.list()
}

// inspector is the properties and the decisions so far, the newest first.
func (r *review) inspector() fyne.CanvasObject {
	d := r.d
	const width = inspectorWidth - 32 - 8
	col := chrome.Column(10, chrome.Text(d.S("properties"), chrome.Style{Bold: true}))
	p := r.text.Properties
	for _, f := range []struct{ id, value string }{
		{"kind", d.Label(newsroom.KindText(p.Kind))}, {"column", p.Column}, {"source", p.Source}, {"authors", strings.Join(p.Authors, "、")},
		{"editor", p.Editor}, {"reviewer", p.Reviewer}, {"planned", d.Stamp(p.PublishAt)},
		{"issued", d.Stamp(p.Issued)},
	} {
		if f.value != "" {
			name := chrome.Fixed(84, 0, chrome.Text(f.id, chrome.Meta()))
			name.Objects[0] = chrome.Text(d.S("field."+f.id), chrome.Meta())
			value := chrome.NewProse(f.value, chrome.Style{Lines: 2, Width: width - 92})
			col.Add(chrome.GrowingRow(8, value, name, value))
		}
	}
	col.Add(chrome.Gap(0, 6))
	col.Add(chrome.Text(d.S("comments"), chrome.Style{Bold: true}))
	r.comments.panel = chrome.Column(10)
	col.Add(r.comments.panel)
	col.Add(chrome.Gap(0, 6))
	col.Add(chrome.Text(d.S("review.decisions"), chrome.Style{Bold: true}))
	if len(r.past) == 0 {
		col.Add(chrome.NewProse(d.S("history.none.text"), chrome.Style{Token: theme.Soft, Width: width}))
	} else {
		col.Add(d.Decisions(r.past, width))
	}
	return col
}

// decisionBar is where the person decides, or the reason why he cannot.
func (r *review) decisionBar(typed string) fyne.CanvasObject {
	d, a := r.d, r.article
	r.opinion = nil
	approve, why := r.may(newsroom.Approve)
	giveBack, _ := r.may(newsroom.Return)
	if !approve {
		text := d.S("review.over", "Standing", newsroom.StandingText(a))
		if why != nil && a.State == newsroom.InReview {
			text = d.Words.Say(newsroom.TextOf(why))
		}
		spring := chrome.NewProse(text, chrome.Style{})
		return chrome.GrowingRow(12, spring, chrome.Dot(chrome.Alert), spring, chrome.NewButton(d.S("close"), chrome.Plain, r.leave))
	}
	r.opinion = field.NewEntry(d.Input)
	r.opinion.SetText(typed)
	r.opinion.SetPlaceHolder(d.S("review.opinion", "Step", newsroom.StepText(a.Awaits())))
	r.opinion.Shortcuts = commitShortcut(r.approve)
	buttons := []fyne.CanvasObject{r.opinion}
	if giveBack {
		buttons = append(buttons, chrome.NewButton(d.Label(newsroom.ActionText(newsroom.Return))+"…", chrome.Plain, r.giveBack))
	}
	buttons = append(buttons, chrome.NewButton(d.S("review.approve", "Step", newsroom.StepText(a.Awaits())), chrome.Primary, r.approve))
	return chrome.GrowingRow(8, r.opinion, buttons...)
}

func (r *review) approve() {
	if r.opinion == nil {
		return
	}
	r.act(r.article, newsroom.Do{Action: newsroom.Approve, Opinion: strings.TrimSpace(r.opinion.Text)}, func(newsroom.Article) { r.leave() })
}

func (r *review) giveBack() {
	r.sendBackThen(r.article, func(newsroom.Article) { r.leave() })
}
