package typeset

// breakpoint is the end of a line after an item.
type breakpoint struct {
	item     int // last item of the line
	cost     int64
	from     int // breakpoint before, -1 for the start of the paragraph
	overfull bool
}

// sums are running totals over the items before an index, so that the width of any line is two subtractions.
type sums struct {
	width, shrink, stretch Length
	gaps                   Length // comfortable stretch of the even gaps
}

// The weights of the breaker. Badness is that of TeX: 100 for a line that gives or takes all that it can.
const (
	linePenalty = 10
	maxBadness  = 10_000_000
	comfort     = 16 // an even gap takes 1/16 em before it shows
	runt        = 50_000
	overflow    = 1 << 50
)

// breakLines chooses the line ends that cost least over the whole paragraph (Knuth and Plass, 1981). Every legal break is tried with every
// line start from which the text still fits, so no tolerance has to be guessed; in a Chinese line that is as many as it has characters.
func breakLines(items []item, o Options) []breakpoint {
	if len(items) == 0 {
		return nil
	}
	total := make([]sums, len(items)+1)
	for i := range items {
		it, s := &items[i], total[i]
		s.width += it.width + it.glue.width
		s.shrink += it.glue.shrink
		s.stretch += it.glue.stretch
		if it.glue.even {
			s.gaps += it.right.em / comfort
		}
		total[i+1] = s
	}
	points := []breakpoint{{item: -1, from: -1}}
	active := []int{0}
	for i := range items {
		if items[i].penalty == never {
			continue
		}
		best := breakpoint{item: i, cost: -1}
		kept, lastOut := active[:0], -1
		for _, a := range active {
			cost, fits := lineCost(items, total, points[a].item+1, i, o)
			if !fits {
				lastOut = a
				continue
			}
			kept = append(kept, a)
			if cost += points[a].cost; best.cost < 0 || cost < best.cost {
				best.cost, best.from = cost, a
			}
		}
		active = kept
		if best.cost < 0 { // nothing fits: the shortest line sticks out
			best.cost, best.from, best.overfull = points[lastOut].cost+overflow, lastOut, true
		}
		points = append(points, best)
		if items[i].penalty == forced {
			active = active[:0]
		}
		active = append(active, len(points)-1)
	}
	var lines []breakpoint
	for p := len(points) - 1; p > 0; p = points[p].from {
		lines = append(lines, points[p])
	}
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return lines
}

// lineCost is the cost of the line of items first to last; it does not fit when it is too long after all shrinking.
func lineCost(items []item, total []sums, first, last int, o Options) (int64, bool) {
	g := &items[last].glue
	natural := total[last+1].width - total[first].width - g.width
	shrink := total[last+1].shrink - total[first].shrink - g.shrink
	slack := o.lineMeasure(first == 0) - natural
	if slack+shrink < 0 {
		return 0, false
	}
	penalty := items[last].penalty
	ends := penalty == forced
	if ends {
		penalty = free
	}
	var badness int64
	switch {
	case slack < 0:
		badness = bad(-slack, shrink)
	case o.Balance:
		badness = bad(slack, o.Measure/4)
	case ends:
	case o.Align != Justify:
		badness = bad(slack, 2*items[last].right.em)
	default:
		stretch := total[last+1].stretch - total[first].stretch - g.stretch
		gaps := total[last+1].gaps - total[first].gaps
		if g.even {
			gaps -= items[last].right.em / comfort
		}
		badness = bad(slack, stretch+gaps)
	}
	cost := (linePenalty + badness) * (linePenalty + badness)
	if o.Balance {
		cost += balanceLine // fewest lines first, then even ones
	}
	if ends && first > 0 && items[first-1].penalty != forced && natural < 2*items[last].right.em {
		cost += runt // CLREQ 3.1.8: the last line has two characters at least
	}
	return cost + penalty*penalty, true
}

const balanceLine = 1 << 36

// bad is Knuth's 100 r³ for a line that has to change by want where it can comfortably change by can.
func bad(want, can Length) int64 {
	if want == 0 {
		return 0
	}
	if can <= 0 || want > 46*can {
		return maxBadness
	}
	r := int64(want) * 1000 / int64(can)
	return min(maxBadness, r*r*r/10_000_000)
}
