package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/collab"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/tracking"
	"galley/editor/track"
	"galley/editor/view"
)

// mending is a reviewer's own corrections of what he is about to approve (改后通过): they stay in the window until they are handed over with the
// approval, since what was handed over is changed by nobody else meanwhile.
type mending struct {
	page *view.Editor
	base newsroom.Revision
	own  []collab.Step
}

// beginMending opens the text under review for corrections.
func (r *review) beginMending() {
	if ok, _ := r.may(newsroom.ApproveCorrected); !ok || r.mend != nil {
		return
	}
	d := r.d
	var m newsroom.Manuscript
	var base newsroom.Revision
	d.work(func(ctx context.Context) (err error) {
		m, base, err = d.Newsroom.Manuscript(ctx, r.article.ID)
		return err
	}, func(err error) {
		if err != nil {
			r.refuse(err)
			return
		}
		follow := tracking.Field{Me: track.Author(d.Me.ID)}
		s := state.NewState(m.Doc, history.Field{}, follow)
		tr := s.Begin()
		tracking.Set(tr, track.New(m.Doc))
		if next, err := s.Apply(tr); err == nil { // begun on this state
			s = next
		}
		r.mend = &mending{base: base}
		r.mend.page = r.newMendPage(s)
		r.build()
		r.focus(r.mend.page)
	})
}

// newMendPage puts a state on a page to be corrected.
func (r *review) newMendPage(s state.State) *view.Editor {
	d := r.d
	e := view.New(s, d.pageOptions(r.win, r.text.Properties.Language))
	d.equip(&r.frame, e)
	e.OnChange = func(tr *state.Transaction, _ state.State) {
		if r.mend != nil {
			r.mend.own = append(r.mend.own, collab.Own(tr)...)
		}
	}
	e.OnSelection = func(s state.State) { r.markMended(e, s) }
	e.OnEscape = func() {
		if r.opinion != nil {
			r.focus(r.opinion)
		}
	}
	e.OnKey = r.menuKey
	return e
}

// markMended underlines the corrections, as the author will see them.
func (r *review) markMended(e *view.Editor, s state.State) {
	t, on := tracking.Field{Me: track.Author(r.d.Me.ID)}.Of(s)
	if !on {
		return
	}
	colour := theme.Author(0)
	var out []view.Decoration
	var ghosts []view.Ghost
	for i, o := range t.Changes() {
		if text := view.GhostText(o.Old); text != "" && o.Kind != track.Format && o.Kind != track.Block {
			ghosts = append(ghosts, view.Ghost{At: o.From, Text: text, Color: colour})
		}
		if o.From < o.To {
			out = append(out, view.Decoration{From: o.From, To: o.To, Shape: view.Underlined, Color: colour, Key: i}, view.Decoration{From: o.From, To: o.To, Shape: view.MarginBar, Color: colour, Key: i})
			continue
		}
		out = append(out, view.Decoration{From: o.From, To: o.From, Shape: view.Gone, Color: colour, Key: i})
	}
	e.SetGhosts(ghosts)
	e.SetDecorations(view.Changes, out)
}

// mendedPage is the page with the corrections, made anew in the theme and language of now, under what becomes of them.
func (r *review) mendedPage() fyne.CanvasObject {
	s := r.mend.page.State()
	r.mend.page.Close()
	r.mend.page = r.newMendPage(s)
	r.markMended(r.mend.page, s)
	said := chrome.NewProse(r.d.S("mend.text"), chrome.Style{})
	return chrome.Dock(chrome.Pad(8, 24, 8, 24, chrome.GrowingRow(8, said, chrome.Dot(chrome.News), said)), chrome.Gap(0, 0), r.mend.page)
}

// stopMending forgets the corrections.
func (r *review) stopMending() {
	if r.mend != nil {
		r.mend.page.Close()
		r.mend = nil
	}
}

// dropMending goes back to the text as it was handed over, after a question where something was typed.
func (r *review) dropMending() {
	stop := func() {
		r.stopMending()
		r.build()
		r.start()
	}
	if len(r.mend.own) == 0 {
		stop()
		return
	}
	r.tell(r.d.S("mend.leave"), r.d.S("mend.leave.text"), chrome.Option{Label: r.d.S("mend.drop"), Action: stop})
}

// approveMended approves the text with the corrections.
func (r *review) approveMended() {
	r.settle()
	do, err := r.request(newsroom.ApproveCorrected)
	if err != nil {
		r.refuseAct(r.article, err, r.lead)
		return
	}
	var changes []newsroom.Change
	for _, s := range collab.Merge(collab.Do(slices.Clone(r.mend.own))) {
		changes = append(changes, newsroom.Change{Step: s})
	}
	base := r.mend.base
	r.carryOut(r.article, newsroom.ApproveCorrected, func(ctx context.Context) (newsroom.Article, error) {
		return r.d.Newsroom.ApproveCorrected(ctx, r.d.Me, r.article.ID, base, changes, do)
	}, r.lead, func(newsroom.Article) {
		r.stopMending()
		r.leave()
	})
}
