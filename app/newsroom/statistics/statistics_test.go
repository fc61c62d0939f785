package statistics_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "galley/app/newsroom/statistics"
)

var shanghai = time.FixedZone("CST", 8*3600)

var (
	first   = Stage{State: "in_review", Step: "初审"}
	second  = Stage{State: "in_review", Step: "复审"}
	author  = Stage{State: "returned"}
	release = Stage{State: "approved"}
)

func day(n float64) time.Time {
	return time.Date(2026, 11, 1, 0, 0, 0, 0, shanghai).Add(time.Duration(n * float64(24*time.Hour)))
}

// story is an article that was returned once, published in the next month and withdrawn.
func story() Article {
	return Article{
		Person: "王四", Unit: "新闻中心", Column: "校园", Kind: "news", Stages: []Stage{first, second, release, author},
		Decisions: []Decision{
			{Act: Submit, At: day(0)},
			{Return, day(1), first, day(0)},
			{Submit, day(4), author, day(1)},
			{Act: Other, At: day(5)}, // the first of two approvals takes the article nowhere
			{Other, day(7), first, day(4)},
			{Other, day(29), second, day(7)},
			{Publish, day(31), release, day(29)},
			{Correct, day(31.5), release, day(31.4)},
			{Act: Withdraw, At: day(32)},
		},
		Overdue: []time.Time{day(9)},
	}
}

func TestCount(t *testing.T) {
	days := func(d float64) time.Duration { return time.Duration(d * float64(24*time.Hour)) }
	month, err := Month("2026-11", shanghai)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		by     Dimension
		period Period
		rows   []Row
		stages []Stage
	}{
		{"a person's year", ByPerson, Period{}, []Row{{"王四", Counts{Submitted: 1, Resubmitted: 1, Returned: 1, Overdue: 1, Published: 1, Corrected: 1, Withdrawn: 1}, []Wait{
			{2, days(2), days(3)}, {1, days(22), days(22)}, {2, days(1.05), days(2)}, {1, days(3), days(3)}}}}, []Stage{first, second, release, author}},
		{"a month of a kind", ByKind, month, []Row{{"news", Counts{Submitted: 1, Resubmitted: 1, Returned: 1, Overdue: 1}, []Wait{
			{2, days(2), days(3)}, {1, days(22), days(22)}, {1, days(3), days(3)}}}}, []Stage{first, second, author}},
		{"months in order, each wait where it ended", ByMonth, Period{From: day(20)}, []Row{
			{"2026-11", Counts{}, []Wait{{1, days(22), days(22)}, {}}},
			{"2026-12", Counts{Published: 1, Corrected: 1, Withdrawn: 1}, []Wait{{}, {2, days(1.05), days(2)}}}}, []Stage{second, release}},
		{"what fell due in a week in which nobody acted", ByUnit, Period{From: day(8), To: day(10)}, []Row{{"新闻中心", Counts{Overdue: 1}, []Wait{}}}, nil},
		{"nothing in the period", ByColumn, Period{To: day(0)}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Count([]Article{story()}, c.by, c.period, shanghai)
			if !reflect.DeepEqual(got.Rows, c.rows) || !slices.Equal(got.Stages, c.stages) {
				t.Errorf("got %+v of %v, want %+v of %v", got.Rows, got.Stages, c.rows, c.stages)
			}
		})
	}
}

// TestMonthIsOfTheZone has a decision in the last hour of a month in one zone, which is the next month in another.
func TestMonthIsOfTheZone(t *testing.T) {
	at := time.Date(2026, 11, 30, 23, 30, 0, 0, time.UTC)
	a := []Article{{Decisions: []Decision{{Act: Publish, At: at}}}}
	for zone, want := range map[*time.Location]string{time.UTC: "2026-11", shanghai: "2026-12"} {
		if got := Count(a, ByMonth, Period{}, zone).Rows[0].Key; got != want {
			t.Errorf("in %s the month is %s, want %s", zone, got, want)
		}
	}
}

func TestOrder(t *testing.T) {
	var articles []Article
	for _, p := range []string{"乙", "甲", "丙"} {
		articles = append(articles, Article{Person: p, Decisions: []Decision{{Act: Submit, At: day(1)}}})
	}
	articles[2].Decisions = append(articles[2].Decisions, Decision{Act: Publish, At: day(2)})
	var got []string
	for _, r := range Count(articles, ByPerson, Period{}, shanghai).Rows {
		got = append(got, r.Key)
	}
	if want := []string{"丙", "乙", "甲"}; !slices.Equal(got, want) {
		t.Errorf("the rows stand as %v, want %v", got, want)
	}
}

// histories draws articles with random decisions; every tenth clock goes back.
func histories(t *rapid.T) []Article {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Article {
		a := Article{
			Person: rapid.SampledFrom([]string{"甲", "乙", "丙"}).Draw(t, "person"), Unit: rapid.SampledFrom([]string{"", "新闻中心"}).Draw(t, "unit"), Column: rapid.SampledFrom([]string{"", "校园", "教学"}).Draw(t, "column"),
			Kind: rapid.SampledFrom([]string{"news", "notice"}).Draw(t, "kind"), Stages: []Stage{first, second},
		}
		at := rapid.Float64Range(0, 90).Draw(t, "begin")
		for range rapid.IntRange(0, 12).Draw(t, "decisions") {
			since := day(at)
			at += rapid.Float64Range(-0.5, 5).Draw(t, "wait")
			a.Decisions = append(a.Decisions, Decision{
				Act: Act(rapid.IntRange(int(Other), int(Withdraw)).Draw(t, "act")), At: day(at),
				Stage: rapid.SampledFrom([]Stage{{}, first, second, release, author}).Draw(t, "stage"), Since: since,
			})
			if rapid.Bool().Draw(t, "late") {
				a.Overdue = append(a.Overdue, day(at-0.25))
			}
		}
		return a
	}), 0, 12).Draw(t, "articles")
}

