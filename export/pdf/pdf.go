// Package pdf writes laid-out pages as PDF files.
//
// [Write] takes a [page.Document], whose marks all have their place already, and measures nothing. The file that comes out
//
//   - holds the text: extracted, it equals the text of the glyphs, beyond the Basic Multilingual Plane too;
//   - embeds every glyph that it uses and nothing else, of TrueType and PostScript faces, single or in collections;
//   - is tagged: reading order, headings, lists, tables with rows and spans, notes, contents, figures with their alternative text, links, language;
//   - follows PDF/A-1b (ISO 19005-1), so that archives take it: no transparency, one colour space, metadata;
//   - is the same, byte for byte, for the same document and options.
//
// The file is made in three steps. Every use of a glyph gets a code, and the glyphs of a face become a small TrueType face of the document's own
// (fonts.go, subset.go, convert.go). gofpdf writes pages and faces from that (paint.go). Then the file is taken apart into its objects and put together again
// with everything that gofpdf leaves out or gets wrong (finish.go). DESIGN.md says why it is done so.
package pdf
