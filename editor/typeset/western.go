package typeset

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

const softHyphen = '\u00ad'

// addressSigns are the signs after which an address may part, without a hyphen.
const addressSigns = "/.-_?&=#%:+~@"

// western adds the items of a stretch of Western text with the spaces in it.
func (b *builder) western(i int) (int, error) {
	end := i
	for j := i; j < len(b.clusters) && (b.clusters[j].class == Western || b.clusters[j].class == Space); j++ {
		if b.clusters[j].class == Western {
			end = j + 1
		}
	}
	b.findBreaks(b.clusters[i].start, b.clusters[end-1].end)
	for j := i; j < end; {
		if b.clusters[j].class == Space {
			j = b.space(j)
			continue
		}
		token := j // from one space to the next
		for token < end && b.clusters[token].class == Western {
			token++
		}
		address := isAddress(b.text[b.clusters[j].start:b.clusters[token-1].end])
		for j < token {
			c := &b.clusters[j]
			k := j + 1
			for k < token && b.clusters[k].span == c.span && b.clusters[k].face == c.face && (address || !b.mayBreak(b.clusters[k].start)) {
				k++
			}
			if err := b.word(j, k, address); err != nil {
				return 0, err
			}
			if it := &b.items[len(b.items)-1]; k < token {
				it.penalty = never
				if b.mayBreak(b.clusters[k].start) {
					it.penalty = hyphen
				}
			}
			j = k
		}
		for token < end && b.clusters[token].class == Space {
			token++
		}
		if it := &b.items[len(b.items)-1]; token < end && (!b.mayBreak(b.clusters[token].start) || b.measured(it.last-1, token)) {
			it.penalty = never
		}
	}
	return end, nil
}

// findBreaks lists the bytes of a part of the text before which UAX #14 lets a line break. It counts a soft hyphen among the places, which
// the word itself looks after.
func (b *builder) findBreaks(start, end int) {
	b.breaks, b.breakAt = b.breaks[:0], 0
	state := -1
	for rest := b.text[start:end]; rest != ""; {
		var seg string
		seg, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if start += len(seg); rest != "" && !strings.HasSuffix(seg, string(softHyphen)) {
			b.breaks = append(b.breaks, start)
		}
	}
}

// mayBreak reports whether UAX #14 lets a line break before a byte. It must be asked in the order of the text.
func (b *builder) mayBreak(at int) bool {
	for b.breakAt < len(b.breaks) && b.breaks[b.breakAt] < at {
		b.breakAt++
	}
	return b.breakAt < len(b.breaks) && b.breaks[b.breakAt] == at
}

// isAddress reports whether a token is the address of a page or of a mailbox.
func isAddress(token string) bool {
	if strings.Contains(token, "://") || strings.HasPrefix(token, "www.") || strings.Count(token, "/") > 1 {
		return true
	}
	at := strings.IndexByte(token, '@')
	return at > 0 && strings.IndexByte(token[at:], '.') > 0
}

// seam is a place inside a word where a line may end.
type seam struct {
	cluster int // first one of the next line
	penalty int64
	hyphen  bool // one is drawn
}

// word adds the boxes of the clusters first to last: one, or one for every part between the places where the word may be parted. It is
// shaped as a whole, so that its parts stand as if there were no places.
func (b *builder) word(first, last int, address bool) error {
	from := len(b.pool)
	width, err := b.shaped(first, last)
	if err != nil {
		return err
	}
	c := &b.clusters[first]
	b.seams = b.seams[:0]
	if last-first > 1 {
		long := width > b.o.narrowest()/2
		if hyphens := b.hyphens(first, last, address); len(hyphens) > 0 {
			b.findSeams(first, last, address, false, hyphens)
			long = b.widestPart(from, width) > b.o.narrowest()
		}
		if len(b.seams) == 0 || long {
			b.findSeams(first, last, address, long, b.parts)
		}
	}
	if len(b.seams) == 0 {
		b.add(first, last, from, width, b.edge(first), b.edge(last-1))
		return nil
	}
	line := c.face.hyphen(b.size(c))
	glyphs, pens := b.pool[from:], b.pens
	at, done := first, 0 // cluster and glyph that begin the part
	var x Length         // where it begins
	for i, next := range append(b.seams, seam{cluster: last}) {
		to := done
		for to < len(glyphs) && (to == done || next.cluster == last || glyphs[to].start == glyphs[to].end || glyphs[to].start < b.clusters[next.cluster].start) {
			to++
		}
		if next.cluster < last && (to == len(glyphs) || glyphs[to].start != b.clusters[next.cluster].start) {
			continue // inside a ligature
		}
		end := width
		if to < len(pens) {
			end = pens[to]
		}
		for g := done; g < to; g++ {
			glyphs[g].x -= x
		}
		b.add(at, next.cluster, from+done, end-x, b.edge(at), b.edge(next.cluster-1))
		it := &b.items[len(b.items)-1]
		it.glyphTo = from + to
		if i < len(b.seams) {
			it.penalty = next.penalty
			if next.hyphen {
				it.hyphen = line.width
			}
		}
		at, done, x = next.cluster, to, end
	}
	return nil
}

