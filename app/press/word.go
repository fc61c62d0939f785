package press

import (
	"context"
	"strings"

	"galley/app/newsroom"
	"galley/editor/intake"
	"galley/editor/track"
	"galley/export"
	"galley/export/word"
)

// WordOptions say what a Word file has beside the text of an article.
type WordOptions struct {
	Changes  bool // open changes as tracked ones; it is the newest text then
	Comments bool // all threads that are not lost, settled ones too
}

// Word returns an article as a Word file: the text that [Press.Set] would print. Corrupt: the article cannot be read.
func (p *Press) Word(ctx context.Context, a newsroom.Article, o WordOptions) ([]byte, export.Report, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return nil, export.Report{}, err
	}
	out := word.Options{}
	s, err := p.room.Settings(ctx)
	if err != nil {
		return nil, export.Report{}, err
	}
	if out.Zone, err = s.Location(); err != nil {
		return nil, export.Report{}, err
	}
	m, _, err := p.room.Manuscript(ctx, a.ID)
	if err != nil {
		return nil, export.Report{}, err
	}
	if o.Changes {
		if piece, err = p.room.Piece(ctx, a, m); err != nil {
			return nil, export.Report{}, err
		}
		staff, err := p.room.Staff(ctx)
		if err != nil {
			return nil, export.Report{}, err
		}
		out.Name = func(by track.Author) string {
			if name, ok := strings.CutPrefix(string(by), intake.FileAuthor); ok { // who is known by a file only
				return name
			}
			for _, s := range staff {
				if s.ID == newsroom.StaffID(by) {
					return s.Name
				}
			}
			return string(by)
		}
		t := m.Track()
		out.Tracked = &t
	}
	if o.Comments {
		threads, err := p.room.Comments(ctx, newsroom.Staff{}, a.ID)
		if err != nil {
			return nil, export.Report{}, err
		}
		newest := m.Doc.Equal(piece.Doc)
		for _, t := range threads {
			out.Comments = append(out.Comments, wordThread(t, newest))
		}
	}
	data, report, err := word.Write(piece, out)
	if err != nil {
		return nil, export.Report{}, newsroom.Errorf(newsroom.Internal, err, "error.word", "Cause", err.Error())
	}
	return data, report, ctx.Err()
}

// wordThread returns a thread as a file has it: beside its words in the newest text, and otherwise on the whole article.
func wordThread(t newsroom.Thread, newest bool) word.Thread {
	out := word.Thread{Resolved: t.Resolved != nil}
	if newest && t.Anchor != nil && !t.Anchor.Lost {
		out.From, out.To = t.Anchor.From, t.Anchor.To
	}
	for _, c := range t.Comments {
		if !c.Deleted {
			out.Said = append(out.Said, word.Comment{Name: c.Name, At: c.At, Text: c.Text})
		}
	}
	return out
}
