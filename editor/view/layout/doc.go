// Package layout places a document in one endless column for the screen: lines from editor/typeset in blocks one below the other, with
// what stands beside and behind them, and finds carets in it. It knows nothing of windows.
//
//	l := layout.New(doc, options)
//	for b := range l.Blocks(top, bottom) { … }    // what is to be seen
//	l.Update(after)                                // lays out what changed
//	c, ok := l.Caret(pos, layout.After)            // where a position stands
//	pos, side := l.PosAt(x, y)                     // and back
//
// # What is laid out
//
// Each part of the head and each child of the body is a block. A block is laid out when it is seen, edited or asked for, and for the rest of
// the document its height is an estimate, so that a document of any length opens at once; [Layout.Settle] turns estimates into heights in
// slices. When it is done the layout equals the one that a new Layout makes, whatever edits led to it. Nodes are immutable, so a block whose
// node is the same pointer is never laid out again; inside a changed list or table the same holds for each paragraph.
//
// # Coordinates
//
// Lengths are those of typeset, one point being one device-independent pixel. x counts from the left edge of the column, y down from the top
// of the first block. Positions are those of the document; a position where one line wraps into the next stands at the end of the one
// ([Before]) and at the start of the other ([After]).
package layout
