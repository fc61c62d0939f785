package transform

import (
	"fmt"

	"galley/editor/model"
)

// Delete deletes what is between two positions as a writer expects it. Textblocks that it cuts are joined, whatever lists or quotes they
// stand in; what is left empty by it goes too; parts of the document and cells of tables that it crosses are emptied and stay.
func (t *Transform) Delete(from, to model.Pos) error {
	if from > to {
		return fmt.Errorf("transform: deleting from %d to %d", from, to)
	}
	return t.whole(func() error { return t.delete(from, to) })
}

func (t *Transform) delete(from, to model.Pos) error {
	rf, err := t.doc.Resolve(from)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	rt, err := t.doc.Resolve(to)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	shared := rf.SharedDepth(to)
	switch {
	case from == to:
		return nil
	case rf.Depth() == shared && rt.Depth() == shared:
		return t.deleteChildren(rf, rt)
	case isolated(rf, shared) || isolated(rt, shared) || !inTextblock(rf) || !inTextblock(rt):
		return t.deleteApart(rf, rt, shared)
	case rf.Depth() == rt.Depth():
		if t.replace(from, to, model.Slice{}) == nil {
			return nil
		}
	}
	return t.deleteJoining(rf, rt, shared)
}

func inTextblock(r model.ResolvedPos) bool { return r.Parent().Kind().IsTextblock() }

// isolated reports whether a node on the path below depth keeps edits inside of it.
func isolated(r model.ResolvedPos, depth int) bool {
	for d := depth + 1; d <= r.Depth(); d++ {
		if r.Node(d).Kind().Isolates() {
			return true
		}
	}
	return false
}

// deleteChildren deletes whole children of one node, or text. A node that must not be empty goes with its last child; where it has to
// stay, an empty paragraph takes the place of the child.
func (t *Transform) deleteChildren(rf, rt model.ResolvedPos) error {
	d := rf.Depth()
	n := rf.Node(d)
	if n.Kind() == model.Doc || n.Kind() == model.TableRow {
		return t.deleteApart(rf, rt, d)
	}
	if rf.Pos() > rf.Start(d) || rt.Pos() < rt.End(d) || n.Kind().IsTextblock() {
		return t.replace(rf.Pos(), rt.Pos(), model.Slice{})
	}
	if n.Kind().Isolates() {
		return t.replace(rf.Pos(), rt.Pos(), model.NewSlice(model.New(model.Paragraph, model.Attrs{})))
	}
	return t.delete(rf.Before(d), rf.After(d))
}

// deleteApart deletes in each child of the node at depth d apart, the last one first so that positions hold.
func (t *Transform) deleteApart(rf, rt model.ResolvedPos, d int) error {
	n, from, to := rf.Node(d), rf.Pos(), rt.Pos()
	at := rf.End(d)
	for i := len(n.Children()) - 1; i >= 0; i-- {
		c := n.Child(i)
		end := at
		at -= model.Pos(c.Size())
		if end <= from || at >= to {
			continue
		}
		var err error
		switch covered := at >= from && end <= to; {
		case covered && !c.Kind().Isolates():
			err = t.delete(at, end)
		default:
			err = t.delete(max(from, at+1), min(to, end-1))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// deleteJoining deletes between two textblocks that are not equally deep: what is left of the second moves to the end of the first, and
// the nodes around the second go as far as nothing is left in them.
func (t *Transform) deleteJoining(rf, rt model.ResolvedPos, shared int) error {
	k := rt.Depth() // depth of the outermost node around the end that goes
	for k-1 > shared && len(rt.Node(k-1).Children()) == rt.Index(k-1)+1 {
		k--
	}
	var s model.Slice
	var left, right *model.Node
	for d := rf.Depth(); d > shared; d-- {
		left = blockOf(rf.Node(d)).with(left)
		s.OpenStart++
	}
	for d := k - 1; d > shared; d-- {
		right = blockOf(rt.Node(d)).with(right)
		s.OpenEnd++
	}
	s.Content = append(s.Content, left)
	if right != nil {
		s.Content = append(s.Content, right)
	}
	return t.Step(ReplaceAroundStep{From: rf.Pos(), To: rt.After(k), GapFrom: rt.Pos(), GapTo: rt.End(rt.Depth()), Slice: s})
}