// findSeams lists the places inside a word: those before the given bytes, at which a hyphen is drawn; those of an address; and any place at
// all in a word that is too long for a good line.
func (b *builder) findSeams(first, last int, address, long bool, hyphens []int) {
	b.seams = b.seams[:0]
	for i := first; i+1 < last; i++ {
		at := b.clusters[i+1].start
		r, next := b.clusters[i].r, b.clusters[i+1].r
		for len(hyphens) > 0 && hyphens[0] < at {
			hyphens = hyphens[1:]
		}
		switch {
		case contains(westernClosers, next) || contains(westernOpeners, r) && !(address && i > first && contains(addressSigns, r)):
		case len(hyphens) > 0 && hyphens[0] == at:
			b.seams = append(b.seams, seam{i + 1, parting, true})
		case !address && !long:
		case r == '/' || r == '-' && long:
			b.seams = append(b.seams, seam{i + 1, hyphen, false})
		case contains(addressSigns, r):
			b.seams = append(b.seams, seam{i + 1, inAddress, false})
		case long && address:
			b.seams = append(b.seams, seam{i + 1, inSegment, false})
		case long:
			b.seams = append(b.seams, seam{i + 1, emergency, false})
		}
	}
}

// widestPart returns the width of the widest part between two seams of the word whose glyphs are in the pool from an index on.
func (b *builder) widestPart(from int, width Length) (widest Length) {
	var x Length
	g := 0
	for _, s := range b.seams {
		for g < len(b.pens) && (b.pool[from+g].start == b.pool[from+g].end || b.pool[from+g].start < b.clusters[s.cluster].start) {
			g++
		}
		if g < len(b.pens) {
			widest, x = max(widest, b.pens[g]-x), b.pens[g]
		}
	}
	return max(widest, width-x)
}

// hyphens returns the bytes of the text before which a hyphen may be drawn in the clusters first to last.
func (b *builder) hyphens(first, last int, address bool) []int {
	b.parts = b.parts[:0]
	c := &b.clusters[first]
	if address || b.o.Balance || c.face.hyphen(b.size(c)).width == 0 {
		return nil
	}
	text := b.text[c.start:b.clusters[last-1].end]
	if strings.ContainsRune(text, softHyphen) {
		for at := 0; ; {
			n := strings.IndexRune(text[at:], softHyphen)
			if n < 0 {
				return b.parts
			}
			at += n + len(string(softHyphen))
			b.parts = append(b.parts, c.start+at)
		}
	}
	if b.o.Hyphens == nil {
		return nil
	}
	for at := 0; at < len(text); {
		start := at + strings.IndexFunc(text[at:], unicode.IsLetter)
		if start < at {
			break
		}
		end := len(text)
		if n := strings.IndexFunc(text[start:], notLetter); n >= 0 {
			end = start + n
		}
		at = end
		if inner := text[start:end]; len(inner) > 4 && strings.IndexFunc(inner[1:], unicode.IsUpper) < 0 { // names of things, such as NASA and YouTube, are not words
			for _, n := range b.o.Hyphens(inner) {
				b.parts = append(b.parts, c.start+start+n)
			}
		}
	}
	return b.parts
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// shaped puts the shaped glyphs of the clusters first to last into the pool and where each begins into b.pens, and returns their width.
func (b *builder) shaped(first, last int) (Length, error) {
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
		if b.words == nil {
			b.words = map[word][]shapedGlyph{}
		}
		b.words[key] = glyphs
	}
	units := 0
	b.pens = b.pens[:0]
	for i, g := range glyphs {
		b.pens = append(b.pens, c.face.scale(units, size))
		p := placed{id: g.id, x: c.face.scale(units+g.dx, size), y: c.face.scale(g.dy, size)}
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
