package find

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/transform"
)

// Range is a hit: the positions of its ends.
type Range struct{ From, To model.Pos }

// Hits are all hits of a query in a document, an immutable value.
type Hits struct {
	query  *Query
	doc    *model.Node
	blocks []block // in the order of the document
	count  int
}

// block is a textblock with hits.
type block struct {
	node  *model.Node
	start model.Pos // of its content
	hits  []Range   // from the start of its content; shared by all states of the document in which the block is the same
	first int       // number of hits before the block
}

// New finds all hits in a document.
func New(q *Query, doc *model.Node) Hits {
	h := Hits{query: q, doc: doc}
	for _, p := range pieces(doc) {
		h.search(p)
	}
	return h
}

// Refresh finds the hits in another state of the document. It searches only what is not the same in both.
func (h Hits) Refresh(doc *model.Node) Hits {
	if doc == h.doc {
		return h
	}
	old, now := pieces(h.doc), pieces(doc)
	first := 0 // what differs
	for first < min(len(old), len(now)) && old[first].node == now[first].node {
		first++
	}
	same := 0 // at the end
	for same < min(len(old), len(now))-first && old[len(old)-1-same].node == now[len(now)-1-same].node {
		same++
	}
	out := Hits{query: h.query, doc: doc}
	for _, b := range h.blocks {
		if first < len(old) && b.start > old[first].at {
			break
		}
		out.add(b.node, b.start, b.hits)
	}
	for _, p := range now[first : len(now)-same] {
		out.search(p)
	}
	if same > 0 {
		from := old[len(old)-same].at
		shift := now[len(now)-same].at - from
		for _, b := range h.blocks[sort.Search(len(h.blocks), func(i int) bool { return h.blocks[i].start > from }):] {
			out.add(b.node, b.start+shift, b.hits)
		}
	}
	return out
}

// piece is a part of the head or a block of the body, and the position before it.
type piece struct {
	node *model.Node
	at   model.Pos
}

func pieces(doc *model.Node) []piece {
	var out []piece
	at := model.Pos(0)
	for _, part := range doc.Children() {
		if part.Kind() != model.Body {
			out = append(out, piece{part, at})
			at += model.Pos(part.Size())
			continue
		}
		out = slices.Grow(out, len(part.Children()))
		at++
		for _, n := range part.Children() {
			out = append(out, piece{n, at})
			at += model.Pos(n.Size())
		}
	}
	return out
}

// search adds the hits in a piece of the document.
func (h *Hits) search(p piece) {
	if p.node.Kind().IsTextblock() {
		h.add(p.node, p.at+1, find(h.query, p.node))
		return
	}
	p.node.Walk(func(n *model.Node, at model.Pos) bool {
		if n.Kind().IsTextblock() {
			h.add(n, p.at+1+at+1, find(h.query, n))
		}
		return !n.Kind().IsTextblock()
	})
}

func (h *Hits) add(n *model.Node, start model.Pos, hits []Range) {
	if len(hits) > 0 {
		h.blocks = append(h.blocks, block{n, start, hits, h.count})
		h.count += len(hits)
	}
}

// textOf returns the text of a textblock, a line feed for each line break, and where footnotes stand in it, in runes. Notes are no part of
// the text: a word is found whether or not one stands in it.
func textOf(n *model.Node) (text string, notes []int) {
	if len(n.Children()) == 1 && n.Child(0).Kind() == model.Text {
		return n.Child(0).Text(), nil
	}
	var b strings.Builder
	runes := 0
	for _, c := range n.Children() {
		switch c.Kind() {
		case model.Break:
			b.WriteByte('\n')
		case model.Footnote:
			notes = append(notes, runes)
			continue
		default:
			b.WriteString(c.Text())
		}
		runes += c.Size()
	}
	return b.String(), notes
}

// find returns the hits in a textblock from the start of its content.
func find(q *Query, n *model.Node) []Range {
	if n.ContentSize() == 0 {
		return nil
	}
	text, notes := textOf(n)
	matches := q.matches(text)
	if len(matches) == 0 {
		return nil
	}
	out := make([]Range, len(matches))
	at, runes := 0, 0
	for i, m := range matches {
		runes += utf8.RuneCountInString(text[at:m[0]])
		length := utf8.RuneCountInString(text[m[0]:m[1]])
		before := sort.SearchInts(notes, runes+1)      // a note before the hit is not in it,
		inside := sort.SearchInts(notes, runes+length) // one behind it neither
		out[i] = Range{model.Pos(runes + before), model.Pos(runes + length + inside)}
		runes, at = runes+length, m[1]
	}
	return out
}

// Doc returns the document that was searched.
func (h Hits) Doc() *model.Node { return h.doc }

// Count returns the number of hits.
func (h Hits) Count() int { return h.count }

// At returns the i-th hit, counted from 0.
func (h Hits) At(i int) Range {
	b := h.blocks[sort.Search(len(h.blocks), func(j int) bool { return h.blocks[j].first > i })-1]
	r := b.hits[i-b.first]
	return Range{b.start + r.From, b.start + r.To}
}

// Between calls visit for each hit that shares a token with a range, in order, as to highlight what is on the screen.
func (h Hits) Between(from, to model.Pos, visit func(i int, r Range)) {
	for i := h.after(from); i < h.count; i++ {
		r := h.At(i)
		if r.From >= to {
			return
		}
		visit(i, r)
	}
}

