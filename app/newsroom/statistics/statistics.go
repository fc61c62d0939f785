// Package statistics counts what became of articles: how many were handed over, returned, published and withdrawn, and how long each step
// of the review was waited for, by person, unit, column, kind or month.
//
// [Count] is pure: articles with their decisions go in as values, with a time zone that says which month a decision falls in, and a
// [Table] comes out. Every decision inside the period counts once, in the row of its article and of its own time, so that the rows add up
// to the total whatever they are counted by; waits join instead of adding, since a median does not add. The laws of the test hold that
// on random histories.
//
// What counts as what:
//
//   - An article belongs to the person whose it is and to his unit, and to the column and the kind that it has now.
//   - Submitted counts first submissions, and so articles; every later submission of the same article is Resubmitted.
//   - Returned counts every return, to the author and to an earlier step alike; Recalled those that took their own submission back.
//   - Published counts the first time that readers see an article; what they see later in its place is Corrected, Updated or Republished by what
//     it was begun as.
//   - A wait is the time from the decision that brought an article to a stage to the decision that took it on, nights and holidays too, and
//     counts at the time of the latter: a wait that goes on is in no row yet.
//   - Overdue counts the steps that were not through when they were due, whether they are by now or not, at the time when they were due.
package statistics

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Dimension is what the rows of a table stand for.
type Dimension string

// The dimensions.
const (
	ByPerson Dimension = "person" // whose articles they are
	ByUnit   Dimension = "unit"   // of that person
	ByColumn Dimension = "column"
	ByKind   Dimension = "kind"
	ByMonth  Dimension = "month" // of the decision
)

// Dimensions returns every dimension.
func Dimensions() []Dimension { return []Dimension{ByPerson, ByUnit, ByColumn, ByKind, ByMonth} }

// Act is what a decision did. Approvals count by the wait that they end alone.
type Act uint8

// The acts.
const (
	Other Act = iota
	Submit
	Recall
	Return
	Override
	Publish
	Correct   // publish a correction
	Update    // publish an update
	Republish // publish what was withdrawn
	Withdraw
)

// Decision is one decision on an article.
type Decision struct {
	Act   Act
	At    time.Time
	Stage Stage     // that it took the article on from; the zero value where it left it there, and where nobody had to act, as for a draft
	Since time.Time // when the article came to that stage
}

// Stage is a place where articles wait for somebody: a step of a review, the author after a return, the publisher after the last approval.
type Stage struct {
	State string `json:"state"`          // as the newsroom names states
	Step  string `json:"step,omitempty"` // of the review
}

// Article is an article with its decisions in order.
type Article struct {
	Person, Unit, Column, Kind string
	Stages                     []Stage // that it goes through, in order; they order the stages of the table
	Decisions                  []Decision
	Overdue                    []time.Time // when steps were due that were not through then
}

// Table is what was counted.
type Table struct {
	By     Dimension
	Period Period
	Stages []Stage // that somebody acted at, in the order of the articles' own stages
	Rows   []Row   // those with something to count: months in order, others by publications, then submissions, then name
	Total  Row     // its Key is empty
}

// Row is one row of a table, or the total.
type Row struct {
	Key string // the person, the column, the kind, or the month as 2006-01
	Counts
	Waits []Wait // one for each of the table's Stages
}

// Counts are decisions counted.
type Counts struct {
	Submitted   int `json:"submitted"`
	Resubmitted int `json:"resubmitted"`
	Recalled    int `json:"recalled"`
	Returned    int `json:"returned"`
	PassedOver  int `json:"passed_over"` // steps
	Overdue     int `json:"overdue"`     // steps
	Published   int `json:"published"`
	Corrected   int `json:"corrected"`
	Updated     int `json:"updated"`
	Republished int `json:"republished"`
	Withdrawn   int `json:"withdrawn"`
}

// Wait says how long a stage was waited for.
type Wait struct {
	Count   int           // decisions made there
	Median  time.Duration // of two in the middle their mean
	Longest time.Duration
}

