package storetest

import (
	"testing"
	"time"

	"galley/app/newsroom"
)

func testRecord(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	v := freeze(t, a, m)
	d := decision(a)
	d.Version, d.Hash = v.Seq, v.Hash
	want := a
	want.State, want.Acts, want.Round, want.Step, want.Version, want.Hash = newsroom.InReview, 1, 1, 2, v.Seq, v.Hash
	want.Taken = []newsroom.Taken{{Step: 0, By: "reviewer"}}
	want.Policy = newsroom.Policy{ID: "p", Name: "一审", Steps: []newsroom.PolicyStep{{Name: "终审", Role: newsroom.Chief}}}
	want.Permalink, want.PublishedAt, want.Updated = "https://例子.测试/1", began.Add(time.Hour), began.Add(2*time.Hour)
	want.Agreed, want.Since = []newsroom.StaffID{"first", "second"}, began.Add(3*time.Hour)
	want.Amends, want.Live, want.Unreviewed = newsroom.Correct, 1, true
	policy := newsroom.SamplePolicies()[2]
	d.Detail = &newsroom.Detail{Policy: &policy, Checks: []string{"facts"}, Proofs: []newsroom.Proof{{Kind: newsroom.FirstProof, Found: 3, Corrected: 2}}, Notice: "因故撤下 <&>"}
	want.Contributors, want.Digest.Author = []newsroom.StaffID{"editor", "writer"}, "王五"
	sent := want
	sent.Number, sent.Creator, sent.Created = "1999-00001", "thief", began.Add(-time.Hour) // a decision renames nothing
	must(t, s.Record(s.ctx, sent, d, v, newsroom.Hand{}))

	got, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the article", got, normalArticle(want))
	decisions, err := s.FindDecisions(s.ctx, "one")
	must(t, err)
	d.At = instant(d.At)
	equal(t, "the decisions", decisions, []newsroom.Decision{d})
	version, err := s.FindVersion(s.ctx, "one", 1)
	must(t, err)
	sameManuscript(t, "the version", version.Manuscript, m)
	version.Manuscript, v.Manuscript, v.At = newsroom.Manuscript{}, newsroom.Manuscript{}, instant(v.At)
	equal(t, "the version's record", version, *v)

	for _, seq := range []newsroom.VersionSeq{0, 2, -1} {
		_, err = s.FindVersion(s.ctx, "one", seq)
		refused(t, newsroom.NotFound, err)
	}
	second := decision(got)
	second.Action, second.Opinion, second.Reason = newsroom.Approve, "", ""
	got.State = newsroom.Approved
	must(t, s.Record(s.ctx, got, second, nil, newsroom.Hand{}))
	decisions, err = s.FindDecisions(s.ctx, "one")
	must(t, err)
	second.At = instant(second.At)
	equal(t, "the decisions", decisions, []newsroom.Decision{d, second})
	got, err = s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the acts", got.Acts, 2)
	other := create(t, s, "other")
	none, err := s.FindDecisions(s.ctx, other.ID)
	must(t, err)
	equal(t, "the decisions on another article", none, nil)
}

func testStaleDecision(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	a.State = newsroom.InReview
	must(t, s.Record(s.ctx, a, decision(a), freeze(t, a, m), newsroom.Hand{}))
	a, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	a.Version = 1
	for _, c := range []struct {
		name     string
		seq      int
		revision newsroom.Revision
		frozen   newsroom.VersionSeq
	}{
		{"an act that was taken", 1, 0, 0},
		{"an act that is not yet", 3, 0, 0},
		{"a text that is not yet", 2, 1, 0},
		{"a version that was frozen", 2, 0, 1},
		{"a version that is not yet", 2, 0, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			sent, d := a, decision(a)
			d.Seq, sent.Revision, sent.Permalink = c.seq, c.revision, "lost"
			var v *newsroom.Version
			if c.frozen != 0 {
				v = freeze(t, a, manuscript("其他"))
				v.Seq = c.frozen
			}
			s.unchanged(t, newsroom.Conflict, func() error { return s.Record(s.ctx, sent, d, v, newsroom.Hand{}) })
		})
	}
	decisions, err := s.FindDecisions(s.ctx, "one")
	must(t, err)
	equal(t, "the decisions", len(decisions), 1)
	_, err = s.FindVersion(s.ctx, "one", 2)
	refused(t, newsroom.NotFound, err)

	change := retitle(m, "新")
	stale := a
	stale.Acts = 0
	s.unchanged(t, newsroom.Conflict, func() error {
		_, err := s.AppendChanges(s.ctx, stale, 0, []newsroom.Change{change}, "writer", apply(t, m, change))
		return err
	})
}

func testWrongHash(t *testing.T, s *suite) {
	a := create(t, s, "one")
	v := freeze(t, a, manuscript("标题"))
	v.Manuscript = manuscript("标题。")
	s.unchanged(t, newsroom.Corrupt, func() error { return s.Record(s.ctx, a, decision(a), v, newsroom.Hand{}) })
	_, err := s.FindVersion(s.ctx, "one", 1)
	refused(t, newsroom.NotFound, err)
}

