package track

import (
	"slices"

	"galley/editor/model"
)

// alignment says how the blocks of two lists go together, by their indexes before and after.
type alignment struct {
	pairs      [][2]int     // equal and similar blocks, in order on both sides
	anchors    [][2]int     // the equal ones of them
	gone, come map[int]bool // whole blocks with words that stand elsewhere afterwards
}

// maxPairs bounds the blocks that are weighed against each other; beyond it blocks are equal or they are not.
const maxPairs = 1_000_000

// alignBlocks aligns two lists of blocks.
//
// Where blocks crossed each other, those that moved are the ones with fewer characters, corrected blocks counted with what they have in
// common. So a paragraph that was carried past three corrected ones moved, and not those three past it.
func alignBlocks(a, b []*model.Node) alignment {
	var names numbers
	na, nb := names.of(a), names.of(b)
	out := alignment{gone: map[int]bool{}, come: map[int]bool{}}
	head := 0
	for head < len(a) && head < len(b) && na[head] == nb[head] {
		out.pairs = append(out.pairs, [2]int{head, head})
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && na[len(a)-1-tail] == nb[len(b)-1-tail] {
		tail++
	}
	for _, p := range names.align(na[head:len(a)-tail], nb[head:len(b)-tail]) {
		out.pairs = append(out.pairs, [2]int{head + p[0], head + p[1]})
	}
	for i := tail; i > 0; i-- {
		out.pairs = append(out.pairs, [2]int{len(a) - i, len(b) - i})
	}
	pairedA, pairedB := make([]bool, len(a)), make([]bool, len(b))
	for _, p := range out.pairs {
		pairedA[p[0]], pairedB[p[1]] = true, true
		if na[p[0]] == nb[p[1]] {
			out.anchors = append(out.anchors, p)
		}
	}
	come := map[int32][]int{}
	for j, n := range nb {
		if !pairedB[j] && len(names.blocks[n].text) > 1 {
			come[n] = append(come[n], j)
		}
	}
	for i, n := range na {
		if at := come[n]; !pairedA[i] && len(at) > 0 {
			out.gone[i], out.come[at[0]] = true, true
			come[n] = at[1:]
		}
	}
	return out
}

// limits returns which block before is aligned with what follows block j after, and which block after with what follows block i before,
// neither beyond the end.
func (o alignment) limits(i, j int, end [2]int) (iFor, jFor int) {
	iFor, jFor = end[0], end[1]
	for _, p := range slices.Backward(o.pairs) {
		if p[0] >= i && p[1] < jFor {
			jFor = p[1]
		}
		if p[1] >= j && p[0] < iFor {
			iFor = p[0]
		}
		if p[0] < i && p[1] < j {
			break
		}
	}
	return iFor, jFor
}

// numbers gives equal blocks equal numbers.
type numbers struct {
	blocks []numbered
	byText map[string][]int32
}

type numbered struct {
	node *model.Node
	text []rune
}

func (o *numbers) of(nodes []*model.Node) []int32 {
	out := make([]int32, len(nodes))
	for i, n := range nodes {
		out[i] = o.number(n)
	}
	return out
}

func (o *numbers) number(n *model.Node) int32 {
	text := n.PlainText()
	for _, k := range o.byText[text] {
		if o.blocks[k].node.Equal(n) {
			return k
		}
	}
	if o.byText == nil {
		o.byText = map[string][]int32{}
	}
	k := int32(len(o.blocks))
	o.blocks = append(o.blocks, numbered{n, []rune(text)})
	o.byText[text] = append(o.byText[text], k)
	return k
}

// align returns pairs of indexes in order, of equal or similar blocks, that have the most characters in common.
func (o *numbers) align(a, b []int32) [][2]int {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	if len(a)*len(b) > maxPairs {
		return o.equals(a, b)
	}
	weights := o.weights(a, b)
	best := make([]int32, (len(a)+1)*(len(b)+1)) // of a[i:] and b[j:]
	at := func(i, j int) int { return i*(len(b)+1) + j }
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[at(i, j)] = max(best[at(i+1, j)], best[at(i, j+1)])
			if w := weights[i*len(b)+j]; w > 0 {
				best[at(i, j)] = max(best[at(i, j)], w+best[at(i+1, j+1)])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch w := weights[i*len(b)+j]; {
		case w > 0 && best[at(i, j)] == w+best[at(i+1, j+1)]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[at(i, j)] == best[at(i+1, j)]:
			i++
		default:
			j++
		}
	}
	return out
}

// equals is align for many blocks: pairs of equal ones, as many as there are.
func (o *numbers) equals(a, b []int32) [][2]int {
	units := func(numbers []int32) []unit {
		out := make([]unit, len(numbers))
		for i, n := range numbers {
			out[i] = unit{n, i}
		}
		return out
	}
	d := differ{a: units(a), b: units(b), effort: wholeEffort}
	if !d.compare(0, len(a), 0, len(b)) {
		return nil
	}
	var out [][2]int
	i, j := 0, 0
	for _, h := range append(d.hunks, hunk{len(a), len(a), len(b), len(b)}) {
		for ; i < h.aFrom; i, j = i+1, j+1 {
			out = append(out, [2]int{i, j})
		}
		i, j = h.aTo, h.bTo
	}
	return out
}

// weights returns for each pair of blocks how many characters they share when they are equal, or about the same: at least half of the
// pairs of neighbouring characters in both.
func (o *numbers) weights(a, b []int32) []int32 {
	where := map[[2]rune][]int{} // pairs of characters → blocks of b, a block as often as it has the pair
	for j, n := range b {
		for _, p := range bigrams(o.blocks[n].text) {
			where[p] = append(where[p], j)
		}
	}
	out := make([]int32, len(a)*len(b))
	shared := make([]int32, len(b))
	for i, n := range a {
		clear(shared)
		pairs := bigrams(o.blocks[n].text)
		slices.SortFunc(pairs, func(p, q [2]rune) int {
			if p[0] != q[0] {
				return int(p[0] - q[0])
			}
			return int(p[1] - q[1])
		})
		for k, p := range pairs {
			if k > 0 && pairs[k-1] == p {
				continue
			}
			for _, j := range where[p] {
				shared[j]++
			}
		}
		for j, m := range b {
			size := int32(max(len(o.blocks[n].text), len(o.blocks[m].text)))
			switch {
			case n == m:
				out[i*len(b)+j] = size + 1
			case 2*shared[j] >= size && size > 1:
				out[i*len(b)+j] = min(shared[j], size)
			}
		}
	}
	return out
}

func bigrams(text []rune) [][2]rune {
	if len(text) < 2 {
		return nil
	}
	out := make([][2]rune, len(text)-1)
	for i := range out {
		out[i] = [2]rune{text[i], text[i+1]}
	}
	return out
}
