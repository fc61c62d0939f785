package storetest

import (
	"testing"
	"time"

	"galley/app/newsroom"
)

func testFreeze(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	kept := freeze(t, a, m)
	kept.Reason, kept.Name = newsroom.Kept, "初稿 'v1'; --"
	must(t, s.FreezeVersion(s.ctx, *kept, newsroom.Hand{}))
	got, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the article, which stands where it stood", got, a)

	change := retitle(m, "定稿")
	m = apply(t, m, change)
	a, err = s.AppendChanges(s.ctx, a, 0, []newsroom.Change{change}, "writer", m)
	must(t, err)
	a.Version = 1 // the last one that was frozen
	restored := freeze(t, a, m)
	restored.Reason, restored.Source = newsroom.Restored, 1
	for _, c := range []struct {
		name  string
		spoil func(*newsroom.Version)
		code  newsroom.Code
	}{
		{"a number that was taken", func(v *newsroom.Version) { v.Seq = 1 }, newsroom.Conflict},
		{"a number that is not yet", func(v *newsroom.Version) { v.Seq = 3 }, newsroom.Conflict},
		{"a text that is no more", func(v *newsroom.Version) { v.Revision = 0 }, newsroom.Conflict},
		{"a text that is not yet", func(v *newsroom.Version) { v.Revision = 2 }, newsroom.Conflict},
		{"another hash", func(v *newsroom.Version) { v.Hash = kept.Hash }, newsroom.Corrupt},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := *restored
			c.spoil(&v)
			s.unchanged(t, c.code, func() error { return s.FreezeVersion(s.ctx, v, newsroom.Hand{}) })
		})
	}
	must(t, s.FreezeVersion(s.ctx, *restored, newsroom.Hand{}))
	found, err := s.FindVersions(s.ctx, "one")
	must(t, err)
	want := []newsroom.Version{*kept, *restored}
	for i := range want {
		want[i].Manuscript, want[i].At = newsroom.Manuscript{}, instant(want[i].At)
	}
	equal(t, "the versions", found, want)
	one, err := s.FindVersion(s.ctx, "one", 1)
	must(t, err)
	sameManuscript(t, "the kept version", one.Manuscript, kept.Manuscript)
	equal(t, "its name", one.Name, kept.Name)
}

func testSeen(t *testing.T, s *suite) {
	a := create(t, s, "one")
	create(t, s, "other")
	for seq := range newsroom.VersionSeq(2) {
		v := freeze(t, a, manuscript("标题"))
		v.Seq, v.Reason = seq+1, newsroom.Kept
		must(t, s.FreezeVersion(s.ctx, *v, newsroom.Hand{}))
	}
	mark := func(v newsroom.VersionSeq, by newsroom.StaffID, hour int) newsroom.Sight {
		n := newsroom.Sight{Article: "one", Version: v, By: by, At: began.Add(time.Duration(hour) * time.Hour)}
		must(t, s.MarkSeen(s.ctx, n))
		n.At = instant(n.At)
		return n
	}
	second, first := mark(2, "a", 1), mark(1, "a", 2)
	other := mark(2, "b", 3)
	stamp, err := s.Stamp(s.ctx)
	must(t, err)
	mark(2, "a", 9)
	after, err := s.Stamp(s.ctx)
	must(t, err)
	equal(t, "the stamp after it was noted again", after, stamp)
	for by, want := range map[newsroom.StaffID][]newsroom.Sight{"a": {first, second}, "b": {other}, "c": nil} {
		seen, err := s.FindSeen(s.ctx, "one", by)
		must(t, err)
		equal(t, "what was seen by "+string(by), seen, want)
	}
	for _, n := range []newsroom.Sight{{Article: "one", Version: 3, By: "a"}, {Article: "one", Version: 0, By: "a"}, {Article: "other", Version: 1, By: "a"}} {
		s.unchanged(t, newsroom.NotFound, func() error { return s.MarkSeen(s.ctx, n) })
	}
	seen, err := s.FindSeen(s.ctx, "other", "a")
	must(t, err)
	equal(t, "what was seen of another article", seen, nil)
}
