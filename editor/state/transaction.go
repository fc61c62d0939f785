package state

import (
	"time"

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
	time       time.Time
	act        Act
	group      bool
	composed   int
	remote     bool
	rebased    [][2]int
	meta       map[any]any
}

// Act says what a writer does with a transaction, as far as it decides what one undo takes back: acts of typing that follow one another
// at one place go together, and so do those of deleting.
type Act uint8

// The acts.
const (
	Editing Act = iota // stands alone
	Typing
	Deleting
)

// SetAct says what the transaction does.
func (t *Transaction) SetAct(a Act) { t.act = a }

// Act returns what the transaction does.
func (t *Transaction) Act() Act { return t.act }

// SetTime says when the transaction is made, which decides whether one undo takes it back with the one before.
func (t *Transaction) SetTime(now time.Time) { t.time = now }

// Time returns when the transaction was made, zero when that was not said.
func (t *Transaction) Time() time.Time { return t.time }

// StartGroup makes the transaction the first of what one undo takes back, whatever comes before it.
func (t *Transaction) StartGroup() { t.group = true }

// StartsGroup reports whether [Transaction.StartGroup] was called.
func (t *Transaction) StartsGroup() bool { return t.group }

// SetComposition says that the transaction is part of the composition of an input method with the given number, which is not 0: one undo
// takes back all that one composition did.
func (t *Transaction) SetComposition(n int) { t.composed = n }

// Composition returns the number of the composition that the transaction is part of, 0 for none.
func (t *Transaction) Composition() int { return t.composed }

// SetRemote says that the transaction comes from elsewhere, as from another window on the same document: undo does not take it back.
func (t *Transaction) SetRemote() { t.remote = true }

// Remote reports whether the transaction comes from elsewhere.
func (t *Transaction) Remote() bool { return t.remote }

// SetRebased says that the transaction comes from elsewhere and found steps of this state's own that those elsewhere did not know: it takes the
// last len(to) of them back, the last one first, then makes the changes from elsewhere, and then makes those steps again over them. to
// has for each of the steps, in their order, where the steps of this transaction begin and end that make it again; the two are equal for one
// that is not made again, because what it changed is gone.
func (t *Transaction) SetRebased(to [][2]int) { t.remote, t.rebased = true, to }

// Rebased returns what [Transaction.SetRebased] said; nil when it was not called.
func (t *Transaction) Rebased() [][2]int { return t.rebased }

func newTransaction(s State) *Transaction {
	return &Transaction{Transform: transform.New(s.doc), selection: s.selection, stored: s.stored}
}

// Selection returns what is selected after the steps so far: what was set last, mapped through the steps since.
func (t *Transaction) Selection() Selection {
	if n := len(t.Steps()); t.selectedAt < n {
		t.selection = t.selection.Map(t.Doc(), t.Mapping().Slice(t.selectedAt, n))
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
