package history

import (
	"slices"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
)

// branch is the changes in one direction, of undo or of redo, the last one on top. A list whose parts are shared, so that a change costs the
// same however long the history is.
type branch struct {
	top    *item
	groups int
	gone   *gone
}

// gone says that a group left the branch without a trace, because the steps that took it back are all that came after it: should those be
// made again over changes from elsewhere, one must know. The last one on top.
type gone struct {
	below       *gone
	group, back numbers
}

// numbers are those of steps of the writer's own, from the first to the last.
type numbers struct{ first, last int }

// item is a step that undoes a change, or only how a change moved positions, when that is not to be undone by this branch: one from
// elsewhere, or one that was undone already below which others wait.
type item struct {
	below     *item
	forth     transform.StepMap // from before the change to after it
	undo      transform.Step    // nil: only the map
	selection state.Selection   // what was selected before the group; on the first item of one only
	mirror    int               // this map undoes the one that many items below; 0 for none
	own       int               // the number of the writer's own step, counted from 1; 0 for a change from elsewhere
}

func (b branch) push(it item) branch {
	it.below = b.top
	if it.selection != nil {
		b.groups++
	}
	b.top = &it
	return b
}

// withMaps returns the branch after changes that it is not to undo.
func (b branch) withMaps(maps []transform.StepMap) branch {
	if b.groups == 0 {
		return branch{}
	}
	for _, m := range maps {
		b = b.push(item{forth: m})
	}
	return b
}

// withSteps returns the branch with the steps of tr on top, before which the writer had made that many of his own. With a selection they are a
// new group, and with nil they join the one on top.
func (b branch) withSteps(tr *transform.Transform, selection state.Selection, own int) branch {
	docs := tr.Docs()
	for i, s := range tr.Steps() {
		undo, err := s.Invert(docs[i])
		if err != nil { // a step inverts against the document that it was applied to
			panic(err)
		}
		b, selection = b.push(item{forth: s.StepMap(), undo: undo, selection: selection, own: own + i + 1}), nil
	}
	return b
}

// pop takes the group on top back on tr, and returns what is left of the branch and the selection from before the group. ok is false when the
// group's own steps are not all that was changed since it began, or no longer fit; see [branch.popRebased]. Before it the writer had made that
// many steps of his own.
func (b branch) pop(tr *transform.Transform, own int) (rest branch, selection state.Selection, ok bool) {
	var steps []transform.Step
	for it := b.top; ; it = it.below {
		if it.undo == nil {
			return b, nil, false
		}
		last := len(steps) - 1
		if last < 0 {
			steps = append(steps, it.undo)
		} else if s, ok := merge(steps[last], it.undo); ok {
			steps[last] = s
		} else {
			steps = append(steps, it.undo)
		}
		if it.selection != nil {
			for _, s := range steps {
				if tr.Step(s) != nil {
					return b, nil, false
				}
			}
			left := &gone{b.gone, numbers{it.own, b.top.own}, numbers{own + 1, own + len(steps)}}
			return branch{it.below, b.groups - 1, left}, it.selection, true
		}
	}
}

// merge makes one step of two, of which a is applied first, when both delete or both insert inline content side by side, as when single
// characters are taken back.
func merge(first, second transform.Step) (transform.Step, bool) {
	a, ok := first.(transform.ReplaceStep)
	b, bok := second.(transform.ReplaceStep)
	if !ok || !bok || a.Structure || b.Structure {
		return nil, false
	}
	switch {
	case a.Slice.IsEmpty() && b.Slice.IsEmpty() && b.To == a.From:
		return transform.ReplaceStep{From: b.From, To: a.To}, true
	case a.Slice.IsEmpty() && b.Slice.IsEmpty() && a.From == b.From:
		return transform.ReplaceStep{From: a.From, To: a.To + b.To - b.From}, true
	case a.From < a.To || b.From < b.To || !flat(a.Slice) || !flat(b.Slice):
		return nil, false
	case b.From == a.From:
		return transform.ReplaceStep{From: a.From, To: a.To, Slice: beside(b.Slice, a.Slice)}, true
	case b.From == a.From+model.Pos(a.Slice.Size()):
		return transform.ReplaceStep{From: a.From, To: a.To, Slice: beside(a.Slice, b.Slice)}, true
	}
	return nil, false
}

