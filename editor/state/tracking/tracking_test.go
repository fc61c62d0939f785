package tracking

import (
	"math/rand/v2"
	"testing"
	"time"

	"galley/editor/collab"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/track"
	"galley/editor/transform"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// start returns a state of a document that is followed in li's name.
func start(t testing.TB, doc *model.Node) (state.State, Field) {
	t.Helper()
	f := Field{Me: "li"}
	s := state.NewState(doc, history.Field{}, f)
	tr := s.Begin()
	Set(tr, track.New(doc))
	return apply(t, s, tr), f
}

func apply(t testing.TB, s state.State, tr *state.Transaction) state.State {
	t.Helper()
	next, err := s.Apply(tr)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// typed returns the state after a random edit, and its transaction; the same state where the edit does not fit.
func typed(t testing.TB, r *rand.Rand, s state.State) (state.State, *state.Transaction) {
	t.Helper()
	tr := s.Begin()
	tr.SetTime(noon)
	size := s.Doc().ContentSize()
	from := model.Pos(r.IntN(size + 1))
	to := min(model.Pos(size), from+model.Pos(r.IntN(6)))
	switch r.IntN(3) {
	case 0:
		_ = tr.Delete(from, to) // what does not fit leaves no steps
	case 1:
		_ = tr.AddMark(from, to, model.Mark{Kind: model.Strong})
	default:
		_ = tr.InsertText(from, build.RandomText(r, 2), nil)
	}
	return apply(t, s, tr), tr
}

func TestNothingIsFollowedBeforeItIsSaid(t *testing.T) {
	f := Field{Me: "li"}
	s := state.NewState(build.Doc("p(通知)"), f)
	if _, ok := f.Of(s); ok {
		t.Error("a new state is followed")
	}
	s, f = start(t, build.Doc("p(通知)"))
	tr := s.Begin()
	Stop(tr)
	if _, ok := f.Of(apply(t, s, tr)); ok {
		t.Error("it is followed after it was stopped")
	}
}

// TestUndoLeavesNothingOpen makes sure that what is undone is no change.
func TestUndoLeavesNothingOpen(t *testing.T) {
	for seed := range uint64(200) {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		s, f := start(t, doc)
		for range 5 {
			s, _ = typed(t, r, s)
		}
		for history.Undo(s, func(tr *state.Transaction) { s = apply(t, s, tr) }) {
		}
		if got, _ := f.Of(s); !s.Doc().Equal(doc) || !got.Settled() || !got.Doc().Equal(doc) {
			t.Fatalf("seed %d: after undoing everything %d changes are open", seed, len(got.Changes()))
		}
	}
}

// TestRemote lets two people write at the same time, one of them decide on what both wrote, and makes sure that who writes here keeps his own on
// top of it, in his own name, with the document of the state.
func TestRemote(t *testing.T) {
	for seed := range uint64(300) {
		r := build.Rand(seed)
		doc := build.Random(r, 3)
		s, f := start(t, doc)
		stored := track.New(doc)
		var own []collab.Step
		for range 3 {
			var tr *state.Transaction
			s, tr = typed(t, r, s)
			own = append(own, collab.Own(tr)...)
		}
		edits := transform.New(doc)
		_ = edits.InsertText(model.Pos(r.IntN(doc.ContentSize()+1)), "他", nil) // where it does not fit nothing is stored
		steps := edits.Steps()
		for _, step := range steps {
			var err error
			if stored, err = stored.Apply(step, "wang", noon); err != nil {
				t.Fatal(err)
			}
		}
		if open := stored.Changes(); len(open) > 0 && r.IntN(2) == 0 {
			d, err := stored.Decide(track.Reject, open...)
			if err != nil {
				t.Fatal(err)
			}
			if stored, err = stored.Carry(d); err != nil {
				t.Fatal(err)
			}
			steps = append(steps[:len(steps):len(steps)], d.Steps...)
		}
		tr, own, err := collab.Rebase(s, own, steps)
		if err != nil {
			t.Fatal(err)
		}
		after := stored
		for _, step := range own {
			if after, err = after.Apply(step.Do, "li", noon); err != nil {
				t.Fatal(err)
			}
		}
		Set(tr, after)
		s = apply(t, s, tr)
		got, ok := f.Of(s)
		if !ok || !got.Doc().Equal(s.Doc()) || !got.Base().Equal(doc) {
			t.Fatalf("seed %d: followed %v, base %s\ndoc   %s\nstate %s", seed, ok, build.Format(got.Base()), build.Format(got.Doc()), build.Format(s.Doc()))
		}
		for _, c := range got.Changes() {
			if c.New == "他" && c.By != "wang" {
				t.Fatalf("seed %d: what wang wrote is by %s", seed, c.By)
			}
		}
		s, _ = typed(t, r, s)
		if got, _ := f.Of(s); !got.Doc().Equal(s.Doc()) {
			t.Fatalf("seed %d: typing on leads apart", seed)
		}
	}
}
