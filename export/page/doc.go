// Package page lays a [export.Piece] out: pages of frames, with every glyph, rule and picture in its place.
//
// [Article] is the layout of an article as it is published. It runs in three steps: the piece becomes rows, strips of the page that are
// never cut (article.go, block.go, table.go, figure.go); rows are put on pages (flow.go); pages get their furniture (furniture.go). Whatever
// draws a [Document] measures nothing.
//
// The frames of a page stand in reading order, and the texts of their glyphs are the text of the piece and nothing else, apart from the
// words around it (source, credits, caption of the share code), which come from the catalogue in the language of the piece. What a page
// repeats, its number and its running head, is in frames of role [Artifact].
//
// A part of the piece that is empty leaves no trace: no label, no gap.
package page
