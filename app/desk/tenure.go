package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
)

// holdEvery is how often typing asks for the lease that another has.
const holdEvery = time.Minute

// tenure is who writes on the article of a writing window. With accounts on a window whose person does not hold the article follows what the other
// writes and changes nothing.
type tenure struct {
	place newsroom.PlaceID
	lease newsroom.Lease   // as it was read last
	asked time.Time        // when it was asked for last
	wrote time.Time        // when something was typed last
	asks  bool             // it is being asked for
	reads bool             // the window is for reading
	busy  bool             // what is typed and not stored is being kept
	lost  newsroom.Version // that it was kept as
	taker newsroom.StaffID // who took over then
	taken time.Time
}

// heldByAnother reports whether somebody else holds the article.
func (w *writer) heldByAnother() bool {
	l := w.tenure.lease
	return !l.IsZero() && l.Holder != w.Me
}

// look reads who holds the article. A failure is not told: nobody waits for it, and the next look may succeed.
func (w *writer) look() {
	var l newsroom.Lease
	w.d.work(func(ctx context.Context) (err error) {
		l, err = w.d.Newsroom.Lease(ctx, w.Article.ID)
		return err
	}, func(err error) {
		if err == nil {
			w.heldBy(l)
		}
	})
}

// active says that the person writes. The lease is renewed by what is stored; here it is taken where it is not his, or has ended while he did nothing.
// Where he may not write the next save says so.
func (w *writer) active() {
	t, now := &w.tenure, w.d.Now()
	w.d.touch()
	before := t.wrote
	t.wrote = now
	switch {
	case t.reads || t.asks:
	case t.lease.Holder == w.Me && now.Sub(before).Abs() < newsroom.LeaseTime:
	case w.heldByAnother() && now.Sub(t.asked).Abs() < holdEvery:
	default:
		w.take(func(error) {})
	}
}

// take takes or renews the lease where nobody else has it, and shows who has it then.
func (w *writer) take(refused func(error)) {
	var l newsroom.Lease
	w.tenure.asks, w.tenure.asked = true, w.d.Now()
	w.d.work(func(ctx context.Context) (err error) {
		l, err = w.d.Newsroom.Hold(ctx, newsroom.Staff{ID: w.Me}, w.Article.ID, w.tenure.place)
		return err
	}, func(err error) {
		w.tenure.asks = false
		if err != nil {
			refused(err)
			return
		}
		w.heldBy(l)
	})
}

// heldBy takes note of who holds the article, and lets the window be written in or only read accordingly.
func (w *writer) heldBy(l newsroom.Lease) {
	t := &w.tenure
	t.lease = l
	if w.d.writers[w.Article.ID] != w || t.busy {
		return
	}
	switch {
	case w.d.settings.Accounts && w.heldByAnother():
		if !t.reads || w.hasUnstored() {
			w.lose()
			return
		}
		w.showState()
	case t.reads && (!w.d.settings.Accounts || l.Holder == w.Me):
		t.reads = false
		w.build()
		w.Follow()
	default:
		w.showState()
	}
}

// hasUnstored reports whether something is typed that is not stored, or may be.
func (w *writer) hasUnstored() bool {
	changes, known := w.Unstored()
	return !known || len(changes) > 0
}

// lose makes the window one for reading. What is typed and not stored is kept as a version first; where that cannot be, it stays on the page, and the
// next look tries again.
func (w *writer) lose() {
	t, d := &w.tenure, w.d
	w.settle()
	t.reads = true
	w.page.Disable()
	holder, since := t.lease.Holder, t.lease.Since
	changes, known := w.Unstored()
	if !known {
		return // the end of what is under way calls again
	}
	if len(changes) == 0 {
		w.yield()
		return
	}
	t.busy = true
	base := w.Base
	var v newsroom.Version
	d.work(func(ctx context.Context) (err error) {
		v, err = d.Newsroom.KeepLost(ctx, newsroom.Staff{ID: w.Me}, w.Article.ID, base, changes)
		return err
	}, func(err error) {
		t.busy = false
		if d.writers[w.Article.ID] != w {
			return
		}
		if err != nil {
			w.refuse(err)
			return
		}
		t.lost, t.taker, t.taken = v, holder, since
		w.yield()
	})
}