// flat reports whether a slice is nothing but inline content.
func flat(s model.Slice) bool {
	return s.OpenStart+s.OpenEnd == 0 && !slices.ContainsFunc(s.Content, func(n *model.Node) bool { return !n.Kind().IsInline() })
}

func beside(a, b model.Slice) model.Slice {
	return model.NewSlice(slices.Concat(a.Content, b.Content)...)
}

// group returns the items since the group on top began, the first one first.
func (b branch) group() []*item {
	var items []*item
	for it := b.top; ; it = it.below {
		items = append(items, it)
		if it.selection != nil {
			slices.Reverse(items)
			return items
		}
	}
}

// popRebased is [branch.pop] for a group that others' changes followed. Each step is mapped through the maps that follow it and, after those,
// the maps of the steps taken back so far, each the mirror of the change that it takes back. These maps stay on the branch for the groups
// below. Before it the writer had made that many steps of his own.
func (b branch) popRebased(tr *transform.Transform, own int) (branch, state.Selection) {
	items := b.group()
	maps := make([]transform.StepMap, len(items))
	var mirrors [][2]int
	for i, it := range items {
		maps[i] = it.forth
		if it.mirror > 0 && i >= it.mirror {
			mirrors = append(mirrors, [2]int{i - it.mirror, i})
		}
	}
	remap := transform.NewMapping(maps, mirrors...)
	var after []item // the maps of what was taken back
	for i := len(items) - 1; i >= 0; i-- {
		if items[i].undo == nil {
			continue
		}
		steps := rebase(items[i].undo, remap.Slice(i+1, remap.Len()))
		for _, s := range steps {
			if tr.Step(s) != nil {
				continue // what it would take back is no longer there
			}
			back := item{forth: s.StepMap(), own: own + len(after) + 1}
			if len(steps) == 1 {
				back.mirror = len(items) - i + len(after)
				remap.AppendMirror(back.forth, i)
			} else {
				remap.Append(back.forth)
			}
			after = append(after, back)
		}
	}
	first := items[0]
	rest := branch{first.below, b.groups - 1, b.gone}
	if rest.groups == 0 {
		rest = branch{}
	} else {
		for _, it := range items {
			rest = rest.push(item{forth: it.forth, mirror: it.mirror, own: it.own})
		}
		for _, it := range after {
			rest = rest.push(it)
		}
	}
	return rest, first.selection.Map(tr.Doc(), remap)
}

// manyTokens is from how many tokens on a range is mapped as a whole, with what others wrote inside of it.
const manyTokens = 1000

// rebase returns the steps that do after m what s would have done before it. What others wrote inside of a text that s removes stays: the
// text is then removed in several steps, the last part first.
func rebase(s transform.Step, m transform.Mapping) []transform.Step {
	r, ok := s.(transform.ReplaceStep)
	if n := r.To - r.From; !ok || r.Structure || n == 0 || n > manyTokens || !flat(r.Slice) {
		if mapped, ok := s.Map(m); ok {
			return []transform.Step{mapped}
		}
		return nil
	}
	var out []transform.Step
	for pos := r.From; pos < r.To; pos++ {
		at := m.MapResult(pos, transform.After)
		if at.DeletedAfter() {
			continue
		}
		if last := len(out) - 1; last >= 0 {
			if p := out[last].(transform.ReplaceStep); p.To == at.Pos {
				p.To++
				out[last] = p
				continue
			}
		}
		out = append(out, transform.ReplaceStep{From: at.Pos, To: at.Pos + 1})
	}
	switch {
	case r.Slice.IsEmpty():
	case len(out) > 0:
		first := out[0].(transform.ReplaceStep)
		first.Slice = r.Slice
		out[0] = first
	default:
		if mapped, ok := s.Map(m); ok {
			return []transform.Step{mapped}
		}
	}
	slices.Reverse(out)
	return out
}
