package typeset

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// placed is a glyph inside a box.
type placed struct {
	id         GlyphID
	x, y       Length // from the start of the box, up from the baseline
	start, end int    // bytes of the text that it stands for; none for later glyphs of a cluster
}

// item is a box, the glue behind it and the penalty for a line that ends between the two: the paragraph of Knuth and Plass ("Breaking
// Paragraphs into Lines", 1981) with its three kinds of items folded into one, since every box of a Chinese line has glue behind it.
type item struct {
	first, last int // clusters of the box
	spaces      int // clusters last to spaces are the spaces in the glue
	width       Length
	glyphs      []placed
	left, right edge
	glue        glue
	penalty     int64
}

// Penalties for a line's end, in the scale of TeX: 0 is free, never forbids, forced ends a line.
const (
	free      int64 = 0
	awkward   int64 = 400  // in a headline, inside quotation marks and behind a number
	hyphen    int64 = 50   // after a hyphen, and after a solidus in an address
	address   int64 = 120  // after another sign of an address
	emergency int64 = 1000 // inside a word that is too long for its line
	desperate int64 = 5000 // against the prohibition rules, where a chain of marks is longer than the measure
	never     int64 = 1 << 40
	forced    int64 = -1 << 40
)

// builder makes items of clusters.
type builder struct {
	text     string
	clusters []cluster
	spans    []Span
	o        Options
	items    []item
	pool     []placed // glyphs of the items, so that a paragraph is few allocations
	words    map[word][]shapedGlyph
}

// word is the key of a shaped word: the same words come again and again.
type word struct {
	face *Face
	text string
}

// itemise turns clusters into boxes, glue and penalties.
func itemise(text string, clusters []cluster, spans []Span, o Options) ([]item, error) {
	b := builder{text: text, clusters: clusters, spans: spans, o: o, words: map[word][]shapedGlyph{}}
	b.items = make([]item, 0, len(clusters)+1)
	b.pool = make([]placed, 0, len(clusters)+len(clusters)/8)
	for i := 0; i < len(clusters); {
		var err error
		switch c := clusters[i]; c.class {
		case Space:
			i = b.space(i)
		case Newline:
			i = b.newline(i)
		case Western:
			i, err = b.western(i)
		default:
			i, err = b.cell(i)
		}
		if err != nil {
			return nil, err
		}
	}
	if n := len(b.items); n > 0 {
		b.link()
		b.items[n-1].penalty = forced
		b.loosen()
	}
	return b.items, nil
}

// space adds the space at cluster i to the last item, or to an empty box when a line begins with it.
func (b *builder) space(i int) int {
	n := len(b.items)
	if n == 0 || b.items[n-1].penalty == forced {
		b.items = append(b.items, item{first: i, last: i, penalty: never})
		n++
	}
	b.items[n-1].spaces = i + 1
	return i + 1
}

// newline ends a line after the last item. Two line feeds make an empty line.
func (b *builder) newline(i int) int {
	if b.text[b.clusters[i].start:b.clusters[i].end] == "\r" && i+1 < len(b.clusters) && b.text[b.clusters[i+1].start] == '\n' {
		b.space(i) // the line feed behind it does the work
		i++
	}
	n := len(b.items)
	if n == 0 || b.items[n-1].penalty == forced {
		b.items = append(b.items, item{first: i, last: i})
		n++
	}
	b.items[n-1].spaces = i + 1
	b.items[n-1].penalty = forced
	return i + 1
}

func (b *builder) size(c *cluster) Length { return b.spans[c.span].Size }

func (b *builder) edge(i int) edge {
	c := &b.clusters[i]
	return edge{class: c.class, r: c.r, em: b.size(c), flat: b.spans[c.span].Rise == 0}
}

