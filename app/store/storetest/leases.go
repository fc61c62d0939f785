package storetest

import (
	"cmp"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

func testLeases(t *testing.T, s *suite) {
	a, other := create(t, s, "one"), create(t, s, "two")
	found, err := s.FindLease(s.ctx, a.ID)
	must(t, err)
	equal(t, "nobody's lease", found, newsroom.Lease{})
	_, err = s.FindLease(s.ctx, "none")
	refused(t, newsroom.NotFound, err)

	mine := newsroom.Lease{Article: a.ID, Holder: "writer", Place: "desk", Since: began, Seen: began.Add(time.Minute)}
	s.unchanged(t, newsroom.NotFound, func() error {
		return s.SaveLease(s.ctx, newsroom.Lease{}, newsroom.Lease{Article: "none", Holder: "x"}, nil, newsroom.Hand{})
	})
	must(t, s.SaveLease(s.ctx, newsroom.Lease{}, mine, nil, newsroom.Hand{}))
	s.unchanged(t, newsroom.Conflict, func() error { return s.SaveLease(s.ctx, newsroom.Lease{}, mine, nil, newsroom.Hand{}) })
	later := mine
	later.Seen = began.Add(2 * time.Minute)
	s.unchanged(t, newsroom.Conflict, func() error { return s.SaveLease(s.ctx, later, mine, nil, newsroom.Hand{}) })
	must(t, s.SaveLease(s.ctx, mine, later, nil, newsroom.Hand{}))
	found, err = s.FindLease(s.ctx, a.ID)
	must(t, err)
	equal(t, "the lease", found, cloneLease(later))

	theirs := newsroom.Lease{Article: a.ID, Holder: "chief", Place: "other", Since: began.Add(time.Hour), Seen: began.Add(time.Hour), Loser: "writer"}
	over := newsroom.TakeOver{Article: a.ID, By: "chief", From: "writer", Since: began, At: began.Add(time.Hour)}
	must(t, s.SaveLease(s.ctx, found, theirs, &over, newsroom.Hand{By: "chief"}))
	row, err := s.FindAudit(s.ctx, 0)
	must(t, err)
	over.Seq, over.Since, over.At = 1, instant(over.Since), instant(over.At)
	body, err := json.Marshal(over)
	must(t, err)
	equal(t, "the row of the audit", [3]string{row.Kind, row.Actor, row.Body}, [3]string{ledger.Lease, "chief", string(body)})
	must(t, s.SaveLease(s.ctx, newsroom.Lease{}, newsroom.Lease{Article: other.ID, Holder: "writer", Place: "desk", Since: began, Seen: began}, nil, newsroom.Hand{}))
	all, err := s.FindLeases(s.ctx)
	must(t, err)
	slices.SortFunc(all, func(a, b newsroom.Lease) int { return cmp.Compare(a.Article, b.Article) })
	if len(all) != 2 || all[0] != cloneLease(theirs) || all[1].Article != other.ID {
		t.Errorf("the leases are %+v", all)
	}

	// It is given back, and a decision ends the other one.
	over.Ended = true
	must(t, s.SaveLease(s.ctx, theirs, newsroom.Lease{Article: a.ID}, &over, newsroom.Hand{By: "chief"}))
	must(t, s.SaveLease(s.ctx, newsroom.Lease{}, newsroom.Lease{Article: a.ID}, nil, newsroom.Hand{}))
	must(t, s.Record(s.ctx, other, decision(other), nil, newsroom.Hand{}))
	if all, err = s.FindLeases(s.ctx); err != nil || len(all) != 0 {
		t.Errorf("the leases are %+v, %v", all, err)
	}
}
