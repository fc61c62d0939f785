// Package model holds the documents of Galley as immutable values.
//
// A document is a tree of [Node] values. A node is never changed after it is made: every edit builds the nodes along one path anew and
// shares the rest, so that a state can be kept for undo, compared by pointer, and read from several goroutines.
//
// # Shape
//
// A document has a fixed head and a free body, so that what an editor calls the headline is always there to be edited:
//
//	doc
//	  kicker     inline*   引题, may be empty
//	  headline   inline*   主题
//	  subtitle   inline*   副题, may be empty
//	  abstract   inline*   摘要, may be empty
//	  body       block+
//
// A block is a paragraph, a heading (levels 1 to 3), a quote of blocks, a bullet or numbered list of items, a figure whose content is its
// caption, a table of rows of cells, or a rule. An inline is text with marks, a line
// break, or a footnote: an atom whose words are an attribute, so that they are no part of the text around it.
//
// # Positions
//
// A [Pos] counts tokens from the start of the document's content: one for each rune of text, one for a leaf, one for each edge of any other
// node. Positions are runes and not bytes or UTF-16 units, so that a position is never inside a character of the supplementary planes.
// The counting is that of ProseMirror's guide ("Indexing"), with runes for its UTF-16 units.
//
// # One valid form
//
// Two documents that read the same are the same value: no text node is empty, no two neighbours could be joined, marks are sorted and
// unique. The constructors keep this form; [Node.Check] proves it for what came from outside.
package model
