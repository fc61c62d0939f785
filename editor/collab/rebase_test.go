package collab_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/editor/collab"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// firstTyped is the first of the characters that only the tests type: Hangul, which random documents do not have.
const firstTyped = '\uac00'

// room is a store with several writers.
type room struct {
	t       testing.TB
	r       *rand.Rand
	doc     *model.Node
	steps   []transform.Step
	writers []*writer
	next    rune // the next character that nobody has typed yet
	calls   []string
}

type writer struct {
	room *room
	name int
	s    state.State
	base *model.Node // what the store had at known
	at   int         // how many steps of the store are known
	own  []collab.Step
	now  time.Time
}

func newRoom(t testing.TB, seed uint64, doc *model.Node, writers int) *room {
	rm := &room{t: t, r: build.Rand(seed), doc: doc, next: firstTyped, calls: []string{fmt.Sprintf("seed %d: doc := build.Doc(%q)", seed, build.Format(doc))}}
	for i := range writers {
		rm.writers = append(rm.writers, &writer{room: rm, name: i, s: state.NewState(doc, history.Field{}), base: doc, now: time.Unix(0, 0)})
	}
	return rm
}

func (rm *room) fail(format string, args ...any) {
	rm.t.Helper()
	rm.t.Fatalf("%s after\n\t%s", fmt.Sprintf(format, args...), strings.Join(rm.calls, "\n\t"))
}

func (rm *room) call(w *writer, format string, args ...any) {
	rm.calls = append(rm.calls, fmt.Sprintf("%d: ", w.name)+fmt.Sprintf(format, args...))
}

// apply takes a transaction of the writer's own.
func (w *writer) apply(tr *state.Transaction) {
	tr.SetTime(w.now)
	next, err := w.s.Apply(tr)
	if err != nil {
		w.room.fail("%v", err)
	}
	w.own = append(w.own, collab.Own(tr)...)
	w.s = next
	if err := next.Doc().Check(); err != nil {
		w.room.fail("%v in %s", err, build.Format(next.Doc()))
	}
}

func (w *writer) do(name string, c state.Command) bool {
	return c(w.s, func(tr *state.Transaction) {
		w.room.call(w, "%s with %v selected", name, w.s.Selection())
		w.apply(tr)
	})
}

// pull takes what others stored, and checks what must hold of it.
func (w *writer) pull() {
	rm := w.room
	if w.at == len(rm.steps) {
		return
	}
	rm.call(w, "pull, %d steps of its own", len(w.own))
	tr, own, err := collab.Rebase(w.s, w.own, rm.steps[w.at:])
	if err != nil {
		rm.fail("%v", err)
	}
	next, err := w.s.Apply(tr)
	if err != nil {
		rm.fail("%v", err)
	}
	w.s, w.own, w.base, w.at = next, own, rm.doc, len(rm.steps)
	if err := next.Doc().Check(); err != nil {
		rm.fail("%v in %s", err, build.Format(next.Doc()))
	}
	doc := rm.doc
	for _, s := range own {
		if doc, err = s.Do.Apply(doc); err != nil {
			rm.fail("an own step does not apply to what is stored: %v", err)
		}
	}
	if !doc.Equal(next.Doc()) {
		rm.fail("what is stored with the own steps is %s, and shown is %s", build.Format(doc), build.Format(next.Doc()))
	}
}

// push stores the writer's own steps.
func (w *writer) push() {
	w.pull()
	rm := w.room
	if len(w.own) == 0 {
		return
	}
	rm.call(w, "push %d", len(w.own))
	var steps []transform.Step
	for _, s := range w.own {
		steps = append(steps, s.Do)
	}
	for _, s := range collab.Merge(steps) {
		doc, err := s.Apply(rm.doc)
		if err != nil {
			rm.fail("the store refuses: %v", err)
		}
		rm.doc, rm.steps = doc, append(rm.steps, s)
	}
	w.own, w.base, w.at = nil, rm.doc, len(rm.steps)
}

