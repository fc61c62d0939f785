// Package word reads Word files (.docx, ECMA-376 and ISO/IEC 29500, Strict and Transitional) into documents.
//
// [Read] is given the bytes of a file and returns a [Document]: the parts of the head, the body, the pictures, what the file says of itself,
// and a [Report] of what is not in it. It fetches nothing, runs nothing
// and trusts nothing: every part is counted while it is read, and a file that would cost much is refused with [ErrTooLarge].
//
// # What it promises
//
// The words are those that Word shows with its changes accepted, character for character; [ReadWith] carries out some of them only. Layout goes: indents, also those made of blanks,
// blanks at the end of a paragraph, empty paragraphs, page breaks, fonts, sizes and colours. What a reader of the page sees and the document
// cannot hold is kept in another form with a [Note] (a numbered heading's number becomes text, endnotes become footnotes) or is in
// Report.Dropped.
//
// # How a file is read
//
//	bytes → container   parts by clean names, relationships, limits                  opc
//	      → scanner     elements with known namespaces, no document type             opc
//	      → sheet       styles and numbering, resolved along their chains            style.go, numbering.go
//	      → story       paragraphs, runs, fields, drawings, tables as blocks         story.go, paragraph.go, field.go, drawing.go, table.go
//	      → flow        blocks as nodes: head, lists, quotes, figures with captions  flow.go
//	      → Document
package word
