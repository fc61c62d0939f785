package word

import (
	"galley/editor/intake/han"
	"galley/editor/model"
)

// block is one paragraph, figure, table or rule, before lists and quotes are put together.
type block struct {
	role    role
	rank    int           // of a heading
	inline  []*model.Node // of a paragraph
	node    *model.Node   // of a table or a rule
	figure  *figure
	item    *item // the paragraph begins an item of a list
	runOn   int   // the depth of the item that the paragraph belongs to, -1 if it does to none
	hangs   bool  // on the paragraph before it
	left    int   // indent in twips, -1 if unknown
	centred bool
}

// figure is a picture that waits for its width and its caption.
type figure struct {
	attrs   model.Attrs
	extent  int64 // width in EMU, 1/914400 inch; 0 if unknown
	caption []*model.Node
}

// flow collects blocks.
type flow struct {
	blocks []block
	carry  []*model.Node // text whose paragraph mark was deleted; it belongs to the next paragraph
}

// add takes a paragraph with the figures and boxes that hang on it. An empty one is layout, but for an item of a list.
func (f *flow) add(b block, ahead, behind []block) {
	if b.item != nil {
		behind = append(ahead, behind...)
		for i := range behind {
			behind[i].hangs = true
		}
		ahead = nil
	}
	f.blocks = append(f.blocks, ahead...)
	switch n := len(f.blocks); {
	case b.role == caption && b.item == nil && len(b.inline) > 0 && n > 0 && f.blocks[n-1].figure != nil && len(f.blocks[n-1].figure.caption) == 0:
		f.blocks[n-1].figure.caption = b.inline
	case b.role == credit && b.item == nil && len(b.inline) > 0 && n > 0 && f.blocks[n-1].figure != nil && f.blocks[n-1].figure.attrs.Credit == "":
		f.blocks[n-1].figure.attrs.Credit = han.Squeeze(plain(b.inline))
	case b.role == rights && b.item == nil && len(b.inline) > 0 && n > 0 && f.blocks[n-1].figure != nil && f.blocks[n-1].figure.attrs.Rights == "":
		f.blocks[n-1].figure.attrs.Rights = han.Squeeze(plain(b.inline))
	case len(b.inline) > 0 || b.item != nil || b.node != nil:
		f.blocks = append(f.blocks, b)
	}
	f.blocks = append(f.blocks, behind...)
}

// end lets go of text that waits for a paragraph that does not come.
func (f *flow) end() {
	if in := trim(f.carry); len(in) > 0 {
		f.blocks = append(f.blocks, block{inline: in, left: -1, runOn: -1})
	}
	f.carry = nil
}

// node returns the block as it stands by itself.
func (b *block) plainNode() *model.Node {
	switch {
	case b.node != nil:
		return b.node
	case b.figure != nil:
		return model.New(model.Figure, b.figure.attrs, b.figure.caption...)
	case b.role == heading || b.role == headline:
		return model.New(model.Heading, model.Attrs{Level: uint8(min(max(b.rank, 1), 3))}, b.inline...)
	}
	return model.New(model.Paragraph, model.Attrs{}, b.inline...)
}

// openList is a list that may still grow.
type openList struct {
	first item
	last  item
	items [][]*model.Node
}

// builder puts blocks together.
type builder struct {
	out   []*model.Node
	quote []*model.Node
	lists []*openList
}

// nodes returns the blocks as nodes, with lists and quotes around them.
func nodes(blocks []block) []*model.Node {
	b := &builder{}
	for i := range blocks {
		b.add(&blocks[i])
	}
	b.close(0)
	b.endQuote()
	return b.out
}

// sameIndent is how far two indents may differ in twips and still be one.
const sameIndent = 20

func (b *builder) add(x *block) {
	if x.item != nil {
		b.endQuote()
		b.addItem(x)
		return
	}
	level := 0 // how many lists stay open
	switch {
	case x.hangs:
		level = len(b.lists)
	case x.runOn >= 0:
		for i, l := range b.lists {
			if l.last.depth <= x.runOn {
				level = i + 1
			}
		}
	case x.role == text && x.node == nil && x.figure == nil && x.left > 0 && !x.centred:
		// A paragraph that is indented as the text of an item goes on with it: that is how Word writes its second paragraph.
		for i, l := range b.lists {
			if d := x.left - l.last.left; l.last.left > 0 && d >= -sameIndent && d <= sameIndent {
				level = i + 1
			}
		}
	}
	b.close(level)
	if x.role == quote && x.node == nil && x.figure == nil && level == 0 {
		b.quote = append(b.quote, x.plainNode())
		return
	}
	b.endQuote()
	b.put(x.plainNode())
}

// addItem begins an item: in the open list of its depth, if it goes on with that, or in a new one.
func (b *builder) addItem(x *block) {
	for n := len(b.lists); n > 0; n-- {
		l := b.lists[n-1]
		if l.last.depth < x.item.depth {
			break
		}
		goesOn := l.last.depth == x.item.depth && l.last.of == x.item.of && l.last.numbered == x.item.numbered && (!x.item.numbered || x.item.value == l.last.value+1)
		if goesOn {
			break
		}
		b.close(n - 1)
	}
	content := []*model.Node{model.New(model.Paragraph, model.Attrs{}, x.inline...)}
	if x.role == heading {
		content[0] = x.plainNode()
	}
	if n := len(b.lists); n > 0 && b.lists[n-1].last.depth == x.item.depth {
		l := b.lists[n-1]
		l.last, l.items = *x.item, append(l.items, content)
		return
	}
	b.lists = append(b.lists, &openList{*x.item, *x.item, [][]*model.Node{content}})
}

// close ends the lists beyond the first n.
func (b *builder) close(n int) {
	for len(b.lists) > n {
		l := b.lists[len(b.lists)-1]
		b.lists = b.lists[:len(b.lists)-1]
		var items []*model.Node
		for _, content := range l.items {
			items = append(items, model.New(model.ListItem, model.Attrs{}, content...))
		}
		if l.first.numbered {
			b.put(model.New(model.NumberedList, model.Attrs{Start: int32(l.first.value)}, items...))
		} else {
			b.put(model.New(model.BulletList, model.Attrs{}, items...))
		}
	}
}

// put appends a node where the text is: in the last item of the innermost list, or in the body.
func (b *builder) put(n *model.Node) {
	if len(b.lists) == 0 {
		b.out = append(b.out, n)
		return
	}
	l := b.lists[len(b.lists)-1]
	l.items[len(l.items)-1] = append(l.items[len(l.items)-1], n)
}

func (b *builder) endQuote() {
	if len(b.quote) > 0 {
		b.out = append(b.out, model.New(model.Quote, model.Attrs{}, b.quote...))
		b.quote = nil
	}
}
