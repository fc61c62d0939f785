package state

import (
	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// within returns the ends of a selection inside of the blocks that it touches: a selected block counts as what is in it.
func within(sel Selection, doc *model.Node) (from, to model.Pos) {
	from, to = sel.From(), sel.To()
	if n := doc.NodeAt(from); n != nil && !n.Kind().IsLeaf() {
		if _, ok := sel.(NodeSelection); ok {
			return from + 1, to - 1
		}
	}
	return from, to
}

// around returns the innermost node of one of the kinds that holds both positions, and the position before it. It does not look outside of a
// cell that holds both.
func around(doc *model.Node, from, to model.Pos, kinds ...model.Kind) (n *model.Node, at model.Pos, ok bool) {
	r, err := doc.Resolve(from)
	if err != nil {
		return nil, 0, false
	}
	for d := r.SharedDepth(to); d > 0; d-- {
		n := r.Node(d)
		for _, k := range kinds {
			if n.Kind() == k {
				return n, r.Before(d), true
			}
		}
		if n.Kind().Isolates() {
			break
		}
	}
	return nil, 0, false
}

// ToggleList makes the blocks of the selection a list, a bulleted or a numbered one as kind says, joining lists of that kind beside it. In
// a list of that kind it takes them out of it, and in one of the other kind it changes the list.
func ToggleList(kind model.Kind) Command {
	return inCells(func(s State, dispatch func(*Transaction)) bool {
		as := transform.Block{Kind: kind}
		if kind == model.NumberedList {
			as.Attrs.Start = 1
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			from, to := within(s.selection, s.doc)
			list, _, ok := around(s.doc, from, to, model.BulletList, model.NumberedList)
			switch {
			case ok && list.Kind() == kind:
				return tr.LiftItems(from, to)
			case ok:
				return tr.SetListKind(from, to, as)
			}
			return wrapList(tr, from, to, as, true)
		})
	}, func(s State) bool {
		list, _, ok := around(s.doc, s.selection.From(), s.selection.To(), model.BulletList, model.NumberedList)
		return ok && list.Kind() == kind
	})
}

// wrapList makes blocks a list and joins it with the list after it, and with the one before it if that is wanted, when they are of its kind.
func wrapList(tr *Transaction, from, to model.Pos, as transform.Block, joinBefore bool) error {
	if err := tr.Wrap(from, to, as); err != nil {
		return err
	}
	from, to = tr.Mapping().Map(from, transform.After), tr.Mapping().Map(to, transform.Before)
	list, at, ok := around(tr.Doc(), from, to, as.Kind)
	if !ok {
		return nil // a list of a selected rule
	}
	r, err := tr.Doc().Resolve(at + model.Pos(list.Size()))
	if err != nil {
		return err
	}
	if n := r.NodeAfter(); n != nil && n.Kind() == as.Kind && n.Attrs() == as.Attrs {
		if err := tr.Join(r.Pos()); err != nil {
			return err
		}
	}
	if r, err = tr.Doc().Resolve(at); err != nil {
		return err
	}
	if n := r.NodeBefore(); joinBefore && n != nil && n.Kind() == as.Kind {
		return tr.Join(at)
	}
	return nil
}

// SinkItem puts the items of the selection into a list inside the item before them.
func SinkItem(s State, dispatch func(*Transaction)) bool {
	if _, ok := s.selection.(CellSelection); ok {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error { return tr.SinkItems(within(s.selection, s.doc)) })
}

// LiftItem takes the items of the selection out of their list, into the list around it if there is one.
func LiftItem(s State, dispatch func(*Transaction)) bool {
	if _, ok := s.selection.(CellSelection); ok {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error { return tr.LiftItems(within(s.selection, s.doc)) })
}

// Tab is the Tab key: it sinks items, and in a table goes to the next cell, after the last one into a new row.
func Tab(s State, dispatch func(*Transaction)) bool {
	return First(SinkItem, MoveCell(motion.Forward), addRowAtEnd)(s, dispatch)
}

// ShiftTab is the Tab key with Shift: it lifts items, and in a table goes to the cell before.
func ShiftTab(s State, dispatch func(*Transaction)) bool {
	return First(LiftItem, MoveCell(motion.Backward))(s, dispatch)
}
