package layout

import (
	"iter"

	"galley/editor/model"
	"galley/editor/typeset"
)

// Layout is a document laid out in a column. It is not safe for concurrent use.
type Layout struct {
	o      Options
	styles styles
	doc    *model.Node
	blocks []*block
	// heights and sizes of the blocks, in lengths and in tokens.
	heights, sizes sums
	estimates      int // blocks whose height is an estimate
	cursor         int // no estimate is before it
	live           []*block
	signs          map[signKey]*text
	pinned         *block
	pinnedAt       int
	pinnedBy       typeset.Length
	renumber       bool // footnotes came or went
}

// block is a part of the head or a child of the body.
type block struct {
	node   *model.Node
	height typeset.Length
	exact  bool
	notes  int  // footnotes in it
	first  int  // number of the first of them
	set    *set // nil where it is not laid out, or was and is far away
}

const (
	headParts = 4   // before the body
	mostLive  = 384 // blocks that are kept laid out
)

// New returns the layout of a valid document. It lays nothing out yet.
func New(doc *model.Node, o Options) *Layout {
	l := &Layout{}
	l.SetOptions(o)
	l.Update(doc)
	return l
}

// SetOptions lays the document out otherwise. The pin stays at its block.
func (l *Layout) SetOptions(o Options) {
	l.o, l.styles, l.signs = o, newStyles(&o), map[signKey]*text{}
	l.live = nil
	for i, b := range l.blocks {
		l.blocks[i] = l.newBlock(b.node)
		if l.pinned == b {
			l.pinned = l.blocks[i]
		}
	}
	l.sum()
}

// Options returns what the document is laid out by.
func (l *Layout) Options() Options { return l.o }

// Doc returns the document.
func (l *Layout) Doc() *model.Node { return l.doc }

// Em returns the size of the body.
func (l *Layout) Em() typeset.Length { return l.o.Em }

// Leading returns the distance of two lines of the body.
func (l *Layout) Leading() typeset.Length { return l.styles.plain.leading }

func (l *Layout) newBlock(n *model.Node) *block {
	return &block{node: n, height: l.estimate(n, l.o.Measure, 0), notes: notesIn(n)}
}

// sum makes the sums and the number of estimates anew.
func (l *Layout) sum() {
	l.estimates, l.cursor = 0, 0
	l.heights.reset(len(l.blocks), func(i int) int64 {
		if !l.blocks[i].exact {
			l.estimates++
		}
		return int64(l.blocks[i].height)
	})
	l.sizes.reset(len(l.blocks), func(i int) int64 { return int64(l.blocks[i].node.Size()) })
	l.number()
}

func children(doc *model.Node) (head, body []*model.Node) {
	if doc == nil {
		return nil, nil
	}
	parts := doc.Children()
	return parts[:headParts], parts[headParts].Children()
}

// Update lays another document out, usually the one before after an edit. Blocks whose nodes are shared stay as they are.
func (l *Layout) Update(doc *model.Node) {
	if doc == l.doc {
		return
	}
	head, body := children(doc)
	oldHead, oldBody := children(l.doc)
	if l.doc == nil {
		for _, n := range append(append([]*model.Node{}, head...), body...) {
			l.blocks = append(l.blocks, l.newBlock(n))
		}
		l.doc = doc
		l.sum()
		return
	}
	l.doc = doc
	for i, n := range head {
		if n != oldHead[i] {
			l.replace(i, n)
		}
	}
	same := min(len(body), len(oldBody))
	first := 0
	for first < same && body[first] == oldBody[first] {
		first++
	}
	last := 0
	for last < same-first && body[len(body)-1-last] == oldBody[len(oldBody)-1-last] {
		last++
	}
	if len(body) != len(oldBody) && (len(body) == 1 || len(oldBody) == 1) {
		l.splice(headParts, len(l.blocks), body, false) // an only paragraph may show a hint, and may not when it is not the only one
		return
	}
	from, oldTo, newTo := first, len(oldBody)-last, len(body)-last
	if oldTo == newTo && newTo-from <= 64 {
		for i := from; i < newTo; i++ {
			if body[i] != oldBody[i] {
				l.replace(headParts+i, body[i])
			}
		}
		if l.renumber {
			l.number()
		}
		return
	}
	l.splice(headParts+from, headParts+oldTo, body[from:newTo], true)
}

