package view

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
)

// mouse is a pointer with a clock.
type mouse struct {
	e *Editor
	c *clock
}

func (m mouse) down(p fyne.Position, mod fyne.KeyModifier) {
	m.e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary, Modifier: mod})
}

func (m mouse) click(p fyne.Position, mod fyne.KeyModifier) {
	m.c.now = m.c.now.Add(50 * time.Millisecond)
	m.down(p, mod)
	m.e.MouseUp(nil)
}

func (m mouse) drag(from, to fyne.Position) {
	m.down(from, 0)
	m.e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	m.e.DragEnd()
}

func (m mouse) wait() { m.c.now = m.c.now.Add(time.Second) }

// text returns what is selected.
func selected(e *Editor) string {
	s := e.State().Selection()
	return e.State().Doc().TextBetween(s.From(), s.To())
}

func TestMouse(t *testing.T) {
	test.NewTempApp(t)
	c := newClock()
	doc, tags := build.Tagged("headline(标题) p(<a>学校召开<b>会议。) p(second<c> paragraph) fig=a(图)")
	e, _ := open(t, doc, 900, 900, func(o *Options) { o.Now = func() time.Time { return c.now } })
	m := mouse{e, c}
	at := func(tag string) fyne.Position {
		p, ok := e.lay.Caret(tags[tag], 0)
		if !ok {
			t.Fatalf("no caret at %s", tag)
		}
		return e.place(p.X, (p.RowTop+p.RowBottom)/2)
	}
	m.click(at("b"), 0)
	if s := e.State().Selection(); s != state.Selection(state.Caret(tags["b"])) {
		t.Errorf("a click selects %v", s)
	}
	m.click(at("b"), 0)
	if got := selected(e); got != "会议" {
		t.Errorf("a double click selects %q", got)
	}
	m.click(at("b"), 0)
	if got := selected(e); got != "学校召开会议。" {
		t.Errorf("a triple click selects %q", got)
	}
	m.wait()
	m.click(at("a"), 0)
	m.wait()
	m.click(at("b"), shift)
	if got := selected(e); got != "学校召开" {
		t.Errorf("a click with Shift selects %q", got)
	}
	m.wait()
	m.drag(at("c"), at("b"))
	if got := selected(e); got != "会议。\nsecond" {
		t.Errorf("dragging selects %q", got)
	}
	m.wait()
	m.click(at("c"), 0)
	c.now = c.now.Add(50 * time.Millisecond)
	m.drag(at("c"), at("b"))
	if got := selected(e); got != "会议。\nsecond" {
		t.Errorf("dragging words selects %q", got)
	}
	m.wait()
	for b := range e.lay.Blocks(0, e.lay.Height()) {
		for _, s := range b.Shapes {
			if s.Hash != "" {
				m.click(e.place(s.X+s.Width/2, b.Y+s.Y+s.Height/2), 0)
				if n, ok := e.State().Selection().(state.NodeSelection); !ok || n.From() != b.Pos {
					t.Errorf("a click on a picture selects %v", e.State().Selection())
				}
				var opened []model.Pos
				e.OnFigure = func(pos model.Pos) { opened = append(opened, pos) }
				m.click(e.place(s.X+s.Width/2, b.Y+s.Y+s.Height/2), 0)
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				if want := []model.Pos{b.Pos, b.Pos}; !slices.Equal(opened, want) {
					t.Errorf("a double click and Return open %v, not %v", opened, want)
				}
				m.click(at("a"), 0)
				e.TappedSecondary(&fyne.PointEvent{Position: e.place(s.X+s.Width/2, b.Y+s.Y+s.Height/2)})
				if n, ok := e.State().Selection().(state.NodeSelection); !ok || n.From() != b.Pos {
					t.Errorf("the menu of a picture comes on %v", e.State().Selection())
				}
			}
		}
	}
	before := e.State().Selection()
	var menu fyne.Position
	e.OnMenu = func(p fyne.Position) { menu = p }
	e.TappedSecondary(&fyne.PointEvent{Position: at("b"), AbsolutePosition: fyne.NewPos(3, 4)})
	if e.State().Selection() == before || menu != fyne.NewPos(3, 4) {
		t.Errorf("the menu comes at %v on %v", menu, e.State().Selection())
	}
}

