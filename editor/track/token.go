package track

import (
	"fmt"

	"galley/editor/model"
)

// token is one position's worth of a document: a character, a leaf, or an edge of a node. Closing edges are all alike, so that a paragraph
// that became a heading differs in one token.
type token struct {
	kind  model.Kind // Text for a character; closing for a closing edge
	char  rune
	attrs model.Attrs
	marks model.Marks
}

// closing is the kind of a closing edge; no node has it.
const closing model.Kind = 0

func (t token) equal(o token) bool {
	return t.kind == o.kind && t.char == o.char && t.attrs == o.attrs && t.marks.Equal(o.marks)
}

// alike reports whether both are the same character, edge or leaf with other marks or attributes, or edges of blocks of different kinds.
func (t token) alike(o token) bool {
	if t.kind == model.Text || t.kind == model.Break || t.kind == closing || t.kind.IsLeaf() {
		return t.kind == o.kind && t.char == o.char
	}
	return o.depth() == 1
}

// depth is how many nodes deeper the text is after the token than before it.
func (t token) depth() int {
	switch {
	case t.kind == closing:
		return -1
	case t.kind.IsLeaf():
		return 0
	}
	return 1
}

// tokensOf returns the tokens of a node's content between two positions.
func tokensOf(n *model.Node, from, to model.Pos) []token {
	if from >= to {
		return nil
	}
	return appendTokens(make([]token, 0, to-from), n, from, to)
}

func appendTokens(out []token, n *model.Node, from, to model.Pos) []token {
	at := model.Pos(0)
	for _, c := range n.Children() {
		end := at + model.Pos(c.Size())
		if end > from && at < to {
			out = appendNode(out, c, from-at, to-at)
		}
		if at = end; at >= to {
			break
		}
	}
	return out
}

// reader reads extents of a document in ascending order without looking for each from the start.
type reader struct {
	doc  *model.Node
	next int       // child of the body that was read last
	at   model.Pos // where it starts
}

// tokens returns the tokens of an extent.
func (r *reader) tokens(e extent) []token {
	body := r.doc.Child(len(r.doc.Children()) - 1)
	start := model.Pos(r.doc.ContentSize() - body.ContentSize() - 1)
	if e.from < start || e.to > start+model.Pos(body.ContentSize()) {
		return tokensOf(r.doc, e.from, e.to)
	}
	if r.at == 0 || e.from < r.at {
		r.next, r.at = 0, start
	}
	children := body.Children()
	for r.next < len(children) && r.at+model.Pos(children[r.next].Size()) <= e.from {
		r.at += model.Pos(children[r.next].Size())
		r.next++
	}
	out := make([]token, 0, e.size())
	at := r.at
	for _, c := range children[r.next:] {
		if at >= e.to {
			break
		}
		out = appendNode(out, c, e.from-at, e.to-at)
		at += model.Pos(c.Size())
	}
	return out
}

// appendNode appends the tokens of a node, its edges included, between two positions counted from before it.
func appendNode(out []token, n *model.Node, from, to model.Pos) []token {
	switch {
	case n.Kind() == model.Text:
		marks, i := n.Marks(), model.Pos(0)
		for _, r := range n.Text() {
			if i >= to {
				break
			}
			if i >= from {
				out = append(out, token{kind: model.Text, char: r, marks: marks})
			}
			i++
		}
		return out
	case n.Kind().IsLeaf():
		return append(out, token{kind: n.Kind(), attrs: n.Attrs(), marks: n.Marks()})
	}
	if from <= 0 {
		out = append(out, token{kind: n.Kind(), attrs: n.Attrs()})
	}
	out = appendTokens(out, n, from-1, to-1)
	if to >= model.Pos(n.Size()) {
		out = append(out, token{kind: closing})
	}
	return out
}

