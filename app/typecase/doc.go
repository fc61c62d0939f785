// Package typecase finds the faces that a newsroom prints in: those of the house, those of a folder of a person's own, and a file of one's own
// for each category of type, which may be a font of the operating system.
//
// A [Choice] says which; [Case.Fonts] opens them, each file once. A face of one's own goes before the one of the house, which still shows the
// characters that it lacks. [List] names the faces in the folders of fonts of the operating system, which are an input here: package app
// knows where they are. Files are read as far as the names of their faces for that, and whole only when they are set in.
package typecase
