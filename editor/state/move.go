package state

import (
	"galley/editor/model"
	"galley/editor/state/motion"
)

// Select selects what it is given. It does not apply when that does not fit the document.
func Select(sel Selection) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error { return tr.Select(sel) })
	}
}

// SelectEverything selects the whole document.
func SelectEverything(s State, dispatch func(*Transaction)) bool {
	return Select(SelectAll(s.doc))(s, dispatch)
}

// SelectWord selects the word around a position.
func SelectWord(pos model.Pos) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		from, to := motion.WordAt(s.doc, pos)
		return Select(TextSelection{from, to})(s, dispatch)
	}
}

// SelectParagraph selects the content of the textblock around a position.
func SelectParagraph(pos model.Pos) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		from, to := motion.ParagraphAt(s.doc, pos)
		return Select(TextSelection{from, to})(s, dispatch)
	}
}

// Collapse puts the caret at the start or the end of a selected text or of selected cells, as an arrow key does. It does not apply to a caret or a selected block.
func Collapse(dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		if cells, ok := s.selection.(CellSelection); ok {
			if dir == motion.Backward {
				return Select(Near(s.doc, cells.from))(s, dispatch)
			}
			return Select(Caret(lastIn(s.doc, cells.to-1)))(s, dispatch)
		}
		sel, ok := s.selection.(TextSelection)
		switch {
		case !ok || sel.Empty():
			return false
		case dir == motion.Backward:
			return Select(Caret(sel.From()))(s, dispatch)
		}
		return Select(Caret(sel.To()))(s, dispatch)
	}
}

// Move puts the caret, or the selection of a block, at the next stop of a unit. Between characters it is to come after [Collapse].
func Move(unit motion.Unit, dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		from := motion.Stop{}
		switch sel := s.selection.(type) {
		case TextSelection:
			from.Pos = sel.Head
		case NodeSelection:
			from = motion.Stop{Pos: sel.from, Block: true}
		case CellSelection:
			from.Pos = Near(s.doc, sel.Head).Head
		default:
			unit = motion.Document
		}
		to, ok := unit(s.doc, from, dir)
		if !ok {
			return false
		}
		return attempt(s, dispatch, func(tr *Transaction) error {
			if to.Block {
				return selectBlock(tr, to.Pos)
			}
			return tr.Select(Caret(to.Pos))
		})
	}
}

// Extend moves the head of the selection to the next stop of a unit and leaves its anchor. From a selected block it selects the text around
// the block, and from selected cells a column more or less.
func Extend(unit motion.Unit, dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		unit := motion.Text(unit)
		var anchor, from motion.Stop
		switch sel := s.selection.(type) {
		case TextSelection:
			anchor.Pos, from.Pos = sel.Anchor, sel.Head
		case NodeSelection:
			var ok bool
			from = motion.Stop{Pos: sel.from, Block: true}
			if anchor, ok = motion.Text(motion.Character)(s.doc, from, -dir); !ok {
				return false
			}
		case CellSelection:
			return ExtendCells(0, int(dir))(s, dispatch)
		default:
			return false
		}
		to, ok := unit(s.doc, from, dir)
		return ok && Select(Between(s.doc, anchor.Pos, to.Pos))(s, dispatch)
	}
}
