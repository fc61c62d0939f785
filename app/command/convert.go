package command

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/script"
)

// convertJSON says what a conversion changed.
type convertJSON struct {
	Number  newsroom.Number `json:"number"`
	To      script.Variant  `json:"to"`
	Changes int             `json:"changes"` // of words, each of which can be taken back
}

// convert writes an article in another variant of Chinese.
func (c *call) convert() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{Use: "convert NUMBER --to zh-Hans|zh-Hant|zh-Hant-TW|zh-Hant-HK [--from VARIANT] --as NAME", Short: c.say("command.convert"), Args: cobra.ExactArgs(1)}
	actor := c.as(cmd)
	cmd.Flags().StringVar(&to, "to", "", c.say("command.flag.convert_to"))
	cmd.Flags().StringVar(&from, "from", "", c.say("command.flag.convert_from"))
	require(cmd, "to")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		m, base, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		if from == "" {
			if from = string(script.Simplified); m.Properties.Language == catalogue.ZhHant {
				from = string(script.Traditional)
			}
		}
		changes, err := newsroom.Conversion(m, script.Variant(from), script.Variant(to))
		if err != nil {
			return err
		}
		words := 0
		for _, change := range changes {
			if change.Step != nil {
				words++
			}
		}
		if a, err = c.room.Append(ctx, who, a.ID, base, changes); err != nil {
			return err
		}
		return c.print(convertJSON{a.Number, script.Variant(to), words}, string(a.Number)+"\t"+c.text(newsroom.VariantText(script.Variant(to)))+"\t"+strconv.Itoa(words))
	})
	return cmd
}
