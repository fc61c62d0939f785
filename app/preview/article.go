package preview

import (
	"context"
	"errors"
	"path"
	"strings"

	"galley/app/newsroom"
	"galley/export"
	"galley/export/web"
)

// Room is what a preview asks of a newsroom; *newsroom.Newsroom answers.
type Room interface {
	Settings(context.Context) (newsroom.Settings, error)
	Article(context.Context, newsroom.Number) (newsroom.Article, error)
	Manuscript(context.Context, newsroom.ArticleID) (newsroom.Manuscript, newsroom.Revision, error)
	Piece(context.Context, newsroom.Article, newsroom.Manuscript) (export.Piece, error)
}

// types are those of the files that export/web makes.
var types = map[string]string{".jpg": "image/jpeg", ".png": "image/png"}

// Of shows an article as it is stored at the moment. Invalid: it has a grade of secrecy.
func Of(room Room, number newsroom.Number) Source {
	return func(ctx context.Context, address string) (Content, error) {
		settings, err := room.Settings(ctx)
		if err != nil {
			return Content{}, err
		}
		a, err := room.Article(ctx, number)
		if err != nil {
			return Content{}, err
		}
		m, _, err := room.Manuscript(ctx, a.ID)
		if err != nil {
			return Content{}, err
		}
		piece, err := room.Piece(ctx, a, m)
		if err != nil {
			return Content{}, err
		}
		if c, ok := settings.Column(piece.Column); ok {
			piece.Column = c.Name
		}
		site := web.Site{Name: settings.Site, Home: address, Language: settings.Language}
		page, err := site.Article(web.Article{Piece: piece, Address: address, Draft: true})
		if errors.Is(err, web.ErrSecret) {
			return Content{}, newsroom.Errorf(newsroom.Invalid, err, "preview.secret")
		}
		if err != nil {
			return Content{}, newsroom.Errorf(newsroom.Internal, err, "site.page", "Number", string(a.Number), "Cause", err.Error())
		}
		c := Content{HTML: page.HTML, Files: map[string]File{}}
		for _, p := range page.Pictures {
			c.Files[strings.TrimPrefix(p.Address, address)] = File{types[path.Ext(p.Address)], func() ([]byte, error) {
				original, err := piece.Pictures(p.Hash)
				if err != nil {
					return nil, err
				}
				return p.Encode(original)
			}}
		}
		return c, nil
	}
}
