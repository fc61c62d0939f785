// Package print shows laid-out pages: sheets of paper one below the other, and small ones beside them to go by.
//
// A [Pages] draws nothing itself: it asks for the pictures of the sheets that are seen, away from the goroutine of the windows, one at a time
// and the nearest first, each without its photographs before it has them. Until a picture is there the last one stays, stretched; what is no longer seen is not drawn any more. A window gives
// [Pages.SetPages] new pages whenever layout or options change, and the place is kept.
package print

import (
	"context"
	"image"

	"galley/export/page"
)

// Source is where pictures come from.
type Source struct {
	// Sketch draws a page at a scale of pixels a point at once, without what takes long, and reports whether it is whole; where it is not, Draw is
	// asked for all of it. Both run on any goroutine.
	Sketch func(ctx context.Context, p page.Page, scale float64) (m *image.RGBA, whole bool, err error)
	Draw   func(ctx context.Context, p page.Page, scale float64) (*image.RGBA, error)
	// Work runs f away from the windows and then done on their goroutine.
	Work func(f func(context.Context) error, done func(error))
}

// wish is a picture that is wanted.
type wish struct {
	page  page.Page
	scale float64
	put   func(*image.RGBA, error)
}

// painter has wishes drawn one after the other. It asks for the next one when it is free, so that wishes which nobody has any more are
// never drawn.
type painter struct {
	Source
	busy bool
	next func() (wish, bool)
}

// wake begins to draw, if there is something to draw and nothing is being drawn.
func (p *painter) wake() {
	if p.busy {
		return
	}
	w, ok := p.next()
	if !ok {
		return
	}
	p.busy = true
	var m *image.RGBA
	put := func(err error) {
		p.busy = false
		w.put(m, err)
		p.wake()
	}
	whole := false
	p.Work(func(ctx context.Context) (err error) {
		m, whole, err = p.Sketch(ctx, w.page, w.scale)
		return err
	}, func(err error) {
		if err != nil || whole {
			put(err)
			return
		}
		w.put(m, nil)
		p.Work(func(ctx context.Context) (err error) {
			m, err = p.Draw(ctx, w.page, w.scale)
			return err
		}, put)
	})
}
