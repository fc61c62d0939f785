package storetest

import (
	"testing"

	"galley/app/newsroom"
	"galley/editor/anchor"
)

// comment returns the next act on the comments of an article.
func comment(id newsroom.ArticleID, seq int) newsroom.CommentAct {
	return newsroom.CommentAct{
		Article: id, Seq: seq, Kind: newsroom.BeginThread, Comment: newsroom.CommentID(seq), Thread: newsroom.CommentID(seq), By: "reviewer",
		Name: "李四", At: began, Text: "是上午吗？\n请@张三核对 <&>", Mentions: []newsroom.StaffID{"a", "writer"},
		Anchor: &anchor.Anchor{From: 3, To: 5, Quote: "标题"},
	}
}

func testComments(t *testing.T, s *suite) {
	a := create(t, s, "one")
	other := create(t, s, "other")
	first, second := comment(a.ID, 1), comment(a.ID, 2)
	second.Kind, second.Thread, second.Anchor, second.Mentions, second.Text = newsroom.Reply, 1, nil, nil, ""
	must(t, s.RecordComment(s.ctx, first, newsroom.Hand{}))
	must(t, s.RecordComment(s.ctx, second, newsroom.Hand{}))
	must(t, s.RecordComment(s.ctx, comment(other.ID, 1), newsroom.Hand{}))
	first.Anchor.Quote = "别的" // the caller's own
	for _, seq := range []int{0, 2, 4} {
		s.unchanged(t, newsroom.Conflict, func() error { return s.RecordComment(s.ctx, comment(a.ID, seq), newsroom.Hand{}) })
	}
	s.unchanged(t, newsroom.NotFound, func() error { return s.RecordComment(s.ctx, comment("none", 1), newsroom.Hand{}) })

	got, err := s.FindCommentActs(s.ctx, a.ID)
	must(t, err)
	first.Anchor.Quote = "标题"
	first.At, second.At = instant(first.At), instant(second.At)
	equal(t, "the comments", got, []newsroom.CommentAct{first, second})
	stored, err := s.FindArticle(s.ctx, a.ID)
	must(t, err)
	equal(t, "the article", stored, a) // no word of it changed
}

func testMarks(t *testing.T, s *suite) {
	a := create(t, s, "one")
	create(t, s, "other")
	must(t, s.MarkComments(s.ctx, a.ID, "writer", 1, 3))
	must(t, s.MarkComments(s.ctx, a.ID, "writer", 1, 2))
	must(t, s.MarkComments(s.ctx, a.ID, "writer", 4, 4))
	must(t, s.MarkComments(s.ctx, a.ID, "reviewer", 1, 1))
	must(t, s.MarkComments(s.ctx, "other", "writer", 1, 9))
	s.unchanged(t, newsroom.NotFound, func() error { return s.MarkComments(s.ctx, "none", "writer", 1, 1) })
	for who, want := range map[newsroom.StaffID]map[newsroom.CommentID]int{
		"writer": {1: 3, 4: 4}, "reviewer": {1: 1}, "nobody": {},
	} {
		got, err := s.FindCommentMarks(s.ctx, a.ID, who)
		must(t, err)
		equal(t, "what "+string(who)+" has seen", got, want)
	}
}
