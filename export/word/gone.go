package word

import (
	"slices"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
)

// gone writes what is gone before a position between blocks: paragraphs and tables of their own, all of them gone.
func (w *writer) gone(at model.Pos, c context) {
	for p, ok := w.nextGone(at); ok; p, ok = w.nextGone(at) {
		r := w.newRuns("")
		g := goneWalk{runs: r, part: p, revision: revision{p.By, p.At}}
		g.children(w.base, 0, context{cell: c.cell, whole: c.whole})
		if r.Len() > 0 { // what began a paragraph that is not gone as a whole
			r.close()
			w.body.WriteString(w.paragraph(g.props, w.mark("del", g.revision), r.String()))
		}
	}
}

// goneIn writes what is gone inside a paragraph that is being written. Where the end of a paragraph is gone, what was written so far is a
// paragraph of its own, whose mark is gone.
func (r *runs) goneIn(p track.Part, c context) {
	g := goneWalk{runs: r, part: p, revision: revision{p.By, p.At}}
	g.children(r.base, 0, context{cell: c.cell, whole: c.whole})
}

// goneWalk walks over the tokens of the text agreed on that are gone.
type goneWalk struct {
	*runs
	part track.Part
	revision
}

// covers reports whether tokens are gone from one position to another, all of them.
func (g *goneWalk) covers(from, to model.Pos) bool {
	return from >= g.part.BaseFrom && to <= g.part.BaseTo
}

func (g *goneWalk) children(n *model.Node, at model.Pos, c context) {
	for _, child := range n.Children() {
		end := at + model.Pos(child.Size())
		if end > g.part.BaseFrom && at < g.part.BaseTo {
			g.node(child, at, end, c)
		}
		at, c.first = end, false
	}
}

func (g *goneWalk) node(n *model.Node, at, end model.Pos, c context) {
	switch k := n.Kind(); {
	case k == model.Text:
		text := []rune(n.Text())
		from, to := max(g.part.BaseFrom, at)-at, min(g.part.BaseTo, end)-at
		g.run(model.NewText(string(text[from:to]), n.Marks()...), "", "del", &g.revision)
	case k.IsInline():
		g.run(n, "", "del", &g.revision)
	case k == model.Rule:
		if c.depth == 0 && !c.cell {
			g.rule(nil, &g.revision)
		}
	case k == model.Figure:
		if g.covers(at, at+1) {
			g.picture(n, "del", &g.revision)
		}
		g.textblock(n, at, end, c)
	case k.IsTextblock():
		g.textblock(n, at, end, c)
	case k == model.Quote:
		c.quote = true
		g.children(n, at+1, c)
	case k == model.BulletList || k == model.NumberedList:
		c.number, c.depth = g.goneNumber(n, c.depth), min(c.depth+1, maxDepth)
		pos := at + 1
		for _, item := range n.Children() {
			stop := pos + model.Pos(item.Size())
			if stop > g.part.BaseFrom && pos < g.part.BaseTo {
				c.first = true
				g.children(item, pos+1, c)
			}
			pos = stop
		}
	case k == model.Table && g.covers(at, end):
		g.goneTable(n, g.revision)
	case k == model.TableRow && g.covers(at, end), k == model.TableCell && g.covers(at, end):
		g.told() // Word can say it of whole tables; a row or a column among others is not told
	default:
		g.children(n, at+1, c)
	}
}

// textblock writes what is gone of a textblock and, where its end is gone, ends the paragraph with a mark that is gone.
func (g *goneWalk) textblock(n *model.Node, at, end model.Pos, c context) {
	g.children(n, at+1, c)
	if n.Kind() == model.Figure && n.ContentSize() == 0 {
		return
	}
	props := g.writer.props(n, c)
	if !g.covers(end-1, end) {
		if g.props == "" {
			g.props = props
		}
		return
	}
	g.close()
	g.body.WriteString(g.paragraph(props, g.mark("del", g.revision), g.String()))
	g.Reset()
}

// told reports that there is a change that Word has no form for.
func (w *writer) told() {
	if !slices.ContainsFunc(w.report.Notes, func(t catalogue.Text) bool { return t.ID == "word.untold" }) {
		w.report.Notes = append(w.report.Notes, catalogue.T("word.untold"))
	}
}
