package command

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/press"
	"galley/export/page/card"
)

// card writes an article's share card.
func (c *call) card() *cobra.Command {
	var out, design string
	var j press.CardJob
	var names []string
	for _, d := range card.Designs() {
		names = append(names, string(d))
	}
	cmd := &cobra.Command{Use: "card NUMBER --out FILE.png|.jpg [--design NAME] [--picture N] [--source NAME]", Short: c.say("command.card"), Args: cobra.ExactArgs(1)}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", c.say("command.flag.out"))
	f.StringVar(&design, "design", names[0], c.say("command.flag.card_design", "Designs", strings.Join(names, ", ")))
	f.IntVar(&j.Picture, "picture", 1, c.say("command.flag.card_picture"))
	f.StringVar(&j.Source, "source", "", c.say("command.flag.code_source"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) (err error) {
		if j.Design, err = press.ParseDesign(design); err != nil {
			return err
		}
		if j.Picture == 0 {
			j.Picture = -1
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		made, err := c.press().Card(ctx, a, j)
		if err != nil {
			return err
		}
		data, err := press.CardFile(made, out)
		if err != nil {
			return err
		}
		if err := write(filepath.Clean(out), data); err != nil {
			return err
		}
		for _, t := range press.ReportTexts(made.Report) {
			if _, err := fmt.Fprintln(c.Stderr, c.text(t)); err != nil {
				return err
			}
		}
		size := made.Image.Rect.Size()
		return c.print(map[string]any{"file": out, "address": made.Address, "width": size.X, "height": size.Y}, out)
	})
	return cmd
}
