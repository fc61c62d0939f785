package desk

import (
	"context"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/typecase"
	"galley/editor/model"
	"galley/editor/state"
)

// copyfit tells in the status line how the article will fall on its pages. It is set away from the window, one text at a time: what was typed
// meanwhile is set next, and what was typed in between never.
type copyfit struct {
	fitter  *press.Fitter
	fonts   typecase.Choice // that the fitter has
	options press.Options   // that it sets with
	done    *model.Node     // the document that said is about
	want    *model.Node
	busy    bool
	said    string
}

// fit sets the page's text anew where it has changed.
func (w *writer) fit(s state.State) {
	c := &w.copyfit
	c.want = s.Doc()
	if c.busy || c.want == c.done {
		return
	}
	d, doc := w.d, c.want
	fonts, options := d.ownFonts(), d.printOptions()
	m, a := newsroom.Manuscript{Doc: doc, Properties: w.Stored.Properties}, w.Article
	var fit press.Fit
	c.busy = true
	d.work(func(ctx context.Context) (err error) {
		if c.fitter == nil || c.fonts != fonts || c.options != options {
			if c.fitter, err = d.Press.NewFitter(options, fonts); err != nil {
				return err
			}
			c.fonts, c.options = fonts, options
		}
		fit, err = c.fitter.Fit(ctx, a, m)
		return err
	}, func(err error) {
		c.busy, c.done = false, doc
		switch {
		case err != nil: // the print window says why
			c.said = d.S("fit.failed")
		case fit.Over > 0:
			c.said = d.S("fit.over", "Pages", fit.Pages, "Lines", fit.Over)
		default:
			c.said = d.S("fit.left", "Pages", fit.Pages, "Lines", fit.Left)
		}
		if w.d.writers[w.Article.ID] != w {
			return // it was closed meanwhile
		}
		now := w.page.State()
		w.showCount(now)
		w.fit(now)
	})
}
