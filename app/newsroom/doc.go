// Package newsroom is the trade: articles, staff, policies, reviews, decisions and versions, and who may do what.
//
// Every rule lives here and nowhere else. A window, a command and a script all call a [Newsroom], and all are refused the same way. The
// package knows no SQL, no windows and no files; it keeps everything in a [Store].
//
// An article's text is a [Manuscript], changed only by appending [Change] values on a base [Revision]. Handing it over freezes a
// [Version], whose [Hash] every [Decision] names. Where an article stands is a [State], and the only way from one to another is the
// review machine in review.go: a table of state, action and conditions, each of which can say why it bars the way. DESIGN.md draws it.
package newsroom
