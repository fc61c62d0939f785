package transform

import (
	"fmt"

	"galley/editor/model"
)

func isList(n *model.Node) bool {
	return n.Kind() == model.BulletList || n.Kind() == model.NumberedList
}

// SetListKind makes the innermost list around a range another list, as to says.
func (t *Transform) SetListKind(from, to model.Pos, as Block) error {
	run, err := t.blocksAround(from, to, isList)
	if err != nil {
		return err
	}
	if as.Kind != model.BulletList && as.Kind != model.NumberedList {
		return misfit("making a list a %v", as.Kind)
	}
	if err := as.Kind.CheckAttrs(as.Attrs); err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	if blockOf(run.parent()) == as {
		return nil
	}
	at, end := run.from.Before(run.depth), run.from.After(run.depth)
	return t.Step(ReplaceAroundStep{From: at, To: end, GapFrom: at + 1, GapTo: end - 1, Slice: model.NewSlice(as.with()), Insert: 1, Structure: true})
}

// SinkItems puts the items that a range touches into a list inside the item before them. It refuses the first items of a list.
func (t *Transform) SinkItems(from, to model.Pos) error {
	run, err := t.blocksAround(from, to, isList)
	if err != nil {
		return err
	}
	i := run.from.Index(run.depth)
	if i == 0 {
		return misfit("no item before the one at %d", from)
	}
	list, item := blockOf(run.parent()), Block{Kind: model.ListItem}
	if list.Kind == model.NumberedList {
		list.Attrs = model.Attrs{Start: 1}
	}
	before := run.parent().Child(i - 1)
	s := ReplaceAroundStep{From: run.start() - 1, To: run.end(), GapFrom: run.start(), GapTo: run.end(), Insert: 1, Structure: true}
	s.Slice = model.Slice{Content: []*model.Node{item.with(list.with())}, OpenStart: 1}
	if last := before.Child(len(before.Children()) - 1); last.Kind() == list.Kind { // into the list that is there
		s.From -= 1
		s.Slice = model.Slice{Content: []*model.Node{item.with(blockOf(last).with())}, OpenStart: 2}
		s.Insert = 0
	}
	return t.Step(s)
}

// LiftItems takes the items that a range touches out of their list: into the list around the item that theirs stands in, where the items
// after them become a list inside of the last of them, or else out of lists.
func (t *Transform) LiftItems(from, to model.Pos) error {
	run, err := t.blocksAround(from, to, isList)
	if err != nil {
		return err
	}
	outer := run.depth - 1
	if outer > 0 && run.from.Node(outer).Kind() == model.ListItem {
		return t.whole(func() error { return t.liftToOuter(run, from, to) })
	}
	return t.whole(func() error { return t.liftOut(run) })
}

// liftToOuter makes items of a list in an item items of the outer list.
func (t *Transform) liftToOuter(run siblings, from, to model.Pos) error {
	end, endOfList := run.end(), run.to.End(run.depth)
	if end < endOfList { // what follows goes into the last item
		inner := model.New(model.ListItem, model.Attrs{}, blockOf(run.parent()).with())
		if err := t.Step(ReplaceAroundStep{From: end - 1, To: endOfList, GapFrom: end, GapTo: endOfList,
			Slice: model.Slice{Content: []*model.Node{inner}, OpenStart: 1}, Insert: 1, Structure: true}); err != nil {
			return err
		}
		var err error
		if run.from, err = t.doc.Resolve(from); err != nil {
			return fmt.Errorf("transform: %w", err)
		}
		if run.to, err = t.doc.Resolve(to); err != nil {
			return fmt.Errorf("transform: %w", err)
		}
	}
	return t.lift(run, run.depth-2)
}

// liftOut makes the content of items blocks beside the list.
func (t *Transform) liftOut(run siblings) error {
	list := run.parent()
	first, last := run.from.Index(run.depth), run.to.Index(run.depth)
	start, end := run.start(), run.end()
	for i, pos := last, end; i > first; i-- { // one item of all
		pos -= model.Pos(list.Child(i).Size())
		if err := t.Join(pos); err != nil {
			return err
		}
		end -= 2
	}
	s := ReplaceAroundStep{From: start, To: end, GapFrom: start + 1, GapTo: end - 1, Structure: true}
	if first == 0 {
		s.From--
	} else {
		s.Slice.Content, s.Slice.OpenStart, s.Insert = append(s.Slice.Content, blockOf(list).with()), 1, 1
	}
	if last+1 == len(list.Children()) {
		s.To++
	} else {
		s.Slice.Content, s.Slice.OpenEnd = append(s.Slice.Content, blockOf(list).with()), 1
	}
	return t.Step(s)
}

// MoveBlocks moves the blocks that a range touches past the block after them, or the one before them with a negative direction. Blocks move
// among those of the same quote, item or cell, or with the item or quote that they fill.
func (t *Transform) MoveBlocks(from, to model.Pos, direction int) error {
	rf, err := t.doc.Resolve(from)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	rt, err := t.doc.Resolve(to)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	for d := rf.SharedDepth(to); d > 0; d-- {
		n := rf.Node(d)
		if n.Kind().IsTextblock() {
			continue
		}
		first, start := rf.Index(d), from
		if d < rf.Depth() {
			start = rf.Before(d + 1)
		}
		next, end := rt.Index(d), to
		if d < rt.Depth() {
			next, end = rt.Index(d)+1, rt.After(d+1)
		}
		if n.Kind() == model.TableRow || n.Kind() == model.Table {
			continue
		}
		switch {
		case direction > 0 && next < len(n.Children()):
			return t.exchange(n.Child(next), end, start)
		case direction < 0 && first > 0:
			other := n.Child(first - 1)
			return t.exchange(other, start-model.Pos(other.Size()), end)
		case n.Kind().Isolates():
			return misfit("nothing to move past")
		}
	}
	return misfit("no blocks from %d to %d", from, to)
}

// exchange moves a node from one position to another.
func (t *Transform) exchange(n *model.Node, from, to model.Pos) error {
	size := model.Pos(n.Size())
	if to > from {
		to -= size
	}
	return t.whole(func() error {
		if err := t.replace(from, from+size, model.Slice{}); err != nil {
			return err
		}
		return t.replace(to, to, model.NewSlice(n))
	})
}
