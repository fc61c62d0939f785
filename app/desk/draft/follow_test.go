package draft

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
)

// inStep makes sure that the window shows what is stored and nothing else.
func (d *desk) inStep() {
	d.t.Helper()
	if !d.page.Doc().Equal(d.record.stored.Doc) || !d.typed.Equal(d.record.stored.Properties) {
		d.t.Fatalf("shown %q, stored %q", d.page.Doc().PlainText(), d.record.text())
	}
}

// Two windows that type into one paragraph keep what both typed, and each undoes his own.
func TestTwoWindows(t *testing.T) {
	r := newRecord("p(一二<c>)")
	one, two := newDesk(t, r, "甲"), newDesk(t, r, "乙")
	start := state.Caret(one.page.Selection().From())
	one.types("甲")
	two.do(state.Select(start))
	two.types("乙")
	one.pass(saveAfter)
	two.pass(saveAfter) // refused, rebased, stored
	one.Follow()
	one.pass(0)
	one.inStep()
	two.inStep()
	for _, text := range []string{"甲", "乙"} {
		if strings.Count(r.text(), text) != 1 {
			t.Errorf("%s is there %d times in %q", text, strings.Count(r.text(), text), r.text())
		}
	}
	one.do(history.Undo)
	one.pass(saveAfter)
	if strings.Contains(r.text(), "甲") || !strings.Contains(r.text(), "乙") {
		t.Errorf("undone to %q", r.text())
	}
}

// Properties are merged field by field; of one that both changed the last writer's is stored, and he is told.
func TestPropertiesOfTwoWindows(t *testing.T) {
	r := newRecord("p()")
	one, two := newDesk(t, r, "甲"), newDesk(t, r, "乙")
	one.typed.Source, one.typed.Place = "校办", "徐州"
	one.Touch()
	two.typed.Source, two.typed.Editor = "宣传部", "王"
	two.Touch()
	one.pass(saveAfter)
	two.pass(saveAfter)
	one.Follow()
	one.pass(0)
	one.inStep()
	two.inStep()
	if p := r.stored.Properties; p.Source != "宣传部" || p.Place != "徐州" || p.Editor != "王" {
		t.Errorf("stored %+v", p)
	}
	if !slices.Equal(two.contested, []newsroom.Field{"source"}) || one.contested != nil {
		t.Errorf("contested %v and %v", one.contested, two.contested)
	}
}

// What does not fit what is known here is said, and what is typed stays.
func TestDamagedRecord(t *testing.T) {
	r := newRecord("p(<c>)")
	d := newDesk(t, r, "甲")
	d.types("一")
	r.changes = append(r.changes, newsroom.StoredChange{Revision: 1, Change: newsroom.Change{Step: removeAt(900)}})
	d.pass(saveAfter)
	if d.Phase != Unsaved || newsroom.CodeOf(d.Err) != newsroom.Corrupt || !strings.Contains(d.page.Doc().PlainText(), "一") {
		t.Errorf("phase %d, %v", d.Phase, d.Err)
	}
}

// TestWindowsAtRandom lets two and three windows type, delete, undo, fail and follow at random moments: in the end all show what is stored, and every
// character that nobody took back is there once.
func TestWindowsAtRandom(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 0))
		r := newRecord("headline(题) p(一二三) p(四五六)")
		windows := []*desk{newDesk(t, r, "甲"), newDesk(t, r, "乙"), newDesk(t, r, "甲")}[:2+seed%2]
		next, removed := 'a'+0xac00, map[rune]bool{}
		for range 120 {
			d := windows[random.IntN(len(windows))]
			before := d.page.Doc().PlainText()
			switch random.IntN(10) {
			case 0:
				r.refuse, r.lands = []error{nil, errDiskFull, errDiskFull}[random.IntN(3)], random.IntN(2) == 0
			case 1:
				d.Follow()
			case 2:
				d.do(state.Select(state.Near(d.page.Doc(), model.Pos(random.IntN(d.page.Doc().ContentSize())))))
			case 3:
				d.do(state.DeleteBackward(motion.Character))
			case 4:
				d.do(history.Undo)
			case 5:
				d.typed.Source = fmt.Sprint(random.IntN(3))
				d.Touch()
			default:
				d.types(string(next))
				next++
			}
			for _, c := range before {
				if !strings.ContainsRune(d.page.Doc().PlainText(), c) {
					removed[c] = true
				}
			}
			if len(d.work) > 0 && random.IntN(2) == 0 {
				d.step()
			}
			d.pass(time.Duration(random.IntN(400)) * time.Millisecond * time.Duration(random.IntN(2)))
		}
		r.refuse, r.lands = nil, false
		for range 3 {
			for _, d := range windows {
				d.Save()
				d.pass(time.Minute)
				d.Follow()
				d.pass(time.Minute)
			}
		}
		for _, d := range windows {
			if !d.page.Doc().Equal(r.stored.Doc) || !d.typed.Equal(r.stored.Properties) || d.Phase != Saved {
				t.Fatalf("seed %d: phase %d, shown %q, stored %q", seed, d.Phase, d.page.Doc().PlainText(), r.text())
			}
		}
		for c := rune('a' + 0xac00); c < next; c++ {
			if n := strings.Count(r.text(), string(c)); n > 1 || n == 0 && !removed[c] {
				t.Fatalf("seed %d: %c is there %d times in %q", seed, c, n, r.text())
			}
		}
	}
}
