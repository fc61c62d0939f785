package view

import (
	"image/color"
	"slices"
	"sort"
	"strings"

	"galley/editor/model"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/editor/view/layout"
)

// Ghost is a text that is shown, struck through, where it stood, and is not in the document: a deletion that nobody has decided on. It cannot be
// selected, and the caret never stands in it. Between blocks it is a paragraph.
type Ghost struct {
	At    model.Pos
	Text  string // without line feeds
	Color color.NRGBA
}

// ghosts are the ghosts of an editor, by where they stand.
type ghosts struct {
	all    []Ghost
	placed []placed // in what is laid out
	blocks map[*model.Node]*ghosted
}

// placed is a ghost in what is laid out: in the document with the composition it stands at a position, and takes size.
type placed struct {
	at, size model.Pos
	color    color.NRGBA
	block    bool // a paragraph of its own
}

// ghosted is a block with ghosts in it, kept so that the layout meets the same node again.
type ghosted struct {
	with   []Ghost // At from the block's start
	node   *model.Node
	placed []placed // likewise
}

// SetGhosts replaces the ghosts. They follow the text until they are replaced again.
func (e *Editor) SetGhosts(g []Ghost) {
	e.flush()
	g = slices.Clone(g)
	sort.SliceStable(g, func(i, j int) bool { return g[i].At < g[j].At })
	if slices.Equal(g, e.ghosts.all) {
		return
	}
	e.ghosts.all = g
	e.scroll.pin(e)
	e.lay.Update(e.display())
	e.scroll.unpin(e)
	e.idle()
	e.sync()
}

// follow moves the ghosts with the text.
func (g *ghosts) follow(m transform.Mapping) {
	for i := range g.all {
		g.all[i].At = m.Map(g.all[i].At, transform.Before)
	}
}

// in returns a document with the ghosts in it, and notes where they are. at says where a ghost stands in doc.
func (g *ghosts) in(doc *model.Node, at func(model.Pos) model.Pos) *model.Node {
	g.placed = g.placed[:0]
	if len(g.all) == 0 {
		g.blocks = nil
		return doc
	}
	if g.blocks == nil || len(g.blocks) > 2*len(g.all)+64 {
		g.blocks = map[*model.Node]*ghosted{}
	}
	w := haunting{ghosts: g, left: slices.Clone(g.all)}
	for i := range w.left {
		w.left[i].At = at(w.left[i].At)
	}
	parts := slices.Clone(doc.Children())
	pos := model.Pos(0)
	for i, part := range parts {
		if part.Kind() == model.Body {
			parts[i] = w.body(part, pos+1)
		} else {
			parts[i] = w.block(part, pos)
		}
		pos += model.Pos(part.Size())
	}
	return doc.With(parts...)
}

// haunting puts ghosts into a document, from its start to its end.
type haunting struct {
	*ghosts
	left []Ghost // that were not passed, At in the document
}

// until returns the ghosts before a position, and passes them.
func (w *haunting) until(pos model.Pos) []Ghost {
	i := 0
	for i < len(w.left) && w.left[i].At < pos {
		i++
	}
	out := w.left[:i]
	w.left = w.left[i:]
	return out
}

// body returns the body with ghosts in its blocks and between them; its content begins at pos.
func (w *haunting) body(body *model.Node, pos model.Pos) *model.Node {
	out := make([]*model.Node, 0, len(body.Children())+8)
	between := func() {
		w.until(pos)
		for _, o := range w.until(pos + 1) {
			p := model.New(model.Paragraph, model.Attrs{}, ghostText(o.Text))
			out = append(out, p)
			w.placed = append(w.placed, placed{pos, model.Pos(p.Size()), o.Color, true})
		}
	}
	for _, b := range body.Children() {
		between()
		out = append(out, w.block(b, pos))
		pos += model.Pos(b.Size())
	}
	between()
	return body.With(out...)
}

// block returns a block that begins at pos with the ghosts inside of it.
func (w *haunting) block(b *model.Node, pos model.Pos) *model.Node {
	if len(w.left) == 0 || w.left[0].At >= pos+model.Pos(b.Size()) {
		return b
	}
	w.until(pos + 1)
	here := w.until(pos + model.Pos(b.Size()))
	if len(here) == 0 {
		return b
	}
	kept := w.blocks[b]
	if kept == nil || !slices.EqualFunc(kept.with, here, func(x, y Ghost) bool { x.At += pos; return x == y }) {
		kept = &ghosted{with: slices.Clone(here)}
		for i := range kept.with {
			kept.with[i].At -= pos
		}
		kept.node = kept.insert(b, 0)
		w.blocks[b] = kept
	}
	for _, p := range kept.placed {
		p.at += pos
		w.placed = append(w.placed, p)
	}
	return kept.node
}

