package storetest

import (
	"fmt"
	"testing"

	"galley/app/newsroom"
	"galley/editor/track"
)

// testTracked follows more changes than any store will replay in one go, decides on some and takes decisions back, and makes sure that the same are open, by the
// same people, whenever they are read: in the newest manuscript, in a version, and replayed.
func testTracked(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	on := true
	put := func(by newsroom.StaffID, changes ...newsroom.Change) {
		t.Helper()
		for _, c := range changes {
			var err error
			m, err = c.Apply(m, by, a.Updated)
			must(t, err)
		}
		var err error
		a, err = s.AppendChanges(s.ctx, a, a.Revision, changes, by, m)
		must(t, err)
		head, _, err := s.FindManuscript(s.ctx, "one")
		must(t, err)
		sameTracked(t, "the manuscript", head, m)
	}
	put("writer", newsroom.Change{Tracking: &on})
	for i := range 130 {
		put(newsroom.StaffID(fmt.Sprint("person ", i%3)), retitle(m, fmt.Sprintf("标题 %d", i)))
		open := m.Changes()
		if i%10 != 9 || len(open) == 0 {
			continue
		}
		before := m
		c, err := m.Decided([]track.Verdict{track.Accept, track.Reject}[i/10%2], open[:1]...)
		must(t, err)
		put("writer", c)
		if i%20 == 19 {
			back, err := before.Reopens(*c.Decision)
			must(t, err)
			put("writer", back...)
		}
	}
	v := freeze(t, a, m)
	a.Version, a.Hash = v.Seq, v.Hash
	d := decision(a)
	must(t, s.Record(s.ctx, a, d, v, newsroom.Hand{}))
	kept, err := s.FindVersion(s.ctx, "one", v.Seq)
	must(t, err)
	sameTracked(t, "the version", kept.Manuscript, m)
	again, err := s.FindFirst(s.ctx, "one")
	must(t, err)
	changes, err := s.FindChanges(s.ctx, "one", 0)
	must(t, err)
	for _, c := range changes {
		again, err = c.Apply(again)
		must(t, err)
	}
	sameTracked(t, "the changes replayed", again, m)

	b := draft("two")
	b, err = s.CreateArticle(s.ctx, b, m, 2026) // it came with open changes, as from a file
	must(t, err)
	first, err := s.FindFirst(s.ctx, b.ID)
	must(t, err)
	sameTracked(t, "a first manuscript", first, m)
}

// sameTracked makes sure that two manuscripts say the same and have the same open changes.
func sameTracked(t fataler, what string, got, want newsroom.Manuscript) {
	t.Helper()
	sameManuscript(t, what, got, want)
	one, err := got.MarshalTracked()
	must(t, err)
	two, err := want.MarshalTracked()
	must(t, err)
	equal(t, what+"'s changes", string(one), string(two))
}
