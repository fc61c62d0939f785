package furnish

import (
	"context"
	"fmt"
	"strings"

	"galley/app/newsroom"
	"galley/assets/sample"
	"galley/editor/intake/markdown"
	"galley/editor/model"
)

// stages are the acts that take an article to where the sample says it stands.
var stages = map[string][]newsroom.Action{
	"draft":     nil,
	"submitted": {newsroom.Submit},
	"first":     {newsroom.Submit, newsroom.Approve},
	"second":    {newsroom.Submit, newsroom.Approve, newsroom.Approve},
	"approved":  {newsroom.Submit, newsroom.Approve, newsroom.Approve, newsroom.Approve},
	"published": {newsroom.Submit, newsroom.Approve, newsroom.Approve, newsroom.Approve, newsroom.Publish},
	"returned":  {newsroom.Submit, newsroom.Return},
	"withdrawn": {newsroom.Submit, newsroom.Approve, newsroom.Approve, newsroom.Approve, newsroom.Publish, newsroom.Withdraw},
}

// add makes one article of the sample and takes it to its stage.
func add(ctx context.Context, room *newsroom.Newsroom, s newsroom.Settings, cast Cast, in sample.Article) error {
	acts, ok := stages[in.Until]
	if !ok {
		return fmt.Errorf("no stage %q", in.Until)
	}
	blocks, err := markdown.Read(strings.Join(in.Body, "\n\n"))
	if err != nil {
		return err
	}
	m := newsroom.NewManuscript(s, in.Title, blocks)
	m.Doc = withPart(withPart(m.Doc, model.Kicker, in.Kicker), model.Abstract, in.Abstract)
	m.Properties.Kind, m.Properties.Column, m.Properties.Source = in.Kind, in.Column, in.Source
	m.Properties.Authors, m.Properties.Keywords = []string{in.Author}, in.Keywords
	for field, text := range in.Particulars {
		m.Properties = m.Properties.WithParticular(field, text)
	}
	author, err := room.FindStaff(ctx, in.Author)
	if err != nil {
		return err
	}
	a, err := room.Create(ctx, author, m)
	if err != nil {
		return err
	}
	for _, action := range acts {
		do := newsroom.Do{Action: action}
		if action == newsroom.Return || action == newsroom.Withdraw {
			do.Reason = in.Reason
		}
		if a, err = room.Act(ctx, cast.actor(action, a, author), a.ID, do); err != nil {
			return err
		}
	}
	return nil
}

// withPart returns the document with the words of one part of its head replaced.
func withPart(doc *model.Node, k model.Kind, text string) *model.Node {
	parts := make([]*model.Node, len(doc.Children()))
	for i, c := range doc.Children() {
		if parts[i] = c; c.Kind() == k {
			parts[i] = model.New(k, model.Attrs{}, model.NewText(text))
		}
	}
	return doc.With(parts...)
}

// actor returns who in the cast acts next on the article.
func (c Cast) actor(action newsroom.Action, a newsroom.Article, author newsroom.Staff) newsroom.Staff {
	switch action {
	case newsroom.Submit:
		return author
	case newsroom.Publish, newsroom.Withdraw:
		return c.Publisher
	}
	return []newsroom.Staff{c.First, c.Second, c.Chief}[min(a.Step, 2)]
}
