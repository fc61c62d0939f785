package view

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/tracking"
	"galley/editor/track"
	"galley/editor/transform"
	"galley/editor/view/layout"
)

var pencil = color.NRGBA{R: 0xB0, A: 0xFF}

// haunted shows a random document with ghosts anywhere in it.
func haunted(t testing.TB, seed uint64) *Editor {
	t.Helper()
	r := build.Rand(seed)
	doc := build.Random(r, 6)
	e, _ := open(t, doc, 700, 600)
	var g []Ghost
	for range 1 + r.IntN(6) {
		g = append(g, Ghost{At: model.Pos(r.IntN(doc.ContentSize() + 1)), Text: GhostText(strings.Repeat("删去的话\n", 1+r.IntN(12))), Color: pencil})
	}
	e.SetGhosts(g)
	return e
}

// TestGhostsAreNotInTheDocument makes sure that a document with ghosts is one that could be laid out, that every position comes back from where it is shown, and
// that no place of the page leads into a ghost.
func TestGhostsAreNotInTheDocument(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(60) {
		e := haunted(t, seed)
		doc := e.State().Doc()
		shown := e.lay.Doc()
		size := model.Pos(0)
		for _, p := range e.ghosts.placed {
			size += p.size
		}
		if model.Pos(shown.ContentSize()) != model.Pos(doc.ContentSize())+size {
			t.Fatalf("seed %d: %d tokens are shown of %d and %d of ghosts", seed, shown.ContentSize(), doc.ContentSize(), size)
		}
		for p := range model.Pos(doc.ContentSize() + 1) {
			for _, after := range []bool{false, true} {
				if got := e.hidden(e.shown(p, after)); got != p {
					t.Fatalf("seed %d: %d is shown at %d and comes back as %d", seed, p, e.shown(p, after), got)
				}
			}
		}
		for p := range model.Pos(shown.ContentSize() + 1) {
			c, ok := e.lay.Caret(p, layout.After)
			if !ok {
				continue
			}
			pos, _ := e.posAt(c.X, c.Y+c.Height/2)
			for _, g := range e.ghosts.placed {
				if at := e.shown(pos, true); at > g.at && e.hidden(at) == g.at && at != e.shown(g.at, true) {
					t.Fatalf("seed %d: a click leads into a ghost", seed)
				}
			}
		}
	}
}

// TestUpAndDownPassGhosts makes sure that moving by lines comes from one end of the text to the other, whatever stands between.
func TestUpAndDownPassGhosts(t *testing.T) {
	test.NewTempApp(t)
	for seed := range uint64(40) {
		e := haunted(t, seed)
		e.Act(DocumentStart)
		for i := 0; ; i++ {
			before := e.head()
			e.Act(Down)
			if e.head() == before {
				break
			}
			if i > 500 {
				t.Fatalf("seed %d: down goes on for ever at %d", seed, before)
			}
		}
		last := e.head()
		if e.Act(DocumentEnd); e.head() != last {
			t.Errorf("seed %d: down ends at %d, the text at %d", seed, last, e.head())
		}
	}
}

// TestGhostsFollow makes sure that ghosts go along with what is typed before them, and that what is written is the document's alone.
func TestGhostsFollow(t *testing.T) {
	test.NewTempApp(t)
	doc := build.Doc("headline(题) p(甲乙丙)")
	e, _ := open(t, doc, 700, 600)
	at := state.Near(doc, model.Pos(doc.ContentSize()-3)).Head
	e.SetGhosts([]Ghost{{At: at, Text: "删去", Color: pencil}})
	e.Do(state.Select(state.Caret(state.Near(doc, at-1).Head)))
	for _, r := range "新的" {
		e.TypedRune(r)
	}
	if text := e.State().Doc().Part(model.Body).PlainText(); strings.Contains(text, "删去") || len([]rune(text)) != 5 {
		t.Errorf("the text is %q", text)
	}
	shown := e.lay.Doc().Part(model.Body).PlainText()
	if i, j := strings.Index(shown, "新的"), strings.Index(shown, "删去"); i < 0 || j < i {
		t.Errorf("shown is %q", shown)
	}
	e.Act(SelectAll)
	e.Act(DeleteBack)
	if got := e.lay.Doc().Check(); got != nil {
		t.Errorf("after everything was deleted: %v", got)
	}
}

// BenchmarkTypeTracked is the handler of one key at 200,000 characters with changes followed, against the same key without, and with a thousand changes open and
// shown.
func BenchmarkTypeTracked(b *testing.B) {
	test.NewTempApp(b)
	const characters = 200_000
	for _, open := range []int{0, 1000} {
		b.Run(fmt.Sprint(open, " open"), func(b *testing.B) {
			plain, _ := openLong(b, characters)
			middle(b, plain)
			e, _ := openLong(b, characters)
			e.SetState(followed(b, e.State().Doc(), open))
			var g []Ghost
			for i := range open {
				g = append(g, Ghost{At: state.Near(e.State().Doc(), model.Pos(e.State().Doc().ContentSize()/(open+1)*(i+1))).Head, Text: "删", Color: pencil})
			}
			e.SetGhosts(g)
			for !e.lay.Settle(1 << 20) {
			}
			middle(b, e)
			var without []time.Duration
			with := times(b, func(i int) {
				start := cpuTime()
				plain.TypedRune(runes[i%len(runes)])
				without = append(without, cpuTime()-start)
			}, func(i int) { e.TypedRune(runes[i%len(runes)]) })
			slices.Sort(without)
			b.ReportMetric(float64(with)/float64(without[len(without)/2]), "ratio")
		})
	}
}

// followed returns the state of a document whose changes are followed, of which some are open.
func followed(b *testing.B, doc *model.Node, open int) state.State {
	b.Helper()
	me := tracking.Field{Me: "li"}
	t := track.New(doc)
	for i := range open {
		at := state.Near(t.Doc(), model.Pos(t.Doc().ContentSize()/(open+1)*(i+1))).Head
		var err error
		if t, err = t.Apply(transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(model.NewText("改"))}, "wang", time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
	s := state.NewState(t.Doc(), history.Field{}, me)
	tr := s.Begin()
	tracking.Set(tr, t)
	s, err := s.Apply(tr)
	if err != nil {
		b.Fatal(err)
	}
	return s
}