// converge stores everything, and wants the same everywhere.
func (rm *room) converge() {
	for _, w := range rm.writers {
		w.push()
	}
	for _, w := range rm.writers {
		w.pull()
		if len(w.own) > 0 || !w.s.Doc().Equal(rm.doc) {
			rm.fail("writer %d has %s, stored is %s", w.name, build.Format(w.s.Doc()), build.Format(rm.doc))
		}
	}
}

// somewhere puts the caret, or a selection, anywhere.
func (w *writer) somewhere(wide bool) {
	r := w.room.r
	near := func() model.Pos { return state.Near(w.s.Doc(), model.Pos(r.IntN(w.s.Doc().ContentSize()+1))).Head }
	sel := state.Caret(near())
	if wide && r.IntN(3) == 0 {
		sel.Anchor = near()
	}
	tr := w.s.Begin()
	if err := tr.Select(sel); err != nil {
		w.room.fail("%v", err)
	}
	w.apply(tr)
}

// types types characters that nobody has typed.
func (w *writer) types(n int) {
	for range n {
		text := string(w.room.next)
		w.room.next++
		w.do("InsertText("+text+")", state.InsertText(text))
		w.now = w.now.Add(50 * time.Millisecond)
	}
}

// gentle are commands that remove no text but the character they are said to.
var gentle = []named{
	{"SplitBlock", state.SplitBlock}, {"JoinBackward", state.JoinBackward}, {"ToggleMark", state.ToggleMark(model.Mark{Kind: model.Strong})},
	{"SetBlockKind", state.SetBlockKind(transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}})},
	{"ToggleList", state.ToggleList(model.BulletList)}, {"Tab", state.Tab}, {"ShiftTab", state.ShiftTab}, {"ToggleQuote", state.ToggleQuote},
}

var harsh = append([]named{
	{"DeleteSelection", state.DeleteSelection}, {"MoveBlock", state.MoveBlock(motion.Forward)}, {"InsertTable", state.InsertTable(2, 2)},
	{"DeleteColumn", state.DeleteColumn}, {"DeleteRow", state.DeleteRow}, {"AddRow", state.AddRow(motion.Forward)}, {"ClearMarks", state.ClearMarks},
	{"DeleteBackward", state.DeleteBackward(motion.Character)}, {"Return", state.Return}, {"InsertPlain", state.InsertPlain("一\n二")},
}, gentle...)

type named struct {
	name string
	do   state.Command
}

// runes returns how often a text has each character that only the tests type.
func runes(doc *model.Node) map[rune]int {
	out := map[rune]int{}
	for _, c := range doc.PlainText() {
		if c >= firstTyped && c < firstTyped+10_000 {
			out[c]++
		}
	}
	return out
}

// edit makes one edit and notes the characters that it removed.
func (w *writer) edit(commands []named, removed map[rune]bool) {
	r := w.room.r
	wide := len(commands) > len(gentle)
	if !wide && w.s.Selection().From() < w.s.Selection().To() || r.IntN(2) == 0 {
		w.somewhere(wide)
	}
	before := runes(w.s.Doc())
	switch r.IntN(4) {
	case 0, 1:
		w.types(1 + r.IntN(4))
	case 2:
		w.do("DeleteBackward", state.DeleteBackward(motion.Character))
	default:
		c := commands[r.IntN(len(commands))]
		w.do(c.name, c.do)
	}
	after := runes(w.s.Doc())
	for c := range before {
		if after[c] == 0 {
			removed[c] = true
		}
	}
}

// TestConvergence lets two and three writers edit at random and store now and then: everybody ends with what is stored.
func TestConvergence(t *testing.T) {
	for seed := range uint64(600) {
		rm := newRoom(t, seed, build.Random(build.Rand(seed), 3), 2+int(seed%2))
		for range 40 {
			w := rm.writers[rm.r.IntN(len(rm.writers))]
			switch rm.r.IntN(8) {
			case 0:
				w.pull()
			case 1:
				w.push()
			case 2:
				w.do("Undo", history.Undo)
			case 3:
				w.do("Redo", history.Redo)
			default:
				w.edit(harsh, map[rune]bool{})
			}
		}
		rm.converge()
		for _, w := range rm.writers {
			for w.do("Undo", history.Undo) {
				if rm.r.IntN(4) == 0 {
					rm.converge()
				}
			}
		}
		rm.converge()
	}
}

