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
func (s *setting) furnish(pages []page.Page) error {
	headline := oneLine(s.piece.Doc.Part(model.Headline))
	for i := range pages {
		left, right, role := s.piece.Site, s.piece.Column, page.P
		if i > 0 {
			role = page.Artifact
			if headline != "" {
				left, right = headline, s.piece.Site
			}
		}
		if err := s.runningHead(&pages[i], left, right, role); err != nil {
			return err
		}
		if err := s.number(&pages[i], i+1); err != nil {
			return err
		}
	}
	return nil
}

// runningHead puts the head of a page above a thin rule, if it says anything.
func (s *setting) runningHead(p *page.Page, left, right string, role page.Role) error {
	if left == "" && right == "" {
		return nil
	}
	st := s.styles.furniture
	st.Role = role
	frames, err := s.RunningHead(left, right, st, s.sheet.Text)
	if err != nil {
		return err
	}
	for i := range frames {
		frames[i] = frames[i].Moved(0, headLine-st.Pitch-3*gap)
	}
	frames = append(frames, page.Frame{Marks: []page.Mark{
		page.Box{X: s.sheet.Text.X, Y: headLine, W: s.sheet.Text.Width, H: compose.Hair, Fill: page.Hair},
	}})
	p.Frames = append(frames, p.Frames...)
	return nil
}

// number puts the number of a page at its foot.
func (s *setting) number(p *page.Page, n int) error {
	st := s.styles.furniture
	st.Align = typeset.Centre
	line, err := s.Line(compose.Plain("— "+strconv.Itoa(n)+" —", st), st, s.sheet.Text)
	if err != nil {
		return err
	}
	p.Frames = append(p.Frames, line.Moved(0, footLine-st.Pitch))
	return nil
}
