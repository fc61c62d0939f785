package storetest

import (
	"crypto/ed25519"
	"errors"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// handOf signs with a key of that name.
func handOf(by newsroom.StaffID, name string, off bool) newsroom.Hand {
	key := keyOf(name)
	return newsroom.Hand{By: by, Sign: func(digest string) ledger.Signature { return ledger.Sign(digest, key, off) }}
}

func keyOf(name string) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return ed25519.NewKeyFromSeed(seed)
}

func testUpdateStaff(t *testing.T, s *suite) {
	a := newsroom.Staff{ID: "a", Name: "甲", Roles: []newsroom.Role{newsroom.Writer}}
	b := newsroom.Staff{ID: "b", Name: "乙", Roles: []newsroom.Role{newsroom.Chief}}
	must(t, s.CreateStaff(s.ctx, a, newsroom.Hand{}))
	must(t, s.CreateStaff(s.ctx, b, newsroom.Hand{}))
	a.Name, a.Roles, a.Removed, a.Unit = "丙", []newsroom.Role{newsroom.Admin, newsroom.Chief}, true, "教务处"
	must(t, s.UpdateStaff(s.ctx, a, newsroom.Hand{}))
	got, err := s.FindStaff(s.ctx)
	must(t, err)
	equal(t, "the staff", got, []newsroom.Staff{a, b})
	taken := a
	taken.Name = "乙"
	s.unchanged(t, newsroom.Conflict, func() error { return s.UpdateStaff(s.ctx, taken, newsroom.Hand{}) })
	s.unchanged(t, newsroom.NotFound, func() error {
		return s.UpdateStaff(s.ctx, newsroom.Staff{ID: "c", Name: "丁", Roles: a.Roles}, newsroom.Hand{})
	})
	a.Removed = false
	must(t, s.UpdateStaff(s.ctx, a, newsroom.Hand{}))
}

func testAccounts(t *testing.T, s *suite) {
	none, err := s.FindAccount(s.ctx, "a")
	must(t, err)
	equal(t, "no account", none, newsroom.Account{})
	own := newsroom.Account{Public: ledger.Public(keyOf("own")), Key: "seed"}
	must(t, s.SaveAccount(s.ctx, own, handOf("", "own", true)))
	must(t, s.SaveAccount(s.ctx, own, handOf("", "own", true)))
	other := own
	other.Public = ledger.Public(keyOf("other"))
	s.unchanged(t, newsroom.Conflict, func() error { return s.SaveAccount(s.ctx, other, handOf("", "other", true)) })
	a := newsroom.Account{Person: "a", Password: "phc", Public: ledger.Public(keyOf("a")), Key: "locked", Temporary: true, Failed: 3,
		FailedAt: time.Date(2026, 11, 23, 8, 0, 0, 1000, time.UTC)}
	must(t, s.SaveAccount(s.ctx, a, handOf("a", "own", true)))
	got, err := s.FindAccount(s.ctx, "a")
	must(t, err)
	equal(t, "the account", got, a)
	a.Failed, a.FailedAt, a.Temporary, a.Password = 0, time.Time{}, false, "other"
	must(t, s.SaveAccount(s.ctx, a, newsroom.Hand{}))
	got, err = s.FindAccount(s.ctx, "a")
	must(t, err)
	equal(t, "the account", got, a)
	a.Public = ledger.Public(keyOf("b"))
	must(t, s.SaveAccount(s.ctx, a, handOf("a", "own", true)))
	var keys []string
	must(t, s.EachAudit(s.ctx, func(r ledger.Row) error { keys = append(keys, r.Kind+" "+r.Body); return nil }))
	equal(t, "the rows, of keys alone and never of a password", keys, []string{
		`key {"person":"","key":"` + own.Public + `"}`, `key {"person":"a","key":"` + ledger.Public(keyOf("a")) + `"}`, `key {"person":"a","key":"` + a.Public + `"}`,
	})
}

// testAudit writes in several hands and reads the audit back as a chain.
func testAudit(t *testing.T, s *suite) {
	last, err := s.FindAudit(s.ctx, 0)
	must(t, err)
	equal(t, "the last row of nothing", last, ledger.Row{})
	must(t, s.SaveSettings(s.ctx, newsroom.NewSettings(), newsroom.Hand{}))
	must(t, s.SaveAccount(s.ctx, newsroom.Account{Public: ledger.Public(keyOf("own")), Key: "seed"}, handOf("", "own", true)))
	a := create(t, s, "one")
	a.State = newsroom.InReview
	d := decision(a)
	must(t, s.Record(s.ctx, a, d, freeze(t, a, manuscript("标题")), handOf("somebody else", "own", true)))
	var rows []ledger.Row
	must(t, s.EachAudit(s.ctx, func(r ledger.Row) error { rows = append(rows, r); return nil }))
	if len(rows) != 3 {
		t.Fatalf("there are %d rows", len(rows))
	}
	equal(t, "who decided, by the row", rows[2].Actor, string(d.By))
	equal(t, "the time of the row", rows[2].At, d.At.UnixMicro())
	for i, r := range rows {
		equal(t, "the hash", r.Hash, r.Sum())
		equal(t, "the number", r.Seq, int64(i+1))
		equal(t, "whether it is signed", r.Signature.Signs(r.Digest()), i > 0)
		one, err := s.FindAudit(s.ctx, r.Seq)
		must(t, err)
		equal(t, "the row", one, r)
	}
	last, err = s.FindAudit(s.ctx, 0)
	must(t, err)
	equal(t, "the last row", last, rows[2])
	none, err := s.FindAudit(s.ctx, 4)
	must(t, err)
	equal(t, "the row to come", none, ledger.Row{})
	stop := errors.New("stop")
	n := 0
	if err := s.EachAudit(s.ctx, func(ledger.Row) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Fatalf("stopped with %v after %d rows", err, n)
	}
}
