package typeset

// breakpoint is the end of a line after an item.
type breakpoint struct {
	item     int // last item of the line
	from     int // breakpoint before, -1 for the start of the paragraph
	cost     int64
	overfull bool
}

// sums are running totals over the items before an index, so that the width of any line is two subtractions.
type sums struct {
	width, shrink, stretch Length
	gaps                   Length // comfortable stretch of the even gaps
}

func (s *sums) add(it *item) {
	s.width += it.width + it.glue.width
	s.shrink += it.glue.shrink
	s.stretch += it.glue.stretch
	if it.glue.even {
		s.gaps += it.right.em / comfort
	}
}

// The weights of the breaker. Badness is that of TeX: 100 for a line that gives or takes all that it can.
const (
	linePenalty   = 10
	maxBadness    = 10_000_000
	comfort       = 16 // an even gap takes 1/16 em before it shows
	runt          = 50_000
	doubleHyphens = 20_000  // two lines in a row that end with a drawn hyphen
	balanceLine   = 1 << 36 // fewest lines first, then even ones
	overflow      = 1 << 50
	costly        = 1 << 60 // no sum grows beyond it
)

// opening is a place where a line may start.
type opening struct {
	point    int // the breakpoint before it
	before   sums
	lead     Length // room of an opening mark that stays at a line's start
	measure  Length
	cost     int64 // of all lines before
	hyphened bool  // a hyphen is drawn before it
	first    bool  // the paragraph, or what is behind a line feed, begins here
}

// ending is a place where a line may end: what the totals of the items before it come to in a line that ends there.
type ending struct {
	sums
	hang Length // body of a mark that may hang over the measure
}

// trial is a line: what it lacks and what it can give.
type trial struct {
	slack, shrink, stretch Length
	natural                Length
}

// breaker chooses line ends.
type breaker struct {
	items []item
	o     *Options
}

// opening returns the start of a line at an item.
func (b *breaker) opening(item, point int, before sums, cost int64) opening {
	s := opening{point: point, before: before, cost: cost, measure: b.o.lineMeasure(item == 0), first: item == 0}
	if item < len(b.items) {
		s.lead = b.items[item].leads(b.o)
	}
	if item > 0 {
		s.hyphened = b.items[item-1].hyphen > 0
		s.first = b.items[item-1].penalty == forced
	}
	return s
}

// ending returns the end of a line after an item; total counts the items up to it.
func (b *breaker) ending(it *item, total sums) ending {
	trail := it.trails(b.o)
	e := ending{sums: total, hang: it.hangs(b.o)}
	e.width += trail + it.hyphen - it.glue.width
	e.shrink += trail - it.glue.shrink
	e.stretch -= it.glue.stretch
	if it.glue.even {
		e.gaps -= it.right.em / comfort
	}
	return e
}

// leads returns the room that stays before the item at a line's start, where marks are full at the edges.
func (it *item) leads(o *Options) Length {
	if o.Style == FullWidth && it.left.class == Opening {
		return it.left.room
	}
	return 0
}

// trails returns the room that stays behind the item at a line's end, where marks are full at the edges.
func (it *item) trails(o *Options) Length {
	if o.Style == FullWidth && it.right.adjustable() {
		return it.right.room
	}
	return 0
}

// hangs returns the body of a mark that may hang over the measure.
func (it *item) hangs(o *Options) Length {
	if o.Hanging && o.Region == Mainland && it.right.adjustable() && contains(hanging, it.right.r) {
		return it.width
	}
	return 0
}

// try returns the line between a start and an end. A mark hangs only where it does not fit.
func (s *opening) try(e *ending) trial {
	natural := e.width - s.before.width + s.lead
	t := trial{slack: s.measure - natural, natural: natural, shrink: e.shrink - s.before.shrink, stretch: e.stretch - s.before.stretch + e.gaps - s.before.gaps}
	if t.slack < 0 && e.hang > 0 {
		t.slack += e.hang
	}
	return t
}

// badness returns how bad the line looks that ends after an item; ends says that it is the last of the paragraph or stands before a line feed.
func (b *breaker) badness(t *trial, it *item, ends bool) int64 {
	switch {
	case t.slack < 0:
		return bad(-t.slack, t.shrink)
	case b.o.Balance:
		return bad(t.slack, b.o.Measure/4)
	case b.o.Align == Distribute:
	case ends:
		return 0
	case b.o.Align != Justify:
		return bad(t.slack, 2*it.right.em)
	}
	return bad(t.slack, t.stretch)
}

// breakLines chooses the line ends.
func breakLines(items []item, o Options) []breakpoint {
	if len(items) == 0 {
		return nil
	}
	b := breaker{items: items, o: &o}
	switch {
	case o.Balance:
		return b.balance()
	case o.FirstFit:
		return b.firstFit()
	}
	return b.totalFit()
}

