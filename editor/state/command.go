package state

import (
	"galley/editor/model"
	"galley/editor/transform"
)

// Command is something that a writer does. It reports whether it applies to the state, and hands its transaction to dispatch unless that is
// nil.
type Command func(s State, dispatch func(*Transaction)) bool

// attempt is the common end of the commands: the edit applies when it returns no error.
func attempt(s State, dispatch func(*Transaction), edit func(tr *Transaction) error) bool {
	tr := s.Begin()
	if edit(tr) != nil {
		return false
	}
	if dispatch != nil {
		dispatch(tr)
	}
	return true
}

// InsertText types a text over the selection, with the stored marks or those of the text around it. Over a selected block it becomes a
// paragraph. It does not apply to a text with characters that a document may not hold, as a line feed.
func InsertText(text string) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			sel := s.Selection()
			if _, ok := sel.(NodeSelection); ok {
				p := model.New(model.Paragraph, model.Attrs{}, model.NewText(text))
				if err := tr.Replace(sel.From(), sel.To(), model.NewSlice(p)); err != nil {
					return err
				}
				return tr.Select(Caret(sel.From() + model.Pos(p.Size()) - 1))
			}
			marks, err := typingMarks(s)
			if err != nil {
				return err
			}
			n := model.NewText(text, marks...)
			at, err := deleteSelected(tr)
			if err != nil || n == nil {
				return err
			}
			if err := tr.Insert(at, n); err != nil {
				return err
			}
			return tr.Select(Caret(at + model.Pos(n.Size())))
		})
	}
}

// typingMarks returns the marks of what is typed over the selection.
func typingMarks(s State) (model.Marks, error) {
	if marks, ok := s.StoredMarks(); ok {
		return marks, nil
	}
	from, to := s.selection.From(), s.selection.To()
	r, err := s.doc.Resolve(from)
	if err != nil {
		return nil, err
	}
	if n := r.NodeAfter(); from < to && n != nil && n.Kind().IsInline() {
		return n.Marks(), nil // the marks of what is typed over
	}
	return r.Marks(), nil
}

// deleteSelected deletes what is selected and returns the position of the caret.
func deleteSelected(tr *Transaction) (model.Pos, error) {
	sel := tr.Selection()
	if err := tr.Delete(sel.From(), sel.To()); err != nil {
		return 0, err
	}
	at := Near(tr.Doc(), tr.Mapping().Map(sel.From(), transform.Before))
	return at.Head, tr.Select(at)
}

// DeleteSelection deletes what is selected. It does not apply to a caret.
func DeleteSelection(s State, dispatch func(*Transaction)) bool {
	if s.selection.From() == s.selection.To() {
		return false
	}
	return attempt(s, dispatch, func(tr *Transaction) error {
		_, err := deleteSelected(tr)
		return err
	})
}

// SplitBlock is Return: it splits the textblock at the caret. A new block after the end of a heading or in a caption is a paragraph; an item
// of a list becomes two, and an empty one leaves the list. It does not apply in the head of a document.
func SplitBlock(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
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

// JoinBackward is Backspace at the start of a textblock: the first block of a quote or an item leaves it, a block after a figure, a table or
// a rule selects that, and any other block joins the textblock before it. It does not apply elsewhere, nor across the parts of a document
// or the cells of a table.
func JoinBackward(s State, dispatch func(*Transaction)) bool {
	caret, ok := s.selection.(TextSelection)
	if !ok || !caret.Empty() {
		return false
	}
	r, err := s.doc.Resolve(caret.Head)
	if err != nil || r.ParentOffset() > 0 || r.Parent().Kind().Isolates() {
		return false
	}
	d := r.Depth()
	return attempt(s, dispatch, func(tr *Transaction) error {
		parent, i := r.Node(d-1), r.Index(d-1)
		switch {
		case i == 0 && parent.Kind().Isolates():
			return model.ErrFit
		case i == 0:
			return tr.Lift(caret.Head, caret.Head)
		}
		n, end := parent.Child(i-1), r.Before(d) // what ends last before the block
		for !n.Kind().IsTextblock() && len(n.Children()) > 0 && n.Kind() != model.Table {
			n, end = n.Child(len(n.Children())-1), end-1
		}
		switch n.Kind() {
		case model.Figure, model.Table, model.Rule:
			node, err := SelectNode(tr.Doc(), end-model.Pos(n.Size()))
			if err != nil {
				return err
			}
			return tr.Select(node)
		}
		return tr.Delete(end-1, caret.Head)
	})
}

// ToggleMark removes a mark from the selection when all of its text has one of that kind, and adds it otherwise. At a caret it changes what
// the next typed text gets.
func ToggleMark(m model.Mark) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			from, to := s.selection.From(), s.selection.To()
			if from == to {
				marks, err := typingMarks(s)
				if err != nil {
					return err
				}
				if old, ok := marks.Find(m.Kind); ok {
					tr.StoreMarks(marks.Without(old))
				} else {
					tr.StoreMarks(marks.With(m))
				}
				return nil
			}
			text, all := false, true
			s.doc.NodesBetween(from, to, func(n *model.Node, _ model.Pos) bool {
				if n.Kind() == model.Text {
					_, has := n.Marks().Find(m.Kind)
					text, all = true, all && has
				}
				return true
			})
			switch {
			case !text:
				return model.ErrFit
			case all:
				return tr.RemoveMarkKind(from, to, m.Kind)
			}
			return tr.AddMark(from, to, m)
		})
	}
}

// SetBlockKind makes the paragraphs and headings of the selection what to says.
func SetBlockKind(to transform.Block) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			return tr.SetBlockKind(s.selection.From(), s.selection.To(), to)
		})
	}
}
