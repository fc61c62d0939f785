// Package tracking is what became of a document (editor/track) as a field of a state: whoever writes on it leaves changes behind that bear his name
// and the time of the transaction.
//
//	me := tracking.Field{Me: "li"}
//	s := state.NewState(doc, history.Field{}, me)
//	tr := s.Begin()
//	tracking.Set(tr, stored)         // from here on changes are followed
//	s, err = s.Apply(tr)
//	…
//	t, ok := me.Of(s)                // with everything that was typed since
//
// A transaction from elsewhere brings what it led to with it ([Set]): what others wrote and decided is theirs, and only what this writer typed over it is his. The
// document of the value is always equal to the state's.
package tracking

import (
	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/track"
)

// Field follows the changes of one writer.
type Field struct{ Me track.Author }

// Init implements [state.Field]: nothing is followed until [Set] says so.
func (Field) Init(*model.Node) any { return (*track.Tracked)(nil) }

// set is the note of a transaction that says what became of the document after it.
type set struct{}

// Set says that after the transaction t is what became of the document; its Doc is the transaction's.
func Set(tr *state.Transaction, t track.Tracked) { tr.SetMeta(set{}, &t) }

// Stop says that after the transaction changes are not followed.
func Stop(tr *state.Transaction) { tr.SetMeta(set{}, (*track.Tracked)(nil)) }

// Apply implements [state.Field].
func (f Field) Apply(value any, tr *state.Transaction, _ state.State) any {
	if t, ok := tr.Meta(set{}).(*track.Tracked); ok {
		return t
	}
	t := value.(*track.Tracked)
	if t == nil || !tr.Changed() {
		return t
	}
	after := *t
	for _, s := range tr.Steps() {
		var err error
		if after, err = after.Apply(s, f.Me, tr.Time()); err != nil { // a step that the state's document took
			panic(err)
		}
	}
	return &after
}

// Of returns what became of the state's document; ok is false where changes are not followed.
func (f Field) Of(s state.State) (t track.Tracked, ok bool) {
	value, _ := s.Value(f).(*track.Tracked)
	if value == nil {
		return track.New(s.Doc()), false
	}
	return *value, true
}
