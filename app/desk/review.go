package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/compare"
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
	opinion  *field.Entry   // nil where the person cannot decide
	words    *chrome.Button // phrases for it
	given    given
	mend     *mending // nil while nothing is corrected
	page     *sheet.Page
	whole    bool          // the text is shown, and not what changed since the person saw it last
	since    *compare.View // what changed, nil where the text is shown
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
	if r.piece, err = d.Newsroom.Piece(ctx, a, r.text); err != nil {
		return r, err
	}
	return d.sinceSeen(ctx, r)
}

// sinceSeen finds what became of the version that the person saw last. A version that is damaged is not compared: the check names it.
func (d *desk) sinceSeen(ctx context.Context, r reading) (reading, error) {
	seen, err := d.Newsroom.LastSeen(ctx, d.Me, r.article)
	if err != nil || seen == 0 {
		return r, err
	}
	v, err := d.Newsroom.Version(ctx, r.article.ID, seen)
	if newsroom.CodeOf(err) == newsroom.Corrupt {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	diff, err := newsroom.CompareManuscripts(v.Manuscript, r.text)
	if err != nil {
		return r, err
	}
	if r.seen = seen; !diff.IsEmpty() {
		r.since = &diff
	}
	return r, nil
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
		return r.mend == nil && r.since == nil && r.page.TypedKey(&fyne.KeyEvent{Name: k})
	})
	r.build()
	return r
}

func (r *review) start() {
	r.loadComments()
	r.see()
	if r.opinion != nil {
		r.focus(r.opinion)
	}
}

// leave closes the window; corrections that were not handed over are asked about before.
func (r *review) leave() {
	if r.mend != nil && len(r.mend.own) > 0 {
		r.tell(r.d.S("mend.leave"), r.d.S("mend.leave.text"), chrome.Option{Label: r.d.S("mend.drop"), Action: func() {
			r.stopMending()
			r.leave()
		}})
		return
	}
	r.stopMending()
	r.closeSince()
	r.keepSize()
	delete(r.d.reviews, r.article.ID)
	r.d.hidePhone(r.article.ID)
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
		case known.article.Acts != r.article.Acts || known.article.Revision != r.article.Revision || holders(known.charge) != holders(r.charge) ||
			known.charge.Reminded.Seq != r.charge.Reminded.Seq:
			r.reading = known
			r.build()
			r.see()
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
	r.status = newStatus(r.d)
	r.page = sheet.NewPage(sheet.New(d.Content(r.piece)))
	r.given = newGiven(d, d.S("decide.given", "Step", newsroom.StepText(a.Awaits())), r.step().Checks, r.step().Proofs, inspectorWidth-40, r.given)
	var text fyne.CanvasObject = r.page
	r.closeSince()
	switch {
	case r.mend != nil:
		text = r.mendedPage()
	case r.reading.since != nil:
		text = chrome.Dock(r.sinceBar(), chrome.Gap(0, 0), r.sinceText(text))
	}
	steps := chrome.On(theme.Ground, chrome.Pad(16, 12, 4, 12, chrome.NewSteps(d.Steps(a, r.past)...)))
	side := chrome.On(theme.Panel, container.NewVScroll(chrome.Pad(16, 16, 16, 16, r.inspector())))
	middle := chrome.Beside(inspectorWidth, chrome.Dock(steps, chrome.Gap(0, 0), chrome.On(theme.Ground, text)), side)
	foot := chrome.Column(0, chrome.HLine(), chrome.On(theme.Panel, chrome.Pad(12, 16, 12, 16, r.decisionBar(typed))), r.status.object)
	r.win.SetContent(chrome.Dock(chrome.Gap(0, 0), foot, middle))
	r.status.say(toneSaved, d.S("review.version", "Version", int(a.Version), "Number", string(a.Number)))
	r.status.note(d.S("characters", "Count", voice.Grouped(r.text.Characters())))
	r.comments.list()
}

// see notes that the person sees the version.
func (r *review) see() {
	d, a := r.d, r.article
	d.work(func(ctx context.Context) error { return d.Newsroom.MarkSeen(ctx, d.Me, a) }, func(err error) {
		if err != nil {
			r.status.say(toneError, d.Words.Say(newsroom.TextOf(err)))
		}
	})
}

// sinceBar chooses between what changed since the person saw the article last, and the whole text.
func (r *review) sinceBar() fyne.CanvasObject {
	d, at := r.d, 0
	if r.whole {
		at = 1
	}
	modes := chrome.Segments([]string{d.S("review.since", "Version", newsroom.VersionNumber(r.seen)), d.S("review.whole")}, at, 320, func(i int) { r.showWhole(i == 1) })
	size := chrome.Text(d.Words.Say(r.reading.since.Size().Text()), chrome.Meta())
	spring := chrome.Spring()
	col := chrome.Column(4, chrome.GrowingRow(8, spring, modes, chrome.NewButton("‹", chrome.Plain, func() { r.stepSince(false) }),
		chrome.NewButton("›", chrome.Plain, func() { r.stepSince(true) }), spring, size))
	for _, p := range r.reading.since.Properties(d.Stamp) {
		col.Add(chrome.NewProse(d.S("versions.property", "Field", d.Label(p.Name), "Before", orDash(d.Words.Say(p.Before)), "After", orDash(d.Words.Say(p.After))),
			chrome.Style{Lines: 1, Size: theme.MetaSize}))
	}
	return chrome.On(theme.Ground, chrome.Pad(0, 16, 8, 16, col))
}

// sinceText is what changed, or the whole text.
func (r *review) sinceText(whole fyne.CanvasObject) fyne.CanvasObject {
	if r.whole {
		return whole
	}
	r.since = r.d.comparison(&r.frame, *r.reading.since, [2]string{newsroom.VersionNumber(r.seen), newsroom.VersionNumber(r.article.Version)}, nil)
	return r.since.Object()
}

