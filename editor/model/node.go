package model

import (
	"strings"
	"unicode/utf8"
)

// Pos is a position between two tokens of a document, counted from the start of its content; see the package comment.
type Pos int

// Node is one node of a document. It is immutable; the zero value is not a valid node.
type Node struct {
	kind    Kind
	attrs   Attrs
	marks   Marks
	text    string
	content []*Node
	size    int     // tokens, edges included
	ends    []int32 // where each child ends, from the start of the content; only when there are many
}

// manyChildren is the number of children from which a node keeps an index of where they end.
const manyChildren = 32

// seal computes what a node derives from its kind, text and content.
func (n *Node) seal() *Node {
	switch {
	case n.kind == Text:
		n.size = utf8.RuneCountInString(n.text)
		return n
	case n.kind.IsLeaf():
		n.size = 1
	default:
		n.size = 2
	}
	if len(n.content) >= manyChildren {
		n.ends = make([]int32, 0, len(n.content))
	}
	end := 0
	for _, c := range n.content {
		end += c.size
		if n.ends != nil {
			n.ends = append(n.ends, int32(end))
		}
	}
	n.size += end
	return n
}

// NewText returns a text node. It returns nil for an empty text: a document has no empty text nodes.
func NewText(text string, marks ...Mark) *Node {
	if text == "" {
		return nil
	}
	return &Node{kind: Text, text: text, marks: NewMarks(marks...), size: utf8.RuneCountInString(text)}
}

// NewBreak returns a line break with the given marks.
func NewBreak(marks ...Mark) *Node { return &Node{kind: Break, marks: NewMarks(marks...), size: 1} }

// NewFootnote returns a footnote that says note, with what a note may not hold left out: controls go, tabs and other ends of lines become
// spaces and line feeds, and blanks at the ends of its lines go with lines that have nothing else. It returns nil when nothing is left.
func NewFootnote(note string, marks ...Mark) *Node {
	if note = CleanNote(note); note == "" {
		return nil
	}
	return &Node{kind: Footnote, attrs: Attrs{Note: note}, marks: NewMarks(marks...), size: 1}
}

// CleanNote returns what a footnote made of a text says; see [NewFootnote].
func CleanNote(text string) string {
	var lines []string
	for _, line := range strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
	}) {
		line = strings.TrimSpace(strings.Map(func(r rune) rune {
			switch {
			case r == '\t':
				return ' '
			case !validInNote(r):
				return -1
			}
			return r
		}, line))
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// New returns a node of kind k with the given content. Nil children are left out and neighbouring texts with the same marks are joined.
// It does not check the schema; [Node.Check] does.
func New(k Kind, a Attrs, content ...*Node) *Node {
	n := &Node{kind: k, attrs: a, content: normal(content)}
	return n.seal()
}

// NewDoc returns a document with empty head and one empty paragraph.
func NewDoc() *Node {
	return New(Doc, Attrs{}, New(Kicker, Attrs{}), New(Headline, Attrs{}), New(Subtitle, Attrs{}), New(Abstract, Attrs{}),
		New(Body, Attrs{}, New(Paragraph, Attrs{})))
}

// normal brings a content list into its one valid form.
func normal(in []*Node) []*Node {
	out := make([]*Node, 0, len(in))
	for _, n := range in {
		if n == nil || n.kind == Text && n.text == "" {
			continue
		}
		if last := len(out) - 1; last >= 0 && joinable(out[last], n) {
			out[last] = out[last].withText(out[last].text + n.text)
			continue
		}
		out = append(out, n)
	}
	return out
}

func joinable(a, b *Node) bool { return a.kind == Text && b.kind == Text && a.marks.Equal(b.marks) }

// withContent returns the node with other content, which is in its valid form already.
func (n *Node) withContent(content []*Node) *Node {
	return (&Node{kind: n.kind, attrs: n.attrs, marks: n.marks, content: content}).seal()
}

func (n *Node) withText(text string) *Node {
	return &Node{kind: Text, text: text, marks: n.marks, size: utf8.RuneCountInString(text)}
}

// Kind returns the node's kind.
func (n *Node) Kind() Kind { return n.kind }

// Attrs returns the node's attributes.
func (n *Node) Attrs() Attrs { return n.attrs }

// Marks returns the marks of an inline node. Treat the result as read-only.
func (n *Node) Marks() Marks { return n.marks }

// Text returns the text of a text node, and "" for any other.
func (n *Node) Text() string { return n.text }

// Size returns the number of tokens of the node, its edges included.
func (n *Node) Size() int { return n.size }

// ContentSize returns the number of tokens between the node's edges.
func (n *Node) ContentSize() int {
	if n.kind.IsLeaf() {
		return 0
	}
	return n.size - 2
}

// Children returns the node's children. Treat the result as read-only.
func (n *Node) Children() []*Node { return n.content }

// Child returns the i-th child.
func (n *Node) Child(i int) *Node { return n.content[i] }

// With returns the node with other content, normalised as [New] does.
func (n *Node) With(content ...*Node) *Node { return New(n.kind, n.attrs, content...) }

// WithAttrs returns the node with other attributes.
func (n *Node) WithAttrs(a Attrs) *Node {
	c := *n
	c.attrs = a
	return &c
}

// WithMarks returns an inline node with other marks.
func (n *Node) WithMarks(m Marks) *Node {
	c := *n
	c.marks = m
	return &c
}

// Part returns the part of a document's head or body of kind k.
func (n *Node) Part(k Kind) *Node {
	for _, c := range n.content {
		if c.kind == k {
			return c
		}
	}
	return nil
}

// Equal reports whether both nodes are the same value. Shared nodes compare at once.
func (n *Node) Equal(m *Node) bool {
	if n == m {
		return true
	}
	if n == nil || m == nil || n.kind != m.kind || n.size != m.size || n.attrs != m.attrs || n.text != m.text ||
		!n.marks.Equal(m.marks) || len(n.content) != len(m.content) {
		return false
	}
	for i, c := range n.content {
		if !c.Equal(m.content[i]) {
			return false
		}
	}
	return true
}

// PlainText returns the words of the node: a line feed between textblocks and for a line break, nothing for marks, pictures and footnotes. A
// note stands beside the text: whoever reads or counts the text does not want it in the middle of a sentence.
func (n *Node) PlainText() string {
	var b strings.Builder
	n.plain(&b, new(bool))
	return b.String()
}

func (n *Node) plain(b *strings.Builder, started *bool) {
	switch {
	case n.kind == Text:
		b.WriteString(n.text)
	case n.kind == Break:
		b.WriteByte('\n')
	case n.kind.IsTextblock():
		if *started {
			b.WriteByte('\n')
		}
		*started = true
	}
	for _, c := range n.content {
		c.plain(b, started)
	}
}

// Walk calls visit for every node below n in document order with the position before it, until visit returns false for a node, whose
// content is then passed over.
func (n *Node) Walk(visit func(c *Node, at Pos) bool) { n.walk(0, visit) }

func (n *Node) walk(at Pos, visit func(*Node, Pos) bool) {
	for _, c := range n.content {
		if visit(c, at) && len(c.content) > 0 {
			c.walk(at+1, visit)
		}
		at += Pos(c.size)
	}
}
