// Package collab lets several writers change one document at the same time and end with the same one.
//
// There is one order of all changes: the store's. A writer's steps are his own until the store has taken them; a [Step] is one of them with
// what takes it back. Whoever learns that others were first takes his own steps back, makes theirs, and makes his own again where the text
// they meant is now:
//
//	own = append(own, collab.Own(tr)...)                  // for each transaction of the writer
//	tr, own, err := collab.Rebase(s, own, theirs)         // theirs in the order of the store
//	s, err = s.Apply(tr)
//
// After it the document is the store's with the own steps on top, and everybody who has nothing of his own left has the same. The selection
// stays with the text around it, and undo (editor/state/history) takes back the writer's own changes and nobody else's. This is the algorithm of
// ProseMirror's collab with one difference: text that was typed where others deleted is never dropped.
//
// [Merge] makes fewer steps of a burst of typing, without any difference to what they do.
package collab
