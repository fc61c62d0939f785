// Package layout says how kinds of print look: which parts a [export.Piece] has on paper, in which order, faces and sizes, and what every page
// repeats. [compose] sets the parts and puts them on pages.
//
// [Article] is the layout of an article as it is published, in one column or two. [Proof] prints it for proofreaders, with numbered lines and room
// for marks. [Bulletin] puts many articles under one title block, with contents. [Fitter] tells while an article is written how many pages it
// will take, from the same machinery.
//
// The texts of a document's glyphs, in the order of its frames, are the text of the piece and nothing else, apart from the words around it
// (source, credits, caption of the share code, the slip of a proof, the title block and contents of a bulletin), which come from the catalogue in
// the language of the piece. What a page repeats, its number and its running head, and the numbers of lines are in frames of role
// [page.Artifact].
//
// A part of the piece that is empty leaves no trace: no label, no gap.
package layout
