// Package view is a rich-text editor for Fyne: a document on a sheet of paper that is written on.
//
//	e := view.New(state.NewState(doc, history.Field{}), view.Options{Faces: faces, Colors: colors, Now: time.Now, Every: every})
//	e.OnChange = func(tr *state.Transaction, s state.State) { … append tr.Steps() … }
//	w.SetContent(e)
//
// An [Editor] holds a state and shows it. Input becomes a state.Command, a command a transaction, and the transaction goes through
// state.State.Apply, the one door for change; the layout lays out what changed, and the lines that are seen and differ are drawn again. The
// cost of a key does not depend on the length of the document.
//
// # Parts
//
//	layout  blocks and lines in their places, carets, hit testing; without Fyne
//	ink     a line of glyphs into a picture
//	guard   keys of input methods and keys for the text
//	view    the widget: input, selection, scrolling, decorations, canvas objects
//
// # Drawing
//
// Each line that is seen is one canvas.Raster that is drawn when the line changes; scrolling moves objects and draws nothing. Selections and
// decorations are rectangles below the lines. DESIGN.md says why not canvas.Text, and has the figures.
//
// # Keys
//
// [Bindings] is the one table of keys, with those of macOS beside those of other systems; menus show what it holds. What a key does is an
// [Action], which [Editor.Act] carries out for a menu or a button.
package view
