package newsroom

import (
	"cmp"
	"context"
	"slices"
	"time"

	"galley/app/newsroom/statistics"
)

// StatisticsFilter says what [Newsroom.Statistics] counts. The zero value counts everything by person.
type StatisticsFilter struct {
	By statistics.Dimension
	// Month is one month as 2026-11. Without it From and To are the first and the last day, as 2026-11-01; an empty one leaves its side open.
	// All are of the newsroom's time zone.
	Month    string
	From, To string
}

// statisticsActs are the acts that statistics count by name; see statisticsOut for publications. Approvals, those with corrections too, count by
// the wait that they end.
var statisticsActs = map[Action]statistics.Act{
	Submit: statistics.Submit, Recall: statistics.Recall, Return: statistics.Return, Override: statistics.Override, Publish: statistics.Publish,
	Withdraw: statistics.Withdraw,
}

// statisticsOut are the publications by what their version was begun as.
var statisticsOut = map[Action]statistics.Act{
	Correct: statistics.Correct, Update: statistics.Update, Republish: statistics.Republish,
}

// Statistics counts what became of the articles. Everybody who works here may see it, as he may see the lists of articles; while accounts are
// off nobody needs to be named. Forbidden: the actor does not work here or is not signed in. Invalid: there is no such dimension, month
// or day, or the last day is before the first.
func (n *Newsroom) Statistics(ctx context.Context, actor Staff, f StatisticsFilter) (statistics.Table, error) {
	s, err := n.Settings(ctx)
	if err != nil {
		return statistics.Table{}, err
	}
	if s.Accounts || actor.ID != desk.ID {
		if _, err := n.person(ctx, actor); err != nil {
			return statistics.Table{}, err
		}
	}
	by := cmp.Or(f.By, statistics.ByPerson)
	if !slices.Contains(statistics.Dimensions(), by) {
		return statistics.Table{}, Errorf(Invalid, nil, "statistics.by_unknown", "By", abridged(string(by)))
	}
	loc, err := s.Location()
	if err != nil {
		return statistics.Table{}, err
	}
	period, err := statistics.Days(f.From, f.To, loc)
	if f.Month != "" {
		period, err = statistics.Month(f.Month, loc)
	}
	if err != nil {
		return statistics.Table{}, Errorf(Invalid, err, "statistics.period")
	}
	articles, err := n.counted(ctx, s)
	if err != nil {
		return statistics.Table{}, err
	}
	return statistics.Count(articles, by, period, loc), nil
}

// counted returns every article with decisions in the form that statistics count, in the order of their numbers.
func (n *Newsroom) counted(ctx context.Context, s Settings) ([]statistics.Article, error) {
	staff, err := n.store.FindStaff(ctx)
	if err != nil {
		return nil, err
	}
	people := map[StaffID]Staff{}
	for _, p := range staff {
		people[p.ID] = p
	}
	found, err := n.store.FindArticles(ctx, Filter{})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b Article) int { return cmp.Compare(a.Number, b.Number) })
	now := n.now()
	var counted []statistics.Article
	for _, a := range found {
		if a.Acts == 0 {
			continue
		}
		decisions, err := n.store.FindDecisions(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		p := people[a.Creator]
		c := statistics.Article{Person: cmp.Or(p.Name, string(a.Creator)), Unit: p.Unit, Column: a.Digest.Column, Kind: a.Digest.Kind}
		for _, step := range a.Policy.Steps {
			c.Stages = append(c.Stages, statistics.Stage{State: string(InReview), Step: step.Name})
		}
		c.Stages = append(c.Stages, statistics.Stage{State: string(Approved)}, statistics.Stage{State: string(Returned)})
		c.Decisions, c.Overdue = a.course(decisions, s, now)
		counted = append(counted, c)
	}
	return counted, nil
}

// course walks the article through its decisions and returns them as statistics count them, and when the steps were due that were not through
// then.
func (a Article) course(decisions []Decision, s Settings, now time.Time) (out []statistics.Decision, overdue []time.Time) {
	at := Article{State: Draft}
	late := func(now time.Time) {
		if due, ok := s.Due(at); ok && now.After(due) {
			overdue = append(overdue, due)
		}
	}
	for _, d := range decisions {
		was := at
		next, _ := a.after(at, d, at.Version)
		c := statistics.Decision{Act: statisticsActs[d.Action], At: d.At}
		if begun, ok := statisticsOut[was.Amends]; ok && d.Action == Publish {
			c.Act = begun
		}
		if next.State != was.State || next.Step != was.Step || next.Round != was.Round {
			late(d.At)
			c.Stage, c.Since = stageOf(was), was.Since
			next.Since = d.At
		}
		at = next
		out = append(out, c)
	}
	late(now)
	return out, overdue
}

// stageOf returns where the article waits for somebody to act: nowhere as a draft, and nowhere once it is out.
func stageOf(a Article) statistics.Stage {
	switch a.State {
	case InReview:
		return statistics.Stage{State: string(a.State), Step: a.Awaits()}
	case Approved, Returned:
		return statistics.Stage{State: string(a.State)}
	}
	return statistics.Stage{}
}
