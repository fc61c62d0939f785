// Package word writes pieces as Word files (.docx; ECMA-376 and ISO/IEC 29500, Transitional), which Word, WPS and LibreOffice open as their own.
//
//	data, report, err := word.Write(piece, word.Options{})
//
// A file has the head, the body and the particulars of a piece in named styles: headings with their ranks, lists with real numbering,
// tables with merged cells, figures with alternative text, caption and credit, footnotes, links, and every mark. With [Options] it has tracked
// changes and comments too, so that whoever works on it in Word goes on where the newsroom stopped.
//
// # What it promises
//
// What editor/intake/word reads from a file is the document that was written, but for what Word has no form for: empty paragraphs and blanks at
// their ends, and lists, tables and figures inside items and quotations, whose words stay in their order. Equal pieces and options give equal bytes. Nothing is fetched, no font is embedded, and no part names a person but those of the piece, the changes and
// the comments.
//
// # How a file is made
//
//	document → story    blocks as paragraphs and tables, the changes among them   story.go, table.go, figure.go, gone.go
//	         → line     inline content as runs                                    line.go
//	         → sheet    styles, fonts and numbering of a language                 sheet.go, number.go
//	         → parts    relations, notes, comments, one zip                       part.go, note.go
package word
