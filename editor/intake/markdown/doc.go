// Package markdown is the body of a document as a person types it in a plain field: [Read] and [Write] are each other's inverse for every body
// there is. Where Markdown has no sign for something of the schema, Write has one of its own.
package markdown
