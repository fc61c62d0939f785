package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
)

// discussion is the comments on an article beside its text, in the writing window and in the review window.
type discussion struct {
	f       *frame
	article func() newsroom.Article
	width   float32
	// begin asks for what a new comment is about and gives it to the function; the words are asked for after it.
	begin func(words string)
	// extra stands in the dialog of a new comment, above its words.
	extra func() fyne.CanvasObject
	// show shows what a thread is about; nil where the text cannot be gone to.
	show func(newsroom.Thread)
	// changed hears of every new list.
	changed func()

	threads []newsroom.Thread // those with something unread first
	filter  newsroom.ThreadFilter
	chosen  newsroom.CommentID // the thread whose card stands out; 0 for none
	cards   map[newsroom.CommentID]fyne.CanvasObject
	panel   *fyne.Container
}

// load reads the comments and lists them. fits reports whether what was read belongs to what is shown.
func (c *discussion) load(fits func([]newsroom.Thread) bool) {
	d := c.f.d
	id := c.article().ID
	var threads []newsroom.Thread
	d.work(func(ctx context.Context) (err error) {
		threads, err = d.Newsroom.Comments(ctx, d.Me, id)
		return err
	}, func(err error) {
		switch {
		case err == nil && !fits(threads):
		case err != nil:
			c.f.refuse(err)
		default:
			c.threads = newsroom.UnreadFirst(threads)
			c.list()
			c.changed()
		}
	})
}

// unread is how many comments the person has not seen, and open how many threads are not resolved.
func (c *discussion) unread() (unread, open int) {
	for _, t := range c.threads {
		unread += t.Unread
	}
	return unread, len(newsroom.OpenThreads.Choose(c.threads, ""))
}

// list makes the panel anew.
func (c *discussion) list() {
	if c.panel == nil {
		return
	}
	d := c.f.d
	parts := []fyne.CanvasObject{chrome.Flow(8, c.width,
		chrome.NewButton(d.S("comments.add"), chrome.Plain, c.add),
		chrome.NewMenuButton(d.S("comments."+string(c.filter)), chrome.Plain, c.filters))}
	chosen := c.filter.Choose(c.threads, d.Me.ID)
	if len(chosen) == 0 {
		said := "comments.none"
		if len(c.threads) > 0 {
			said = "comments.none_such"
		}
		parts = append(parts, chrome.NewProse(d.S(said), chrome.Style{Token: theme.Soft, Width: c.width}))
	}
	c.cards = map[newsroom.CommentID]fyne.CanvasObject{}
	for _, t := range chosen {
		c.cards[t.ID()] = c.card(t)
		parts = append(parts, c.cards[t.ID()])
	}
	c.panel.Objects = parts
	c.panel.Refresh()
}

func (c *discussion) filters() []chrome.Option {
	var out []chrome.Option
	for _, f := range newsroom.ThreadFilters() {
		out = append(out, chrome.Option{Label: c.f.d.S("comments." + string(f)), Chosen: f == c.filter, Action: func() { c.filter = f; c.list() }})
	}
	return out
}

