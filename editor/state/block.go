package state

import "galley/editor/transform"

// SetBlockKind makes the paragraphs and headings of the selection what to says.
func SetBlockKind(to transform.Block) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			return tr.SetBlockKind(s.selection.From(), s.selection.To(), to)
		})
	}
}
