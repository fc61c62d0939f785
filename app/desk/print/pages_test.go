package print

import (
	"context"
	"errors"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/editor/typeset"
	"galley/export/page"
)

// easel draws when the test lets it.
type easel struct {
	drawn   []float64 // scales, in order
	waiting []func()
	slow    bool // a sketch lacks something
	err     error
}

func (e *easel) source() Source {
	return Source{
		Sketch: func(_ context.Context, p page.Page, scale float64) (*image.RGBA, bool, error) {
			if !e.slow {
				e.drawn = append(e.drawn, scale)
			}
			return image.NewRGBA(image.Rect(0, 0, 5, 5)), !e.slow, e.err
		},
		Draw: func(_ context.Context, p page.Page, scale float64) (*image.RGBA, error) {
			e.drawn = append(e.drawn, scale)
			return image.NewRGBA(image.Rect(0, 0, 10, 10)), e.err
		},
		Work: func(f func(context.Context) error, done func(error)) {
			e.waiting = append(e.waiting, func() { done(f(context.Background())) })
		},
	}
}

// finish draws everything that is wished for and returns how many pictures that were.
func (e *easel) finish() int {
	n := 0
	for len(e.waiting) > 0 {
		f := e.waiting[0]
		e.waiting = e.waiting[1:]
		f()
		n++
	}
	return n
}

func a4(n int) []page.Page {
	out := make([]page.Page, n)
	for i := range out {
		out[i] = page.Page{Width: typeset.Millimetres(210), Height: typeset.Millimetres(297)}
	}
	return out
}

// open shows pages in a window of 1000 × 800.
func open(t *testing.T, n int) (*Pages, *easel) {
	t.Helper()
	test.NewTempApp(t)
	e := &easel{}
	p := New(e.source())
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1000, 800))
	p.SetPages(a4(n))
	return p, e
}

// TestSketchComesFirst shows a page without its photographs before it is drawn whole.
func TestSketchComesFirst(t *testing.T) {
	p, e := open(t, 1)
	e.finish()
	e.slow = true
	p.SetZoom(200)
	for _, want := range []int{5, 10} {
		if len(e.waiting) != 1 {
			t.Fatalf("%d pictures are drawn at once", len(e.waiting))
		}
		next := e.waiting[0]
		e.waiting = nil
		next()
		if got := p.large[0].picture.Rect.Dx(); got != want {
			t.Errorf("the page is %d pixels wide, wanted %d", got, want)
		}
	}
}

// TestOnlyWhatIsSeenIsDrawn has sixty pages, of which a window shows a few.
func TestOnlyWhatIsSeenIsDrawn(t *testing.T) {
	p, e := open(t, 60)
	if n := e.finish(); n == 0 || n > 10 {
		t.Errorf("%d pictures were drawn for the first page", n)
	}
	p.Go(40)
	if n := e.finish(); n == 0 || n > 14 {
		t.Errorf("%d pictures were drawn for page 41", n)
	}
	if p.large[0].picture != nil {
		t.Error("the first page keeps its picture though nobody sees it")
	}
	if p.large[40].picture == nil || p.Current() != 40 {
		t.Errorf("page 41 has no picture, or page %d is looked at", p.Current()+1)
	}
	if e.finish() != 0 {
		t.Error("there is still something to draw")
	}
}

// TestOneAtATime wishes for other zooms while a picture is being drawn: of those only the last is drawn.
func TestOneAtATime(t *testing.T) {
	p, e := open(t, 1)
	e.finish()
	e.drawn = nil
	for _, z := range []Zoom{50, 100, 150, 200} {
		p.SetZoom(z)
		if len(e.waiting) > 1 {
			t.Fatalf("%d pictures are drawn at once", len(e.waiting))
		}
	}
	e.finish()
	if len(e.drawn) != 2 || e.drawn[1] < 2*e.drawn[0] {
		t.Errorf("drawn at %v", e.drawn)
	}
}

// TestPicturesStay shows new pages: the pictures before stay until the new ones are there.
func TestPicturesStay(t *testing.T) {
	p, e := open(t, 3)
	e.finish()
	old := p.large[0].picture
	p.Go(1)
	p.SetPages(a4(2))
	if p.large[0].picture != old || p.Current() != 1 {
		t.Error("the pages went white, or the place was lost")
	}
	if e.finish() == 0 || p.large[0].picture == old && p.large[1].picture == old {
		t.Error("the new pages were not drawn")
	}
	p.SetPages(nil)
	p.Go(3)
	p.TypedKey(fyne.KeyPageDown)
	if p.Len() != 0 || e.finish() != 0 {
		t.Error("pages are left where there are none")
	}
}

// TestBrokenPagesAreTriedOnce draws nothing for ever.
func TestBrokenPagesAreTriedOnce(t *testing.T) {
	test.NewTempApp(t)
	e := &easel{err: errors.New("a damaged picture")}
	p := New(e.source())
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(1000, 800))
	p.SetPages(a4(1))
	if n := e.finish(); n != 2 { // the sheet and the small one
		t.Errorf("tried %d times", n)
	}
}

func TestKeys(t *testing.T) {
	p, e := open(t, 5)
	e.finish()
	for _, c := range []struct {
		key  fyne.KeyName
		page int
	}{{fyne.KeyPageDown, 1}, {fyne.KeyPageDown, 2}, {fyne.KeyPageUp, 1}, {fyne.KeyEnd, 4}, {fyne.KeyPageDown, 4}, {fyne.KeyHome, 0}, {fyne.KeyPageUp, 0}} {
		if !p.TypedKey(c.key) || p.Current() != c.page {
			t.Fatalf("%s goes to page %d, not %d", c.key, p.Current()+1, c.page+1)
		}
	}
	if p.TypedKey(fyne.KeyF5) {
		t.Error("F5 means something")
	}
	p.small[3].Tapped(nil)
	if p.Current() != 3 {
		t.Errorf("a small sheet leads to page %d", p.Current()+1)
	}
	p.SetZoom(100)
	was := p.Percent()
	p.Nearer()
	p.Farther()
	if p.Percent() != was || was != 100 {
		t.Errorf("nearer and farther end at %d %%", p.Percent())
	}
}