// card is one thread: what it is about, who said what and when, and what the person can do.
func (c *discussion) card(t newsroom.Thread) fyne.CanvasObject {
	d := c.f.d
	inner := c.width - 22
	about := chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: inner, Lines: 2}
	col := chrome.Column(6, chrome.NewProse(d.Label(newsroom.AboutText(t)), about))
	for _, o := range t.Comments {
		spring := chrome.Spring()
		when := d.Moment(o.At)
		if !o.Edited.IsZero() {
			when += " · " + d.Words.S("comment.edited")
		}
		var dot fyne.CanvasObject
		if o.Unread {
			dot = chrome.Dot(chrome.Mine)
		}
		col.Add(chrome.GrowingRow(6, spring, dot, chrome.Text(o.Name, chrome.Style{Size: theme.MetaSize, Bold: true}), spring, chrome.Text(when, chrome.Meta())))
		if o.Deleted {
			col.Add(chrome.Text(d.Words.S("comment.deleted"), chrome.Meta()))
			continue
		}
		col.Add(chrome.NewProse(o.Text, chrome.Style{Width: inner}))
		if o.By == d.Me.ID {
			col.Add(chrome.Row(2, chrome.NewButton(d.S("comments.edit"), chrome.Ghost, func() { c.edit(o) }),
				chrome.NewButton(d.S("comments.delete"), chrome.Ghost, func() { c.remove(o) })))
		}
	}
	if t.Resolved != nil {
		col.Add(chrome.Text(d.Words.S("comment.is_resolved", "Name", t.Resolved.Name), chrome.Meta()))
	}
	var buttons []fyne.CanvasObject
	if c.show != nil && t.Anchor != nil && !t.Anchor.Lost {
		buttons = append(buttons, chrome.NewButton(d.S("comments.go"), chrome.Ghost, func() { c.choose(t.ID()); c.show(t) }))
	} else if t.Unread > 0 {
		buttons = append(buttons, chrome.NewButton(d.S("comments.seen"), chrome.Ghost, func() { c.choose(t.ID()) }))
	}
	buttons = append(buttons, chrome.NewButton(d.S("comments.reply"), chrome.Ghost, func() { c.reply(t) }))
	if c.may(newsroom.CommentDo{Kind: newsroom.ResolveThread, Comment: t.ID()}) {
		buttons = append(buttons, chrome.NewButton(d.S("comments.resolve"), chrome.Ghost, func() { c.settle(t) }))
	} else if c.may(newsroom.CommentDo{Kind: newsroom.ReopenThread, Comment: t.ID()}) {
		buttons = append(buttons, chrome.NewButton(d.S("comments.reopen"), chrome.Ghost, func() { c.settle(t) }))
	}
	col.Add(chrome.Row(2, buttons...))
	ground, edge := theme.Paper, theme.Line
	if t.ID() == c.chosen {
		ground, edge = theme.Comment, theme.Edge
	}
	return chrome.Framed(ground, edge, 5, chrome.Pad(8, 10, 4, 10, col))
}

func (c *discussion) may(do newsroom.CommentDo) bool {
	return newsroom.MayComment(c.f.d.Me, c.article(), c.threads, do) == nil
}

// thread returns the thread of that number.
func (c *discussion) thread(id newsroom.CommentID) (newsroom.Thread, bool) {
	i := slices.IndexFunc(c.threads, func(t newsroom.Thread) bool { return t.ID() == id })
	if i < 0 {
		return newsroom.Thread{}, false
	}
	return c.threads[i], true
}

// choose lets the card of a thread stand out; the person has seen it then. The cards keep their places.
func (c *discussion) choose(id newsroom.CommentID) {
	if c.chosen == id {
		if t, ok := c.thread(id); !ok || t.Unread == 0 {
			return
		}
	}
	c.chosen = id
	if t, ok := c.thread(id); ok && t.Unread > 0 {
		d := c.f.d
		d.work(func(ctx context.Context) error { return d.Newsroom.MarkRead(ctx, d.Me, t) }, func(err error) {
			if err != nil {
				c.f.refuse(err)
			}
		})
		i := slices.IndexFunc(c.threads, func(t newsroom.Thread) bool { return t.ID() == id })
		seen := slices.Clone(t.Comments)
		for j := range seen {
			seen[j].Unread = false
		}
		c.threads[i].Unread, c.threads[i].Comments = 0, seen
		c.changed()
	}
	c.list()
}

// do asks the newsroom to do something with the comments and lists what came of it.
func (c *discussion) do(do newsroom.CommentDo) {
	d, id := c.f.d, c.article().ID
	d.work(func(ctx context.Context) error {
		_, err := d.Newsroom.Discuss(ctx, d.Me, id, do)
		return err
	}, func(err error) {
		if err != nil {
			c.f.refuse(err)
			return
		}
		d.refresh()
	})
}