// after returns the first hit that ends after a position, Count when there is none.
func (h Hits) after(pos model.Pos) int {
	return sort.Search(h.count, func(i int) bool { return h.At(i).To > pos })
}

// Next returns the first hit that begins at a position or after it, or else the first of all; -1 when there is none.
func (h Hits) Next(pos model.Pos) int {
	if h.count == 0 {
		return -1
	}
	return sort.Search(h.count, func(i int) bool { return h.At(i).From >= pos }) % h.count
}

// Previous returns the last hit that ends at a position or before it, or else the last of all; -1 when there is none.
func (h Hits) Previous(pos model.Pos) int {
	if i := h.after(pos); i > 0 {
		return i - 1
	}
	return h.count - 1
}

// Replace replaces the i-th hit by a text, with the marks of the first character of what it replaces. For a regular expression $1, ${1} and
// ${name} in the text stand for what the groups found, $0 for all of the hit, and $$ for $. A line feed becomes a line break, and a
// footnote in the hit stays behind what is put there. The error is
// for characters that a document may not hold, and for a transform of another document than was searched.
func (h Hits) Replace(tr *transform.Transform, i int, with string) error {
	if err := h.check(tr, with); err != nil {
		return err
	}
	b := h.blocks[sort.Search(len(h.blocks), func(j int) bool { return h.blocks[j].first > i })-1]
	return h.replace(tr, b, i-b.first, i-b.first+1, with)
}

// ReplaceAll replaces all hits, in one step for each textblock; see [Hits.Replace]. It changes all or nothing.
func (h Hits) ReplaceAll(tr *transform.Transform, with string) error {
	if err := h.check(tr, with); err != nil {
		return err
	}
	for i := len(h.blocks) - 1; i >= 0; i-- { // so that positions hold
		if err := h.replace(tr, h.blocks[i], 0, len(h.blocks[i].hits), with); err != nil {
			return err
		}
	}
	return nil
}

func (h Hits) check(tr *transform.Transform, with string) error {
	if tr.Doc() != h.doc {
		return fmt.Errorf("find: replacing in another document than was searched")
	}
	for _, r := range with {
		if r != '\n' && !model.ValidRune(r) {
			return fmt.Errorf("find: %U may not stand in a document", r)
		}
	}
	if !utf8.ValidString(with) {
		return fmt.Errorf("find: the replacement is not UTF-8")
	}
	return nil
}

// replace replaces some of the hits in a textblock in one step.
func (h Hits) replace(tr *transform.Transform, b block, from, to int, with string) error {
	text, _ := textOf(b.node)
	matches := h.query.matches(text)
	at := b.hits[from].From
	var content []*model.Node
	for i := from; i < to; i++ {
		hit := b.hits[i]
		content = append(content, b.node.Cut(at, hit.From).Children()...)
		found := b.node.Cut(hit.From, hit.To).Children()
		content = append(content, inline(h.query.expand(text, matches[i], with), found[0].Marks())...)
		for _, n := range found {
			if n.Kind() == model.Footnote {
				content = append(content, n)
			}
		}
		at = hit.To
	}
	start := b.start + b.hits[from].From
	if err := tr.Step(transform.ReplaceStep{From: start, To: b.start + at, Slice: model.NewSlice(content...)}); err != nil {
		return fmt.Errorf("find: %w", err)
	}
	return nil
}

// expand returns what a hit is replaced by.
func (q *Query) expand(text string, m match, with string) string {
	if q.re == nil || !strings.Contains(with, "$") {
		return with
	}
	var b strings.Builder
	for with != "" {
		before, rest, ok := strings.Cut(with, "$")
		b.WriteString(before)
		if !ok {
			break
		}
		with = rest
		if g, n := q.group(rest); n > 0 {
			if g >= 0 && 2*g+1 < len(m) && m[2*g] >= 0 {
				b.WriteString(text[m[2*g]:m[2*g+1]])
			}
			with = rest[n:]
		} else {
			b.WriteByte('$')
			with = strings.TrimPrefix(rest, "$")
		}
	}
	return b.String()
}

// group reads the number of a group after a dollar, or its number or name in braces, and how many bytes that are: 0 when there is neither.
// The number is -1 for a name that no group has. Unlike package regexp it ends a bare number at the first character that is no digit, for
// Chinese letters follow without a blank.
func (q *Query) group(s string) (number, size int) {
	if name, _, ok := strings.Cut(strings.TrimPrefix(s, "{"), "}"); ok && strings.HasPrefix(s, "{") {
		if n, err := strconv.Atoi(name); err == nil {
			return n, len(name) + 2
		}
		return q.re.SubexpIndex(name), len(name) + 2
	}
	for size < len(s) && size < 3 && s[size] >= '0' && s[size] <= '9' {
		number = 10*number + int(s[size]-'0')
		size++
	}
	return number, size
}

// inline returns a text as nodes, with line breaks for its line feeds.
func inline(text string, marks model.Marks) []*model.Node {
	var out []*model.Node
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, model.NewBreak(marks...))
		}
		out = append(out, model.NewText(line, marks...))
	}
	return out
}