// testKept keeps a version, its decision and its changes, does everything that the interface can do after it, and looks at them again. It
// also changes what it gave and what it got.
func testKept(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	change := retitle(m, "定稿")
	properties := m.Properties
	properties.Authors = []string{"甲", "乙"}
	frozen := apply(t, m, change, newsroom.Change{Properties: &properties})
	a.Contributors = []newsroom.StaffID{"writer"}
	a, err := s.AppendChanges(s.ctx, a, 0, []newsroom.Change{change, {Properties: &properties}}, "writer", frozen)
	must(t, err)
	v := freeze(t, a, frozen)
	must(t, s.Record(s.ctx, a, decision(a), v, newsroom.Hand{}))
	hash := v.Hash
	want, err := s.FindVersion(s.ctx, "one", 1)
	must(t, err)
	decisions, err := s.FindDecisions(s.ctx, "one")
	must(t, err)

	properties.Authors[0] = "丙"
	v.Hash, v.Properties.Authors[1] = "", "丁"
	a, err = s.FindArticle(s.ctx, "one")
	must(t, err)
	a.Contributors[0] = "nobody"
	a.Policy.Steps[0].Name = "无"
	a, err = s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "who wrote it", a.Contributors[0], "writer")
	equal(t, "the policy", a.Policy, newsroom.ThreeReviews())
	head, _, err := s.FindManuscript(s.ctx, "one")
	must(t, err)
	sameManuscript(t, "the manuscript", head, want.Manuscript)
	for i := range 3 {
		next := retitle(head, "又一个标题")
		head = apply(t, head, next)
		a, err = s.AppendChanges(s.ctx, a, a.Revision, []newsroom.Change{next}, "writer", head)
		must(t, err)
		a.Version = newsroom.VersionSeq(i + 1)
		must(t, s.Record(s.ctx, a, decision(a), freeze(t, a, head), newsroom.Hand{}))
		a.Acts++
	}

	got, err := s.FindVersion(s.ctx, "one", 1)
	must(t, err)
	equal(t, "the version's hash", got.Hash, hash)
	sameManuscript(t, "the version", got.Manuscript, want.Manuscript)
	again, err := s.FindDecisions(s.ctx, "one")
	must(t, err)
	equal(t, "the first decision", again[:1], decisions)
	changes, err := s.FindChanges(s.ctx, "one", 0)
	must(t, err)
	equal(t, "the authors in the change", changes[1].Properties.Authors, []string{"甲", "乙"})
}

// testRecordChanges makes a decision that comes with changes, and makes sure that one that is refused leaves neither.
func testRecordChanges(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	must(t, s.Record(s.ctx, a, decision(a), freeze(t, a, m), newsroom.Hand{}))
	a, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	a.Version = 1
	change := retitle(m, "改后的标题")
	after := apply(t, m, change)
	next := func() (newsroom.Article, newsroom.Decision, newsroom.Version) {
		to, d := a, decision(a)
		v := freeze(t, a, after)
		v.Revision = 1
		to.Revision, to.Version, to.Hash, to.Contributors = 1, v.Seq, v.Hash, []newsroom.StaffID{"reviewer"}
		to.Digest.Headline = after.Headline()
		d.By, d.Version, d.Hash = "reviewer", v.Seq, v.Hash
		return to, d, *v
	}
	for _, c := range []struct {
		name  string
		base  newsroom.Revision
		code  newsroom.Code
		spoil func(*newsroom.Article, *newsroom.Decision, *newsroom.Version)
	}{
		{"a stale base", 1, newsroom.Conflict, func(*newsroom.Article, *newsroom.Decision, *newsroom.Version) {}},
		{"an act that was taken", 0, newsroom.Conflict, func(_ *newsroom.Article, d *newsroom.Decision, _ *newsroom.Version) { d.Seq = 1 }},
		{"a version that was frozen", 0, newsroom.Conflict, func(_ *newsroom.Article, _ *newsroom.Decision, v *newsroom.Version) { v.Seq = 1 }},
		{"another text", 0, newsroom.Corrupt, func(_ *newsroom.Article, _ *newsroom.Decision, v *newsroom.Version) { v.Manuscript = m }},
		{"another number of changes", 0, newsroom.Conflict, func(to *newsroom.Article, _ *newsroom.Decision, _ *newsroom.Version) { to.Revision = 2 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			to, d, v := next()
			c.spoil(&to, &d, &v)
			s.unchanged(t, c.code, func() error {
				return s.RecordChanges(s.ctx, to, c.base, []newsroom.Change{change}, d, v, newsroom.Hand{})
			})
		})
	}
	to, d, v := next()
	must(t, s.RecordChanges(s.ctx, to, 0, []newsroom.Change{change}, d, v, newsroom.Hand{}))
	got, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	to.Acts = 2
	equal(t, "the article", got, normalArticle(to))
	head, revision, err := s.FindManuscript(s.ctx, "one")
	must(t, err)
	equal(t, "the revision", revision, 1)
	sameManuscript(t, "the manuscript", head, after)
	frozen, err := s.FindVersion(s.ctx, "one", 2)
	must(t, err)
	sameManuscript(t, "the version", frozen.Manuscript, after)
}
