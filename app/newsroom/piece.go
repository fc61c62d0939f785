package newsroom

import (
	"context"

	"galley/export"
)

// Piece returns the article as readers get it, with the manuscript as given. An article that is not published yet has the permalink that
// it would be given.
func (n *Newsroom) Piece(ctx context.Context, a Article, m Manuscript) (export.Piece, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return export.Piece{}, err
	}
	loc, err := s.Location()
	if err != nil {
		return export.Piece{}, err
	}
	hash, err := m.Hash()
	if err != nil {
		return export.Piece{}, Errorf(Internal, err, "error.internal", "Cause", err.Error())
	}
	link := a.Permalink
	if link == "" {
		if link, err = s.Permalink(a); err != nil {
			return export.Piece{}, err
		}
	}
	p := m.Properties
	published := a.PublishedAt
	switch {
	case !p.Issued.IsZero():
		published = p.Issued
	case published.IsZero(): // a proof shows when it is to come out
		published = p.PublishAt
	}
	if !published.IsZero() {
		published = published.In(loc)
	}
	return export.Piece{
		Doc: m.Doc, Language: p.Language, Site: s.Site, Column: p.Column, Number: string(a.Number), Source: p.Source, Authors: p.Authors,
		Editor: p.Editor, Reviewer: p.Reviewer, Keywords: p.Keywords, Published: published, Permalink: link, Version: string(hash), Official: p.Official, Correction: p.Correction,
		Particulars: p.told(),
		Pictures:    func(hash string) ([]byte, error) { return n.Rendition(ctx, hash) },
		Screen:      func(hash string) ([]byte, error) { return n.Screen(ctx, hash) },
	}, nil
}
