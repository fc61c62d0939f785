package state

import (
	"strings"

	"galley/editor/model"
	"galley/editor/state/motion"
	"galley/editor/transform"
)

// InsertSlice puts a slice in place of the selection, as a paste does, with the caret after it. A whole article takes the place of an empty
// document, and elsewhere its head goes in as paragraphs. Where blocks may not stand, as in the headline, their text goes in with line
// breaks between.
func InsertSlice(slice model.Slice) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		return attempt(s, dispatch, func(tr *Transaction) error {
			slice := slice
			if cell, ok := onlyCell(slice); ok && !isCells(s) {
				slice = cell
			} else if _, inTable := tableOf(s); inTable && isTable(slice) {
				return fillCells(tr, s, slice.Content[0])
			}
			if isCells(s) {
				if _, err := deleteSelected(tr); err != nil {
					return err
				}
			}
			from, to := tr.Selection().From(), tr.Selection().To()
			if s.doc.Equal(model.NewDoc()) && isArticle(slice) {
				from, to = 0, model.Pos(s.doc.ContentSize())
			}
			for _, as := range []model.Slice{slice, blocksOnly(slice), inlineOnly(slice)} {
				before := len(tr.Steps())
				if tr.Replace(from, to, as) == nil {
					return tr.Select(endOfInsert(tr.Doc(), tr.Mapping().Slice(before, len(tr.Steps())).Map(to, transform.After), as))
				}
			}
			return model.ErrFit
		})
	}
}

func isCells(s State) bool {
	_, ok := s.selection.(CellSelection)
	return ok
}

// isTable reports whether a slice is one whole table.
func isTable(slice model.Slice) bool {
	return len(slice.Content) == 1 && slice.Content[0].Kind() == model.Table && slice.OpenStart+slice.OpenEnd == 0
}

// onlyCell returns what stands in the only cell of a table, as a slice that goes on with the text where it is put.
func onlyCell(slice model.Slice) (model.Slice, bool) {
	if !isTable(slice) {
		return slice, false
	}
	rows := slice.Content[0].Children()
	if len(rows) != 1 || len(rows[0].Children()) != 1 {
		return slice, false
	}
	in := rows[0].Child(0).Children()
	out := model.Slice{Content: in}
	if in[0].Kind() == model.Paragraph {
		out.OpenStart = 1
	}
	if in[len(in)-1].Kind() == model.Paragraph {
		out.OpenEnd = 1
	}
	return out, true
}

// endOfInsert returns the caret after a slice whose end, or what follows it, came to be at a position.
func endOfInsert(doc *model.Node, end model.Pos, slice model.Slice) Selection {
	r, err := doc.Resolve(end)
	if err != nil {
		return Near(doc, end)
	}
	text := r.Parent().Kind().IsTextblock()
	if text && (r.ParentOffset() > 0 || slice.IsEmpty() || slice.OpenEnd > 0) {
		return Caret(end)
	}
	before, ok := motion.Text(motion.Character)(doc, motion.Stop{Pos: end}, motion.Backward)
	if !ok {
		return Near(doc, end)
	}
	return Caret(before.Pos)
}

// isArticle reports whether a slice is a whole document: all parts of its head, and its body.
func isArticle(slice model.Slice) bool {
	return len(slice.Content) == len(model.NewDoc().Children())
}

// blocksOnly returns a slice of parts of a document as blocks: what is not empty of the head as paragraphs, and what stands in the body.
func blocksOnly(slice model.Slice) model.Slice {
	if len(slice.Content) == 0 || !slice.Content[0].Kind().Isolates() || slice.Content[0].Kind() == model.TableCell {
		return slice
	}
	out := model.Slice{OpenStart: slice.OpenStart, OpenEnd: slice.OpenEnd}
	for i, n := range slice.Content {
		last := i+1 == len(slice.Content)
		switch {
		case n.Kind() == model.Body:
			out.Content = append(out.Content, n.Children()...)
			if i == 0 {
				out.OpenStart = max(0, slice.OpenStart-1)
			}
			if last {
				out.OpenEnd = max(0, slice.OpenEnd-1)
			}
		case n.ContentSize() > 0:
			out.Content = append(out.Content, model.New(model.Paragraph, model.Attrs{}, n.Children()...))
		case i == 0:
			out.OpenStart = 0
		case last:
			out.OpenEnd = 0
		}
	}
	return out
}

// inlineOnly returns the inline content of a slice with line breaks between its textblocks.
func inlineOnly(slice model.Slice) model.Slice {
	var out []*model.Node
	var add func(nodes []*model.Node)
	started := false
	add = func(nodes []*model.Node) {
		for _, n := range nodes {
			switch {
			case n.Kind().IsInline():
				out = append(out, n)
			case n.Kind().IsTextblock():
				if started {
					out = append(out, model.NewBreak())
				}
				started = true
				add(n.Children())
			default:
				add(n.Children())
			}
		}
	}
	add(slice.Content)
	return model.NewSlice(out...)
}

// InsertPlain puts a text in place of the selection, each line of it a paragraph, with the marks that typed text gets. Characters that a
// document may not hold are left out. It does not apply to a text without any others.
func InsertPlain(text string) Command {
	return func(s State, dispatch func(*Transaction)) bool {
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n").Replace(text), "\n")
		for i, line := range lines {
			lines[i] = strings.Map(func(r rune) rune {
				if !model.ValidRune(r) {
					return -1
				}
				return r
			}, strings.ToValidUTF8(line, ""))
		}
		if len(lines) == 1 {
			return lines[0] != "" && InsertText(lines[0])(s, dispatch)
		}
		marks, err := typingMarks(s)
		if err != nil {
			return false
		}
		paragraphs := make([]*model.Node, len(lines))
		for i, line := range lines {
			paragraphs[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(line, marks...))
		}
		return InsertSlice(model.Slice{Content: paragraphs, OpenStart: 1, OpenEnd: 1})(s, dispatch)
	}
}
