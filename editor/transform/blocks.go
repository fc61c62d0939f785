package transform

import (
	"fmt"

	"galley/editor/model"
)

// Block says what a block is without its content.
type Block struct {
	Kind  model.Kind
	Attrs model.Attrs
}

func (b Block) with(content ...*model.Node) *model.Node {
	return model.New(b.Kind, b.Attrs, content...)
}

func blockOf(n *model.Node) Block { return Block{n.Kind(), n.Attrs()} }

func misfit(format string, args ...any) error {
	return fmt.Errorf("transform: "+format+": %w", append(args, model.ErrFit)...)
}

// Split splits the depth innermost nodes around pos in two. The second halves are of the kinds of the first, but for the innermost one
// when after names what it is to be.
func (t *Transform) Split(pos model.Pos, depth int, after ...Block) error {
	r, err := t.doc.Resolve(pos)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	if depth < 1 || depth > r.Depth() {
		return misfit("splitting %d nodes at depth %d", depth, r.Depth())
	}
	var left, right *model.Node
	for d := r.Depth(); d > r.Depth()-depth; d-- {
		n := r.Node(d)
		if n.Kind().Isolates() {
			return misfit("splitting a %v", n.Kind())
		}
		second := blockOf(n)
		if d == r.Depth() && len(after) > 0 {
			second = after[0]
		}
		left, right = blockOf(n).with(left), second.with(right)
	}
	return t.Step(ReplaceStep{From: pos, To: pos, Slice: model.Slice{Content: []*model.Node{left, right}, OpenStart: depth, OpenEnd: depth},
		Structure: true})
}

// Join joins the two nodes that meet at pos. The first one gives the kind and attributes.
func (t *Transform) Join(pos model.Pos) error {
	r, err := t.doc.Resolve(pos)
	if err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	a, b := r.NodeBefore(), r.NodeAfter()
	if a == nil || b == nil || a.Kind().IsLeaf() || b.Kind().IsLeaf() || a.Kind().Isolates() {
		return misfit("no two nodes to join at %d", pos)
	}
	return t.Step(ReplaceStep{From: pos - 1, To: pos + 1, Structure: true})
}

// SetAttrs gives the node that begins at pos other attributes.
func (t *Transform) SetAttrs(pos model.Pos, a model.Attrs) error {
	if n := t.doc.NodeAt(pos); n != nil && n.Attrs() == a && n.Kind() != model.Text {
		return nil
	}
	return t.Step(SetAttrsStep{pos, a})
}

// SetBlockKind makes paragraphs and headings between two positions paragraphs or headings as to says. It returns an error when there are
// none in the range or none may become that.
func (t *Transform) SetBlockKind(from, to model.Pos, as Block) error {
	if as.Kind != model.Paragraph && as.Kind != model.Heading {
		return misfit("making a textblock a %v", as.Kind)
	}
	if err := as.Kind.CheckAttrs(as.Attrs); err != nil {
		return fmt.Errorf("transform: %w", err)
	}
	var steps []Step
	found := false
	t.textblocks(from, to, func(n *model.Node, at model.Pos) {
		parent := t.parentOf(at)
		if n.Kind() != model.Paragraph && n.Kind() != model.Heading || !parent.Kind().Allows(as.Kind) {
			return
		}
		found = true
		if blockOf(n) == as {
			return
		}
		end := at + model.Pos(n.Size())
		steps = append(steps, ReplaceAroundStep{From: at, To: end, GapFrom: at + 1, GapTo: end - 1,
			Slice: model.NewSlice(as.with()), Insert: 1, Structure: true})
	})
	if !found {
		return misfit("no block from %d to %d can be a %v", from, to, as.Kind)
	}
	return t.all(steps) // the sizes stay, and so do the positions
}

// textblocks calls visit for each textblock that a range touches, be it at its edge.
func (t *Transform) textblocks(from, to model.Pos, visit func(n *model.Node, at model.Pos)) {
	if r, err := t.doc.Resolve(from); err == nil && from == to && r.Parent().Kind().IsTextblock() {
		visit(r.Parent(), r.Before(r.Depth()))
		return
	}
	t.doc.NodesBetween(from, to, func(n *model.Node, at model.Pos) bool {
		if n.Kind().IsTextblock() {
			visit(n, at)
			return false
		}
		return true
	})
}

func (t *Transform) parentOf(pos model.Pos) *model.Node {
	r, err := t.doc.Resolve(pos)
	if err != nil {
		return t.doc
	}
	return r.Parent()
}

