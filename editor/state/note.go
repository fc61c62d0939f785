package state

import "galley/editor/model"

// InsertFootnote puts a footnote behind the selected text, or at the caret, with the caret after it. What it says is cleaned by
// [model.CleanNote]; it does not apply when nothing is left, nor where no text stands.
func InsertFootnote(note string) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		n := model.NewFootnote(note)
		if _, ok := s.selection.(TextSelection); !ok || n == nil {
			return false
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			at := s.selection.To()
			if err := tr.Insert(at, n); err != nil {
				return err
			}
			return tr.Select(Caret(at + 1))
		})
	}
}

// FootnoteAt returns the footnote that a selection is about: the one that it holds alone, or the one before or after a caret.
func FootnoteAt(s State) (at model.Pos, note *model.Node, ok bool) {
	sel, text := s.selection.(TextSelection)
	if !text || sel.To()-sel.From() > 1 {
		return 0, nil, false
	}
	places := []model.Pos{sel.From()}
	if sel.Empty() && sel.From() > 0 {
		places = append(places, sel.From()-1)
	}
	for _, at := range places {
		if n := s.doc.NodeAt(at); n != nil && n.Kind() == model.Footnote {
			return at, n, true
		}
	}
	return 0, nil, false
}
