package track

import (
	"strings"
	"unicode"

	"galley/editor/model"
)

// hunk is a pair of ranges, in two lists of tokens, that are not the same.
type hunk struct {
	aFrom, aTo, bFrom, bTo int
}

// alphabet gives equal tokens, and equal words, equal numbers, so that they compare as numbers.
type alphabet struct {
	words map[string]int32
	marks []model.Marks
	attrs map[model.Attrs]int32
}

// unit is what differences are counted in: a Han character or other sign, a Latin word, an edge. It stands for the tokens from its start to
// the start of the next one.
type unit struct {
	symbol int32
	start  int
}

// units cuts tokens into units. Words are whole, so that a corrected word is shown as one.
func (a *alphabet) units(tokens []token) []unit {
	out := make([]unit, 0, len(tokens))
	var key strings.Builder
	for i := 0; i < len(tokens); {
		t := tokens[i]
		j := i + 1
		if isLetter(t) {
			for j < len(tokens) && isLetter(tokens[j]) && tokens[j].marks.Equal(t.marks) {
				j++
			}
		}
		out = append(out, unit{a.symbol(tokens[i:j], &key), i})
		i = j
	}
	return out
}

func isLetter(t token) bool { return t.kind == model.Text && isWordy(t.char) }

// isWordy reports whether the character is part of a word that is written without spaces in it. Chinese characters are not: they are
// compared one by one.
func isWordy(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '\''
	}
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func (a *alphabet) symbol(tokens []token, key *strings.Builder) int32 {
	t := tokens[0]
	if t.kind == model.Text && len(tokens) == 1 && len(t.marks) == 0 {
		return int32(t.char)
	}
	if t.kind == closing {
		return -1
	}
	key.Reset()
	key.WriteByte(byte(t.kind))
	key.WriteByte(byte(a.markSet(t.marks)))
	key.WriteByte(byte(a.markSet(t.marks) >> 8))
	if t.kind != model.Text {
		n := a.attrSet(t.attrs)
		key.WriteByte(byte(n))
		key.WriteByte(byte(n >> 8))
		key.WriteByte(byte(n >> 16))
	}
	for _, t := range tokens {
		key.WriteRune(t.char)
	}
	if n, ok := a.words[key.String()]; ok {
		return n
	}
	if a.words == nil {
		a.words = map[string]int32{}
	}
	n := int32(unicode.MaxRune) + 1 + int32(len(a.words))
	a.words[key.String()] = n
	return n
}

func (a *alphabet) markSet(m model.Marks) int {
	for i, o := range a.marks {
		if o.Equal(m) {
			return i
		}
	}
	a.marks = append(a.marks, m)
	return len(a.marks) - 1
}

func (a *alphabet) attrSet(v model.Attrs) int32 {
	if n, ok := a.attrs[v]; ok {
		return n
	}
	if a.attrs == nil {
		a.attrs = map[model.Attrs]int32{}
	}
	n := int32(len(a.attrs))
	a.attrs[v] = n
	return n
}

// differences returns what differs between two lists of tokens, in order: about the fewest changed units. effort bounds the number of
// changed units that are looked for; beyond it what lies between the first and the last difference is one hunk.
func differences(a, b []token, effort int) []hunk {
	head := 0
	for head < len(a) && head < len(b) && a[head].equal(b[head]) {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].equal(b[len(b)-1-tail]) {
		tail++
	}
	// Words are whole on both sides.
	for head > 0 && isLetter(a[head-1]) && (head < len(a) && isLetter(a[head]) || head < len(b) && isLetter(b[head])) {
		head--
	}
	for tail > 0 && isLetter(a[len(a)-tail]) && (tail < len(a)-head && isLetter(a[len(a)-1-tail]) || tail < len(b)-head && isLetter(b[len(b)-1-tail])) {
		tail--
	}
	whole := hunk{head, len(a) - tail, head, len(b) - tail}
	if whole.aFrom == whole.aTo && whole.bFrom == whole.bTo {
		return nil
	}
	if whole.aFrom == whole.aTo || whole.bFrom == whole.bTo {
		return []hunk{whole}
	}
	var letters alphabet
	d := differ{a: letters.units(a[head : len(a)-tail]), b: letters.units(b[head : len(b)-tail]), effort: effort}
	if !d.compare(0, len(d.a), 0, len(d.b)) {
		return []hunk{whole}
	}
	hunks := make([]hunk, len(d.hunks))
	for i, h := range d.hunks {
		hunks[i] = hunk{head + d.token(d.a, h.aFrom, whole.aTo-head), head + d.token(d.a, h.aTo, whole.aTo-head),
			head + d.token(d.b, h.bFrom, whole.bTo-head), head + d.token(d.b, h.bTo, whole.bTo-head)}
	}
	return hunks
}

