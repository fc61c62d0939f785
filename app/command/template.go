package command

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
)

// templateJSON is a template in --json.
type templateJSON struct {
	Name    string              `json:"name"`
	Snippet bool                `json:"snippet,omitempty"`
	Kind    string              `json:"kind,omitempty"`
	Every   newsroom.Recurrence `json:"every,omitzero"`
	Begun   time.Time           `json:"begun,omitzero"` // when an article was last begun from it
	Due     time.Time           `json:"due,omitzero"`   // since when one is to be begun
}

// template lists, saves and deletes templates and snippets.
func (c *call) template() *cobra.Command {
	cmd := &cobra.Command{Use: "template", Short: c.say("command.template"), Args: cobra.NoArgs}
	list := &cobra.Command{Use: "list", Short: c.say("command.template_list"), Args: cobra.NoArgs, RunE: c.in(func(ctx context.Context, _ []string) error {
		all, err := c.room.Templates(ctx)
		if err != nil {
			return err
		}
		now, err := c.zoned(ctx)
		if err != nil {
			return err
		}
		out, lines := make([]templateJSON, len(all)), make([]string, len(all))
		for i, t := range all {
			out[i], lines[i] = asTemplate(t, now), c.templateLine(t, now)
		}
		return c.print(out, lines...)
	})}

	var from, unit string
	var day int
	var snippet bool
	save := &cobra.Command{Use: "save NAME --from NUMBER [--every week|month|year --day D] [--snippet] --as NAME", Short: c.say("command.template_save"), Args: cobra.ExactArgs(1)}
	actor := c.as(save)
	save.Flags().StringVar(&from, "from", "", c.say("command.flag.template_from"))
	save.Flags().StringVar(&unit, "every", "", c.say("command.flag.every"))
	save.Flags().IntVar(&day, "day", 0, c.say("command.flag.every_day"))
	save.Flags().BoolVar(&snippet, "snippet", false, c.say("command.flag.snippet"))
	require(save, "from")
	save.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := actor(ctx)
		if err != nil {
			return err
		}
		a, err := c.find(ctx, from)
		if err != nil {
			return err
		}
		m, _, err := c.room.Manuscript(ctx, a.ID)
		if err != nil {
			return err
		}
		t := newsroom.Template{Name: args[0], Snippet: snippet, Manuscript: m, Every: newsroom.Recurrence{Unit: newsroom.Unit(unit), Day: day}}
		if err := c.room.SaveTemplate(ctx, who, t); err != nil {
			return err
		}
		now, err := c.zoned(ctx)
		if err != nil {
			return err
		}
		if t, err = c.room.TemplateNamed(ctx, t.Name, snippet); err != nil {
			return err
		}
		return c.print(asTemplate(t, now), c.templateLine(t, now))
	})

	var deleteSnippet bool
	remove := &cobra.Command{Use: "delete NAME [--snippet] --as NAME", Short: c.say("command.template_delete"), Args: cobra.ExactArgs(1)}
	deleter := c.as(remove)
	remove.Flags().BoolVar(&deleteSnippet, "snippet", false, c.say("command.flag.snippet"))
	remove.RunE = c.in(func(ctx context.Context, args []string) error {
		who, err := deleter(ctx)
		if err != nil {
			return err
		}
		return c.room.DeleteTemplate(ctx, who, args[0], deleteSnippet)
	})
	cmd.AddCommand(list, save, remove)
	return cmd
}

// zoned is the time now in the newsroom's zone.
func (c *call) zoned(ctx context.Context) (time.Time, error) {
	s, err := c.room.Settings(ctx)
	if err != nil {
		return time.Time{}, err
	}
	loc, err := s.Location()
	return c.Now().In(loc), err
}

func asTemplate(t newsroom.Template, now time.Time) templateJSON {
	out := templateJSON{Name: t.Name, Snippet: t.Snippet, Every: t.Every, Begun: t.Begun}
	if !t.Snippet {
		out.Kind = t.Manuscript.Properties.Kind
	}
	if since, due := t.Due(now); due {
		out.Due = since
	}
	return out
}

// templateLine is a template on one line: its name, when it comes back or that it is a snippet, and since when it is due.
func (c *call) templateLine(t newsroom.Template, now time.Time) string {
	line := t.Name + "\t" + c.text(t.Every.Text())
	if t.Snippet {
		return t.Name + "\t" + c.say("template.snippet")
	}
	if since, due := t.Due(now); due {
		line += "\t" + c.say("template.wanted", "Day", since.Format("2006-01-02"))
	}
	return line
}
