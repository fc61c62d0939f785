package press

import (
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/anchor"
	"galley/export/page/layout"
)

// comments returns the open comments on the article, with their places in what is printed.
func (s setting) comments(zone *time.Location) ([]layout.Comment, error) {
	one := s.subjects[0]
	threads, err := s.press.room.Comments(s.ctx, newsroom.Staff{}, one.article.ID)
	if err != nil {
		return nil, err
	}
	m, _, err := s.press.room.Manuscript(s.ctx, one.article.ID)
	if err != nil {
		return nil, err
	}
	newest := m.Doc.Equal(one.piece.Doc)
	var out []layout.Comment
	for _, t := range newsroom.OpenThreads.Choose(threads, "") {
		c := layout.Comment{About: catalogue.For(one.piece.Language).Say(newsroom.AboutText(t))}
		if t.Anchor != nil && !t.Anchor.Lost {
			if newest {
				c.Behind = t.Anchor.To
			} else if on, ok := anchor.Find(one.piece.Doc, t.Anchor.Quote, t.Anchor.From); ok {
				c.Behind = on.To
			}
		}
		for _, o := range t.Comments {
			if !o.Deleted {
				c.Said = append(c.Said, layout.Saying{Name: o.Name, At: o.At.In(zone), Text: o.Text})
			}
		}
		out = append(out, c)
	}
	return out, nil
}
