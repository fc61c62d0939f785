package state

import (
	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// deleteSelected deletes what is selected and returns the position of the caret.
func deleteSelected(tr *Transaction) (model.Pos, error) {
	sel := tr.Selection()
	if cells, ok := sel.(CellSelection); ok {
		if err := emptyCells(tr, cells); err != nil {
			return 0, err
		}
		at := Near(tr.Doc(), tr.Selection().From())
		return at.Head, tr.Select(at)
	}
	if err := tr.Delete(sel.From(), sel.To()); err != nil {
		return 0, err
	}
	at := Near(tr.Doc(), tr.Mapping().Map(sel.From(), transform.Before))
	return at.Head, tr.Select(at)
}

// DeleteSelection deletes what is selected; selected cells are emptied and stay selected. It does not apply to a caret.
func DeleteSelection(s State, dispatch func(*Transaction)) bool {
	if s.selection.From() == s.selection.To() {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.SetAct(Deleting)
		if cells, ok := s.selection.(CellSelection); ok {
			return emptyCells(tr, cells)
		}
		_, err := deleteSelected(tr)
		return err
	})
}

// DeleteRange deletes what is between two positions, as from the caret to the start of its line.
func DeleteRange(from, to model.Pos) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		if from >= to {
			return false
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			tr.SetAct(Deleting)
			if err := tr.Delete(from, to); err != nil {
				return err
			}
			return tr.Select(Near(tr.Doc(), tr.Mapping().Map(from, transform.Before)))
		})
	}
}

// DeleteBackward is Backspace, by characters or words: it deletes the selection, or what the unit goes over before the caret. At the start
// of a heading it makes it a paragraph, and at the start of any other textblock it does what [JoinBackward] does.
func DeleteBackward(unit motion.Unit) Command {
	return First(DeleteSelection, plainAtStart, JoinBackward, deleteUnit(unit, motion.Backward))
}

// DeleteForward is the Delete key, by characters or words: it deletes the selection, or what the unit goes over after the caret, or does what
// [JoinForward] does.
func DeleteForward(unit motion.Unit) Command {
	return First(DeleteSelection, JoinForward, deleteUnit(unit, motion.Forward))
}

// deleteUnit deletes from the caret to the next stop of the unit in the same textblock.
func deleteUnit(unit motion.Unit, dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		caret, ok := s.selection.(TextSelection)
		if !ok || !caret.Empty() {
			return false
		}
		to, ok := unit(s.doc, motion.Stop{Pos: caret.Head}, dir)
		r, err := s.doc.Resolve(caret.Head)
		if !ok || err != nil || to.Block || to.Pos < r.Start(r.Depth()) || to.Pos > r.End(r.Depth()) {
			return false
		}
		return DeleteRange(min(caret.Head, to.Pos), max(caret.Head, to.Pos))(s, dispatch)
	}
}

// plainAtStart makes a heading a paragraph when the caret is at its start.
func plainAtStart(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	if err != nil || r.ParentOffset() > 0 || r.Parent().Kind() != model.Heading {
		return false
	}
	return SetBlockKind(transform.Block{Kind: model.Paragraph})(s, dispatch)
}

// JoinBackward is Backspace at the start of a textblock: the first block of a quote or an item leaves it, a block after a figure, a table
// or a rule selects that, a caption selects its figure, and any other block joins the textblock before it, which goes when it is empty. It
// does not apply elsewhere, nor across the parts of a document or the cells of a table.
func JoinBackward(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	if err != nil || r.ParentOffset() > 0 || r.Parent().Kind().Isolates() {
		return false
	}
	d := r.Depth()
	if r.Parent().Kind() == model.Figure {
		return attempt(s, dispatch, func(tr *Transaction) error { return selectBlock(tr, r.Before(d)) })
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.StartGroup()
		tr.SetAct(Deleting)
		parent, i := r.Node(d-1), r.Index(d-1)
		switch {
		case i == 0 && parent.Kind().Isolates():
			return model.ErrFit
		case i == 0 && parent.Kind() == model.ListItem:
			return tr.LiftItems(caret.Head, caret.Head)
		case i == 0:
			return tr.Lift(caret.Head, caret.Head)
		}
		n, end := parent.Child(i-1), r.Before(d) // what ends last before the block
		for !n.Kind().IsTextblock() && len(n.Children()) > 0 && n.Kind() != model.Table {
			n, end = n.Child(len(n.Children())-1), end-1
		}
		switch n.Kind() {
		case model.Figure, model.Table, model.Rule:
			return selectBlock(tr, end-model.Pos(n.Size()))
		}
		if before := parent.Child(i - 1); before.Kind().IsTextblock() && before.ContentSize() == 0 {
			return tr.Delete(end-2, end)
		}
		return tr.Delete(end-1, caret.Head)
	})
}

func selectBlock(tr *Transaction, pos model.Pos) error {
	node, err := SelectNode(tr.Doc(), pos)
	if err != nil {
		return err
	}
	return tr.Select(node)
}

// JoinForward is Delete at the end of a textblock: a figure, a table or a rule after it is selected, and any other textblock joins it. An
// empty paragraph goes instead. It does not apply elsewhere, nor across the parts of a document or the cells of a table, nor in a caption.
func JoinForward(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	d := r.Depth()
	if err != nil || r.Pos() < r.End(d) || r.Parent().Kind() == model.Figure {
		return false
	}
	at := d // depth of the node that something follows
	for at > 0 && !r.Node(at).Kind().Isolates() && r.Index(at-1)+1 == len(r.Node(at-1).Children()) {
		at--
	}
	if at == 0 || r.Node(at).Kind().Isolates() {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.StartGroup()
		tr.SetAct(Deleting)
		n, start := r.Node(at-1).Child(r.Index(at-1)+1), r.After(at) // what begins first after the block
		for !n.Kind().IsTextblock() && n.Kind() != model.Table && len(n.Children()) > 0 {
			n, start = n.Child(0), start+1
		}
		switch {
		case n.Kind() == model.Figure || n.Kind() == model.Table || n.Kind() == model.Rule:
			return selectBlock(tr, start)
		case r.Parent().ContentSize() == 0 && at == d:
			if err := tr.Delete(r.Before(d), r.After(d)); err != nil {
				return err
			}
			return tr.Select(Caret(tr.Mapping().Map(start+1, transform.After)))
		}
		return tr.Delete(caret.Head, start+1)
	})
}
