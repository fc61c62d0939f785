package press

import (
	"time"

	"galley/app/newsroom"
	"galley/app/newsroom/statistics"
	"galley/assets/catalogue"
	"galley/export/sheet"
)

// statisticsColumns are the counts in the order of an article's life.
var statisticsColumns = []struct {
	id string // of its text, after "statistics."
	of func(statistics.Counts) int
}{
	{"submitted", func(c statistics.Counts) int { return c.Submitted }},
	{"resubmitted", func(c statistics.Counts) int { return c.Resubmitted }},
	{"recalled", func(c statistics.Counts) int { return c.Recalled }},
	{"returned", func(c statistics.Counts) int { return c.Returned }},
	{"passed_over", func(c statistics.Counts) int { return c.PassedOver }},
	{"overdue", func(c statistics.Counts) int { return c.Overdue }},
	{"published", func(c statistics.Counts) int { return c.Published }},
	{"corrected", func(c statistics.Counts) int { return c.Corrected }},
	{"updated", func(c statistics.Counts) int { return c.Updated }},
	{"republished", func(c statistics.Counts) int { return c.Republished }},
	{"withdrawn", func(c statistics.Counts) int { return c.Withdrawn }},
}

// Statistics returns statistics as a table for people who read the language: a row for each of theirs and the total below, and for each stage the
// median and the longest wait in days of 24 hours. A stage that nobody waited at has no figure.
func Statistics(t statistics.Table, lang catalogue.Lang) sheet.Table {
	say := catalogue.For(lang)
	out := sheet.Table{Title: say.S("statistics.title"), Foot: 1, Head: []string{say.S("statistics.by." + string(t.By))}}
	for _, c := range statisticsColumns {
		out.Head = append(out.Head, say.S("statistics."+c.id))
	}
	for _, s := range t.Stages {
		name := newsroom.StateText(newsroom.State(s.State))
		if s.Step != "" {
			name = newsroom.StepText(s.Step)
		}
		out.Head = append(out.Head, say.S("statistics.median", "Stage", name), say.S("statistics.longest", "Stage", name))
	}
	for _, r := range t.Rows {
		label := r.Key
		switch {
		case label == "":
			label = say.S("statistics.none")
		case t.By == statistics.ByKind:
			label = say.Say(newsroom.KindText(r.Key))
		}
		out.Rows = append(out.Rows, statisticsRow(label, r))
	}
	out.Rows = append(out.Rows, statisticsRow(say.S("statistics.total"), t.Total))
	return out
}

func statisticsRow(label string, r statistics.Row) []sheet.Cell {
	cells := []sheet.Cell{sheet.Text(label)}
	for _, c := range statisticsColumns {
		cells = append(cells, sheet.Whole(c.of(r.Counts)))
	}
	days := func(d time.Duration) float64 { return d.Hours() / 24 }
	for _, w := range r.Waits {
		if w.Count == 0 {
			cells = append(cells, sheet.Text(""), sheet.Text(""))
			continue
		}
		cells = append(cells, sheet.Decimal(days(w.Median)), sheet.Decimal(days(w.Longest)))
	}
	return cells
}
