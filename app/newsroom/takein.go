package newsroom

import (
	"context"
	"errors"

	"galley/assets/catalogue"
	"galley/editor/intake"
)

// TakeIn makes an article of what intake found: its document, its properties and its pictures. What the page said beyond an article's
// properties, such as how often it was read, stays behind.
func (n *Newsroom) TakeIn(ctx context.Context, actor Staff, in intake.Article) (Article, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return Article{}, err
	}
	p := in.Properties
	language, ok := catalogue.Parse(p.Language)
	if !ok {
		language = s.Language
	}
	m := Manuscript{Doc: in.Doc, Properties: Properties{
		Kind: Kinds()[0], Column: p.Column, Source: p.Source, Authors: p.Authors, Editor: p.Editor, Reviewer: p.Reviewer,
		Keywords: p.Keywords, Language: language, Issued: p.Published, Origin: p.Address,
	}}
	if in.Tracked != nil {
		m = m.Suggested(*in.Tracked)
	}
	return n.create(ctx, actor, m, in.Pictures)
}

// IntakeError says a refusal of [intake.Read] as one of the newsroom's. Any other error stays as it is.
func IntakeError(err error) error {
	var e *intake.Error
	if !errors.As(err, &e) {
		return err
	}
	ids := map[error]string{
		intake.ErrNotText: "error.not_text", intake.ErrEmpty: "error.empty_file", intake.ErrNoArticle: "error.no_article",
		intake.ErrTooLarge: "error.too_large", intake.ErrEncoding: "error.encoding",
		intake.ErrOldFormat: "error.old_format", intake.ErrEncrypted: "error.encrypted", intake.ErrDamaged: "error.damaged_file",
	}
	id, ok := ids[e.Err]
	if !ok {
		return err
	}
	return Errorf(Invalid, err, id, "Name", e.Name, "Detail", e.Detail, "Offset", e.Offset, "Limit", e.Limit)
}
