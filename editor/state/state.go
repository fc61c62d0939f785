// Package state is an article while somebody writes it: a document, what is selected in it, and the one door through which it changes.
//
// A [State] is a value. [State.Begin] starts a [Transaction], which is a [transform.Transform] that also carries the selection along;
// [State.Apply] makes the next State of it and refuses a transaction that was begun on another document:
//
//	tr := s.Begin()
//	if err := tr.InsertText(pos, "通知", nil); err != nil { … }
//	next, err := s.Apply(tr)
//
// What a writer does is a [Command]. Called without a dispatch it answers whether it would apply, which is what enables a button; called with
// one it hands over the transaction:
//
//	if state.SplitBlock(s, nil) { … }
//	state.SplitBlock(s, func(tr *state.Transaction) { next, err = s.Apply(tr) })
package state

import (
	"errors"
	"fmt"

	"galley/editor/model"
)

// ErrStale is wrapped by the error for a transaction that was begun on another document.
var ErrStale = errors.New("the transaction was begun on another document")

// State is a document with a selection and the values of its fields. It is a value: applying a transaction leaves it as it is.
type State struct {
	doc       *model.Node
	selection Selection
	stored    *model.Marks
	fields    []Field
	values    []any // of the fields
}

// NewState returns the state of a valid document with the caret at its start, which keeps the given fields.
func NewState(doc *model.Node, fields ...Field) State {
	s := State{doc: doc, selection: Near(doc, 0), fields: fields}
	for _, f := range fields {
		s.values = append(s.values, f.Init(doc))
	}
	return s
}

// Doc returns the document.
func (s State) Doc() *model.Node { return s.doc }

// Selection returns what is selected.
func (s State) Selection() Selection { return s.selection }

// StoredMarks returns the marks that the next typed text gets whatever stands around it, as after Ctrl+B without a selection; ok is false
// when it takes those of the text around it.
func (s State) StoredMarks() (marks model.Marks, ok bool) {
	if s.stored == nil {
		return nil, false
	}
	return *s.stored, true
}

// Begin starts a transaction on the state.
func (s State) Begin() *Transaction { return newTransaction(s) }

// Apply returns the state after the transaction. The error wraps [ErrStale] when tr was begun on another document.
func (s State) Apply(tr *Transaction) (State, error) {
	if tr.Before() != s.doc {
		return s, fmt.Errorf("state: %w", ErrStale)
	}
	next := State{doc: tr.Doc(), selection: tr.Selection(), fields: s.fields}
	if marks, ok := tr.StoredMarks(); ok {
		next.stored = &marks
	}
	if len(s.fields) > 0 {
		next.values = make([]any, len(s.fields))
		for i, f := range s.fields {
			next.values[i] = f.Apply(s.values[i], tr, s)
		}
	}
	return next, nil
}