// yield shows what is stored in the place of what was typed here, and stays where the reader is.
func (w *writer) yield() {
	w.Forget()
	at := w.page.State().Selection().From()
	w.page.Close()
	w.page = nil
	w.build()
	doc := w.page.State().Doc()
	w.page.Do(state.Select(state.Near(doc, min(at, model.Pos(doc.ContentSize())))))
	w.page.Reveal()
	w.Follow()
}

// takeOver lets the person write: at once where nobody holds the article, else after he has said that he means it.
func (w *writer) takeOver() {
	d, t := w.d, &w.tenure
	if !t.reads {
		w.status.say(toneSaved, d.S("lease.yours"))
		return
	}
	if !w.heldByAnother() {
		w.take(func(err error) { w.refuse(err) })
		return
	}
	if err := newsroom.MayTakeOver(w.Article, d.Me); err != nil {
		w.refuse(err)
		return
	}
	var card *chrome.Modal
	do := func() {
		card.Close()
		var l newsroom.Lease
		d.work(func(ctx context.Context) (err error) {
			l, err = d.Newsroom.TakeOver(ctx, d.Me, w.Article.ID, t.place)
			return err
		}, func(err error) {
			if err != nil {
				w.refuse(err)
				return
			}
			t.wrote = d.Now()
			w.heldBy(l)
		})
	}
	name := d.Person(t.lease.Holder)
	card = w.show(chrome.Card(d.S("lease.take.title", "Name", name), dialogWidth,
		chrome.NewProse(d.S("lease.take.text", "Name", name), chrome.Style{Token: theme.Soft, Width: dialogWidth - 48}),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { card.Close() }), chrome.NewButton(d.S("lease.take"), chrome.Primary, do)), do)
}

// letGo ends the lease that was taken here. It is one row, and is done before the window is gone: the program may end with it.
func (w *writer) letGo() error {
	return w.d.Newsroom.LetGo(context.Background(), newsroom.Staff{ID: w.Me}, w.Article.ID, w.tenure.place)
}

// remark is a sentence above the sheet about who writes, with what can be done.
type remark struct {
	tone    chrome.Tone
	said    string
	actions []fyne.CanvasObject
}

// remarks says who else writes, and what was lost to him.
func (w *writer) remarks() []remark {
	d, t := w.d, &w.tenure
	var out []remark
	l := t.lease
	if t.lost.Seq > 0 {
		out = append(out, remark{chrome.Mine, d.S("lease.lost", "Name", d.Person(t.taker), "At", d.Moment(t.taken), "Version", newsroom.VersionNumber(t.lost.Seq)), []fyne.CanvasObject{
			chrome.NewButton(d.S("lease.show"), chrome.Plain, w.showLost),
			chrome.NewButton(d.S("lease.seen"), chrome.Plain, func() {
				t.lost = newsroom.Version{}
				w.showState()
			}),
		}})
	}
	switch {
	case t.reads && l.IsZero():
		out = append(out, remark{chrome.Good, d.S("lease.free"), []fyne.CanvasObject{chrome.NewButton(d.S("lease.write"), chrome.Primary, w.takeOver)}})
	case t.reads:
		said := "lease.held"
		if l.Loser == w.Me {
			said = "lease.taken"
		}
		r := remark{tone: chrome.Alert, said: d.S(said, "Name", d.Person(l.Holder), "At", d.Moment(l.Since))}
		if newsroom.MayTakeOver(w.Article, d.Me) == nil {
			r.actions = []fyne.CanvasObject{chrome.NewButton(d.S("lease.take")+"…", chrome.Plain, w.takeOver)}
		}
		out = append(out, r)
	case w.heldByAnother():
		out = append(out, remark{tone: chrome.News, said: d.S("lease.also", "Name", d.Person(l.Holder), "At", d.Moment(l.Since))})
	case !l.IsZero() && l.Place != t.place:
		out = append(out, remark{tone: chrome.News, said: d.S("lease.elsewhere", "At", d.Moment(l.Since))})
	}
	return out
}

// showLost compares what was not stored with the newest text.
func (w *writer) showLost() { w.d.versionsFrom(w.Article, w.tenure.lost.Seq) }

// lookAll looks in every writing window who holds its article: a lease ends by itself.
func (d *desk) lookAll() {
	for _, w := range d.writers {
		w.look()
	}
}
