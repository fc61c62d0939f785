// Package compose makes rows of blocks and pages of rows.
//
// A [Setter] turns the nodes of a body (paragraphs, headings, lists, quotations, tables, figures) into rows in a [Column], in the [Styles] of its
// [Setup]. A [Row] is a strip of the page that is never cut: one line of a paragraph, a picture, a row of a table. It says how much room it wants
// above and below, and whether it stays with the next. [Setter.Paginate] puts rows on sheets of one column or more, and the notes of the rows at
// the foot of their pages. What a page looks like is said by whoever calls: package layout, or a layout with a grid of its own, which
// takes the rows of [Setter.Table] and [Setter.Figure] and places their frames by itself ([page.Frame.Moved]).
//
// With a [Cache] in the setup, [Setter.Body] sets only blocks that it has not set before.
package compose
