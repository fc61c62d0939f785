package state

import "galley/editor/model"

// ToggleMark removes a mark from the selection when all of its text has one of that kind, and adds it otherwise. At a caret it changes what
// the next typed text gets.
func ToggleMark(m model.Mark) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			from, to := s.selection.From(), s.selection.To()
			if from == to {
				marks, err := typingMarks(s)
				if err != nil {
					return err
				}
				if old, ok := marks.Find(m.Kind); ok {
					tr.StoreMarks(marks.Without(old))
				} else {
					tr.StoreMarks(marks.With(m))
				}
				return nil
			}
			text, all := false, true
			parts := Parts(s)
			for _, p := range parts {
				s.doc.NodesBetween(p.From, p.To, func(n *model.Node, _ model.Pos) bool {
					if n.Kind() == model.Text {
						_, has := n.Marks().Find(m.Kind)
						text, all = true, all && has
					}
					return true
				})
			}
			if !text {
				return model.ErrFit
			}
			return eachPart(parts, func(from, to model.Pos) error {
				if all {
					return tr.RemoveMarkKind(from, to, m.Kind)
				}
				return tr.AddMark(from, to, m)
			})
		})
	}
}

// eachPart makes a change that moves nothing in each part.
func eachPart(parts []Part, change func(from, to model.Pos) error) error {
	for _, p := range parts {
		if err := change(p.From, p.To); err != nil {
			return err
		}
	}
	return nil
}

// ActiveMarks returns the marks that all of the selected text has, addresses of links aside, or at a caret those that typed text gets.
func ActiveMarks(s State) model.Marks {
	from, to := s.selection.From(), s.selection.To()
	if from == to {
		marks, err := typingMarks(s)
		if err != nil {
			return nil
		}
		return marks
	}
	var out model.Marks
	first := true
	see := func(n *model.Node, _ model.Pos) bool {
		if n.Kind() != model.Text {
			return first || len(out) > 0
		}
		if first {
			out, first = n.Marks(), false
			return false
		}
		for _, m := range out {
			if _, ok := n.Marks().Find(m.Kind); !ok {
				out = out.Without(m)
			}
		}
		return false
	}
	for _, p := range Parts(s) {
		s.doc.NodesBetween(p.From, p.To, see)
	}
	return out
}

// LinkAt returns the range of the link around a position, or beside it, and its mark.
func LinkAt(doc *model.Node, pos model.Pos) (from, to model.Pos, link model.Mark, ok bool) {
	r, err := doc.Resolve(pos)
	if err != nil || !r.Parent().Kind().IsTextblock() {
		return 0, 0, model.Mark{}, false
	}
	nodes, i := r.Parent().Children(), r.Index(r.Depth())
	if i < len(nodes) {
		link, ok = nodes[i].Marks().Find(model.Link)
	}
	if !ok && i > 0 && r.TextOffset() == 0 {
		i--
		link, ok = nodes[i].Marks().Find(model.Link)
	}
	if !ok {
		return 0, 0, model.Mark{}, false
	}
	first, last := i, i
	for first > 0 && nodes[first-1].Marks().Has(link) {
		first--
	}
	for last+1 < len(nodes) && nodes[last+1].Marks().Has(link) {
		last++
	}
	from = r.Start(r.Depth())
	for _, n := range nodes[:first] {
		from += model.Pos(n.Size())
	}
	to = from
	for _, n := range nodes[first : last+1] {
		to += model.Pos(n.Size())
	}
	return from, to, link, true
}

// SetLink makes the selected text a link, or at a caret gives the link around it another address. It does not apply to an empty address,
// nor at a caret outside of links.
func SetLink(href string) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			parts := Parts(s)
			if p := &parts[0]; p.From == p.To {
				var ok bool
				if p.From, p.To, _, ok = LinkAt(s.doc, p.From); !ok {
					return model.ErrFit
				}
			}
			if err := eachPart(parts, func(from, to model.Pos) error { return tr.AddMark(from, to, model.Mark{Kind: model.Link, Href: href}) }); err != nil {
				return err
			}
			if !tr.Changed() {
				return model.ErrFit // no text, or that link already
			}
			return nil
		})
	}
}

// RemoveLink removes the links of the selection, or the one around the caret.
func RemoveLink(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
		parts := Parts(s)
		if p := &parts[0]; p.From == p.To {
			p.From, p.To, _, _ = LinkAt(s.doc, p.From)
		}
		if err := eachPart(parts, func(from, to model.Pos) error { return tr.RemoveMarkKind(from, to, model.Link) }); err != nil {
			return err
		}
		if !tr.Changed() {
			return model.ErrFit
		}
		return nil
	})
}

// ClearMarks removes all marks from the selected text, or at a caret from what is typed next.
func ClearMarks(s State, dispatch func(*Transaction)) bool {
	return attempt(s, dispatch, func(tr *Transaction) error {
		from, to := s.selection.From(), s.selection.To()
		if from == to {
			tr.StoreMarks(nil)
			return nil
		}
		if err := eachPart(Parts(s), tr.ClearMarks); err != nil {
			return err
		}
		if !tr.Changed() {
			return model.ErrFit
		}
		return nil
	})
}
