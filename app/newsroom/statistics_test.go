package newsroom_test

import (
	"reflect"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/statistics"
)

func TestStatistics(t *testing.T) {
	r := newRoom(t, t.Context())
	r.create(t) // a draft that nobody handed over counts nowhere
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	r.now = r.now.AddDate(0, 0, 10) // into December
	r.act(t, r.act(t, a, toApproved...), "己", "publish", "戊", "withdraw")

	got, err := r.Statistics(t.Context(), newsroom.Staff{}, newsroom.StatisticsFilter{})
	must(t, err)
	review := func(step string) statistics.Stage { return statistics.Stage{State: "in_review", Step: step} }
	stages := []statistics.Stage{review("初审"), review("复审"), review("终审"), {State: "approved"}, {State: "returned"}}
	if !reflect.DeepEqual(got.Stages, stages) {
		t.Errorf("the stages are %v, want %v", got.Stages, stages)
	}
	one := statistics.Wait{Count: 1, Median: time.Minute, Longest: time.Minute}
	late := statistics.Wait{Count: 1, Median: 240*time.Hour + time.Minute, Longest: 240*time.Hour + time.Minute}
	waits := []statistics.Wait{{Count: 2, Median: time.Minute, Longest: time.Minute}, one, one, one, late}
	want := []statistics.Row{{Key: "甲", Counts: statistics.Counts{Submitted: 1, Resubmitted: 1, Returned: 1, Published: 1, Withdrawn: 1}, Waits: waits}}
	if !reflect.DeepEqual(got.Rows, want) {
		t.Errorf("the rows are %+v, want %+v", got.Rows, want)
	}

	month, err := r.Statistics(t.Context(), r.staff["丙"], newsroom.StatisticsFilter{By: statistics.ByMonth, Month: "2026-11"})
	must(t, err)
	if c := (statistics.Counts{Submitted: 1, Returned: 1}); month.Total.Counts != c || len(month.Rows) != 1 || month.Rows[0].Key != "2026-11" {
		t.Errorf("November is %+v", month)
	}

	for _, c := range []struct {
		id string
		f  newsroom.StatisticsFilter
	}{
		{"statistics.by_unknown", newsroom.StatisticsFilter{By: "weather"}},
		{"statistics.period", newsroom.StatisticsFilter{Month: "11"}},
		{"statistics.period", newsroom.StatisticsFilter{From: "2026-12-01", To: "2026-11-30"}},
	} {
		_, err := r.Statistics(t.Context(), newsroom.Staff{}, c.f)
		refused(t, err, newsroom.Invalid, c.id)
	}
	_, err = r.Statistics(t.Context(), newsroom.Staff{ID: "x", Name: "无名"}, newsroom.StatisticsFilter{})
	refused(t, err, newsroom.Forbidden, "error.no_such_person")
}

// TestStatisticsKnowEveryAct tells a story with every act in it. The default policy gives each step eight working hours: the second waits over a
// weekend, and the last submission still waits.
func TestStatisticsKnowEveryAct(t *testing.T) {
	r := newRoom(t, t.Context()) // a Monday, 16:00 in Shanghai
	a := r.act(t, r.create(t), "甲", "submit", "甲", "recall", "甲", "submit", "乙", "approve")
	r.now = r.now.AddDate(0, 0, 8)
	a = r.act(t, a, "戊", "override", "庚", "approve", "己", "publish", "甲", "correct")
	m, revision, err := r.Manuscript(r.ctx, a.ID)
	must(t, err)
	m.Properties.Correction = "时间有误"
	_, err = r.Append(r.ctx, r.staff["甲"], a.ID, revision, []newsroom.Change{{Properties: &m.Properties}})
	must(t, err)
	a = r.act(t, a, "甲", "submit", "乙", "approve", "戊", "approve", "己", "publish")
	a = r.act(t, a, "甲", "update", "甲", "submit", "乙", "approve", "丙", "approve", "戊", "approve", "己", "publish")
	a = r.act(t, a, "庚", "withdraw", "甲", "republish", "甲", "submit", "乙", "approve", "丙", "approve", "戊", "approve", "己", "publish")
	b := r.act(t, r.create(t), "甲", "submit")
	if b.State != newsroom.InReview {
		t.Fatal(b.State)
	}
	r.now = r.now.AddDate(0, 0, 8)

	got, err := r.Statistics(t.Context(), newsroom.Staff{}, newsroom.StatisticsFilter{By: statistics.ByUnit})
	must(t, err)
	want := statistics.Counts{Submitted: 2, Resubmitted: 4, Recalled: 1, PassedOver: 1, Overdue: 2, Published: 1, Corrected: 1, Updated: 1, Republished: 1, Withdrawn: 1}
	if got.Total.Counts != want {
		t.Errorf("counted %+v, want %+v", got.Total.Counts, want)
	}
	// What fell due in a day in which nobody acted.
	due, err := r.Statistics(t.Context(), newsroom.Staff{}, newsroom.StatisticsFilter{From: "2026-11-24", To: "2026-11-25"})
	must(t, err)
	if c := (statistics.Counts{Overdue: 1}); due.Total.Counts != c {
		t.Errorf("on Tuesday and Wednesday %+v, want %+v", due.Total.Counts, c)
	}
}

// BenchmarkStatistics counts a newsroom of 200 articles that were published, by its store in memory: what a walk through decisions costs.
func BenchmarkStatistics(b *testing.B) {
	r := newRoom(b, b.Context())
	for range 200 {
		r.act(b, r.act(b, r.create(b), toApproved...), "己", "publish")
	}
	for b.Loop() {
		if _, err := r.Statistics(b.Context(), newsroom.Staff{}, newsroom.StatisticsFilter{}); err != nil {
			b.Fatal(err)
		}
	}
}
