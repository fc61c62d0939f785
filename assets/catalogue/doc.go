// Package catalogue holds the words of the interface in every language that Galley speaks.
//
// A sentence is an entry with an id. Code that refuses, reports or asks names the entry and its values as a [Text] and leaves the speaking
// to whoever knows the reader's language: the desktop, a command, the printed page of an article in its own language.
//
// The entries stand in text/AREA.LANGUAGE.json, one file for each area of the program, so that the words of one window can be read together.
// The files are go-i18n's: values are written {{.Name}}, and an English entry that counts may be an object of the forms one and other,
// chosen by the value Count, an int.
//
// Tests hold the files to each other and the program to the files: the same ids with the same values in every language, each id once, an entry for
// every id that a source names, the values that it wants, and no entry that no source names.
package catalogue