// tally is a row being counted.
type tally struct {
	counts Counts
	waits  map[Stage][]time.Duration
}

func (y *tally) wait(s Stage, d time.Duration) {
	if y.waits == nil {
		y.waits = map[Stage][]time.Duration{}
	}
	y.waits[s] = append(y.waits[s], d)
}

// Count counts the decisions of the articles that fall into the period. Months are those of the time zone.
func Count(articles []Article, by Dimension, p Period, zone *time.Location) Table {
	rows := map[string]*tally{}
	total := &tally{}
	// at returns where what happened to the article at that time is counted.
	at := func(a Article, t time.Time) []*tally {
		if !p.Holds(t) {
			return nil
		}
		key := a.key(by, t.In(zone))
		if rows[key] == nil {
			rows[key] = &tally{}
		}
		return []*tally{rows[key], total}
	}
	for _, a := range articles {
		submitted := false
		for _, d := range a.Decisions {
			first := d.Act == Submit && !submitted
			submitted = submitted || d.Act == Submit
			for _, y := range at(a, d.At) {
				y.counts.add(d.Act, first)
				if d.Stage != (Stage{}) {
					y.wait(d.Stage, max(0, d.At.Sub(d.Since))) // a clock may have been set back
				}
			}
		}
		for _, due := range a.Overdue {
			for _, y := range at(a, due) {
				y.counts.Overdue++
			}
		}
	}
	t := Table{By: by, Period: p, Stages: stagesOf(articles, total.waits)}
	t.Total = total.row("", t.Stages)
	for key, y := range rows {
		t.Rows = append(t.Rows, y.row(key, t.Stages))
	}
	slices.SortFunc(t.Rows, func(a, b Row) int {
		if by == ByMonth {
			return cmp.Compare(a.Key, b.Key)
		}
		return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(b.Submitted, a.Submitted), cmp.Compare(a.Key, b.Key))
	})
	return t
}

func (a Article) key(by Dimension, at time.Time) string {
	switch by {
	case ByUnit:
		return a.Unit
	case ByColumn:
		return a.Column
	case ByKind:
		return a.Kind
	case ByMonth:
		return at.Format(monthForm)
	}
	return a.Person
}

func (c *Counts) add(act Act, first bool) {
	switch act {
	case Submit:
		if first {
			c.Submitted++
		} else {
			c.Resubmitted++
		}
	case Recall:
		c.Recalled++
	case Return:
		c.Returned++
	case Override:
		c.PassedOver++
	case Publish:
		c.Published++
	case Correct:
		c.Corrected++
	case Update:
		c.Updated++
	case Republish:
		c.Republished++
	case Withdraw:
		c.Withdrawn++
	}
}

// stagesOf returns the stages that have waits: those of the articles in their order, then those of ways that no article goes any more.
func stagesOf(articles []Article, waits map[Stage][]time.Duration) []Stage {
	var found []Stage
	seen := map[Stage]bool{}
	for _, a := range articles {
		for _, s := range a.Stages {
			if _, waited := waits[s]; waited && !seen[s] {
				seen[s] = true
				found = append(found, s)
			}
		}
	}
	rest := slices.DeleteFunc(slices.Collect(maps.Keys(waits)), func(s Stage) bool { return seen[s] })
	slices.SortFunc(rest, func(a, b Stage) int { return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Step, b.Step)) })
	return append(found, rest...)
}

func (y *tally) row(key string, stages []Stage) Row {
	r := Row{Key: key, Counts: y.counts, Waits: make([]Wait, len(stages))}
	for i, s := range stages {
		r.Waits[i] = waitOf(y.waits[s])
	}
	return r
}

func waitOf(d []time.Duration) Wait {
	n := len(d)
	if n == 0 {
		return Wait{}
	}
	slices.Sort(d)
	low, high := d[(n-1)/2], d[n/2]
	return Wait{Count: n, Median: low + (high-low)/2, Longest: d[n-1]}
}
