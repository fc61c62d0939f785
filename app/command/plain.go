package command

import (
	"context"

	"github.com/spf13/cobra"

	"galley/app/press"
)

// plain writes an article as text.
func (c *call) plain(name string, format press.PlainFormat) *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: name + " NUMBER --out FILE", Short: c.say("command." + name), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		data, err := c.press().Plain(ctx, a, format)
		if err != nil {
			return err
		}
		if err := write(out, data); err != nil {
			return err
		}
		return c.print(map[string]any{"file": out}, out)
	})
	return cmd
}
