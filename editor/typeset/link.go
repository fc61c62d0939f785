package typeset

import (
	"cmp"
	"slices"
	"unicode"
)

// link sets the glue and the penalty between every two items.
func (b *builder) link() {
	quotes, depth := 0, 0
	ranges := slices.SortedFunc(slices.Values(b.o.Keep), func(x, y Range) int { return cmp.Compare(x.Start, y.Start) })
	until := 0 // the end of the kept stretches that have begun
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
			if it.penalty == never { // a quantity, or marks that belong to what they stand beside
				it.glue.stretch, it.glue.even = 0, false
			}
		} else {
			it.glue = between(it.right, next)
		}
		if b.o.Align.ragged() {
			it.glue.shrink = 0
		}
		if it.penalty == free || it.penalty != never && it.spaces > it.last {
			it.penalty = b.boundary(it.right, next, it.spaces > it.last, quotes%2 == 1)
		}
		if b.o.Balance && it.penalty == free && (depth > 0 || unicode.IsDigit(it.right.r)) {
			it.penalty = awkward
		}
		at := b.clusters[b.items[i+1].first].start
		for len(ranges) > 0 && ranges[0].Start < at {
			until = max(until, ranges[0].End)
			ranges = ranges[1:]
		}
		if at < until {
			it.penalty = max(it.penalty, kept)
		}
	}
}

// boundary returns the penalty for a line's end between two edges. quoted says that an upright double quotation mark is open.
func (b *builder) boundary(left, right edge, spaced, quoted bool) int64 {
	level := b.o.Level
	if left.flat && !right.flat && !spaced || isFullDigit(left.r) && isFullDigit(right.r) {
		return never // a note's number stays with its character, a number stays whole
	}
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
	measure := b.o.narrowest()
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

func isFullDigit(r rune) bool { return r >= '０' && r <= '９' }