// replace gives block i another node. What was laid out is laid out again, so that a page that is seen never falls back to estimates.
func (l *Layout) replace(i int, n *model.Node) {
	old := l.blocks[i]
	b := l.newBlock(n)
	b.first = old.first
	l.renumber = l.renumber || b.notes != old.notes
	l.blocks[i] = b
	if l.pinned == old {
		l.pinned = b
	}
	l.sizes.set(i, int64(n.Size()))
	if old.exact {
		b.height = old.height // exact next
	} else {
		l.estimates--
	}
	l.estimates++
	l.cursor = min(l.cursor, i)
	if old.exact {
		l.lay(i, old.set)
	}
	l.heights.set(i, int64(b.height))
}

// splice puts nodes in the place of blocks from to to, and keeps blocks whose nodes stay unless they are not to be kept.
func (l *Layout) splice(from, to int, nodes []*model.Node, keep bool) {
	kept := map[*model.Node]*block{}
	for _, b := range l.blocks[from:to] {
		if keep {
			kept[b.node] = b
		}
	}
	middle := make([]*block, len(nodes))
	for i, n := range nodes {
		if b := kept[n]; b != nil {
			delete(kept, n) // a node may stand in several places; a block stands in one
			middle[i] = b
			continue
		}
		middle[i] = l.newBlock(n)
	}
	blocks := make([]*block, 0, len(l.blocks)-(to-from)+len(nodes)+16)
	blocks = append(append(append(blocks, l.blocks[:from]...), middle...), l.blocks[to:]...)
	old := l.blocks[from:to]
	was := l.blocks
	l.blocks = blocks
	l.sum()
	l.cursor = 0
	// A handful of new blocks is laid out at once; a paste of a thousand is left to whoever looks and to Settle.
	if len(nodes) <= 8 {
		for i := range nodes {
			if !l.blocks[from+i].exact {
				var s *set
				if i < len(old) {
					s = old[i].set
				}
				l.lay(from+i, s)
			}
		}
	}
	if l.pinned != nil {
		l.repin(was, from, to, len(nodes))
	}
}

// lay lays block i out, with what it can take from old.
func (l *Layout) lay(i int, old *set) {
	b := l.blocks[i]
	b.set = l.layOut(b.node, old, b.first)
	l.live = append(l.live, b)
	if !b.exact {
		b.exact = true
		l.estimates--
	}
	b.height = b.set.height
	l.heights.set(i, int64(b.height))
}

// at returns block i laid out.
func (l *Layout) at(i int) *block {
	if b := l.blocks[i]; b.set == nil {
		l.lay(i, nil)
	}
	return l.blocks[i]
}

// Settle lays out blocks that have estimates until they amount to about so many characters, and reports whether none are left.
func (l *Layout) Settle(characters int) bool {
	for ; l.estimates > 0 && characters > 0; l.cursor++ {
		b := l.blocks[l.cursor]
		if b.exact {
			continue
		}
		characters -= 20 + b.node.Size()
		l.lay(l.cursor, nil)
		b.set = nil // far away; seen blocks are exact already
		l.live = l.live[:len(l.live)-1]
	}
	return l.estimates == 0
}

// Changed lays out again the blocks that show a picture, whose size came to be known.
func (l *Layout) Changed(picture string) {
	for i, b := range l.blocks {
		if b.node.Kind().IsTextblock() && b.node.Kind() != model.Figure || !shows(b.node, picture) {
			continue
		}
		exact, old := b.exact, b.set
		n := l.newBlock(b.node)
		n.first = b.first
		if l.pinned == b {
			l.pinned = n
		}
		l.blocks[i] = n
		if exact {
			l.estimates++
			l.lay(i, old)
		} else {
			l.heights.set(i, int64(n.height))
		}
	}
}

func shows(n *model.Node, picture string) bool {
	if n.Kind() == model.Figure {
		return n.Attrs().Shown() == picture
	}
	found := false
	n.Walk(func(c *model.Node, _ model.Pos) bool {
		found = found || c.Kind() == model.Figure && c.Attrs().Shown() == picture
		return !found && !c.Kind().IsTextblock()
	})
	return found
}

// Height returns the height of the document, of which a part may be an estimate.
func (l *Layout) Height() typeset.Length { return typeset.Length(l.heights.before(len(l.blocks))) }

