package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// lockJSON is a lease in --json.
type lockJSON struct {
	Number newsroom.Number `json:"number"`
	Name   string          `json:"name"` // of who writes
	Since  time.Time       `json:"since"`
	Seen   time.Time       `json:"seen"`            // when he last wrote
	Loser  string          `json:"loser,omitempty"` // from whom he took it over
}

// locks lists who writes on what, takes an article over, and ends a lock.
func (c *call) locks() *cobra.Command {
	cmd := &cobra.Command{Use: "locks [NUMBER] [--take-over | --release] [--as NAME]", Short: c.say("command.locks")}
	over := cmd.Flags().Bool("take-over", false, c.say("command.flag.take_over"))
	release := cmd.Flags().Bool("release", false, c.say("command.flag.release"))
	as := cmd.Flags().String("as", "", c.say("command.flag.as"))
	cmd.MarkFlagsMutuallyExclusive("take-over", "release")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if *over || *release {
			return cobra.ExactArgs(1)(cmd, args)
		}
		return cobra.MaximumNArgs(1)(cmd, args)
	}
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return c.listLocks(ctx, "")
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		if *over || *release {
			who, err := c.signIn(ctx, *as)
			if err == nil && who.ID == "" {
				err = newsroom.Errorf(newsroom.Forbidden, nil, "error.name_yourself")
			}
			if err != nil {
				return err
			}
			if *over {
				_, err = c.room.TakeOver(ctx, who, a.ID, c.room.NewPlace())
			} else {
				err = c.room.EndLease(ctx, who, a.ID)
			}
			if err != nil {
				return err
			}
		}
		return c.listLocks(ctx, a.Number)
	})
	return cmd
}

// listLocks prints the locks, only that of one article where its number is given.
func (c *call) listLocks(ctx context.Context, only newsroom.Number) error {
	leases, err := c.room.Leases(ctx)
	if err != nil {
		return err
	}
	articles, err := c.room.Articles(ctx, newsroom.Filter{})
	if err != nil {
		return err
	}
	staff, err := c.room.Staff(ctx)
	if err != nil {
		return err
	}
	names := map[newsroom.StaffID]string{}
	for _, p := range staff {
		names[p.ID] = p.Name
	}
	s, err := c.room.Settings(ctx)
	if err != nil {
		return err
	}
	zone, err := s.Location()
	if err != nil {
		return err
	}
	out, lines := []lockJSON{}, []string(nil)
	for _, l := range leases {
		i := slices.IndexFunc(articles, func(a newsroom.Article) bool { return a.ID == l.Article })
		if i < 0 || only != "" && articles[i].Number != only {
			continue
		}
		j := lockJSON{Number: articles[i].Number, Name: names[l.Holder], Since: l.Since, Seen: l.Seen, Loser: names[l.Loser]}
		out = append(out, j)
		lines = append(lines, strings.Join([]string{string(j.Number), j.Name, l.Since.In(zone).Format("2006-01-02 15:04"), l.Seen.In(zone).Format("15:04"), articles[i].Digest.Headline}, "\t"))
	}
	switch {
	case len(lines) == 0 && only != "":
		lines = append(lines, c.say("lock.free", "Number", string(only)))
	case len(lines) == 0:
		lines = append(lines, c.say("lock.none"))
	}
	return c.print(out, lines...)
}
