package history_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// writer is a state under edit, with the calls that led to it.
type writer struct {
	t     testing.TB
	s     state.State
	now   time.Time
	calls []string
	first state.Selection // before the first change
}

func newWriter(t testing.TB, doc *model.Node) *writer {
	return &writer{t: t, s: state.NewState(doc, history.Field{}), now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		calls: []string{fmt.Sprintf("doc := build.Doc(%q)", build.Format(doc))}}
}

func (w *writer) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s after\n\t%s", fmt.Sprintf(format, args...), strings.Join(w.calls, "\n\t"))
}

func (w *writer) apply(tr *state.Transaction) {
	w.t.Helper()
	tr.SetTime(w.now)
	next, err := w.s.Apply(tr)
	if err != nil {
		w.fail("%v", err)
	}
	if tr.Changed() && w.first == nil {
		w.first = w.s.Selection()
	}
	w.s = next
	if err := w.s.Doc().Check(); err != nil {
		w.fail("%v in %s", err, build.Format(w.s.Doc()))
	}
}

func (w *writer) do(c state.Command) bool {
	w.t.Helper()
	applies := c(w.s, nil)
	done := false
	c(w.s, func(tr *state.Transaction) { w.apply(tr); done = true })
	if applies != done {
		w.fail("answers %v, and does %v", applies, done)
	}
	return done
}

func (w *writer) must(c state.Command) {
	w.t.Helper()
	if !w.do(c) {
		w.fail("does not apply")
	}
}

func (w *writer) selects(sel state.Selection) {
	w.t.Helper()
	tr := w.s.Begin()
	if err := tr.Select(sel); err != nil {
		w.fail("%v", err)
	}
	w.apply(tr)
}

// act makes an edit by hand.
func (w *writer) act(act state.Act, edit func(tr *state.Transaction) error) {
	w.t.Helper()
	tr := w.s.Begin()
	tr.SetAct(act)
	if err := edit(tr); err != nil {
		w.fail("%v", err)
	}
	w.apply(tr)
}

// types types characters one by one.
func (w *writer) types(text string) {
	w.t.Helper()
	for _, c := range text {
		w.act(state.Typing, func(tr *state.Transaction) error {
			at := tr.Selection().From()
			if err := tr.InsertText(at, string(c), nil); err != nil {
				return err
			}
			return tr.Select(state.Caret(at + 1))
		})
	}
}

// remote inserts a text from elsewhere.
func (w *writer) remote(edit func(tr *state.Transaction) error) {
	w.t.Helper()
	tr := w.s.Begin()
	tr.SetRemote()
	if err := edit(tr); err != nil {
		w.fail("%v", err)
	}
	w.apply(tr)
}

func (w *writer) want(text string) {
	w.t.Helper()
	if got := build.Format(w.s.Doc()); got != text {
		w.t.Fatalf("got %s, want %s", got, text)
	}
}

func at(t testing.TB, text string) (*model.Node, state.TextSelection) {
	t.Helper()
	doc, tags := build.Tagged(text)
	return doc, state.Caret(tags["c"])
}

func start(t testing.TB, text string) *writer {
	t.Helper()
	doc, caret := at(t, text)
	w := newWriter(t, doc)
	w.selects(caret)
	return w
}

func TestTypingIsOneGroup(t *testing.T) {
	w := start(t, "p(甲<c>)")
	w.types("乙丙")
	w.types("丁")
	w.want("p(甲乙丙丁)")
	w.must(history.Undo)
	w.want("p(甲)")
	if history.Undo(w.s, nil) {
		t.Error("there is more to undo")
	}
	w.must(history.Redo)
	w.want("p(甲乙丙丁)")
}

func TestGroups(t *testing.T) {
	after := func(d time.Duration) func(*writer) { return func(w *writer) { w.now = w.now.Add(d) } }
	for _, c := range []struct {
		name    string
		between func(*writer)
		groups  int
	}{
		{"at once", after(0), 1},
		{"within the pause", after(history.Pause), 1},
		{"after a pause", after(history.Pause + 1), 2},
		{"elsewhere", func(w *writer) { w.selects(state.Caret(w.s.Selection().From() - 3)) }, 2},
		{"there and back", func(w *writer) {
			sel := w.s.Selection()
			w.selects(state.Caret(sel.From() - 3))
			w.selects(sel)
		}, 1},
		{"a group is begun", func(w *writer) {
			tr := w.s.Begin()
			tr.StartGroup()
			w.apply(tr)
		}, 2},
		{"something from elsewhere", func(w *writer) {
			w.remote(func(tr *state.Transaction) error { return tr.InsertText(1, "引", nil) })
		}, 1},
		{"without a time", func(w *writer) { w.now = time.Time{} }, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t, "p(甲乙丙丁<c>)")
			w.types("一")
			c.between(w)
			w.types("二")
			if got := history.Of(w.s).UndoDepth(); got != c.groups {
				t.Errorf("%d groups, want %d", got, c.groups)
			}
		})
	}
}

