package history

import (
	"galley/editor/state"
	"galley/editor/transform"
)

// rebased returns the history after a transaction that puts changes from elsewhere before the last steps of the writer's own; see
// [state.Transaction.SetRebased].
func (h History) rebased(tr *state.Transaction) History {
	r := newRebasing(tr, h.own)
	h.done, h.undone, h.own = r.branch(h.done), r.branch(h.undone), r.own
	h.last.places = mapped(h.last.places, tr.Mapping())
	return h
}

// rebasing is a transaction that takes own steps back, makes changes from elsewhere, and makes the own steps again.
type rebasing struct {
	steps   []transform.Step
	to      [][2]int  // where the steps begin and end that make each own step again
	numbers []numbers // that they have from now on
	first   int       // the number of the first that was taken back
	foreign int       // the end of the changes from elsewhere
	own     int       // how many own steps there are now
	tr      *transform.Transform
}

func newRebasing(tr *state.Transaction, own int) rebasing {
	to := tr.Rebased()
	r := rebasing{
		steps: tr.Steps(), to: to, numbers: make([]numbers, len(to)), first: own - len(to) + 1, foreign: len(tr.Steps()), own: own - len(to), tr: tr.Transform,
	}
	for i, at := range to {
		r.numbers[i] = numbers{r.own + 1, r.own + at[1] - at[0]}
		r.own = r.numbers[i].last
		r.foreign = min(r.foreign, at[0])
	}
	return r
}

// branch returns a branch with the changes from elsewhere below the own steps that were made again.
//
// Own steps that the branch does not hold are groups that left it and the steps that took those back. Where all of them are made again
// they cancel each other above the changes from elsewhere, and nothing is to be said of them. Where a group is already known elsewhere and only what
// took it back is made again, the changes from elsewhere were made with the group in place: it is put there again for their sake.
func (r rebasing) branch(b branch) branch {
	if b.groups == 0 {
		return branch{}
	}
	held := make([]*item, len(r.to))
	out := rebuilt{branch: branch{groups: b.groups}}
	for out.top = b.top; out.top != nil && out.top.own >= r.first; out.top = out.top.below {
		held[out.top.own-r.first] = out.top
		if out.top.selection != nil {
			out.groups--
		}
	}
	if out.groups == 0 {
		out.top = nil
	}
	told := r.putBack(&out, b.gone, held)
	for _, s := range r.steps[len(r.to):r.foreign] {
		out.push(item{forth: s.StepMap()})
	}
	var waiting state.Selection // of a group whose first step is gone
	var places []int            // of the items that were held, in their order; -1 where one is gone
	for i, at := range r.to {
		it := held[i]
		if it == nil {
			if mirror, ok := told[i]; ok {
				for n := at[0]; n < at[1]; n++ {
					out.push(r.again(i, n, max(0, out.height-mirror)))
				}
			}
			continue
		}
		if it.selection != nil {
			waiting = r.selection(it.selection, i)
		}
		mirror := out.mirror(it.mirror, places)
		places = append(places, out.height)
		if at[0] == at[1] {
			places[len(places)-1] = -1
		}
		for n := at[0]; n < at[1]; n++ {
			next := r.again(i, n, mirror)
			if it.undo != nil {
				undo, err := r.steps[n].Invert(r.tr.Docs()[n])
				if err != nil { // a step inverts against the document that it was applied to
					panic(err)
				}
				next.undo, next.selection, waiting = undo, waiting, nil
			}
			out.push(next)
		}
	}
	if out.groups == 0 {
		return branch{}
	}
	return out.branch
}

// again returns the item of the n-th step of the transaction, one of those that make the i-th own step again. It is the mirror of the item so far
// below it only if it is the only one.
func (r rebasing) again(i, n, mirror int) item {
	at := r.to[i]
	if at[1]-at[0] > 1 {
		mirror = 0
	}
	return item{forth: r.steps[n].StepMap(), own: r.numbers[i].first + n - at[0], mirror: mirror}
}

// putBack puts groups that left the branch and are known elsewhere back for the changes from there, and notes on the branch which of the others
// left it. It returns which own steps that the branch does not hold are to be told of, each with the height of the map that it
// is the mirror of, or one that is too high when it is none's.
func (r rebasing) putBack(out *rebuilt, left *gone, held []*item) map[int]int {
	told := map[int]int{}
	broken := false // what cancelled each other may not do so any longer
	for i, at := range r.to {
		broken = broken || at[1]-at[0] != 1 && held[i] == nil
	}
	var kept []gone
	for ; left != nil && left.back.last >= r.first; left = left.below {
		if left.group.first >= r.first {
			kept = append(kept, gone{group: r.renumber(left.group), back: r.renumber(left.back)})
			continue
		}
		for _, n := range []numbers{left.back, left.group} {
			for i := n.last - r.first; i >= max(0, n.first-r.first); i-- {
				told[i] = out.height
				out.push(item{forth: r.steps[len(r.to)-1-i].StepMap()})
			}
		}
	}
	if broken {
		kept = nil
	}
	for i := len(kept) - 1; i >= 0; i-- {
		kept[i].below = out.gone
		out.gone = &kept[i]
	}
	if broken {
		for i, it := range held {
			if _, ok := told[i]; !ok && it == nil {
				told[i] = len(r.steps) + out.height + len(r.to)
			}
		}
	}
	return told
}

// renumber returns the numbers that own steps have from now on.
func (r rebasing) renumber(n numbers) numbers {
	if n.first >= r.first {
		n.first = r.numbers[n.first-r.first].first
	}
	if n.last >= r.first {
		n.last = r.numbers[n.last-r.first].last
	}
	return n
}

// selection maps what was selected before the i-th own step to where that is made again.
func (r rebasing) selection(s state.Selection, i int) state.Selection {
	until, doc := len(r.steps), r.tr.Doc()
	if at := r.to[i]; at[0] < at[1] {
		until, doc = at[0], r.tr.Docs()[at[0]]
	}
	return s.Map(doc, r.tr.Mapping().Slice(len(r.to)-i, until))
}

// rebuilt is a branch under construction.
type rebuilt struct {
	branch
	height int // how many items were pushed
}

func (b *rebuilt) push(it item) {
	b.branch = b.branch.push(it)
	b.height++
}

// mirror returns how far below the next item that one is which was so far below it in the old branch, 0 when it is gone. places are the heights of
// the items that came before it there and are above the changes from elsewhere.
func (b *rebuilt) mirror(far int, places []int) int {
	switch partner := len(places) - far; {
	case far == 0:
		return 0
	case partner < 0:
		return b.height - partner
	case places[partner] < 0:
		return 0
	default:
		return b.height - places[partner]
	}
}
