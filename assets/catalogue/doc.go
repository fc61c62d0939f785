// Package catalogue holds the words of the interface in every language that Galley speaks.
//
// A sentence is an entry with an id. Code that refuses, reports or asks names the entry and its values as a [Text] and leaves the speaking
// to whoever knows the reader's language: the desktop, a command, the printed page of an article in its own language.
//
// The entries stand in text/AREA.LANGUAGE.json, one file for each area of the program, so that the words of one window can be read
// together. The same ids with the same values stand in every language; a test holds them to it. Values are written {{.Name}}, in the syntax
// of text/template.
package catalogue