func TestActsDoNotMix(t *testing.T) {
	w := start(t, "p(甲<c>)")
	w.types("乙")
	w.act(state.Deleting, func(tr *state.Transaction) error { at := tr.Selection().From(); return tr.Delete(at-1, at) })
	w.act(state.Deleting, func(tr *state.Transaction) error { at := tr.Selection().From(); return tr.Delete(at-1, at) })
	w.want("p()")
	w.must(history.Undo)
	w.want("p(甲乙)")
	w.must(history.Undo)
	w.want("p(甲)")
}

func TestCompositionIsOneGroup(t *testing.T) {
	w := start(t, "p(<c>)")
	compose := func(n int, text string) {
		w.act(state.Typing, func(tr *state.Transaction) error {
			tr.SetComposition(n)
			return tr.Replace(tr.Selection().From(), w.s.Selection().To(), model.NewSlice(model.NewText(text)))
		})
		w.now = w.now.Add(time.Minute)
	}
	compose(1, "n")
	compose(1, "i")
	compose(1, "你")
	compose(2, "好")
	if got := history.Of(w.s).UndoDepth(); got != 2 {
		t.Errorf("%d groups, want 2", got)
	}
}

func TestUndoRestoresTheSelection(t *testing.T) {
	doc, tags := build.Tagged("p(甲<a>乙丙<h>丁) <n> fig=x()")
	w := newWriter(t, doc)
	text := state.TextSelection{Anchor: tags["h"], Head: tags["a"]}
	w.selects(text)
	w.must(state.InsertText("新"))
	figure, err := state.SelectNode(w.s.Doc(), tags["n"]-1)
	if err != nil {
		t.Fatal(err)
	}
	w.selects(figure)
	w.must(state.DeleteSelection)
	w.must(history.Undo)
	if w.s.Selection() != state.Selection(figure) {
		t.Errorf("selects %#v", w.s.Selection())
	}
	w.must(history.Undo)
	if w.s.Selection() != state.Selection(text) {
		t.Errorf("selects %#v", w.s.Selection())
	}
}

func TestRemote(t *testing.T) {
	insert := func(tag, text string) func(*writer, build.Tags) {
		return func(w *writer, tags build.Tags) {
			w.remote(func(tr *state.Transaction) error { return tr.InsertText(tags[tag], text, nil) })
		}
	}
	remove := func(w *writer, tags build.Tags) {
		w.remote(func(tr *state.Transaction) error { return tr.Delete(tags["r"], tags["s"]) })
	}
	local := func(text string) func(*writer) { return func(w *writer) { w.types(text) } }
	for _, c := range []struct {
		name           string
		before, edited string // edited has the tags for the change from elsewhere
		own            func(*writer)
		other          func(*writer, build.Tags)
		undone, redone string
	}{
		{"before", "p(甲乙<c>)", "p(<r>甲乙丙)", local("丙"), insert("r", "※"), "p(※甲乙)", "p(※甲乙丙)"},
		{"behind", "p(甲<c>乙)", "p(甲丙乙<r>)", local("丙"), insert("r", "※"), "p(甲乙※)", "p(甲丙乙※)"},
		{"inside", "p(甲<c>乙)", "p(甲丙<r>丁乙)", local("丙丁"), insert("r", "※"), "p(甲※乙)", ""},
		{"in place of some of it", "p(甲<c>乙)", "p(甲丙<r>丁<s>戊乙)", local("丙丁戊"), func(w *writer, tags build.Tags) {
			w.remote(func(tr *state.Transaction) error {
				return tr.Replace(tags["r"], tags["s"], model.NewSlice(model.NewText("※")))
			})
		}, "p(甲※乙)", ""},
		{"deletes it", "p(甲<c>乙)", "p(甲<r>丙丁<s>乙)", local("丙丁"), remove, "p(甲乙)", ""},
		{"deletes around it", "p(甲<c>乙)", "p(<r>甲丙<s>丁乙)", local("丙丁"), remove, "p(乙)", "p(丁乙)"},
		{"beside what was deleted", "p(甲乙<c>丙)", "p(甲<r>丙)", func(w *writer) {
			w.act(state.Deleting, func(tr *state.Transaction) error { at := tr.Selection().From(); return tr.Delete(at-1, at) })
		}, insert("r", "※"), "p(甲※乙丙)", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t, c.before)
			c.own(w)
			doc, tags := build.Tagged(c.edited)
			if !doc.Equal(w.s.Doc()) {
				t.Fatalf("edited to %s", build.Format(w.s.Doc()))
			}
			c.other(w, tags)
			w.must(history.Undo)
			w.want(c.undone)
			if c.redone != "" {
				w.must(history.Redo)
				w.want(c.redone)
			}
		})
	}
}

