package view

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/motion"
)

// acts are the actions that random writers choose from.
var acts = []Action{Undo, Redo, Cut, Copy, Paste, Strong, Emphasis, Underline, Body, Heading1, Quote, BulletList, NumberedList, Sink, Lift, Rule,
	BlockUp, BlockDown, Return, Return, LineBreak, Tab, TabBack, DeleteBack, DeleteBack, DeleteForward, DeleteWordBack, DeleteWord, DeleteLineBack,
	DeleteLine, Left, Right, WordLeft, WordRight, Up, Up, Down, Down, ParagraphUp, ParagraphDown, LineStart, LineEnd, PageUp, PageDown, DocumentStart,
	DocumentEnd, SelectAll}

// stray does something at random and says what.
func stray(r *rand.Rand, e *Editor) string {
	switch r.IntN(5) {
	case 0:
		text := build.RandomText(r, 1+r.IntN(4))
		for _, c := range text {
			e.TypedRune(c)
		}
		return fmt.Sprintf("type %q", text)
	case 1:
		p := fyne.NewPos(float32(r.IntN(int(e.Size().Width)-barWidth)), float32(r.IntN(int(e.Size().Height))))
		ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary}
		if r.IntN(2) == 0 {
			ev.Modifier = shift
		}
		e.MouseDown(ev)
		e.MouseUp(ev)
		return fmt.Sprintf("click %v %v", p, ev.Modifier)
	case 2:
		by := float32(r.IntN(600) - 300)
		e.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
		return fmt.Sprintf("scroll %v", by)
	}
	a, extend := acts[r.IntN(len(acts))], r.IntN(3) == 0
	e.flush()
	e.act(a, extend)
	return fmt.Sprintf("%s %v", a, extend)
}

// TestCaretIsNeverInsideACluster after whatever a writer does: the document is valid, both ends of the selection are places for a caret, and
// the caret is in the window after it moved.
func TestCaretIsNeverInsideACluster(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(12) {
		r := build.Rand(seed)
		e, _ := open(t, build.Random(r, 6), 700, 400)
		e.SetClipboard(&memory{})
		calls := build.Format(e.State().Doc())
		for range 120 {
			calls += "\n\t" + stray(r, e)
			s := e.State()
			if err := s.Doc().Check(); err != nil {
				t.Fatalf("%v\nseed %d; to repeat:\n\t%s", err, seed, calls)
			}
			if sel, ok := s.Selection().(state.TextSelection); ok {
				for _, p := range []model.Pos{sel.Anchor, sel.Head} {
					if motion.Snap(s.Doc(), p, motion.Backward) != p {
						t.Fatalf("%d is inside a cluster\nseed %d; to repeat:\n\t%s", p, seed, calls)
					}
				}
			}
		}
	}
}

// TestWindowEqualsANewWindow is the law of the incremental layout for what is seen: after any sequence of acts the window shows, pixel by
// pixel, what a new window on the same state shows.
func TestWindowEqualsANewWindow(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(6) {
		r := build.Rand(seed)
		e, w := open(t, build.Random(r, 8), 700, 400)
		e.SetClipboard(&memory{})
		calls := build.Format(e.State().Doc())
		for i := range 60 {
			calls += "\n\t" + stray(r, e)
			if i%6 != 5 {
				continue
			}
			fresh, fw := open(t, model.NewDoc(), 700, 400)
			fresh.SetState(e.State())
			fresh.side = e.side
			fresh.scroll.top = e.scroll.top
			fresh.sync()
			e.FocusGained() // the new window took the keyboard
			if a, b := pixels(w), pixels(fw); !bytes.Equal(a, b) {
				t.Fatalf("the window differs from a new one\nseed %d; to repeat:\n\t%s", seed, calls)
			}
		}
	}
}

func pixels(w fyne.Window) []byte {
	return w.Canvas().Capture().(*image.NRGBA).Pix
}

// TestOnlyChangedLinesAreDrawn types at the end of a paragraph: the pictures of all other lines stay as they are.
func TestOnlyChangedLinesAreDrawn(t *testing.T) {
	test.NewTempApp(t)
	e, _ := open(t, long(3000), 900, 700)
	if !e.Do(state.Select(state.Near(e.State().Doc(), 200))) {
		t.Fatal("no place")
	}
	e.Act(LineEnd)
	before := map[*linePicture]bool{}
	for _, p := range e.r.lines {
		before[p] = true
	}
	e.TypedRune('字')
	fresh := 0
	for _, p := range e.r.lines {
		if !before[p] {
			fresh++
		}
	}
	if fresh > 4 {
		t.Errorf("%d of %d lines are drawn anew", fresh, len(e.r.lines))
	}
	e.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	if len(e.r.lines) < 15 {
		t.Errorf("%d lines are seen", len(e.r.lines))
	}
}