func (s sums) add(r Row, stages []Stage) {
	counts := reflect.ValueOf(r.Counts)
	for i := range counts.NumField() {
		s[counts.Type().Field(i).Name] += int(counts.Field(i).Int())
	}
	for i, w := range r.Waits {
		s[fmt.Sprint("waits at ", stages[i])] += w.Count
		longest := fmt.Sprint("longest at ", stages[i])
		s[longest] = max(s[longest], int(w.Longest))
	}
}

type sums map[string]int

// TestLaws holds on random histories that the rows of every dimension add up to one total, that the longest wait of a stage is somebody's,
// that a median lies within, that periods side by side add up to both, and that every decision is counted once.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		articles := histories(t)
		cut := day(rapid.Float64Range(0, 120).Draw(t, "cut"))
		whole := Count(articles, ByPerson, Period{}, shanghai)
		for _, by := range Dimensions() {
			table := Count(articles, by, Period{}, shanghai)
			if !reflect.DeepEqual(table.Total, whole.Total) {
				t.Fatalf("the total by %s is %+v, by person %+v", by, table.Total, whole.Total)
			}
			total, rows, parts := sums{}, sums{}, sums{}
			total.add(table.Total, table.Stages)
			for _, r := range table.Rows {
				rows.add(r, table.Stages)
				for _, w := range r.Waits {
					if w.Median < 0 || w.Median > w.Longest {
						t.Fatalf("the median of %+v is not within", w)
					}
				}
			}
			if len(table.Rows) > 0 && !reflect.DeepEqual(rows, total) {
				t.Fatalf("rows by %s add up to %v, the total is %v", by, rows, total)
			}
			for _, p := range []Period{{To: cut}, {From: cut}} {
				part := Count(articles, by, p, shanghai)
				parts.add(part.Total, part.Stages)
			}
			for k, n := range total {
				if parts[k] != n {
					t.Fatalf("%s: %d before and after %s, %d in all", k, parts[k], cut, n)
				}
			}
		}
		var acts Counts
		each := map[Act]*int{Recall: &acts.Recalled, Return: &acts.Returned, Override: &acts.PassedOver, Publish: &acts.Published,
			Correct: &acts.Corrected, Update: &acts.Updated, Republish: &acts.Republished, Withdraw: &acts.Withdrawn}
		for _, a := range articles {
			acts.Overdue += len(a.Overdue)
			for i, d := range a.Decisions {
				switch {
				case d.Act == Submit && !slices.ContainsFunc(a.Decisions[:i], func(e Decision) bool { return e.Act == Submit }):
					acts.Submitted++
				case d.Act == Submit:
					acts.Resubmitted++
				case each[d.Act] != nil:
					*each[d.Act]++
				}
			}
		}
		if acts != whole.Total.Counts {
			t.Fatalf("counted %+v, there were %+v", whole.Total.Counts, acts)
		}
	})
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ month, first, last, from, to string }{
		{"2026-11", "", "", "2026-11-01", "2026-12-01"},
		{"2026-12", "", "", "2026-12-01", "2027-01-01"},
		{"", "2024-02-28", "2024-02-29", "2024-02-28", "2024-03-01"},
		{"2026-13", "", "", "", ""},
		{"2026-11-01", "", "", "", ""},
		{"十一月", "", "", "", ""},
		{"", "2026-11-02", "2026-11-01", "", ""},
		{"", "2026-02-30", "", "", ""},
		{"", "", "2026-2-3", "", ""},
	} {
		p, err := Days(c.first, c.last, shanghai)
		if c.month != "" {
			p, err = Month(c.month, shanghai)
		}
		if c.from == "" {
			if err == nil {
				t.Errorf("%+v is taken for %v", c, p)
			}
			continue
		}
		if err != nil || p.From.Format("2006-01-02") != c.from || p.To.Format("2006-01-02") != c.to {
			t.Errorf("%+v is %v to %v, %v", c, p.From, p.To, err)
		}
	}
}

// FuzzPeriod: whatever is written, a period that is accepted is not empty and begins at a midnight.
func FuzzPeriod(f *testing.F) {
	f.Add("2026-11", "2026-11-01", "2026-11-30")
	f.Add("0000-01", "9999-12-31", "")
	f.Fuzz(func(t *testing.T, month, first, last string) {
		p, err := Month(month, shanghai)
		q, err2 := Days(first, last, shanghai)
		if err == nil && (!p.From.Before(p.To) || p.From.Format("02 15:04") != "01 00:00") {
			t.Errorf("%q is %v", month, p)
		}
		if err2 == nil && first != "" && last != "" && !q.From.Before(q.To) {
			t.Errorf("%q to %q is %v", first, last, q)
		}
	})
}

// BenchmarkCount counts ten thousand articles of seven decisions each.
func BenchmarkCount(b *testing.B) {
	articles := make([]Article, 10_000)
	for i := range articles {
		articles[i] = story()
		articles[i].Person = fmt.Sprint(i % 50)
	}
	for b.Loop() {
		Count(articles, ByPerson, Period{}, shanghai)
	}
}
