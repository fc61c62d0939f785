package state

import (
	"galley/editor/model"
	"galley/editor/transform"
)

// Carry moves the selected text to a position, or copies it there, as by dragging, and selects it in its new place. It does not apply to a
// caret, nor to a position inside of what is selected.
func Carry(to model.Pos, copied bool) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		sel, ok := s.selection.(TextSelection)
		if !ok || sel.Empty() || !copied && to >= sel.From() && to <= sel.To() || to > sel.From() && to < sel.To() {
			return false
		}
		slice, err := s.doc.Slice(sel.From(), sel.To())
		if err != nil {
			return false
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			tr.StartGroup()
			if !copied {
				if err := tr.Delete(sel.From(), sel.To()); err != nil {
					return err
				}
			}
			at := tr.Mapping().Map(to, transform.After)
			if Caret(at).check(tr.Doc()) != nil {
				return model.ErrFit
			}
			size := tr.Doc().ContentSize()
			for _, as := range []model.Slice{slice, blocksOnly(slice), inlineOnly(slice)} {
				if tr.Replace(at, at, as) != nil {
					continue
				}
				end := at + model.Pos(tr.Doc().ContentSize()-size)
				return tr.Select(TextSelection{Near(tr.Doc(), at).Head, Near(tr.Doc(), end).Head})
			}
			return model.ErrFit
		})
	}
}
