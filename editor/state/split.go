package state

import (
	"galley/editor/model"
	"galley/editor/transform"
)

// Return is the Return key: three hyphens alone in a paragraph become a rule, in the head of a document the caret goes on to the next part,
// and elsewhere the block is split as by [SplitBlock].
func Return(s State, dispatch func(*Transaction)) bool {
	return First(hyphensToRule, nextPart, SplitBlock)(s, dispatch)
}

// hyphensToRule makes a paragraph of three hyphens a rule with a paragraph after it.
func hyphensToRule(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	if err != nil || r.Parent().Kind() != model.Paragraph || r.Pos() != r.End(r.Depth()) || r.Parent().PlainText() != "---" {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.StartGroup()
		at := r.Before(r.Depth())
		rule := model.New(model.Rule, model.Attrs{})
		if err := tr.Step(transform.ReplaceStep{From: at, To: r.After(r.Depth()),
			Slice: model.NewSlice(rule, model.New(model.Paragraph, model.Attrs{}))}); err != nil {
			return err
		}
		return tr.Select(Caret(at + 2))
	})
}

// nextPart goes from a part of the head to the start of the next part, or of the body.
func nextPart(s State, dispatch func(*Transaction)) bool {
	r, err := s.doc.Resolve(s.selection.To())
	if err != nil || r.Depth() != 1 || r.Parent().Kind() == model.Body {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		if s.selection.From() < r.Start(1) {
			return model.ErrFit // a selection across parts
		}
		at := r.After(1)
		if i := r.Index(0) + 1; s.doc.Child(i).Kind() == model.Body && s.doc.Child(i).Child(0).Kind() == model.Rule {
			return selectBlock(tr, at+1)
		}
		return tr.Select(Near(tr.Doc(), at))
	})
}

// InsertBreak is Shift+Return: it puts a line break at the caret.
func InsertBreak(s State, dispatch func(*Transaction)) bool {
	if _, ok := s.selection.(TextSelection); !ok {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.SetAct(Typing)
		marks, err := typingMarks(s)
		if err != nil {
			return err
		}
		at, err := deleteSelected(tr)
		if err != nil {
			return err
		}
		if err := tr.Insert(at, model.NewBreak(marks...)); err != nil {
			return err
		}
		return tr.Select(Caret(at + 1))
	})
}

// SplitBlock is Return: it splits the textblock at the caret. A new block after the end of a heading or in a caption is a paragraph; an
// item of a list becomes two, and an empty one leaves the list, as an empty paragraph at the end of a quote leaves the quote. After a
// selected block comes an empty paragraph. It does not apply in the head of a document.
func SplitBlock(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
		tr.StartGroup()
		tr.SetAct(Typing)
		if block, ok := s.selection.(NodeSelection); ok {
			if err := tr.Insert(block.to, model.New(model.Paragraph, model.Attrs{})); err != nil {
				return err
			}
			return tr.Select(Caret(block.to + 1))
		}
		at, err := deleteSelected(tr)
		if err != nil {
			return err
		}
		r, err := tr.Doc().Resolve(at)
		if err != nil {
			return err
		}
		d := r.Depth()
		block := r.Parent()
		inItem := d > 0 && r.Node(d-1).Kind() == model.ListItem && r.Index(d-1) == 0
		paragraph := transform.Block{Kind: model.Paragraph}
		switch atStart, atEnd := at == r.Start(d), at == r.End(d); {
		case inItem && block.ContentSize() == 0 && len(r.Node(d-1).Children()) == 1:
			return tr.LiftItems(at, at)
		case d > 0 && r.Node(d-1).Kind() == model.Quote && block.ContentSize() == 0 && r.Index(d-1)+1 == len(r.Node(d-1).Children()):
			return tr.Lift(at, at)
		case inItem && block.Kind() != model.Figure:
			err = tr.Split(at, 2)
			at += 4
		case block.Kind() == model.Heading && atStart && !atEnd:
			err = tr.Insert(r.Before(d), model.New(model.Paragraph, model.Attrs{}))
			at += 2
		case block.Kind() == model.Figure || block.Kind() == model.Heading && atEnd:
			err = tr.Split(at, 1, paragraph)
			at += 2
		default:
			err = tr.Split(at, 1)
			at += 2
		}
		if err != nil {
			return err
		}
		return tr.Select(Caret(at))
	})
}
