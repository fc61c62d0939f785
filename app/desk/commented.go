package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"galley/app/desk/chrome"
	"galley/app/desk/draft"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/app/newsroom"
	"galley/editor/anchor"
	"galley/editor/state"
	"galley/editor/view"
)

// discuss makes the comments of the writing window.
func (w *writer) discuss() discussion {
	return discussion{
		f: &w.frame, article: func() newsroom.Article { return w.Article }, width: inspectorWidth - 36, filter: newsroom.OpenThreads,
		begin: w.comment, show: w.goToThread, changed: func() { w.markComments(); w.sayTabs() },
	}
}

// loadComments reads the comments once the text is stored: their places are in the stored text.
func (w *writer) loadComments() {
	w.stale = w.Phase != draft.Saved
	if w.stale {
		return
	}
	w.comments.load(func(threads []newsroom.Thread) bool {
		if w.d.writers[w.Article.ID] != w {
			return false
		}
		// What was typed or came from others meanwhile moves the page, and they are read again behind it.
		w.stale = w.Phase != draft.Saved || slices.ContainsFunc(threads, func(t newsroom.Thread) bool { return t.Anchor != nil && t.Head != w.Base })
		return !w.stale
	})
}

// markComments marks on the page what open threads are about. Where two are about the same words the later one is over the other.
func (w *writer) markComments() {
	var out []view.Decoration
	for _, t := range newsroom.OpenThreads.Choose(w.comments.threads, w.d.Me.ID) {
		if t.Anchor != nil && !t.Anchor.Lost {
			out = append(out, view.Decoration{From: t.Anchor.From, To: t.Anchor.To, Shape: view.Highlight, Color: tokenColor(theme.Comment), Key: t.ID()})
		}
	}
	w.page.SetDecorations(view.Comments, out)
}

// commentsPanel is the page of the inspector with the comments.
func (w *writer) commentsPanel() fyne.CanvasObject {
	w.comments.panel = chrome.Column(12)
	w.comments.list()
	return w.comments.panel
}

// followComments chooses the thread that the caret is in.
func (w *writer) followComments(s state.State) {
	if w.tab != tabComments {
		return
	}
	at := w.page.DecorationsAt(view.Comments, s.Selection().From())
	if len(at) == 0 {
		return
	}
	id, ok := at[len(at)-1].Key.(newsroom.CommentID)
	if ok && id != w.comments.chosen {
		w.comments.choose(id)
		w.revealComment(id)
	}
}

// revealComment scrolls the list to the card of a thread.
func (w *writer) revealComment(id newsroom.CommentID) {
	card, ok := w.comments.cards[id]
	if scroll, is := w.pages[tabComments].(*container.Scroll); ok && is {
		y := card.Position().Y
		if top := scroll.Offset.Y; y < top || y+card.Size().Height > top+scroll.Size().Height {
			scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-12)))
		}
	}
}

// addComment asks for a comment on what is selected, or on the whole article.
func (w *writer) addComment() {
	w.showTab(tabComments)
	w.comments.add()
}

// comment makes a comment on what is selected when the text is stored.
func (w *writer) comment(words string) {
	w.Flush(func(ok bool) {
		if !ok {
			return // said in the status line
		}
		do := newsroom.CommentDo{Kind: newsroom.BeginThread, Text: words, Revision: w.Base}
		s := w.page.State()
		if sel := s.Selection(); sel.From() < sel.To() {
			on, err := anchor.New(s.Doc(), sel.From(), sel.To())
			if err != nil {
				w.refuse(newsroom.Errorf(newsroom.Invalid, err, "comment.no_words"))
				return
			}
			do.Anchor = &on
		}
		w.comments.do(do)
	})
}

// goToThread selects what a thread is about, where it stands now.
func (w *writer) goToThread(t newsroom.Thread) {
	for _, m := range w.page.Decorations(view.Comments) {
		if m.Key == t.ID() {
			w.page.Do(state.Select(state.TextSelection{Anchor: m.From, Head: m.To}))
			w.focus(w.page)
			w.page.Reveal()
			return
		}
	}
}

// stepComment goes to the next thread of the list, or to the one before.
func (w *writer) stepComment(forward bool) {
	w.showTab(tabComments)
	t, ok := w.comments.step(forward)
	if !ok {
		w.status.say(toneBusy, w.d.S("comments.none"))
		return
	}
	w.goToThread(t)
	w.revealComment(t.ID())
}

// discuss makes the comments of the review window, where the text is only read: a new comment names its words.
func (r *review) discuss() discussion {
	quote := quoteField(r.d)
	c := discussion{f: &r.frame, article: func() newsroom.Article { return r.article }, width: inspectorWidth - 40, filter: newsroom.OpenThreads, changed: func() {}}
	c.extra = func() fyne.CanvasObject {
		quote = quoteField(r.d)
		return chrome.Labelled(r.d.S("comments.quote"), quote)
	}
	c.begin = func(words string) { r.comment(quote, words) }
	return c
}

// comment makes a comment on the words in the field, or on the whole article where it is empty.
func (r *review) comment(quote *field.Entry, words string) {
	do := newsroom.CommentDo{Kind: newsroom.BeginThread, Text: words, Revision: r.article.Revision}
	if said := trim(quote); said != "" {
		on, ok := anchor.Find(r.text.Doc, said, 0)
		if !ok {
			r.refuse(newsroom.Errorf(newsroom.NotFound, nil, "comment.no_quote", "Quote", said))
			return
		}
		do.Anchor = &on
	}
	r.comments.do(do)
}

// loadComments reads the comments of the article under review.
func (r *review) loadComments() {
	r.comments.load(func([]newsroom.Thread) bool { return r.d.reviews[r.article.ID] == r })
}
