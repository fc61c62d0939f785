package model

import (
	"fmt"
	"unicode/utf8"
)

// maxDepth bounds the nesting of quotes and lists, so that no document from outside can exhaust the stack.
const maxDepth = 40

// Check reports the first place where the node breaks the schema or is not in its one valid form. It is called after every load and in
// every test; a node built by [New] from valid parts passes.
func (n *Node) Check() error { return n.check(place{}) }

// place is what the rules for a node depend on besides the node.
type place struct {
	depth   int  // ancestors in the document
	inTable bool // one of them is a table
}

func (p place) inside(n *Node) place { return place{p.depth + 1, p.inTable || n.kind == Table} }

// checkSelf checks what can be said about a node without its children.
func (n *Node) checkSelf(p place) error {
	if err := n.kind.CheckAttrs(n.attrs); err != nil {
		return err
	}
	if p.depth > maxDepth {
		return fmt.Errorf("model: nested deeper than %d", maxDepth)
	}
	if p.inTable && n.kind == Table {
		return fmt.Errorf("model: a table in a table")
	}
	if !n.kind.IsInline() && len(n.marks) > 0 {
		return fmt.Errorf("model: %v has marks", n.kind)
	}
	if err := n.marks.check(); err != nil {
		return fmt.Errorf("model: %v: %w", n.kind, err)
	}
	return n.checkText()
}

func (n *Node) check(p place) error {
	if err := n.checkSelf(p); err != nil {
		return err
	}
	if err := n.checkCount(len(n.content)); err != nil {
		return err
	}
	size := 0
	for i, c := range n.content {
		if !n.kind.Allows(c.kind) {
			return fmt.Errorf("model: %v inside %v", c.kind, n.kind)
		}
		if n.kind == Doc && (i >= len(headParts) || c.kind != headParts[i]) {
			return fmt.Errorf("model: %v as part %d of a document", c.kind, i)
		}
		if i > 0 && joinable(n.content[i-1], c) {
			return fmt.Errorf("model: two texts that should be one in %v", n.kind)
		}
		if err := c.check(p.inside(n)); err != nil {
			return err
		}
		size += c.size
		if n.ends != nil && n.ends[i] != int32(size) {
			return fmt.Errorf("model: child %d of %v ends at %d and is indexed at %d", i, n.kind, size, n.ends[i])
		}
	}
	switch {
	case n.kind == Text:
		size = utf8.RuneCountInString(n.text)
	case n.kind.IsLeaf():
		size++
	default:
		size += 2
	}
	if size != n.size {
		return fmt.Errorf("model: %v says it has %d tokens and has %d", n.kind, n.size, size)
	}
	return nil
}

// checkCount checks a number of children against the rule of the node.
func (n *Node) checkCount(children int) error {
	if least := rules[n.kind].min; children < least {
		return fmt.Errorf("model: %v has %d children, fewer than %d", n.kind, children, least)
	}
	return nil
}

// checkText refuses what has no place in a manuscript: broken UTF-8, and control characters, which neither print nor survive a copy.
func (n *Node) checkText() error {
	if n.kind != Text {
		if n.text != "" {
			return fmt.Errorf("model: %v has text", n.kind)
		}
		return nil
	}
	if n.text == "" {
		return fmt.Errorf("model: empty text")
	}
	if !utf8.ValidString(n.text) {
		return fmt.Errorf("model: text is not UTF-8")
	}
	for _, r := range n.text {
		if !ValidRune(r) {
			return fmt.Errorf("model: text has the control character %U", r)
		}
	}
	return nil
}

// validInNote reports whether r may stand in a footnote: what may stand in a text but a tab, and a line feed.
func validInNote(r rune) bool { return r == '\n' || r != '\t' && ValidRune(r) }

// ValidRune reports whether r may stand in a text: any character but the controls C0 and C1, the line and paragraph separators, the
// non-characters and the surrogates. A tab may.
func ValidRune(r rune) bool {
	switch {
	case r == '\t':
		return true
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029, r >= 0xd800 && r < 0xe000, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe, r > utf8.MaxRune:
		return false
	}
	return true
}
