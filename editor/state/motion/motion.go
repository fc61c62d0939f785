// Package motion says where a caret goes from where it is.
//
// A [Stop] is a place for the caret: between two characters of a textblock, where a character is what a reader sees as one (an extended
// grapheme cluster, UAX #29), or on a whole figure or rule, which is then selected. All stops have one order, that of the document: a
// figure's own stop comes before those in its caption.
//
//	to, ok := motion.Character(doc, motion.Stop{Pos: pos}, motion.Forward)
//
// A [Unit] goes from one stop to the next of its kind; ok is false where there is none. Lines and pages are not here: they depend on how the
// text is laid out.
package motion

import "galley/editor/model"

// Stop is a place for the caret: a position in a textblock, or a whole block that begins at the position.
type Stop struct {
	Pos   model.Pos
	Block bool
}

// Direction is the way through the document.
type Direction int8

// The directions. Forward is to the right in a text from left to right.
const (
	Backward Direction = -1
	Forward  Direction = 1
)

// Unit goes from one stop to the next one of its kind in a direction; ok is false when there is none.
type Unit func(doc *model.Node, from Stop, dir Direction) (to Stop, ok bool)

// Character goes over one grapheme cluster, and from block to block.
func Character(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
	r, err := doc.Resolve(from.Pos)
	if err != nil {
		return Stop{}, false
	}
	if !from.Block && r.Parent().Kind().IsTextblock() {
		if n := cluster(r, dir); n > 0 {
			return Stop{Pos: from.Pos + model.Pos(dir)*n}, true
		}
		if dir == Backward && r.Parent().Kind() == model.Figure {
			return Stop{r.Before(r.Depth()), true}, true
		}
	}
	return over(doc, from, dir)
}

// Word goes to the end of the next word, or run of punctuation, or to the start of the one before; blanks are passed over. At the edge of a
// textblock it goes on to the next one.
func Word(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
	r, err := doc.Resolve(from.Pos)
	if err != nil {
		return Stop{}, false
	}
	if !from.Block && r.Parent().Kind().IsTextblock() {
		if n := word(r, dir); n > 0 {
			return Stop{Pos: from.Pos + model.Pos(dir)*n}, true
		}
	}
	return Character(doc, from, dir)
}

// Paragraph goes to the start of a textblock: forward to the next one, backward to that of this one, or of the one before when it is there.
// At the last one it goes to the end.
func Paragraph(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
	r, err := doc.Resolve(from.Pos)
	if err != nil {
		return Stop{}, false
	}
	if dir == Backward && !from.Block && r.Parent().Kind().IsTextblock() && r.ParentOffset() > 0 {
		return Stop{Pos: r.Start(r.Depth())}, true
	}
	to, ok := over(doc, from, dir)
	for ok && to.Block { // to a textblock
		to, ok = Character(doc, to, dir)
	}
	switch {
	case ok:
		if r, err = doc.Resolve(to.Pos); err != nil {
			return Stop{}, false
		}
		return Stop{Pos: r.Start(r.Depth())}, true
	case dir == Forward && !from.Block && r.Parent().Kind().IsTextblock() && r.Pos() < r.End(r.Depth()):
		return Stop{Pos: r.End(r.Depth())}, true
	}
	return Stop{}, false
}

// Document goes to the first or the last stop of the document.
func Document(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
	to := edge(doc, -1, dir)
	return to, to != from
}

// Text is a unit that passes over the stops of whole blocks, as the end of a selected text must.
func Text(u Unit) Unit {
	return func(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
		to, ok := u(doc, from, dir)
		for ok && to.Block {
			to, ok = Character(doc, to, dir)
		}
		return to, ok
	}
}

// over leaves the textblock or the block of a stop.
func over(doc *model.Node, from Stop, dir Direction) (Stop, bool) {
	at := from.Pos
	if n := doc.NodeAt(at); from.Block && n != nil {
		switch {
		case dir == Forward && n.Kind() == model.Figure:
			return Stop{Pos: at + 1}, true
		case dir == Forward:
			at += model.Pos(n.Size())
		}
	} else if r, err := doc.Resolve(at); err == nil && r.Parent().Kind().IsTextblock() {
		at = r.Before(r.Depth())
		if dir == Forward {
			at = r.After(r.Depth())
		}
	}
	return beside(doc, at, dir)
}

// beside returns the first stop after, or the last one before, a position that is between blocks.
func beside(doc *model.Node, at model.Pos, dir Direction) (Stop, bool) {
	r, err := doc.Resolve(at)
	if err != nil {
		return Stop{}, false
	}
	for d := r.Depth(); d >= 0; d-- {
		n := r.Node(d)
		if dir == Forward {
			if d < r.Depth() {
				at = r.After(d + 1)
			}
			if i := r.IndexAfter(d); i < len(n.Children()) {
				return edge(n.Child(i), at, Backward), true
			}
			continue
		}
		if d < r.Depth() {
			at = r.Before(d + 1)
		}
		if i := r.Index(d); i > 0 {
			c := n.Child(i - 1)
			return edge(c, at-model.Pos(c.Size()), Forward), true
		}
	}
	return Stop{}, false
}

// edge returns the first or the last stop in a node that begins at a position.
func edge(n *model.Node, at model.Pos, dir Direction) Stop {
	for {
		switch {
		case n.Kind() == model.Rule || n.Kind() == model.Figure && dir == Backward:
			return Stop{at, true}
		case n.Kind().IsTextblock() && dir == Backward || len(n.Children()) == 0:
			return Stop{Pos: at + 1}
		case n.Kind().IsTextblock():
			return Stop{Pos: at + model.Pos(n.Size()) - 1}
		case dir == Backward:
			n, at = n.Child(0), at+1
		default:
			end := at + model.Pos(n.Size()) - 1
			n = n.Child(len(n.Children()) - 1)
			at = end - model.Pos(n.Size())
		}
	}
}