// add appends an item of the clusters first to last whose glyphs are in the pool from glyphs on.
func (b *builder) add(first, last, glyphs int, width Length, left, right edge) {
	b.items = append(b.items, item{first: first, last: last, spaces: last, width: width, glyphs: b.pool[glyphs:len(b.pool):len(b.pool)], left: left, right: right})
}

// cell adds the item of a character that stands in a cell: an ideograph, a mark, or two cells that never part.
func (b *builder) cell(i int) (int, error) {
	c := &b.clusters[i]
	em := b.size(c)
	from := len(b.pool)
	e := b.edge(i)
	if c.class == Dash || c.class == Ellipsis {
		last := i + 1
		if last < len(b.clusters) && b.clusters[last].r == c.r && b.clusters[last].span == c.span && b.clusters[last].class == c.class {
			last++
		}
		width := b.pair(i, last)
		b.add(i, last, from, width, e, e)
		return last, nil
	}
	if c.compound {
		width, err := b.shaped(i, i+1, 0)
		if err != nil {
			return 0, err
		}
		b.add(i, i+1, from, width, e, e)
		return i + 1, nil
	}
	p := placed{id: c.glyph, start: c.start, end: c.end}
	var width Length
	right := e
	if r, ok := b.roomOf(c); ok {
		e.room, right.room = em*Length(r.before)/4, em*Length(r.after)/4
		width = em * Length(r.body) / 4
		p.x, p.y = b.seat(c, width)
	} else if c.class != ignorable {
		width = c.face.scale(c.face.Advance(c.glyph), em)
	}
	b.pool = append(b.pool, p)
	b.add(i, i+1, from, width, e, right)
	return i + 1, nil
}

func (b *builder) roomOf(c *cluster) (room, bool) {
	if c.missing {
		return room{}, false
	}
	if b.o.Region == Taiwan && contains(fixedStops, c.r) {
		return room{body: 4}, true
	}
	r, ok := rooms[b.o.Region][c.class]
	return r, ok
}

// pair places the one or two characters of a dash or an ellipsis and returns the width of their cells. Two dashes are one stroke: the
// two-em dash where the face has it, else two strokes that meet in the middle.
func (b *builder) pair(first, last int) Length {
	c := &b.clusters[first]
	em := b.size(c)
	width := em * Length(last-first)
	if c.r == '⸺' || c.r == '⸻' {
		width = c.face.scale(c.face.Advance(c.glyph), em)
	}
	end := b.clusters[last-1].end
	if last-first == 2 && c.class == Dash && c.face.Has('⸺') {
		g, _ := c.face.Glyph('⸺')
		x := (width - c.face.scale(c.face.Advance(g), em)) / 2
		b.pool = append(b.pool, placed{id: g, x: x, start: c.start, end: end})
		return width
	}
	for i := first; i < last; i++ {
		c := &b.clusters[i]
		cell := em * Length(i-first)
		x := cell + (min(em, width)-c.face.scale(c.face.Advance(c.glyph), em))/2
		if l, r, ok := c.face.ink(c.glyph); ok && last-first == 2 && c.class == Dash {
			// Both strokes end at the middle of the pair, with a little more for the rounding of whoever draws.
			left, right, lap := c.face.scale(l, em), c.face.scale(r, em), em/50
			if i == first {
				x = em - right + lap
			} else {
				x = em - left - lap
			}
		}
		b.pool = append(b.pool, placed{id: c.glyph, x: x, start: c.start, end: c.end})
	}
	return width
}

// seat places the glyph of a mark in its body. A face draws a mark for a full cell, so the glyph moves to where its ink falls into the body.
func (b *builder) seat(c *cluster, body Length) (x, y Length) {
	em := b.size(c)
	advance := c.face.scale(c.face.Advance(c.glyph), em)
	left, right, inked := c.face.ink(c.glyph)
	centred := inked && (c.class == MiddleDot || b.o.Region == Taiwan && (c.class == Pause || c.class == Stop))
	switch {
	case centred:
		x = (body - c.face.scale(left+right, em)) / 2
		if b.o.Region == Taiwan && !contains(fixedStops, c.r) && c.class != MiddleDot {
			y = em*38/100 - c.face.middle(c.glyph, em) // the middle of a Han character is 0.38 em up
		}
	case advance*4 < em*3: // a proportional shape
		x = (body - advance) / 2
	case c.class == Opening:
		x = body - advance
	}
	return x, y
}