// nodesOf makes nodes of tokens. It refuses tokens whose edges do not pair.
func nodesOf(tokens []token) ([]*model.Node, error) {
	type open struct {
		token    token
		children []*model.Node
	}
	stack := []open{{}}
	for i := 0; i < len(tokens); {
		t := tokens[i]
		top := &stack[len(stack)-1]
		switch {
		case t.kind == model.Text:
			var text []rune
			for ; i < len(tokens) && tokens[i].kind == model.Text && tokens[i].marks.Equal(t.marks); i++ {
				text = append(text, tokens[i].char)
			}
			top.children = append(top.children, model.NewText(string(text), t.marks...))
			continue
		case t.kind == closing:
			if len(stack) == 1 {
				return nil, fmt.Errorf("track: an edge closes what is not open")
			}
			n := model.New(top.token.kind, top.token.attrs, top.children...)
			stack = stack[:len(stack)-1]
			top = &stack[len(stack)-1]
			top.children = append(top.children, n)
		case t.kind.IsLeaf():
			n := model.New(t.kind, t.attrs)
			if len(t.marks) > 0 {
				n = n.WithMarks(t.marks)
			}
			top.children = append(top.children, n)
		default:
			stack = append(stack, open{token: t})
		}
		i++
	}
	if len(stack) > 1 {
		return nil, fmt.Errorf("track: %d nodes stay open", len(stack)-1)
	}
	return stack[0].children, nil
}

// wordsOf returns the words of tokens: a line feed where a textblock ends and for a line break.
func wordsOf(tokens []token) string {
	var out []rune
	for _, t := range tokens {
		switch t.kind {
		case model.Text:
			out = append(out, t.char)
		case model.Break, closing:
			out = append(out, '\n')
		}
	}
	return string(out)
}

// edit is a range of tokens replaced by others.
type edit struct {
	from, to model.Pos
	tokens   []token
}

// rebuild returns the document with edits made, which are in ascending order and do not overlap. Nodes outside of the blocks that they
// touch are shared. It returns an error when the outcome is no valid document.
func rebuild(doc *model.Node, edits []edit) (*model.Node, error) {
	parts := append([]*model.Node(nil), doc.Children()...)
	start := model.Pos(0)
	for i, part := range parts {
		end := start + model.Pos(part.Size())
		var mine []edit
		for len(edits) > 0 && edits[0].to < end {
			e := edits[0]
			if e.from <= start {
				return nil, fmt.Errorf("track: an edit between parts of a document")
			}
			mine = append(mine, edit{e.from - start - 1, e.to - start - 1, e.tokens})
			edits = edits[1:]
		}
		if len(mine) > 0 {
			n, err := rebuildPart(part, mine)
			if err != nil {
				return nil, err
			}
			parts[i] = n
		}
		start = end
	}
	if len(edits) > 0 {
		return nil, fmt.Errorf("track: an edit outside of the document or across its parts")
	}
	out := doc.With(parts...)
	if err := out.Check(); err != nil {
		return nil, fmt.Errorf("track: %w", err)
	}
	return out, nil
}

// rebuildPart makes edits, counted from the start of the content, in the children that they touch.
func rebuildPart(part *model.Node, edits []edit) (*model.Node, error) {
	children := part.Children()
	from, to := edits[0].from, edits[len(edits)-1].to
	first, last := len(children), len(children) // the children that the edits touch
	start, end := model.Pos(part.ContentSize()), model.Pos(part.ContentSize())
	at := model.Pos(0)
	for i, c := range children {
		next := at + model.Pos(c.Size())
		if first == len(children) && next > from {
			first, start = i, at
		}
		if at >= to && i >= first {
			last, end = i, at
			break
		}
		at = next
	}
	var tokens []token
	at = start
	for _, e := range edits {
		tokens = appendTokens(tokens, part, at, e.from)
		tokens = append(tokens, e.tokens...)
		at = e.to
	}
	tokens = appendTokens(tokens, part, at, end)
	nodes, err := nodesOf(tokens)
	if err != nil {
		return nil, err
	}
	content := append(append(append([]*model.Node(nil), children[:first]...), nodes...), children[last:]...)
	return part.With(content...), nil
}