func (r *review) closeSince() {
	if r.since != nil {
		r.since.Close()
		r.since = nil
	}
}

// showWhole shows the whole text, or what changed.
func (r *review) showWhole(whole bool) {
	r.whole = whole
	r.build()
}

// stepSince goes to the next change or the one before.
func (r *review) stepSince(forward bool) {
	if r.reading.since == nil || r.mend != nil {
		return
	}
	if r.whole {
		r.showWhole(false)
	}
	r.since.Step(forward)
}

// inspector is the properties and the decisions so far, the newest first.
func (r *review) inspector() fyne.CanvasObject {
	d := r.d
	const width = inspectorWidth - 32 - 8
	col := chrome.Column(10)
	if held := r.heldLine(width); held != nil {
		col.Add(chrome.Text(d.S("task.title"), chrome.Style{Bold: true}))
		col.Add(held)
		col.Add(chrome.Gap(0, 6))
	}
	if _, _, ok := r.decides(); ok && r.given.object != nil {
		col.Add(r.given.object)
		col.Add(chrome.Gap(0, 6))
	}
	col.Add(chrome.Text(d.S("properties"), chrome.Style{Bold: true}))
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

// step is the one that the article waits for.
func (r *review) step() newsroom.PolicyStep {
	if a := r.article; a.State == newsroom.InReview && a.Step < len(a.Policy.Steps) {
		return a.Policy.Steps[a.Step]
	}
	return newsroom.PolicyStep{}
}

// decides reports whether the person can take the step, as the text is or with corrections, and why not.
func (r *review) decides() (approve bool, why error, ok bool) {
	approve, why = r.may(newsroom.Approve)
	corrected, _ := r.may(newsroom.ApproveCorrected)
	giveBack, _ := r.may(newsroom.Return)
	return approve, why, r.article.State == newsroom.InReview && (approve || corrected || giveBack)
}

// decisionBar is where the person decides, or the reason why he cannot. What is barred by the text alone, as by open changes, is pressed all the
// same: the refusal leads to what bars it.
func (r *review) decisionBar(typed string) fyne.CanvasObject {
	d, a := r.d, r.article
	r.opinion, r.words = nil, nil
	_, why, ok := r.decides()
	if !ok {
		text := d.S("review.over", "Standing", newsroom.StandingText(a))
		if why != nil && a.State == newsroom.InReview {
			text = d.Words.Say(newsroom.TextOf(why))
		}
		spring := chrome.NewProse(text, chrome.Style{})
		return chrome.GrowingRow(12, spring, chrome.Dot(chrome.Alert), spring, r.moreButton(), chrome.NewButton(d.S("close"), chrome.Plain, r.leave))
	}
	r.opinion = field.NewText(d.Input)
	r.opinion.SetMinRowsVisible(2)
	r.opinion.SetText(typed)
	r.opinion.SetPlaceHolder(d.S("review.opinion", "Step", newsroom.StepText(a.Awaits())))
	r.opinion.Shortcuts = commitShortcut(r.approve)
	r.words = r.phrasesButton(forOpinion, r.opinion)
	if r.mend != nil {
		return chrome.GrowingRow(8, r.opinion, r.opinion, r.words,
			chrome.NewButton(d.S("mend.drop"), chrome.Plain, r.dropMending),
			chrome.NewButton(d.Label(newsroom.ActionText(newsroom.ApproveCorrected)), chrome.Primary, r.approve))
	}
	return chrome.GrowingRow(8, r.opinion, r.opinion, r.words, r.moreButton(),
		chrome.NewButton(d.Label(newsroom.ActionText(newsroom.Return))+"…", chrome.Plain, r.giveBack),
		chrome.NewButton(d.S("review.approve", "Step", newsroom.StepText(a.Awaits())), chrome.Primary, r.approve))
}

// moreButton offers what else the person can do with the article, nil where that is nothing.
func (r *review) moreButton() fyne.CanvasObject {
	options := r.more()
	if len(options) == 0 {
		return nil
	}
	return chrome.NewMenuButton(r.d.S("action.more"), chrome.Plain, r.more)
}

// more is what else can be done in the window: corrections with an approval, and what is rare.
func (r *review) more() []chrome.Option {
	var options []chrome.Option
	if ok, _ := r.may(newsroom.ApproveCorrected); ok && r.mend == nil {
		options = append(options, chrome.Option{Label: r.d.Label(newsroom.ActionText(newsroom.ApproveCorrected)) + "…", Action: r.beginMending})
	}
	return append(options, r.rare(r.reading, func(newsroom.Article) { r.leave() })...)
}

// request is what the window asks for: the opinion, and what is given with it.
func (r *review) request(action newsroom.Action) (newsroom.Do, error) {
	do := newsroom.Do{Action: action, Opinion: strings.TrimSpace(clean(r.opinion.Text))}
	return do, r.given.put(&do, r.step().Checks, r.step().Proofs)
}

// lead leads to the fields of the window.
func (r *review) lead(t newsroom.Target) func() { return r.given.lead(&r.frame, t) }

func (r *review) approve() {
	if r.opinion == nil {
		return
	}
	if r.mend != nil {
		r.approveMended()
		return
	}
	do, err := r.request(newsroom.Approve)
	if err != nil {
		r.refuseAct(r.article, err, r.lead)
		return
	}
	r.actLeading(r.article, do, r.lead, func(newsroom.Article) { r.leave() })
}

func (r *review) giveBack() {
	if ok, why := r.may(newsroom.Return); !ok {
		if why != nil {
			r.refuse(why)
		}
		return
	}
	r.sendBackThen(r.article, func(newsroom.Article) { r.leave() })
}