// western adds the items of a stretch of Western text with the spaces in it.
func (b *builder) western(i int) (int, error) {
	end := i
	for j := i; j < len(b.clusters) && (b.clusters[j].class == Western || b.clusters[j].class == Space); j++ {
		if b.clusters[j].class == Western {
			end = j + 1
		}
	}
	breaks := westernBreaks(b.text[b.clusters[i].start:b.clusters[end-1].end], b.clusters[i].start)
	for j := i; j < end; {
		if b.clusters[j].class == Space {
			j = b.space(j)
			continue
		}
		c := &b.clusters[j]
		k := j + 1
		for k < end && b.clusters[k].class == Western && b.clusters[k].span == c.span && b.clusters[k].face == c.face && !breaks[b.clusters[k].start] {
			k++
		}
		if err := b.word(j, k); err != nil {
			return 0, err
		}
		next := k
		for next < end && b.clusters[next].class == Space {
			next++
		}
		if it := &b.items[len(b.items)-1]; next < end {
			switch {
			case !breaks[b.clusters[next].start]:
				it.penalty = never
			case next == k:
				it.penalty = hyphen
			}
		}
		j = k
	}
	return end, nil
}

// westernBreaks returns the bytes before which UAX #14 lets a line break.
func westernBreaks(s string, offset int) map[int]bool {
	var out map[int]bool
	state := -1
	for rest := s; rest != ""; {
		var seg string
		seg, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if offset += len(seg); rest != "" {
			if out == nil {
				out = map[int]bool{}
			}
			out[offset] = true
		}
	}
	return out
}

// word adds the box of the clusters first to last, or one box for each when the word is too long for a good line.
func (b *builder) word(first, last int) error {
	from := len(b.pool)
	width, err := b.shaped(first, last, 0)
	if err != nil {
		return err
	}
	if last-first > 1 && width > (b.o.Measure-max(b.o.FirstIndent, b.o.Hang))/2 {
		b.pool = b.pool[:from]
		return b.letters(first, last)
	}
	b.add(first, last, from, width, b.edge(first), b.edge(last-1))
	return nil
}

// letters adds a box for every cluster of a word that may have to be broken anywhere.
func (b *builder) letters(first, last int) error {
	for i := first; i < last; i++ {
		from := len(b.pool)
		width, err := b.shaped(i, i+1, 0)
		if err != nil {
			return err
		}
		b.add(i, i+1, from, width, b.edge(i), b.edge(i))
		if i+1 == last {
			break
		}
		it := &b.items[len(b.items)-1]
		switch r, next := b.clusters[i].r, b.clusters[i+1].r; {
		case contains(westernOpeners, r) || contains(westernClosers, next):
			it.penalty = never
		case r == '/' || r == '-':
			it.penalty = hyphen
		case strings.ContainsRune(".?&=_#%:+~", r):
			it.penalty = address
		default:
			it.penalty = emergency
		}
	}
	return nil
}

