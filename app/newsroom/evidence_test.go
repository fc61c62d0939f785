package newsroom_test

import (
	"testing"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/export"
)

// record returns the bytes of the record of an article that was kept twice, returned, approved with corrections, published, corrected, withdrawn.
func record(t *testing.F) (export.SignOff, []byte) {
	t.Helper()
	r := newRoom(t, t.Context())
	a := r.create(t)
	keep := func(name string) {
		t.Helper()
		_, err := r.KeepVersion(r.ctx, r.staff["甲"], a.ID, name)
		must(t, err)
	}
	keep("初稿")
	a = r.act(t, a, "甲", "submit", "乙", "return")
	r.edit(t, "甲", a.ID, "会议改期")
	keep("改过")
	r.agree(t, "甲", a.ID)
	a = r.act(t, a, "甲", "submit")
	m, revision, err := r.Manuscript(r.ctx, a.ID)
	must(t, err)
	a, err = r.ApproveCorrected(r.ctx, r.staff["乙"], a.ID, revision, []newsroom.Change{retext(m, model.Headline, "会议改期的通知")}, newsroom.Do{Opinion: "改后通过"})
	must(t, err)
	r.agree(t, "丙", a.ID)
	a = r.act(t, a, "戊", "override", "庚", "approve", "己", "publish", "庚", "withdraw")
	s, err := r.Evidence(r.ctx, a)
	must(t, err)
	data, err := s.JSON()
	must(t, err)
	return s, data
}

// FuzzVerifySignOff: a record verifies as it was written. Whatever else is sent does not fail but with an error, and where it verifies it says
// of every decision what the newsroom signed.
func FuzzVerifySignOff(f *testing.F) {
	s, data := record(f)
	signed, err := newsroom.VerifySignOff(s)
	must(f, err)
	if len(s.Versions) != 3 || len(signed) != len(s.Decisions) || len(signed) != 8 {
		f.Fatalf("%d versions, %d decisions, %d of them signed", len(s.Versions), len(s.Decisions), len(signed))
	}
	f.Add(data)
	s.Evidence = nil
	bare, err := s.JSON()
	must(f, err)
	f.Add(bare)
	f.Add([]byte(`{"format":1,"evidence":{"format":1,"rows":[{"seq":1,"kind":"decision","body":"{}"}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := export.ParseSignOff(data)
		if err != nil {
			return
		}
		found, err := newsroom.VerifySignOff(got)
		if err == nil && len(found) != len(got.Decisions) {
			t.Errorf("%d decisions, %d of them verify", len(got.Decisions), len(found))
		}
	})
}
