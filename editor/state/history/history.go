// Package history is undo and redo as a field of a state.
//
//	s := state.NewState(doc, history.Field{})
//	…
//	if history.Undo(s, nil) { … }                  // there is something to undo
//	history.Undo(s, func(tr *state.Transaction) { s, err = s.Apply(tr) })
//
// What one undo takes back is a group: transactions of one act (typing, deleting) that follow each other within [Pause] and at one place,
// or all of one composition of an input method, or one transaction of any other kind. Undo restores the selection that there was before the
// group, and redo the one before the undo.
//
// A transaction from elsewhere ([state.Transaction.SetRemote]) is never undone. The history keeps how it moved positions, and maps the
// steps of the groups before it over it when their turn comes: ProseMirror's rebasing, with the undone steps and their inverses as mirrors,
// so that a position that a group deleted comes back where it was. What elsewhere was deleted stays deleted. Where a transaction from elsewhere
// puts itself before steps of the writer's own ([state.Transaction.SetRebased]), their items are exchanged for what became of them.
//
// A history is a value without limit: it costs a few words for each step as long as the state lives. Saving a document does not touch it.
package history

import (
	"time"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
)

// Pause is how long after a transaction the next one still joins its group.
const Pause = 500 * time.Millisecond

// Field keeps the history of a state.
type Field struct{}

// History is what can be undone and redone. It is an immutable value.
type History struct {
	done, undone branch
	last         last
	own          int // how many steps of the writer's own there were, by which items know theirs
}

// last is what decides whether the next transaction joins the group on top of the done branch.
type last struct {
	open        bool // there is a group to join
	time        time.Time
	act         state.Act
	composition int
	places      []span // what the last step changed, in the document as it is now
}

type span struct{ from, to model.Pos }

// Init implements [state.Field].
func (Field) Init(*model.Node) any { return History{} }

// moved is what an undo or a redo notes on its transaction: the history after it.
type moved struct{}

// Apply implements [state.Field].
func (Field) Apply(value any, tr *state.Transaction, before state.State) any {
	h := value.(History)
	if after, ok := tr.Meta(moved{}).(History); ok {
		return after
	}
	return h.after(tr, before)
}

// Of returns the history of a state, the empty one when the state keeps none.
func Of(s state.State) History {
	h, _ := s.Value(Field{}).(History)
	return h
}

// UndoDepth returns how many times can be undone.
func (h History) UndoDepth() int { return h.done.groups }

// RedoDepth returns how many times can be redone.
func (h History) RedoDepth() int { return h.undone.groups }

// after returns the history after a transaction that is neither undo nor redo.
func (h History) after(tr *state.Transaction, before state.State) History {
	if !tr.Changed() {
		if tr.StartsGroup() {
			h.last = last{}
		}
		return h
	}
	maps := mapsOf(tr.Transform)
	if tr.Rebased() != nil {
		return h.rebased(tr)
	}
	if tr.Remote() {
		h.done, h.undone = h.done.withMaps(maps), h.undone.withMaps(maps)
		h.last.places = mapped(h.last.places, tr.Mapping())
		return h
	}
	var selection state.Selection
	if !h.last.joins(tr, maps[0]) {
		selection = before.Selection()
	}
	return History{
		done: h.done.withSteps(tr.Transform, selection, h.own),
		own:  h.own + len(maps),
		last: last{open: true, time: tr.Time(), act: tr.Act(), composition: tr.Composition(), places: places(maps)},
	}
}

// joins reports whether a transaction whose first step moves positions as first does goes with the group before it.
func (l last) joins(tr *state.Transaction, first transform.StepMap) bool {
	switch {
	case !l.open || tr.StartsGroup():
		return false
	case tr.Composition() != 0 || l.composition != 0:
		return tr.Composition() == l.composition
	case tr.Act() == state.Editing || tr.Act() != l.act || tr.Time().IsZero() || tr.Time().Sub(l.time) > Pause:
		return false
	}
	for _, r := range first.Ranges() {
		for _, s := range l.places {
			if r.Start <= s.to && r.Start+model.Pos(r.OldSize) >= s.from {
				return true
			}
		}
	}
	return false
}

// places returns what the last step that moved something changed.
func places(maps []transform.StepMap) []span {
	var out []span
	for i := len(maps) - 1; i >= 0 && len(out) == 0; i-- {
		for _, r := range maps[i].Invert().Ranges() {
			out = append(out, span{r.Start, r.Start + model.Pos(r.OldSize)})
		}
	}
	return out
}

func mapped(spans []span, m transform.Mapping) []span {
	out := make([]span, 0, len(spans))
	for _, s := range spans {
		from, to := m.Map(s.from, transform.After), m.Map(s.to, transform.Before)
		if from <= to {
			out = append(out, span{from, to})
		}
	}
	return out
}

func mapsOf(tr *transform.Transform) []transform.StepMap {
	maps := make([]transform.StepMap, 0, len(tr.Steps()))
	for _, s := range tr.Steps() {
		maps = append(maps, s.StepMap())
	}
	return maps
}

// Undo takes back the last group of the writer's own changes.
func Undo(s state.State, dispatch func(*state.Transaction)) bool {
	return move(s, dispatch, func(h History, popped branch, tr *transform.Transform) History {
		return History{done: popped, undone: h.undone.withSteps(tr, s.Selection(), h.own), own: h.own + len(tr.Steps())}
	}, func(h History) branch { return h.done })
}

// Redo does again what was undone last.
func Redo(s state.State, dispatch func(*state.Transaction)) bool {
	return move(s, dispatch, func(h History, popped branch, tr *transform.Transform) History {
		return History{done: h.done.withSteps(tr, s.Selection(), h.own), undone: popped, own: h.own + len(tr.Steps())}
	}, func(h History) branch { return h.undone })
}

// move is the common part of undo and redo: next makes the history of the branch that is left.
func move(s state.State, dispatch func(*state.Transaction), next func(History, branch, *transform.Transform) History,
	of func(History) branch) bool {
	h := Of(s)
	b := of(h)
	if b.groups == 0 {
		return false
	}
	if dispatch == nil {
		return true
	}
	tr := s.Begin()
	rest, selection, ok := b.pop(tr.Transform, h.own)
	if !ok {
		tr = s.Begin()
		rest, selection = b.popRebased(tr.Transform, h.own)
	}
	if tr.Select(selection.Map(tr.Doc(), transform.Mapping{})) != nil {
		return false
	}
	tr.SetMeta(moved{}, next(h, rest, tr.Transform))
	dispatch(tr)
	return true
}
