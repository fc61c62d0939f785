package state

import (
	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// SetBlockKind makes the paragraphs and headings of the selection what to says.
func SetBlockKind(to transform.Block) Command {
	return inCells(func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			return tr.SetBlockKind(s.selection.From(), s.selection.To(), to)
		})
	}, func(State) bool { return false })
}

// Paragraphs makes the headings of the selection paragraphs.
func Paragraphs(s State, dispatch func(*Transaction)) bool {
	return SetBlockKind(transform.Block{Kind: model.Paragraph})(s, dispatch)
}

// ToggleHeading makes the paragraphs and headings of the selection headings of a level, 1 to 3, or paragraphs when all of them are that
// already.
func ToggleHeading(level uint8) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		as := transform.Block{Kind: model.Heading, Attrs: model.Attrs{Level: level}}
		if b, ok := ActiveBlock(s); ok && b == as {
			as = transform.Block{Kind: model.Paragraph}
		}
		return SetBlockKind(as)(s, dispatch)
	}
}

// ActiveBlock returns what the textblocks of the selection are; ok is false when they differ or there is none.
func ActiveBlock(s State) (b transform.Block, ok bool) {
	same := true
	see := func(n *model.Node) {
		now := transform.Block{Kind: n.Kind(), Attrs: n.Attrs()}
		same = same && (!ok || b == now)
		b, ok = now, true
	}
	from, to := s.selection.From(), s.selection.To()
	if r, err := s.doc.Resolve(from); err == nil && r.Parent().Kind().IsTextblock() && to <= r.End(r.Depth()) {
		see(r.Parent())
		return b, ok
	}
	for _, p := range Parts(s) {
		s.doc.NodesBetween(p.From, p.To, func(n *model.Node, _ model.Pos) bool {
			if n.Kind().IsTextblock() {
				see(n)
			}
			return same && !n.Kind().IsTextblock()
		})
	}
	return b, ok && same
}

// ToggleQuote puts the blocks of the selection into a quote, or takes them out of the one that they stand in.
func ToggleQuote(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
		if _, ok := s.selection.(CellSelection); ok {
			return model.ErrFit
		}
		from, to := within(s.selection, s.doc)
		if tr.Unquote(from, to) == nil {
			return nil
		}
		return tr.Wrap(from, to, transform.Block{Kind: model.Quote})
	})
}

// MoveBlock moves the blocks of the selection past the block after or before them, see [transform.Transform.MoveBlocks].
func MoveBlock(dir motion.Direction) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			switch s.selection.(type) {
			case AllSelection, CellSelection:
				return model.ErrFit
			}
			return tr.MoveBlocks(s.selection.From(), s.selection.To(), int(dir))
		})
	}
}

// SetAttrs gives the node that begins at a position other attributes, as a figure its width or a footnote its words.
func SetAttrs(pos model.Pos, a model.Attrs) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error { return tr.SetAttrs(pos, a) })
	}
}

// InsertRule puts a rule in place of the selection, with the caret after it.
func InsertRule(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
		at, n, err := insertBlock(tr, model.New(model.Rule, model.Attrs{}))
		if err != nil {
			return err
		}
		end := at + model.Pos(n.Size())
		r, err := tr.Doc().Resolve(end)
		if err != nil {
			return err
		}
		if after := r.NodeAfter(); after == nil {
			if err := tr.Insert(end, model.New(model.Paragraph, model.Attrs{})); err != nil {
				return err
			}
		}
		return tr.Select(Near(tr.Doc(), end))
	})
}

// InsertFigure puts a figure in place of the selection, with the caret in its caption.
func InsertFigure(a model.Attrs) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			at, _, err := insertBlock(tr, model.New(model.Figure, a))
			if err != nil {
				return err
			}
			return tr.Select(Caret(at + 1))
		})
	}
}

// insertBlock puts a block in place of the selection, after a selected block, and returns where it is.
func insertBlock(tr *Transaction, n *model.Node) (model.Pos, *model.Node, error) {
	sel := tr.Selection()
	from, to := sel.From(), sel.To()
	switch sel.(type) {
	case NodeSelection:
		return to, n, tr.Insert(to, n)
	case CellSelection:
		return 0, nil, model.ErrFit // none of these blocks stands in a cell
	}
	if err := tr.Replace(from, to, model.NewSlice(n)); err != nil {
		return 0, nil, err
	}
	at, found := model.Pos(0), false
	end := tr.Mapping().Map(to, transform.After)
	tr.Doc().NodesBetween(max(0, from-2), end+1, func(c *model.Node, pos model.Pos) bool {
		if c == n {
			at, found = pos, true
		}
		return !found
	})
	if !found {
		return 0, nil, model.ErrFit
	}
	return at, n, nil
}
