package state

import "galley/editor/model"

// InsertText types a text over the selection, with the stored marks or those of the text around it. Over a selected block it becomes a
// paragraph. It does not apply to a text with characters that a document may not hold, as a line feed.
func InsertText(text string) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			tr.SetAct(Typing)
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
