package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"galley/app/newsroom"
	"galley/app/typecase"
)

// fontFlags gives a verb the flags of a person's own fonts, and returns the choice once they are read.
func (c *call) fontFlags(f *pflag.FlagSet) func() (typecase.Choice, error) {
	folder := f.String("fonts", "", c.say("command.flag.fonts"))
	files := f.StringArray("font", nil, c.say("command.flag.font"))
	return func() (typecase.Choice, error) {
		out := typecase.Choice{Folder: *folder}
		for _, pair := range *files {
			name, file, ok := strings.Cut(pair, "=")
			if !ok || file == "" {
				return out, newsroom.Errorf(newsroom.Invalid, nil, "press.font_form", "Given", pair)
			}
			category, err := typecase.ParseCategory(name)
			if err != nil {
				return out, err
			}
			out = out.With(category, typecase.ParseFile(file))
		}
		return out, nil
	}
}

// fonts lists the fonts of the operating system that have Chinese characters, each as --font takes it.
func (c *call) fonts() *cobra.Command {
	return &cobra.Command{
		Use: "fonts", Short: c.say("command.fonts"), Args: cobra.NoArgs,
		RunE: c.run(func(ctx context.Context, _ []string) error {
			list, err := typecase.List(ctx, c.FontFolders)
			if err != nil {
				return err
			}
			type fontJSON struct {
				Category string `json:"category,omitempty"`
				Name     string `json:"name"`
				File     string `json:"file"`
			}
			out := []fontJSON{}
			var lines []string
			for _, f := range list {
				category := ""
				if f.Known {
					category = f.Category.String()
				}
				out = append(out, fontJSON{category, f.Name, f.String()})
				if category == "" {
					category = "-"
				}
				lines = append(lines, category+"\t"+f.Name+"\t"+f.String())
			}
			return c.print(out, lines...)
		}),
	}
}
