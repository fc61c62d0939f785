package command

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
)

func (c *call) signOff() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "signoff NUMBER --out FILE.pdf|.json", Short: c.say("command.signoff"), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		switch strings.ToLower(filepath.Ext(out)) {
		case ".pdf":
			return c.writePDF(ctx, []newsroom.Article{a}, press.Job{Layout: press.SignOff}, out)
		case ".json":
			data, err := c.press().Record(ctx, a)
			if err != nil {
				return err
			}
			if err := write(out, data); err != nil {
				return err
			}
			return c.print(map[string]any{"file": out}, out)
		}
		return newsroom.Errorf(newsroom.Invalid, nil, "command.signoff_format", "File", out)
	})
	return cmd
}
