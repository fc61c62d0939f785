package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"galley/app/press"
)

// docx writes an article as a Word file.
func (c *call) docx() *cobra.Command {
	var out string
	var o press.WordOptions
	cmd := &cobra.Command{Use: "docx NUMBER --out FILE [--changes] [--comments]", Short: c.say("command.docx"), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	cmd.Flags().BoolVar(&o.Changes, "changes", false, c.say("command.flag.docx_changes"))
	cmd.Flags().BoolVar(&o.Comments, "comments", false, c.say("command.flag.docx_comments"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		data, report, err := c.press().Word(ctx, a, o)
		if err != nil {
			return err
		}
		if err := write(out, data); err != nil {
			return err
		}
		for _, t := range press.ReportTexts(report) {
			if _, err := fmt.Fprintln(c.Stderr, c.text(t)); err != nil {
				return err
			}
		}
		return c.print(map[string]any{"file": out}, out)
	})
	return cmd
}
