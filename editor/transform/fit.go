package transform

import (
	"fmt"

	"galley/editor/model"
)

// Replace replaces the content between two positions by a slice, as a paste does. It takes the first of these ways that gives a valid
// document:
//
//  1. the slice as it is, its open ends joined with what is around it;
//  2. its text in the textblock, when the slice is of one textblock;
//  3. its blocks between the halves of the split textblock, the open ends joined with the halves.
//
// Where the range spans more than a textblock it is deleted first, as by [Transform.Delete]. The error wraps [model.ErrFit] when no way
// fits.
func (t *Transform) Replace(from, to model.Pos, s model.Slice) error {
	if from > to {
		return fmt.Errorf("transform: replacing from %d to %d", from, to)
	}
	if s.IsEmpty() {
		return t.Delete(from, to)
	}
	if t.replace(from, to, s) == nil {
		return nil
	}
	return t.whole(func() error {
		if err := t.delete(from, to); err != nil {
			return err
		}
		if t.replace(from, from, s) == nil {
			return nil
		}
		if text, ok := onlyText(s); ok && t.replace(from, from, model.NewSlice(text...)) == nil {
			return nil
		}
		return t.replaceBlocks(from, s)
	})
}

// onlyText returns the inline content of a slice of one textblock, cut open on at least one side.
func onlyText(s model.Slice) ([]*model.Node, bool) {
	nodes := s.Content
	for depth := 0; len(nodes) == 1 && depth < max(s.OpenStart, s.OpenEnd); depth++ {
		if nodes[0].Kind().IsTextblock() {
			return nodes[0].Children(), true
		}
		nodes = nodes[0].Children()
	}
	return nil, false
}

// replaceBlocks puts the blocks of a slice between the halves of the textblock around pos, or at pos when it is between blocks.
func (t *Transform) replaceBlocks(pos model.Pos, s model.Slice) error {
	nodes := s.Content
	for len(nodes) == 1 && !nodes[0].Kind().IsBlock() && !nodes[0].Kind().IsLeaf() && !nodes[0].Kind().IsTextblock() {
		nodes = nodes[0].Children() // a body, an item, a row: take what is in it
		s.OpenStart, s.OpenEnd = max(0, s.OpenStart-1), max(0, s.OpenEnd-1)
	}
	r, err := t.doc.Resolve(pos)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	if !inTextblock(r) {
		return t.replace(pos, pos, model.NewSlice(nodes...))
	}
	if len(nodes) == 0 {
		return misfit("a slice without blocks")
	}
	joinStart := s.OpenStart > 0 && nodes[0].Kind().IsTextblock()
	joinEnd := s.OpenEnd > 0 && nodes[len(nodes)-1].Kind().IsTextblock()
	if err := t.Split(pos, 1); err != nil {
		return err
	}
	start, end := pos+1, pos+1 // between the halves
	for _, n := range nodes {
		end += model.Pos(n.Size())
	}
	if err := t.replace(start, start, model.NewSlice(nodes...)); err != nil {
		return err
	}
	if joinEnd {
		if err := t.Join(end); err != nil {
			return err
		}
	} else if r.ParentOffset() == model.Pos(r.Parent().ContentSize()) {
		if err := t.delete(end, end+2); err != nil { // an empty second half
			return err
		}
	}
	switch {
	case joinStart:
		return t.Join(start)
	case r.ParentOffset() == 0:
		return t.delete(start-2, start) // an empty first half
	}
	return nil
}