// siblings is a run of children of one node.
type siblings struct {
	from, to model.ResolvedPos
	depth    int // of the parent
}

func (s siblings) parent() *model.Node { return s.from.Node(s.depth) }
func (s siblings) start() model.Pos    { return s.from.Before(s.depth + 1) }
func (s siblings) end() model.Pos      { return s.to.After(s.depth + 1) }

// blocksAround returns the innermost run of blocks that holds both positions and whose parent the test accepts. It does not look outside of
// a cell that holds both.
func (t *Transform) blocksAround(from, to model.Pos, accept func(parent *model.Node) bool) (siblings, error) {
	rf, err := t.doc.Resolve(from)
	if err != nil {
		return siblings{}, fmt.Errorf("transform: %w", err)
	}
	rt, err := t.doc.Resolve(to)
	if err != nil {
		return siblings{}, fmt.Errorf("transform: %w", err)
	}
	for d := rf.SharedDepth(to); d >= 0; d-- {
		n := rf.Node(d)
		if d < rf.Depth() && d < rt.Depth() && accept(n) {
			return siblings{rf, rt, d}, nil
		}
		if n.Kind().Isolates() {
			break
		}
	}
	return siblings{}, misfit("no blocks from %d to %d", from, to)
}

// Wrap puts the blocks that a range touches into a quote or a list as by says; in a list each of them becomes an item.
func (t *Transform) Wrap(from, to model.Pos, by Block) error {
	holdsBlocks := func(n *model.Node) bool { return n.Kind().Allows(by.Kind) }
	run, err := t.blocksAround(from, to, holdsBlocks)
	if err != nil {
		return err
	}
	first, last := run.from.Index(run.depth), run.to.Index(run.depth)
	start, end := run.start(), run.end()
	shell, depth := by.with(), model.Pos(1)
	isList := by.Kind == model.BulletList || by.Kind == model.NumberedList
	if isList {
		shell, depth = by.with(model.New(model.ListItem, model.Attrs{})), 2
	}
	return t.whole(func() error {
		if err := t.Step(ReplaceAroundStep{From: start, To: end, GapFrom: start, GapTo: end,
			Slice: model.NewSlice(shell), Insert: depth, Structure: true}); err != nil {
			return err
		}
		at := start + depth
		for i := first; isList && i < last; i++ {
			at += model.Pos(run.parent().Child(i).Size())
			if err := t.Split(at, 1); err != nil {
				return err
			}
			at += 2
		}
		return nil
	})
}

// Lift takes the blocks that a range touches out of the quote or list around them. What is before and after them stays in it.
func (t *Transform) Lift(from, to model.Pos) error {
	run, err := t.blocksAround(from, to, func(n *model.Node) bool { return n.Kind() == model.Quote || n.Kind() == model.ListItem })
	if err != nil {
		return err
	}
	if run.parent().Kind() == model.ListItem {
		return t.lift(run, run.depth-2)
	}
	return t.lift(run, run.depth-1)
}

// Unquote takes the blocks that a range touches out of the quote around them, with the lists that they stand in.
func (t *Transform) Unquote(from, to model.Pos) error {
	run, err := t.blocksAround(from, to, func(n *model.Node) bool { return n.Kind() == model.Quote })
	if err != nil {
		return err
	}
	return t.lift(run, run.depth-1)
}

// lift takes siblings out of the nodes around them, so that they become children of the node at the target depth.
func (t *Transform) lift(run siblings, target int) error {
	s := ReplaceAroundStep{From: run.start(), To: run.end(), GapFrom: run.start(), GapTo: run.end(), Structure: true}
	var before, after *model.Node // what closes before the lifted blocks, and what opens after them
	for d := run.depth; d > target; d-- {
		if before != nil || run.from.Index(d) > 0 {
			before = blockOf(run.from.Node(d)).with(before)
			s.Slice.OpenStart++
		} else {
			s.From--
		}
		if after != nil || run.to.Index(d)+1 < len(run.to.Node(d).Children()) {
			after = blockOf(run.to.Node(d)).with(after)
			s.Slice.OpenEnd++
		} else {
			s.To++
		}
	}
	if before != nil {
		s.Slice.Content = append(s.Slice.Content, before)
		s.Insert = model.Pos(before.Size() - s.Slice.OpenStart)
	}
	if after != nil {
		s.Slice.Content = append(s.Slice.Content, after)
	}
	return t.Step(s)
}
