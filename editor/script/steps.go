package script

import (
	"slices"
	"strings"

	"galley/editor/model"
	"galley/editor/transform"
)

// Steps returns the steps that convert the words of a document, the last place first, so that none moves the next: one for each stretch of a word that
// changes. Neighbouring texts are converted as one, so that a word is one whatever its marks. Blocks, marks, notes' places, pictures and addresses stay; where a
// word becomes longer or shorter, all of it has the marks of its start. The error is that of [Convert].
func Steps(doc *model.Node, from, to Variant) ([]transform.Step, error) {
	var out []transform.Step
	var failed error
	doc.Walk(func(n *model.Node, at model.Pos) bool {
		children := n.Children()
		if failed != nil || len(children) == 0 || !n.Kind().IsTextblock() {
			return failed == nil
		}
		pos := at + 1
		for i := 0; i < len(children); {
			j := i
			for j < len(children) && children[j].Kind() == model.Text {
				j++
			}
			if j == i {
				pos += model.Pos(children[i].Size())
				i++
				continue
			}
			r := run{at: pos, nodes: children[i:j]}
			var steps []transform.Step
			if steps, failed = r.steps(from, to); failed != nil {
				return false
			}
			out = append(out, steps...)
			for _, c := range children[i:j] {
				pos += model.Pos(c.Size())
			}
			i = j
		}
		return false
	})
	slices.Reverse(out)
	return out, failed
}

// run is neighbouring texts and the position that they begin at.
type run struct {
	at    model.Pos
	nodes []*model.Node
}

func (r run) steps(from, to Variant) ([]transform.Step, error) {
	var text strings.Builder
	var owner []int // by character: whose it is
	for i, n := range r.nodes {
		text.WriteString(n.Text())
		for range n.Size() {
			owner = append(owner, i)
		}
	}
	pieces, err := Pieces(text.String(), from, to)
	if err != nil {
		return nil, err
	}
	var out []transform.Step
	replace := func(start, end int, words []rune) {
		s := transform.ReplaceStep{From: r.at + model.Pos(start), To: r.at + model.Pos(end)}
		if len(words) > 0 {
			s.Slice = model.NewSlice(model.NewText(string(words), r.nodes[owner[start]].Marks()...))
		}
		out = append(out, s)
	}
	at := 0
	for _, p := range pieces {
		before, after := []rune(p.From), []rune(p.To)
		start := at
		at += len(before)
		switch {
		case p.From == p.To:
			continue
		case len(before) != len(after):
			replace(start, at, after)
			continue
		}
		// Character by character: stretches that differ, each with one set of marks.
		begun := -1
		for i := range before {
			if begun >= 0 && (before[i] == after[i] || owner[start+i] != owner[start+begun]) {
				replace(start+begun, start+i, after[begun:i])
				begun = -1
			}
			if begun < 0 && before[i] != after[i] {
				begun = i
			}
		}
		if begun >= 0 {
			replace(start+begun, at, after[begun:])
		}
	}
	return out, nil
}
