package layout

import (
	"strconv"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// furnish gives every page its head and its number. The first page names site and column, and they are part of its text; later pages repeat the
// headline.
func (a *article) furnish(pages []page.Page) error {
	headline := oneLine(a.piece.Doc.Part(model.Headline))
	st := a.styles.furniture
	for i := range pages {
		p := &pages[i]
		words := [2]string{a.piece.Site, a.piece.Column}
		st.Role = page.P
		if i > 0 {
			st.Role = page.Artifact
			if headline != "" {
				words = [2]string{headline, a.piece.Site}
			}
		}
		if words != [2]string{} {
			head, err := a.RunningHead(words[0], words[1], st, sheet)
			if err != nil {
				return err
			}
			for i := range head {
				head[i] = head[i].Moved(0, headLine-st.Pitch-3*gap)
			}
			head = append(head, page.Frame{Marks: []page.Mark{page.Box{X: sheet.X, Y: headLine, W: sheet.Width, H: compose.Hair, Fill: page.Hair}}})
			p.Frames = append(head, p.Frames...)
		}
		number := a.styles.furniture
		number.Align = typeset.Centre
		line, err := a.Line(compose.Plain("— "+strconv.Itoa(i+1)+" —", number), number, sheet)
		if err != nil {
			return err
		}
		p.Frames = append(p.Frames, line.Moved(0, footLine-number.Pitch))
	}
	return nil
}
