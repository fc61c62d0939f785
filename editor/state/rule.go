package state

import (
	"strconv"
	"strings"

	"galley/editor/model"
	"galley/editor/transform"
)

// rules say what a paragraph becomes when its text up to the caret is one of these, just typed. A number stands for any.
var rules = []struct {
	typed string
	apply func(tr *Transaction, at model.Pos, number int) error
}{
	{"- ", bullets}, {"* ", bullets}, {"1. ", numbers}, {"> ", quote},
	{"# ", heading(1)}, {"## ", heading(2)}, {"### ", heading(3)},
}

// InputRule looks at what was just typed before the caret: "- ", "* ", "1. ", "> ", "# ", "## " or "### " alone at the start of a paragraph
// becomes a list, a quote or a heading. It is to be tried after each typed text. One undo right after it takes back the rule alone and leaves
// what was typed.
func InputRule(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	if err != nil || r.Parent().Kind() != model.Paragraph || r.ParentOffset() > 12 {
		return false
	}
	before := r.NodeBefore()
	if before == nil || before.Kind() != model.Text || model.Pos(before.Size()) != r.ParentOffset() {
		return false
	}
	typed, number := before.Text(), 1
	if digits, ok := strings.CutSuffix(typed, ". "); ok && !strings.HasPrefix(digits, "+") && !strings.HasPrefix(digits, "-") {
		if n, err := strconv.ParseInt(digits, 10, 32); err == nil {
			typed, number = "1. ", int(n)
		}
	}
	for _, rule := range rules {
		if rule.typed != typed {
			continue
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			tr.StartGroup()
			start := r.Start(r.Depth())
			if err := tr.Delete(start, caret.Head); err != nil {
				return err
			}
			return rule.apply(tr, start, number)
		})
	}
	return false
}

func bullets(tr *Transaction, at model.Pos, _ int) error {
	return wrapList(tr, at, at, transform.Block{Kind: model.BulletList}, true)
}

// numbers begins a numbered list, or goes on with the one before when the number is its next.
func numbers(tr *Transaction, at model.Pos, number int) error {
	r, err := tr.Doc().Resolve(at - 1)
	if err != nil {
		return err
	}
	before := r.NodeBefore()
	next := before != nil && before.Kind() == model.NumberedList && int(before.Attrs().Start)+len(before.Children()) == number
	return wrapList(tr, at, at, transform.Block{Kind: model.NumberedList, Attrs: model.Attrs{Start: int32(number)}}, next)
}

func quote(tr *Transaction, at model.Pos, _ int) error {
	return tr.Wrap(at, at, transform.Block{Kind: model.Quote})
}

func heading(level uint8) func(*Transaction, model.Pos, int) error {
	return func(tr *Transaction, at model.Pos, _ int) error {
		return tr.SetBlockKind(at, at, transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: level}})
	}
}
