package state

import "galley/editor/model"

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
