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
}

// item is a step that undoes a change, or only how a change moved positions, when that is not to be undone by this branch: one from
// elsewhere, or one that was undone already below which others wait.
type item struct {
	below     *item
	forth     transform.StepMap // from before the change to after it
	undo      transform.Step    // nil: only the map
	selection state.Selection   // what was selected before the group; on the first item of one only
	mirror    int               // this map undoes the one that many items below; 0 for none
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

// withSteps returns the branch with the steps of tr on top. With a selection they are a new group, and with nil they join the one on top.
func (b branch) withSteps(tr *transform.Transform, selection state.Selection) branch {
	docs := tr.Docs()
	for i, s := range tr.Steps() {
		undo, err := s.Invert(docs[i])
		if err != nil { // a step inverts against the document that it was applied to
			panic(err)
		}
		b, selection = b.push(item{forth: s.StepMap(), undo: undo, selection: selection}), nil
	}
	return b
}

// pop takes the group on top back on tr, and returns what is left of the branch and the selection from before the group, mapped to tr's
// document.
func (b branch) pop(tr *transform.Transform) (branch, state.Selection) {
	if items, ok := b.rebased(); ok {
		return b.popRebased(tr, items)
	}
	var steps []transform.Step
	for it := b.top; ; it = it.below {
		if last := len(steps) - 1; last >= 0 {
			if s, ok := merge(steps[last], it.undo); ok {
				steps[last] = s
			} else {
				steps = append(steps, it.undo)
			}
		} else {
			steps = append(steps, it.undo)
		}
		if it.selection != nil {
			for _, s := range steps {
				if err := tr.Step(s); err != nil { // these steps are the inverses of those that led to tr's document
					panic(err)
				}
			}
			return branch{it.below, b.groups - 1}, it.selection
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

// rebased returns the items of the group on top, the first one first; ok is false when all of them are the group's own steps.
func (b branch) rebased() (items []*item, ok bool) {
	for it := b.top; ; it = it.below {
		items = append(items, it)
		ok = ok || it.undo == nil
		if it.selection != nil {
			break
		}
	}
	slices.Reverse(items)
	return items, ok
}

// popRebased is [branch.pop] for a group that others' changes followed. Each step is mapped through the maps that follow it and, after those,
// the maps of the steps taken back so far, each the mirror of the change that it takes back. These maps stay on the branch for the groups
// below.
func (b branch) popRebased(tr *transform.Transform, items []*item) (branch, state.Selection) {
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
			back := item{forth: s.StepMap()}
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
	rest := branch{first.below, b.groups - 1}
	if rest.groups == 0 {
		rest = branch{}
	} else {
		for _, it := range items {
			rest = rest.push(item{forth: it.forth, mirror: it.mirror})
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