// insert returns a node that begins at pos with the ghosts in its textblocks.
func (k *ghosted) insert(n *model.Node, pos model.Pos) *model.Node {
	end := pos + model.Pos(n.Size())
	i := sort.Search(len(k.with), func(i int) bool { return k.with[i].At > pos })
	if i == len(k.with) || k.with[i].At >= end || n.Kind().IsLeaf() {
		return n
	}
	at := pos + 1
	var out []*model.Node
	if !n.Kind().IsTextblock() {
		for _, c := range n.Children() {
			out = append(out, k.insert(c, at))
			at += model.Pos(c.Size())
		}
		return n.With(out...)
	}
	here := func() {
		for ; i < len(k.with) && k.with[i].At == at; i++ {
			text := ghostText(k.with[i].Text)
			out = append(out, text)
			k.placed = append(k.placed, placed{at, model.Pos(text.Size()), k.with[i].Color, false})
		}
	}
	for _, c := range n.Children() {
		here()
		size := model.Pos(c.Size())
		if c.Kind() != model.Text {
			out, at = append(out, c), at+size
			continue
		}
		text := []rune(c.Text())
		for len(text) > 0 {
			cut := len(text)
			if i < len(k.with) && k.with[i].At < at+model.Pos(len(text)) {
				cut = int(k.with[i].At - at)
			}
			if cut > 0 {
				out = append(out, model.NewText(string(text[:cut]), c.Marks()...))
			}
			text, at = text[cut:], at+model.Pos(cut)
			if len(text) > 0 {
				here()
			}
		}
	}
	here()
	return n.With(out...)
}

// ghostText is the text of a ghost. Its mark joins it with no text around it.
func ghostText(s string) *model.Node {
	return model.NewText(s, model.Mark{Kind: model.Link, Href: layout.Ghost})
}

// shift returns where a position of the document with the composition stands in what is laid out, behind a ghost there or before it.
func (g *ghosts) shift(pos model.Pos, after bool) model.Pos {
	out := pos
	for _, p := range g.placed {
		if p.at > pos || p.at == pos && !after {
			break
		}
		out += p.size
	}
	return out
}

// hidden returns the position of the document for one of what is laid out; all of a ghost is where it stands.
func (e *Editor) hidden(pos model.Pos) model.Pos {
	for _, p := range e.ghosts.placed {
		if pos <= p.at {
			break
		}
		pos -= min(p.size, pos-p.at)
	}
	return pos
}

// posAt returns the position at a place of the layout.
func (e *Editor) posAt(x, y typeset.Length) (model.Pos, layout.Side) {
	pos, side := e.lay.PosAt(x, y)
	return e.hidden(pos), side
}

func (e *Editor) lineStart(pos model.Pos, side layout.Side) (model.Pos, layout.Side) {
	pos, side = e.lay.LineStart(e.shown(pos, true), side)
	return e.hidden(pos), side
}

func (e *Editor) lineEnd(pos model.Pos, side layout.Side) (model.Pos, layout.Side) {
	pos, side = e.lay.LineEnd(e.shown(pos, true), side)
	return e.hidden(pos), side
}

// line is up or down over the lines that hold nothing but a ghost.
func (e *Editor) line(by func(model.Pos, layout.Side, typeset.Length) (model.Pos, layout.Side, bool)) func(model.Pos, layout.Side, typeset.Length) (model.Pos, layout.Side, bool) {
	return func(pos model.Pos, side layout.Side, x typeset.Length) (model.Pos, layout.Side, bool) {
		at := e.shown(pos, true)
		for {
			var ok bool
			if at, side, ok = by(at, side, x); !ok || e.hidden(at) != pos && !e.inParagraph(at) || len(e.ghosts.placed) == 0 {
				return e.hidden(at), side, ok
			}
		}
	}
}

// inParagraph reports whether a position of what is laid out is in a paragraph that is a ghost.
func (e *Editor) inParagraph(pos model.Pos) bool {
	shift := model.Pos(0)
	for _, p := range e.ghosts.placed {
		if from := p.at + shift; pos <= from {
			return false
		} else if p.block && pos < from+p.size {
			return true
		}
		shift += p.size
	}
	return false
}

// strikes draws a line through what is seen of the ghosts, in the colours of who deleted them.
func (r *renderer) strikes(blocks []layout.Block) {
	if len(blocks) == 0 {
		return
	}
	last := blocks[len(blocks)-1].Pos + model.Pos(blocks[len(blocks)-1].Node.Size())
	shift := model.Pos(0)
	for _, p := range r.e.ghosts.placed {
		from := p.at + shift
		shift += p.size
		if from >= last || from+p.size <= blocks[0].Pos {
			continue
		}
		r.span(blocks, from, from+p.size, func(row *layout.Row, x, y, w, _ typeset.Length) {
			r.rect(&r.over, x, y+row.Base-row.Size()*32/100, w, typeset.Points(1.5), p.color)
		})
	}
}

// Ghosts makes ghosts of all of the words of a deletion, one for each of its blocks: between blocks each is a paragraph.
func Ghosts(at model.Pos, words string, c color.NRGBA) []Ghost {
	var out []Ghost
	for line := range strings.SplitAfterSeq(words, "\n") {
		if text := ghostly(line); text != "" {
			out = append(out, Ghost{at, text, c})
		}
	}
	return out
}

// mostGhost is how many characters of a deletion are shown.
const mostGhost = 160

// GhostText makes the text of a ghost of deleted words: ends of blocks are shown, and what is long is cut.
func GhostText(words string) string {
	out := []rune(ghostly(words))
	if len(out) > mostGhost {
		out = append(out[:mostGhost-1], '…')
	}
	return string(out)
}

// ghostly returns the words of a ghost: what may stand in a document, with signs for the ends of blocks.
func ghostly(words string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return '¶'
		case model.ValidRune(c):
			return c
		}
		return -1
	}, words)
}
