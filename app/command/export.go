package command

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/export/qr"
)

func (c *call) code() *cobra.Command {
	var out string
	var size int
	cmd := &cobra.Command{Use: "qr NUMBER --out FILE.png|.svg [--size PIXELS]", Short: c.say("command.qr"), Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&out, "out", "", c.say("command.flag.out"))
	cmd.Flags().IntVar(&size, "size", press.DefaultCodePixels, c.say("command.flag.size"))
	require(cmd, "out")
	cmd.RunE = c.in(func(ctx context.Context, args []string) error {
		a, err := c.find(ctx, args[0])
		if err != nil {
			return err
		}
		return c.writeCode(ctx, a, out, size)
	})
	return cmd
}

// writeCode writes an article's share code in the form that the file's name asks for.
func (c *call) writeCode(ctx context.Context, a newsroom.Article, file string, size int) error {
	code, err := c.press().Code(ctx, a)
	if err != nil {
		return err
	}
	var data []byte
	switch strings.ToLower(filepath.Ext(file)) {
	case ".png":
		data, err = code.PNG(size)
	case ".svg":
		data, err = code.SVG(qr.Millimetres(float64(size)*25.4/96), c.say("page.scan"))
	default:
		return newsroom.Errorf(newsroom.Invalid, nil, "error.code_format", "File", file)
	}
	if err != nil {
		return newsroom.Errorf(newsroom.Invalid, err, "error.code", "Cause", err.Error())
	}
	if err := write(file, data); err != nil {
		return err
	}
	return c.print(map[string]any{"file": file, "address": code.Content()}, file)
}
