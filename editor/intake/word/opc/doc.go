// Package opc reads the containers of Office files: parts, what they refer to, and the XML in them (Open Packaging Conventions, ECMA-376-2).
//
// [Open] reads the directory of a container; [Container.Scan] reads a part element by element. Everything is counted while it is read and what
// the file says of its own sizes is not believed: a file that would cost much is refused with [ErrTooLarge]. Nothing is fetched, no document
// type is read, no name leads out of the container.
package opc