// Block is a part of the head or a child of the body in its place.
type Block struct {
	Node   *model.Node
	Pos    model.Pos // before the node
	Y      typeset.Length
	Height typeset.Length
	Rows   []Row // in the order of the document; read-only
	Signs  []Row // texts that are not in the document
	Shapes []Shape

	cells []cell
}

// Cell calls show for the place of each cell of a table in the block, from the left of the column and the top of the block, with the position
// before it.
func (b *Block) Cell(show func(pos model.Pos, x, y, width, height typeset.Length)) {
	for i := range b.cells {
		c := &b.cells[i]
		show(b.Pos+c.pos, c.x, c.y, c.width, c.height)
	}
}

// view returns block i for a caller.
func (l *Layout) view(i int) Block {
	b := l.at(i)
	return Block{Node: b.node, Pos: l.posOf(i), Y: l.top(i), Height: b.height, Rows: b.set.rows, Signs: b.set.signs, Shapes: b.set.shapes, cells: b.set.cells}
}

func (l *Layout) top(i int) typeset.Length { return typeset.Length(l.heights.before(i)) }

// posOf returns the position before block i.
func (l *Layout) posOf(i int) model.Pos {
	p := model.Pos(l.sizes.before(i))
	if i >= headParts {
		p++ // the edge of the body
	}
	return p
}

// blockOf returns the block that holds a position, held to the document.
func (l *Layout) blockOf(pos model.Pos) int {
	i, _ := l.sizes.find(int64(pos))
	if i < headParts {
		return i
	}
	i, _ = l.sizes.find(max(int64(pos)-1, l.sizes.before(headParts)))
	return i
}

// Blocks returns what stands between two heights. Blocks there are laid out, which moves those below them; what is above top stays.
func (l *Layout) Blocks(top, bottom typeset.Length) iter.Seq[Block] {
	return func(yield func(Block) bool) {
		i, y := l.heights.find(int64(max(0, top)))
		for ; i < len(l.blocks) && typeset.Length(y) < bottom; i++ {
			b := l.view(i)
			if !yield(b) {
				return
			}
			y += int64(b.Height)
		}
		l.trim(top, bottom)
	}
}

// trim lets go of blocks that are far from what is seen.
func (l *Layout) trim(top, bottom typeset.Length) {
	if len(l.live) <= mostLive {
		return
	}
	room := bottom - top
	first, _ := l.heights.find(int64(max(0, top-2*room)))
	last, _ := l.heights.find(int64(bottom + 2*room))
	near := map[*block]bool{} // true once it is kept
	for _, b := range l.blocks[first : last+1] {
		near[b] = false
	}
	live := make([]*block, 0, len(near))
	for _, b := range l.live {
		kept, ok := near[b]
		switch {
		case !ok:
			b.set = nil
		case !kept && b.set != nil:
			near[b] = true
			live = append(live, b)
		}
	}
	l.live = live
}

// Pin holds a place of the document while it is laid out again above: see Pinned.
func (l *Layout) Pin(y typeset.Length) {
	i, top := l.heights.find(int64(max(0, y)))
	l.pinned, l.pinnedAt, l.pinnedBy = l.blocks[i], i, y-typeset.Length(top)
}

// Pinned returns where the place that was pinned is now. Of a block that is gone it is the one in its place.
func (l *Layout) Pinned() typeset.Length {
	if l.pinned == nil {
		return 0
	}
	if l.pinnedAt >= len(l.blocks) || l.blocks[l.pinnedAt] != l.pinned {
		return 0
	}
	return l.top(l.pinnedAt) + min(l.pinnedBy, max(l.pinned.height, 0))
}

// repin finds the pinned block after blocks from to to of was became n others.
func (l *Layout) repin(was []*block, from, to, n int) {
	at := l.pinnedAt
	if at >= to {
		at += n - (to - from)
	} else if at >= from {
		at = from + min(at-from, max(0, n-1))
		for i := from; i < from+n; i++ {
			if l.blocks[i] == was[l.pinnedAt] {
				at = i
			}
		}
	}
	l.pinnedAt = max(0, min(at, len(l.blocks)-1))
	l.pinned = l.blocks[l.pinnedAt]
}

// hinted reports whether an empty textblock may show a hint: the parts of the head, and the only paragraph of an empty body.
func (l *Layout) hinted(n *model.Node) bool {
	if n.Kind() != model.Paragraph {
		return true
	}
	_, body := children(l.doc)
	return len(body) == 1 && body[0] == n
}
