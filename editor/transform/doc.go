// Package transform changes documents by values.
//
// A [Step] is one small change. It applies to a document, inverts against the document it was made for, and maps positions from before to
// after. Everything else stands on these three: undo inverts, tracked changes rewrite steps before they apply, comments map. A Step does
// nothing clever; cleverness lives in the methods of [Transform], which make steps.
//
//	tr := transform.New(doc)
//	err := tr.InsertText(pos, "通知", nil)
//	after, steps, mapping := tr.Doc(), tr.Steps(), tr.Mapping()
//
// A step applied to a valid document gives a valid document or an error, and never a broken one; what it costs depends on the size of the
// change and not on the length of the document. [MarshalStep] and [UnmarshalStep] carry steps to a store and back.
//
// Positions count tokens: one for a rune of text, one for each edge of a node. See DESIGN.md for why not bytes.
package transform