// TestTypingInTwoPlaces interleaves the characters of two writers in two paragraphs; each can undo his own.
func TestTypingInTwoPlaces(t *testing.T) {
	w := start(t, "p(甲<c>) p(乙)")
	for i := range 30 {
		w.now = w.now.Add(time.Second)
		w.types(string(rune('a' + i%26)))
		w.remote(func(tr *state.Transaction) error {
			return tr.InsertText(model.Pos(tr.Doc().ContentSize()-2), string(rune('A'+i%26)), nil)
		})
	}
	own := history.Of(w.s).UndoDepth()
	if own != 30 {
		t.Fatalf("%d groups", own)
	}
	both := build.Format(w.s.Doc())
	for range own {
		w.must(history.Undo)
	}
	w.want("p(甲) p(乙ABCDEFGHIJKLMNOPQRSTUVWXYZABCD)")
	for range own {
		w.must(history.Redo)
	}
	w.want(both)
	for range own {
		w.must(history.Undo)
	}
	w.want("p(甲) p(乙ABCDEFGHIJKLMNOPQRSTUVWXYZABCD)")
}

// edit makes one random edit; a refusal changes nothing.
func (w *writer) edit(r *rand.Rand) {
	size := w.s.Doc().ContentSize()
	pos := func() model.Pos { return model.Pos(r.IntN(size + 1)) }
	near := func() model.Pos { return state.Near(w.s.Doc(), pos()).Head }
	if r.IntN(2) == 0 {
		sel := state.TextSelection{Anchor: near(), Head: near()}
		if r.IntN(2) == 0 {
			sel.Anchor = sel.Head
		}
		w.calls = append(w.calls, fmt.Sprintf("Select(%#v)", sel))
		w.selects(sel)
	}
	if r.IntN(3) == 0 {
		w.now = w.now.Add(history.Pause + 1)
	}
	commands := []struct {
		name string
		do   state.Command
	}{
		{"InsertText", state.InsertText(build.RandomText(r, 1+r.IntN(3)))}, {"DeleteSelection", state.DeleteSelection},
		{"SplitBlock", state.SplitBlock}, {"JoinBackward", state.JoinBackward}, {"ToggleMark", state.ToggleMark(build.RandomMark(r))},
		{"SetBlockKind", state.SetBlockKind(transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: 1}})},
		{"ToggleList", state.ToggleList(model.BulletList)}, {"Tab", state.Tab}, {"ShiftTab", state.ShiftTab}, {"ToggleQuote", state.ToggleQuote},
		{"MoveBlock", state.MoveBlock(motion.Forward)}, {"InsertTable", state.InsertTable(2, 2)}, {"DeleteColumn", state.DeleteColumn},
		{"AddRow", state.AddRow(motion.Forward)}, {"InsertPlain", state.InsertPlain("一\n二")}, {"InputRule", state.InputRule},
		{"DeleteBackward", state.DeleteBackward(motion.Character)}, {"ClearMarks", state.ClearMarks}, {"Return", state.Return},
	}
	c := commands[r.IntN(len(commands))]
	w.calls = append(w.calls, c.name)
	act := state.Act(r.IntN(3))
	c.do(w.s, func(tr *state.Transaction) { tr.SetAct(act); w.apply(tr) })
}

