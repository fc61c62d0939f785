// Package page is finished pages: frames with every glyph, rule and picture in its place.
//
// A [Document] is what the layouts make and the exporters draw. Whatever draws it measures nothing. The frames of a page stand in reading
// order, and the texts of their glyphs are the text of the piece; what a page repeats, its number and its running head, is in frames of role
// [Artifact].
//
// Package compose makes rows of blocks and pages of rows; package layout says how each kind of print looks.
package page