// shaped puts the shaped glyphs of the clusters first to last into the pool, x from the given place on, and returns their width.
func (b *builder) shaped(first, last int, x Length) (Length, error) {
	c := &b.clusters[first]
	size := b.size(c)
	text := b.text[c.start:b.clusters[last-1].end]
	key := word{c.face, text}
	glyphs, ok := b.words[key]
	if !ok {
		var err error
		if glyphs, err = c.face.shape(text); err != nil {
			return 0, err
		}
		b.words[key] = glyphs
	}
	units := 0
	for i, g := range glyphs {
		p := placed{id: g.id, x: x + c.face.scale(units+g.dx, size), y: c.face.scale(g.dy, size)}
		if i == 0 || g.cluster != glyphs[i-1].cluster {
			p.start, p.end = c.start+g.cluster, c.start+len(text)
			for _, h := range glyphs[i+1:] {
				if h.cluster != g.cluster {
					p.end = c.start + h.cluster
					break
				}
			}
		}
		advance := g.advance
		if l, r, inked := c.face.ink(g.id); inked && advance*4 > c.face.upem*3 && p.end > p.start && contains("“”‘’·", firstRune(b.text[p.start:p.end])) {
			// A Han face draws these for a full cell; among Western words they are as wide as their ink.
			side := c.face.upem / 20
			p.x -= c.face.scale(l-side, size)
			advance = r - l + 2*side
		}
		b.pool = append(b.pool, p)
		units += advance
	}
	return c.face.scale(units, size), nil
}

// link sets the glue and the penalty between every two items.
func (b *builder) link() {
	quotes, depth := 0, 0
	for i := range b.items {
		it := &b.items[i]
		switch it.left.class {
		case Opening:
			depth++
		case Closing:
			depth = max(0, depth-1)
		}
		for j := it.first; j < it.last; j++ {
			if b.clusters[j].r == '"' {
				quotes++
			}
		}
		var next edge
		if i+1 < len(b.items) {
			next = b.items[i+1].left
		}
		var wide Length
		for j := it.last; j < it.spaces; j++ {
			wide += b.spaceWidth(&b.clusters[j])
		}
		if i+1 == len(b.items) || it.penalty == forced {
			it.glue = glue{width: wide}
			continue
		}
		if it.spaces > it.last {
			it.glue = spaced(wide, it.right, next)
		} else {
			it.glue = between(it.right, next)
		}
		if it.penalty == never || it.penalty != free && it.spaces == it.last {
			continue
		}
		it.penalty = b.boundary(it.right, next, it.spaces > it.last, quotes%2 == 1)
		if b.o.Balance && it.penalty == free && (depth > 0 || unicode.IsDigit(it.right.r)) {
			it.penalty = awkward
		}
	}
}

// boundary returns the penalty for a line's end between two edges. quoted says that an upright double quotation mark is open.
func (b *builder) boundary(left, right edge, spaced, quoted bool) int64 {
	level := b.o.Level
	if !mayEnd[level][left.class] || !mayStart[level][right.class] {
		return never
	}
	if level == None || left.class == Western && right.class == Western {
		return free // UAX #14 has spoken
	}
	if right.class == Western && contains(westernClosers, right.r) && !(right.r == '"' && !quoted) {
		return never
	}
	if left.class == Western && !spaced && (contains(westernOpeners, left.r) || left.r == '"' && quoted) {
		return never
	}
	return free
}

// spaceWidth is the width of one space of the text: a cell for U+3000, at least ¼ em between words, the face's own for the spaces of a fixed
// width.
func (b *builder) spaceWidth(c *cluster) Length {
	em := b.size(c)
	switch c.r {
	case '\u3000':
		return em
	case '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return 0
	case ' ', '\t':
		return max(em/4, c.face.scale(c.face.Advance(c.glyph), em))
	}
	return c.face.scale(c.face.Advance(c.glyph), em)
}

// loosen lets a line end inside a chain of boxes that may not part but is longer than the measure: the one case in which a line starts with a
// forbidden mark.
func (b *builder) loosen() {
	measure := b.o.Measure - max(b.o.FirstIndent, b.o.Hang)
	for i := 0; i < len(b.items); {
		j, width := i, b.items[i].width
		for b.items[j].penalty == never {
			width += b.items[j].glue.width - b.items[j].glue.shrink
			j++
			width += b.items[j].width
		}
		if width > measure {
			for k := i; k < j; k++ {
				b.items[k].penalty = desperate
			}
		}
		i = j + 1
	}
}
