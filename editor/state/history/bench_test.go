package history_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
)

var sizes = []struct {
	name       string
	characters int
}{{"10k", 10_000}, {"200k", 200_000}, {"1M", 1_000_000}}

// long returns the state of a text in paragraphs of 100 characters, with the caret in the middle.
func long(b *testing.B, characters int) state.State {
	b.Helper()
	paragraphs := make([]*model.Node, characters/100)
	for i := range paragraphs {
		paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("字", 100)))
	}
	doc := model.NewDoc()
	doc = doc.With(append(slices.Clone(doc.Children()[:4]), model.New(model.Body, model.Attrs{}, paragraphs...))...)
	return after(b, state.NewState(doc, history.Field{}), state.Select(state.Caret(9+model.Pos(102*(characters/200)+51))))
}

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// after returns the state after a command.
func after(b *testing.B, s state.State, c state.Command) state.State {
	b.Helper()
	next, done := s, false
	c(s, func(tr *state.Transaction) {
		now = now.Add(50 * time.Millisecond)
		tr.SetTime(now)
		var err error
		if next, err = s.Apply(tr); err != nil {
			b.Fatal(err)
		}
		done = true
	})
	if !done {
		b.Fatal("does not apply")
	}
	return next
}

// BenchmarkTypeRune types a character: command, transaction, state and history.
func BenchmarkTypeRune(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			s := long(b, size.characters)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%50 == 49 { // so that the paragraph does not grow
					b.StopTimer()
					s = long(b, size.characters)
					b.StartTimer()
				}
				s = after(b, s, state.InsertText("新"))
			}
		})
	}
}

// BenchmarkCommand measures other keys in a text of 200,000 characters.
func BenchmarkCommand(b *testing.B) {
	start := long(b, 200_000)
	atStart := after(b, start, state.Select(state.Caret(start.Selection().From()-50)))
	pasted := strings.Repeat(strings.Repeat("新闻", 50)+"\n", 333) // 100 kB in UTF-8
	for _, c := range []struct {
		name    string
		s       state.State
		command state.Command
	}{
		{"Return", start, state.Return},
		{"Backspace", start, state.DeleteBackward(motion.Character)},
		{"Join", atStart, state.DeleteBackward(motion.Character)},
		{"Paste100kB", start, state.InsertPlain(pasted)},
		{"UndoPaste100kB", after(b, start, state.InsertPlain(pasted)), history.Undo},
		{"SelectAllAndDelete", after(b, start, state.SelectEverything), state.DeleteSelection},
		{"StrongAll", after(b, start, state.SelectEverything), state.ToggleMark(model.Mark{Kind: model.Strong})},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				after(b, c.s, c.command)
			}
		})
	}
}

// BenchmarkUndo undoes a thousand groups of ten characters, one after the other.
func BenchmarkUndo(b *testing.B) {
	for _, size := range sizes[1:] {
		b.Run(fmt.Sprint(size.name), func(b *testing.B) {
			s := long(b, size.characters)
			for range 1000 {
				now = now.Add(time.Second)
				for range 10 {
					s = after(b, s, state.InsertText("新"))
				}
			}
			undone := s
			for b.Loop() {
				if history.Of(undone).UndoDepth() == 0 {
					undone = s
				}
				undone = after(b, undone, history.Undo)
			}
		})
	}
}

// BenchmarkUndoBelowOthers undoes and redoes one group below 10,000 changes from elsewhere.
func BenchmarkUndoBelowOthers(b *testing.B) {
	s := after(b, long(b, 200_000), state.InsertText("新"))
	for range 10_000 {
		tr := s.Begin()
		tr.SetRemote()
		if err := tr.InsertText(1, "①", nil); err != nil {
			b.Fatal(err)
		}
		var err error
		if s, err = s.Apply(tr); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		after(b, s, history.Undo)
	}
}
