package storetest

import (
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
	"galley/editor/anchor"
)

func testTasks(t *testing.T, s *suite) {
	a, other := create(t, s, "one"), create(t, s, "two")
	stand := func(a newsroom.Article, since time.Time) newsroom.Article {
		a.State, a.Since, a.Acts = newsroom.InReview, instant(since), a.Acts+1
		d := decision(a)
		d.Seq = a.Acts
		must(t, s.Record(s.ctx, a, d, nil, newsroom.Hand{}))
		return a
	}
	a, other = stand(a, began.Add(time.Hour)), stand(other, began.Add(2*time.Hour))
	act := func(a newsroom.Article, seq int) newsroom.TaskAct {
		return newsroom.TaskAct{
			Article: a.ID, Seq: seq, Kind: newsroom.HandOver, By: "reviewer", Name: "李四", At: began.Add(3 * time.Hour), Since: a.Since,
			From: "reviewer", To: "chief", Reason: "请代审 <&>",
		}
	}
	must(t, s.RecordTask(s.ctx, act(a, 1), newsroom.Hand{}))
	must(t, s.RecordTask(s.ctx, act(a, 2), newsroom.Hand{}))
	must(t, s.RecordTask(s.ctx, act(other, 1), newsroom.Hand{}))
	row, err := s.FindAudit(s.ctx, 0)
	must(t, err)
	equal(t, "the row of the audit", [2]string{row.Kind, row.Actor}, [2]string{ledger.Task, "reviewer"})
	for _, seq := range []int{0, 2, 4} {
		s.unchanged(t, newsroom.Conflict, func() error { return s.RecordTask(s.ctx, act(a, seq), newsroom.Hand{}) })
	}
	elsewhere := act(a, 3)
	elsewhere.Since = elsewhere.Since.Add(time.Second)
	s.unchanged(t, newsroom.Conflict, func() error { return s.RecordTask(s.ctx, elsewhere, newsroom.Hand{}) })
	s.unchanged(t, newsroom.NotFound, func() error { return s.RecordTask(s.ctx, newsroom.TaskAct{Article: "none", Seq: 1}, newsroom.Hand{}) })
	_, err = s.FindTasks(s.ctx, "none")
	refused(t, newsroom.NotFound, err)

	kept := func(a newsroom.Article, seq int) newsroom.TaskAct {
		k := act(a, seq)
		k.At, k.Since = instant(k.At), instant(k.Since)
		return k
	}
	got, err := s.FindTasks(s.ctx, a.ID)
	must(t, err)
	equal(t, "what was done", got, []newsroom.TaskAct{kept(a, 1), kept(a, 2)})
	got, err = s.FindStanding(s.ctx)
	must(t, err)
	equal(t, "what was done where they stand", got, []newsroom.TaskAct{kept(a, 1), kept(a, 2), kept(other, 1)})
	a = stand(a, began.Add(4*time.Hour)) // it moves on
	got, err = s.FindStanding(s.ctx)
	must(t, err)
	equal(t, "what was done where they stand", got, []newsroom.TaskAct{kept(other, 1)})
	got, err = s.FindTasks(s.ctx, a.ID)
	must(t, err)
	equal(t, "what was done before", got, []newsroom.TaskAct{kept(newsroom.Article{ID: a.ID, Since: began.Add(time.Hour)}, 1), kept(newsroom.Article{ID: a.ID, Since: began.Add(time.Hour)}, 2)})
}

// testMentions lets one comment name somebody and follows it until he has seen it, it is changed, and it is taken back.
func testMentions(t *testing.T, s *suite) {
	a := create(t, s, "one")
	say := func(seq int, kind newsroom.CommentKind, c newsroom.CommentID, named ...newsroom.StaffID) newsroom.CommentAct {
		act := comment(a.ID, seq)
		act.Kind, act.Comment, act.Thread, act.Mentions = kind, c, 1, named
		act.Anchor = &anchor.Anchor{From: 3, To: 5, Quote: "标题"}
		must(t, s.RecordComment(s.ctx, act, newsroom.Hand{}))
		return act
	}
	named := func(who newsroom.StaffID, want ...int) {
		t.Helper()
		found, err := s.FindMentions(s.ctx, who)
		must(t, err)
		var seqs []int
		for _, act := range found {
			seqs = append(seqs, act.Seq)
		}
		equal(t, "what names "+string(who), seqs, want)
	}
	say(1, newsroom.BeginThread, 1, "writer", "reviewer")
	named("writer", 1)
	named("reviewer") // his own
	named("write")
	must(t, s.MarkComments(s.ctx, a.ID, "writer", 1, 1))
	named("writer")
	say(2, newsroom.Reply, 2, "writer", "chief")
	say(3, newsroom.ResolveThread, 1)
	named("writer", 2)
	named("chief", 2)
	say(4, newsroom.EditComment, 2, "chief")
	named("writer")
	named("chief", 4)
	say(5, newsroom.DeleteComment, 2)
	named("chief")
}