// TestTypedIsKept holds every rebase to it: what the writer typed and has not stored is there after it, once, whatever the others did.
func TestTypedIsKept(t *testing.T) {
	kept := 0
	for seed := range uint64(600) {
		rm := newRoom(t, seed, build.Random(build.Rand(seed), 3), 2+int(seed%2))
		for range 40 {
			w := rm.writers[rm.r.IntN(len(rm.writers))]
			switch rm.r.IntN(6) {
			case 0:
				fresh := runes(w.s.Doc())
				for c := range runes(w.base) {
					delete(fresh, c)
				}
				w.pull()
				now := runes(w.s.Doc())
				for c := range fresh {
					kept++
					if now[c] != 1 {
						rm.fail("%c was typed and is there %d times: %s", c, now[c], build.Format(w.s.Doc()))
					}
				}
			case 1:
				w.push()
			default:
				w.edit(harsh, map[rune]bool{})
			}
		}
	}
	if kept < 1000 {
		t.Errorf("only %d characters were looked for", kept)
	}
}

// TestNothingIsLostOrDoubled lets writers type, split, join, mark and delete single characters: in the end every character that nobody deleted
// is there, once.
func TestNothingIsLostOrDoubled(t *testing.T) {
	for seed := range uint64(600) {
		rm := newRoom(t, seed, build.Random(build.Rand(seed), 3), 2+int(seed%2))
		removed := map[rune]bool{}
		for range 40 {
			w := rm.writers[rm.r.IntN(len(rm.writers))]
			switch rm.r.IntN(6) {
			case 0:
				w.pull()
			case 1:
				w.push()
			default:
				w.edit(gentle, removed)
			}
		}
		rm.converge()
		now := runes(rm.doc)
		for c := rune(firstTyped); c < rm.next; c++ {
			if now[c] > 1 || now[c] == 0 && !removed[c] {
				rm.fail("%c is there %d times in %s", c, now[c], build.Format(rm.doc))
			}
		}
	}
}

// TestUndoTakesBackOnlyOnesOwn lets two writers type in each other's words and delete what they typed themselves, undoing and redoing on
// the way. When one undoes everything, the document of the beginning is left with all that the other wrote.
func TestUndoTakesBackOnlyOnesOwn(t *testing.T) {
	for seed := range uint64(600) {
		doc := build.Random(build.Rand(seed), 2)
		rm := newRoom(t, seed, doc, 2)
		author := map[rune]int{}
		for range 40 {
			w := rm.writers[rm.r.IntN(2)]
			switch rm.r.IntN(8) {
			case 0:
				w.pull()
			case 1:
				w.push()
			case 2:
				w.do("Undo", history.Undo)
			case 3:
				w.do("Redo", history.Redo)
			default:
				if rm.r.IntN(2) == 0 {
					w.now = w.now.Add(time.Second)
					w.somewhere(false)
				}
				from := rm.next
				w.types(1 + rm.r.IntN(4))
				for c := from; c < rm.next; c++ {
					author[c] = w.name
				}
			}
		}
		rm.converge()
		for i, w := range rm.writers {
			before := runes(w.s.Doc())
			for w.do("Undo", history.Undo) {
			}
			rm.converge()
			after := runes(w.s.Doc())
			for c, n := range after {
				if author[c] == i || n != 1 {
					rm.fail("%c of writer %d is there %d times after undo of everything: %s", c, author[c], n, build.Format(w.s.Doc()))
				}
			}
			for c := range before {
				if author[c] != i && after[c] != 1 {
					rm.fail("%c of writer %d was undone by writer %d: %s", c, author[c], i, build.Format(w.s.Doc()))
				}
			}
		}
		if got := rm.doc; !got.Equal(doc) {
			rm.fail("undone to %s", build.Format(got))
		}
	}
}
