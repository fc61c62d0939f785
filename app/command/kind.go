package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// kindJSON is a kind of article in --json.
type kindJSON struct {
	ID          string           `json:"id"`
	Name        string           `json:"name"`
	Particulars []particularJSON `json:"particulars,omitempty"`
	Picture     bool             `json:"picture,omitempty"` // it cannot go without one
}

type particularJSON struct {
	Field    string `json:"field"`
	Name     string `json:"name"`
	Required bool   `json:"required,omitempty"`
	Text     string `json:"text,omitempty"`
}

// kinds lists the kinds of article.
func (c *call) kinds() *cobra.Command {
	return &cobra.Command{Use: "kinds", Short: c.say("command.kinds"), Args: cobra.NoArgs, RunE: c.run(func(context.Context, []string) error {
		var list []kindJSON
		var lines []string
		for _, id := range newsroom.Kinds() {
			k := newsroom.KindOf(id)
			list = append(list, kindJSON{id, c.text(newsroom.KindText(id)), c.told(k, newsroom.Properties{}), k.Picture})
			lines = append(lines, id+"\t"+c.text(newsroom.KindText(id)))
			for _, f := range list[len(list)-1].Particulars {
				mark := ""
				if f.Required {
					mark = "*"
				}
				lines = append(lines, "\t"+f.Field+mark+"\t"+f.Name)
			}
		}
		return c.print(list, lines...)
	})}
}

// told is what the properties tell in the fields of a kind.
func (c *call) told(k newsroom.Kind, p newsroom.Properties) []particularJSON {
	var out []particularJSON
	for _, f := range k.Particulars {
		out = append(out, particularJSON{f.ID, c.text(newsroom.ParticularText(f.ID)), f.Required, p.Particular(f.ID)})
	}
	return out
}

// particulars shows what an article tells in the fields of its kind, and sets what arguments name.
func (c *call) particulars() *cobra.Command {
	cmd := &cobra.Command{Use: "particulars NUMBER [FIELD=TEXT]... [--as NAME]", Short: c.say("command.particulars"), Args: cobra.MinimumNArgs(1)}
	name := cmd.Flags().String("as", "", c.say("command.flag.as"))
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		m, base, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		p, kind := m.Properties, newsroom.KindOf(m.Properties.Kind)
		for _, arg := range args[1:] {
			field, text, ok := strings.Cut(arg, "=")
			if !ok {
				return newsroom.Errorf(newsroom.Invalid, nil, "error.particular_form", "Text", arg)
			}
			if !slices.ContainsFunc(kind.Particulars, func(f newsroom.ParticularField) bool { return f.ID == field }) {
				return newsroom.Errorf(newsroom.Invalid, nil, "error.particular_unknown", "Field", field)
			}
			p = p.WithParticular(field, text)
		}
		if !p.Equal(m.Properties) {
			who, err := c.signIn(ctx, *name)
			if err != nil {
				return err
			}
			if _, err := c.room.Append(ctx, who, a.ID, base, []newsroom.Change{{Properties: &p}}); err != nil {
				return err
			}
		}
		told := c.told(kind, p)
		lines := make([]string, len(told))
		for i, t := range told {
			lines[i] = t.Name + "\t" + t.Text
		}
		return c.print(told, lines...)
	})
	return cmd
}