// TestUndoOfEverything undoes and redoes random edits, and wants the documents and selections back exactly.
func TestUndoOfEverything(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		w := newWriter(t, build.Random(r, 3))
		w.calls[0] = fmt.Sprintf("seed %d: %s", seed, w.calls[0])
		first := w.s
		for range 30 {
			w.edit(r)
		}
		changed := w.s
		for range 3 {
			for w.do(history.Undo) {
			}
			if !w.s.Doc().Equal(first.Doc()) {
				w.fail("undone to %s", build.Format(w.s.Doc()))
			}
			if history.Of(changed).UndoDepth() > 0 && w.s.Selection() != w.first {
				w.fail("selects %#v, want %#v", w.s.Selection(), w.first)
			}
			for w.do(history.Redo) {
			}
			if !w.s.Doc().Equal(changed.Doc()) || w.s.Selection() != changed.Selection() && history.Of(changed).UndoDepth() > 0 {
				w.fail("redone to %s, selecting %#v", build.Format(w.s.Doc()), w.s.Selection())
			}
		}
	}
}

// circled are characters that no random document has.
const circled = "①②③④⑤⑥⑦⑧"

// TestUndoKeepsWhatOthersWrote interleaves typing with characters from elsewhere, often inside of what was typed: after undo of everything
// there are the document of the beginning and all of theirs.
func TestUndoKeepsWhatOthersWrote(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		w := newWriter(t, doc)
		w.calls[0] = fmt.Sprintf("seed %d: %s", seed, w.calls[0])
		written := 0
		for range 25 {
			near := state.Near(w.s.Doc(), model.Pos(r.IntN(w.s.Doc().ContentSize()+1)))
			if r.IntN(3) > 0 {
				text := build.RandomText(r, 1+r.IntN(3))
				w.calls = append(w.calls, fmt.Sprintf("type %q at %d", text, near.Head))
				w.selects(near)
				w.types(text)
				continue
			}
			text := string([]rune(circled)[r.IntN(len([]rune(circled)))])
			written++
			w.calls = append(w.calls, fmt.Sprintf("from elsewhere %q at %d", text, near.Head))
			w.remote(func(tr *state.Transaction) error { return tr.InsertText(near.Head, text, nil) })
		}
		for range 2 {
			for w.do(history.Undo) {
			}
			var plain, foreign strings.Builder
			for _, c := range w.s.Doc().PlainText() {
				if strings.ContainsRune(circled, c) {
					foreign.WriteRune(c)
				} else {
					plain.WriteRune(c)
				}
			}
			if got, want := plain.String(), doc.PlainText(); got != want {
				w.fail("without what others wrote undone to %q, want %q", got, want)
			}
			if got := len([]rune(foreign.String())); got != written {
				w.fail("%d characters of others are left, want %d", got, written)
			}
			for w.do(history.Redo) {
			}
		}
	}
}

// TestAnythingFromElsewhere interleaves random edits with random ones from elsewhere; whatever becomes of them, documents stay valid.
func TestAnythingFromElsewhere(t *testing.T) {
	for seed := range uint64(400) {
		r := build.Rand(seed)
		w := newWriter(t, build.Random(r, 3))
		w.calls[0] = fmt.Sprintf("seed %d: %s", seed, w.calls[0])
		for range 30 {
			switch r.IntN(6) {
			case 0, 1:
				other := newWriter(t, w.s.Doc())
				other.edit(r)
				steps, err := transform.Compare(w.s.Doc(), other.s.Doc())
				if err != nil {
					w.fail("%v", err)
				}
				w.calls = append(w.calls, "from elsewhere: "+build.Format(other.s.Doc()))
				w.remote(func(tr *state.Transaction) error {
					for _, s := range steps {
						if err := tr.Step(s); err != nil {
							return err
						}
					}
					return nil
				})
			case 2:
				w.calls = append(w.calls, "Undo")
				w.do(history.Undo)
			case 3:
				w.calls = append(w.calls, "Redo")
				w.do(history.Redo)
			default:
				w.edit(r)
			}
		}
		for w.do(history.Undo) {
		}
		for w.do(history.Redo) {
		}
	}
}

func TestUndoTakesBackTheRuleAlone(t *testing.T) {
	w := start(t, "p(<c>)")
	w.types("# ")
	w.must(state.InputRule)
	w.want("h1()")
	w.types("题")
	w.must(history.Undo)
	w.must(history.Undo)
	w.want("p(# )")
	w.must(history.Undo)
	w.want("p()")
	w.types("---")
	w.must(state.Return)
	w.want("hr() p()")
	w.must(history.Undo)
	w.want("p(---)")
}

func TestReturnBeginsAGroup(t *testing.T) {
	w := start(t, "p(<c>)")
	w.types("甲")
	w.must(state.Return)
	w.types("乙")
	w.want("p(甲) p(乙)")
	w.must(history.Undo)
	w.want("p(甲)")
	w.must(history.Undo)
	w.want("p()")
}