// totalFit chooses the line ends that cost least over the whole paragraph (Knuth and Plass, 1981). Every legal break is tried with every
// line start from which the text still fits, the longest line first, until no shorter one can be better; so no tolerance has to be guessed.
func (b *breaker) totalFit() []breakpoint {
	points := make([]breakpoint, 1, len(b.items)+1)
	points[0] = breakpoint{item: -1, from: -1}
	var total sums
	active := []opening{b.opening(0, 0, total, 0)}
	head := 0       // of active: the starts before it are too far away
	var least []int // of active: each costs less than all that come after it up to the next
	least = append(least, 0)
	for i := range b.items {
		it := &b.items[i]
		total.add(it)
		if it.penalty == never {
			continue
		}
		e := b.ending(it, total)
		ends := it.penalty == forced
		fixed := it.penalty * it.penalty
		if ends {
			fixed = 0
		}
		if b.o.Balance {
			fixed += balanceLine
		}
		best := breakpoint{item: i, cost: -1}
		next := 0 // of least
		for k := head; k < len(active); k++ {
			s := &active[k]
			t := s.try(&e)
			if t.slack+t.shrink < 0 {
				if k == head && t.natural-t.shrink-it.hyphen > s.measure {
					head++ // and no later line can be shorter
				}
				continue
			}
			bad := linePenalty + b.badness(&t, it, ends)
			line := bad*bad + fixed
			cost := s.cost + line
			if ends && !s.first && t.natural < 2*it.right.em {
				cost += runt // CLREQ 3.1.8: the last line has two characters at least
			}
			if s.hyphened && it.hyphen > 0 {
				cost += doubleHyphens
			}
			if best.cost < 0 || cost < best.cost {
				best.cost, best.from = cost, s.point
			}
			if t.natural > s.measure || k == 0 || b.o.Style == FullWidth {
				continue // a shorter line may be better
			}
			for next < len(least) && least[next] <= k {
				next++
			}
			if next == len(least) || line+active[least[next]].cost >= best.cost {
				break
			}
		}
		if best.cost < 0 { // nothing fits: the shortest line sticks out
			s := &active[len(active)-1]
			best.cost, best.from, best.overfull = s.cost+overflow, s.point, true
		}
		if ends || head == len(active) {
			best.cost = 0 // every line from here on starts here, so what was paid decides nothing
			active, head, least = active[:0], 0, least[:0]
		}
		best.cost = min(best.cost, costly)
		points = append(points, best)
		if head > 1024 && head > len(active)/2 {
			n := copy(active, active[head:])
			active = active[:n]
			kept := least[:0]
			for _, k := range least {
				if k >= head {
					kept = append(kept, k-head)
				}
			}
			least, head = kept, 0
		}
		active = append(active, b.opening(i+1, len(points)-1, total, best.cost))
		for len(least) > 0 && active[least[len(least)-1]].cost >= best.cost {
			least = least[:len(least)-1]
		}
		least = append(least, len(active)-1)
	}
	return chain(points)
}

// chain returns the breakpoints that lead to the last one, in the order of the text.
func chain(points []breakpoint) []breakpoint {
	n := 0
	for p := len(points) - 1; p > 0; p = points[p].from {
		n++
	}
	lines := make([]breakpoint, n)
	for p := len(points) - 1; p > 0; p = points[p].from {
		n--
		lines[n] = points[p]
	}
	return lines
}

// firstFit ends each line without a look at the next: it takes what fits, and then the shorter or the longer line that looks better, which
// for equal looks is the longer one (CLREQ 3.2.1: 先挤进，后推出).
func (b *breaker) firstFit() []breakpoint {
	var lines []breakpoint
	var total sums
	start := b.opening(0, 0, total, 0)
	type end struct {
		item  int
		total sums
		bad   int64
	}
	last := end{item: -1} // the longest line that fits as it is
	for i := 0; i < len(b.items); i++ {
		it := &b.items[i]
		total.add(it)
		if it.penalty == never {
			continue
		}
		e := b.ending(it, total)
		t := start.try(&e)
		here := end{item: i, total: total, bad: b.badness(&t, it, it.penalty == forced)}
		overfull := false
		switch fits := t.slack+t.shrink >= 0; {
		case fits && t.slack >= 0 && it.penalty != forced:
			if last.item < 0 || it.penalty < kept && here.bad+it.penalty <= last.bad+b.items[last.item].penalty {
				last = here
			}
			continue
		case fits && (last.item < 0 || it.penalty == forced || here.bad+it.penalty <= last.bad+b.items[last.item].penalty):
			last = here
		case last.item < 0:
			last, overfull = here, true
		}
		lines = append(lines, breakpoint{item: last.item, overfull: overfull})
		i, total = last.item, last.total
		start = b.opening(i+1, 0, total, 0)
		last = end{item: -1}
	}
	return lines
}

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
