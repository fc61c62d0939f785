package state

import (
	"fmt"

	"galley/editor/model"
	"galley/editor/transform"
)

// Selection is what is selected in a document: a [TextSelection], a [NodeSelection], a [CellSelection] or an [AllSelection].
type Selection interface {
	// From returns the position where the selection begins.
	From() model.Pos
	// To returns the position where it ends.
	To() model.Pos

	// Map returns what is selected in doc after a change: the selection with its positions mapped through m, or a caret near to where it
	// was when what it selected is gone.
	Map(doc *model.Node, m transform.Mappable) Selection

	check(doc *model.Node) error
}

// TextSelection is a caret, or a range from the anchor, where it was begun, to the head, where the caret is. Both are in textblocks.
type TextSelection struct{ Anchor, Head model.Pos }

// Caret returns the selection of nothing at pos.
func Caret(pos model.Pos) TextSelection { return TextSelection{pos, pos} }

// From implements [Selection].
func (s TextSelection) From() model.Pos { return min(s.Anchor, s.Head) }

// To implements [Selection].
func (s TextSelection) To() model.Pos { return max(s.Anchor, s.Head) }

// Empty reports whether the selection is a caret.
func (s TextSelection) Empty() bool { return s.Anchor == s.Head }

func (s TextSelection) check(doc *model.Node) error {
	for _, pos := range []model.Pos{s.Anchor, s.Head} {
		r, err := doc.Resolve(pos)
		if err != nil {
			return fmt.Errorf("state: %w", err)
		}
		if !r.Parent().Kind().IsTextblock() {
			return fmt.Errorf("state: %d is not in a textblock but in a %v", pos, r.Parent().Kind())
		}
	}
	return nil
}

// Map implements [Selection].
func (s TextSelection) Map(doc *model.Node, m transform.Mappable) Selection {
	head := m.Map(s.Head, transform.After)
	if Caret(head).check(doc) != nil {
		return Near(doc, head)
	}
	anchor := m.Map(s.Anchor, transform.After)
	if Caret(anchor).check(doc) != nil {
		return Caret(head)
	}
	return TextSelection{anchor, head}
}

// NodeSelection is a whole block, such as a figure.
type NodeSelection struct{ from, to model.Pos }

// SelectNode returns the selection of the block that begins at pos. It refuses a position where no block begins.
func SelectNode(doc *model.Node, pos model.Pos) (NodeSelection, error) {
	s := NodeSelection{pos, pos}
	if n := doc.NodeAt(pos); n != nil {
		s.to += model.Pos(n.Size())
	}
	return s, s.check(doc)
}

// From implements [Selection].
func (s NodeSelection) From() model.Pos { return s.from }

// To implements [Selection].
func (s NodeSelection) To() model.Pos { return s.to }

func (s NodeSelection) check(doc *model.Node) error {
	n := doc.NodeAt(s.from)
	if n == nil || !n.Kind().IsBlock() || s.from+model.Pos(n.Size()) != s.to {
		return fmt.Errorf("state: no block from %d to %d", s.from, s.to)
	}
	return nil
}

// Map implements [Selection].
func (s NodeSelection) Map(doc *model.Node, m transform.Mappable) Selection {
	at := m.MapResult(s.from, transform.After)
	if !at.DeletedAfter() {
		if n, err := SelectNode(doc, at.Pos); err == nil {
			return n
		}
	}
	return Near(doc, at.Pos)
}

// AllSelection is the whole document.
type AllSelection struct{ size model.Pos }

// SelectAll returns the selection of the whole document.
func SelectAll(doc *model.Node) AllSelection { return AllSelection{model.Pos(doc.ContentSize())} }

// From implements [Selection].
func (s AllSelection) From() model.Pos { return 0 }

// To implements [Selection].
func (s AllSelection) To() model.Pos { return s.size }

func (s AllSelection) check(doc *model.Node) error {
	if want := SelectAll(doc); s != want {
		return fmt.Errorf("state: all of a document of %d tokens, not of %d", s.size, want.size)
	}
	return nil
}

// Map implements [Selection].
func (s AllSelection) Map(doc *model.Node, _ transform.Mappable) Selection { return SelectAll(doc) }

// Near returns the caret at pos when it is in a textblock, or else at the next place after it that is, or else at the last one before it.
func Near(doc *model.Node, pos model.Pos) TextSelection {
	pos = max(0, min(pos, model.Pos(doc.ContentSize())))
	r, err := doc.Resolve(pos)
	if err != nil || r.Parent().Kind().IsTextblock() {
		return Caret(pos)
	}
	for d := r.Depth(); d >= 0; d-- {
		at := pos // after the child that was looked at
		if d < r.Depth() {
			at = r.After(d + 1)
		}
		for _, c := range r.Node(d).Children()[r.IndexAfter(d):] {
			if off, ok := firstText(c); ok {
				return Caret(at + off)
			}
			at += model.Pos(c.Size())
		}
	}
	for d := r.Depth(); d >= 0; d-- {
		at := pos // before the child that was looked at
		if d < r.Depth() {
			at = r.Before(d + 1)
		}
		for i := r.Index(d) - 1; i >= 0; i-- {
			c := r.Node(d).Child(i)
			if off, ok := lastText(c); ok {
				return Caret(at - off)
			}
			at -= model.Pos(c.Size())
		}
	}
	return Caret(pos) // a valid document has textblocks
}

// firstText returns how far after the start of n its first textblock's content begins.
func firstText(n *model.Node) (model.Pos, bool) {
	if n.Kind().IsTextblock() {
		return 1, true
	}
	at := model.Pos(1)
	for _, c := range n.Children() {
		if off, ok := firstText(c); ok {
			return at + off, true
		}
		at += model.Pos(c.Size())
	}
	return 0, false
}

// lastText returns how far before the end of n its last textblock's content ends.
func lastText(n *model.Node) (model.Pos, bool) {
	if n.Kind().IsTextblock() {
		return 1, true
	}
	at := model.Pos(1)
	for i := len(n.Children()) - 1; i >= 0; i-- {
		if off, ok := lastText(n.Child(i)); ok {
			return at + off, true
		}
		at += model.Pos(n.Child(i).Size())
	}
	return 0, false
}
