package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"galley/app/site"
)

// site writes the published articles as a folder for a web server.
func (c *call) site() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "site --out DIR", Short: c.say("command.site"), Args: cobra.NoArgs}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.site"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, _ []string) error {
		var unsaid error // standard error is gone
		r, err := site.Write(ctx, c.room, out, func(done, of int) {
			if done%500 == 0 && unsaid == nil {
				_, unsaid = fmt.Fprintln(c.Stderr, c.say("command.site.progress", "Done", done, "Total", of))
			}
		})
		for _, n := range r.Notes {
			if unsaid == nil {
				_, unsaid = fmt.Fprintf(c.Stderr, "%s\t%s\n", n.Number, c.text(n.Text))
			}
		}
		if err := errors.Join(err, unsaid); err != nil {
			return err
		}
		return c.print(map[string]any{"folder": out, "articles": r.Articles, "withdrawn": r.Withdrawn, "written": r.Written, "removed": r.Removed},
			c.say("command.site.done", "Folder", out, "Articles", r.Articles, "Withdrawn", r.Withdrawn, "Written", r.Written, "Removed", r.Removed))
	})
	return cmd
}
