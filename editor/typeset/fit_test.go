package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// cost adds up what the breaker pays for given lines.
func (b *breaker) cost(lines []breakpoint) (sum int64) {
	var total sums
	s := b.opening(0, 0, total, 0)
	i := 0
	for _, l := range lines {
		for ; i <= l.item; i++ {
			total.add(&b.items[i])
		}
		c, fits := b.line(&s, &b.items[l.item], total)
		if !fits {
			c = overflow
		}
		sum += c
		s = b.opening(l.item+1, 0, total, 0)
	}
	return sum
}

// line is the cost of one line and whether it fits, written without regard for speed.
func (b *breaker) line(s *opening, it *item, total sums) (int64, bool) {
	e := b.ending(it, total)
	t := s.try(&e)
	ends := it.penalty == forced
	bad := linePenalty + b.badness(&t, it, ends)
	c := bad * bad
	if !ends {
		c += it.penalty * it.penalty
	}
	if b.o.Balance {
		c += balanceLine
	}
	if ends && !s.first && t.natural < 2*it.right.em {
		c += runt
	}
	if s.hyphened && it.hyphen > 0 {
		c += doubleHyphens
	}
	return c, t.slack+t.shrink >= 0
}

// cheapest tries every start for every end and returns the least cost of the paragraph.
func (b *breaker) cheapest() int64 {
	totals := make([]sums, len(b.items)+1)
	least := make([]int64, len(b.items)+1) // of the lines before an item
	for i := range b.items {
		totals[i+1] = totals[i]
		totals[i+1].add(&b.items[i])
		least[i+1] = -1
		if b.items[i].penalty == never {
			continue
		}
		for from := i; from >= 0; from-- {
			if from > 0 && b.items[from-1].penalty == forced && from <= i {
				if c, fits := b.from(from, i, totals); fits {
					least[i+1] = lower(least[i+1], least[from]+c)
				}
				break
			}
			if least[from] < 0 {
				continue
			}
			if c, fits := b.from(from, i, totals); fits {
				least[i+1] = lower(least[i+1], least[from]+c)
			}
		}
		if b.items[i].penalty == forced && least[i+1] < 0 {
			return -1
		}
	}
	return least[len(b.items)]
}

func (b *breaker) from(from, to int, totals []sums) (int64, bool) {
	s := b.opening(from, 0, totals[from], 0)
	return b.line(&s, &b.items[to], totals[to+1])
}

func lower(a, b int64) int64 {
	if a < 0 {
		return b
	}
	return min(a, b)
}

// The lines of the whole paragraph cost as little as any, whatever the breaker leaves untried; those of first fit cost as much or more.
func TestTotalFitIsCheapest(t *testing.T) {
	tried := 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := Options{
			Measure: em * Length(12+r.IntN(60)) / 2, FirstIndent: 2 * em * Length(r.IntN(2)), Align: Align(r.IntN(5)), Balance: r.IntN(5) == 0,
			Style: Style(r.IntN(3)), Hanging: r.IntN(2) == 0, Hyphens: everyThird,
		}
		var text strings.Builder
		for text.Len() < 900 {
			text.WriteString(randomText(r))
		}
		spans := []Span{{Text: text.String(), Family: song(t), Size: em}}
		joined, clusters, _ := collect(spans)
		resolve(clusters)
		set, err := itemise(joined, clusters, spans, o)
		if err != nil {
			t.Fatal(err)
		}
		b := breaker{items: set.items, o: &o}
		want := b.cheapest()
		if want < 0 {
			continue // something sticks out
		}
		tried++
		repeat := fmt.Sprintf("seed %d, %s", seed, named(o))
		if got := b.cost(b.totalFit()); got != want {
			t.Fatalf("%s: the lines cost %d, others %d", repeat, got, want)
		}
		if got := b.cost(b.firstFit()); got < want {
			t.Fatalf("%s: first fit costs %d, the cheapest lines %d", repeat, got, want)
		}
	}
	if tried < 300 {
		t.Errorf("only %d paragraphs fitted", tried)
	}
}
