package desk

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/crop"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/view"
)

// cutterOf returns the cutter on the card over the window.
func cutterOf(t testing.TB, w *writer) *crop.Cutter {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if c, ok := o.(*crop.Cutter); ok {
			return c
		}
	}
	t.Fatal("there is no cutter")
	return nil
}

// TestCropFigure crops by keys and by the pointer, undoes it, and shows the whole again.
func TestCropFigure(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.illustrated() // 80 × 60 pixels
	w.cropFigure()
	c := cutterOf(t, w)
	if w.win.Canvas().Focused() != c {
		t.Fatal("the keyboard is not with the frame")
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.Key4}) // 1:1
	w.card.Press()
	crops := func() model.Crop { _, n := w.figure(); return n.Attrs().Crop }
	if got, want := crops(), (model.Crop{X: 1250, W: 7500, H: 10000}); got != want {
		t.Fatalf("1:1 by a key: %v, want %v", got, want)
	}
	w.act(view.Undo)
	if got := crops(); got != (model.Crop{}) {
		t.Errorf("undo leaves %v", got)
	}

	w.cropFigure()
	c = cutterOf(t, w)
	s := c.Size()
	from := fyne.NewPos(s.Width-1, s.Height-1)
	to := fyne.NewPos(s.Width/2, s.Height/4)
	c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(to.X-from.X, to.Y-from.Y)})
	c.DragEnd()
	press1(t, w.win, h.S("crop.do"))
	if got := crops(); got != (model.Crop{W: 5000, H: 2500}) {
		t.Errorf("a corner by the pointer: %v", got)
	}

	w.cropFigure()
	press1(t, w.win, h.S("crop.whole"))
	press1(t, w.win, h.S("crop.do"))
	if got := crops(); got != (model.Crop{}) {
		t.Errorf("the whole is %v", got)
	}
	before := w.page.State().Doc()
	w.cropFigure()
	cutterOf(t, w).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.card != nil || !w.page.State().Doc().Equal(before) {
		t.Error("Escape does not leave the figure as it is")
	}
}

// photograph is a JPEG of a landscape: sky, hills, a sun.
func photograph(t testing.TB, w, h, seed int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fx, fy := float64(x)/float64(w), float64(y)/float64(h)
			c := color.RGBA{uint8(120 + 90*fy), uint8(160 + 50*fy), uint8(225 - 40*fy), 255}
			if dx, dy := (fx-0.7)*float64(w), (fy-0.3)*float64(h); dx*dx+dy*dy < float64(h*h)/120 {
				c = color.RGBA{250, 225, 150, 255}
			}
			for i := range 3 {
				k := float64(i)
				if fy > 0.55+0.12*k+0.08*math.Sin(6*fx+2.1*k+float64(seed)) {
					c = color.RGBA{uint8(70 - 14*i + 20*(seed%3)), uint8(115 - 22*i), uint8(80 - 18*i + 14*(seed%4)), 255}
				}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// landscape opens a new article with a photograph in it.
func (h *house) landscape() *writer {
	h.t.Helper()
	w := h.blank("校园一角")
	p, err := h.room.TakePicture(h.t.Context(), h.Me, "校园.jpg", photograph(h.t, 1200, 800, 0))
	h.must(err)
	a := p.Figure()
	a.Credit = "摄影：王五"
	w.do(state.InsertFigure(a))
	w.do(state.InsertText("雨后的操场"))
	return w
}
