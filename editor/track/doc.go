// Package track knows what became of a document: it follows an article from a text that everybody agreed on to the text as it is now, says
// for every difference who made it and when, and takes each back or makes it good.
//
// A [Tracked] holds two documents. Base is the text agreed on, Doc the text as it stands, with all that was suggested since carried out. Between
// them stand changes, each made by somebody:
//
//	t := track.New(doc)                       // nothing is suggested
//	t, err = t.Apply(step, "li", now)         // a step of the document is a suggestion of li's
//	for _, c := range t.Changes() { … }       // what is open
//	d, err := t.Decide(track.Accept, c)       // a decision, a value that can be stored
//	t, err = t.Carry(d)                       // Base has the change too
//
// A document therefore never holds marks for what is inserted or deleted: it is exported, counted and hashed as it is. To accept is to do
// to Base what was done to Doc, to reject the other way round. When no change is open both are the same document, so that "no open
// changes" is a fact about two values and not a count that could go wrong.
//
// [Compare] makes a Tracked of any two documents: the differences between two versions of an article are changes of the same kind.
//
// Steps of every kind are followed: typing, deleting, marks, kinds of blocks, splits and joins, lists, tables, figures, moves. DESIGN.md says how.
package track
