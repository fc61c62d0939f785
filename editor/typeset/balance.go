package typeset

// The weights of a shape, beside those of the breaker.
const (
	shapeLines = 8       // more lines than a headline has are even
	misshapen  = 1 << 30 // a line that is not longer or shorter than its neighbour as the shape asks
	moreLines  = 1 << 29 // a line more than the text needs
)

// balance sets headlines: in even lines, or in the shape that is asked for where the text has no line feed and two to eight lines.
func (b *breaker) balance() []breakpoint {
	even := b.totalFit()
	n := len(even)
	if b.o.Shape == Even || n < 2 || n > shapeLines || b.fed() {
		return even
	}
	lines, cost, ok := b.shaped(n)
	if more, extra, found := b.shaped(n + 1); found && (!ok || extra+moreLines < cost) {
		return more
	}
	if !ok {
		return even
	}
	return lines
}

// fed reports whether the text has a line feed before its end.
func (b *breaker) fed() bool {
	for i := range b.items[:len(b.items)-1] {
		if b.items[i].penalty == forced {
			return true
		}
	}
	return false
}

// shapeSteps says, for n lines, how many steps wider than the narrowest each is.
func shapeSteps(s Shape, n int) []int {
	steps := make([]int, n)
	for i := range steps {
		switch {
		case s == Inverted:
			steps[i] = i
		case s == Trapezoid || n == 2:
			steps[i] = n - 1 - i
		default:
			steps[i] = min(i, n-1-i)
		}
	}
	return steps
}

// shaped chooses n lines whose widths are as near as can be to those of the shape, and that rise and fall as it does. It reports false
// where the text does not go into n lines. The state is the last line, so that its neighbour can be held against it.
func (b *breaker) shaped(n int) (lines []breakpoint, cost int64, ok bool) {
	totals := make([]sums, len(b.items)+1)
	for i := range b.items {
		totals[i+1] = totals[i]
		totals[i+1].add(&b.items[i])
	}
	steps := shapeSteps(b.o.Shape, n)
	wants := b.widths(steps, totals[len(b.items)].width)
	type state struct {
		from, to int // items of the line
		width    Length
		cost     int64
		before   int // state of the line before
	}
	var all [][]state
	for k := range n {
		var row []state
		var before []state
		if k > 0 {
			before = all[k-1]
		}
		for from := 0; from < len(b.items); from++ {
			if (k == 0) != (from == 0) {
				continue
			}
			s := b.opening(from, 0, totals[from], 0)
			for to := from; to < len(b.items); to++ {
				it := &b.items[to]
				if it.penalty == never || (it.penalty == forced) != (k == n-1) {
					continue
				}
				e := b.ending(it, totals[to+1])
				t := s.try(&e)
				if t.slack+t.shrink < 0 {
					break
				}
				line := state{from: from, to: to, width: t.natural, before: -1}
				off := int64(t.natural-wants[k]) * 16 / int64(it.right.em)
				line.cost = off*off + (linePenalty * it.penalty * it.penalty)
				if it.penalty == forced {
					line.cost = off * off
				}
				if k > 0 {
					found := false
					own := line.cost
					for j := range before {
						if before[j].to+1 != from {
							continue
						}
						c := own + before[j].cost
						rise := t.natural - before[j].width
						if d := steps[k] - steps[k-1]; d < 0 && rise > -it.right.em/2 || d > 0 && rise < it.right.em/2 {
							c += misshapen
						}
						if !found || c < line.cost {
							found, line.cost, line.before = true, c, j
						}
					}
					if !found {
						continue
					}
				}
				row = append(row, line)
			}
		}
		all = append(all, row)
	}
	best := -1
	for j, s := range all[n-1] {
		if best < 0 || s.cost < all[n-1][best].cost {
			best = j
		}
	}
	if best < 0 {
		return nil, 0, false
	}
	cost = all[n-1][best].cost
	lines = make([]breakpoint, n)
	for k := n - 1; k >= 0; k-- {
		s := all[k][best]
		lines[k].item, best = s.to, s.before
	}
	return lines, cost, true
}

// widths returns the width that each line of a shape wants: steps of up to two characters, as many as the measure has room for.
func (b *breaker) widths(steps []int, natural Length) []Length {
	n := len(steps)
	sum, top := 0, 0
	for _, s := range steps {
		sum += s
		top = max(top, s)
	}
	mean := natural / Length(n)
	step := 2 * b.items[0].right.em
	if over := top*n - sum; over > 0 {
		step = min(step, max(0, b.o.narrowest()-mean)*Length(n)/Length(over))
	}
	out := make([]Length, n)
	for i, s := range steps {
		out[i] = mean + step*Length(s*n-sum)/Length(n)
	}
	return out
}
