package command

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/newsroom/statistics"
	"galley/app/press"
	"galley/export/sheet"
)

// statsJSON are statistics in --json.
type statsJSON struct {
	By    statistics.Dimension `json:"by"`
	From  time.Time            `json:"from,omitzero"`
	To    time.Time            `json:"to,omitzero"` // not within
	Rows  []statsRowJSON       `json:"rows"`
	Total statsRowJSON         `json:"total"`
}

type statsRowJSON struct {
	Key string `json:"key"` // a person, a unit, a column, a kind or a month
	statistics.Counts
	Waits []waitJSON `json:"waits,omitempty"`
}

type waitJSON struct {
	statistics.Stage
	Count   int     `json:"count"`
	Median  float64 `json:"median_days"`
	Longest float64 `json:"longest_days"`
}

func (c *call) stats() *cobra.Command {
	var f newsroom.StatisticsFilter
	cmd := &cobra.Command{
		Use:   "stats [--month 2026-11 | --from DAY --to DAY] [--by person|unit|column|kind|month] [--out FILE.csv|.xlsx] [--as NAME]",
		Short: c.say("command.stats"), Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.Month, "month", "", c.say("command.flag.stats_month"))
	flags.StringVar(&f.From, "from", "", c.say("command.flag.stats_from"))
	flags.StringVar(&f.To, "to", "", c.say("command.flag.stats_to"))
	flags.StringVar((*string)(&f.By), "by", string(statistics.ByPerson), c.say("command.flag.stats_by"))
	out := flags.String("out", "", c.say("command.flag.out"))
	as := flags.String("as", "", c.say("command.flag.as"))
	cmd.MarkFlagsMutuallyExclusive("month", "from")
	cmd.MarkFlagsMutuallyExclusive("month", "to")
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		who, err := c.signIn(ctx, *as)
		if err != nil {
			return err
		}
		t, err := c.room.Statistics(ctx, who, f)
		if err != nil {
			return err
		}
		table := press.Statistics(t, c.lang)
		if *out != "" {
			return c.writeSheet(table, *out)
		}
		lines := []string{strings.Join(table.Head, "\t")}
		for _, r := range table.Rows {
			cells := make([]string, len(r))
			for i, cell := range r {
				cells[i] = cell.String()
			}
			lines = append(lines, strings.Join(cells, "\t"))
		}
		return c.print(statsOf(t), lines...)
	})
	return cmd
}

// writeSheet writes a table in the form that the file's name asks for.
func (c *call) writeSheet(t sheet.Table, file string) error {
	var data []byte
	var err error
	switch strings.ToLower(filepath.Ext(file)) {
	case ".csv":
		data, err = t.CSV()
	case ".xlsx":
		data, err = t.Workbook()
	default:
		return newsroom.Errorf(newsroom.Invalid, nil, "command.stats_format", "File", file)
	}
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	if err := write(file, data); err != nil {
		return err
	}
	return c.print(map[string]any{"file": file}, file)
}

func statsOf(t statistics.Table) statsJSON {
	row := func(r statistics.Row) statsRowJSON {
		j := statsRowJSON{Key: r.Key, Counts: r.Counts}
		for i, w := range r.Waits {
			if w.Count > 0 {
				j.Waits = append(j.Waits, waitJSON{t.Stages[i], w.Count, w.Median.Hours() / 24, w.Longest.Hours() / 24})
			}
		}
		return j
	}
	out := statsJSON{By: t.By, From: t.Period.From, To: t.Period.To, Rows: []statsRowJSON{}, Total: row(t.Total)}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, row(r))
	}
	return out
}