// differ finds the differences between two lists of units by Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1,
// 1986), section 4b: the middle of a shortest way is searched from both ends, so that memory is linear.
type differ struct {
	a, b   []unit
	effort int // differences still to be looked for
	hunks  []hunk
	// furthest points on the diagonals, from the start and from the end
	forth, back []int
}

func (d *differ) token(units []unit, i, end int) int {
	if i == len(units) {
		return end
	}
	return units[i].start
}

// compare appends the hunks between two ranges; it reports false when the effort is spent.
func (d *differ) compare(aFrom, aTo, bFrom, bTo int) bool {
	for aFrom < aTo && bFrom < bTo && d.a[aFrom].symbol == d.b[bFrom].symbol {
		aFrom, bFrom = aFrom+1, bFrom+1
	}
	for aFrom < aTo && bFrom < bTo && d.a[aTo-1].symbol == d.b[bTo-1].symbol {
		aTo, bTo = aTo-1, bTo-1
	}
	if aFrom == aTo || bFrom == bTo {
		d.add(hunk{aFrom, aTo, bFrom, bTo})
		return true
	}
	x, y, ok := d.middle(aFrom, aTo, bFrom, bTo)
	if !ok {
		return false
	}
	return d.compare(aFrom, x, bFrom, y) && d.compare(x, aTo, y, bTo)
}

// add appends a hunk, joined with the last one when they meet.
func (d *differ) add(h hunk) {
	if h.aFrom == h.aTo && h.bFrom == h.bTo {
		return
	}
	if n := len(d.hunks); n > 0 && d.hunks[n-1].aTo == h.aFrom && d.hunks[n-1].bTo == h.bFrom {
		d.hunks[n-1].aTo, d.hunks[n-1].bTo = h.aTo, h.bTo
		return
	}
	d.hunks = append(d.hunks, h)
}

// middle returns a point in the middle of a shortest way through two ranges, neither of which is empty and whose first and last units differ.
func (d *differ) middle(aFrom, aTo, bFrom, bTo int) (x, y int, ok bool) {
	n, m := aTo-aFrom, bTo-bFrom
	delta, limit := n-m, (n+m+1)/2
	size, off := 2*limit+3, limit+1
	if cap(d.forth) < size {
		d.forth, d.back = make([]int, size), make([]int, size)
	}
	forth, back := d.forth[:size], d.back[:size]
	for i := range forth {
		forth[i], back[i] = unreached, unreached
	}
	forth[off+1], back[off+1] = 0, 0
	for e := 0; e <= limit; e++ {
		if d.effort--; d.effort < 0 {
			return 0, 0, false
		}
		for k := max(-e, -m+(e-m)&1); k <= min(e, n); k += 2 {
			x := furthest(forth, off+k, k, n, m)
			y := x - k
			for x != unreached && x < n && y < m && d.a[aFrom+x].symbol == d.b[bFrom+y].symbol {
				x, y = x+1, y+1
			}
			forth[off+k] = x
			if c := delta - k; x != unreached && delta&1 != 0 && c > -e && c < e && back[off+c] != unreached && x+back[off+c] >= n {
				return aFrom + x, bFrom + y, true
			}
		}
		for k := max(-e, -m+(e-m)&1); k <= min(e, n); k += 2 {
			x := furthest(back, off+k, k, n, m)
			y := x - k
			for x != unreached && x < n && y < m && d.a[aTo-1-x].symbol == d.b[bTo-1-y].symbol {
				x, y = x+1, y+1
			}
			back[off+k] = x
			if c := delta - k; x != unreached && delta&1 == 0 && c >= -e && c <= e && forth[off+c] != unreached && x+forth[off+c] >= n {
				return aTo - x, bTo - y, true
			}
		}
	}
	return 0, 0, false
}

const unreached = -1

// furthest returns how far along a a way gets on diagonal k with one difference more, before it slides.
func furthest(points []int, at, k, n, m int) int {
	x := unreached
	if p := points[at+1]; p != unreached && p-k <= m {
		x = p
	}
	if p := points[at-1]; p != unreached && p < n {
		x = max(x, p+1)
	}
	return x
}
