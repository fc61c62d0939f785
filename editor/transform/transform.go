package transform

import (
	"fmt"
	"slices"

	"galley/editor/model"
)

// Transform is a document with the steps made on it so far. Its methods make steps; one that returns an error has changed nothing. The
// documents and steps that it returns are values that stay as they are.
type Transform struct {
	doc   *model.Node
	docs  []*model.Node // before each step
	steps []Step
	maps  []StepMap

	mirrors [][2]int // pairs of steps of which the second undoes the first, or brings back what the first undid
}

// New returns a Transform of doc without steps.
func New(doc *model.Node) *Transform { return &Transform{doc: doc} }

// Doc returns the document after all steps.
func (t *Transform) Doc() *model.Node { return t.doc }

// Before returns the document before the first step.
func (t *Transform) Before() *model.Node {
	if len(t.docs) > 0 {
		return t.docs[0]
	}
	return t.doc
}

// Steps returns the steps so far.
func (t *Transform) Steps() []Step { return slices.Clip(t.steps) }

// Docs returns the document before each step.
func (t *Transform) Docs() []*model.Node { return slices.Clip(t.docs) }

// Mapping returns the mapping of positions from [Transform.Before] to [Transform.Doc].
func (t *Transform) Mapping() Mapping { return NewMapping(t.maps, t.mirrors...) }

// Changed reports whether there are steps.
func (t *Transform) Changed() bool { return len(t.steps) > 0 }

// Step applies a step.
func (t *Transform) Step(s Step) error {
	doc, err := s.Apply(t.doc)
	if err != nil {
		return err
	}
	t.docs = append(t.docs, t.doc)
	t.steps = append(t.steps, s)
	t.maps = append(t.maps, s.StepMap())
	t.doc = doc
	return nil
}

// StepMirror applies a step that undoes the i-th one, or brings back what that undid, so that positions which the i-th one deleted come back
// with it.
func (t *Transform) StepMirror(s Step, i int) error {
	if err := t.Step(s); err != nil {
		return err
	}
	t.mirrors = append(t.mirrors, [2]int{i, len(t.steps) - 1})
	return nil
}

// whole runs edit, and takes back what it did when it returns an error.
func (t *Transform) whole(edit func() error) error {
	saved := *t
	saved.docs, saved.steps, saved.maps = slices.Clip(t.docs), slices.Clip(t.steps), slices.Clip(t.maps)
	err := edit()
	if err != nil {
		*t = saved
	}
	return err
}

// Insert inserts nodes at pos.
func (t *Transform) Insert(pos model.Pos, nodes ...*model.Node) error {
	return t.replace(pos, pos, model.NewSlice(nodes...))
}

// InsertText inserts text with the given marks at pos, which is in a textblock.
func (t *Transform) InsertText(pos model.Pos, text string, marks model.Marks) error {
	return t.Insert(pos, model.NewText(text, marks...))
}

// replace makes the one step that replaces a range by a slice as it is, or none when it would change nothing.
func (t *Transform) replace(from, to model.Pos, s model.Slice) error {
	if from == to && s.IsEmpty() {
		if _, err := t.doc.Resolve(from); err != nil {
			return fmt.Errorf("transform: %w", err)
		}
		return nil
	}
	return t.Step(ReplaceStep{From: from, To: to, Slice: s})
}

// AddMark adds a mark to the inline content between two positions, in place of marks that conflict with it.
func (t *Transform) AddMark(from, to model.Pos, m model.Mark) error {
	var g markSteps
	t.runs(from, to, func(from, to model.Pos, marks model.Marks) {
		g.run++
		if marks.Has(m) {
			return
		}
		with := marks.With(m)
		for _, old := range marks {
			if !with.Has(old) {
				g.remove(from, to, old)
			}
		}
		g.add(from, to, m)
	})
	return t.all(g.steps())
}

// RemoveMark removes a mark, its address included, from the inline content between two positions.
func (t *Transform) RemoveMark(from, to model.Pos, m model.Mark) error {
	return t.removeMarks(from, to, func(o model.Mark) bool { return o == m })
}

// RemoveMarkKind removes all marks of a kind, whatever their address.
func (t *Transform) RemoveMarkKind(from, to model.Pos, k model.MarkKind) error {
	return t.removeMarks(from, to, func(o model.Mark) bool { return o.Kind == k })
}

// ClearMarks removes all marks from the inline content between two positions.
func (t *Transform) ClearMarks(from, to model.Pos) error {
	return t.removeMarks(from, to, func(model.Mark) bool { return true })
}

func (t *Transform) removeMarks(from, to model.Pos, goes func(model.Mark) bool) error {
	var g markSteps
	t.runs(from, to, func(from, to model.Pos, marks model.Marks) {
		g.run++
		for _, m := range marks {
			if goes(m) {
				g.remove(from, to, m)
			}
		}
	})
	return t.all(g.steps())
}

// runs calls visit for each inline node between two positions with the part of it that is in the range.
func (t *Transform) runs(from, to model.Pos, visit func(from, to model.Pos, marks model.Marks)) {
	t.doc.NodesBetween(from, to, func(n *model.Node, at model.Pos) bool {
		if n.Kind().IsInline() {
			visit(max(from, at), min(to, at+model.Pos(n.Size())), n.Marks())
		}
		return true
	})
}

func (t *Transform) all(steps []Step) error {
	return t.whole(func() error {
		for _, s := range steps {
			if err := t.Step(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// markSteps gathers what is done to runs of inline content that follow each other, and makes one step of what is done alike to several:
// between two runs are only edges of nodes. Mark steps move nothing, so that only the order of a removal and the addition in its place
// matters: removals go first.
type markSteps struct {
	run                 int // number of the run at hand
	removals, additions []markRange
	last                map[markAct]int // the last range of each act, in its list
}

type markAct struct {
	mark model.Mark
	add  bool
}

type markRange struct {
	from, to model.Pos
	mark     model.Mark
	run      int // the last run in the range
}

func (g *markSteps) remove(from, to model.Pos, m model.Mark) {
	g.put(&g.removals, markAct{m, false}, markRange{from, to, m, g.run})
}

func (g *markSteps) add(from, to model.Pos, m model.Mark) {
	g.put(&g.additions, markAct{m, true}, markRange{from, to, m, g.run})
}

func (g *markSteps) put(list *[]markRange, act markAct, r markRange) {
	if g.last == nil {
		g.last = map[markAct]int{}
	}
	if i, ok := g.last[act]; ok && (*list)[i].run+1 == r.run {
		(*list)[i].to, (*list)[i].run = r.to, r.run
		return
	}
	g.last[act] = len(*list)
	*list = append(*list, r)
}

func (g *markSteps) steps() []Step {
	var out []Step
	for _, r := range g.removals {
		out = append(out, RemoveMarkStep{r.from, r.to, r.mark})
	}
	for _, r := range g.additions {
		out = append(out, AddMarkStep{r.from, r.to, r.mark})
	}
	return out
}