// TestDragBeyondTheEdgeScrolls holds the pointer below the window.
func TestDragBeyondTheEdgeScrolls(t *testing.T) {
	test.NewTempApp(t)
	var tick func()
	stopped := false
	e, _ := open(t, long(5000), 900, 500, func(o *Options) {
		o.Every = func(d time.Duration, f func()) func() {
			if d != edgeTime {
				return func() {}
			}
			tick = f
			return func() { stopped = true }
		}
	})
	m := mouse{e, newClock()}
	m.down(fyne.NewPos(300, 300), 0)
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 540)}})
	if tick == nil {
		t.Fatal("nothing scrolls")
	}
	top, chosen := e.scroll.top, len(selected(e))
	for range 20 {
		tick()
	}
	if e.scroll.top < top+200 || len(selected(e)) <= chosen {
		t.Errorf("scrolled from %v to %v, selected %d", top, e.scroll.top, len(selected(e)))
	}
	e.DragEnd()
	if !stopped {
		t.Error("it goes on")
	}
}

func TestScrollBar(t *testing.T) {
	test.NewTempApp(t)
	e, _ := open(t, long(20_000), 900, 500)
	m := mouse{e, newClock()}
	y, h, ok := e.bar()
	if !ok {
		t.Fatal("no bar")
	}
	x := e.Size().Width - 4
	m.drag(fyne.NewPos(x, y+h/2), fyne.NewPos(x, 10_000))
	if e.scroll.top != e.scroll.most(e) {
		t.Errorf("dragged to %v of %v", e.scroll.top, e.scroll.most(e))
	}
	m.click(fyne.NewPos(x, 1), 0)
	if e.scroll.top != 0 {
		t.Errorf("a click at the top of the bar scrolls to %v", e.scroll.top)
	}
	e.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -300)})
	if e.scroll.top != 300 {
		t.Errorf("the wheel scrolls to %v", e.scroll.top)
	}
}

// TestCarry drags selected text elsewhere, and copies it with Control.
func TestCarry(t *testing.T) {
	test.NewTempApp(t)
	var held fyne.KeyModifier
	c := newClock()
	doc, tags := build.Tagged("headline(标题) p(<a>学校<b>召开会议<c>。)")
	e, _ := open(t, doc, 900, 900, func(o *Options) {
		o.Now, o.Held = func() time.Time { return c.now }, func() fyne.KeyModifier { return held }
	})
	place := func(pos model.Pos) fyne.Position {
		p, ok := e.lay.Caret(pos, 0)
		if !ok {
			t.Fatalf("no caret at %d", pos)
		}
		return e.place(p.X, (p.RowTop+p.RowBottom)/2)
	}
	m := mouse{e, c}
	carry := func(to model.Pos) {
		m.wait()
		from := place(tags["a"] + 1)
		e.Do(state.Select(state.TextSelection{Anchor: tags["a"], Head: tags["b"]}))
		m.down(from, 0)
		e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: place(to)}})
		if _, ok := e.dropCaret(); !ok || e.State().Selection() != (state.TextSelection{Anchor: tags["a"], Head: tags["b"]}) {
			t.Error("nothing shows where the text goes, or it is no longer selected")
		}
		m.e.DragEnd()
		m.e.MouseUp(nil)
	}
	carry(tags["c"])
	if got, want := build.Format(e.State().Doc()), "headline(标题) p(召开会议学校。)"; got != want || selected(e) != "学校" {
		t.Errorf("got %s with %q selected", got, selected(e))
	}
	e.Act(Undo)
	if !e.State().Doc().Equal(doc) {
		t.Errorf("one undo leaves %s", build.Format(e.State().Doc()))
	}
	held = ctrl
	carry(tags["c"])
	if got, want := build.Format(e.State().Doc()), "headline(标题) p(学校召开会议学校。)"; got != want {
		t.Errorf("got %s", got)
	}
	e.Act(Undo)
	held = 0
	carry(tags["a"] + 1) // on itself
	if !e.State().Doc().Equal(doc) {
		t.Error("text that is let go where it was has moved")
	}
	m.wait()
	m.down(place(tags["a"]+1), 0)
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: place(tags["c"])}})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	m.e.DragEnd()
	if !e.State().Doc().Equal(doc) {
		t.Error("Escape does not keep the text where it is")
	}
	m.wait()
	e.Do(state.Select(state.TextSelection{Anchor: tags["a"], Head: tags["b"]}))
	m.click(place(tags["a"]+1), 0)
	if e.State().Selection() != state.Caret(tags["a"]+1) {
		t.Errorf("a click on selected text leaves %v", e.State().Selection())
	}
}
