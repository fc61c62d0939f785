package state

import (
	"galley/editor/model"
	"galley/editor/transform"
)

// Transaction is a change of a state under way: steps, and the selection that goes along with them.
type Transaction struct {
	*transform.Transform
	selection  Selection
	selectedAt int // number of steps when selection was set
	stored     *model.Marks
	storedAt   int // number of steps when stored was set
	meta       map[any]any
}

func newTransaction(s State) *Transaction {
	return &Transaction{Transform: transform.New(s.doc), selection: s.selection, stored: s.stored}
}

// Selection returns what is selected after the steps so far: what was set last, mapped through the steps since.
func (t *Transaction) Selection() Selection {
	if n := len(t.Steps()); t.selectedAt < n {
		t.selection = t.selection.mapped(t.Doc(), t.Mapping().Slice(t.selectedAt, n))
		t.selectedAt = n
	}
	return t.selection
}

// Select sets the selection. It refuses one that does not fit the document as it is now.
func (t *Transaction) Select(s Selection) error {
	if err := s.check(t.Doc()); err != nil {
		return err
	}
	t.selection, t.selectedAt = s, len(t.Steps())
	t.stored = nil
	return nil
}

// StoreMarks sets the marks that the next typed text gets. A later step forgets them.
func (t *Transaction) StoreMarks(m model.Marks) { t.stored, t.storedAt = &m, len(t.Steps()) }

// StoredMarks returns the marks that the next typed text gets; ok is false when none are set.
func (t *Transaction) StoredMarks() (marks model.Marks, ok bool) {
	if t.stored == nil || t.storedAt != len(t.Steps()) {
		return nil, false
	}
	return *t.stored, true
}

// SetMeta notes something about the transaction for those who see it applied, as whether undo may join it to the one before. The key is of
// a type of the package that sets it, as with [context.Context].
func (t *Transaction) SetMeta(key, value any) {
	if t.meta == nil {
		t.meta = map[any]any{}
	}
	t.meta[key] = value
}

// Meta returns what was noted under key, nil when nothing was.
func (t *Transaction) Meta(key any) any { return t.meta[key] }
