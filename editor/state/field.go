package state

import "galley/editor/model"

// Field is something that a state keeps beside its document and that goes along with every transaction, such as the history of undo or the
// highlights over a text. A field is comparable, and its values are immutable: several states may hold the same one.
type Field interface {
	// Init returns the value for a new state of doc.
	Init(doc *model.Node) any
	// Apply returns the value after tr, which was begun on before.
	Apply(value any, tr *Transaction, before State) any
}

// Value returns the value of a field, nil when the state does not keep it.
func (s State) Value(f Field) any {
	for i := range s.fields {
		if s.fields[i] == f {
			return s.values[i]
		}
	}
	return nil
}
