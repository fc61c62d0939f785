package typeset

// placed is a glyph inside a box.
type placed struct {
	id         GlyphID
	x, y       Length // from the start of the box, up from the baseline
	start, end int    // bytes of the text that it stands for; none for later glyphs of a cluster
}

// item is a box, the glue behind it and the penalty for a line that ends between the two: the paragraph of Knuth and Plass ("Breaking
// Paragraphs into Lines", 1981) with its three kinds of items folded into one, since every box of a Chinese line has glue behind it.
type item struct {
	first, last        int // clusters of the box
	spaces             int // clusters last to spaces are the spaces in the glue
	glyphFrom, glyphTo int // of the pool
	width              Length
	hyphen             Length // width of the hyphen that is drawn when a line ends here; 0 for none
	penalty            int64
	left, right        edge
	glue               glue
}

// Penalties for a line's end, in the scale of TeX: 0 is free, never forbids, forced ends a line.
const (
	free      int64 = 0
	awkward   int64 = 400     // in a headline, inside quotation marks and behind a number
	hyphen    int64 = 50      // after a hyphen, and after a solidus in an address
	parting   int64 = 80      // where a hyphen is drawn: Chinese has so much other room that it seldom pays
	inAddress int64 = 120     // after another sign of an address
	emergency int64 = 1000    // inside a word that is too long for its line
	inSegment int64 = 200_000 // between the signs of an address: a line that ends at a sign may be twelve times as loose as is comfortable
	desperate int64 = 5000    // against the prohibition rules, where a chain of marks is longer than the measure
	kept      int64 = 1 << 20 // inside a stretch that the caller keeps together: more than a line of a headline costs
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

	breaks  []int // bytes at which UAX #14 lets the Western stretch part that is being read
	breakAt int   // of breaks, the next to be asked for
	seams   []seam
	parts   []int
	pens    []Length // where the glyphs of the word that was shaped last begin
}

// word is the key of a shaped word: the same words come again and again.
type word struct {
	face *Face
	text string
}

// itemise turns clusters into boxes, glue and penalties.
func itemise(text string, clusters []cluster, spans []Span, o Options) (*builder, error) {
	b := &builder{text: text, clusters: clusters, spans: spans, o: o}
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
	return b, nil
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
	b.items = append(b.items, item{first: first, last: last, spaces: last, width: width, glyphFrom: glyphs, glyphTo: len(b.pool), left: left, right: right})
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
		width, err := b.shaped(i, i+1)
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
		if b.o.Style == Kaiming && c.class == Closing && b.endsSentence(i) {
			right.room = em / 2
		}
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
	if b.o.Region == Taiwan && c.class == Stop && contains(fixedStops, c.r) {
		return room{body: 4}, true
	}
	return cells[b.o.Region][b.o.Style][c.class], isCell[b.o.Region][c.class]
}

// endsSentence reports whether the closing mark at cluster i stands behind a stop, whose room it then has: two marks of 2 em take 1.5 em.
func (b *builder) endsSentence(i int) bool {
	if n := len(b.items); n > 0 {
		before := &b.items[n-1]
		return before.spaces == i && before.last == i && before.right.room > 0 && (before.right.class == Stop || before.right.class == Closing)
	}
	return false
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
