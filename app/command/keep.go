package command

import (
	"context"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

func (c *call) backup() *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: c.say("command.backup"), Args: cobra.ExactArgs(1),
		RunE: c.in(func(ctx context.Context, args []string) error {
			if err := c.room.Backup(ctx, args[0]); err != nil {
				return err
			}
			return c.print(map[string]string{"file": args[0]}, args[0])
		}),
	}
}

func (c *call) check() *cobra.Command {
	var accept bool
	cmd := &cobra.Command{
		Use: "check", Short: c.say("command.check"), Args: cobra.NoArgs,
		RunE: c.in(func(ctx context.Context, _ []string) error {
			if accept {
				if err := c.room.Accept(ctx); err != nil {
					return err
				}
			}
			findings, err := c.room.Check(ctx, nil)
			if err != nil {
				return err
			}
			type jsonFinding struct {
				Number newsroom.Number `json:"number,omitempty"`
				Text   string          `json:"text"`
			}
			out := make([]jsonFinding, len(findings))
			lines := make([]string, len(findings))
			for i, f := range findings {
				out[i] = jsonFinding{f.Number, c.text(f.Text)}
				lines[i] = string(f.Number) + "\t" + out[i].Text
			}
			if len(findings) == 0 {
				lines = []string{c.say("command.check_good")}
			}
			if err := c.print(out, lines...); err != nil {
				return err
			}
			if len(findings) > 0 {
				return newsroom.Errorf(newsroom.Corrupt, nil, "error.check_failed", "Count", len(findings))
			}
			return nil
		}),
	}
	cmd.Flags().BoolVar(&accept, "accept", false, c.say("command.flag.accept_database"))
	return cmd
}
