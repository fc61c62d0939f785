package press

import (
	"context"
	"strings"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/clipboard"
	"galley/editor/intake/markdown"
	"galley/editor/model"
	"galley/export"
)

// PlainFormat is a way to write an article as text.
type PlainFormat int

// The formats.
const (
	PlainText PlainFormat = iota // words, with the numbers of lists
	Markdown                     // the body reads back as it was; see [markdown.Write]
)

// Plain returns an article as text in UTF-8: the text that [Press.Set] would print, with its head, what its kind tells, and its credits. Corrupt:
// the article cannot be read.
func (p *Press) Plain(ctx context.Context, a newsroom.Article, f PlainFormat) ([]byte, error) {
	piece, err := p.piece(ctx, a)
	if err != nil {
		return nil, err
	}
	body := piece.Doc.Part(model.Body)
	var words string
	if f == Markdown {
		words = markdown.Write(body.Children())
	} else {
		start := model.Pos(piece.Doc.ContentSize() - body.Size())
		copied, err := clipboard.Copy(piece.Doc, start+1, start+model.Pos(body.Size())-1)
		if err != nil {
			return nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
		}
		words = copied.Text
	}
	parts := append(plainHead(piece, f), strings.TrimRight(words, "\n"))
	return []byte(strings.Join(append(parts, plainFoot(piece)...), "\n\n") + "\n"), nil
}

// plainHead is what stands above the body.
func plainHead(p export.Piece, f PlainFormat) []string {
	say := catalogue.For(p.Language)
	var out []string
	add := func(s string) {
		if strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	words := func(k model.Kind) string { return strings.ReplaceAll(p.Doc.Part(k).PlainText(), "\n", " ") }
	add(words(model.Kicker))
	headline := words(model.Headline)
	if f == Markdown && headline != "" {
		headline = "# " + headline
	}
	add(headline)
	add(words(model.Subtitle))
	var meta []string
	if p.Source != "" {
		meta = append(meta, say.S("page.source", "Value", p.Source))
	}
	if len(p.Authors) > 0 {
		meta = append(meta, say.S("page.author", "Value", strings.Join(p.Authors, say.S("page.and"))))
	}
	if !p.Published.IsZero() {
		meta = append(meta, say.S("page.published", "Value", p.Published.Format("2006-01-02 15:04")))
	}
	add(strings.Join(meta, "\u3000"))
	if abstract := words(model.Abstract); abstract != "" {
		add(say.S("page.particular", "Label", say.S("page.abstract"), "Value", abstract))
	}
	var told []string
	for _, t := range p.Particulars {
		told = append(told, say.S("page.particular", "Label", t.Label, "Value", t.Text))
	}
	separator := "\n"
	if f == Markdown { // lines that are paragraphs of their own
		separator = "\n\n"
	}
	add(strings.Join(told, separator))
	return out
}

// plainFoot is what stands below the body.
func plainFoot(p export.Piece) []string {
	say := catalogue.For(p.Language)
	var out []string
	for _, e := range []struct{ id, value string }{{"page.correction", p.Correction}, {"page.editor", p.Editor}, {"page.reviewer", p.Reviewer}} {
		if strings.TrimSpace(e.value) != "" {
			out = append(out, say.S(e.id, "Value", e.value))
		}
	}
	if p.Permalink != "" {
		out = append(out, p.Permalink)
	}
	return out
}