// add asks for a new comment.
func (c *discussion) add() {
	d := c.f.d
	s := sentence{title: d.S("comments.add"), about: d.S("comments.about"), label: d.S("comments.words"), do: d.S("comments.say"), required: true}
	if c.extra != nil {
		s.extra = c.extra()
	}
	c.f.ask(s, c.begin)
}

func (c *discussion) reply(t newsroom.Thread) {
	d := c.f.d
	last := t.Comments[len(t.Comments)-1]
	c.f.ask(sentence{title: d.S("comments.reply"), about: last.Name + d.S("comments.colon") + chrome.Cut(last.Text, dialogWidth-140, chrome.Style{}),
		label: d.S("comments.words"), do: d.S("comments.reply"), required: true},
		func(words string) { c.do(newsroom.CommentDo{Kind: newsroom.Reply, Comment: t.ID(), Text: words}) })
}

func (c *discussion) edit(o newsroom.Comment) {
	d := c.f.d
	c.f.ask(sentence{title: d.S("comments.edit"), about: d.S("comments.about"), label: d.S("comments.words"), do: d.S("comments.save"), required: true, text: o.Text},
		func(words string) { c.do(newsroom.CommentDo{Kind: newsroom.EditComment, Comment: o.ID, Text: words}) })
}

func (c *discussion) remove(o newsroom.Comment) {
	d := c.f.d
	c.f.tell(d.S("comments.delete"), d.S("comments.delete.sure"), chrome.Option{Label: d.S("comments.delete"), Action: func() {
		c.do(newsroom.CommentDo{Kind: newsroom.DeleteComment, Comment: o.ID})
	}})
}

// settle resolves an open thread and opens a resolved one.
func (c *discussion) settle(t newsroom.Thread) {
	kind := newsroom.ResolveThread
	if t.Resolved != nil {
		kind = newsroom.ReopenThread
	}
	c.do(newsroom.CommentDo{Kind: kind, Comment: t.ID()})
}

// replyChosen answers the thread whose card stands out.
func (c *discussion) replyChosen() {
	if t, ok := c.thread(c.chosen); ok {
		c.reply(t)
	}
}

// settleChosen resolves the thread whose card stands out, or opens it again.
func (c *discussion) settleChosen() {
	if t, ok := c.thread(c.chosen); ok {
		c.settle(t)
	}
}

// step chooses the next thread that the filter lets through, or the one before; round at the ends.
func (c *discussion) step(forward bool) (newsroom.Thread, bool) {
	shown := c.filter.Choose(c.threads, c.f.d.Me.ID)
	if len(shown) == 0 {
		return newsroom.Thread{}, false
	}
	i := slices.IndexFunc(shown, func(t newsroom.Thread) bool { return t.ID() == c.chosen })
	switch {
	case forward:
		i = (i + 1) % len(shown)
	case i <= 0:
		i = len(shown) - 1
	default:
		i--
	}
	c.choose(shown[i].ID())
	return shown[i], true
}

// items are the entries of a menu; free makes them wait for a card over the window.
func (c *discussion) items(free func(func()) func(), add func(), step func(forward bool)) []*fyne.MenuItem {
	d, line := c.f.d, fyne.NewMenuItemSeparator
	return []*fyne.MenuItem{
		entry(d.S("comments.add"), keyComment, free(add)), line(),
		entry(d.S("comments.next"), keyNextOne, free(func() { step(true) })),
		entry(d.S("comments.previous"), keyLastOne, free(func() { step(false) })), line(),
		entry(d.S("comments.reply"), keyAnswer, free(c.replyChosen)),
		entry(d.S("comments.settle"), keySettle, free(c.settleChosen)),
	}
}

// quoteField asks in the review window which words of the text a comment is about.
func quoteField(d *desk) *field.Entry {
	e := field.NewEntry(d.Input)
	e.SetPlaceHolder(d.S("comments.quote.hint"))
	return e
}
