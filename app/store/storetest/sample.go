package storetest

import (
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/transform"
)

// began is when the tests take place. Nanoseconds, which a store need not keep, and a zone, which it need not keep either.
var began = time.Date(2026, 11, 23, 9, 30, 0, 123456789, time.FixedZone("CST", 8*60*60))

// manuscript returns a small manuscript with that headline.
func manuscript(headline string) newsroom.Manuscript {
	text := func(k model.Kind, s string, marks ...model.Mark) *model.Node {
		return model.New(k, model.Attrs{}, model.NewText(s, marks...))
	}
	return newsroom.Manuscript{
		Doc: model.New(model.Doc, model.Attrs{},
			model.New(model.Kicker, model.Attrs{}), text(model.Headline, headline), model.New(model.Subtitle, model.Attrs{}),
			text(model.Abstract, "摘要"),
			model.New(model.Body, model.Attrs{},
				text(model.Paragraph, "第一段 <b>&amp; “引号”　𠮷𬱖"),
				text(model.Paragraph, "second paragraph", model.Mark{Kind: model.Strong}))),
		Properties: newsroom.Properties{
			Kind: "news", Column: "要闻", Source: "新闻中心 <&>", Authors: []string{"张三", "李四"}, Language: catalogue.ZhHans,
			PublishAt: began.Truncate(time.Second),
		},
	}
}

// draft returns the record of an article that was not stored yet.
func draft(id newsroom.ArticleID) newsroom.Article {
	return newsroom.Article{
		ID: id, State: newsroom.Draft, Creator: "writer", Policy: newsroom.ThreeReviews(), Created: began, Updated: began,
		Digest: newsroom.Digest{Headline: "标题 " + string(id), Column: "要闻", Kind: "news", Author: "张三", Characters: 42},
	}
}

// create stores a draft of 2026 with the sample manuscript.
func create(t *testing.T, s *suite, id newsroom.ArticleID) newsroom.Article {
	t.Helper()
	a, err := s.CreateArticle(s.ctx, draft(id), manuscript("标题"), 2026)
	must(t, err)
	return a
}

// decision returns the next act on the article.
func decision(a newsroom.Article) newsroom.Decision {
	return newsroom.Decision{
		Article: a.ID, Seq: a.Acts + 1, Action: newsroom.Submit, From: a.State, To: newsroom.InReview, Round: 1, Step: "初审", SentTo: "复审",
		By: "writer", Name: "张三", Role: newsroom.Writer, At: began.Add(time.Hour), Opinion: "同意 <&>", Reason: "职务有误", Version: a.Version, Hash: a.Hash,
	}
}

// freeze returns the next version of the article with that manuscript.
func freeze(t fataler, a newsroom.Article, m newsroom.Manuscript) *newsroom.Version {
	t.Helper()
	hash, err := m.Hash()
	must(t, err)
	return &newsroom.Version{
		Article: a.ID, Seq: a.Version + 1, Revision: a.Revision, Reason: newsroom.HandedOver, By: "writer",
		At: began.Add(time.Minute), Hash: hash, Manuscript: m,
	}
}

// retitle returns the change that gives m another headline.
func retitle(m newsroom.Manuscript, headline string) newsroom.Change {
	var from, to model.Pos
	m.Doc.Walk(func(n *model.Node, pos model.Pos) bool {
		if n.Kind() == model.Headline {
			from, to = pos+1, pos+1+model.Pos(n.ContentSize())
		}
		return true
	})
	return newsroom.Change{Step: transform.ReplaceStep{
		From: from, To: to, Slice: model.NewSlice(model.NewText(headline)),
	}}
}

// apply returns m with the changes made.
func apply(t fataler, m newsroom.Manuscript, changes ...newsroom.Change) newsroom.Manuscript {
	t.Helper()
	for _, c := range changes {
		var err error
		m, err = c.Apply(m, "writer", began)
		must(t, err)
	}
	return m
}
