package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"galley/app/newsroom"
)

// together runs f on n goroutines that start at once, and returns what each returned.
func together(n int, f func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}

func testAppendRace(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	for round := range 10 {
		errs := together(12, func(i int) error {
			c := retitle(m, fmt.Sprintf("第 %d 轮 %d 号", round, i))
			after, err := c.Apply(m, "writer", began)
			if err != nil {
				return err
			}
			sent := a
			sent.Digest.Headline = after.Headline()
			_, err = s.AppendChanges(s.ctx, sent, a.Revision, []newsroom.Change{c}, newsroom.StaffID(fmt.Sprint(i)), after)
			if err == nil {
				// A reader sees either all of a write or nothing of it.
				_, _, err = s.FindManuscript(s.ctx, "one")
			}
			return err
		})
		winner := -1
		for i, err := range errs {
			if err == nil {
				equal(t, "another winner than", winner, -1)
				winner = i
				continue
			}
			refused(t, newsroom.Conflict, err)
		}
		if winner < 0 {
			t.Fatalf("nobody won round %d", round)
		}
		var err error
		a, err = s.FindArticle(s.ctx, "one")
		must(t, err)
		equal(t, "the revision", a.Revision, newsroom.Revision(round+1))
		m, _, err = s.FindManuscript(s.ctx, "one")
		must(t, err)
		equal(t, "the headline", m.Headline(), fmt.Sprintf("第 %d 轮 %d 号", round, winner))
		equal(t, "the digest", a.Digest.Headline, m.Headline())
	}
}

func testLeaseRace(t *testing.T, s *suite) {
	a := create(t, s, "one")
	was := newsroom.Lease{}
	for round := range 10 {
		winner := -1
		for i, err := range together(12, func(i int) error {
			is := newsroom.Lease{Article: a.ID, Holder: newsroom.StaffID(fmt.Sprint(i)), Place: "desk", Since: began, Seen: began.Add(time.Duration(round) * time.Hour)}
			over := newsroom.TakeOver{Article: a.ID, By: is.Holder, From: was.Holder, Since: began, At: is.Seen}
			return s.SaveLease(s.ctx, was, is, &over, newsroom.Hand{By: is.Holder})
		}) {
			if err == nil {
				equal(t, "another winner than", winner, -1)
				winner = i
				continue
			}
			refused(t, newsroom.Conflict, err)
		}
		if winner < 0 {
			t.Fatalf("nobody won round %d", round)
		}
		var err error
		was, err = s.FindLease(s.ctx, a.ID)
		must(t, err)
		equal(t, "the holder", was.Holder, newsroom.StaffID(fmt.Sprint(winner)))
	}
}

func testNumberRace(t *testing.T, s *suite) {
	const people, articles = 8, 6
	for _, err := range together(people, func(i int) error {
		for j := range articles {
			_, err := s.CreateArticle(s.ctx, draft(newsroom.ArticleID(fmt.Sprint(i, "-", j))), manuscript("标题"), 2026)
			if err != nil {
				return err
			}
		}
		return nil
	}) {
		must(t, err)
	}
	for n := range people * articles {
		_, err := s.FindNumber(s.ctx, newsroom.Number(fmt.Sprintf("2026-%05d", n+1)))
		must(t, err)
	}
	equal(t, "articles", len(s.list(t, newsroom.Filter{})), people*articles)
}
