// Package intake reads what comes from outside into a document: web pages, Word files, plain text and simple Markdown.
//
// [Read] is given the bytes of one file and what is known about them, and returns an [Article]: the document, the properties that the page
// names in its labels (信息來自, 發布時間, 編輯, 審核 and so on), the pictures that travelled inside the file, and a [Report] of everything that
// was left out and why. It fetches nothing, reads no clock and no environment.
//
// # What it promises
//
// The text of the article is returned as it stands on the page, character for character. Only layout goes: the white space that HTML itself
// does not show (CSS Text 3, 4.1), the blanks that indent a paragraph or trail after it, and control characters, which no document may hold.
// Whatever else is not in the document is in the report with its [Reason], so that an editor can look before he accepts.
//
// # How a page is read
//
//	bytes → decode     by mark, declaration and validity, then by common characters    charset, han
//	      → parse      after a count that refuses what would grow without bound        page.go
//	      → flatten    the page as a list of pieces, each a block with its place        convert.go, flow.go
//	      → find       the element that holds the article                              find.go
//	      → classify   each piece: article, label, furniture or spam                   classify.go, furniture.go, spam.go, label
//	      → Article
//
// Scraped text takes the same last step: its lines are the pieces. The rules are tables (furniture.go, spam.go and those of label), and a rule that
// drops a piece inside the article needs evidence in the piece itself; a link, a short line or an odd word is never enough.
//
// A Word file is read by the package word, which says in its own report what it could not keep; it is a person's text, and no line of it is taken
// for a label or for furniture. A person's own text, with nothing around it, is read by [Body]; Markdown is read and written by the package markdown.
package intake
